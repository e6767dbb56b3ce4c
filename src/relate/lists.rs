//! What each list shows in each language, in order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::tz::TimeZone;

use super::landings::{Facet, LandingId, LandingPages, facets, landings};
use super::pay::{Pay, pay};
use super::place_index::PlaceIndex;
use super::{EntryId, Indexed, TagId, Visibility};
use crate::content::{Job, Kind, KindName, OrderBy, OwnKind, OwnValue, Record};
use crate::model::{Collation, Lang, When};

/// The second phase: what each page lists.
#[derive(Debug)]
pub struct Listed {
    pub by_language: BTreeMap<Lang, Lists>,
    pub landings: LandingPages,
    /// What the lists of each language pay.
    pub pay: BTreeMap<Lang, Pay>,
    places: PlaceIndex,
}

impl Listed {
    pub(super) fn new(index: &Indexed) -> Listed {
        let by_language = by_language(index);
        let places = PlaceIndex::of(index);
        let (pay, landings) =
            rayon::join(|| pay(index, &by_language, &places), || landings(index, &by_language, &places));
        Listed { by_language, landings, pay, places }
    }

    /// What a posting shares with others, as landing pages and the search have it.
    pub fn facets(&self, job: &Job) -> BTreeSet<Facet> {
        facets(job, &self.places)
    }

    pub fn of(&self, lang: &Lang) -> &Lists {
        self.by_language.get(lang).expect("every language of the site has its lists")
    }

    /// What a tag's page lists in a language; `None` where it has no page.
    pub fn of_tag(&self, lang: &Lang, tag: TagId) -> Option<&TagLists> {
        self.by_language.get(lang)?.by_tag.get(&tag)
    }

    /// The languages in which a tag has a page.
    pub fn languages_of(&self, tag: TagId) -> impl Iterator<Item = &Lang> {
        self.by_language.iter().filter(move |(_, lists)| lists.by_tag.contains_key(&tag)).map(|(lang, _)| lang)
    }

    /// Whether a language has landing pages.
    pub fn has_landings(&self, lang: &Lang) -> bool {
        self.landings.iter().any(|(_, landing)| landing.lists.contains_key(lang))
    }

    /// Whether a language has a salary guide: there are figures to show.
    pub fn has_salaries(&self, lang: &Lang) -> bool {
        self.pay.get(lang).is_some_and(|pay| !pay.is_empty())
    }

    /// The landing page that an introduction introduces; `None` when it is not made in its language.
    pub fn landing(&self, record: &Record) -> Option<LandingId> {
        let Kind::Landing(landing) = &record.kind else { return None };
        let landing = self.landings.at(&landing.path)?;
        self.landings.get(landing).lists.contains_key(&record.head.lang).then_some(landing)
    }
}

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
    /// The entries of each kind of the site's own, in its order, by its name.
    pub own: BTreeMap<&'static str, Vec<EntryId>>,
    /// Tags that have a page in this language, by name.
    pub tags: Vec<TagId>,
    /// What the page of each of them lists.
    pub by_tag: BTreeMap<TagId, TagLists>,
    /// The open postings of a company.
    pub by_company: BTreeMap<EntryId, Vec<EntryId>>,
    /// The articles of an author.
    pub by_author: BTreeMap<EntryId, Vec<EntryId>>,
    /// The articles of a series, oldest first.
    pub series: BTreeMap<String, Vec<EntryId>>,
}

/// What a tag's page shows in one language.
#[derive(Debug, Default)]
pub struct TagLists {
    pub jobs: Vec<EntryId>,
    pub articles: Vec<EntryId>,
    /// Tags that often stand beside it, most often first.
    pub related: Vec<TagId>,
}

/// The lists of every language.
fn by_language(index: &Indexed) -> BTreeMap<Lang, Lists> {
    let order = |kind| {
        let mut ids: Vec<EntryId> = index.listed(kind).collect();
        sort(index, &mut ids);
        ids
    };
    let (jobs, articles) = (order(KindName::Job), order(KindName::Article));
    let (companies, authors, pages) = (order(KindName::Company), order(KindName::Author), order(KindName::Page));
    let with_pages = tag_languages(index);
    let of_language = |lang: &Lang| {
        let collation = Collation::of(lang);
        let own_pages = pages.iter().copied().filter(|id| index.record(*id).head.lang == *lang).collect();
        let mut own = Lists {
            jobs: in_language(index, lang, &jobs),
            articles: in_language(index, lang, &articles),
            companies: by_name(index, lang, &collation, in_language(index, lang, &companies)),
            authors: by_name(index, lang, &collation, in_language(index, lang, &authors)),
            pages: by_name(index, lang, &collation, own_pages),
            own: index
                .config
                .kinds
                .iter()
                .map(|kind| (kind.name, of_own_kind(index, kind, lang, &collation)))
                .collect(),
            tags: tags_by_name(index, lang, &collation, &with_pages),
            ..Lists::default()
        };
        own.by_tag = tag_lists(index, &own);
        for job in &own.jobs {
            // A company with a profile in several languages is one company.
            for profile in index.company_of[job.index()].into_iter().flat_map(|company| index.profiles(company)) {
                own.by_company.entry(profile).or_default().push(*job);
            }
        }
        for article in &own.articles {
            for profile in index.authors_of[article.index()].iter().flat_map(|author| index.profiles(*author)) {
                own.by_author.entry(profile).or_default().push(*article);
            }
            let record = index.record(*article);
            let series = record.article().and_then(|article| article.series.clone());
            if let Some(series) = series.filter(|_| record.head.lang == *lang) {
                own.series.entry(series).or_default().insert(0, *article);
            }
        }
        own
    };
    index.config.languages.iter().map(|(lang, _)| (lang.clone(), of_language(lang))).collect()
}

/// The tags that have a page in a language, in the order of their names.
fn tags_by_name(index: &Indexed, lang: &Lang, collation: &Collation, with_pages: &[BTreeSet<Lang>]) -> Vec<TagId> {
    let ids = index.tags.iter().map(|(id, _)| id);
    let mut tags: Vec<TagId> = ids.filter(|id| with_pages[id.index()].contains(lang)).collect();
    tags.sort_by_cached_key(|id| (collation.key(index.tags.get(*id).name(lang)), *id));
    tags
}

/// The languages in which a tag has a page: where it has an introduction, an article, or as many open postings as the site asks for. Those may
/// come from anybody, and a page that one of them alone is on helps nobody.
fn tag_languages(index: &Indexed) -> Vec<BTreeSet<Lang>> {
    let mut found: Vec<BTreeSet<Lang>> =
        index.tags.iter().map(|(_, tag)| tag.pages.keys().cloned().collect()).collect();
    let mut postings: Vec<HashMap<&Lang, usize>> = vec![HashMap::new(); found.len()];
    for id in index.ids().filter(|id| index.visibility(*id) == Visibility::Listed) {
        let record = index.record(id);
        let lang = &record.head.lang;
        for tag in index.tags.of(id).iter().map(|tag| tag.index()) {
            let is_enough = match record.kind {
                Kind::Article(_) => true,
                Kind::Job(_) => {
                    let count = postings[tag].entry(lang).or_default();
                    *count += 1;
                    *count >= index.config.tag_minimum
                }
                // A company lists its tags, and is not listed under them.
                Kind::Company(_) | Kind::Author(_) | Kind::Tag(_) | Kind::Page(_) | Kind::Landing(_) | Kind::Own(_) => {
                    false
                }
            };
            if is_enough && !found[tag].contains(lang) {
                found[tag].insert(lang.clone());
            }
        }
    }
    found
}

/// What the page of each tag lists.
fn tag_lists(index: &Indexed, lists: &Lists) -> BTreeMap<TagId, TagLists> {
    let mut found: BTreeMap<TagId, TagLists> = lists.tags.iter().map(|tag| (*tag, TagLists::default())).collect();
    let mut beside: HashMap<TagId, HashMap<TagId, usize>> = HashMap::new();
    for (ids, is_job) in [(&lists.jobs, true), (&lists.articles, false)] {
        for id in ids {
            let tags = index.tags.of(*id);
            // Entries with very many tags say little about which belong together.
            let others: Vec<TagId> = tags.iter().take(12).copied().filter(|other| found.contains_key(other)).collect();
            for tag in tags {
                let Some(own) = found.get_mut(tag) else { continue };
                if is_job {
                    own.jobs.push(*id)
                } else {
                    own.articles.push(*id)
                }
                let counts = beside.entry(*tag).or_default();
                others.iter().filter(|other| *other != tag).for_each(|other| *counts.entry(*other).or_default() += 1);
            }
        }
    }
    for (tag, counts) in beside {
        let mut related: Vec<(usize, TagId)> = counts.into_iter().map(|(other, count)| (count, other)).collect();
        related.sort_by_key(|(count, other)| (Reverse(*count), *other));
        if let Some(own) = found.get_mut(&tag) {
            own.related = related.into_iter().take(8).map(|(_, other)| other).collect();
        }
    }
    found
}

/// The entries in a language, then one of each group that has none in it.
fn in_language(index: &Indexed, lang: &Lang, ordered: &[EntryId]) -> Vec<EntryId> {
    let record = |id: EntryId| index.record(id);
    let mut found: Vec<EntryId> = ordered.iter().copied().filter(|id| record(*id).head.lang == *lang).collect();
    if !index.config.fallback || index.config.languages.len() == 1 {
        return found;
    }
    let rank = |id: EntryId| index.config.languages.iter().position(|(known, _)| *known == record(id).head.lang);
    for id in ordered.iter().copied().filter(|id| record(*id).head.lang != *lang) {
        let group = &index.translations[id.index()];
        let listed = || group.iter().copied().filter(|other| index.visibility(*other) == Visibility::Listed);
        let is_translated = group.iter().any(|other| record(*other).head.lang == *lang);
        let is_first = listed().min_by_key(|other| (rank(*other), *other)).is_none_or(|first| first == id);
        if !is_translated && is_first {
            found.push(id);
        }
    }
    found
}

/// Postings: featured first, then newest first. Articles: newest first. Equal ones by address.
fn sort(index: &Indexed, ids: &mut [EntryId]) {
    ids.sort_by_cached_key(|id| {
        let record = index.record(*id);
        let (is_plain, at) = match record.job() {
            Some(job) => (!job.is_featured(index.now), job.posted.timestamp()),
            None => (true, record.published().map_or(index.now, When::timestamp)),
        };
        (is_plain, Reverse(at), index.address(*id))
    });
}

/// In the order of their names in a language, its own entries first. Equal ones by address.
fn by_name(index: &Indexed, lang: &Lang, collation: &Collation, mut ids: Vec<EntryId>) -> Vec<EntryId> {
    ids.sort_by_cached_key(|id| {
        let record = index.record(*id);
        (record.head.lang != *lang, collation.key(record.name()), index.address(*id))
    });
    ids
}

/// The entries of a kind of the site's own in its order, those of the language first; what lacks what they are ordered by comes last. Equal ones by
/// address.
fn of_own_kind(index: &Indexed, kind: &OwnKind, lang: &Lang, collation: &Collation) -> Vec<EntryId> {
    let of_kind = |id: &EntryId| index.record(*id).own_entry().is_some_and(|entry| entry.of == kind.name);
    let mut ids: Vec<EntryId> = index.listed(KindName::Own).filter(of_kind).collect();
    let place = |id: EntryId| -> Option<(i64, Vec<u8>)> {
        let record = index.record(id);
        let text = |text: &str| (0, collation.key(text));
        Some(match kind.order.by {
            OrderBy::Date => (record.published()?.timestamp().as_second(), Vec::new()),
            OrderBy::Title => text(record.name()),
            OrderBy::Field(name) => match &record.head.own.iter().find(|(own, _)| *own == name)?.1 {
                OwnValue::Number(number) => (number.hundredths(), Vec::new()),
                OwnValue::Date(day) => (day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second(), Vec::new()),
                OwnValue::Flag(is_so) => (i64::from(*is_so), Vec::new()),
                // No list is ordered by it.
                OwnValue::Money(_) => return None,
                OwnValue::Text(value) => text(value),
                OwnValue::Link(link) => text(link.as_str()),
                OwnValue::Entry(_) => text(index.record(*index.own_entries.get(&(id, name))?).name()),
                OwnValue::Place(place) => text(&place.text(lang)),
                // In the order of the declaration.
                OwnValue::Choices(values) => {
                    let declared = kind.fields.iter().find(|field| field.name == name)?.values();
                    let at = declared.iter().position(|(value, _)| values.first() == Some(value))?;
                    (i64::try_from(at).ok()?, Vec::new())
                }
            },
        })
    };
    let mut placed: Vec<_> = ids.iter().map(|id| (place(*id), index.address(*id), *id)).collect();
    placed.sort_by(|(a, at, _), (b, bt, _)| {
        let by_value = match kind.order.is_descending {
            true => b.cmp(a),
            false => a.cmp(b),
        };
        a.is_none().cmp(&b.is_none()).then(by_value).then_with(|| at.cmp(bt))
    });
    ids = placed.into_iter().map(|(.., id)| id).collect();
    in_language(index, lang, &ids)
}

/// The older and the newer article of each, within its language.
pub fn neighbours(index: &Indexed, lists: &Listed) -> Vec<(Option<EntryId>, Option<EntryId>)> {
    let mut found = vec![(None, None); index.ids().count()];
    for (lang, lists) in &lists.by_language {
        let own: Vec<EntryId> = index.own(lang, &lists.articles).collect();
        for pair in own.windows(2) {
            let (newer, older) = (pair[0], pair[1]);
            found[newer.index()].0 = Some(older);
            found[older.index()].1 = Some(newer);
        }
    }
    found
}
