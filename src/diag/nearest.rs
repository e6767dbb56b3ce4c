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

/// Equal but for `-`, `_` and spaces.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let known = ["salary", "skills", "summary", "full-time"];
        assert_eq!(nearest("salery", known), Some("salary"));
        assert_eq!(nearest("slaary", known), Some("salary"));
        assert_eq!(nearest("Full_Time", known), Some("full-time"));
        assert_eq!(nearest("zebra", known), None);
    }
}
