//! Which postings a job board gets, and under which reference.
//!
//! One entry for each posting across its translations, and for each place where the board wants them apart. Rules: LinkedIn, "XML feeds
//! development guide" (2026); Indeed, "XML feed" (2026); Jooble, "XML specs" (2026); Trovit, "Jobs feed" (2026).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{issues, of};
use crate::content::{Board, Job, KindName, Record, Syndicate};
use crate::model::Place;
use crate::relate::{EntryId, Indexed, Visibility};
use crate::source::{Hash, slugify};

/// A posting, or one of its places, as a board gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardListing {
    pub id: EntryId,
    /// Which of the posting's places; `None` when it has none.
    pub place: Option<usize>,
    /// What the board tells it apart by: 40 characters at most, the same in every build.
    pub reference: String,
}

/// The characters that a reference has at most (LinkedIn, `partnerJobId`).
const REFERENCE_CAP: usize = 40;

/// The open postings that are meant for a board, one of each group of translations; newest first.
pub fn meant(index: &Indexed, board: Board) -> Vec<EntryId> {
    let first = index.config.feeds.boards.get(&board).and_then(Option::as_ref);
    let rank = |id: EntryId| {
        let lang = &index.record(id).head.lang;
        (Some(lang) != first, index.config.languages.iter().position(|(known, _)| known == lang), id)
    };
    // What has no text can't be shown elsewhere.
    let has_text = |id: &EntryId| index.record(*id).text.length > 0;
    let is_open =
        |id: &EntryId| index.visibility(*id) == Visibility::Listed && !index.record(*id).head.draft && has_text(id);
    let allows = |id: &EntryId| {
        index
            .record(*id)
            .job()
            .is_some_and(|job| job.syndicate != Syndicate::Nobody && job.syndicate.allows(board.as_str()))
    };
    let mut found: Vec<EntryId> = index
        .ids_of(KindName::Job)
        .filter(|id| is_open(id) && allows(id))
        .filter(|id| {
            let group = index.translations[id.index()].iter().copied().filter(|other| is_open(other) && allows(other));
            group.min_by_key(|other| rank(*other)).is_none_or(|best| best == *id)
        })
        .collect();
    found.sort_by_cached_key(|id| {
        let at = index.record(*id).job().map(|job| job.appeared().timestamp());
        (Reverse(at), index.address(*id).clone())
    });
    found
}

/// What a board gets: the postings meant for it that it doesn't refuse, each as often as it wants them.
pub fn listings_for(index: &Indexed, board: Board) -> Vec<BoardListing> {
    let references = references(index);
    let mut listing: Vec<BoardListing> = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for id in meant(index, board) {
        let Some(job) = index.record(id).job() else { continue };
        if issues(index, board, id).iter().any(|issue| issue.is_refused) {
            continue;
        }
        let reference = &references[&id];
        if job.places.is_empty() {
            listing.push(BoardListing { id, place: None, reference: capped(reference) });
        }
        for (number, (at, place)) in places(job).into_iter().enumerate() {
            if number > 0 && !of(board).wants_places_apart {
                break;
            }
            // Two Springfields are told apart by their states, and what is left by the whole place.
            let candidates = [
                if number == 0 { reference.clone() } else { format!("{reference}-{}", suffix(place, false)) },
                format!("{reference}-{}", suffix(place, true)),
                format!("{reference}-{}", Hash::of(format!("{place:?}").as_bytes()).short()),
            ];
            let free =
                candidates.iter().map(|candidate| capped(candidate)).find(|candidate| !taken.contains(candidate));
            let reference = free.unwrap_or_else(|| capped(&candidates[2]));
            taken.insert(reference.clone());
            listing.push(BoardListing { id, place: Some(at), reference });
        }
    }
    listing
}

/// The reference of every posting, open or not: what a posting was known by is nobody else's after it has closed. The older of two keeps the
/// one that both have; translations share theirs.
fn references(index: &Indexed) -> BTreeMap<EntryId, String> {
    let mut jobs: Vec<EntryId> = index.ids_of(KindName::Job).collect();
    jobs.sort_by_cached_key(|id| {
        let at = index.record(*id).job().map(|job| job.posted.timestamp());
        (index.record(*id).head.draft, at, index.address(*id).clone())
    });
    let mut owners: BTreeMap<String, EntryId> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for id in jobs {
        let group = &index.translations[id.index()];
        let first = group.iter().copied().min().unwrap_or(id);
        let own = own_reference(index.record(id));
        let reference = match owners.get(&own) {
            Some(owner) if *owner != first => {
                let company =
                    index.company_of[id.index()].map(|company| index.record(company).head.slug.value.to_string());
                format!("{}-{own}", company.unwrap_or_default())
            }
            _ => own,
        };
        owners.entry(reference.clone()).or_insert(first);
        found.insert(id, reference);
    }
    found
}

/// The places of a posting, each city once, and where in its list.
fn places(job: &Job) -> Vec<(usize, &Place)> {
    let mut found: Vec<(usize, &Place)> = Vec::new();
    for (at, place) in job.places.iter().enumerate() {
        let is_same =
            |other: &&Place| (&other.city, &other.region, other.country) == (&place.city, &place.region, place.country);
        if !found.iter().any(|(_, other)| is_same(other)) {
            found.push((at, place));
        }
    }
    found
}

/// The employer's own reference, else the posting's slug.
pub fn own_reference(record: &Record) -> String {
    let id = record.job().and_then(|job| job.id.as_ref()).map(|id| id.value.clone());
    id.unwrap_or_else(|| record.head.slug.value.to_string())
}

/// What is put behind a reference for a further place: its city, with its region where that is needed.
fn suffix(place: &Place, with_region: bool) -> String {
    let city = place.city.as_deref().and_then(slugify);
    let region = place.region.as_ref().and_then(|region| slugify(region.plain()));
    let country = || place.country.code().to_lowercase();
    match (city, region) {
        (Some(city), Some(region)) if with_region => format!("{city}-{region}"),
        (Some(city), None) if with_region => format!("{city}-{}", country()),
        (Some(city), _) => city,
        (None, Some(region)) => region,
        (None, None) => country(),
    }
}

/// A long reference is cut, and told apart by its hash.
fn capped(reference: &str) -> String {
    if reference.chars().count() <= REFERENCE_CAP {
        return reference.to_owned();
    }
    let start: String = reference.chars().take(REFERENCE_CAP - 11).collect();
    format!("{start}-{}", Hash::of(reference.as_bytes()).short())
}

#[cfg(test)]
mod tests {
    use super::capped;

    #[test]
    fn a_long_reference_is_cut_and_stays_its_own() {
        assert_eq!(capped("NW-114"), "NW-114");
        let (a, b) = (capped(&format!("{}a", "x".repeat(60))), capped(&format!("{}b", "x".repeat(60))));
        assert_eq!((a.chars().count(), b.chars().count()), (40, 40));
        assert_ne!(a, b);
        assert_eq!(capped(&"ñ".repeat(41)).chars().count(), 40);
    }
}
