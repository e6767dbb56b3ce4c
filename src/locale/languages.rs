//! The languages that the program itself knows something of: a folder for each, whose `mod.rs` has all of it.
//!
//! Every list is a field, so that a language without one doesn't compile. What a list is for is said here, and what it holds in the folders.

use super::LANGUAGES;

/// All that the program has of a language.
pub struct Language {
    /// ISO 639-1.
    pub code: &'static str,
    /// What it prints and writes; `None` for a language of which it knows phrases alone.
    pub texts: Option<Texts>,
    pub titles: Titles,
    pub phrases: Phrases,
    pub written: EditorWords,
    pub search: SearchWords,
}

/// What the program prints and writes in a language.
pub struct Texts {
    /// Every word of the default theme, with all plural forms (YAML).
    pub words: &'static str,
    /// What `new` writes.
    pub job: &'static str,
    pub article: &'static str,
    pub company: &'static str,
    pub author: &'static str,
    /// An entry of a kind of the site's own.
    pub entry: &'static str,
    /// The files of a new site, by path.
    pub starter: &'static [(&'static str, &'static str)],
}

/// What people put into a job's title beside the title, in small letters.
pub struct Titles {
    /// Words that join a title and a company, a place or a date: ` at `.
    pub joins: &'static [&'static str],
    /// Kinds of contract and hours.
    pub contracts: &'static [&'static str],
    pub periods: &'static [&'static str],
    /// What may stand beside an amount of pay.
    pub pay: &'static [&'static str],
    /// Advertising: phrases, and single words.
    pub promotions: &'static [&'static str],
    pub urgent: &'static [&'static str],
    /// What stands before a reference: `ref`.
    pub references: &'static [&'static str],
    /// Words of one sex, and what is written instead: words that have a common neutral form, and none that is also something else.
    pub gendered: &'static [(&'static str, &'static str)],
}

/// Phrases that rules look for in a posting's text, in small letters.
pub struct Phrases {
    /// Those about age and mother tongue, and what to say instead.
    pub biased: &'static [(&'static str, &'static str)],
    /// Those that say that somebody must come to an office.
    pub office: &'static [&'static str],
}

/// Words that editors write in fields, in small letters.
pub struct EditorWords {
    /// Periods of pay.
    pub hour: &'static [&'static str],
    pub day: &'static [&'static str],
    pub week: &'static [&'static str],
    pub month: &'static [&'static str],
    pub year: &'static [&'static str],
    /// What joins pay and its period: `52000 EUR per year`.
    pub per: &'static [&'static str],
    /// What joins the ends of a range.
    pub to: &'static [&'static str],
    /// A range with one end.
    pub from: &'static [&'static str],
    pub up_to: &'static [&'static str],
    /// Pay before tax, and after it.
    pub gross: &'static [&'static str],
    pub net: &'static [&'static str],
    pub yes: &'static [&'static str],
    pub no: &'static [&'static str],
    /// Words between kinds of contract: `full time or temporary`.
    pub joins: &'static [&'static str],
    /// What people write as a place for work from anywhere.
    pub anywhere: &'static [&'static str],
    /// Pay of a full-time equivalent, of which part-time work gets its share.
    pub pro_rata: &'static [&'static str],
    /// What stands before an amount that isn't exact: `ca.`.
    pub about: &'static [&'static str],
    /// What multiplies the number before it: `tsd`, 1000.
    pub multiples: &'static [(&'static str, i64)],
    /// What stands before an addition to pay: `plus`.
    pub plus: &'static [&'static str],
    /// Payments a year: `14 pagas`.
    pub payments: &'static [&'static str],
    /// The twelve months; none where the program doesn't know them.
    pub months: &'static [&'static str],
    /// Words between the parts of a date, and behind a day: `de`, `th`.
    pub in_dates: &'static [&'static str],
    /// What countries are called besides Unicode's names, by their codes.
    pub countries: &'static [(&'static str, &'static [&'static str])],
    /// What regions are called besides ISO 3166-2's names, by their codes.
    pub regions: &'static [(&'static str, &'static [&'static str])],
    /// Other words for the values of fields with fixed values, by the value: `full-time` for `Vollzeit`.
    pub values: &'static [(&'static str, &'static [&'static str])],
}

/// What the search knows of a language, in small letters.
pub struct SearchWords {
    /// Words that nearly every text has.
    pub stop: &'static str,
    /// What people write who look for a job, and what no posting says of itself: `job`, `vacancy`.
    pub jobs: &'static str,
    /// What may stand behind a stem of this language: `ing`, `es`.
    pub endings: &'static str,
    /// Endings of one sex, and of the other, which the stem is taken from.
    pub genders: &'static [(&'static str, &'static str)],
    /// Words that mean the same, a group a line; the first stands for all.
    pub synonyms: &'static [&'static str],
    /// Other words for what a posting's fields say, by field and value.
    pub labels: &'static [(&'static str, &'static str)],
}

impl SearchWords {
    pub const NONE: SearchWords =
        SearchWords { stop: "", jobs: "", endings: "", genders: &[], synonyms: &[], labels: &[] };
}

impl Titles {
    pub const NONE: Titles = Titles {
        joins: &[],
        contracts: &[],
        periods: &[],
        pay: &[],
        promotions: &[],
        urgent: &[],
        references: &[],
        gendered: &[],
    };
}

impl Phrases {
    pub const NONE: Phrases = Phrases { biased: &[], office: &[] };
}

/// What the program has of a language, by its code.
pub fn language(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().copied().find(|language| language.code == code)
}

/// The languages that the program writes in.
pub fn with_texts() -> impl Iterator<Item = (&'static str, &'static Texts)> {
    LANGUAGES.iter().copied().filter_map(|language| Some((language.code, language.texts.as_ref()?)))
}

/// What the program writes in a language: in English where it has no texts of its own.
pub fn texts(code: &str) -> &'static Texts {
    let found = language(code).and_then(|language| language.texts.as_ref());
    found.or(LANGUAGES[0].texts.as_ref()).expect("English, the first, has texts")
}

/// Whether a list of any language has a word.
pub fn any_has(list: impl Fn(&Language) -> &'static [&'static str], word: &str) -> bool {
    LANGUAGES.iter().any(|language| list(language).contains(&word))
}
