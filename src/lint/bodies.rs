//! What the rules about texts share.

use crate::source::occurrences;

/// Where a text holds a phrase as whole words.
pub fn find(text: &str, phrase: &str) -> Option<usize> {
    let is_whole = |at: &usize| {
        !text[..*at].ends_with(char::is_alphanumeric) && !text[at + phrase.len()..].starts_with(char::is_alphanumeric)
    };
    occurrences(text, phrase).find(is_whole)
}
