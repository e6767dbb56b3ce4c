//! The words that pages print, by language.

use std::collections::{BTreeMap, BTreeSet};

use super::format::{DateStyle, Formats};
use super::rules::{BAD_THEME, UNKNOWN_WORD};
use crate::diag::{Complaint, Diagnostic, nearest};
use crate::model::{Amount, Lang, Salary, language_name};
use crate::parse::{Trust, Value, parse_yaml};
use crate::source::Source;

/// The words of one language, those of English behind them.
pub struct Strings {
    pub formats: Formats,
    /// Keys that no table of the language itself has; their words are English.
    pub missing: Vec<String>,
    /// Whether there is a table of the language itself.
    pub has_own: bool,
    words: BTreeMap<String, Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Text(String),
    /// By plural category.
    Plural(BTreeMap<String, String>),
}

impl Strings {
    /// Reads the tables for a language, the least important first, English before all. A table that is not a group of fields is reported, and so is a key that
    /// no table before has, where one has a similar key.
    pub fn read(lang: &Lang, style: DateStyle, tables: &[&Source], diagnostics: &mut Vec<Diagnostic>) -> Strings {
        let mut words: BTreeMap<String, Word> = BTreeMap::new();
        let is_own = |table: &Source| {
            let stem = table.path.file_name().strip_suffix(".yaml");
            stem == Some(lang.as_str()) || stem == Some(lang.primary())
        };
        let mut said: BTreeSet<String> = BTreeSet::new();
        for (at, table) in tables.iter().enumerate() {
            for node in parse_yaml(&table.path, table.text(), 0, Trust::Owner, diagnostics) {
                let Value::Map(items) = node.value else {
                    diagnostics.push(
                        Complaint::new(BAD_THEME, "a table of words is a group of fields")
                            .help("write `key: words`")
                            .at(node.span),
                    );
                    continue;
                };
                for (key, value) in items {
                    if at > 0 && !words.contains_key(&key.value) {
                        let near = nearest(&key.value, words.keys().map(String::as_str));
                        diagnostics.extend(near.map(|near| {
                            Complaint::new(UNKNOWN_WORD, format!("the theme has no word `{}`", key.value))
                                .help(format!("did you mean `{near}`?"))
                                .at(key.span.clone())
                        }));
                    }
                    match word(&value.value) {
                        Some(word) => {
                            if is_own(table) {
                                said.insert(key.value.clone());
                            }
                            words.insert(key.value, word);
                        }
                        None => diagnostics.push(
                            Complaint::new(
                                BAD_THEME,
                                format!("`{}` is neither a text nor a group of plurals", key.value),
                            )
                            .help("write a text, or `{ one: …, other: … }`")
                            .at(key.span),
                        ),
                    }
                }
            }
        }
        // A language without words of its own is still called by its own name.
        let has_own = tables.iter().any(|table| is_own(table));
        if !has_own {
            words.insert("language".to_owned(), Word::Text(language_name(lang.as_str(), lang)));
        }
        let missing = words.keys().filter(|key| !said.contains(*key)).cloned().collect();
        Strings { formats: Formats::of(lang, style), missing, has_own, words }
    }

    /// Whether a key's words depend on a number.
    pub fn is_count(&self, key: &str) -> bool {
        matches!(self.words.get(key), Some(Word::Plural(_)))
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// The keys whose words have nothing to fill in, with their words.
    pub fn fixed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().filter_map(|(key, word)| match word {
            Word::Text(text) if !text.contains('{') => Some((key.as_str(), text.as_str())),
            _ => None,
        })
    }

    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// The words of a key with `{name}` filled in; the key itself where there are none.
    pub fn text(&self, key: &str, fill: &BTreeMap<&str, String>) -> String {
        match self.words.get(key) {
            Some(Word::Text(text)) => filled(text, fill),
            Some(Word::Plural(forms)) => filled(forms.get("other").map_or(key, String::as_str), fill),
            None => key.to_owned(),
        }
    }

    /// Every plural form of a key as a JSON object, `{n}` left in: `{"one":"{n} result","other":"{n} results"}`. A text without plurals is `other`.
    pub fn forms(&self, key: &str) -> String {
        let forms = match self.words.get(key) {
            Some(Word::Plural(forms)) => serde_json::to_string(forms),
            Some(Word::Text(text)) => serde_json::to_string(&BTreeMap::from([("other", text)])),
            None => serde_json::to_string(&BTreeMap::from([("other", key)])),
        };
        forms.unwrap_or_default()
    }

    /// The words of a key that has nothing to fill in; the key itself where there are none.
    pub fn plain(&self, key: &str) -> String {
        self.text(key, &BTreeMap::new())
    }

    /// `€52,000 – €64,000 a year (gross)`.
    pub fn salary(&self, salary: &Salary) -> String {
        let money = |amount: Amount| self.formats.money(amount, salary.currency());
        let range = match (salary.min(), salary.max()) {
            (Some(min), Some(max)) if min == max => money(min),
            (Some(min), Some(max)) => format!("{} – {}", money(min), money(max)),
            (Some(min), None) => self.text("salary_from", &BTreeMap::from([("amount", money(min))])),
            (None, Some(max)) => self.text("salary_up_to", &BTreeMap::from([("amount", money(max))])),
            (None, None) => String::new(),
        };
        let kind = match salary.gross {
            Some(true) => "salary_gross_",
            Some(false) => "salary_net_",
            None => "salary_",
        };
        self.text(&format!("{kind}{}", salary.per().as_str()), &BTreeMap::from([("range", range)]))
    }

    /// The words of a key for a count, `{n}` filled in.
    pub fn count(&self, key: &str, n: usize, mut fill: BTreeMap<&str, String>) -> String {
        let number = i64::try_from(n).unwrap_or(i64::MAX);
        fill.insert("n", self.formats.number(number));
        match self.words.get(key) {
            Some(Word::Plural(forms)) => {
                let form = forms.get(self.formats.plural(n)).or_else(|| forms.get("other"));
                filled(form.map_or(key, String::as_str), &fill)
            }
            _ => self.text(key, &fill),
        }
    }
}

fn word(value: &Value) -> Option<Word> {
    let text = |value: &Value| match value {
        Value::Scalar { text, .. } => Some(text.clone()),
        _ => None,
    };
    match value {
        Value::Map(items) => items
            .iter()
            .map(|(key, value)| Some((key.value.clone(), text(&value.value)?)))
            .collect::<Option<_>>()
            .map(Word::Plural),
        other => text(other).map(Word::Text),
    }
}

fn filled(text: &str, fill: &BTreeMap<&str, String>) -> String {
    if fill.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        out.push_str(&rest[..open]);
        match fill.get(&rest[open + 1..open + close]) {
            Some(value) => out.push_str(value),
            None => out.push_str(&rest[open..=open + close]),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Period, Salary};

    fn strings(tag: &str) -> Strings {
        let lang = Lang::new(tag).unwrap();
        let table = Source::from_text("x", crate::locale::texts("en").words);
        let own = Source::from_text("y", crate::locale::texts("es").words);
        let mut diagnostics = Vec::new();
        let tables: &[&Source] = if tag == "es" { &[&table, &own] } else { &[&table] };
        let strings = Strings::read(&lang, DateStyle::Long, tables, &mut diagnostics);
        assert_eq!(diagnostics, []);
        strings
    }

    fn pay(min: i64, max: i64, currency: &str, gross: Option<bool>) -> Salary {
        let amount = |n| Amount::from_hundredths(n);
        let mut salary = Salary::new(amount(min), amount(max), currency, Period::Year).unwrap();
        salary.gross = gross;
        salary
    }

    #[test]
    fn pay_reads_as_people_write_it() {
        let (en, es) = (strings("en"), strings("es"));
        let range = pay(3_000_000, 3_600_000, "EUR", Some(true));
        assert_eq!(en.salary(&range), "€30,000 – €36,000 a year (gross)");
        assert_eq!(es.salary(&range), "30.000\u{a0}€ – 36.000\u{a0}€ brutos al año");
        assert_eq!(es.salary(&pay(450_050, 450_050, "MXN", None)), "4500,50\u{a0}MX$ al año");
        assert_eq!(en.salary(&pay(5_000_000, 5_000_000, "CHF", None)), "CHF\u{a0}50,000 a year");
    }

    #[test]
    fn dates_and_counts_are_in_the_language() {
        let (en, es) = (strings("en"), strings("es"));
        let date = "2026-10-05".parse().unwrap();
        assert_eq!(en.formats.date(date), "October 5, 2026");
        assert_eq!(es.formats.date(date), "5 de octubre de 2026");
        assert_eq!(en.count("count_open", 1, BTreeMap::new()), "1 open job");
        assert_eq!(es.count("count_open", 10_000, BTreeMap::new()), "10.000 empleos abiertos");
    }

    #[test]
    fn english_and_spanish_have_the_same_keys() {
        let keys = |tag: &str| -> Vec<String> {
            let text = if tag == "en" { crate::locale::texts("en").words } else { crate::locale::texts("es").words };
            let table = Source::from_text("x", text);
            Strings::read(&Lang::new(tag).unwrap(), DateStyle::Long, &[&table], &mut Vec::new())
                .keys()
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(keys("en"), keys("es"));
    }
}
