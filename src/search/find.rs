//! A query to the entries that answer it: the same ranking as in the browser, to the last bit. Each step here has its like in the theme's `find.js`, which of a large site knows only the most common words for corrections; numbers are
//! added, multiplied and divided in the same order, and no function of a mathematics library is called.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Facet, FacetValue, Index, Term};
use super::lookup::Lookup;
use super::places::At;
use super::tokens::{Word, words};

/// As many results as are put into a finer order by what their titles say.
const FIRST: usize = 10;
/// The most results of which none has every word.
const NEAREST: usize = 20;
/// The most landing pages that are shown where nothing has every word.
const NEAREST_LANDINGS: usize = 5;
/// With fewer answers than this in titles and facts, texts are looked at.
const ENOUGH: usize = 10;
/// More words than anybody asks for; of a text that was pasted the first ones count.
const MOST_WORDS: usize = 32;
/// The most UTF-16 units of a word: what is longer is none.
const WORD: usize = 64;
/// What a word in a text alone is worth.
const IN_TEXT: f64 = 0.4;

/// How results are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Relevance,
    Newest,
    Closing,
    Pay,
}

/// What somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub text: String,
    /// By facet: one of these values.
    pub facets: BTreeMap<String, Vec<String>>,
    /// Published in so many days.
    pub days: Option<i32>,
    /// Pays so much a year, and in which currency.
    pub pay: Option<(String, i64)>,
    /// Towns no farther than so many kilometres from one of the `place`s that are asked for count as well.
    pub km: Option<i64>,
    pub sort: Sort,
    /// Counted from 1970-01-01.
    pub today: i32,
}

/// What was found.
#[derive(Debug, Default, PartialEq)]
pub struct Found {
    /// By the numbers of the entries, the best first.
    pub docs: Vec<u32>,
    /// Where nothing has all words: the landing pages that have most of them.
    pub nearest: Vec<u32>,
    /// Some of them lack words: none has them all.
    pub is_partial: bool,
    /// The words as they were corrected, where one was.
    pub corrected: Option<String>,
    /// By facet: how many entries each value would give, with all other facets as they are.
    pub counts: BTreeMap<String, Vec<usize>>,
}

/// A word of a query: what it may stand for, and how well.
struct Asked {
    form: String,
    is_optional: bool,
    words: Vec<(String, f64)>,
    texts: Vec<(String, f64)>,
}

/// For each entry that has a word: how many of those that are needed, and what all of them are worth.
type Scores = BTreeMap<u32, (usize, f64)>;

impl Index<'_> {
    /// What answers a query.
    pub fn find(&self, query: &Query) -> Found {
        let (heads, texts) = (Lookup::of(&self.words), Lookup::of(&self.texts));
        let mut asked = self.asked(&query.text, &heads, &texts);
        let mut corrected = None;
        for word in &mut asked {
            if let Some(better) = self.correction(&word.form, &heads, &texts) {
                corrected.get_or_insert_with(Vec::new).push((word.form.clone(), better.clone()));
                word.form = better;
            }
        }
        let corrected = corrected.map(|_| asked.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" "));
        if asked.is_empty() {
            let mut all: Vec<u32> = (0..self.docs.len() as u32).collect();
            all.sort_by_key(|doc| !self.docs[*doc as usize].is_featured);
            return self.narrowed(all, query, false, None);
        }
        let mut ranked = self.ranked(&mut asked, (&heads, None), false, query.today);
        if ranked.len() < ENOUGH {
            ranked = self.ranked(&mut asked, (&heads, Some(&texts)), false, query.today);
        }
        // Somebody may still be writing the last word.
        if ranked.is_empty() {
            ranked = self.ranked(&mut asked, (&heads, Some(&texts)), true, query.today);
        }
        let is_partial = ranked.is_empty();
        let mut nearest = Vec::new();
        // A landing page has no facets but its kind: whoever has narrowed the search down is shown none.
        let is_narrowed =
            query.days.is_some() || query.pay.is_some() || query.facets.values().any(|keys| !keys.is_empty());
        if is_partial {
            let scores = self.scores(&asked, query.today);
            let (landings, others) = scores.into_iter().partition(|(doc, _)| self.is_landing(*doc));
            ranked = self.partly(others, &asked, NEAREST);
            nearest = if is_narrowed { Vec::new() } else { self.partly(landings, &asked, NEAREST_LANDINGS) };
        }
        Found { nearest, ..self.narrowed(ranked, query, is_partial, corrected) }
    }

    /// The words of a query.
    fn asked(&self, text: &str, heads: &Lookup<'_>, texts: &Lookup<'_>) -> Vec<Asked> {
        let is_known = |form: &str| heads.has(form) || texts.has(form);
        let mut forms: Vec<String> = Vec::new();
        for Word { whole, parts, .. } in words(text) {
            match parts.split_last() {
                Some(_) if is_known(&whole) => forms.push(whole),
                Some((joined, _)) if is_known(joined) => forms.push(joined.clone()),
                Some((_, rest)) if !rest.is_empty() => forms.extend(rest.iter().cloned()),
                _ => forms.push(whole),
            }
        }
        forms.retain(|form| form.encode_utf16().count() <= WORD);
        forms.dedup();
        forms.truncate(MOST_WORDS);
        let is_weak = |form: &String| self.stop.contains(form) || self.common.contains(form) && !heads.has(form);
        let all_weak = forms.iter().all(is_weak);
        let asked = |form: String| {
            let is_optional = !all_weak && is_weak(&form);
            Asked { form, is_optional, words: Vec::new(), texts: Vec::new() }
        };
        forms.into_iter().map(asked).collect()
    }

    /// A word like this one that the index has, where it has not this one nor any that begins so.
    fn correction(&self, form: &str, heads: &Lookup<'_>, texts: &Lookup<'_>) -> Option<String> {
        let most = match form.chars().count() {
            0..=3 => return None,
            4..=7 => 1,
            _ => 2,
        };
        let is_known = |lookup: &Lookup<'_>| !lookup.variants(form, &self.endings, false).is_empty();
        if is_known(heads) || is_known(texts) || self.stop.iter().chain(&self.common).any(|known| known == form) {
            return None;
        }
        let letters: Vec<char> = form.chars().collect();
        let best = heads.forms.iter().filter_map(|(known, stem)| {
            let away = distance(&letters, &known.chars().collect::<Vec<_>>(), most)?;
            Some((away, std::cmp::Reverse(heads.count(stem)), *known))
        });
        best.min().map(|(.., known)| known.to_owned())
    }

    /// The entries that have every word, the best first.
    fn ranked(
        &self,
        asked: &mut [Asked],
        (heads, texts): (&Lookup<'_>, Option<&Lookup<'_>>),
        goes_on: bool,
        today: i32,
    ) -> Vec<u32> {
        let last = asked.len() - 1;
        for (at, word) in asked.iter_mut().enumerate() {
            let goes_on = goes_on && at == last;
            word.words = heads.variants(&word.form, &self.endings, goes_on);
            word.texts = texts.map_or_else(Vec::new, |texts| texts.variants(&word.form, &self.endings, goes_on));
        }
        for at in 0..last {
            // `full stack` is `fullstack`, too.
            let joined = format!("{}{}", asked[at].form, asked[at + 1].form);
            if let Some(stem) = heads.forms.get(joined.as_str()) {
                for word in &mut asked[at..at + 2] {
                    if !word.words.iter().any(|(known, _)| known == stem) {
                        word.words.push(((*stem).to_owned(), 1.0));
                    }
                }
            }
        }
        let scores = self.scores(asked, today);
        let needed = asked.iter().filter(|word| !word.is_optional).count();
        let whole = scores.into_iter().filter(|(_, (has, _))| *has == needed).map(|(doc, (_, score))| (doc, score));
        self.ordered(whole.collect(), asked)
    }

    fn scores(&self, asked: &[Asked], today: i32) -> Scores {
        let mut scores = Scores::new();
        for word in asked {
            let mut best: BTreeMap<u32, f64> = BTreeMap::new();
            let tiers = [(&self.words, &word.words, 1.0), (&self.texts, &word.texts, IN_TEXT)];
            for (terms, variants, worth) in tiers {
                for (stem, factor) in variants {
                    let Some(term) = terms.get(stem) else { continue };
                    for (level, docs) in &term.docs {
                        let value = factor * worth * f64::from(*level) / 8.0;
                        for doc in docs {
                            let known = best.entry(*doc).or_insert(0.0);
                            if value > *known {
                                *known = value;
                            }
                        }
                    }
                }
            }
            let rarity = rarity(self.docs.len(), best.len());
            for (doc, value) in best {
                let score = scores.entry(doc).or_insert((0, 0.0));
                score.0 += usize::from(!word.is_optional);
                score.1 += rarity * value;
            }
        }
        for (doc, (_, score)) in &mut scores {
            let doc = &self.docs[*doc as usize];
            *score *=
                freshness(doc.day, today) * worth(&doc.card.kind) * if doc.card.lang.is_some() { 0.5 } else { 1.0 };
        }
        scores
    }

    /// The best first; of those that are worth the same, the newer one. The first page is put into a finer order by the words that stand in titles as they were asked.
    fn ordered(&self, mut scored: Vec<(u32, f64)>, asked: &[Asked]) -> Vec<u32> {
        let by_score = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        scored.sort_by(by_score);
        let first = scored.len().min(FIRST);
        for (doc, score) in &mut scored[..first] {
            let title: BTreeSet<String> =
                words(&self.docs[*doc as usize].card.title).into_iter().map(|word| word.whole).collect();
            for word in asked {
                if title.contains(&word.form) {
                    *score += 0.1 * rarity(self.docs.len(), word.words.first().map_or(1, |(stem, _)| self.count(stem)));
                }
            }
        }
        scored[..first].sort_by(by_score);
        scored.into_iter().map(|(doc, _)| doc).collect()
    }

    fn is_landing(&self, doc: u32) -> bool {
        self.docs[doc as usize].card.kind == "landing"
    }

    fn count(&self, stem: &str) -> usize {
        self.words.get(stem).map_or(0, Term::count)
    }

    /// Where no entry has every word: those that have most of them.
    fn partly(&self, scores: Scores, asked: &[Asked], limit: usize) -> Vec<u32> {
        let most = scores.values().map(|(has, _)| *has).max().unwrap_or(0);
        if most == 0 {
            return Vec::new();
        }
        let best = scores.into_iter().filter(|(_, (has, _))| *has == most).map(|(doc, (_, score))| (doc, score));
        let mut found = self.ordered(best.collect(), asked);
        found.truncate(limit);
        found
    }

    /// What is left of the entries with the query's facets, and what each other value would give.
    fn narrowed(&self, ranked: Vec<u32>, query: &Query, is_partial: bool, corrected: Option<String>) -> Found {
        let is_open = |doc: u32| self.docs[doc as usize].closes.is_none_or(|last| last >= query.today);
        let is_new = |doc: u32| {
            query.days.is_none_or(|days| {
                self.docs[doc as usize].day.is_some_and(|day| day > query.today.saturating_sub(days))
            })
        };
        let pays = |doc: u32| {
            query.pay.as_ref().is_none_or(|(currency, least)| {
                self.docs[doc as usize].pays.as_ref().is_some_and(|(own, most)| own == currency && most >= least)
            })
        };
        let left: Vec<u32> = ranked.into_iter().filter(|doc| is_open(*doc) && is_new(*doc) && pays(*doc)).collect();
        let sets: Vec<Option<BTreeSet<u32>>> = self.facets.iter().map(|facet| chosen(facet, query)).collect();
        let fits = |doc: u32, but: usize| {
            sets.iter().enumerate().all(|(at, set)| at == but || set.as_ref().is_none_or(|set| set.contains(&doc)))
        };
        let mut counts = BTreeMap::new();
        for (at, facet) in self.facets.iter().enumerate() {
            let open: BTreeSet<u32> = left.iter().copied().filter(|doc| fits(*doc, at)).collect();
            let count = |docs: &Vec<u32>| docs.iter().filter(|doc| open.contains(doc)).count();
            counts.insert(facet.name.to_string(), facet.values.iter().map(|value| count(&value.docs)).collect());
        }
        let mut docs: Vec<u32> = left.into_iter().filter(|doc| fits(*doc, usize::MAX)).collect();
        let doc = |at: &u32| &self.docs[*at as usize];
        match query.sort {
            Sort::Relevance => {}
            Sort::Newest => docs.sort_unstable(),
            Sort::Closing => docs.sort_by_key(|at| (doc(at).closes.is_none(), doc(at).closes, *at)),
            Sort::Pay => {
                docs.sort_by_key(|at| (std::cmp::Reverse(doc(at).pays.as_ref().map_or(-1, |(_, most)| *most)), *at))
            }
        }
        Found { docs, nearest: Vec::new(), is_partial, corrected, counts }
    }
}

/// The entries of the values of a facet that a query asks for; `None` where it asks for none.
fn chosen(facet: &Facet, query: &Query) -> Option<BTreeSet<u32>> {
    let keys = query.facets.get(facet.name.as_ref()).filter(|keys| !keys.is_empty())?;
    let is_chosen = |value: &&FacetValue| keys.contains(&value.key);
    let chosen: Vec<At> = facet.values.iter().filter(is_chosen).filter_map(|value| value.at).collect();
    let is_near = |value: &FacetValue| {
        let (Some(km), Some(at)) = (query.km.filter(|_| facet.name == "place"), value.at) else { return false };
        chosen.iter().any(|other| at.is_within(km, *other))
    };
    let wanted = facet.values.iter().filter(|value| is_chosen(value) || is_near(value));
    Some(wanted.flat_map(|value| value.docs.iter().copied()).collect())
}

/// How much a word tells apart: the logarithm to base 2 of how few entries have it, in straight lines between powers of two.
fn rarity(all: usize, having: usize) -> f64 {
    let mut ratio = (all as f64 + 1.0) / (having as f64 + 0.5);
    let mut whole = 0.0;
    while ratio >= 2.0 {
        ratio /= 2.0;
        whole += 1.0;
    }
    // What half of all entries have still counts for something.
    whole + (ratio - 1.0).max(0.0) + 0.25
}

/// Who searches on a job board looks for postings first.
fn worth(kind: &str) -> f64 {
    match kind {
        "job" => 1.0,
        "article" => 0.8,
        "landing" => 0.4,
        _ => 0.7,
    }
}

/// From 1.25 on the day on which it was published down to 1, halving every thirty days.
fn freshness(day: Option<i32>, today: i32) -> f64 {
    let Some(day) = day else { return 1.0 };
    let mut age = f64::from((today - day).max(0)) / 30.0;
    let mut share = 0.25;
    while age >= 1.0 && share > 0.001 {
        age -= 1.0;
        share /= 2.0;
    }
    1.0 + share * (1.0 - age.min(1.0) / 2.0)
}

/// How many letters must be changed, added, left out or swapped with the next one; `None` where it is more than `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (rows[i][j] + usize::from(x != y)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    Some(rows[a.len()][b.len()]).filter(|away| *away <= most)
}
