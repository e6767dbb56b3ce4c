//! What the rules about texts share.

/// Where a text holds a phrase as whole words.
pub fn find(text: &str, phrase: &str) -> Option<usize> {
    let is_whole = |at: &usize| {
        !text[..*at].ends_with(char::is_alphanumeric) && !text[at + phrase.len()..].starts_with(char::is_alphanumeric)
    };
    text.match_indices(phrase).map(|(at, _)| at).find(is_whole)
}
