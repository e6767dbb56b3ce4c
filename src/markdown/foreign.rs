//! Markup of other tools, which would be shown to readers as it stands: one warning for each kind, at the place, with what to write here.

use super::builder::Builder;
use super::plain::prose;
use crate::diag::Complaint;
use crate::markdown::rules::FOREIGN_MARKUP;
use crate::source::Span;

/// A kind of markup: what it is called, where it is found in a line, what to do about it.
struct Found {
    kind: &'static str,
    start: usize,
    end: usize,
    help: String,
}

impl Builder<'_> {
    /// Looks through the texts of the body, its code aside.
    pub fn foreign_markup(&mut self) {
        let text = &self.body.text;
        let single = |byte: &u8| matches!(byte, b'{' | b'[' | b'~' | b'^');
        let double = |pair: &[u8]| pair[0] == pair[1] && matches!(pair[0], b'$' | b'=' | b'!' | b'?' | b':');
        let may_have = text.as_bytes().iter().any(single) || text.as_bytes().windows(2).any(double);
        if !may_have && emoji(text).is_none() {
            return;
        }
        let prose = prose(&self.body);
        let mut told: Vec<&'static str> = Vec::new();
        let mut at = 0;
        for line in prose.text.split_inclusive('\n') {
            for found in self.in_line(line) {
                if told.contains(&found.kind) {
                    continue;
                }
                told.push(found.kind);
                let (start, end) = prose.place(at + found.start, at + found.end);
                let shown = line[found.start..found.end].trim();
                let message =
                    format!("{} has no meaning here and is shown as text: `{}`", found.kind, shortened(shown));
                let complaint = Complaint::new(FOREIGN_MARKUP, message).help(found.help);
                self.diagnostics.push(complaint.at(Span::new(self.text.file, start, end)));
            }
            at += line.len();
        }
    }

    fn in_line(&self, line: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let extensions = self.rules.extensions;
        let mut add = |kind, (start, end): (usize, usize), help: String| found.push(Found { kind, start, end, help });
        if let Some(range) = between(line, "{%", "%}") {
            add("a Liquid or Jinja tag", range, instead(&line[range.0 + 2..range.1 - 2]));
        }
        for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
            if let Some(range) = between(line, open, close) {
                add("a Hugo shortcode", range, instead(&line[range.0 + 3..range.1 - 3]));
            }
        }
        if let Some(range) = attributes(line) {
            let inner = line[range.0..range.1].trim_matches(|c: char| "{}: ".contains(c));
            let before = line[..range.0].trim_end();
            let help = if inner == "toc" {
                "remove it, and write `toc: true` at the top of the file"
            } else if before.contains("::") {
                "a directive stands alone on its line, without spaces before `[` and `{`"
            } else {
                "remove it; only headings may have attributes: `## Heading {#id .class}`"
            };
            let is_of_kramdown = line[range.0..].starts_with("{:");
            let kind = if is_of_kramdown { "a kramdown attribute list" } else { "an attribute list" };
            add(kind, range, help.to_owned());
        }
        for sign in ["[[toc]]", "[[TOC]]", "[toc]", "[TOC]", "[[_TOC_]]"] {
            if line.trim() == sign {
                let start = line.find(sign).unwrap_or(0);
                add(
                    "a table-of-contents marker",
                    (start, start + sign.len()),
                    "remove it, and write `toc: true` at the top of the file".to_owned(),
                );
                break;
            }
        }
        let trimmed = line.trim_start();
        let start = line.len() - trimmed.len();
        for sign in ["!!! ", "??? ", "???+ "] {
            if trimmed.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
                add("a MkDocs admonition", (start, line.trim_end().len()), admonition(&trimmed[sign.len()..]));
            }
        }
        if let Some(range) =
            between(line, "[[", "]]").filter(|range| !line[range.0..range.1].to_lowercase().contains("toc"))
        {
            add("a wiki link", range, "write `[text](file.md)`, or `![what it shows](picture.jpg)`".to_owned());
        }
        if let Some(range) = between(trimmed, "[!", "]").filter(|range| range.0 == 0) {
            let help = "write `:::note[Its title]{kind=tip}`, or one of `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]` alone on its line";
            add("a callout", (start, start + range.1), help.to_owned());
        }
        if trimmed.starts_with(".. ")
            && let Some(range) = between(trimmed, ".. ", "::")
        {
            add("a reStructuredText directive", (start, start + range.1), instead(&trimmed[3..range.1 - 2]));
        }
        if trimmed.starts_with(":::") {
            let help = "put a directive at the start of its line, outside lists and quotes";
            add("a directive in a list or a quote", (start, line.trim_end().len()), help.to_owned());
        }
        if !extensions.emoji
            && let Some((range, emoji)) = emoji(line)
        {
            add("an emoji code", range, format!("write {emoji}, or set `markdown: {{ emoji: true }}` in site.yaml"));
        }
        if !extensions.math
            && let Some(range) =
                between(line, "$$", "$$").or_else(|| (line.trim() == "$$").then_some((start, start + 2)))
        {
            add("a formula", range, "set `markdown: { math: true }` in site.yaml".to_owned());
        }
        if !extensions.mark
            && let Some(range) = marked(line)
        {
            add("`==`", range, "set `markdown: { mark: true }` in site.yaml, or use `**bold**`".to_owned());
        }
        if !extensions.scripts
            && let Some(range) = script(line)
        {
            add("a sub- or superscript", range, "set `markdown: { scripts: true }` in site.yaml".to_owned());
        }
        if let Some(range) = between(line, "[^", "]").filter(|range| !line[range.0..range.1].contains(' ')) {
            let name = &line[range.0 + 2..range.1 - 1];
            if !name.is_empty() {
                add("a footnote without text", range, format!("add a line `[^{name}]: …` with its text"));
            }
        }
        found
    }
}

/// Where something stands between two signs of one line, the signs included.
fn between(line: &str, open: &str, close: &str) -> Option<(usize, usize)> {
    let start = line.find(open)?;
    let inner = start + open.len();
    let end = line[inner..].find(close)?;
    (end > 0).then_some((start, inner + end + close.len()))
}

/// `{: .lead }`, `{:.no_toc}`, `{ width=300 }`, `{.wide}`, `{#id}`: names with a sign, or pairs.
fn attributes(line: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = line[from..].find('{').map(|at| from + at) {
        from = start + 1;
        // A longer one is none, and would be looked at from each of its braces.
        let Some(len) = line.as_bytes()[start..].iter().take(200).position(|byte| *byte == b'}') else { continue };
        let end = start + len + 1;
        let inner = line[start + 1..end - 1].trim();
        let (inner, is_marked) = inner.strip_prefix(':').map_or((inner, false), |rest| (rest.trim(), true));
        let is_one = |word: &str| {
            let name =
                |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            word.strip_prefix(['.', '#']).is_some_and(name)
                || word.split_once('=').is_some_and(|(key, value)| name(key) && !value.is_empty())
                || is_marked && name(word)
        };
        if !inner.is_empty() && inner.split_whitespace().all(is_one) {
            return Some((start, end));
        }
    }
    None
}

/// `:rocket:` where GitHub knows the name, and the picture.
fn emoji(line: &str) -> Option<((usize, usize), &'static str)> {
    emoji_codes(line).next()
}

/// Each `:name:` of a text that stands for an emoji: where, and which.
pub(super) fn emoji_codes(text: &str) -> impl Iterator<Item = ((usize, usize), &'static str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find(':')?;
            from = start + 1;
            let rest = &text[from..];
            let len = rest
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
                .count();
            let is_closed = len > 0 && rest[len..].starts_with(':');
            let is_free = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ':');
            if is_closed
                && is_free
                && let Some(emoji) = emojis::get_by_shortcode(&rest[..len])
            {
                from += len + 1;
                return Some(((start, from), emoji.as_str()));
            }
        }
    })
}

/// `==text==`: neither a comparison nor a line below a heading.
fn marked(line: &str) -> Option<(usize, usize)> {
    let start = line.find("==")?;
    let inner = &line[start + 2..];
    let end = inner.find("==")?;
    let text = &inner[..end];
    let is_marked = !text.is_empty()
        && !text.contains('=')
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace);
    is_marked.then_some((start, start + 2 + end + 2))
}

/// `H~2~O`, `m^2^`: a short word between two signs, right behind a letter or a bracket.
fn script(line: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = line[from..].find(['~', '^']).map(|at| from + at) {
        from = start + 1;
        let sign = &line[start..from];
        let len =
            line[from..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-')).count();
        let is_behind = line[..start].ends_with(|c: char| c.is_alphabetic() || c == ')');
        if is_behind && (1..=4).contains(&len) && line[from + len..].starts_with(sign) {
            return Some((start, from + len + 1));
        }
    }
    None
}

/// The kind of note that other tools have under this name.
pub(super) fn note_kind(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "info" | "abstract" | "summary" | "admonition" | "seealso" => "note",
        "tip" | "hint" | "success" => "tip",
        "important" => "important",
        "warning" | "attention" => "warning",
        "caution" | "danger" | "error" | "failure" | "bug" => "caution",
        _ => return None,
    })
}

/// What to write in place of `note "Title"`.
fn admonition(text: &str) -> String {
    let kind = text.split_whitespace().next().unwrap_or("");
    let title = text.split('"').nth(1).map(|title| format!("[{title}]")).unwrap_or_default();
    let kind = note_kind(kind).unwrap_or("note");
    format!("write `:::note{title}{{kind={kind}}}`, the text below it, and `:::` at its end")
}

/// What to write in place of another tool's tag.
fn instead(tag: &str) -> String {
    let words: Vec<&str> = tag.split_whitespace().map(|word| word.trim_matches(['"', '\''])).collect();
    let is_end = words.first().is_some_and(|name| name.starts_with('/') || name.starts_with("end"));
    let id = words.iter().skip(1).find(|word| !word.contains('=')).map_or("ID", |word| word);
    match words.first().copied().unwrap_or("") {
        "youtube" => format!("write `::video[Its title]{{src=https://www.youtube.com/watch?v={id}}}`"),
        "vimeo" => format!("write `::video[Its title]{{src=https://vimeo.com/{id}}}`"),
        "video" => "write `::video[Its title]{src=https://…}`".to_owned(),
        "figure" | "image" | "img" | "picture" => {
            "write `:::figure{src=picture.jpg alt=\"what it shows\"}`, the caption below it, and `:::`".to_owned()
        }
        "details" | "expand" | "spoiler" => {
            "write `:::details[What is always shown]`, the text below it, and `:::`".to_owned()
        }
        "button" => "write `::button[Its text]{href=https://…}`".to_owned(),
        "quote" | "blockquote" => "write `:::quote{by=\"Who\"}`, the text below it, and `:::`".to_owned(),
        "note" | "notice" | "alert" | "callout" | "hint" | "admonition" | "warning" | "tip" | "info" => {
            "write `:::note{kind=tip}`, the text below it, and `:::`".to_owned()
        }
        "columns" | "column" => "write `::::columns` and `:::column`".to_owned(),
        "highlight" | "raw" => "put code between lines of three backticks: ```` ```rust ````".to_owned(),
        "ref" | "relref" | "link" | "post_url" => "link the file: `[text](../articles/file.md)`".to_owned(),
        _ if is_end => "remove it".to_owned(),
        // `{% include figure.html %}`: what is included says what it is.
        "include" | "render" | "partial" if words.len() > 1 => instead(words[1].split('.').next().unwrap_or("")),
        _ => "remove it; the README lists the directives".to_owned(),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::RawHtml;
    use crate::markdown::rules::FOREIGN_MARKUP;
    use crate::markdown::test::read;

    fn told(text: &str) -> Vec<(String, String)> {
        let found = read(text, RawHtml::Shown).diagnostics.into_iter();
        let foreign = found.filter(|found| found.code == FOREIGN_MARKUP);
        foreign
            .map(|found| {
                (text[found.at.start as usize..found.at.end as usize].to_owned(), found.help.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn markup_of_other_tools_is_told_at_its_place() {
        for (text, place) in [
            ("{% include note.html %}", "{% include note.html %}"),
            ("a\n\n{: .lead }", "{: .lead }"),
            ("{:.no_toc}", "{:.no_toc}"),
            ("[[toc]]", "[[toc]]"),
            ("[TOC]", "[TOC]"),
            ("!!! note \"Title\"\n    indented", "!!! note \"Title\""),
            (":rocket: hi", ":rocket:"),
            ("$$E = mc^2$$", "$$E = mc^2$$"),
            ("==mark== and", "==mark=="),
            ("Text[^undefined].", "[^undefined]"),
            ("![a](a.png){ width=300 }", "{ width=300 }"),
            ("{{< youtube abc >}}", "{{< youtube abc >}}"),
            ("- :::note\n", ":::note"),
            ("H~2~O", "~2~"),
            ("see [[Other page|this]]", "[[Other page|this]]"),
            ("> [!info] Title\n> text", "[!info]"),
            (".. note:: text", ".. note::"),
            ("10 m^2^ of it", "^2^"),
        ] {
            let told = told(text);
            assert_eq!(told.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), [place], "{text}");
        }
        assert!(told("{{< youtube abc >}}")[0].1.contains("watch?v=abc"));
    }

    #[test]
    fn what_is_meant_is_left_alone() {
        for text in [
            "`{% x %}` and `[[toc]]`",
            "```\n{: .x}\n:rocket:\n```",
            "a == b and c == d",
            "It costs $$ or $5, {name} and {}",
            "at 10:30: now, C::D, std::vec",
            "## Title {#id .x}",
            "a set {1, 2} and {a: b}",
            "Text[^1].\n\n[^1]: note",
            "We pay well!!! and why???",
            "100~200 or 300~400, x^y, ~/bin and ~x~",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn a_kind_is_told_once_in_a_file() {
        assert_eq!(told("{% a %}\n\n{% b %}\n\n:rocket: :tada:").len(), 2);
    }
}
