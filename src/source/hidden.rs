//! Characters that nobody sees and that change what is seen, or that readers of files refuse.

use std::borrow::Cow;

/// Whether a character has no place in a text: control characters other than a line break and a tab; those that turn the direction of what
/// follows (Unicode 17, UAX #9, 2025: embeddings, overrides, isolates), by which a text can say to a reader what it does not say to a program; those
/// that take no room and join nothing (chapter 23: zero-width spaces, byte-order marks within a text, invisible operators, annotations, fillers, and the tags by
/// which a text can be smuggled past its reader to a language model); and noncharacters (23.7), which are no text at all.
#[inline]
pub fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && !matches!(c, '\n' | '\t');
    }
    let code = u32::from(c);
    c.is_control()
        || matches!(code, 0x202a..=0x202e | 0x2066..=0x2069 | 0xfdd0..=0xfdef)
        || matches!(code, 0x200b | 0x2060..=0x2064 | 0x206a..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe007f)
        || matches!(code, 0x115f | 0x1160 | 0x180e | 0x3164 | 0xffa0)
        || code & 0xfffe == 0xfffe
}

/// The first of them in a text. Most texts are plain letters, and that is seen at a glance.
pub fn first_hidden(text: &str) -> Option<char> {
    let is_plain = |byte: &u8| (byte.wrapping_sub(b' ') < 0x5f) | (*byte == b'\n') | (*byte == b'\t');
    match text.as_bytes().iter().fold(true, |all, byte| all & is_plain(byte)) {
        true => None,
        false => text.chars().find(|c| is_hidden(*c)),
    }
}

/// A text without them.
pub fn without_hidden(text: &str) -> Cow<'_, str> {
    match first_hidden(text).is_some() {
        true => Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// Appends a text in which some characters have a replacement; what lies between them is copied as a whole. Printable ASCII is asked for only where it is one of `marks`.
pub fn push_replaced(out: &mut String, text: &str, marks: &[u8], replacement: impl Fn(char) -> Option<&'static str>) {
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte) && !marks.contains(&byte);
    let mut copied = 0;
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(|byte| !is_plain(*byte)) {
        at += next;
        let Some(c) = text[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        if let Some(with) = replacement(c) {
            out.push_str(&text[copied..at]);
            out.push_str(with);
            copied = end;
        }
        at = end;
    }
    out.push_str(&text[copied..]);
}

/// Where a text holds a part of it, each time.
pub fn occurrences<'a>(text: &'a str, part: &'a str) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(text.as_bytes(), part.as_bytes())
}

/// Where the first of three ASCII bytes stands in a text.
pub fn first_of(text: &str, marks: [u8; 3]) -> Option<usize> {
    memchr::memchr3(marks[0], marks[1], marks[2], text.as_bytes())
}

/// The stretches of a text between spaces, as [`str::split_whitespace`] finds them; plain letters, which most texts are, are not decoded for it.
pub fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let is_ascii = text.is_ascii();
    let plain =
        is_ascii.then(|| text.split(|c: char| matches!(c, '\t'..='\r' | ' ')).filter(|stretch| !stretch.is_empty()));
    let other = (!is_ascii).then(|| text.split_whitespace());
    plain.into_iter().flatten().chain(other.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_goes_and_what_is_text_stays() {
        assert_eq!(
            without_hidden(
                "a\u{1}\u{7f}\u{85}\u{202e}\u{2066}\u{fdd0}\u{fffe}\u{1ffff}\u{200b}\u{2063}\u{feff}\u{e0041}\u{3164}b"
            ),
            "ab"
        );
        // Marks of direction, joiners, soft hyphens and variation selectors are part of words.
        let text = "שלום\u{200f} x\u{200e} می\u{200c}خواهم so\u{ad}ft ❤\u{fe0f}\n\t\u{fffd}";
        assert!(matches!(without_hidden(text), Cow::Borrowed(same) if same == text));
    }
}
