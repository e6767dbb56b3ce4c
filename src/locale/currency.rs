//! How a language writes an amount of money: Unicode's patterns and signs (CLDR 49, 2026), for every language that has some.
//!
//! The table is made by `tests/cldr`. A line is a language, its pattern for a sign and for a code (`¤` for the currency, `#` for the number), and the signs
//! in which it differs from the language that its tag begins with, or from all languages (`und`).

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::model::Lang;

const TABLE: &str = include_str!("currency.tsv");

/// The patterns and signs of a language.
#[derive(Clone, Debug)]
pub struct Money {
    sign: &'static str,
    code: &'static str,
    /// By ISO 4217 code; a currency without one is written as its code.
    signs: BTreeMap<&'static str, &'static str>,
}

impl Money {
    pub fn of(lang: &Lang) -> Money {
        let lines = lines();
        let mut money = Money { sign: "¤ #", code: "¤ #", signs: BTreeMap::new() };
        let tag = lang.as_str();
        let ends = tag.match_indices('-').map(|(end, _)| end).chain([tag.len()]);
        for part in ["und"].into_iter().chain(ends.map(|end| &tag[..end])) {
            let Some(line) = lines.get(part) else { continue };
            (money.sign, money.code) = (line.sign, line.code);
            money.signs.extend(line.signs.iter().map(|(code, sign)| (*code, *sign)));
        }
        money
    }

    /// `52.000 €`, `$4,000`, `CHF 52,000`: spaces don't break.
    pub fn write(&self, number: &str, currency: &str) -> String {
        let sign = self.signs.get(currency).copied().unwrap_or(currency);
        let is_word = sign.starts_with(char::is_alphabetic) && sign.ends_with(char::is_alphabetic);
        let pattern = if is_word { self.code } else { self.sign };
        pattern.replace('#', number).replace('¤', sign)
    }
}

type Lines = HashMap<&'static str, Money>;

fn lines() -> &'static Lines {
    static LINES: OnceLock<Lines> = OnceLock::new();
    LINES.get_or_init(|| {
        let line = |line: &'static str| {
            let mut parts = line.split('\t');
            let (tag, sign, code) = (parts.next()?, parts.next()?, parts.next()?);
            let signs = parts.next()?.split('|').filter_map(|part| part.split_once('=')).collect();
            Some((tag, Money { sign, code, signs }))
        };
        TABLE.lines().filter_map(line).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_way() {
        for (tag, number, currency, expected) in [
            ("en", "52,000", "EUR", "€52,000"),
            ("en", "52,000", "CHF", "CHF\u{a0}52,000"),
            ("en", "4,000", "USD", "$4,000"),
            ("en-ca", "4,000", "CAD", "$4,000"),
            ("es", "52.000", "EUR", "52.000\u{a0}€"),
            ("es-mx", "52,000", "MXN", "$52,000"),
            ("de-ch", "52’000", "CHF", "CHF\u{a0}52’000"),
            ("nb", "720\u{a0}000", "NOK", "720\u{a0}000\u{a0}kr"),
            ("pl", "9000", "PLN", "9000\u{a0}zł"),
            ("ja", "52,000", "JPY", "￥52,000"),
            ("pt-br", "4.000", "BRL", "R$\u{a0}4.000"),
            ("tlh", "1", "EUR", "€\u{a0}1"),
        ] {
            assert_eq!(Money::of(&Lang::new(tag).unwrap()).write(number, currency), expected, "{tag}");
        }
    }

    #[test]
    fn every_line_is_whole() {
        for line in TABLE.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            assert_eq!(parts.len(), 4, "{line}");
            assert!(parts[1..3].iter().all(|pattern| pattern.contains('#') && pattern.contains('¤')), "{line}");
            assert!(parts[3].split('|').all(|part| part.is_empty() || part.contains('=')), "{line}");
        }
        assert!(lines().len() > 300);
    }
}
