//! A body in the few elements that a job board shows, and as lines.

use std::fmt::Write as _;

use super::escape::{begins_reference, escape};
use super::plain::is_raw_text;
use super::steps::Step;
use super::tree::{Body, Element, Kind};
use crate::source::without_hidden;

/// The elements that a board shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subset {
    /// Headings, lists, tables, emphasis (Indeed, "XML feed", 2026).
    Indeed,
    /// `b strong u i em br p ul li`; headings become strong paragraphs (LinkedIn, "XML feeds development guide", 2026).
    LinkedIn,
}

/// The HTML of a body in those elements alone, without attributes; what stands in others stays as text. `word` is a word of the theme.
pub fn board_html(body: &Body, subset: Subset, word: &dyn Fn(&str) -> String) -> String {
    let out = String::with_capacity(body.text.len() * 5 / 4);
    let mut writer = Writer { body, subset, out, run: String::new(), is_in_code: false, is_in_paragraph: false };
    let mut steps = body.steps();
    while let Some(step) = steps.next() {
        match step {
            Step::Text(text) => writer.run.push_str(text),
            Step::Open(kind) if is_raw_text(body, kind) => steps.pass(),
            Step::Open(kind) => writer.open(kind, word),
            Step::Close(kind) => writer.close(kind),
            Step::Leaf(kind) => match body.meaning(kind) {
                Kind::Break => writer.emit("<br>"),
                Kind::FootnoteReference(number, _) => {
                    let _ = write!(writer.run, "[{number}]");
                }
                _ => {}
            },
            Step::Comment(_) => {}
        }
    }
    writer.flush();
    writer.out.trim().to_owned()
}

struct Writer<'a> {
    body: &'a Body,
    subset: Subset,
    out: String,
    /// Text that nothing has parted yet: what begins a tag may stand in the next piece.
    run: String,
    is_in_code: bool,
    /// A paragraph is open: it holds no other, and no list.
    is_in_paragraph: bool,
}

impl Writer<'_> {
    fn is_rich(&self) -> bool {
        self.subset == Subset::Indeed
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if self.is_in_code {
            for (number, line) in run.trim_end().split('\n').enumerate() {
                if number > 0 {
                    self.out.push_str("<br>");
                }
                self.escape(line);
            }
            return;
        }
        let is_between_blocks = run.trim().is_empty() && (self.out.is_empty() || self.out.ends_with('\n'));
        if !is_between_blocks {
            self.escape(&run);
        }
    }

    fn emit(&mut self, html: &str) {
        if html.is_empty() {
            return;
        }
        self.flush();
        let opens = ["<p>", "<h", "<ul", "<ol", "<table"].iter().any(|tag| html.starts_with(tag));
        let closes = html.starts_with("</p>") || html.starts_with("</strong></p>");
        if opens && self.is_in_paragraph {
            self.out.push_str("</p>\n");
        }
        if html.starts_with("</p>") && !self.is_in_paragraph {
            return;
        }
        self.out.push_str(html);
        self.is_in_paragraph =
            html.starts_with("<p>") && !html.contains("</p>") || self.is_in_paragraph && !opens && !closes;
    }

    fn open(&mut self, kind: Kind, word: &dyn Fn(&str) -> String) {
        if let Some(level) = self.body.level(kind) {
            match self.subset {
                Subset::Indeed => self.emit(&format!("<h{}>", level.max(2))),
                Subset::LinkedIn => self.emit("<p><strong>"),
            }
            return;
        }
        let tag = match self.body.meaning(kind) {
            Kind::Paragraph | Kind::Definition => "<p>",
            Kind::Term => "<p><strong>",
            Kind::CodeBlock(_) => {
                self.emit("<p>");
                self.is_in_code = true;
                ""
            }
            Kind::Alert(alert) => {
                self.emit("<p><strong>");
                self.run.push_str(&word(alert.name()));
                "</strong></p>\n"
            }
            Kind::Directive(directive) => {
                let directive = &self.body.directives[directive as usize];
                if let Some(above) = directive.above(word) {
                    self.emit("<p><strong>");
                    self.run.push_str(&above);
                    self.emit("</strong></p>\n");
                }
                if let Some((label, _)) = directive.link().filter(|(label, _)| !label.is_empty()) {
                    self.paragraph(label);
                }
                ""
            }
            Kind::List => "<ul>\n",
            Kind::Numbered(_) | Kind::Footnotes if self.is_rich() => "<ol>\n",
            Kind::Numbered(_) | Kind::Footnotes => "<ul>\n",
            Kind::Footnote(number) => {
                self.emit("<li>");
                let _ = write!(self.run, "[{number}] ");
                ""
            }
            Kind::Item => "<li>",
            Kind::Table if self.is_rich() => "<table>",
            Kind::TableHead if self.is_rich() => "<thead>",
            Kind::TableBody if self.is_rich() => "<tbody>",
            Kind::Row if self.is_rich() => "<tr>",
            Kind::HeadCell(_) if self.is_rich() => "<th>",
            Kind::Cell(_) if self.is_rich() => "<td>",
            Kind::Table => "<p>",
            Kind::Strong => "<strong>",
            Kind::Emphasis => "<em>",
            Kind::Html(element) => self.other(element, "<u>"),
            _ => "",
        };
        self.emit(tag);
    }

    fn close(&mut self, kind: Kind) {
        if let Some(level) = self.body.level(kind) {
            match self.subset {
                Subset::Indeed => self.emit(&format!("</h{}>\n", level.max(2))),
                Subset::LinkedIn => self.emit("</strong></p>\n"),
            }
            return;
        }
        let tag = match self.body.meaning(kind) {
            Kind::Paragraph | Kind::Definition => "</p>\n",
            Kind::Term => "</strong></p>\n",
            Kind::CodeBlock(_) => {
                self.flush();
                self.is_in_code = false;
                "</p>\n"
            }
            Kind::Directive(directive) => {
                if let Some((below, _)) = self.body.directives[directive as usize].below() {
                    self.paragraph(&below);
                }
                ""
            }
            Kind::List => "</ul>\n",
            Kind::Numbered(_) | Kind::Footnotes if self.is_rich() => "</ol>\n",
            Kind::Numbered(_) | Kind::Footnotes => "</ul>\n",
            Kind::Item | Kind::Footnote(_) => {
                self.flush();
                self.out.truncate(self.out.trim_end().len());
                "</li>\n"
            }
            Kind::Table if self.is_rich() => "</table>\n",
            Kind::TableHead if self.is_rich() => "</thead>",
            Kind::TableBody if self.is_rich() => "</tbody>",
            Kind::Row if self.is_rich() => "</tr>",
            Kind::HeadCell(_) if self.is_rich() => "</th>",
            Kind::Cell(_) if self.is_rich() => "</td>",
            Kind::Table => "</p>\n",
            Kind::Row => "<br>",
            Kind::HeadCell(_) | Kind::Cell(_) => " ",
            Kind::Strong => "</strong>",
            Kind::Emphasis => "</em>",
            Kind::Html(element) => self.other(element, "</u>"),
            _ => "",
        };
        self.emit(tag);
    }

    fn paragraph(&mut self, text: &str) {
        self.emit("<p>");
        self.run.push_str(text);
        self.emit("</p>\n");
    }

    fn escape(&mut self, text: &str) {
        match self.subset {
            Subset::Indeed => push_plainly(&mut self.out, text),
            Subset::LinkedIn => escape(&mut self.out, text),
        }
    }

    /// The author's own element: underlined text stays, and boxes part what stands in them.
    fn other(&self, element: u32, underline: &'static str) -> &'static str {
        match &*self.body.elements[element as usize].name {
            "u" | "ins" => underline,
            name if Element::is_block(name) => "\n",
            _ => "",
        }
    }
}

/// Appends text as Indeed wants it: it refuses references to characters within CDATA, so that texts have their characters as they are. A `<` that would
/// begin a tag keeps a blank behind it, an `&` that would begin a reference too.
fn push_plainly(out: &mut String, text: &str) {
    let text = &*without_hidden(text);
    for (at, c) in text.char_indices() {
        out.push(c);
        let rest = &text[at + c.len_utf8()..];
        let begins = match c {
            '<' => rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => {
                // Some references are read without their end, too (HTML Living Standard, 13.5).
                let old = ["#", "lt", "gt", "amp", "quot", "nbsp", "copy", "reg", "LT", "GT", "AMP"];
                begins_reference(rest) || old.iter().any(|name| rest.starts_with(name))
            }
            _ => false,
        };
        if begins {
            out.push(' ');
        }
    }
}

/// A body as lines: one for each block, items of lists behind `- `. `word` is a word of the theme.
pub fn board_text(body: &Body, word: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(body.text.len());
    let mut is_in_code = false;
    let mut steps = body.steps();
    while let Some(step) = steps.next() {
        match step {
            Step::Text(text) if is_in_code => out.push_str(text),
            // A line of the source is no line of the text.
            Step::Text(text) => out.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c })),
            Step::Open(kind) if is_raw_text(body, kind) => steps.pass(),
            Step::Open(kind) => match body.meaning(kind) {
                Kind::Item => out.push_str("\n- "),
                Kind::Footnote(number) => drop(write!(out, "\n- [{number}] ")),
                Kind::Alert(alert) => drop(writeln!(out, "\n{}", word(alert.name()))),
                Kind::CodeBlock(_) => is_in_code = true,
                Kind::Directive(directive) => {
                    let directive = &body.directives[directive as usize];
                    let above = directive.above(word);
                    let link = directive.link().map(|(label, _)| label.to_owned());
                    above.into_iter().chain(link).for_each(|line| {
                        let _ = write!(out, "\n{line}\n");
                    });
                }
                // The first paragraph of an item stands behind its mark.
                kind if body.is_block(kind) && !out.ends_with("\n- ") => out.push('\n'),
                _ => {}
            },
            Step::Close(kind) => match body.meaning(kind) {
                Kind::HeadCell(_) | Kind::Cell(_) => out.push(' '),
                Kind::CodeBlock(_) => {
                    is_in_code = false;
                    out.push('\n');
                }
                Kind::Directive(directive) => {
                    let below = body.directives[directive as usize].below();
                    let _ = write!(out, "\n{}\n", below.unwrap_or_default().0);
                }
                kind if body.is_block(kind) => out.push('\n'),
                _ => {}
            },
            Step::Leaf(kind) => match body.meaning(kind) {
                Kind::Break | Kind::Rule => out.push('\n'),
                Kind::FootnoteReference(number, _) => drop(write!(out, "[{number}]")),
                _ => {}
            },
            Step::Comment(_) => {}
        }
    }
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty() && line != "-").collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::test::{body, of_employer};

    #[test]
    fn only_what_a_board_shows_is_left() {
        let body = of_employer(
            "## What\n\nR&D [site](https://x.example) ~~old~~\n\n2. One\n\n<script>x</script>\n\n| A |\n|---|\n| 1 |\n",
        );
        assert_eq!(
            board_html(&body, Subset::LinkedIn, &str::to_owned),
            "<p><strong>What</strong></p>\n<p>R&amp;D site old</p>\n<ul>\n<li>One</li>\n</ul>\n<p>A <br>1 <br></p>"
        );
        assert_eq!(
            board_html(&body, Subset::Indeed, &str::to_owned),
            "<h2>What</h2>\n<p>R&D site old</p>\n<ol>\n<li>One</li>\n</ol>\n<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        );
        assert_eq!(board_text(&body, &str::to_owned), "What\nR&D site old\n- One\nA\n1");
    }

    #[test]
    fn indeed_gets_characters_as_they_are_and_no_tag_comes_of_them() {
        let body = body("R&D AT&T &lt;script> 1 \\< 2 &amp;lt; &amp;#60;");
        let html = board_html(&body, Subset::Indeed, &str::to_owned);
        assert_eq!(html, "<p>R&D AT&T < script> 1 < 2 & lt; & #60;</p>");
        let html = board_html(&of_employer("<~~A~~ &~~lt;~~"), Subset::Indeed, &str::to_owned);
        assert_eq!(html, "<p>< A & lt;</p>");
    }

    #[test]
    fn a_line_break_of_the_source_is_none_of_the_text() {
        assert_eq!(
            board_text(&body("a\nb\\\nc\n\n- d\n\n  e\n\n> [!NOTE]\n> f"), &str::to_owned),
            "a b\nc\n- d\ne\nnote\nf"
        );
    }
}
