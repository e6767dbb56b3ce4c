//! Which postings each job board gets, under which reference, and what keeps others from it.
//!
//! One entry for each posting across its translations, and for each place where the board wants them apart. Rules: LinkedIn, "XML feeds
//! development guide" (2026); Indeed, "XML feed" (2026); Jooble, "XML specs" (2026); Trovit, "Jobs feed" (2026).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Board, Job, KindName, Place, Record, Syndicate, TextLength, Workplace};
use crate::relate::{EntryId, Indexed, Visibility};
use crate::source::{Hash, Span, slugify};

/// A posting, or one of its places, as a board gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardListing {
    pub id: EntryId,
    /// Which of the posting's places; `None` when it has none.
    pub place: Option<usize>,
    /// What the board tells it apart by: 40 characters at most, the same in every build.
    pub reference: String,
}

/// Something that a board minds about a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardIssue {
    /// The field that is at fault.
    pub key: &'static str,
    pub message: String,
    pub help: &'static str,
    /// Where in the text; the field stands for it where nothing is said.
    pub at: Option<Span>,
    /// Whether the board refuses the posting; else it only shows less of it.
    pub is_refused: bool,
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
    let is_open = |id: &EntryId| index.visibility(*id) == Visibility::Listed && !index.record(*id).head.draft;
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
        if check_for_board(index, board, id).iter().any(|issue| issue.is_refused) {
            continue;
        }
        let reference = &references[&id];
        if job.places.is_empty() {
            listing.push(BoardListing { id, place: None, reference: capped(reference) });
        }
        for (number, (at, place)) in places(job).into_iter().enumerate() {
            if number > 0 && !wants_places_apart(board) {
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

fn wants_places_apart(board: Board) -> bool {
    matches!(board, Board::Indeed | Board::LinkedIn)
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

/// What a board minds about a posting; the first that refuses it comes first.
pub fn check_for_board(index: &Indexed, board: Board, id: EntryId) -> Vec<BoardIssue> {
    let record = index.record(id);
    let Some(job) = record.job() else { return Vec::new() };
    let mut found = Vec::new();
    let mut add =
        |key, message: String, help, is_refused| found.push(BoardIssue { key, message, help, at: None, is_refused });
    let place_key = if record.head.has("locations") { "locations" } else { "location" };
    let is_remote = job.workplace == Some(Workplace::Remote);
    let length = record.text.length.characters();
    let least = match board {
        Board::LinkedIn => TextLength::LEAST[2],
        Board::Indeed | Board::Trovit => TextLength::LEAST[1],
        Board::Jooble => TextLength::LEAST[0],
    };
    if length < least {
        let message = format!("the text has {length} characters, and {} takes {least} at least", board.name());
        add("description", message, "say more about the work", true);
    }
    if matches!(board, Board::Indeed | Board::LinkedIn)
        && !is_remote
        && job.places.iter().any(|place| place.city.is_none())
    {
        let message = format!("{} needs a city, unless the work is remote", board.name());
        add(place_key, message, "add the city", true);
    }
    if board == Board::Indeed
        && let Some(place) = job.places.iter().find(|place| place.region.is_none() && has_states(place))
    {
        let city = place.city.clone().unwrap_or_default();
        add(place_key, format!("Indeed requires a state for `{city}`"), "add it: `City, State, Country`", false);
    }
    if board == Board::LinkedIn {
        let is_plain = |url: &str| url.starts_with("http:");
        let has_plain_page = is_plain(index.config.base_url.as_str());
        if job.apply.url.as_ref().is_none_or(|url| is_plain(url.as_str())) && has_plain_page {
            let message = "LinkedIn accepts https addresses only".to_owned();
            add("apply", message, "use an address with `https:`", true);
        }
    }
    if board == Board::Jooble && index.now.duration_since(job.posted.timestamp()).as_hours() > 45 * 24 {
        let message = "Jooble drops postings older than 45 days".to_owned();
        add("posted", message, "post it again if the position is still open", false);
    }
    if board == Board::LinkedIn
        && let Some(at) = &record.text.more_than_text
    {
        let message = "LinkedIn shows neither tables nor pictures; it gets the text only".to_owned();
        let help = "say it in sentences or in a list";
        found.push(BoardIssue { key: "description", message, help, at: Some(at.span.clone()), is_refused: false });
    }
    found.sort_by_key(|issue| !issue.is_refused);
    found
}

/// Countries whose addresses name a state or a province.
fn has_states(place: &Place) -> bool {
    matches!(place.country.code(), "US" | "CA" | "AU" | "BR" | "MX" | "IN")
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
