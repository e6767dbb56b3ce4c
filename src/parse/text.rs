//! A text cut out of its file, whose offsets can be traced back.

use std::borrow::Cow;

use super::yaml::{Node, Style, Value};
use crate::source::{Span, SrcPath};

/// A text with LF line ends, and where each piece of it stands in its file.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    pub file: &'a SrcPath,
    pub text: Cow<'a, str>,
    /// (offset in `text`, offset in the file), ascending; between two entries both advance alike.
    pieces: Vec<(usize, usize)>,
}

impl<'a> Text<'a> {
    /// The part of a file that begins at byte `base`.
    pub fn of(file: &'a SrcPath, text: &'a str, base: usize) -> Text<'a> {
        if !text.contains('\r') {
            return Text { file, text: Cow::Borrowed(text), pieces: vec![(0, base)] };
        }
        let mut pieces = vec![(0, base)];
        let mut plain = String::with_capacity(text.len());
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            if c == '\r' {
                plain.push('\n');
                if characters.next_if(|(_, next)| *next == '\n').is_some() {
                    pieces.push((plain.len(), base + at + 2));
                }
            } else {
                plain.push(c);
            }
        }
        Text { file, text: Cow::Owned(plain), pieces }
    }

    /// The text of a YAML scalar. `source` is the whole file.
    pub fn of_scalar(file: &'a SrcPath, source: &str, node: &'a Node) -> Option<Text<'a>> {
        let Value::Scalar { text, style } = &node.value else { return None };
        let start = node.span.start as usize;
        let mut pieces = vec![(0, start)];
        if *style == Style::Block {
            let written = source.get(start..node.span.end as usize).unwrap_or("");
            let line_start = source[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let indentation = start - line_start;
            let (mut inner, mut outer) = (0, start);
            for (own, theirs) in text.split_inclusive('\n').zip(written.split_inclusive('\n')) {
                inner += own.len();
                outer += theirs.len();
                let blanks = source[outer..].bytes().take(indentation).take_while(|byte| *byte == b' ').count();
                pieces.push((inner, outer + blanks));
            }
        } else if *style == Style::Quoted {
            pieces = vec![(0, start + 1)];
        }
        Some(Text { file, text: Cow::Borrowed(text), pieces })
    }

    /// Where a range of the text stands in the file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.trace(start), self.trace(end))
    }

    fn trace(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|(inner, _)| *inner <= offset).saturating_sub(1);
        let (inner, outer) = self.pieces[piece];
        outer + (offset - inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Trust, parse_yaml};

    #[test]
    fn offsets_survive_carriage_returns() {
        let file = SrcPath::new("x");
        let source = "ab\r\ncd\rXY";
        let text = Text::of(&file, source, 0);
        assert_eq!(text.text, "ab\ncd\nXY");
        let at = text.text.find("XY").unwrap();
        assert_eq!(text.span(at, at + 2), Span::new(&file, 7, 9));
    }

    #[test]
    fn offsets_survive_the_indentation_of_a_block() {
        let file = SrcPath::new("x");
        let source = "- a: |\n    one\n\n      two\n    three [x](y.md)\n";
        let nodes = parse_yaml(&file, source, 0, Trust::Anybody, &mut Vec::new());
        let Value::List(items) = &nodes[0].value else { panic!() };
        let Value::Map(fields) = &items[0].value else { panic!() };
        let text = Text::of_scalar(&file, source, &fields[0].1).unwrap();
        for word in ["two", "three", "y.md"] {
            let at = text.text.find(word).unwrap();
            let span = text.span(at, at + word.len());
            assert_eq!(&source[span.start as usize..span.end as usize], word);
        }
    }
}
