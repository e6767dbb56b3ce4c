//! A range of pay in the text that is not the one in `salary`. Google, "JobPosting" structured data (2026-09-08): what the markup says, the page says too. Only ranges
//! with a currency beside them are read, so that budgets and bonuses are none.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::model::Period;
use crate::relate::yearly;

rule! {
    RULE = Warning "salary-text-differs" {
        why: "Search engines compare the markup with the page; readers do too.",
        example: "salary: 30000-36000 EUR/year and “32,000–38,000 €” in the text",
        remedy: "Make them equal.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some(salary) = &job.salary else { return };
    let (Some(min), Some(max)) = (salary.min(), salary.max()) else { return };
    let entry = posting.entry;
    let text = posting.text();
    if !["€", "$", "£", "eur", "usd", "gbp", "chf"].iter().any(|sign| text.contains(sign)) {
        return;
    }
    let own = (min.hundredths() / 100, max.hundredths() / 100);
    // The same pay for another period is the same pay.
    let a_year = |amount: i64, per: Period| yearly(amount, per, salary.payments);
    let same = (a_year(own.0, salary.per()), a_year(own.1, salary.per()));
    let is_own =
        |(low, high): &(i64, i64)| Period::ALL.iter().any(|(_, per)| (a_year(*low, *per), a_year(*high, *per)) == same);
    let found = ranges(text).into_iter().find(|(low, _)| *low >= 1000);
    if let Some((low, high)) = found.filter(|found| !is_own(found)) {
        let message = format!("the text says {low}–{high}, `salary` says {}–{}", own.0, own.1);
        let complaint = Complaint::new(RULE, message).help("make them equal");
        diagnostics.push(complaint.at(entry.head().at("salary")));
    }
}

/// Pairs of amounts joined by a dash, with a currency at one end.
fn ranges(text: &str) -> Vec<(i64, i64)> {
    let mut found = Vec::new();
    for (at, dash) in text.match_indices(['-', '–', '—']) {
        let before = text[..at].trim_end().trim_end_matches(['€', '$', '£', '\u{a0}', ' ']);
        let after = text[at + dash.len()..].trim_start();
        let has_sign_before = before.len() < text[..at].trim_end().len();
        let (Some((low, rest)), Some((high, tail))) = (last_amount(before), first_amount(after)) else { continue };
        let is_currency = |text: &str| {
            let text = text.trim_start_matches([' ', '\u{a0}']);
            ["€", "$", "£", "eur", "usd", "gbp", "chf"].iter().any(|sign| text.starts_with(sign))
        };
        let has_currency = has_sign_before
            || rest.trim_end().ends_with(['€', '$', '£'])
            || after.starts_with(['€', '$', '£'])
            || is_currency(tail);
        if has_currency && low < high {
            // `45-52k`: the thousand counts for both.
            found.push((if low < 1000 && high >= 1000 { low * 1000 } else { low }, high));
        }
    }
    found
}

fn is_of_amount(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | 'k')
}

/// The amount that a text ends with, and what stands before it.
fn last_amount(text: &str) -> Option<(i64, &str)> {
    let start =
        text.rfind(|c: char| !is_of_amount(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some((amount(&text[start..])?, &text[..start]))
}

/// The amount that a text begins with, and what follows it.
fn first_amount(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start_matches(['€', '$', '£', '\u{a0}', ' ']);
    let end = text.find(|c: char| !is_of_amount(c)).unwrap_or(text.len());
    Some((amount(&text[..end])?, &text[end..]))
}

/// `45,000`, `45.000`, `45k`: whole thousands as people write them in texts.
fn amount(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['.', ',']);
    let (digits, factor) = text.strip_suffix('k').map_or((text, 1), |digits| (digits, 1000));
    let groups: Vec<&str> = digits.split(['.', ',']).collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    if digits.is_empty() || !is_grouped || groups.iter().any(|group| group.is_empty()) {
        return None;
    }
    groups.concat().parse::<i64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn only_ranges_with_a_currency_are_read() {
        for (text, low, high) in [
            ("we pay €45,000 – €52,000 a year", 45_000, 52_000),
            ("de 30.000 a más: 30.000-36.000 € brutos", 30_000, 36_000),
            ("45-52k eur", 45_000, 52_000),
            ("$120,000 - $150,000", 120_000, 150_000),
        ] {
            assert_eq!(ranges(text), [(low, high)], "{text}");
        }
        for text in
            ["2024-2026", "a team of 10-15", "call 555-1234", "3–5 years", "€2,000 for training", "10-15 % more"]
        {
            assert_eq!(ranges(text), [], "{text}");
        }
    }
}
