//! How each language writes an amount of money, as a table: its tag, the pattern for a sign, the pattern for a code, and the signs it has.
//!
//! A tag that says what a wider one says (`es-ES` what `es` says) has no line, and neither has one without data of its own (`en-Cyrl`).

use std::collections::BTreeMap;

use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_locale_core::Locale;
use iso_currency::IntoEnumIterator;

/// The patterns of a language, `¤` for the currency and `#` for the number, and its signs by code.
#[derive(Clone, PartialEq)]
struct Line {
    sign: String,
    code: String,
    signs: BTreeMap<&'static str, String>,
}

/// What stands before and behind the number.
fn around(tag: &str, currency: &str) -> Option<(String, String)> {
    let locale: Locale = format!("{tag}-u-nu-latn").parse().ok()?;
    let currency = currency.parse().ok()?;
    let formatter = CurrencyFormatter::try_new_symbol((&locale).into(), currency, Default::default()).ok()?;
    let text = formatter.format_fixed_decimal(&"1".parse().expect("it is a number")).to_string();
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    Some((text[..first].to_owned(), text[last + 1..].to_owned()))
}

/// Marks of direction and spaces belong to the pattern, the rest is the sign.
fn sign(before: &str, after: &str) -> String {
    let is_pattern = |c: char| c.is_whitespace() || c == '\u{200e}' || c == '\u{200f}' || c == '\u{61c}';
    let (before, after) = (before.trim_matches(is_pattern), after.trim_matches(is_pattern));
    if before.is_empty() { after.to_owned() } else { before.to_owned() }
}

fn pattern(tag: &str, currency: &str) -> Option<String> {
    let (before, after) = around(tag, currency)?;
    let sign = sign(&before, &after);
    Some(format!("{}#{}", before.replace(&sign, "¤"), after.replace(&sign, "¤")))
}

fn line(tag: &str) -> Option<Line> {
    let mut signs = BTreeMap::new();
    for currency in iso_currency::Currency::iter() {
        let code = currency.code();
        let (before, after) = around(tag, code)?;
        let sign = sign(&before, &after);
        if sign != code && !sign.is_empty() {
            signs.insert(code, sign);
        }
    }
    Some(Line { sign: pattern(tag, "EUR")?, code: pattern(tag, "CHF")?, signs })
}

fn main() {
    let root = line("und").expect("the data has its root");
    let show = |tag: &str, line: &Line, wider: &Line| {
        let other: Vec<String> = line
            .signs
            .iter()
            .filter(|(code, sign)| wider.signs.get(*code) != Some(*sign))
            .map(|(code, sign)| format!("{code}={sign}"))
            .chain(wider.signs.keys().filter(|code| !line.signs.contains_key(*code)).map(|code| format!("{code}={code}")))
            .collect();
        println!("{}\t{}\t{}\t{}", tag.to_lowercase(), line.sign, line.code, other.join("|"));
    };
    show("und", &root, &Line { sign: String::new(), code: String::new(), signs: BTreeMap::new() });
    let letters = || b'a'..=b'z';
    let mut languages: Vec<String> =
        letters().flat_map(|a| letters().map(move |b| String::from_utf8(vec![a, b]).expect("letters"))).collect();
    languages.extend(["ast", "fil", "gsw", "haw", "kok", "hsb", "dsb", "chr", "sah", "yue", "mai", "ceb", "bho"].map(str::to_owned));
    for language in languages {
        let Some(own) = line(&language) else { continue };
        let is_root = own == root;
        if !is_root {
            show(&language, &own, &root);
        }
        let base = if is_root { &root } else { &own };
        let scripts = ["Hant", "Hans", "Latn", "Cyrl"].map(str::to_owned);
        let regions = letters().flat_map(|a| letters().map(move |b| String::from_utf8(vec![a - 32, b - 32]).expect("letters")));
        for part in scripts.into_iter().chain(regions).chain(["419".to_owned()]) {
            let tag = format!("{language}-{part}");
            if is_root {
                continue;
            }
            if let Some(found) = line(&tag).filter(|found| found != base && *found != root) {
                show(&tag, &found, base);
            }
        }
    }
}
