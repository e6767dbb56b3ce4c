//! The words of entries: which lead to an entry, and how much each says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ahash::AHashMap;

use super::index::{Doc, Level, Term, Terms};
use super::language::SearchLanguage;
use super::tokens::{Word, of_written};
use crate::facts::{JobFacts, own_facts};
use crate::locale::{Strings, language};
use crate::markdown::plain;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::source::stretches;

/// Where a word stands, and so how much it says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Skill,
    Name,
    Fact,
    Summary,
    Text,
}

impl Field {
    /// In twelfths, so that all of it is in whole numbers.
    fn weight(self) -> u32 {
        match self {
            Field::Title => 60,
            Field::Skill => 48,
            Field::Name => 36,
            Field::Fact => 24,
            Field::Summary => 12,
            Field::Text => 6,
        }
    }
}

/// A word that more than so many hundredths of all texts have tells nothing apart.
const COMMON: usize = 40;
/// In so few texts every word is worth its place.
const FEW: usize = 50;
/// What has more bytes is no word that anybody looks for.
const LONGEST: usize = 64;
/// More of the same word in an entry says no more of it.
const MOST_TIMES: u32 = 3;

/// In no entry yet.
const NONE: u32 = u32::MAX;

/// A form of a word, and a stem, by their places in [`Collector`].
type FormId = usize;
type StemId = usize;

/// The words of a stretch of text between spaces: the same stretches come again and again.
struct Seen {
    whole: FormId,
    /// Its parts in one.
    joined: Option<FormId>,
    parts: Vec<FormId>,
    is_stop: bool,
    /// A single Latin letter.
    is_letter: bool,
    is_upper: bool,
}

/// The forms of a stem, each with the number of its entries; and what all of them say of each entry.
type Stem<'a> = (Vec<(usize, &'a str)>, Vec<(u32, u32)>);

/// In which entries a form stands, and how much it says there.
type Places = Vec<Vec<(u32, u32)>>;

/// Reads entries one after another.
pub struct Collector<'a> {
    site: &'a Site,
    lang: &'a Lang,
    strings: &'a Strings,
    known: &'a SearchLanguage,
    seen: AHashMap<String, Rc<[Seen]>>,
    ids: AHashMap<String, FormId>,
    /// Each form and its stem.
    forms: Vec<(String, StemId)>,
    stem_ids: AHashMap<String, StemId>,
    stems: Vec<String>,
    /// Words of skills that have no other form: `aws`, `go`.
    fixed: BTreeSet<String>,
    heads: Places,
    texts: Places,
    /// By stem: how many texts have it.
    in_texts: Vec<usize>,
    /// By stem: the last entry in whose head and in whose text it was found.
    last_head: Vec<u32>,
    last_text: Vec<u32>,
    /// Of the entry that is being read: by form, how often it was counted and how much it says; and which forms there are.
    said: Vec<(u32, u32)>,
    touched: Vec<FormId>,
}

impl<'a> Collector<'a> {
    pub fn new(site: &'a Site, lang: &'a Lang, strings: &'a Strings, known: &'a SearchLanguage) -> Collector<'a> {
        Collector {
            site,
            lang,
            strings,
            known,
            seen: AHashMap::new(),
            ids: AHashMap::new(),
            forms: Vec::new(),
            stem_ids: AHashMap::new(),
            stems: Vec::new(),
            fixed: BTreeSet::new(),
            heads: Vec::new(),
            texts: Vec::new(),
            in_texts: Vec::new(),
            last_head: Vec::new(),
            last_text: Vec::new(),
            said: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Notes the skills that are names: `AWS`, `iOS`, `C#`, `Go`.
    pub fn fix(&mut self, docs: &[(Option<EntryId>, Doc<'_>)]) {
        let names: BTreeSet<&str> = docs.iter().flat_map(|(_, doc)| doc.card.tags.iter().map(AsRef::as_ref)).collect();
        for name in names {
            for raw in name.split_whitespace() {
                let is_name = raw.chars().skip(1).any(char::is_uppercase)
                    || raw.chars().any(|c| !c.is_alphabetic())
                    || raw.chars().count() <= 3;
                if is_name {
                    self.fixed.extend(of_written(raw).into_iter().map(|word| word.whole));
                }
            }
        }
    }

    fn form(&mut self, form: &str) -> FormId {
        if let Some(id) = self.ids.get(form) {
            return *id;
        }
        let one = self.known.synonym(form);
        let is_fixed = self.fixed.contains(one) || one.chars().count() <= 3 || !one.chars().all(char::is_alphabetic);
        let stem = if is_fixed { one.to_owned() } else { self.known.stem(one) };
        let next = self.stems.len();
        let stem_id = *self.stem_ids.entry(stem.clone()).or_insert(next);
        if stem_id == next {
            self.stems.push(stem);
            self.in_texts.push(0);
            self.last_head.push(NONE);
            self.last_text.push(NONE);
        }
        let id = self.forms.len();
        self.forms.push((form.to_owned(), stem_id));
        self.ids.insert(form.to_owned(), id);
        self.said.push((0, 0));
        self.heads.push(Vec::new());
        self.texts.push(Vec::new());
        id
    }

    fn seen(&mut self, raw: &str) -> Rc<[Seen]> {
        if let Some(seen) = self.seen.get(raw) {
            return seen.clone();
        }
        let of = |word: Word, builder: &mut Collector<'_>| {
            let mut parts: Vec<FormId> = word.parts.iter().map(|part| builder.form(part)).collect();
            let joined = parts.pop();
            Seen {
                whole: builder.form(&word.whole),
                joined,
                parts,
                is_stop: builder.known.is_stop(&word.whole),
                is_letter: word.whole.len() == 1,
                is_upper: word.is_upper,
            }
        };
        let words = of_written(raw).into_iter().filter(|word| word.whole.len() <= LONGEST);
        let seen: Rc<[Seen]> = words.map(|word| of(word, self)).collect();
        self.seen.insert(raw.to_owned(), seen.clone());
        seen
    }

    /// Reads an entry; `None` is a tag, which has no text of its own.
    pub fn document(&mut self, at: u32, id: Option<EntryId>, doc: &Doc<'_>) {
        let card = &doc.card;
        // A word of a long title says less of it: from 1 down to two thirds, in 24ths.
        let length = card.title.split_whitespace().count();
        let share = (24 * 8 / (8 + length.saturating_sub(4).min(4) as u32)).max(16);
        self.add(&card.title, Field::Title, share);
        for tag in &card.tags {
            self.add(tag, Field::Skill, 24);
        }
        // What else a tag is called leads to it.
        let tags = id.map_or(&[][..], |id| self.site.index.tags.of(id));
        for other in tags.iter().flat_map(|tag| &self.site.index.tags.get(*tag).other_slugs) {
            self.add(&other.replace('-', " "), Field::Skill, 24);
        }
        for name in [card.company.as_deref().unwrap_or(""), &card.place] {
            self.add(name, Field::Name, 24);
        }
        for fact in id.map_or_else(Vec::new, |id| self.facts(id)) {
            self.add(&fact, Field::Fact, 24);
        }
        self.add(&card.summary, Field::Summary, 24);
        for form in std::mem::take(&mut self.touched) {
            let (_, weight) = std::mem::take(&mut self.said[form]);
            self.heads[form].push((at, weight));
            self.last_head[self.forms[form].1] = at;
        }
        let Some(id) = id else { return };
        let text = plain(self.site.entry(id).body()).text;
        self.add(&text, Field::Text, 24);
        for form in std::mem::take(&mut self.touched) {
            let (_, weight) = std::mem::take(&mut self.said[form]);
            let stem = self.forms[form].1;
            if self.last_text[stem] != at {
                self.last_text[stem] = at;
                self.in_texts[stem] += 1;
            }
            // What is in an entry's head needs not be said again of its text.
            if self.last_head[stem] != at {
                self.texts[form].push((at, weight));
            }
        }
    }

    /// Counts the words of a field. `share` is what each is worth, in 24ths.
    fn add(&mut self, text: &str, field: Field, share: u32) {
        let is_own = matches!(field, Field::Skill | Field::Name | Field::Fact);
        for raw in stretches(text) {
            for word in &*self.seen(raw) {
                let is_kept = is_own || !word.is_stop || word.is_upper && field == Field::Title;
                let is_worth = !word.is_letter || matches!(field, Field::Title | Field::Skill);
                if !is_kept || !is_worth {
                    continue;
                }
                // A part alone says half of it: `js` of `Node.js`.
                let whole = [word.whole].into_iter().chain(word.joined).map(|form| (form, 1));
                for (form, divisor) in whole.chain(word.parts.iter().map(|form| (*form, 2))) {
                    let (times, weight) = &mut self.said[form];
                    if *times == 0 {
                        self.touched.push(form);
                    }
                    if *times < MOST_TIMES {
                        *times += 1;
                        *weight += field.weight() * share / 24 / divisor;
                    }
                }
            }
        }
    }

    /// What a posting's fields say, in words: those of the language, codes, and what else people call it.
    fn facts(&self, id: EntryId) -> Vec<String> {
        let entry = self.site.entry(id);
        let Some(job) = entry.job() else {
            let own = own_facts(self.site, id, self.lang, self.strings);
            return own.into_iter().flat_map(|fact| fact.texts).collect();
        };
        let facts = JobFacts::of(self.site, id, self.lang).expect("the entry is a posting");
        let others =
            language(self.lang.as_str().split('-').next().unwrap_or("")).map_or(&[][..], |known| known.search.labels);
        let also = |value: &str| -> Vec<String> {
            others.iter().filter(|(own, _)| *own == value).map(|(_, words)| (*words).to_owned()).collect()
        };
        let mut found = Vec::new();
        for (_, value, label) in facts.words(self.strings) {
            found.extend(also(value));
            found.push(label);
        }
        for country in facts.countries() {
            found.push(country.code().to_owned());
            found.push(country.name(self.lang));
            found.extend(also(country.code()));
        }
        for place in &job.places {
            found.extend(place.region.as_ref().map(|region| region.name().to_owned()));
        }
        found.extend(facts.details(self.strings).into_iter().flat_map(|detail| detail.texts));
        found.extend(facts.applicants());
        found.extend(job.salary.as_ref().map(|salary| salary.currency().to_owned()));
        found
    }

    /// Forms to stems: the terms of both tiers, and the words that most texts have.
    pub fn terms(mut self, count: usize) -> (Terms, Terms, Vec<String>) {
        let (heads, texts) = (std::mem::take(&mut self.heads), std::mem::take(&mut self.texts));
        let is_common = |stem: StemId| count >= FEW && self.in_texts[stem] * 100 > count * COMMON;
        let mut common: Vec<String> =
            self.forms.iter().filter(|(_, stem)| is_common(*stem)).map(|(form, _)| form.clone()).collect();
        common.sort_unstable();
        (self.tier(heads, |_| true), self.tier(texts, |stem| !is_common(stem)), common)
    }

    fn tier(&self, places: Places, is_wanted: impl Fn(StemId) -> bool) -> Terms {
        let mut by_stem: BTreeMap<&str, Stem<'_>> = BTreeMap::new();
        for ((form, stem), docs) in self.forms.iter().zip(places) {
            if docs.is_empty() || !is_wanted(*stem) {
                continue;
            }
            let (forms, weights) = by_stem.entry(&self.stems[*stem]).or_default();
            forms.push((docs.len(), form));
            weights.extend(docs);
        }
        let term = |(stem, (mut forms, mut weights)): (&str, Stem<'_>)| {
            forms.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
            let mut term =
                Term { forms: forms.iter().map(|(_, form)| (*form).to_owned()).collect(), ..Term::default() };
            let others = forms.iter().flat_map(|(_, form)| self.known.group(form));
            // Whatever means the same has this stem, in whichever tier it stands.
            let others: BTreeSet<String> = others.filter(|other| !term.forms.contains(other)).cloned().collect();
            term.forms.extend(others);
            weights.sort_unstable();
            for of_doc in weights.chunk_by(|a, b| a.0 == b.0) {
                let weight = of_doc.iter().map(|(_, weight)| weight).sum();
                term.docs.entry(level(weight)).or_default().push(of_doc[0].0);
            }
            (stem.to_owned(), term)
        };
        by_stem.into_iter().map(term).collect()
    }
}

/// How much a word says of an entry in all: more of it says less and less more (BM25's saturation with k₁ = 3).
fn level(weight: u32) -> Level {
    // 8 · w / (w + 3), w in twelfths, rounded up.
    (8 * weight).div_ceil(weight + 36).clamp(1, 8) as Level
}
