//! Single values: one line of text, one of a table's words, nothing at all.

use super::fields::Fields;
use crate::content::rules::{CURLY_QUOTES, EMPTY_VALUE, HIDDEN_CHARACTER, MISSING_FIELD, UNKNOWN_VALUE, WRONG_TYPE};
use crate::diag::{Complaint, Diagnostic, surely};
use crate::locale::{LANGUAGES, any_has};
use crate::parse::{Node, Style, Value};
use crate::source::{Spanned, is_hidden};

/// Whether a value says nothing: forms of web editors leave `''`, `['']` and `{ name: '' }` behind. `[]` and `{}` say that there is nothing.
pub fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        Value::List(items) => !items.is_empty() && items.iter().all(is_empty),
        Value::Map(items) => !items.is_empty() && items.iter().all(|(_, node)| is_empty(node)),
    }
}

/// A text without the pair of quotes around it, which forms and lists of other programs leave.
pub fn without_quotes(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('\'').or_else(|| inner('"')).map_or(text, str::trim)
}

/// Yes or no, as people write it in a language that the program knows.
pub fn truth(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    match lower.as_str() {
        "true" | "on" => Some(true),
        "false" | "off" | "none" => Some(false),
        word if any_has(|language| language.written.yes, word) => Some(true),
        word if any_has(|language| language.written.no, word) => Some(false),
        _ => None,
    }
}

/// One of a table's words; `-`, `_` and spaces are alike.
pub fn one_of<T: Copy>(
    name: &str,
    text: &str,
    words: &[(&'static str, T)],
    canonical: &[&'static str],
) -> Result<T, Complaint> {
    match known_word(text, words) {
        Some(value) => Ok(value),
        None => {
            let complaint = Complaint::new(UNKNOWN_VALUE, format!("`{name}` can't be `{text}`"))
                .suggest(text, canonical.iter().copied());
            Err(match surely(text, canonical.iter().copied()) {
                Some(near) => complaint.instead(near),
                None => complaint,
            })
        }
    }
}

/// The same without anything to say where it is none of them.
pub fn known_word<T: Copy>(text: &str, words: &[(&'static str, T)]) -> Option<T> {
    let wanted = text.to_lowercase().replace(['_', ' '], "-");
    let own = words.iter().find(|(word, _)| *word == wanted);
    own.or_else(|| in_other_words(&wanted, words)).map(|(_, value)| *value)
}

/// The value that a language has another word for: `Vollzeit`.
fn in_other_words<'w, T>(wanted: &str, words: &'w [(&'static str, T)]) -> Option<&'w (&'static str, T)> {
    let known = LANGUAGES.iter().flat_map(|language| language.written.values);
    let mut values = known.filter(|(_, others)| others.contains(&wanted)).map(|(value, _)| *value);
    values.find_map(|value| words.iter().find(|(word, _)| *word == value))
}

/// A scalar as one line of text.
pub fn line(name: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    let text = match &node.value {
        Value::Scalar { text, .. } => text.trim(),
        other => {
            diagnostics.push(wrong_type(name, "a text", other).at(node.span.clone()));
            return None;
        }
    };
    if text.is_empty() {
        diagnostics.push(
            Complaint::new(EMPTY_VALUE, format!("`{name}` is empty"))
                .help("fill it in, or remove it")
                .at(node.span.clone()),
        );
        return None;
    }
    // Line ends of any system are blanks here.
    let text = text.replace("\r\n", "\n");
    let text = text.as_str();
    if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
        let complaint = Complaint::new(
            HIDDEN_CHARACTER,
            format!("`{name}` contains the hidden character {}", hidden.escape_unicode()),
        );
        diagnostics.push(complaint.help("delete it and type the text again").at(node.span.clone()));
        return None;
    }
    let is_plain = matches!(node.value, Value::Scalar { style: Style::Plain, .. });
    if is_plain && text.starts_with(['“', '”', '„', '‘']) && text.ends_with(['“', '”', '’', '‘']) {
        let inner = text.trim_matches(['“', '”', '„', '‘', '’']);
        let complaint = Complaint::new(CURLY_QUOTES, "the curly quotes are part of the text");
        let complaint = complaint.help(format!("write `{inner}`, or use straight quotes"));
        // A quotation within is the author's.
        let complaint = if inner.contains(['“', '”', '„']) { complaint } else { complaint.instead(inner) };
        diagnostics.push(complaint.at(node.span.clone()));
    }
    let text =
        if text.contains('\n') { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.to_owned() };
    Some(Spanned::new(text, node.span.clone()))
}

pub fn wrong_type(name: &str, wanted: &str, found: &Value) -> Complaint {
    Complaint::new(WRONG_TYPE, format!("`{name}` must be {wanted}, not {}", found.describe()))
        .help(format!("write {wanted}"))
}

/// A picture, and what it shows, which must be said with it.
pub fn image(fields: &mut Fields<'_>) -> (Option<Spanned<String>>, Option<String>) {
    let image = fields.optional("image").text();
    let alt = fields.optional("image_alt").text().map(|alt| alt.value);
    if let Some(image) = image.as_ref().filter(|_| alt.is_none()) {
        let complaint = Complaint::new(MISSING_FIELD, "`image` needs `image_alt`, for readers who don't see it")
            .help("add `image_alt: what the picture shows`");
        fields.complain(complaint.at(image.span.clone()));
    }
    (image, alt)
}

/// What YAML says, as JSON.
pub fn plain_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Scalar { text, style: Style::Plain } => match text.as_str() {
            "true" => true.into(),
            "false" => false.into(),
            // `007` and `+5` stay as they were written.
            text => match text.parse::<i64>() {
                Ok(number) if number.to_string() == text => number.into(),
                _ => match text.parse::<f64>() {
                    Ok(number) if number.is_finite() && number.to_string() == text => number.into(),
                    _ => text.into(),
                },
            },
        },
        Value::Scalar { text, .. } => text.as_str().into(),
        Value::List(items) => items.iter().map(plain_json).collect(),
        Value::Map(items) => {
            serde_json::Value::Object(items.iter().map(|(key, node)| (key.value.clone(), plain_json(node))).collect())
        }
    }
}
