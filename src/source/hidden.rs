//! Characters that nobody sees and that change what is seen, or that readers of files refuse.

use std::borrow::Cow;

/// Whether a character has no place in a text: control characters other than a line break and a tab; those that turn the direction of what
/// follows (Unicode 17, UAX #9, 2025: embeddings, overrides, isolates), by which a text can say to a reader what it does not say to a program; and
/// noncharacters (chapter 23.7), which are no text at all.
pub fn is_hidden(c: char) -> bool {
    let code = u32::from(c);
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(code, 0x202a..=0x202e | 0x2066..=0x2069 | 0xfdd0..=0xfdef)
        || code & 0xfffe == 0xfffe
}

/// A text without them.
pub fn without_hidden(text: &str) -> Cow<'_, str> {
    match text.contains(is_hidden) {
        true => Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).collect()),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_goes_and_what_is_text_stays() {
        assert_eq!(without_hidden("a\u{1}\u{7f}\u{85}\u{202e}\u{2066}\u{fdd0}\u{fffe}\u{1ffff}b"), "ab");
        // Marks of direction, joiners, soft hyphens and variation selectors are part of words.
        let text = "שלום\u{200f} x\u{200e} می\u{200c}خواهم so\u{ad}ft ❤\u{fe0f}\n\t\u{fffd}";
        assert!(matches!(without_hidden(text), Cow::Borrowed(same) if same == text));
    }
}
