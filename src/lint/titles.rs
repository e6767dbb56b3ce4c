//! What the rules about titles share: postings whose title readers may see, and the words of a title.

use crate::model::{Job, KindName};
use crate::relate::{EntryId, Site};

/// Every posting.
pub fn jobs(site: &Site) -> impl Iterator<Item = (EntryId, &Job)> {
    site.ids_of(KindName::Job).filter_map(|id| Some((id, site.entry(id).job()?)))
}

/// The words of a title, without the marks around them, lower case.
pub fn words(title: &str) -> Vec<String> {
    let marks = |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '.' | '!' | '¡' | '|' | '–' | '—');
    title
        .split_whitespace()
        .map(|word| word.trim_matches(marks).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a title names something as an addition: behind a dash, a bar, a comma, an `at` or an `in`, in brackets, or before a colon.
pub fn adds(title: &str, name: &str) -> bool {
    let (title, name) = (title.to_lowercase(), name.to_lowercase());
    if name.chars().count() < 3 {
        return false;
    }
    title.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&title[..at], &title[at + name.len()..]);
        let is_whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        let joins = ["-", "–", "—", "|", "@", "(", "[", " at", " in", " en", " bei", " chez", ",", "·", "/"];
        let before = before.trim_end();
        let is_added = joins.iter().any(|join| before.ends_with(join))
            || (before.is_empty() && after.trim_start().starts_with([':', '-', '–', '|']));
        is_whole && is_added
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_as_added_only_beside_a_join() {
        for (title, name) in [
            ("Baker - Madrid", "Madrid"),
            ("Acme GmbH: Baker", "Acme GmbH"),
            ("Baker (Madrid)", "madrid"),
            ("Baker at Acme", "Acme"),
        ] {
            assert!(adds(title, name), "{title}");
        }
        for (title, name) in [
            ("Data Engineer", "Data"),
            ("Madrid Metro Driver", "Madrid"),
            ("Engineer, Datacenters", "Data"),
            ("Engineer in UX", "UX"),
        ] {
            assert!(!adds(title, name), "{title}");
        }
    }
}
