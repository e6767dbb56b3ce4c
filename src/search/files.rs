//! The index as files: one for a small site; for a large one a manifest, and shards of words, texts, cards and facets that browsers load as they need them.
//!
//! How many shards there are follows from the number of entries alone, so that their names are known before any is made: at most some three hundred, however
//! many entries, since hosts count files. Words are shared out in order, by bytes. A shard says by its own hash what it is, so that a browser that has the manifest of
//! yesterday sees that a shard is of today.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::build::{landings, own_lists};
use super::card::Card;
use super::facets::facet_names;
use super::index::{FacetValue, Gaps, Index, SCHEMA_NAME, Term, Terms, Words};
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Hash;

/// Up to so many entries are in one file: some 100 kB, compressed.
const SINGLE: usize = 300;
/// The most shards of cards, of words and of texts.
const MOST: [usize; 3] = [160, 64, 60];
/// The fewest entries that are worth a shard of each.
const LEAST: [usize; 3] = [50, 500, 500];
/// So many values of a facet are in the manifest.
const TOP: usize = 12;
/// So many words are known for corrections.
const LEXICON: usize = 4000;
/// So many names and titles are offered while somebody writes.
const OFFERED: usize = 800;

/// Facets whose values nobody writes.
const NOT_OFFERED: [&str; 2] = ["kind", "remote"];

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFile {
    /// All of it, or what leads to the others.
    Manifest,
    Cards(usize),
    Words(usize),
    Texts(usize),
    Facet(&'static str),
    /// When postings close, what they pay, and the words for corrections.
    Closes,
    Pay,
    Lexicon,
    /// What is offered while somebody writes.
    Offers,
}

impl SearchFile {
    /// Its name beside the manifest.
    pub fn name(self) -> String {
        match self {
            SearchFile::Manifest => "index.json".to_owned(),
            SearchFile::Cards(number) => format!("cards-{number}.json"),
            SearchFile::Words(number) => format!("words-{number}.json"),
            SearchFile::Texts(number) => format!("texts-{number}.json"),
            SearchFile::Facet(name) => format!("facet-{name}.json"),
            SearchFile::Closes => "closes.json".to_owned(),
            SearchFile::Pay => "pay.json".to_owned(),
            SearchFile::Lexicon => "lexicon.json".to_owned(),
            SearchFile::Offers => "offers.json".to_owned(),
        }
    }

    /// The files of a language.
    pub fn all(site: &Site, lang: &Lang) -> Vec<SearchFile> {
        let lists = site.lists.of(lang);
        let entries = [&lists.jobs, &lists.articles, &lists.companies, &lists.pages].map(|list| list.len());
        let own: usize = own_lists(site, lang).map(Vec::len).sum();
        let count = entries.iter().sum::<usize>() + own + lists.tags.len() + landings(site, lang).count();
        let mut all = vec![SearchFile::Manifest];
        if let Some(Shards { cards, words, texts, .. }) = Shards::of(count) {
            all.extend((0..cards).map(SearchFile::Cards));
            all.extend((0..words).map(SearchFile::Words));
            all.extend((0..texts).map(SearchFile::Texts));
            all.extend(facet_names(site).into_iter().filter(|name| *name != "kind").map(SearchFile::Facet));
            all.extend([SearchFile::Closes, SearchFile::Pay, SearchFile::Lexicon, SearchFile::Offers]);
        }
        all
    }
}

/// The languages that have an index, the site's main one first: `search/index.json`.
pub fn languages(site: &Site) -> String {
    let languages: Vec<&str> = site.config.languages.iter().map(|(lang, _)| lang.as_str()).collect();
    json!({ "schema": SCHEMA_NAME, "languages": languages }).to_string()
}

/// How many shards there are of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shards {
    /// Entries in a shard of cards.
    block: usize,
    cards: usize,
    words: usize,
    texts: usize,
}

impl Shards {
    /// `None` for a site whose index is one file.
    fn of(count: usize) -> Option<Shards> {
        if count <= SINGLE {
            return None;
        }
        let of = |at: usize| count.div_ceil(LEAST[at]).clamp(1, MOST[at]);
        let block = count.div_ceil(of(0));
        Some(Shards { block, cards: count.div_ceil(block), words: of(1), texts: of(2) })
    }
}

/// A shard with its own hash in it.
fn signed(value: &impl Serialize) -> (String, String) {
    let text = serde_json::to_string(value).expect("shards are plain values");
    let hash = Hash::of(text.as_bytes()).short();
    // In front of all else, so that what is behind it is what was hashed.
    (format!("{{\"v\":\"{hash}\",{}", &text[1..]), hash)
}

impl Index<'_> {
    /// The index of a language as its files.
    pub fn files(&self) -> BTreeMap<SearchFile, String> {
        let Some(shards) = Shards::of(self.docs.len()) else {
            return BTreeMap::from([(SearchFile::Manifest, self.single())]);
        };
        let mut files = BTreeMap::new();
        let mut hashes: BTreeMap<SearchFile, String> = BTreeMap::new();
        let mut add = |file: SearchFile, (text, hash): (String, String)| {
            files.insert(file, text);
            hashes.insert(file, hash);
        };
        for (number, cards) in self.docs.chunks(shards.block).enumerate() {
            let cards: Vec<Card<'_>> = cards.iter().map(|doc| doc.card.short()).collect();
            add(SearchFile::Cards(number), signed(&BTreeMap::from([("docs", cards)])));
        }
        let mut begins: [Vec<String>; 2] = Default::default();
        let tiers = [(&self.words, shards.words), (&self.texts, shards.texts)];
        for (at, (tier, count)) in tiers.into_iter().enumerate() {
            for (number, (begin, share)) in shares(tier, count).into_iter().enumerate() {
                add(if at == 0 { SearchFile::Words(number) } else { SearchFile::Texts(number) }, signed(&share));
                begins[at].push(begin);
            }
        }
        for name in self.facet_names.iter().copied().filter(|name| *name != "kind") {
            let facet = self.facets.iter().find(|facet| facet.name == name);
            let values: Vec<_> = facet.into_iter().flat_map(|facet| &facet.values).map(FacetValue::out).collect();
            add(SearchFile::Facet(name), signed(&BTreeMap::from([("values", values)])));
        }
        add(SearchFile::Closes, signed(&self.column(|doc| doc.closes.map(i64::from))));
        add(SearchFile::Pay, signed(&BTreeMap::from([("pay", self.pay())])));
        add(SearchFile::Lexicon, signed(&BTreeMap::from([("forms", self.lexicon())])));
        add(SearchFile::Offers, signed(&BTreeMap::from([("labels", self.offers())])));
        let hash = |file: SearchFile| hashes.get(&file).cloned().expect("it was made just now");
        let directory = |begins: &[String], of: &dyn Fn(usize) -> SearchFile| {
            begins.iter().enumerate().map(|(at, begin)| json!([begin, hash(of(at))])).collect::<Vec<_>>()
        };
        let facet = |facet: &super::index::Facet| {
            let top = |value: &FacetValue| json!([value.key, value.label, value.docs.len()]);
            let file = if facet.name == "kind" {
                String::new()
            } else {
                hash(SearchFile::Facet(
                    self.facet_names.iter().find(|name| **name == facet.name).expect("a facet that there is"),
                ))
            };
            let top: Vec<Value> = facet.values.iter().take(TOP).map(top).collect();
            json!({ "name": facet.name, "label": facet.label, "v": file, "top": top })
        };
        let manifest = json!({
            "schema": SCHEMA_NAME, "language": self.language, "layout": "sharded", "count": self.docs.len(), "says": self.says(),
            "sources": self.sources(), "block": shards.block, "stop": self.stop, "common": self.common, "endings": self.endings, "dates": self.dates(),
            "featured": Gaps(&self.featured()),
            "kinds": self.kinds(), "foreign": Gaps(&self.foreign()),
            "facets": self.facets.iter().map(facet).collect::<Vec<_>>(),
            "cards": (0..shards.cards).map(|number| hash(SearchFile::Cards(number))).collect::<Vec<_>>(),
            "words": directory(&begins[0], &SearchFile::Words),
            "texts": directory(&begins[1], &SearchFile::Texts),
            "closes": hash(SearchFile::Closes), "pay": hash(SearchFile::Pay), "lexicon": hash(SearchFile::Lexicon), "offers": hash(SearchFile::Offers),
        });
        files.insert(SearchFile::Manifest, manifest.to_string());
        files
    }

    /// The entries of each kind but postings.
    fn kinds(&self) -> Value {
        let mut kinds: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, doc) in self.docs.iter().enumerate().filter(|(_, doc)| doc.card.kind != "job") {
            kinds.entry(&doc.card.kind).or_default().push(at as u32);
        }
        Value::Object(kinds.into_iter().map(|(kind, docs)| (kind.to_owned(), json!(Gaps(&docs)))).collect())
    }

    /// The entries in another language.
    fn foreign(&self) -> Vec<u32> {
        let foreign = self.docs.iter().enumerate().filter(|(_, doc)| doc.card.lang.is_some());
        foreign.map(|(at, _)| at as u32).collect()
    }

    /// What is offered while somebody writes: the values of facets and the titles of postings that are several, those of most entries first.
    fn offers(&self) -> Vec<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for doc in self.docs.iter().filter(|doc| doc.card.kind == "job") {
            *counts.entry(doc.card.title.as_ref()).or_default() += 1;
        }
        counts.retain(|_, count| *count > 1);
        for facet in self.facets.iter().filter(|facet| !NOT_OFFERED.contains(&facet.name.as_ref())) {
            for value in &facet.values {
                *counts.entry(value.label.as_str()).or_default() += value.docs.len();
            }
        }
        let mut offers: Vec<(&str, usize)> = counts.into_iter().collect();
        offers.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        offers.truncate(OFFERED);
        offers.into_iter().map(|(label, _)| label).collect()
    }

    /// The words that most entries have, with how many that are.
    fn lexicon(&self) -> Vec<(&String, usize)> {
        let forms = self.words.values().flat_map(|term| term.forms.iter().map(|form| (term.count(), form)));
        let mut forms: Vec<(usize, &String)> = forms.filter(|(_, form)| form.chars().count() > 3).collect();
        forms.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        forms.truncate(LEXICON);
        forms.into_iter().map(|(count, form)| (form, count)).collect()
    }
}

/// Terms in so many shares of as many bytes, each with the stem that it begins with; the first begins with nothing. A form that would be looked for in another share
/// leads from there to its stem.
fn shares(tier: &Terms, count: usize) -> Vec<(String, Share<'_>)> {
    let size = |(stem, term): (&String, &Term)| {
        2 * term.count() + stem.len() + term.forms.iter().map(String::len).sum::<usize>() + 20
    };
    let all: usize = tier.iter().map(size).sum();
    let mut shares: Vec<(String, Vec<(&String, &Term)>)> = (0..count).map(|_| (String::new(), Vec::new())).collect();
    let mut done = 0;
    for one in tier {
        let at = (done * count / all.max(1)).min(count - 1);
        shares[at].1.push(one);
        done += size(one);
    }
    // An empty one begins where the next one does, so that nobody looks there; behind the last word where no word is.
    let mut next = "\u{10ffff}".to_owned();
    for (begin, share) in shares.iter_mut().skip(1).rev() {
        next = share.first().map_or_else(|| next.clone(), |(stem, _)| (*stem).clone());
        begin.clone_from(&next);
    }
    let begins: Vec<String> = shares.iter().map(|(begin, _)| begin.clone()).collect();
    let share_of = |form: &str| begins.partition_point(|begin| begin.as_str() <= form).saturating_sub(1);
    let mut see: Vec<BTreeMap<&str, &str>> = vec![BTreeMap::new(); count];
    for (stem, term) in tier {
        let own = share_of(stem);
        for form in term.forms.iter().filter(|form| share_of(form) != own) {
            see[share_of(form)].insert(form, stem);
        }
    }
    let whole = shares.into_iter().zip(see);
    whole.map(|((begin, share), see)| (begin, Share { terms: Words(share), see })).collect()
}

/// A shard of words.
#[derive(Serialize)]
struct Share<'a> {
    terms: Words<'a>,
    /// Forms whose stem is in another shard.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    see: BTreeMap<&'a str, &'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that fills shards by itself leaves others empty: those before it must be found all the same.
    #[test]
    fn every_word_is_looked_for_where_it_is() {
        let term = |form: &str, docs: u32| Term {
            forms: vec![form.to_owned(), format!("z-{form}")],
            docs: BTreeMap::from([(5, (0..docs).collect())]),
        };
        let names = ["ab", "abd", "b", "huge", "huger", "l", "last"];
        let tier: Terms = names
            .iter()
            .map(|name| ((*name).to_owned(), term(name, if name.starts_with("huge") { 9000 } else { 2 })))
            .collect();
        for count in [1, 2, 3, 5, 8, 64] {
            let shares = shares(&tier, count);
            let begins: Vec<&str> = shares.iter().map(|(begin, _)| begin.as_str()).collect();
            let share_of = |word: &str| begins.partition_point(|begin| *begin <= word).saturating_sub(1);
            assert!(count < 5 || shares.iter().any(|(_, share)| share.terms.0.is_empty()), "{count}");
            for name in names {
                assert!(shares[share_of(name)].1.terms.0.iter().any(|(stem, _)| *stem == name), "{name} of {count}");
                let form = format!("z-{name}");
                let there = &shares[share_of(&form)].1;
                let leads = there.see.get(form.as_str()) == Some(&name) || share_of(&form) == share_of(name);
                assert!(leads, "{form} of {count}");
            }
        }
    }
}
