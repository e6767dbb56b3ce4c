//! What each list shows in each language, in order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{EntryId, Site, TermId, TermLists, Visibility};
use crate::model::{Collation, Kind, KindName, Lang};

/// The lists of one language. Each shows the language's own entries, then those without a translation in it.
#[derive(Debug, Default)]
pub struct Lists {
    /// Open postings: featured first, then newest first.
    pub jobs: Vec<EntryId>,
    /// Newest first.
    pub articles: Vec<EntryId>,
    /// By name.
    pub companies: Vec<EntryId>,
    pub authors: Vec<EntryId>,
    pub pages: Vec<EntryId>,
    /// Terms that have a page in this language, by name.
    pub terms: Vec<TermId>,
    /// The open postings of a company.
    pub by_company: BTreeMap<EntryId, Vec<EntryId>>,
    /// The articles of an author.
    pub by_author: BTreeMap<EntryId, Vec<EntryId>>,
    /// The articles of a series, oldest first.
    pub series: BTreeMap<String, Vec<EntryId>>,
}

impl Lists {
    /// Those of a list that are in the language itself; they stand first.
    pub fn own<'a>(
        &'a self,
        site: &'a Site,
        lang: &'a Lang,
        list: &'a [EntryId],
    ) -> impl Iterator<Item = EntryId> + 'a {
        list[..self.own_count(site, lang, list)].iter().copied()
    }

    /// How many they are: counts are of one language.
    pub fn own_count(&self, site: &Site, lang: &Lang, list: &[EntryId]) -> usize {
        list.partition_point(|id| site.entry(*id).head.lang == *lang)
    }
}

pub fn lists(site: &Site) -> BTreeMap<Lang, Lists> {
    let order = |kind| {
        let mut ids: Vec<EntryId> = site.ids_of(kind).filter(|id| site.visibility(*id) == Visibility::Listed).collect();
        sort(site, &mut ids);
        ids
    };
    let (jobs, articles) = (order(KindName::Job), order(KindName::Article));
    let (companies, authors, pages) = (order(KindName::Company), order(KindName::Author), order(KindName::Page));
    let mut lists = BTreeMap::new();
    for (lang, _) in &site.config.languages {
        let collation = Collation::of(lang);
        let own_pages = pages.iter().copied().filter(|id| site.entry(*id).head.lang == *lang).collect();
        let mut own = Lists {
            jobs: in_language(site, lang, &jobs),
            articles: in_language(site, lang, &articles),
            companies: by_name(site, lang, &collation, in_language(site, lang, &companies)),
            authors: by_name(site, lang, &collation, in_language(site, lang, &authors)),
            pages: by_name(site, lang, &collation, own_pages),
            ..Lists::default()
        };
        for job in &own.jobs {
            if let Some(company) = site.company_of[job.index()] {
                // A company with a profile in several languages is one company.
                for profile in profiles(site, company) {
                    own.by_company.entry(profile).or_default().push(*job);
                }
            }
        }
        for article in &own.articles {
            for author in &site.authors_of[article.index()] {
                for profile in profiles(site, *author) {
                    own.by_author.entry(profile).or_default().push(*article);
                }
            }
            let series = site.entry(*article).article().and_then(|article| article.series.clone());
            if let Some(series) = series.filter(|_| site.entry(*article).head.lang == *lang) {
                own.series.entry(series).or_default().insert(0, *article);
            }
        }
        lists.insert(lang.clone(), own);
    }
    let with_pages = term_languages(site);
    for (lang, own) in &mut lists {
        let mut terms: Vec<TermId> =
            site.terms.iter().map(|(id, _)| id).filter(|id| with_pages[id.index()].contains(lang)).collect();
        let collation = Collation::of(lang);
        let key = |id: &TermId| collation.key(site.terms.get(*id).name(lang));
        terms.sort_by_cached_key(|id| (key(id), *id));
        own.terms = terms;
    }
    lists
}

/// An entry and its translations.
fn profiles(site: &Site, id: EntryId) -> Vec<EntryId> {
    let group = &site.translations[id.index()];
    if group.is_empty() { vec![id] } else { group.clone() }
}

/// The languages in which a term has a page: where it has an introduction, an article, or as many open postings as the site asks for. Those may
/// come from anybody, and a page that one of them alone is on helps nobody.
fn term_languages(site: &Site) -> Vec<BTreeSet<Lang>> {
    let mut found: Vec<BTreeSet<Lang>> =
        site.terms.iter().map(|(_, term)| term.pages.keys().cloned().collect()).collect();
    let mut postings: Vec<HashMap<&Lang, usize>> = vec![HashMap::new(); found.len()];
    for id in site.ids().filter(|id| site.visibility(*id) == Visibility::Listed) {
        let entry = site.entry(id);
        let lang = &entry.head.lang;
        for term in site.terms.of(id).iter().map(|term| term.index()) {
            let is_enough = match entry.kind {
                Kind::Article(_) => true,
                Kind::Job(_) => {
                    let count = postings[term].entry(lang).or_default();
                    *count += 1;
                    *count >= site.config.tag_minimum
                }
                _ => false,
            };
            if is_enough && !found[term].contains(lang) {
                found[term].insert(lang.clone());
            }
        }
    }
    found
}

/// What each term's page lists, one map for each term.
pub fn term_lists(site: &Site) -> Vec<BTreeMap<Lang, TermLists>> {
    let mut found: Vec<BTreeMap<Lang, TermLists>> = (0..site.terms.len()).map(|_| BTreeMap::new()).collect();
    for (lang, lists) in &site.lists {
        let has_page: BTreeSet<TermId> = lists.terms.iter().copied().collect();
        for term in &lists.terms {
            found[term.index()].insert(lang.clone(), TermLists::default());
        }
        let mut beside: HashMap<TermId, HashMap<TermId, usize>> = HashMap::new();
        for (ids, is_job) in [(&lists.jobs, true), (&lists.articles, false)] {
            for id in ids {
                let terms = site.terms.of(*id);
                for term in terms {
                    if let Some(own) = found[term.index()].get_mut(lang) {
                        if is_job {
                            own.jobs.push(*id)
                        } else {
                            own.articles.push(*id)
                        }
                        // Entries with very many tags say little about which belong together.
                        let counts = beside.entry(*term).or_default();
                        terms
                            .iter()
                            .take(12)
                            .filter(|other| *other != term && has_page.contains(other))
                            .for_each(|other| *counts.entry(*other).or_default() += 1);
                    }
                }
            }
        }
        for (term, counts) in beside {
            let mut related: Vec<(usize, TermId)> = counts.into_iter().map(|(other, count)| (count, other)).collect();
            related.sort_by_key(|(count, other)| (Reverse(*count), *other));
            if let Some(own) = found[term.index()].get_mut(lang) {
                own.related = related.into_iter().take(8).map(|(_, other)| other).collect();
            }
        }
    }
    found
}

/// The entries in a language, then one of each group that has none in it.
fn in_language(site: &Site, lang: &Lang, ordered: &[EntryId]) -> Vec<EntryId> {
    let entry = |id: EntryId| site.entry(id);
    let mut found: Vec<EntryId> = ordered.iter().copied().filter(|id| entry(*id).head.lang == *lang).collect();
    if !site.config.fallback || site.config.languages.len() == 1 {
        return found;
    }
    let rank = |id: EntryId| site.config.languages.iter().position(|(known, _)| *known == entry(id).head.lang);
    for id in ordered.iter().copied().filter(|id| entry(*id).head.lang != *lang) {
        let group = &site.translations[id.index()];
        let listed = || group.iter().copied().filter(|other| site.visibility(*other) == Visibility::Listed);
        let is_translated = group.iter().any(|other| entry(*other).head.lang == *lang);
        let is_first = listed().min_by_key(|other| (rank(*other), *other)).is_none_or(|first| first == id);
        if !is_translated && is_first {
            found.push(id);
        }
    }
    found
}

/// Postings: featured first, then newest first. Articles: newest first. Equal ones by address.
fn sort(site: &Site, ids: &mut [EntryId]) {
    ids.sort_by_cached_key(|id| {
        let (is_plain, at) = match &site.entry(*id).kind {
            Kind::Job(job) => (!job.is_featured(site.now), job.posted.timestamp()),
            Kind::Article(article) => (true, article.date.timestamp()),
            _ => (true, site.now),
        };
        (is_plain, Reverse(at), site.address(*id))
    });
}

/// In the order of their names in a language, its own entries first. Equal ones by address.
fn by_name(site: &Site, lang: &Lang, collation: &Collation, mut ids: Vec<EntryId>) -> Vec<EntryId> {
    ids.sort_by_cached_key(|id| {
        let entry = site.entry(*id);
        (entry.head.lang != *lang, collation.key(entry.title()), site.address(*id))
    });
    ids
}

/// The older and the newer article of each, within its language.
pub fn neighbours(site: &Site) -> Vec<(Option<EntryId>, Option<EntryId>)> {
    let mut found = vec![(None, None); site.entries.len()];
    for (lang, lists) in &site.lists {
        let own: Vec<EntryId> = lists.own(site, lang, &lists.articles).collect();
        for pair in own.windows(2) {
            let (newer, older) = (pair[0], pair[1]);
            found[newer.index()].0 = Some(older);
            found[older.index()].1 = Some(newer);
        }
    }
    found
}
