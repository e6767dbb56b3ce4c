//! A body as plain Markdown: for people and programs that read no HTML.

use super::directive::Name;
use super::plain::is_raw_text;
use super::steps::Step;
use super::tree::{Body, Element, Kind, LinkTarget, Shape, Target};

/// The Markdown of a body. `href` gives the whole address of a link or picture within the site, `word` a word of the theme.
pub fn markup(body: &Body, href: &dyn Fn(&LinkTarget) -> String, word: &dyn Fn(&str) -> String) -> String {
    let mut writer = Writer {
        body,
        href,
        word,
        out: String::with_capacity(body.text.len() * 5 / 4),
        prefix: Vec::new(),
        lists: Vec::new(),
        is_verbatim: false,
        code_at: 0,
        is_code: false,
        is_fresh: false,
        is_behind_item: false,
        cells: 0,
        is_head: false,
    };
    let mut steps = body.steps();
    while let Some(step) = steps.next() {
        match step {
            Step::Text(text) => writer.text(text),
            Step::Open(kind) if is_raw_text(body, kind) => steps.pass(),
            Step::Open(kind) => writer.open(kind),
            Step::Close(kind) => writer.close(kind),
            Step::Leaf(kind) => writer.leaf(kind),
            Step::Comment(_) => {}
        }
    }
    let mut lines: Vec<&str> = writer.out.lines().map(str::trim_end).collect();
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    format!("{}\n", lines.join("\n").trim())
}

struct Writer<'a> {
    body: &'a Body,
    href: &'a dyn Fn(&LinkTarget) -> String,
    word: &'a dyn Fn(&str) -> String,
    out: String,
    /// What each line begins with: `> ` of quotes, blanks of lists.
    prefix: Vec<String>,
    /// The next number of each open list; none in a list of dots.
    lists: Vec<Option<u32>>,
    is_verbatim: bool,
    /// Where the code at hand begins.
    code_at: usize,
    is_code: bool,
    /// Nothing stands in this block yet.
    is_fresh: bool,
    /// The last thing written was the end of an item or a list.
    is_behind_item: bool,
    /// Cells in this row so far, and whether the row is the head of its table.
    cells: usize,
    is_head: bool,
}

impl Writer<'_> {
    fn open(&mut self, kind: Kind) {
        if let Some(level) = self.body.level(kind) {
            self.block();
            self.out.push_str(&"#".repeat(level.into()));
            self.out.push(' ');
            self.is_fresh = false;
            return;
        }
        let kind = self.body.meaning(kind);
        match kind {
            Kind::Paragraph | Kind::Figure | Kind::Definitions | Kind::Definition | Kind::Table => self.block(),
            // CommonMark has no definitions: they are blocks below a term in bold.
            Kind::Term => {
                self.block();
                self.out.push_str("**");
            }
            Kind::Directive(directive) => self.directive(directive),
            Kind::List => self.lists.push(None),
            Kind::Numbered(first) => self.lists.push(Some(first)),
            Kind::Footnotes => self.lists.push(Some(1)),
            Kind::Item | Kind::Footnote(_) => self.item(),
            Kind::Quote | Kind::Alert(_) => {
                self.block();
                self.out.push_str("> ");
                self.prefix.push("> ".to_owned());
                self.is_fresh = true;
                if let Kind::Alert(alert) = kind {
                    let title = (self.word)(alert.name());
                    self.out.push_str("**");
                    self.text(&title);
                    self.out.push_str("**");
                }
            }
            Kind::CodeBlock(language) => {
                self.block();
                self.out.push_str("````");
                self.code_at = self.out.len();
                self.out.push_str(&self.body.language(language).replace('`', ""));
                self.line();
                self.is_verbatim = true;
            }
            Kind::Code if !self.is_verbatim => {
                // Two one behind the other would share their signs.
                if self.out.ends_with('`') {
                    self.out.push(' ');
                }
                self.out.push('`');
                self.code_at = self.out.len();
                self.is_code = true;
            }
            Kind::Strong => self.out.push_str("**"),
            Kind::Emphasis => self.out.push('*'),
            Kind::Strike => self.out.push_str("~~"),
            Kind::Math(true) => self.out.push_str("$$"),
            Kind::Math(false) => self.out.push('$'),
            Kind::Link(link) if self.address(&self.body.links[link as usize].target).is_some() => self.out.push('['),
            Kind::TableHead => self.is_head = true,
            Kind::Row => {
                self.line();
                self.cells = 0;
            }
            Kind::HeadCell(_) | Kind::Cell(_) => {
                self.out.push_str(if self.cells == 0 { "| " } else { " | " });
                self.cells += 1;
            }
            Kind::Html(element) if Element::is_block(&self.body.elements[element as usize].name) => self.block(),
            _ => {}
        }
        let keeps_fresh = matches!(
            kind,
            Kind::Item
                | Kind::Footnote(_)
                | Kind::List
                | Kind::Numbered(_)
                | Kind::Footnotes
                | Kind::Quote
                | Kind::Paragraph
                | Kind::Directive(_)
                | Kind::Html(_)
        );
        self.is_fresh &= keeps_fresh;
        self.is_behind_item = false;
    }

    fn close(&mut self, kind: Kind) {
        if self.body.level(kind).is_some() {
            return;
        }
        match self.body.meaning(kind) {
            Kind::List | Kind::Numbered(_) | Kind::Footnotes => {
                self.lists.pop();
            }
            Kind::Item | Kind::Footnote(_) => {
                self.prefix.pop();
                self.is_behind_item = true;
                self.is_fresh = false;
                return;
            }
            Kind::Quote | Kind::Alert(_) => {
                self.prefix.pop();
            }
            Kind::Term => self.out.push_str("**"),
            Kind::CodeBlock(_) => {
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
            Kind::Code if self.is_code => {
                let run = longest_run(&self.out[self.code_at..]);
                if run > 0 {
                    self.out.insert_str(self.code_at, &format!("{} ", "`".repeat(run)));
                    self.out.push_str(&format!(" {}", "`".repeat(run)));
                }
                self.out.push('`');
                self.is_code = false;
            }
            Kind::Strong => self.out.push_str("**"),
            Kind::Emphasis => self.out.push('*'),
            Kind::Strike => self.out.push_str("~~"),
            Kind::Math(true) => self.out.push_str("$$"),
            Kind::Math(false) => self.out.push('$'),
            Kind::Link(link) => {
                if let Some(address) = self.address(&self.body.links[link as usize].target) {
                    self.out.push_str(&format!("]({})", target(&address)));
                }
            }
            Kind::Directive(directive) => {
                if let Some(below) = self.body.directives[directive as usize].below() {
                    self.block();
                    self.text(&below);
                }
            }
            Kind::TableHead => self.is_head = false,
            Kind::Row => {
                self.out.push_str(" |");
                if self.is_head {
                    self.line();
                    self.out.push_str(&format!("|{}", " --- |".repeat(self.cells)));
                }
            }
            _ => return,
        }
        self.is_fresh = false;
    }

    fn leaf(&mut self, kind: Kind) {
        match self.body.meaning(kind) {
            Kind::Break => {
                self.out.push('\\');
                self.line();
            }
            Kind::Rule => {
                self.block();
                self.out.push_str("---");
            }
            Kind::Task(is_done) => self.out.push_str(if is_done { "[x] " } else { "[ ] " }),
            Kind::Picture(picture) => {
                let picture = &self.body.pictures[picture as usize];
                let alt = picture.alt.replace(['[', ']', '\n'], " ").replace('\\', "");
                if let Some(address) = self.address(&picture.target) {
                    self.out.push_str(&format!("![{}]({})", alt.trim(), target(&address)));
                }
            }
            Kind::FootnoteReference(number, _) => self.out.push_str(&format!("\\[{number}\\]")),
            _ => return,
        }
        self.is_fresh = false;
    }

    /// What stands for a directive, but its text.
    fn directive(&mut self, directive: u32) {
        let directive = &self.body.directives[directive as usize];
        if let Some(above) = directive.above(self.word) {
            self.block();
            self.out.push_str("**");
            self.text(&above);
            self.out.push_str("**");
        }
        if let Some((label, to)) = directive.link()
            && let Some(address) = self.address(to)
        {
            self.block();
            self.out.push('[');
            self.text(if label.is_empty() { &address } else { label });
            self.out.push_str(&format!("]({})", target(&address)));
        }
        if let Some(address) =
            directive.target("src").filter(|_| directive.name == Name::Figure).and_then(|to| self.address(to))
        {
            self.block();
            let alt = directive.text("alt").unwrap_or_default().replace(['[', ']', '\\'], " ");
            self.out.push_str(&format!("![{alt}]({})", target(&address)));
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
        if self.lists.len() > 1 || self.is_behind_item {
            self.line();
        } else {
            self.block();
        }
        self.out.push_str(&mark);
        self.prefix.push(" ".repeat(mark.len()));
        self.is_fresh = true;
    }

    fn text(&mut self, text: &str) {
        if self.is_verbatim {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.line();
                }
                self.out.push_str(line);
            }
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
            self.is_behind_item = false;
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

#[cfg(test)]
mod tests {
    use crate::markdown::test::body;

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
            ("- [x] a\n- [ ] b", "- [x] a\n- [ ] b\n"),
        ] {
            assert_eq!(super::markup(&body(text), &|_| "X".to_owned(), &str::to_owned), expected, "{text}");
        }
    }
}
