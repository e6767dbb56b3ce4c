//! How deep HTML is nested, as a parser would keep it. Cleaning takes time with the square of the depth, so what is too deep is refused before.
//!
//! The count is at least what a parser keeps open: elements whose end may be left out count through those that hold them, an end tag closes
//! nothing across a table, and bold and the like stay open until they are ended themselves, since a parser opens them again in each block.

use std::cell::{Cell, RefCell};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// The deepest nesting of elements in a piece of HTML; counting ends a little above `most`.
pub fn depth(html: &str, most: usize) -> usize {
    // Without the start of a tag there is none.
    if !html.contains('<') {
        return 0;
    }
    let counter = Counter { open: RefCell::new(Vec::new()), deepest: Cell::new(0), most };
    let tokenizer = Tokenizer::new(counter, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.deepest.get()
}

/// Elements that never hold anything.
const VOID: [&str; 16] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "source", "wbr",
];

/// Elements whose end may be left out: the next one ends it, and what holds them is counted.
const IMPLIED: [&str; 17] = [
    "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup", "option", "optgroup",
    "rp", "rt", "param",
];

/// Elements that a parser opens again in each block until they are ended (HTML Living Standard, 13.2.4.3, 2026).
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements across which an end tag ends nothing (the same, 13.2.4.2).
const BARRIERS: [&str; 8] = ["table", "applet", "marquee", "object", "template", "svg", "math", "select"];

struct Counter {
    open: RefCell<Vec<String>>,
    deepest: Cell<usize>,
    most: usize,
}

impl Counter {
    fn start(&self, name: &str) {
        if VOID.contains(&name) || IMPLIED.contains(&name) {
            return;
        }
        let mut open = self.open.borrow_mut();
        // Above the bound, only that it was passed counts.
        if open.len() <= self.most {
            open.push(name.to_owned());
            self.deepest.set(self.deepest.get().max(open.len()));
        }
    }

    fn end(&self, name: &str) {
        let mut open = self.open.borrow_mut();
        let Some(at) = open.iter().rposition(|known| known == name) else { return };
        if FORMATTING.contains(&name) {
            open.remove(at);
            return;
        }
        if !BARRIERS.contains(&name) && open[at + 1..].iter().any(|known| BARRIERS.contains(&known.as_str())) {
            return;
        }
        let kept: Vec<String> = open.drain(at..).skip(1).filter(|known| FORMATTING.contains(&known.as_str())).collect();
        open.extend(kept);
    }
}

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            match tag.kind {
                TagKind::StartTag => self.start(&tag.name),
                TagKind::EndTag => self.end(&tag.name),
            }
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
            ("<p>a<p>b<br><img><hr/>", 0),
            ("<div><div></div></div><div></div>", 2),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>", 2),
            ("<b><i>x</b></i><b><i>x</b></i>", 2),
            ("<div><span></div><div><span></div>", 2),
            ("<table><tr><td>a<td>b<tr><td>c</table>", 1),
            ("<a title=\"<div><div>\">x</a>", 1),
            ("<!-- <div><div> -->", 0),
        ] {
            assert_eq!(depth(html, 100), expected, "{html}");
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
            assert!(depth(&html, 100) > 100, "{}", &html[..40]);
        }
    }
}
