//! A body as plain Markdown: for people and programs that read no HTML. What comes of it, read as CommonMark, is the same text and no HTML.
//!
//! Long on purpose: one writer, whose parts all look at the line at hand.

use super::directive::{Directive, Name};
use super::escape::begins_reference;
use super::plain::is_raw_text;
use super::steps::Step;
use super::target::{LinkTarget, Shape, Target};
use super::tree::{Body, Kind};

/// The Markdown of a body that stands behind a list of dots. `href` gives the whole address of a link or picture within the site, `word` a word of the
/// theme.
pub fn markup(body: &Body, href: &dyn Fn(&LinkTarget) -> String, word: &dyn Fn(&str) -> String) -> String {
    let mut writer = Writer {
        body,
        href,
        word,
        out: String::with_capacity(body.text.len() * 5 / 4),
        prefix: Vec::new(),
        lists: Vec::new(),
        closed_list: Some((false, false)),
        is_tight: false,
        inline: String::new(),
        marks: Vec::new(),
        run: String::new(),
        verbatim: Verbatim::None,
        code_depth: 0,
        row: None,
        is_head: false,
        cells: 0,
    };
    let mut steps = body.steps();
    while let Some(step) = steps.next() {
        match step {
            Step::Text(text) => writer.run.push_str(text),
            Step::Open(kind) if is_raw_text(body, kind) => steps.pass(),
            Step::Open(kind) => {
                let is_text_alone = steps.holds_text_alone();
                writer.open(kind, is_text_alone);
            }
            Step::Close(kind) => writer.close(kind),
            Step::Leaf(kind) => writer.leaf(kind),
            Step::Comment(_) => {}
        }
    }
    writer.end_block();
    format!("{}\n", writer.out.trim_end())
}

/// What a line begins with, for an element that is open: on its first line, and on the others.
struct Prefix {
    first: String,
    rest: String,
    is_used: bool,
}

/// A list that is open.
struct List {
    /// The next number; none in a list of dots.
    number: Option<u32>,
    /// The other sign of the two that lists may have, which parts a list from the one before it.
    is_other: bool,
    is_begun: bool,
}

/// Text that is written as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verbatim {
    None,
    Span,
    Block(u32),
}

struct Writer<'a> {
    body: &'a Body,
    href: &'a dyn Fn(&LinkTarget) -> String,
    word: &'a dyn Fn(&str) -> String,
    out: String,
    prefix: Vec<Prefix>,
    lists: Vec<List>,
    /// The list that ended just before: whether it was numbered, and which sign it had.
    closed_list: Option<(bool, bool)>,
    /// No empty line parts the next block from the one before.
    is_tight: bool,
    /// The text of the block at hand.
    inline: String,
    /// The marks that are open in it; each is written when its text is known.
    marks: Vec<Mark>,
    /// Texts that nothing has parted yet.
    run: String,
    verbatim: Verbatim,
    /// How many elements of code are open.
    code_depth: usize,
    /// The cells of the row at hand.
    row: Option<Vec<String>>,
    is_head: bool,
    /// Cells that are open: a table within a cell is text.
    cells: usize,
}

/// A mark around text that is open.
struct Mark {
    open: &'static str,
    close: String,
    /// Where its text begins.
    at: usize,
}

impl Writer<'_> {
    fn open(&mut self, kind: Kind, is_text_alone: bool) {
        let kind = self.body.meaning(kind);
        let is_code = matches!(kind, Kind::CodeBlock(_) | Kind::Code | Kind::Math(_));
        // In a block of code there is text alone.
        if self.is_verbatim_block() && !is_code {
            return;
        }
        if self.body.is_block(kind) {
            self.end_block();
        } else if !is_nothing(kind) {
            self.end_run();
        }
        match kind {
            Kind::List => self.open_list(None),
            Kind::Numbered(first) => self.open_list(Some(first)),
            Kind::Footnotes => self.open_list(Some(1)),
            Kind::Item | Kind::Footnote(_) => self.item(),
            Kind::Quote => self.quote(None),
            Kind::Alert(alert) => self.quote(Some((self.word)(alert.name()))),
            Kind::Directive(directive) => self.open_directive(directive),
            // CommonMark has no definitions: they are blocks below a term in bold.
            Kind::Term | Kind::Strong => self.open_mark("**", "**".to_owned()),
            Kind::CodeBlock(language) => {
                self.code_depth += 1;
                if self.code_depth == 1 && self.cells == 0 {
                    self.verbatim = Verbatim::Block(language);
                }
            }
            Kind::Code | Kind::Math(_) => {
                self.code_depth += 1;
                if self.code_depth == 1 && is_text_alone {
                    self.verbatim = Verbatim::Span;
                }
            }
            Kind::Emphasis => self.open_mark("*", "*".to_owned()),
            Kind::Strike => self.open_mark("~~", "~~".to_owned()),
            Kind::Link(link) => match self.address(&self.body.links[link as usize].target) {
                Some(address) => self.open_mark("[", format!("]({})", target(&address))),
                None => self.open_mark("", String::new()),
            },
            Kind::TableHead if self.cells == 0 => self.is_head = true,
            Kind::Row if self.cells == 0 => self.row = Some(Vec::new()),
            Kind::HeadCell(_) | Kind::Cell(_) => {
                self.cells += 1;
                if self.cells > 1 {
                    self.inline.push(' ');
                }
            }
            _ => {}
        }
    }

    fn is_verbatim_block(&self) -> bool {
        matches!(self.verbatim, Verbatim::Block(_))
    }

    fn close(&mut self, kind: Kind) {
        let is_code = matches!(self.body.meaning(kind), Kind::CodeBlock(_) | Kind::Code | Kind::Math(_));
        if self.is_verbatim_block() && !is_code {
            return;
        }
        if let Some(level) = self.body.level(kind) {
            self.end_run();
            self.wrap_marks();
            let text = std::mem::take(&mut self.inline).replace('\n', " ");
            self.inline = format!("{} {}", "#".repeat(level.into()), end_escaped(text.trim()));
            return self.end_block();
        }
        let kind = self.body.meaning(kind);
        match kind {
            Kind::CodeBlock(_) | Kind::Code | Kind::Math(_) => return self.close_code(kind),
            Kind::HeadCell(_) | Kind::Cell(_) => {
                self.end_run();
                self.cells -= 1;
                if self.cells > 0 {
                    return;
                }
                self.wrap_marks();
                let cell = std::mem::take(&mut self.inline).replace('\n', " ");
                self.row.get_or_insert_default().push(cell.trim().to_owned());
                return;
            }
            kind if is_nothing(kind) && !self.body.is_block(kind) => return,
            _ => self.end_run(),
        }
        match kind {
            Kind::Term | Kind::Strong | Kind::Emphasis | Kind::Strike | Kind::Link(_) => self.close_mark(),
            Kind::Row if self.cells == 0 => {
                let cells = self.row.take().unwrap_or_default();
                let mut line = format!("| {} |", cells.join(" | "));
                if self.is_head {
                    line.push_str(&format!("\n|{}", " --- |".repeat(cells.len())));
                }
                // The rows of a table follow one another.
                self.is_tight = !self.is_head;
                self.write_lines(&line);
            }
            Kind::TableHead if self.cells == 0 => self.is_head = false,
            _ => {}
        }
        if self.body.is_block(kind) {
            self.end_block();
        }
        match kind {
            Kind::Item | Kind::Footnote(_) => {
                // An item without a text is none: its sign alone could be taken for a rule, or for the line below a heading.
                self.prefix.pop();
            }
            Kind::Quote | Kind::Alert(_) => drop(self.prefix.pop()),
            Kind::List | Kind::Numbered(_) | Kind::Footnotes => {
                self.closed_list = self.lists.pop().map(|list| (list.number.is_some(), list.is_other));
            }
            Kind::Directive(directive) => self.close_directive(directive),
            _ => {}
        }
    }

    fn close_code(&mut self, kind: Kind) {
        self.code_depth = self.code_depth.saturating_sub(1);
        if self.code_depth > 0 {
            return;
        }
        match std::mem::replace(&mut self.verbatim, Verbatim::None) {
            Verbatim::None if matches!(kind, Kind::CodeBlock(_)) => self.end_block(),
            Verbatim::None => self.end_run(),
            Verbatim::Span => {
                let sign = match kind {
                    Kind::Math(true) => "$$",
                    Kind::Math(false) => "$",
                    _ => "",
                };
                let words: Vec<&str> = self.run.split_whitespace().collect();
                let code = format!("{sign}{}{sign}", words.join(" "));
                self.run.clear();
                self.code_span(&code);
            }
            Verbatim::Block(language) => {
                let code = std::mem::take(&mut self.run);
                // Longer than any run in the code, so that nothing in it ends it.
                let fence = "`".repeat(longest_run(&code).max(3) + 1);
                let language = self.body.language(language);
                let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '.' | '_' | '-');
                let language = if language.chars().all(is_word) { language } else { "" };
                self.write_lines(&format!("{fence}{language}\n{}\n{fence}", code.trim_end_matches('\n')));
            }
        }
    }

    fn code_span(&mut self, code: &str) {
        if code.is_empty() {
            return;
        }
        // Two one behind the other would share their signs.
        if self.inline.ends_with('`') {
            self.inline.push(' ');
        }
        let fence = "`".repeat(longest_run(code) + 1);
        let blank = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let code = if self.cells > 0 { code.replace('|', "\\|") } else { code.to_owned() };
        self.inline.push_str(&format!("{fence}{blank}{code}{blank}{fence}"));
    }

    fn leaf(&mut self, kind: Kind) {
        let kind = self.body.meaning(kind);
        if self.is_verbatim_block() {
            if kind == Kind::Break {
                self.run.push('\n');
            }
            return;
        }
        self.end_run();
        match kind {
            Kind::Break if self.cells > 0 => self.inline.push(' '),
            Kind::Break => self.inline.push_str("\\\n"),
            Kind::Rule => {
                self.end_block();
                // Signs that are none of a list, in which the rule may stand.
                self.write_lines("___");
            }
            Kind::Task(is_done) => self.inline.push_str(if is_done { "[x] " } else { "[ ] " }),
            Kind::Picture(picture) => {
                let picture = &self.body.pictures[picture as usize];
                self.picture(&picture.target, &picture.alt, &picture.title);
            }
            Kind::FootnoteReference(number, _) => self.inline.push_str(&format!("\\[{number}\\]")),
            _ => {}
        }
    }

    fn picture(&mut self, to: &Target, alt: &str, title: &str) {
        let Some(address) = self.address(to) else { return };
        let plain = |text: &str| {
            let text: String = text.chars().map(|c| if "[]<>`\\\"&\n|*_".contains(c) { ' ' } else { c }).collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let title = plain(title);
        let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
        self.inline.push_str(&format!("![{}]({}{title})", plain(alt), target(&address)));
    }

    fn quote(&mut self, title: Option<String>) {
        self.prefix.push(Prefix { first: "> ".to_owned(), rest: "> ".to_owned(), is_used: false });
        if let Some(title) = title {
            self.bold(&title);
        }
    }

    /// A block in bold.
    fn bold(&mut self, text: &str) {
        self.inline.push_str("**");
        self.run.push_str(text);
        self.end_run();
        self.inline.push_str("**");
        self.end_block();
    }

    fn plain_block(&mut self, text: &str) {
        self.run.push_str(text);
        self.end_block();
    }

    /// A block that is a link; without a label, of its address.
    fn link_block(&mut self, label: &str, to: &Target) {
        let Some(address) = self.address(to) else { return };
        self.open_mark("[", format!("]({})", target(&address)));
        self.run.push_str(if label.is_empty() { &address } else { label });
        self.end_run();
        self.close_mark();
        self.end_block();
    }

    /// What stands for a directive, but its text.
    fn open_directive(&mut self, directive: u32) {
        let directive: &Directive = &self.body.directives[directive as usize];
        if directive.is_quote() {
            self.quote(None);
        }
        if let Some(above) = directive.above(self.word).filter(|above| !above.is_empty()) {
            self.bold(&above);
        }
        if let Some((label, to)) = directive.link() {
            self.link_block(label, to);
        }
        if let Some(to) = directive.target("src").filter(|_| directive.name == Name::Figure) {
            self.picture(to, directive.text("alt").unwrap_or_default(), "");
            self.end_block();
        }
    }

    fn close_directive(&mut self, directive: u32) {
        let directive: &Directive = &self.body.directives[directive as usize];
        match directive.below() {
            Some((below, Some(to))) => self.link_block(&below, to),
            Some((below, None)) => self.plain_block(&below),
            None => {}
        }
        if directive.is_quote() {
            self.prefix.pop();
        }
    }

    /// The whole address of a link; none of one within the page.
    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Site(target) if target.shape == Shape::Here => None,
            Target::Site(target) => Some((self.href)(target)),
            Target::Foreign(url) => Some(url.as_str().to_owned()),
            Target::Written(address) => Some(address.to_string()),
        }
    }

    fn open_list(&mut self, number: Option<u32>) {
        let is_other =
            self.closed_list.take().is_some_and(|(is_numbered, is_other)| is_numbered == number.is_some() && !is_other);
        self.lists.push(List { number, is_other, is_begun: false });
    }

    fn item(&mut self) {
        let is_nested = self.lists.len() > 1;
        let Some(list) = self.lists.last_mut() else {
            return self.prefix.push(Prefix { first: "- ".to_owned(), rest: "  ".to_owned(), is_used: false });
        };
        let first = match (&mut list.number, list.is_other) {
            (Some(number), is_other) => {
                // Of more than nine digits there is no item (CommonMark 0.31.2, 5.2).
                *number = (*number).min(999_999_999);
                let mark = format!("{number}{} ", if is_other { ')' } else { '.' });
                // A list that begins with another number needs an empty line before it.
                self.is_tight = list.is_begun || is_nested && *number == 1;
                *number += 1;
                mark
            }
            (None, is_other) => {
                self.is_tight = list.is_begun || is_nested;
                if is_other { "* ".to_owned() } else { "- ".to_owned() }
            }
        };
        list.is_begun = true;
        self.prefix.push(Prefix { rest: " ".repeat(first.len()), first, is_used: false });
    }

    /// Ends the block at hand and writes it.
    fn end_block(&mut self) {
        self.end_run();
        if self.cells > 0 {
            self.inline.push(' ');
            return;
        }
        self.wrap_marks();
        let text = std::mem::take(&mut self.inline);
        let text = text.trim_matches([' ', '\t', '\n']).trim_end_matches("\\\n");
        if !text.is_empty() && text != "\\" {
            self.write_lines(text);
        }
    }

    /// Writes lines behind what each of them begins with.
    fn write_lines(&mut self, lines: &str) {
        if !self.out.is_empty() && !std::mem::take(&mut self.is_tight) {
            let used: String =
                self.prefix.iter().take_while(|prefix| prefix.is_used).map(|prefix| prefix.rest.as_str()).collect();
            self.out.push_str(used.trim_end());
            self.out.push('\n');
        }
        self.is_tight = false;
        self.closed_list = None;
        for line in lines.split('\n') {
            let start = self.out.len();
            for prefix in &mut self.prefix {
                self.out.push_str(if std::mem::replace(&mut prefix.is_used, true) {
                    &prefix.rest
                } else {
                    &prefix.first
                });
            }
            self.out.push_str(line);
            let len = self.out[start..].trim_end_matches([' ', '\t']).len();
            self.out.truncate(start + len);
            self.out.push('\n');
        }
    }

    /// A mark begins. Within one of its kind it is none.
    fn open_mark(&mut self, open: &'static str, close: String) {
        let is_within = self.marks.iter().any(|mark| mark.open == open);
        let (open, close) = if is_within { ("", String::new()) } else { (open, close) };
        self.marks.push(Mark { open, close, at: self.inline.len() });
    }

    fn close_mark(&mut self) {
        let Some(mark) = self.marks.pop() else { return };
        self.wrap(&mark);
    }

    /// Ends the marks with the block; those that are open go on in the next.
    fn wrap_marks(&mut self) {
        let mut marks = std::mem::take(&mut self.marks);
        for mark in marks.iter_mut().rev() {
            self.wrap(mark);
            mark.at = 0;
        }
        self.marks = marks;
    }

    /// Writes a mark around its text, not around the blanks at its ends; nothing around nothing.
    fn wrap(&mut self, mark: &Mark) {
        let text = self.inline.split_off(mark.at.min(self.inline.len()));
        let inner = text.trim_matches([' ', '\n']);
        if inner.is_empty() || mark.open.is_empty() {
            self.inline.push_str(&text);
            return;
        }
        // A sign before a link would make a picture of it.
        if mark.open == "[" && self.inline.ends_with('!') {
            self.inline.pop();
            self.inline.push_str("\\!");
        }
        let before = text.len() - text.trim_start_matches([' ', '\n']).len();
        self.inline.push_str(&text[..before]);
        self.inline.push_str(mark.open);
        self.inline.push_str(inner);
        self.inline.push_str(&mark.close);
        self.inline.push_str(&text[before + inner.len()..]);
    }

    /// Takes the texts that nothing has parted into the block: what would be markup is written out.
    fn end_run(&mut self) {
        if self.verbatim == Verbatim::None && !self.run.is_empty() {
            push_escaped(&mut self.inline, &std::mem::take(&mut self.run));
        }
    }
}

/// Whether an element writes nothing of its own: texts on both sides of it are one.
fn is_nothing(kind: Kind) -> bool {
    matches!(kind, Kind::Html(_) | Kind::Mark | Kind::Subscript | Kind::Superscript)
}

/// A text on one line, with what would be markup written out.
pub fn escape_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    end_escaped(out.trim_end())
}

/// Appends a text to a block, with what would be markup there written out and each run of white space as one blank.
fn push_escaped(block: &mut String, text: &str) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        // Most of a text is letters, which are what they are.
        let letters = text[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 0 {
            block.push_str(&text[at..at + letters]);
            at += letters;
            continue;
        }
        at += c.len_utf8();
        let is_start = block.is_empty() || block.ends_with('\n');
        if c.is_whitespace() && c != '\u{a0}' || c.is_control() {
            if !is_start && !block.ends_with(' ') {
                block.push(' ');
            }
            continue;
        }
        // A dot or a dash is markup at the beginning of a line alone, a number of up to nine digits before a dot (CommonMark 0.31.2, 5.2).
        let begins = matches!(c, '#' | '+' | '-' | '=' | '>' | ':') && is_start;
        let ends_number = matches!(c, '.' | ')') && ends_in_number(block);
        let is_reference = c == '&' && begins_reference(&text[at..]);
        let is_markup = matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '|' | '~');
        if is_markup || begins || ends_number || is_reference {
            block.push('\\');
        }
        block.push(c);
    }
}

/// A line of a heading: signs at its end would be taken for the heading's own.
fn end_escaped(line: &str) -> String {
    match line.strip_suffix('#') {
        Some(rest) if !rest.ends_with('\\') => format!("{rest}\\#"),
        _ => line.to_owned(),
    }
}

/// Whether the last line of a block is a number, which a dot would make an item of a list.
fn ends_in_number(block: &str) -> bool {
    let line = block.rsplit('\n').next().unwrap_or("");
    (1..10).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// The most backticks in a row.
fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// An address as a link has it: in angle brackets where a blank or a bracket would end it.
fn target(href: &str) -> String {
    let href = href.replace('\\', "%5C").replace('|', "%7C").replace(['<', '>', '\n'], "");
    // What a reader of Markdown would take for a reference to a character.
    let href: String = href
        .char_indices()
        .map(|(at, c)| if c == '&' && begins_reference(&href[at + 1..]) { "&amp;".to_owned() } else { c.to_string() })
        .collect();
    match href.contains([' ', '(', ')']) {
        true => format!("<{href}>"),
        false => href,
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::test::{Plainly, body, of_employer, rules};
    use crate::markdown::{Dialect, Form, RawHtml, Rules, html, markdown, tags};
    use crate::source::{SrcPath, Text};

    #[test]
    fn a_body_becomes_the_markdown_that_makes_it() {
        for (text, expected) in [
            ("Build *things* & **more**.\n\nTwo\nlines.", "Build *things* & **more**.\n\nTwo lines.\n"),
            ("## What\n\n- One\n- Two\n  - Deep\n\nEnd", "## What\n\n- One\n- Two\n  - Deep\n\nEnd\n"),
            ("3. a\n\n   b\n\n4. c", "3. a\n\n   b\n4. c\n"),
            ("> a\n>\n> b\n\nc", "> a\n>\n> b\n\nc\n"),
            ("a [b](https://x.example/?a=1&b) `x_y*`", "a [b](https://x.example/?a=1&b) `x_y*`\n"),
            ("```rust\nfn a() {}\n  b < c\n```", "````rust\nfn a() {}\n  b < c\n````\n"),
            (
                "`a`<img src=x> `x`\\[click](javascript:alert(1))",
                "`a`\\<img src=x> `x`\\[click\\](javascript:alert(1))\n",
            ),
            ("\\# no heading\n\n\\- no item\n\n1\\. no item", "\\# no heading\n\n\\- no item\n\n1\\. no item\n"),
            ("x[^1] [y](<https://x.example/a(b)>)\n\n[^1]: N", "x\\[1\\] [y](<https://x.example/a(b)>)\n\n1. N\n"),
            ("4294967295. a", "4294967295. a\n"),
            ("2 * 3 \\<b> [x] a_b", "2 \\* 3 \\<b> \\[x\\] a\\_b\n"),
            ("| A | B |\n|---|---|\n| 1 | 2 |", "| A | B |\n| --- | --- |\n| 1 | 2 |\n"),
            ("`a`\u{0}`b`\u{0}`\u{0}`", "`a` `b`\n"),
            ("> [!NOTE]\n> a", "> **note**\n>\n> a\n"),
            ("T\n: D\n\n      code", "**T**\n\nD\n\n````\ncode\n````\n"),
            ("- [x] a\n- [ ] b", "* [x] a\n* [ ] b\n"),
            ("## \\#\n\n## C \\##", "## \\#\n\n## C #\\#\n"),
            (":::quote{by=A url=https://x.example}\nb\n:::", "> b\n>\n> [— A](https://x.example/)\n"),
        ] {
            assert_eq!(super::markup(&body(text), &|_| "X".to_owned(), &str::to_owned), expected, "{text}");
        }
    }

    #[test]
    fn read_as_commonmark_there_is_no_html_and_no_picture_in_it() {
        for text in [
            "<code>\n\n&lt;img src=x onerror=alert(1)&gt;\n\n</code>",
            "a <kbd>b <div>&lt;script&gt;alert(1)&lt;/script&gt;</div></kbd>",
            "<code><ul><li>&lt;img src=x&gt;</ul></code>",
            "<pre><pre>&lt;img src=x onerror=alert(1)&gt;</pre></pre>",
            "<h2>a <code>b<br>c</code> !\\[x](https://e.example/b.png)</h2>",
            "<code><code>x</code>y</code> and `` ` <img src=x onerror=alert(2)> ``",
            "\\![p](https://evil.example/p.png)",
            "!![p](https://evil.example/p.png)",
            "`a`\u{0}`<img src=x>`\u{0}`\u{0}`",
            ":\n:\n\t\t/<www>A{J\n\t\t\t\t\t)",
            "```a&#10;<img src=x>\nx\n```",
            "| a |\n|---|\n| `x | <img src=x>` |",
            "&amp;lt;img src=x&amp;gt;",
            "> - ***\n>   <b>x</b> <img src=x>",
            "[x](mailto:a@b.example?subject=\\\\) <img src=x>",
            "~~\\~ x~~\n\n```\n~~~\n<img src=x onerror=alert(1)>\n```",
            "&nbsp;~~~\n\n```\n~~~\n<img src=x onerror=alert(1)>\n```",
            "<s><s>q</s></s>\n\n```\n~~~~\n<img src=x onerror=alert(1)>\n```",
            "999999999. a\n1. ```\n   <img src=x>\n\n   foo\n   ```",
            "<ol start=4294967295><li>a<pre>\n\n&lt;img src=x&gt;</pre></ol>",
            "&<span>lt;img src=x&gt;</span>",
            "<table><tr><td><pre>&lt;img src=x&gt;\n\n&lt;script&gt;</pre></td></tr></table>",
        ] {
            let markup = super::markup(&of_employer(text), &|_| "https://here.example/".to_owned(), &str::to_owned);
            let elsewhere = Rules { dialect: Dialect::CommonMark, ..rules(RawHtml::Kept) };
            let read = markdown(&Text::of(&SrcPath::new("a.md"), &markup, 0), &elsewhere).body;
            let html = html(&read, Form::Page, &Plainly);
            for tag in tags(&html) {
                let is_plain = !matches!(tag.name.as_str(), "img" | "script" | "www" | "b" | "kbd" | "div" | "table");
                assert!(is_plain, "<{}> of {text:?} by {markup:?}", tag.name);
            }
        }
    }

    #[test]
    fn lists_and_blocks_stay_apart() {
        for (text, expected) in [
            ("1. a\n\n<!-- -->\n\n1. b", "1. a\n\n1) b\n"),
            ("- a\n\n\n* b", "* a\n\n- b\n"),
            ("- ***", "* ___\n"),
            ("```\na\n\n\nb  \n```", "````\na\n\n\nb\n````\n"),
            ("## a<br>b", "## a\\<br>b\n"),
            ("- a\n  1. b\n  2. c", "* a\n  1. b\n  2. c\n"),
            ("> a\n\n> b", "> a\n\n> b\n"),
            ("## Learn C \\#", "## Learn C \\#\n"),
            ("&nbsp;# h", "\u{a0}# h\n"),
        ] {
            assert_eq!(super::markup(&body(text), &|_| "X".to_owned(), &str::to_owned), expected, "{text}");
        }
        for (text, expected) in [
            ("<em> x</em>\n", "*x*\n"),
            ("a<em></em><em></em>", "a\n"),
            ("<div><ul><li>a<ul><li></li></ul></li></ul></div>", "* a\n"),
            ("<table><tr><td>XX</td><td>A<table><tr><td>B</td></tr></table>C</td></tr></table>", "| XX | A   B  C |\n"),
            (
                "<div><a href=\"https://x.example/\">a<div>b</div>c</a></div>",
                "[a](https://x.example/)\n\n[b](https://x.example/)\n\n[c](https://x.example/)\n",
            ),
        ] {
            let markup = super::markup(&of_employer(text), &|_| String::new(), &str::to_owned);
            assert_eq!(markup, expected, "{text}");
        }
        let markup = super::markup(
            &of_employer("<div>one</div>two\n\n<ul><li>a</li></ul>b"),
            &|_| String::new(),
            &str::to_owned,
        );
        assert_eq!(markup, "one\n\ntwo\n\n- a\n\nb\n");
    }
}
