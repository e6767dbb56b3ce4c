//! What the rules about texts share: their words without regard to case.

use crate::markdown::{Body, plain};

/// The text in small letters, without markup.
pub fn lower(body: &Body) -> String {
    plain(body).text.to_lowercase()
}

/// Whether a text holds a phrase as whole words.
pub fn says(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + phrase.len()..].starts_with(char::is_alphanumeric)
    })
}
