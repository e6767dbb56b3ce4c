//! The index of a language: what it says of each entry, and which words lead to it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::card::Card;

/// How much a word says of an entry, from 1 to 8.
pub type Level = u8;

/// The index of one language. Entries are numbered from the newest on; those without a date come last.
#[derive(Debug, Default)]
pub struct Index<'a> {
    pub language: String,
    /// What the page says of results, by name.
    pub says: BTreeMap<&'static str, String>,
    /// The plural forms of how many results there are, as JSON.
    pub counts: String,
    pub docs: Vec<Doc<'a>>,
    /// Words of titles, skills, names, places, facts and summaries.
    pub words: Terms,
    /// Words that stand in texts alone.
    pub texts: Terms,
    /// Words that so many texts have that they tell nothing apart.
    pub common: Vec<String>,
    pub stop: Vec<String>,
    pub endings: Vec<String>,
    pub facets: Vec<Facet>,
}

/// An entry.
#[derive(Debug)]
pub struct Doc<'a> {
    pub card: Card<'a>,
    /// The day on which it was published, counted from 1970-01-01.
    pub day: Option<i32>,
    /// The last day on which it is open.
    pub closes: Option<i32>,
    /// Whether it leads its lists.
    pub is_featured: bool,
    /// The most that it pays in a year, in whole units of its currency.
    pub pays: Option<(&'a str, i64)>,
}

/// Words by stem.
pub type Terms = BTreeMap<String, Term>;

/// A stem: the forms in which it stands, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    pub forms: Vec<String>,
    /// The entries by level, in order.
    pub docs: BTreeMap<Level, Vec<u32>>,
}

impl Term {
    /// How many entries have it.
    pub fn count(&self) -> usize {
        self.docs.values().map(Vec::len).sum()
    }
}

/// A field by whose values results can be narrowed.
#[derive(Debug)]
pub struct Facet {
    pub name: &'static str,
    /// As the language calls it.
    pub label: String,
    /// In the order in which they are shown.
    pub values: Vec<FacetValue>,
}

#[derive(Debug)]
pub struct FacetValue {
    /// As addresses carry it.
    pub key: String,
    pub label: String,
    pub docs: Vec<u32>,
}

/// Ascending numbers as the first and the steps between them: what compresses well.
pub fn gaps(numbers: &[u32]) -> Vec<u32> {
    let mut last = 0;
    let step = |number: &u32| {
        let gap = number - last;
        last = number + 1;
        gap
    };
    numbers.iter().map(step).collect()
}

/// The words of a map as JSON.
pub fn terms<'t>(terms: impl Iterator<Item = (&'t String, &'t Term)>) -> Value {
    let one = |(stem, term): (&'t String, &'t Term)| {
        let mut value = Map::new();
        if term.forms.as_slice() != std::slice::from_ref(stem) {
            value.insert("forms".to_owned(), json!(term.forms));
        }
        let docs = term.docs.iter().map(|(level, docs)| (level.to_string(), json!(gaps(docs))));
        value.insert("docs".to_owned(), Value::Object(docs.collect()));
        (stem.clone(), Value::Object(value))
    };
    Value::Object(terms.map(one).collect())
}

impl Index<'_> {
    pub(super) fn says(&self) -> Value {
        let counts: Value = serde_json::from_str(&self.counts).unwrap_or_default();
        let mut says = json!(self.says);
        says["count"] = counts;
        says
    }

    /// The entries that lead the lists.
    pub(super) fn featured(&self) -> Vec<u32> {
        let featured = self.docs.iter().enumerate().filter(|(_, doc)| doc.is_featured);
        gaps(&featured.map(|(at, _)| at as u32).collect::<Vec<_>>())
    }

    /// The days and how many entries each has, newest first; the rest has none.
    pub(super) fn dates(&self) -> Vec<(i32, usize)> {
        let days = self.docs.iter().map_while(|doc| doc.day).collect::<Vec<_>>();
        days.chunk_by(|a, b| a == b).map(|day| (day[0], day.len())).collect()
    }

    /// Numbers that only some entries have: which, and those of each.
    pub(super) fn column(&self, of: impl Fn(&Doc<'_>) -> Option<i64>) -> Value {
        let have: Vec<(u32, i64)> =
            self.docs.iter().enumerate().filter_map(|(at, doc)| Some((at as u32, of(doc)?))).collect();
        let docs: Vec<u32> = have.iter().map(|(at, _)| *at).collect();
        json!({ "docs": gaps(&docs), "values": have.iter().map(|(_, value)| *value).collect::<Vec<_>>() })
    }

    pub(super) fn pay(&self) -> Value {
        let currencies: std::collections::BTreeSet<&str> =
            self.docs.iter().filter_map(|doc| doc.pays.map(|(currency, _)| currency)).collect();
        let of = |currency: &str| self.column(|doc| doc.pays.filter(|(own, _)| *own == currency).map(|(_, most)| most));
        Value::Object(currencies.into_iter().map(|currency| (currency.to_owned(), of(currency))).collect())
    }

    fn facets(&self) -> Value {
        let value = |value: &FacetValue| json!({ "key": value.key, "label": value.label, "docs": gaps(&value.docs) });
        let facet = |facet: &Facet| json!({ "name": facet.name, "label": facet.label, "values": facet.values.iter().map(value).collect::<Vec<_>>() });
        Value::Array(self.facets.iter().map(facet).collect())
    }

    /// All of it in one file.
    pub fn single(&self) -> String {
        #[derive(Serialize)]
        struct Single<'a> {
            schema: &'static str,
            language: &'a str,
            layout: &'static str,
            count: usize,
            says: Value,
            stop: &'a [String],
            common: &'a [String],
            endings: &'a [String],
            dates: Vec<(i32, usize)>,
            featured: Vec<u32>,
            closes: Value,
            pay: Value,
            facets: Value,
            words: Value,
            texts: Value,
            docs: Vec<&'a Card<'a>>,
        }
        let single = Single {
            schema: "rolecall-search/1",
            language: &self.language,
            layout: "single",
            count: self.docs.len(),
            says: self.says(),
            stop: &self.stop,
            common: &self.common,
            endings: &self.endings,
            dates: self.dates(),
            featured: self.featured(),
            closes: self.column(|doc| doc.closes.map(i64::from)),
            pay: self.pay(),
            facets: self.facets(),
            words: terms(self.words.iter()),
            texts: terms(self.texts.iter()),
            docs: self.docs.iter().map(|doc| &doc.card).collect(),
        };
        serde_json::to_string(&single).expect("cards are plain values")
    }
}
