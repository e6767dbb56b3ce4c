//! Source code to HTML with classes: comments, strings, numbers and keywords of the languages that people post.
//!
//! Classes: `hl-c` comment, `hl-s` string, `hl-n` number, `hl-k` keyword, `hl-a` added, `hl-d` deleted.
//!
//! A small lexer that knows no grammar. What else there is (November 2026): syntect 5.3 with two-face 0.5 (MIT, fancy-regex, 1 to 3 MB of grammars)
//! stands on bincode 1, which is given up (RUSTSEC-2025-0141); inkjet 0.11, arborium 2.18, lumis 0.19 and tree-sitter's own crates bring tens of MB of C;
//! giallo 0.5 (EUPL-1.2) brings a fork of Oniguruma, which is C; syntaxmate 0.2 is of this autumn, by one hand. A page of a career site has a
//! dozen lines of code, for which none of these is worth its price.

use super::escape::escape;

/// What a language's words and marks are.
struct Language {
    names: &'static [&'static str],
    keywords: &'static str,
    line_comments: &'static [&'static str],
    block_comment: Option<(&'static str, &'static str)>,
    quotes: &'static [char],
    /// Whether keywords are read in any case.
    any_case: bool,
}

const SLASHES: &[&str] = &["//"];
const STARS: Option<(&str, &str)> = Some(("/*", "*/"));
const DOUBLE: &[char] = &['"', '\''];

const LANGUAGES: &[Language] = &[
    Language {
        names: &["rust", "rs"],
        keywords: "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait true type unsafe use where while",
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &['"'],
        any_case: false,
    },
    Language {
        names: &["python", "py"],
        keywords: "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
        line_comments: &["#"],
        block_comment: None,
        quotes: DOUBLE,
        any_case: false,
    },
    Language {
        names: &["javascript", "js", "jsx", "typescript", "ts", "tsx"],
        keywords: "abstract any as async await boolean break case catch class const continue default delete do else enum export extends false finally for from function if implements import in instanceof interface let new null number of private protected public readonly return static string super switch this throw true try type typeof undefined var void while yield",
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &['"', '\'', '`'],
        any_case: false,
    },
    Language {
        names: &["java", "kotlin", "kt", "scala"],
        keywords: "abstract boolean break byte case catch char class const continue data def default do double else enum extends final finally float for fun if implements import in instanceof int interface is lateinit long native new null object open override package private protected public return sealed short static super switch synchronized this throw throws trait true false try val var void volatile when while",
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: DOUBLE,
        any_case: false,
    },
    Language {
        names: &["c", "cpp", "c++", "h", "hpp", "csharp", "cs", "c#"],
        keywords: "abstract async auto await base bool break case catch char class const constexpr continue decimal default delegate delete do double else enum event explicit extern false finally float for foreach get goto if in inline int interface internal is lock long namespace new null nullptr object operator out override params private protected public readonly record ref return sealed set short signed sizeof static string struct switch template this throw true try typedef typename uint ulong union unsigned using var virtual void volatile while yield",
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: DOUBLE,
        any_case: false,
    },
    Language {
        names: &["go", "golang"],
        keywords: "any bool break byte case chan const continue default defer else error fallthrough false float64 for func go goto if import int int64 interface map nil package range return rune select string struct switch true type uint var",
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &['"', '\'', '`'],
        any_case: false,
    },
    Language {
        names: &["sql", "postgresql", "mysql"],
        keywords: "add all alter and as asc begin between by case check column commit constraint create default delete desc distinct drop else end exists foreign from full group having if in index inner insert into is join key left like limit not null offset on or order outer primary references returning right rollback select set table then transaction union unique update using values view when where with",
        line_comments: &["--"],
        block_comment: STARS,
        quotes: DOUBLE,
        any_case: true,
    },
    Language {
        names: &["bash", "sh", "shell", "console", "zsh"],
        keywords: "case do done elif else esac exit export fi for function if in local return set then trap unset until while",
        line_comments: &["#"],
        block_comment: None,
        quotes: DOUBLE,
        any_case: false,
    },
    Language {
        names: &["json", "jsonc"],
        keywords: "true false null",
        line_comments: SLASHES,
        block_comment: STARS,
        quotes: &['"'],
        any_case: false,
    },
    Language {
        names: &["yaml", "yml", "toml"],
        keywords: "true false null",
        line_comments: &["#"],
        block_comment: None,
        quotes: DOUBLE,
        any_case: false,
    },
    Language {
        names: &["php"],
        keywords: "abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty enum extends false final finally fn for foreach function global goto if implements include instanceof interface isset list match namespace new null or print private protected public readonly require require_once return static switch this throw trait true try unset use var while xor yield",
        line_comments: &["#", "//"],
        block_comment: STARS,
        quotes: DOUBLE,
        any_case: false,
    },
    Language {
        names: &["ruby", "rb"],
        keywords: "alias and begin break case class def defined do else elsif end ensure extend false for if in include module next nil not or private protected public raise redo require rescue retry return self super then true undef unless until when while yield",
        line_comments: &["#"],
        block_comment: Some(("=begin", "=end")),
        quotes: DOUBLE,
        any_case: false,
    },
    Language {
        names: &["dockerfile", "docker", "containerfile"],
        keywords: "add arg as cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal user volume workdir",
        line_comments: &["#"],
        block_comment: None,
        quotes: DOUBLE,
        any_case: true,
    },
    Language {
        names: &["css", "scss"],
        keywords: "",
        line_comments: &[],
        block_comment: STARS,
        quotes: DOUBLE,
        any_case: false,
    },
];

/// Appends code as HTML with classes; in a language that is not known, without.
pub fn highlight(out: &mut String, name: &str, code: &str) {
    let name = name.to_lowercase();
    match name.as_str() {
        "diff" | "patch" => return diff(out, code),
        "html" | "xml" | "svg" | "vue" => return markup(out, code),
        _ => {}
    }
    let Some(language) = LANGUAGES.iter().find(|language| language.names.contains(&name.as_str())) else {
        return escape(out, code);
    };
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let (len, class) = token(language, rest, c);
        let (piece, after) = rest.split_at(len);
        push(out, piece, class);
        rest = after;
    }
}

fn push(out: &mut String, piece: &str, class: Option<&str>) {
    match class {
        Some(class) => {
            out.push_str("<span class=\"");
            out.push_str(class);
            out.push_str("\">");
            escape(out, piece);
            out.push_str("</span>");
        }
        None => escape(out, piece),
    }
}

/// What was changed: line by line.
fn diff(out: &mut String, code: &str) {
    for line in code.split_inclusive('\n') {
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        let class = match text.as_bytes() {
            [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] | [b'@', b'@', ..] => Some("hl-k"),
            [b'+', ..] => Some("hl-a"),
            [b'-', ..] => Some("hl-d"),
            _ => None,
        };
        push(out, text, class);
        out.push_str(end);
    }
}

/// Elements with their attributes; what stands between them is text.
fn markup(out: &mut String, code: &str) {
    let mut rest = code;
    while let Some(at) = rest.find('<') {
        escape(out, &rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            let len = rest.find("-->").map_or(rest.len(), |end| end + 3);
            push(out, &rest[..len], Some("hl-c"));
            rest = &rest[len..];
            continue;
        }
        let name = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
        push(out, &rest[..name], Some("hl-k"));
        rest = &rest[name..];
        while let Some(c) = rest.chars().next() {
            let (len, class) = match c {
                '"' | '\'' => (rest[1..].find(c).map_or(rest.len(), |end| end + 2), Some("hl-s")),
                '>' => (1, Some("hl-k")),
                c => (c.len_utf8(), None),
            };
            push(out, &rest[..len], class);
            rest = &rest[len..];
            if c == '>' {
                break;
            }
        }
    }
    escape(out, rest);
}

/// The length of the token at the beginning of `rest`, and its class.
fn token(language: &Language, rest: &str, c: char) -> (usize, Option<&'static str>) {
    if language.line_comments.iter().any(|mark| rest.starts_with(mark)) {
        return (rest.find('\n').unwrap_or(rest.len()), Some("hl-c"));
    }
    if let Some((open, close)) = language.block_comment
        && let Some(inside) = rest.strip_prefix(open)
    {
        return (inside.find(close).map_or(rest.len(), |at| open.len() + at + close.len()), Some("hl-c"));
    }
    if language.quotes.contains(&c) {
        return (string_length(rest, c), Some("hl-s"));
    }
    if c.is_ascii_digit() {
        let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
        return (len, Some("hl-n"));
    }
    if c.is_alphabetic() || c == '_' {
        let len = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let word = &rest[..len];
        let is_keyword = language
            .keywords
            .split(' ')
            .any(|keyword| keyword == word || (language.any_case && keyword.eq_ignore_ascii_case(word)));
        return (len, is_keyword.then_some("hl-k"));
    }
    (c.len_utf8(), None)
}

/// To the closing quote, or to the end of the line when there is none.
fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if quote != '`' => return at,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    fn highlight(name: &str, code: &str) -> String {
        let mut out = String::new();
        super::highlight(&mut out, name, code);
        out
    }

    #[test]
    fn keywords_strings_comments_and_numbers_get_classes() {
        assert_eq!(
            highlight("rust", "let x = \"<a>\"; // 1"),
            "<span class=\"hl-k\">let</span> x = <span class=\"hl-s\">&quot;&lt;a&gt;&quot;</span>; <span class=\"hl-c\">// 1</span>"
        );
        assert_eq!(highlight("SQL", "SELECT 1"), "<span class=\"hl-k\">SELECT</span> <span class=\"hl-n\">1</span>");
        assert_eq!(highlight("klingon", "x"), "x");
        assert_eq!(
            highlight("diff", "+a\n-b\n c"),
            "<span class=\"hl-a\">+a</span>\n<span class=\"hl-d\">-b</span>\n c"
        );
        assert_eq!(
            highlight("html", "<a b='<'>x</a>"),
            "<span class=\"hl-k\">&lt;a</span> b=<span class=\"hl-s\">'&lt;'</span><span class=\"hl-k\">&gt;</span>x<span class=\"hl-k\">&lt;/a</span><span class=\"hl-k\">&gt;</span>"
        );
        assert!(highlight("dockerfile", "FROM rust").starts_with("<span class=\"hl-k\">FROM</span>"));
        assert!(highlight("py", "\"open\nnext").ends_with("next"));
    }
}
