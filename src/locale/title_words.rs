//! What the words of a title are: pay, dates, references, contracts, advertising.

use super::languages::any_has;

/// The words of a text, without the marks around them, lower case.
pub fn words(text: &str) -> Vec<String> {
    let marks =
        |c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '.' | '!' | '¡' | '|' | '–' | '—' | '*');
    text.split_whitespace()
        .map(|word| word.trim_matches(marks).to_lowercase())
        .filter(|word| !word.is_empty() && word.chars().any(|c| c.is_alphanumeric() || matches!(c, '€' | '£')))
        .collect()
}

pub fn is_promotion(word: &str) -> bool {
    any_has(|language| language.titles.urgent, word)
}

/// A number beside the sign or the code of a currency, and nothing but words of pay.
pub fn is_pay(words: &[String]) -> bool {
    has_pay(words)
        && words.iter().flat_map(|word| word.split('/')).all(|word| {
            word.contains(|c: char| c.is_ascii_digit())
                || is_currency(word)
                || matches!(word, "-" | "p.a" | "pa" | "k")
                || any_has(|language| language.titles.pay, word)
        })
}

/// Whether words hold an amount: a number beside the sign or the code of a currency.
pub fn has_pay(words: &[String]) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    // `20 €/hour`
    let is_currency = |word: &str| is_currency(word.split('/').next().unwrap_or(word));
    let joined = words.iter().any(|word| {
        let bare = word.trim_matches(['€', '$', '£']);
        bare != word && is_number(bare)
    });
    joined
        || words.windows(2).any(|pair| {
            (is_number(&pair[0]) && is_currency(&pair[1])) || (is_currency(&pair[0]) && is_number(&pair[1]))
        })
}

fn is_currency(word: &str) -> bool {
    matches!(word, "€" | "$" | "£" | "eur" | "usd" | "gbp" | "chf" | "mxn" | "euros")
}

/// `2026-10-05`, `5/10/2026`, `05.10.2026`.
pub fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(|part| is_number(part)) && parts.iter().any(|part| part.len() == 4)
}

/// `Ref. 2026-114`, `Req 4711`, `JR-10023`, `#4711`, and nothing else.
pub fn is_reference(words: &[String]) -> bool {
    match words {
        [one] => is_reference_number(one),
        [label, number] => is_label(label.trim_end_matches('.')) && has_digit(number),
        [label, middle, number] => {
            is_label(label) && matches!(middle.as_str(), "no" | "nr" | "n.º" | "id") && has_digit(number)
        }
        _ => false,
    }
}

/// Whether words hold a reference among others.
pub fn has_reference(words: &[String]) -> bool {
    words.windows(2).any(|pair| is_label(&pair[0]) && has_digit(&pair[1]))
        || words.iter().any(|word| is_reference_number(word))
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

fn is_label(word: &str) -> bool {
    any_has(|language| language.titles.references, word)
}

pub fn is_reference_number(word: &str) -> bool {
    let rest = ["jr", "req", "ref", "#"].iter().find_map(|label| word.strip_prefix(label)).unwrap_or("");
    let digits = rest.trim_start_matches(['-', '_', '#']);
    digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
