//! Faults of YAML's syntax to messages.

use super::yaml::{MOST_DOCUMENTS, TextPlace, most_nodes};
use super::yaml_help::{comment_in_list, next_word_end, syntax_help, tagged, unquoted};
use crate::diag::{Complaint, Diagnostic, Edit};
use crate::parse::rules::{DUPLICATE_KEY, YAML_LIMIT, YAML_SYNTAX};

/// The message of a fault, and whether it is a duplicate key, behind which reading can go on.
pub(super) fn complain(error: &serde_yaml::Error, place: &TextPlace<'_>) -> (Diagnostic, bool) {
    use serde_yaml::Error;
    let error = error.without_snippet();
    let range = error.location().map_or((0, 0), |location| place.range(&location));
    let range = if range.0 == range.1 { (range.0, next_word_end(place.text, range.0)) } else { place.trimmed(range) };
    let span = place.span(range);
    match error {
        Error::DuplicateMappingKey { key, .. } => {
            let name = key.clone().unwrap_or_else(|| place.text[range.0..range.1].to_owned());
            let help = match name == "title" {
                true => "remove one of the two; if another posting begins here, put `- ` before its first field",
                false => "remove one of the two",
            };
            let complaint = Complaint::new(DUPLICATE_KEY, format!("duplicate field `{name}`")).help(help);
            (complaint.at(span), true)
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::MergeKeyNotAllowed { .. }
        | Error::UnknownAnchor { .. } => {
            let reason = plain(error).to_lowercase();
            let complaint = if reason.contains("depth") || reason.contains("nesting") {
                Complaint::new(YAML_LIMIT, "the values are nested too deep")
                    .help("flatten them; at most 32 levels are allowed")
            } else if ["anchor", "alias", "merge"].iter().any(|word| reason.contains(word)) {
                Complaint::new(YAML_LIMIT, "anchors (`&`), aliases (`*`) and merges (`<<`) can't be used here")
                    .help("put a text that begins with `&` or `*` in quotes; write other values out")
            } else {
                let (what, most) = match reason.contains("document") {
                    true => ("documents", MOST_DOCUMENTS),
                    false => ("values", most_nodes(place.text)),
                };
                Complaint::new(YAML_LIMIT, format!("there are more than {most} {what}, too many for this file"))
                    .help("split it into several files")
            };
            (complaint.at(span), false)
        }
        _ => {
            if let Some((start, end)) = comment_in_list(place.text, range.0) {
                let item = &place.text[start..end];
                let message = "`#` begins a comment, so the bracket before it is never closed";
                let help = format!("put the text in quotes: `\"{item}\"`");
                let complaint = Complaint::new(YAML_SYNTAX, message).help(help).instead(item);
                return (complaint.at(place.span((start, end))), false);
            }
            let complaint = Complaint::new(YAML_SYNTAX, plain(error)).help(syntax_help(place.text, range.0));
            let mut diagnostic = complaint.at(span);
            if let Some((start, end)) = unquoted(place.text, range.0) {
                let value = &place.text[start..end];
                diagnostic = diagnostic.fix(Edit::value(place.span((start, end)), tagged(value).unwrap_or(value)));
            }
            (diagnostic, false)
        }
    }
}

/// The crate's text without the place, which the diagnostic has already; in one line.
fn plain(error: &serde_yaml::Error) -> String {
    let text = error.render();
    let text = text.lines().next().unwrap_or("").trim();
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let end = text.find(" at line ").or_else(|| text.find(" (line ")).unwrap_or(text.len());
    let text = text[..end].trim_end_matches([':', ',', ' ']);
    if text.is_empty() { "this is not YAML".to_owned() } else { text.to_owned() }
}
