//! A body as plain text: what readers see, for lengths, summaries and the rules that look for words.

use super::steps::Step;
use super::tree::{Body, Element, Kind};

/// A text without markup: a line for each block, and where each piece of it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    pub text: String,
    /// Where in `text` a piece begins, where it stands in its file, and whether the file has the same bytes.
    pieces: Vec<(u32, u32, bool)>,
}

impl Plain {
    /// Where a range of the text stands in its file, in bytes: from the first of its characters to the last.
    pub fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.trace(start);
        let last = self.trace(end.max(start + 1) - 1);
        (from, last.max(from) + 1)
    }

    fn trace(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, ..)| *start as usize <= offset).saturating_sub(1);
        match self.pieces.get(piece) {
            Some((start, at, true)) => *at as usize + (offset - *start as usize),
            Some((_, at, false)) => *at as usize,
            None => 0,
        }
    }
}

/// The text of a body.
pub fn plain(body: &Body) -> Plain {
    text_of(body, true)
}

/// The text of a body without its code: what readers take for the author's words.
pub fn prose(body: &Body) -> Plain {
    text_of(body, false)
}

fn text_of(body: &Body, with_code: bool) -> Plain {
    let mut plain = Plain::default();
    let mut steps = body.steps();
    while let Some(step) = steps.next() {
        match step {
            Step::Text(text) => {
                let node = steps.node();
                let is_verbatim = matches!(node.kind, Kind::Text(_, true));
                plain.pieces.push((plain.text.len() as u32, node.at, is_verbatim));
                plain.text.push_str(text);
            }
            Step::Open(kind) if is_raw_text(body, kind) => steps.pass(),
            Step::Open(kind) if !with_code && is_code(body.meaning(kind)) => {
                steps.pass();
                plain.text.push(' ');
            }
            Step::Open(kind) | Step::Close(kind) | Step::Leaf(kind) => match separator(body, body.meaning(kind)) {
                Some(separator) if !plain.text.is_empty() && !plain.text.ends_with('\n') => plain.text.push(separator),
                _ => {}
            },
            Step::Comment(_) => {}
        }
    }
    plain
}

/// The number of characters that readers see, runs of white space once, up to `most`: no more of the text is read than that takes.
pub fn length_up_to(body: &Body, most: usize) -> usize {
    let (mut count, mut was_blank) = (0, true);
    let mut see = |is_blank: bool| {
        count += usize::from(!(is_blank && was_blank));
        was_blank = is_blank;
        // The last of them may be a blank that ends the text.
        count > most
    };
    let mut steps = body.steps();
    while let Some(step) = steps.next() {
        let is_enough = match step {
            Step::Text(text) => text.chars().any(|c| see(c.is_whitespace())),
            Step::Open(kind) if is_raw_text(body, kind) => {
                steps.pass();
                false
            }
            Step::Open(kind) | Step::Close(kind) | Step::Leaf(kind) => {
                separator(body, body.meaning(kind)).is_some() && see(true)
            }
            Step::Comment(_) => false,
        };
        if is_enough {
            return most;
        }
    }
    count - usize::from(was_blank && count > 0)
}

/// The first paragraph that has text, without its markup, on one line; those of lists and quotes are none.
pub fn first_paragraph(body: &Body) -> String {
    let mut next = 0;
    while let Some(node) = body.nodes.get(next) {
        if node.kind == Kind::Paragraph {
            let text = one_line(body, next);
            if !text.is_empty() {
                return text;
            }
        }
        let is_ours = !matches!(node.kind, Kind::Html(_) | Kind::Directive(_));
        next += 1 + if is_ours { node.inner() } else { 0 };
    }
    String::new()
}

/// The text of one node on one line, alternatives of pictures included.
pub(super) fn one_line(body: &Body, node: usize) -> String {
    let mut out = String::new();
    let mut steps = body.steps_in(node);
    while let Some(step) = steps.next() {
        match step {
            Step::Text(text) => out.push_str(text),
            Step::Open(kind) if is_raw_text(body, kind) => steps.pass(),
            Step::Leaf(Kind::Picture(picture)) => out.push_str(&body.pictures[picture as usize].alt),
            Step::Leaf(Kind::Break) => out.push(' '),
            Step::Open(_) | Step::Close(_) | Step::Leaf(_) | Step::Comment(_) => {}
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ")
}

fn is_code(kind: Kind) -> bool {
    matches!(kind, Kind::Code | Kind::CodeBlock(_) | Kind::Math(_))
}

/// Whether what stands in an element is no text for readers.
pub(super) fn is_raw_text(body: &Body, kind: Kind) -> bool {
    match kind {
        Kind::Html(element) => {
            let name = &*body.elements[element as usize].name;
            Element::is_raw_text(name) || matches!(name, "title" | "textarea" | "template" | "noscript")
        }
        _ => false,
    }
}

/// What parts what stands on both sides of an element.
fn separator(body: &Body, kind: Kind) -> Option<char> {
    match kind {
        Kind::Cell(_) | Kind::HeadCell(_) => Some(' '),
        Kind::Break => Some('\n'),
        kind => body.is_block(kind).then_some('\n'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::test::body;

    #[test]
    fn a_text_is_counted_as_text() {
        for (text, expected) in [
            ("R&D & Q&A", 9),
            ("R&amp;D", 3),
            ("a  \n\n b", 3),
            ("**a** `b`", 3),
            ("", 0),
            ("- a\n- b", 3),
            ("<b>a</b>", 8),
            ("![alt](x.png)", 0),
        ] {
            assert_eq!(length_up_to(&body(text), usize::MAX), expected, "{text}");
        }
    }

    #[test]
    fn a_piece_of_text_knows_where_it_stands() {
        let text = "One &amp; two\n\n- *three* `four`\n";
        let plain = plain(&body(text));
        assert_eq!(plain.text, "One & two\nthree four\n");
        for word in ["One", "two", "three", "four"] {
            let at = plain.text.find(word).unwrap();
            let (start, end) = plain.place(at, at + word.len());
            assert_eq!(&text[start..end], word);
        }
    }
}
