//! A mistyped name to the known one that was meant.

/// The name in `known` that is nearest to `given`: at most one edit in three letters away. Ties go to the first.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let limit = (given.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let lower = name.to_lowercase();
        let distance = if same_letters(&given, &lower) { 0 } else { strsim::damerau_levenshtein(&given, &lower) };
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The name that was surely meant: one slip away from a word of five letters or more, with no other name anywhere near.
///
/// What this says may be written into a file unseen; what [`nearest`] says is for a person to judge.
pub fn surely<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    if given.chars().count() < 5 {
        return None;
    }
    let near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&given, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= 2)
        .collect();
    let mut names: Vec<&str> = near.iter().map(|(_, name)| *name).collect();
    names.sort_unstable();
    names.dedup();
    match (near.iter().find(|(distance, _)| *distance == 1), names.as_slice()) {
        (Some((_, name)), [_]) => Some(name),
        _ => None,
    }
}

/// Equal but for `-`, `_` and spaces.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::{nearest, surely};

    #[test]
    fn only_one_slip_in_a_long_word_is_sure() {
        let words = ["hybrid", "remote", "filled", "contract", "mid", "intern"];
        assert_eq!(surely("hybryd", words), Some("hybrid"));
        for given in ["unfilled", "unremote", "no remote", "non-contract", "med", "internal", "hybrid"] {
            assert_eq!(surely(given, words), None, "{given}");
        }
        assert_eq!(surely("Nigera", ["Niger", "Nigeria"]), None);
    }

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let known = ["salary", "skills", "summary", "full-time"];
        assert_eq!(nearest("salery", known), Some("salary"));
        assert_eq!(nearest("slaary", known), Some("salary"));
        assert_eq!(nearest("Full_Time", known), Some("full-time"));
        assert_eq!(nearest("zebra", known), None);
    }
}
