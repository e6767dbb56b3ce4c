//! How much HTML comes to when a parser makes a tree of it. Cleaning takes time with the square of the depth, and bold text that is left open is
//! opened again in each block, attributes and all; so what would come to too much is refused before.
//!
//! The count is at least what a parser keeps open (HTML Living Standard, 13.2, 2026): elements whose end may be left out count through those that
//! hold them, an end tag closes nothing across an element that its kind can't close, and bold and the like stay open until they are ended themselves.

use std::cell::{Cell, RefCell};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Why a piece of HTML is not made into a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// Elements stand deeper within one another than was asked for.
    Depth,
    /// Bold and the like are left open, and would be opened again in too many blocks.
    Reopened,
    /// Too much stands in a table outside its cells, and would be moved out of it.
    OutsideCells,
}

/// What of a table may stand outside its cells.
const OUTSIDE_CAP: usize = 1_000;

/// Looks through a piece of HTML, whose elements may be nested `most` deep.
pub fn excess(html: &str, most: usize) -> Option<Excess> {
    // Without the start of a tag there is none.
    if !html.contains('<') {
        return None;
    }
    let counter = Counter {
        most,
        reopened_most: 8 * html.len() + (64 << 10),
        open: RefCell::new(Vec::new()),
        formatting: Cell::new(0),
        reopened: Cell::new(0),
        outside: Cell::new(0),
        found: Cell::new(None),
    };
    let tokenizer = Tokenizer::new(counter, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.found.get()
}

/// Elements that never hold anything.
const VOID: [&str; 16] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "source", "wbr",
];

/// Elements whose end may be left out: the next one ends it, and what holds them is counted.
const IMPLIED: [&str; 13] =
    ["p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup", "param"];

/// Elements that a parser opens again in each block until they are ended (13.2.4.3).
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements across which no end tag of another ends anything (13.2.4.2).
const BARRIERS: [&str; 8] = ["table", "applet", "marquee", "object", "template", "svg", "math", "select"];

/// Elements whose end tags close what stands open in them; the others close nothing across one of these (13.2.6.4.7).
const BLOCKS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "listing",
    "search",
    "section",
    "summary",
    "ul",
    "iframe",
    "noscript",
    "title",
];

/// An element that a parser keeps open.
struct Open {
    name: String,
    /// Of its tag, for those that are opened again.
    bytes: usize,
    /// Whether a table has an open cell.
    in_cell: bool,
}

struct Counter {
    most: usize,
    reopened_most: usize,
    open: RefCell<Vec<Open>>,
    /// Bytes of the tags that would be opened again.
    formatting: Cell<usize>,
    reopened: Cell<usize>,
    outside: Cell<usize>,
    found: Cell<Option<Excess>>,
}

impl Counter {
    fn note(&self, excess: Excess) {
        self.found.set(self.found.get().or(Some(excess)));
    }

    /// A place at which what was left open is opened again.
    fn reopen(&self) {
        self.reopened.set(self.reopened.get().saturating_add(self.formatting.get()));
        if self.reopened.get() > self.reopened_most {
            self.note(Excess::Reopened);
        }
    }

    /// Something that stands in a table, in a cell or outside.
    fn place_in_table(&self, open: &[Open]) {
        if open.last().is_some_and(|last| last.name == "table" && !last.in_cell) {
            self.outside.set(self.outside.get() + 1);
            if self.outside.get() > OUTSIDE_CAP {
                self.note(Excess::OutsideCells);
            }
        }
    }

    fn start(&self, tag: &Tag) {
        let name: &str = &tag.name;
        let mut open = self.open.borrow_mut();
        let is_formatting = FORMATTING.contains(&name);
        if !is_formatting {
            self.reopen();
        }
        if let "td" | "th" | "caption" | "tr" | "thead" | "tbody" | "tfoot" = name {
            if let Some(table) = open.iter_mut().rfind(|known| known.name == "table") {
                table.in_cell = matches!(name, "td" | "th" | "caption");
            }
        } else if !matches!(name, "colgroup" | "col" | "table") {
            self.place_in_table(&open);
        }
        if VOID.contains(&name) || IMPLIED.contains(&name) {
            return;
        }
        // Above the bound, only that it was passed counts.
        if open.len() >= self.most {
            self.note(Excess::Depth);
            return;
        }
        let attributes = tag.attrs.iter().map(|attribute| attribute.name.local.len() + attribute.value.len() + 4);
        let bytes = name.len() + 5 + attributes.sum::<usize>();
        if is_formatting {
            self.formatting.set(self.formatting.get() + bytes);
        }
        open.push(Open { name: name.to_owned(), bytes, in_cell: false });
    }

    fn end(&self, name: &str) {
        let mut open = self.open.borrow_mut();
        if !FORMATTING.contains(&name) {
            self.reopen();
        }
        if let "td" | "th" | "caption" | "tr" = name
            && let Some(table) = open.iter_mut().rfind(|known| known.name == "table")
        {
            table.in_cell = false;
        }
        let Some(at) = open.iter().rposition(|known| known.name == name) else { return };
        if FORMATTING.contains(&name) {
            let closed = open.remove(at);
            self.formatting.set(self.formatting.get() - closed.bytes);
            return;
        }
        let above = || open[at + 1..].iter().map(|known| known.name.as_str());
        let is_barrier = BARRIERS.contains(&name);
        if !is_barrier && above().any(|known| BARRIERS.contains(&known)) {
            return;
        }
        if !is_barrier && !BLOCKS.contains(&name) && above().any(|known| BLOCKS.contains(&known)) {
            return;
        }
        let kept: Vec<Open> =
            open.drain(at..).skip(1).filter(|known| FORMATTING.contains(&known.name.as_str())).collect();
        open.extend(kept);
    }
}

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(&tag),
            Token::TagToken(tag) => self.end(&tag.name),
            Token::CharacterTokens(text) if !text.trim().is_empty() => self.place_in_table(&self.open.borrow()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_parser_keeps_open_is_counted() {
        for (html, expected) in [
            ("plain", 0),
            ("<span>a</span><q>b</q>", 1),
            ("<p>a<p>b<br><img><hr/>", 0),
            ("<div><div></div></div><div></div>", 2),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>", 2),
            ("<b><i>x</b></i><b><i>x</b></i>", 2),
            ("<div><span></div><div><span></div>", 2),
            ("<table><tr><td>a<td>b<tr><td>c</table>", 1),
            ("<a title=\"<div><div>\">x</a>", 1),
            ("<!-- <div><div> -->", 0),
        ] {
            assert_eq!(excess(html, expected), None, "{html}");
            if expected > 0 {
                assert_eq!(excess(html, expected - 1), Some(Excess::Depth), "{html}");
            }
        }
    }

    #[test]
    fn no_way_of_writing_hides_the_depth() {
        let many = |text: &str| text.repeat(5_000);
        for html in [
            many("<div>"),
            many("<DIV\n>"),
            many("<div></span>"),
            many("<ul><li>"),
            many("<dl><dt>"),
            many("<b title=x><p>y"),
            many("<b><div></b>"),
            many("<div><b></div>"),
            many("<div><table><tr><td></div>"),
            many("<blockquote>"),
            many("<a><div>"),
            many("<section><p>"),
            many("<svg><g>"),
            many("<x-y>"),
            many("<span/>"),
        ] {
            assert_eq!(excess(&html, 100), Some(Excess::Depth), "{}", &html[..40]);
        }
        for html in [
            many("<q><div></q>"),
            many("<rt>"),
            many("<optgroup>"),
            many("<x-y><ul></x-y>"),
            many("<span><section></span>"),
        ] {
            assert_eq!(excess(&html, 100), Some(Excess::Depth), "{}", &html[..40]);
        }
    }

    #[test]
    fn what_is_opened_again_and_what_is_moved_is_counted() {
        let bold: String = (0..95).map(|i| format!("<b title={i}{}>", "x".repeat(500))).collect();
        assert_eq!(excess(&format!("{bold}{}", "<p>x".repeat(10_000)), 100), Some(Excess::Reopened));
        assert_eq!(excess(&format!("{bold}{}", "</p>".repeat(10_000)), 100), Some(Excess::Reopened));
        assert_eq!(excess(&format!("<table>{}", "a<br>".repeat(10_000)), 100), Some(Excess::OutsideCells));
        for html in [
            "<p><b>a</b> <i>b</i></p>".repeat(5_000),
            format!("<table>{}</table>", "<tr><td>a<td>b <b>c</b><br>".repeat(3_000)),
            "<p><b>a<p>b</b>".repeat(2_000),
            format!(
                "<table><caption>x</caption><colgroup><col></colgroup>{}</table>",
                "<tr>\n<th>a</th>\n</tr>\n".repeat(3_000)
            ),
        ] {
            assert_eq!(excess(&html, 100), None, "{}", &html[..60]);
        }
    }
}
