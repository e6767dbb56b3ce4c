//! A site to the index of a language.

use std::borrow::Cow;

use super::card::{Card, card};
use super::collect::Collector;
use super::facets::{facet_names, facets};
use super::index::{Doc, Index};
use super::language::SearchLanguage;
use crate::content::Job;
use crate::locale::Strings;
use crate::model::Lang;
use crate::relate::{EntryId, LandingId, Site, yearly};
use crate::source::Address;

/// What a site's index shows that the pages make: the address of the picture beside a posting, and the title of a landing page.
pub struct Shown<'a> {
    pub logo: &'a dyn Fn(EntryId) -> Option<String>,
    pub landing_title: &'a dyn Fn(LandingId) -> String,
}

/// What the search says, and the words of the theme for it.
const SAID: [(&str, &str); 9] = [
    ("pay", "search_pay"),
    ("none", "search_none"),
    ("corrected", "search_corrected"),
    ("partial", "search_partial"),
    ("clear", "search_clear"),
    ("more", "search_more"),
    ("remove", "search_remove"),
    ("nearest", "search_nearest"),
    ("within", "search_within"),
];

/// The index of one language.
pub fn index<'a>(site: &'a Site, lang: &'a Lang, strings: &Strings, shown: &Shown<'_>) -> Index<'a> {
    let known = SearchLanguage::of(lang.as_str(), site.config.synonyms.get(lang).map_or(&[], Vec::as_slice));
    let mut docs = documents(site, lang, strings, shown);
    docs.sort_by(|a, b| (b.1.day, &a.1.card.url).cmp(&(a.1.day, &b.1.card.url)));
    let mut collector = Collector::new(site, lang, strings, &known);
    collector.fix(&docs);
    for (at, (id, doc)) in docs.iter().enumerate() {
        collector.document(at as u32, *id, doc);
    }
    let (words, texts, common) = collector.terms(docs.len());
    let facets = facets(site, lang, strings, &docs);
    Index {
        language: lang.to_string(),
        says: SAID.iter().map(|(name, key)| (*name, strings.plain(key))).collect(),
        counts: strings.forms("count_results"),
        docs: docs.into_iter().map(|(_, doc)| doc).collect(),
        words,
        texts,
        common,
        stop: known.optional(),
        endings: known.endings().to_vec(),
        facets,
        facet_names: facet_names(site),
    }
}

/// Everything that is listed in a language, and its tags.
fn documents<'a>(
    site: &'a Site,
    lang: &'a Lang,
    strings: &Strings,
    shown: &Shown<'_>,
) -> Vec<(Option<EntryId>, Doc<'a>)> {
    let lists = site.lists.of(lang);
    let mut docs = Vec::new();
    for ids in [&lists.jobs, &lists.articles, &lists.companies, &lists.pages].into_iter().chain(own_lists(site, lang)) {
        for id in ids.iter().copied() {
            let card = Card { logo: (shown.logo)(id), ..card(site, lang, strings, id) };
            let record = &site.entry(id).record;
            let job = record.job();
            let days = |date: jiff::civil::Date| {
                let since = jiff::civil::date(1970, 1, 1).until(date).map(|span| span.get_days());
                since.unwrap_or_default()
            };
            let doc = Doc {
                card,
                day: record.published().map(|when| days(when.date())),
                closes: job.and_then(|job| job.closes).map(|closes| days(closes.date())),
                is_featured: job.is_some_and(|job| job.is_featured(site.now)),
                pays: job.and_then(pays),
            };
            docs.push((Some(id), doc));
        }
    }
    let mut add = |address: Address, title: Cow<'a, str>, kind: &'static str| {
        let base = site.config.base_url.base_path();
        let url = format!("{base}{}", address.encoded().trim_start_matches('/'));
        let card = Card { url, title, kind: kind.into(), ..Card::default() };
        docs.push((None, Doc { card, day: None, closes: None, is_featured: false, pays: None }));
    };
    for id in &lists.tags {
        add(site.index.tag_address(lang, *id), site.index.tags.get(*id).name(lang).into(), "tag");
    }
    for id in landings(site, lang) {
        let page = site.lists.landings.get(id);
        add(site.index.landing_address(lang, page), (shown.landing_title)(id).into(), "landing");
    }
    docs
}

/// The lists of the kinds of the site's own that are to be found.
pub fn own_lists<'a>(site: &'a Site, lang: &Lang) -> impl Iterator<Item = &'a Vec<EntryId>> + use<'a> {
    let lists = site.lists.of(lang);
    site.config.kinds.iter().filter(|kind| kind.is_found).filter_map(|kind| lists.own.get(kind.name))
}

/// The landing pages of a language that do not point to another one.
pub fn landings(site: &Site, lang: &Lang) -> impl Iterator<Item = LandingId> {
    let all = site.lists.landings.iter();
    all.filter(|(_, page)| page.lists.contains_key(lang) && !page.same_as.contains_key(lang)).map(|(id, _)| id)
}

/// The most that a posting pays in a year, in whole units, and the currency.
fn pays(job: &Job) -> Option<(Cow<'_, str>, i64)> {
    let salary = job.salary.as_ref()?;
    let most = salary.max().or(salary.min())?;
    Some((salary.currency().into(), yearly(most.hundredths(), salary.per(), salary.payments) / 100))
}
