//! A text cut out of its file, whose offsets can be traced back.

use std::borrow::Cow;

use super::{Span, SrcPath};

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

    /// A text in pieces: pairs of an offset in the text and one in the file, ascending, the first of them `(0, …)`.
    pub fn in_pieces(file: &'a SrcPath, text: &'a str, pieces: Vec<(usize, usize)>) -> Text<'a> {
        Text { file, text: Cow::Borrowed(text), pieces }
    }

    /// Where a range of the text stands in the file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.trace(start), self.trace(end))
    }

    /// Where a byte of the text stands in the file.
    pub fn trace(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|(inner, _)| *inner <= offset).saturating_sub(1);
        let (inner, outer) = self.pieces[piece];
        outer + (offset - inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_survive_carriage_returns() {
        let file = SrcPath::new("x");
        let source = "ab\r\ncd\rXY";
        let text = Text::of(&file, source, 0);
        assert_eq!(text.text, "ab\ncd\nXY");
        let at = text.text.find("XY").unwrap();
        assert_eq!(text.span(at, at + 2), Span::new(&file, 7, 9));
    }
}
