//! What the rules about texts share: their length, and their words without regard to case.

use crate::model::{Body, Entry, Part};

/// The number of characters that readers see; runs of blanks count once.
pub fn length(body: &Body) -> usize {
    let (mut count, mut is_tag, mut was_blank) = (0, false, true);
    for c in html(body).flat_map(str::chars) {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            c if c.is_whitespace() => {
                count += usize::from(!was_blank);
                was_blank = true;
            }
            _ => {
                count += 1;
                was_blank = false;
            }
        }
    }
    count - usize::from(was_blank && count > 0)
}

/// The text in small letters, its markup turned to blanks.
pub fn lower(entry: &Entry) -> String {
    let mut out = String::new();
    let mut is_tag = false;
    for c in html(&entry.body).flat_map(str::chars) {
        match c {
            '<' => {
                is_tag = true;
                out.push(' ');
            }
            '>' => is_tag = false,
            _ if is_tag => {}
            c => out.extend(c.to_lowercase()),
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
