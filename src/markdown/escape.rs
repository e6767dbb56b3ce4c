//! Text to HTML: the one place where it is escaped, and what is taken for a reference to a character.

use crate::source::is_hidden;

/// Appends `text` with `& < > "` escaped, without hidden characters.
pub fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) =
        rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=8 | 11..=31 | 127..))
    {
        out.push_str(&rest[..at]);
        // One character at a time where there may be a hidden one.
        let Some(c) = rest[at..].chars().next() else { break };
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}

/// Whether what stands behind an `&` makes a reference to a character of it.
pub(super) fn begins_reference(rest: &str) -> bool {
    let name = rest.trim_start_matches('#').trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    name.len() < rest.len() && name.starts_with(';')
}
