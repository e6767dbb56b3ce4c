//! A place in a source: byte ranges, and the lines and columns people read.

use super::SrcPath;

/// A byte range of one source's original text. Empty ranges point between two characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub file: SrcPath,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: &SrcPath, start: usize, end: usize) -> Span {
        Span { file: file.clone(), start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The file as a whole: its first character.
    pub fn whole(file: &SrcPath) -> Span {
        Span::new(file, 0, 0)
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A value and the place it was read from. Two are equal when their values are, wherever they stand.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Spanned<T>) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Where the byte `offset` lies in `text`. A byte-order mark is no column; `\n`, `\r\n` and a lone `\r` end a line.
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let bytes = before.as_bytes();
    let mut line = 1;
    let mut start = 0;
    for (i, byte) in bytes.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && text.as_bytes().get(i + 1) != Some(&b'\n'));
        if ends {
            line += 1;
            start = i + 1;
        }
    }
    let column = before[start..].chars().filter(|c| *c != '\u{feff}').count() + 1;
    LineColumn { line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_in_every_way() {
        let text = "\u{feff}año: x\r\nb\rc\n";
        let at = |needle: &str| line_column(text, text.find(needle).unwrap());
        assert_eq!(at("x"), LineColumn { line: 1, column: 6 });
        assert_eq!(at("b"), LineColumn { line: 2, column: 1 });
        assert_eq!(at("c"), LineColumn { line: 3, column: 1 });
        assert_eq!(line_column(text, 999), LineColumn { line: 4, column: 1 });
    }
}
