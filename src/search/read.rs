//! The files of an index, as they were published, to the [`Index`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::card::Card;
use super::index::{Doc, Facet, FacetValue, Index, SCHEMA_NAME, Term, Terms};
use super::places::At;

/// Why an index can't be read.
#[derive(Debug, PartialEq, Eq)]
pub enum ReadFault {
    /// A file of it is not there, or can't be read; its name and why.
    Missing(String, String),
    /// A file of it is no JSON of this form; its name and why.
    Malformed(String, String),
    /// A file of it is of another build than `index.json`.
    OfAnotherBuild(String),
}

impl std::fmt::Display for ReadFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadFault::Missing(name, why) | ReadFault::Malformed(name, why) => write!(f, "{name}: {why}"),
            ReadFault::OfAnotherBuild(name) => write!(f, "{name}: it is of another build than index.json"),
        }
    }
}

/// Gives the text of a file of the index by its name.
type Load<'a> = &'a dyn Fn(&str) -> std::io::Result<String>;

/// Ascending numbers as an index has them: the first, and the steps from each to the next, less one.
#[derive(Default, Deserialize)]
struct Gaps(Vec<u32>);

#[derive(Deserialize)]
struct Manifest {
    schema: String,
    language: String,
    count: usize,
    stop: Vec<String>,
    common: Vec<String>,
    endings: Vec<String>,
    dates: Vec<(i32, usize)>,
    featured: Gaps,
    #[serde(flatten)]
    layout: Layout,
}

#[derive(Deserialize)]
#[serde(tag = "layout", rename_all = "lowercase")]
enum Layout {
    Single {
        closes: Column,
        pay: BTreeMap<String, Column>,
        facets: Vec<Values>,
        words: BTreeMap<String, Stem>,
        texts: BTreeMap<String, Stem>,
        docs: Vec<Card<'static>>,
    },
    Sharded {
        cards: Vec<String>,
        words: Vec<(String, String)>,
        texts: Vec<(String, String)>,
        facets: Vec<Shard>,
        closes: String,
        pay: String,
    },
}

#[derive(Deserialize)]
struct Stem {
    forms: Option<Vec<String>>,
    /// By level; a flattened map has no keys but texts.
    docs: BTreeMap<String, Gaps>,
}

#[derive(Default, Deserialize)]
struct Column {
    docs: Gaps,
    values: Vec<i64>,
}

#[derive(Deserialize)]
struct Values {
    name: String,
    label: String,
    values: Vec<Value>,
}

#[derive(Deserialize)]
struct Value {
    key: String,
    label: String,
    docs: Gaps,
    at: Option<At>,
}

/// A facet whose values are in a file of its own, or of whose values no more than their number is known.
#[derive(Deserialize)]
struct Shard {
    name: String,
    label: String,
    v: String,
    top: Vec<(String, String, usize)>,
}

/// Reads the index of a language.
pub fn read(load: Load<'_>) -> Result<Index<'static>, ReadFault> {
    let manifest: Manifest = parsed("index.json", &text(load, "index.json")?)?;
    if manifest.schema != SCHEMA_NAME {
        let why = format!("it is `{}`, not `{SCHEMA_NAME}`", manifest.schema);
        return Err(ReadFault::Malformed("index.json".to_owned(), why));
    }
    let Manifest { language, count, stop, common, endings, dates, featured, layout, .. } = manifest;
    let of = |name: &str| Reader { name: name.to_owned(), count };
    let mut index = Index { language, stop, common, endings, ..Index::default() };
    let (cards, closes, pay) = match layout {
        Layout::Single { closes, pay, facets, words, texts, docs } => {
            let own = of("index.json");
            index.words = own.terms(words)?;
            index.texts = own.terms(texts)?;
            let facet = |facet: Values| own.facet(facet.name, facet.label, facet.values);
            index.facets = facets.into_iter().map(facet).collect::<Result<_, _>>()?;
            (docs, closes, pay)
        }
        Layout::Sharded { cards, words, texts, facets, closes, pay } => {
            let mut all = Vec::new();
            for (number, version) in cards.iter().enumerate() {
                #[derive(Deserialize)]
                struct Cards {
                    docs: Vec<Card<'static>>,
                }
                all.extend(shard::<Cards>(load, &format!("cards-{number}.json"), version)?.docs);
            }
            for (tier, shards) in [("words", words), ("texts", texts)] {
                for (number, (_, version)) in shards.iter().enumerate() {
                    #[derive(Deserialize)]
                    struct Stems {
                        terms: BTreeMap<String, Stem>,
                    }
                    let name = format!("{tier}-{number}.json");
                    let terms = of(&name).terms(shard::<Stems>(load, &name, version)?.terms)?;
                    if tier == "words" { &mut index.words } else { &mut index.texts }.extend(terms);
                }
            }
            for facet in facets {
                #[derive(Deserialize)]
                struct OfFacet {
                    values: Vec<Value>,
                }
                let name = format!("facet-{}.json", facet.name);
                index.facets.push(match facet.name.as_str() {
                    "kind" => kinds(facet, &all),
                    _ => {
                        let values = shard::<OfFacet>(load, &name, &facet.v)?.values;
                        of(&name).facet(facet.name, facet.label, values)?
                    }
                });
            }
            #[derive(Deserialize)]
            struct Pay {
                pay: BTreeMap<String, Column>,
            }
            (all, shard(load, "closes.json", &closes)?, shard::<Pay>(load, "pay.json", &pay)?.pay)
        }
    };
    let own = of("index.json");
    if cards.len() != count {
        return Err(own.fault("it has not as many cards as entries"));
    }
    let mut days = dates.iter().flat_map(|(day, many)| std::iter::repeat_n(*day, *many)).take(count);
    let doc = |card| Doc { card, day: days.next(), closes: None, is_featured: false, pays: None };
    index.docs = cards.into_iter().map(doc).collect();
    for at in own.numbers(featured)? {
        index.docs[at as usize].is_featured = true;
    }
    for (at, day) in own.column(closes)? {
        index.docs[at as usize].closes = i32::try_from(day).ok();
    }
    for (currency, column) in pay {
        for (at, most) in own.column(column)? {
            index.docs[at as usize].pays = Some((Cow::Owned(currency.clone()), most));
        }
    }
    Ok(index)
}

/// The values of the facet that cards say themselves.
fn kinds(facet: Shard, cards: &[Card<'_>]) -> Facet {
    let value = |(key, label, _): (String, String, usize)| {
        let own = cards.iter().enumerate().filter(|(_, card)| card.kind == key);
        FacetValue { docs: own.map(|(at, _)| at as u32).collect(), key, label, at: None }
    };
    Facet { name: facet.name.into(), label: facet.label, values: facet.top.into_iter().map(value).collect() }
}

fn text(load: Load<'_>, name: &str) -> Result<String, ReadFault> {
    load(name).map_err(|error| ReadFault::Missing(name.to_owned(), error.to_string()))
}

fn parsed<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, ReadFault> {
    serde_json::from_str(text).map_err(|error| ReadFault::Malformed(name.to_owned(), error.to_string()))
}

/// A file that says of which build it is.
fn shard<T: DeserializeOwned>(load: Load<'_>, name: &str, version: &str) -> Result<T, ReadFault> {
    #[derive(Deserialize)]
    struct Signed<T> {
        v: String,
        #[serde(flatten)]
        value: T,
    }
    let Signed { v, value } = parsed::<Signed<T>>(name, &text(load, name)?)?;
    if v == version { Ok(value) } else { Err(ReadFault::OfAnotherBuild(name.to_owned())) }
}

/// Reads what a file says of the entries, of which there are so many.
struct Reader {
    name: String,
    count: usize,
}

impl Reader {
    fn fault(&self, why: &str) -> ReadFault {
        ReadFault::Malformed(self.name.clone(), why.to_owned())
    }

    fn numbers(&self, gaps: Gaps) -> Result<Vec<u32>, ReadFault> {
        let mut next = 0_u64;
        let mut number = |gap: u32| {
            let number = next + u64::from(gap);
            next = number + 1;
            u32::try_from(number).ok().filter(|number| (*number as usize) < self.count)
        };
        let numbers: Option<Vec<u32>> = gaps.0.into_iter().map(&mut number).collect();
        numbers.ok_or_else(|| self.fault("it names an entry that there is not"))
    }

    fn terms(&self, stems: BTreeMap<String, Stem>) -> Result<Terms, ReadFault> {
        let term = |(stem, Stem { forms, docs }): (String, Stem)| {
            let level = |level: &str| level.parse().map_err(|_| self.fault("it has a level that is no number"));
            let docs = docs.into_iter().map(|(name, gaps)| Ok((level(&name)?, self.numbers(gaps)?)));
            let forms = forms.unwrap_or_else(|| vec![stem.clone()]);
            Ok((stem, Term { forms, docs: docs.collect::<Result<_, _>>()? }))
        };
        stems.into_iter().map(term).collect()
    }

    fn column(&self, column: Column) -> Result<Vec<(u32, i64)>, ReadFault> {
        let docs = self.numbers(column.docs)?;
        if docs.len() != column.values.len() {
            return Err(self.fault("it has not as many values as entries"));
        }
        Ok(docs.into_iter().zip(column.values).collect())
    }

    fn facet(&self, name: String, label: String, values: Vec<Value>) -> Result<Facet, ReadFault> {
        let value =
            |Value { key, label, docs, at }: Value| Ok(FacetValue { key, label, docs: self.numbers(docs)?, at });
        let values = values.into_iter().map(value).collect::<Result<_, _>>()?;
        Ok(Facet { name: name.into(), label, values })
    }
}
