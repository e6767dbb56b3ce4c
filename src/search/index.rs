//! The index of a language: what it says of each entry, and which words lead to it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::card::Card;
use super::places::{At, SOURCE};

/// What the files of an index say that they are.
pub const SCHEMA_NAME: &str = "rolecall-search/1";

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
    /// Every facet that the site may have, of which `facets` are those that narrow something down.
    pub facet_names: Vec<&'static str>,
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
    pub pays: Option<(Cow<'a, str>, i64)>,
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
    pub name: Cow<'static, str>,
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
    /// Where it is, of a place that is known.
    pub at: Option<At>,
}

/// Ascending numbers as the first and the steps between them: what compresses well. Written as they are asked for: there are millions.
pub struct Gaps<'a>(pub &'a [u32]);

impl Serialize for Gaps<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let before = std::iter::once(0).chain(self.0.iter().map(|number| number + 1));
        serializer.collect_seq(self.0.iter().zip(before).map(|(number, before)| number - before))
    }
}

/// Words as JSON: each stem with its forms, where it has others, and the entries by level.
pub struct Words<'a>(pub Vec<(&'a String, &'a Term)>);

impl Serialize for Words<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Levels<'a>(&'a BTreeMap<Level, Vec<u32>>);
        impl Serialize for Levels<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(level, docs)| (level, Gaps(docs))))
            }
        }
        #[derive(Serialize)]
        struct One<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            forms: Option<&'a [String]>,
            docs: Levels<'a>,
        }
        serializer.collect_map(self.0.iter().map(|(stem, term)| {
            let forms = Some(term.forms.as_slice()).filter(|forms| *forms != std::slice::from_ref(*stem));
            (stem, One { forms, docs: Levels(&term.docs) })
        }))
    }
}

/// A value of a facet as JSON.
#[derive(Serialize)]
pub struct ValueOut<'a> {
    key: &'a str,
    label: &'a str,
    docs: Gaps<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<At>,
}

impl FacetValue {
    pub fn out(&self) -> ValueOut<'_> {
        ValueOut { key: &self.key, label: &self.label, docs: Gaps(&self.docs), at: self.at }
    }
}

/// A facet with its values as JSON.
#[derive(Serialize)]
struct FacetOut<'a> {
    name: &'a str,
    label: &'a str,
    values: Vec<ValueOut<'a>>,
}

impl Facet {
    fn out(&self) -> FacetOut<'_> {
        let values = self.values.iter().map(FacetValue::out).collect();
        FacetOut { name: &self.name, label: &self.label, values }
    }
}

/// Numbers that only some entries have: which, and those of each.
#[derive(Debug, Default)]
pub struct Column {
    docs: Vec<u32>,
    values: Vec<i64>,
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Out<'a> {
            docs: Gaps<'a>,
            values: &'a [i64],
        }
        Out { docs: Gaps(&self.docs), values: &self.values }.serialize(serializer)
    }
}

impl Index<'_> {
    pub(super) fn says(&self) -> Value {
        let counts: Value = serde_json::from_str(&self.counts).unwrap_or_default();
        let mut says = json!(self.says);
        says["count"] = counts;
        says
    }

    /// Whose data the index has, where a licence asks for that to be said.
    pub(super) fn sources(&self) -> Vec<&'static str> {
        let is_used = self.facets.iter().flat_map(|facet| &facet.values).any(|value| value.at.is_some());
        if is_used { vec![SOURCE] } else { Vec::new() }
    }

    /// The entries that lead the lists.
    pub(super) fn featured(&self) -> Vec<u32> {
        let featured = self.docs.iter().enumerate().filter(|(_, doc)| doc.is_featured);
        featured.map(|(at, _)| at as u32).collect()
    }

    /// The days and how many entries each has, newest first; the rest has none.
    pub(super) fn dates(&self) -> Vec<(i32, usize)> {
        let days = self.docs.iter().map_while(|doc| doc.day).collect::<Vec<_>>();
        days.chunk_by(|a, b| a == b).map(|day| (day[0], day.len())).collect()
    }

    pub(super) fn column(&self, of: impl Fn(&Doc<'_>) -> Option<i64>) -> Column {
        let mut column = Column::default();
        for (at, value) in self.docs.iter().enumerate().filter_map(|(at, doc)| Some((at, of(doc)?))) {
            column.docs.push(at as u32);
            column.values.push(value);
        }
        column
    }

    /// The most that postings pay in a year, by currency.
    pub(super) fn pay(&self) -> BTreeMap<&str, Column> {
        let currencies: BTreeSet<&str> =
            self.docs.iter().filter_map(|doc| doc.pays.as_ref().map(|(currency, _)| currency.as_ref())).collect();
        let of = |currency: &str| {
            self.column(|doc| doc.pays.as_ref().filter(|(own, _)| *own == currency).map(|(_, most)| *most))
        };
        currencies.into_iter().map(|currency| (currency, of(currency))).collect()
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
            sources: Vec<&'static str>,
            stop: &'a [String],
            common: &'a [String],
            endings: &'a [String],
            dates: Vec<(i32, usize)>,
            featured: Gaps<'a>,
            closes: Column,
            pay: BTreeMap<&'a str, Column>,
            facets: Vec<FacetOut<'a>>,
            words: Words<'a>,
            texts: Words<'a>,
            docs: Vec<&'a Card<'a>>,
        }
        let featured = self.featured();
        let single = Single {
            schema: SCHEMA_NAME,
            language: &self.language,
            layout: "single",
            count: self.docs.len(),
            says: self.says(),
            sources: self.sources(),
            stop: &self.stop,
            common: &self.common,
            endings: &self.endings,
            dates: self.dates(),
            featured: Gaps(&featured),
            closes: self.column(|doc| doc.closes.map(i64::from)),
            pay: self.pay(),
            facets: self.facets.iter().map(Facet::out).collect(),
            words: Words(self.words.iter().collect()),
            texts: Words(self.texts.iter().collect()),
            docs: self.docs.iter().map(|doc| &doc.card).collect(),
        };
        serde_json::to_string(&single).expect("cards are plain values")
    }
}
