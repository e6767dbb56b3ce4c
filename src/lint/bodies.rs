//! What the rules about texts share: their words without regard to case.

use crate::model::{Body, Part};

/// The text in small letters, its markup turned to blanks.
pub fn lower(body: &Body) -> String {
    let mut out = String::with_capacity(html(body).map(str::len).sum());
    for part in html(body) {
        // A tag is never cut in two.
        for piece in part.split('<') {
            let text = piece.split_once('>').map_or(piece, |(_, text)| text);
            if text.is_ascii() {
                let start = out.len();
                out.push_str(text);
                out[start..].make_ascii_lowercase();
            } else {
                out.push_str(&text.to_lowercase());
            }
            out.push(' ');
        }
    }
    out
}

/// Whether a text holds a phrase as whole words.
pub fn says(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + phrase.len()..].starts_with(char::is_alphanumeric)
    })
}

fn html(body: &Body) -> impl Iterator<Item = &str> {
    body.parts.iter().filter_map(|part| match part {
        Part::Html(html) => Some(html.as_str()),
        Part::Link(_) | Part::Word(_) => None,
    })
}
