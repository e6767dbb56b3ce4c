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

impl<T: std::hash::Hash> std::hash::Hash for Spanned<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

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

/// Bytes between two places of a text up to which its characters are counted once.
const STRIDE: usize = 1024;

/// The lines of a text, found once, so that each of many places in it costs little. A byte-order mark is no column; `\n`, `\r\n` and a lone `\r`
/// end a line.
pub struct Lines<'a> {
    text: &'a str,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
    /// The characters before each multiple of [`STRIDE`] bytes.
    counts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Lines<'a> {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let ends = |(i, byte): &(usize, &u8)| **byte == b'\n' || (**byte == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
        starts.extend(bytes.iter().enumerate().filter(ends).map(|(i, _)| i + 1));
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (i, c) in text.char_indices() {
            if i / STRIDE >= counts.len() {
                counts.push(count);
            }
            count += usize::from(c != '\u{feff}');
        }
        Lines { text, starts, counts }
    }

    /// Where the byte `offset` lies.
    pub fn at(&self, offset: usize) -> LineColumn {
        let offset = self.boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        LineColumn { line, column: self.characters(offset) - self.characters(self.starts[line - 1]) + 1 }
    }

    /// A line without its end, counted from 1, and where it begins; a byte-order mark is left out.
    pub fn line(&self, number: usize) -> Option<(usize, &'a str)> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        Some(match line.strip_prefix('\u{feff}') {
            Some(rest) => (start + 3, rest),
            None => (start, line),
        })
    }

    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// The characters before a boundary.
    fn characters(&self, offset: usize) -> usize {
        let block = (offset / STRIDE).min(self.counts.len().saturating_sub(1));
        let Some(count) = self.counts.get(block) else { return 0 };
        // A block begins with the first character that begins in it.
        let mut from = block * STRIDE;
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        count + self.text.get(from..offset).map_or(0, |text| text.chars().filter(|c| *c != '\u{feff}').count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_in_every_way() {
        let text = "\u{feff}año: x\r\nb\rc\n";
        let lines = Lines::of(text);
        let at = |needle: &str| lines.at(text.find(needle).unwrap());
        assert_eq!(at("x"), LineColumn { line: 1, column: 6 });
        assert_eq!(at("b"), LineColumn { line: 2, column: 1 });
        assert_eq!(at("c"), LineColumn { line: 3, column: 1 });
        assert_eq!(lines.at(999), LineColumn { line: 4, column: 1 });
        assert_eq!(
            [1, 2, 3, 4, 5].map(|n| lines.line(n)),
            [Some((3, "año: x")), Some((12, "b")), Some((14, "c")), Some((16, "")), None]
        );
        assert_eq!(Lines::of("").at(3), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn every_place_of_a_long_line_has_its_column() {
        let text = format!("x\n{}\nlast ñ", "añ漢🚀".repeat(1_000));
        let lines = Lines::of(&text);
        let mut expected = LineColumn { line: 1, column: 1 };
        for (at, c) in text.char_indices() {
            assert_eq!(lines.at(at), expected, "{at}");
            match c {
                '\n' => expected = LineColumn { line: expected.line + 1, column: 1 },
                _ => expected.column += 1,
            }
        }
    }
}
