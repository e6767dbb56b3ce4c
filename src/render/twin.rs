//! A text's HTML back to plain Markdown: the twin of a posting's page, for people and programs that read no HTML.
//!
//! What comes in is what the cleaner or the Markdown writer made: well-formed, few elements, no scripts. What it does not know is passed over,
//! its text kept.

/// The Markdown of a text.
pub fn markdown(html: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        writer.text(&rest[..at]);
        let Some(end) = tag_end(&rest[at..]) else { break };
        writer.tag(&rest[at + 1..at + end]);
        rest = &rest[at + end + 1..];
    }
    writer.text(rest);
    let mut lines: Vec<&str> = writer.out.lines().map(str::trim_end).collect();
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    format!("{}\n", lines.join("\n").trim())
}

/// Where a tag ends: at the first `>` that is in no attribute.
fn tag_end(tag: &str) -> Option<usize> {
    let mut is_quoted = false;
    tag.char_indices().find_map(|(at, c)| {
        is_quoted ^= c == '"';
        (c == '>' && !is_quoted).then_some(at)
    })
}

#[derive(Default)]
struct Writer {
    out: String,
    /// What each line begins with: `> ` of quotes, blanks of lists.
    prefix: Vec<String>,
    /// The next number of each open list; none in a list of dots.
    lists: Vec<Option<u32>>,
    /// Addresses of open links.
    links: Vec<String>,
    is_verbatim: bool,
    /// Where the code at hand begins.
    code_at: usize,
    is_code: bool,
    /// Inside a link back from a footnote, which leads nowhere here.
    is_hidden: bool,
    /// Nothing stands in this block yet.
    is_fresh: bool,
    /// Cells in this row so far, and whether the row is the head of its table.
    cells: usize,
    is_head: bool,
}

impl Writer {
    fn tag(&mut self, tag: &str) {
        let is_end = tag.starts_with('/');
        let body = tag.trim_start_matches('/').trim_end_matches('/');
        let name = body.split([' ', '\n', '\t']).next().unwrap_or("");
        match (name, is_end) {
            ("p" | "div" | "section" | "dl" | "dt" | "table", false) => self.block(),
            ("dd", false) => {
                self.line();
                self.out.push_str(": ");
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                self.block();
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.out.push_str(&format!("{} ", "#".repeat(level)));
            }
            ("ul", false) => self.lists.push(None),
            ("ol", false) => self.lists.push(Some(attribute(body, "start").and_then(|n| n.parse().ok()).unwrap_or(1))),
            ("ul" | "ol", true) => {
                self.lists.pop();
            }
            ("li", false) => self.item(),
            ("li", true) => {
                self.prefix.pop();
            }
            ("blockquote", false) => {
                self.block();
                self.out.push_str("> ");
                self.prefix.push("> ".to_owned());
                self.is_fresh = true;
            }
            ("blockquote", true) => {
                self.prefix.pop();
            }
            ("pre", false) => {
                self.block();
                self.out.push_str("````");
                self.code_at = self.out.len();
                self.is_verbatim = true;
            }
            ("pre", true) => {
                if !self.out.ends_with('\n') && !self.is_at_start() {
                    self.line();
                }
                // Longer than any run in the code, so that nothing in it ends it.
                let more = "`".repeat((longest_run(&self.out[self.code_at..]) + 1).saturating_sub(4));
                self.out.insert_str(self.code_at, &more);
                self.out.push_str("````");
                self.out.push_str(&more);
                self.is_verbatim = false;
            }
            ("code", false) if self.is_verbatim => {
                let language =
                    attribute(body, "class").and_then(|class| class.strip_prefix("language-").map(str::to_owned));
                self.out.push_str(&language.unwrap_or_default().replace('`', ""));
                self.line();
            }
            ("code" | "kbd", false) if !self.is_verbatim => {
                self.out.push('`');
                self.code_at = self.out.len();
                self.is_code = true;
            }
            ("code" | "kbd", true) if self.is_code => {
                let run = longest_run(&self.out[self.code_at..]);
                if run > 0 {
                    self.out.insert_str(self.code_at, &format!("{} ", "`".repeat(run)));
                    self.out.push_str(&format!(" {}", "`".repeat(run)));
                }
                self.out.push('`');
                self.is_code = false;
            }
            ("strong" | "b", _) => self.out.push_str("**"),
            ("em" | "i", _) => self.out.push('*'),
            ("del" | "s", _) => self.out.push_str("~~"),
            ("br", _) => {
                self.out.push('\\');
                self.line();
            }
            ("hr", _) => {
                self.block();
                self.out.push_str("---");
            }
            ("a", false) => {
                let href = attribute(body, "href").unwrap_or_default();
                self.is_hidden = body.contains("footnote-back");
                if !href.starts_with('#') {
                    self.out.push('[');
                }
                self.links.push(href);
            }
            ("a", true) => {
                let href = self.links.pop().unwrap_or_default();
                self.is_hidden = false;
                if !href.starts_with('#') {
                    self.out.push_str(&format!("]({})", target(&href)));
                }
            }
            ("img", _) => {
                let alt = attribute(body, "alt").unwrap_or_default();
                let src = attribute(body, "src").unwrap_or_default();
                self.out.push_str(&format!("![{}]({})", alt.replace(['[', ']'], ""), target(&src)));
            }
            ("input", _) => self.out.push_str(if body.contains("checked") { "[x] " } else { "[ ] " }),
            ("thead", _) => self.is_head = !is_end,
            ("tr", false) => {
                self.line();
                self.cells = 0;
            }
            ("tr", true) => {
                self.out.push_str(" |");
                if self.is_head {
                    self.line();
                    self.out.push_str(&format!("|{}", " --- |".repeat(self.cells)));
                }
            }
            ("th" | "td", false) => {
                self.out.push_str(if self.cells == 0 { "| " } else { " | " });
                self.cells += 1;
            }
            _ => {}
        }
        if !matches!(name, "li" | "ul" | "ol" | "blockquote" | "p" | "div" | "section") {
            self.is_fresh = false;
        }
    }

    fn is_at_start(&self) -> bool {
        let prefix: String = self.prefix.concat();
        self.out.is_empty() || self.out.ends_with(&format!("\n{prefix}"))
    }

    /// Whether the line so far is a number alone, which a dot would make an item of a list. One of more than nine digits makes none
    /// (CommonMark 0.31.2, 5.2), so few bytes are looked at.
    fn is_number(&self) -> bool {
        let digits = self.out.bytes().rev().take(10).take_while(u8::is_ascii_digit).count();
        let before = &self.out[..self.out.len() - digits];
        let before = before.strip_suffix("- ").unwrap_or(before);
        (1..10).contains(&digits) && (before.is_empty() || before.ends_with(&format!("\n{}", self.prefix.concat())))
    }

    /// Begins a line.
    fn line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix.concat());
    }

    /// Begins a block, behind an empty line.
    fn block(&mut self) {
        if self.out.is_empty() || self.is_fresh {
            return;
        }
        let blank = self.prefix.concat();
        self.out.push_str(&format!("\n{}", blank.trim_end()));
        self.line();
    }

    fn item(&mut self) {
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            _ => "- ".to_owned(),
        };
        let is_first = !self.out.trim_end().lines().last().is_some_and(|line| {
            let line = line.trim_start_matches(['>', ' ']);
            line.starts_with("- ") || line.split_once(". ").is_some_and(|(n, _)| n.bytes().all(|b| b.is_ascii_digit()))
        });
        if self.lists.len() > 1 || !is_first {
            self.line()
        } else {
            self.block()
        }
        self.out.push_str(&mark);
        self.prefix.push(" ".repeat(mark.len()));
        self.is_fresh = true;
    }

    fn text(&mut self, text: &str) {
        let text = decoded(text);
        if self.is_verbatim {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.line();
                }
                self.out.push_str(line);
            }
            return;
        }
        if self.is_hidden {
            return;
        }
        let mut was_blank = self.is_at_start() || self.is_fresh;
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !was_blank && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                was_blank = true;
                continue;
            }
            // What would be markup is written out; a dot or a dash is none in the middle of a line.
            let begins = matches!(c, '#' | '+' | '-' | '=' | '~' | '>' | ':') && (self.is_fresh || self.is_at_start());
            let ends_number = matches!(c, '.' | ')') && self.is_number();
            let is_markup = matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|') || begins || ends_number;
            // In code, what is there is meant.
            if !self.is_code && is_markup {
                self.out.push('\\');
            }
            self.out.push(c);
            was_blank = false;
            self.is_fresh = false;
        }
    }
}

/// The most backticks in a row.
fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// An address as a link has it: in angle brackets where a blank or a bracket would end it.
fn target(href: &str) -> String {
    if href.contains([' ', '(', ')', '<', '>']) {
        format!("<{}>", href.replace(['<', '>'], ""))
    } else {
        href.to_owned()
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[start..];
    Some(decoded(&value[..value.find('"')?]))
}

/// The entities that the writers of HTML make.
pub fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&nbsp;", "\u{a0}")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn html_becomes_the_markdown_that_makes_it() {
        for (html, expected) in [
            (
                "<p>Build <em>things</em> &amp; <strong>more</strong>.</p>\n<p>Two\nlines.</p>",
                "Build *things* & **more**.\n\nTwo lines.\n",
            ),
            (
                "<h2>What</h2>\n<ul>\n<li>One</li>\n<li>Two\n<ul>\n<li>Deep</li>\n</ul>\n</li>\n</ul>\n<p>End</p>",
                "## What\n\n- One\n- Two\n  - Deep\n\nEnd\n",
            ),
            ("<ol start=\"3\"><li><p>a</p><p>b</p></li><li>c</li></ol>", "3. a\n\n   b\n\n4. c\n"),
            ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n>\n> b\n\nc\n"),
            (
                "<p>a <a href=\"https://x.example/?a=1&amp;b\" rel=\"nofollow\">b</a> <code>x_y*</code></p>",
                "a [b](https://x.example/?a=1&b) `x_y*`\n",
            ),
            (
                "<pre><code class=\"language-rust\">fn a() {}\n  b &lt; c\n</code></pre>",
                "````rust\nfn a() {}\n  b < c\n````\n",
            ),
            (
                "<p><code>a</code>&lt;img src=x&gt; <code>x</code>[click](javascript:alert(1))</p>",
                "`a`\\<img src=x> `x`\\[click\\](javascript:alert(1))\n",
            ),
            ("<p># no heading</p><p>- no item</p><p>1. no item</p>", "\\# no heading\n\n\\- no item\n\n1\\. no item\n"),
            (
                "<p>x<sup class=\"footnote\"><a href=\"#u-fn-1\">1</a></sup> <a href=\"https://x.example/a(b)\">y</a></p>",
                "x1 [y](<https://x.example/a(b)>)\n",
            ),
            ("<ol start=\"4294967295\"><li>a</li><li>b</li></ol>", "4294967295. a\n4294967295. b\n"),
            ("<p>2 * 3 &lt;b&gt; [x] a_b</p>", "2 \\* 3 \\<b> \\[x\\] a\\_b\n"),
            (
                "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
                "| A | B |\n| --- | --- |\n| 1 | 2 |\n",
            ),
        ] {
            assert_eq!(markdown(html), expected, "{html}");
        }
    }
}
