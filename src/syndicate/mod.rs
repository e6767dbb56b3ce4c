//! Which postings each job board gets, under which reference, and what keeps others from it.
//!
//! One entry for each posting across its translations, and for each place where the taker wants them apart. Rules: LinkedIn, "XML feeds
//! development guide" (2026); Indeed, "XML feed" (2026); Jooble, "XML specs" (2026); Trovit, "Jobs feed" (2026).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::markdown::{self, Body};
use crate::model::{Entry, Job, KindName, Place, Syndicate, Taker, Workplace};
use crate::relate::{EntryId, Site, Standing};
use crate::source::{Hash, slugify};

/// A posting, or one of its places, as a taker gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Going {
    pub id: EntryId,
    /// Which of the posting's places; `None` when it has none.
    pub place: Option<usize>,
    /// What the taker tells it apart by: 40 characters at most, the same in every build.
    pub reference: String,
}

/// Something that a taker minds about a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The field that is at fault.
    pub key: &'static str,
    pub message: String,
    pub help: &'static str,
    /// Where in the text, in bytes of its file; the field stands for it where nothing is said.
    pub at: Option<usize>,
    /// Whether the taker refuses the posting; else it only shows less of it.
    pub is_refused: bool,
}

/// The characters that a reference has at most (LinkedIn, `partnerJobId`).
const REFERENCE_CAP: usize = 40;

/// The characters of text that the most demanding taker wants (LinkedIn, 2026).
const LENGTH_CAP: usize = 100;

/// The open postings that are meant for a taker, one of each group of translations; newest first.
pub fn meant(site: &Site, taker: Taker) -> Vec<EntryId> {
    let first = site.config.feeds.takers.get(&taker).and_then(Option::as_ref);
    let rank = |id: EntryId| {
        let lang = &site.entry(id).head.lang;
        (Some(lang) != first, site.config.languages.iter().position(|(known, _)| known == lang), id)
    };
    let is_open = |id: &EntryId| site.standing(*id) == Standing::Listed && !site.entry(*id).head.draft;
    let allows = |id: &EntryId| {
        site.entry(*id)
            .job()
            .is_some_and(|job| job.syndicate != Syndicate::Nobody && job.syndicate.allows(taker.as_str()))
    };
    let mut found: Vec<EntryId> = site
        .ids_of(KindName::Job)
        .filter(|id| is_open(id) && allows(id))
        .filter(|id| {
            let group = site.translations[id.index()].iter().copied().filter(|other| is_open(other) && allows(other));
            group.min_by_key(|other| rank(*other)).is_none_or(|best| best == *id)
        })
        .collect();
    found.sort_by_cached_key(|id| {
        let at = site.entry(*id).job().map(|job| job.appeared().timestamp());
        (Reverse(at), site.address(*id).clone())
    });
    found
}

/// What a taker gets: the postings meant for it that it doesn't refuse, each as often as it wants them.
pub fn going(site: &Site, taker: Taker) -> Vec<Going> {
    let references = references(site);
    let mut going: Vec<Going> = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for id in meant(site, taker) {
        let Some(job) = site.entry(id).job() else { continue };
        if unfit(site, taker, id).iter().any(|unfit| unfit.is_refused) {
            continue;
        }
        let reference = &references[&id];
        if job.places.is_empty() {
            going.push(Going { id, place: None, reference: capped(reference) });
        }
        for (number, (at, place)) in places(job).into_iter().enumerate() {
            if number > 0 && !wants_places_apart(taker) {
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
            going.push(Going { id, place: Some(at), reference });
        }
    }
    going
}

/// The reference of every posting, open or not: what a posting was known by is nobody else's after it has closed. The older of two keeps the
/// one that both have; translations share theirs.
fn references(site: &Site) -> BTreeMap<EntryId, String> {
    let mut jobs: Vec<EntryId> = site.ids_of(KindName::Job).collect();
    jobs.sort_by_cached_key(|id| {
        let at = site.entry(*id).job().map(|job| job.posted.timestamp());
        (site.entry(*id).head.draft, at, site.address(*id).clone())
    });
    let mut owners: BTreeMap<String, EntryId> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for id in jobs {
        let group = &site.translations[id.index()];
        let first = group.iter().copied().min().unwrap_or(id);
        let own = own_reference(site.entry(id));
        let reference = match owners.get(&own) {
            Some(owner) if *owner != first => {
                let company =
                    site.company_of[id.index()].map(|company| site.entry(company).head.slug.value.to_string());
                format!("{}-{own}", company.unwrap_or_default())
            }
            _ => own,
        };
        owners.entry(reference.clone()).or_insert(first);
        found.insert(id, reference);
    }
    found
}

fn wants_places_apart(taker: Taker) -> bool {
    matches!(taker, Taker::Indeed | Taker::LinkedIn)
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
pub fn own_reference(entry: &Entry) -> String {
    let id = entry.job().and_then(|job| job.id.as_ref()).map(|id| id.value.clone());
    id.unwrap_or_else(|| entry.head.slug.value.to_string())
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

/// All of a text that any taker minds: its length, up to what the most demanding wants, and whether there is more in it than text.
pub fn minded(body: &Body) -> (usize, bool) {
    (markdown::length(body).min(LENGTH_CAP), body.more_than_text().is_some())
}

/// What a taker minds about a posting; the first that refuses it comes first.
pub fn unfit(site: &Site, taker: Taker, id: EntryId) -> Vec<Unfit> {
    let entry = site.entry(id);
    let Some(job) = entry.job() else { return Vec::new() };
    let mut found = Vec::new();
    let mut add =
        |key, message: String, help, is_refused| found.push(Unfit { key, message, help, at: None, is_refused });
    let place_key = if entry.head.has("locations") { "locations" } else { "location" };
    let is_remote = job.workplace == Some(Workplace::Remote);
    let length = markdown::length(&entry.body);
    let least = match taker {
        Taker::LinkedIn => LENGTH_CAP,
        Taker::Indeed | Taker::Trovit => 30,
        Taker::Jooble => 1,
    };
    if length < least {
        let message = format!("the text has {length} characters, and {} takes {least} at least", taker.name());
        add("description", message, "say more about the work", true);
    }
    if matches!(taker, Taker::Indeed | Taker::LinkedIn)
        && !is_remote
        && job.places.iter().any(|place| place.city.is_none())
    {
        let message = format!("{} needs a city, unless the work is remote", taker.name());
        add(place_key, message, "add the city", true);
    }
    if taker == Taker::Indeed
        && let Some(place) = job.places.iter().find(|place| place.region.is_none() && has_states(place))
    {
        let city = place.city.clone().unwrap_or_default();
        add(place_key, format!("Indeed requires a state for `{city}`"), "add it: `City, State, Country`", false);
    }
    if taker == Taker::LinkedIn {
        let is_plain = |url: &str| url.starts_with("http:");
        let has_plain_page = is_plain(site.config.base_url.as_str());
        if job.apply.url.as_ref().is_none_or(|url| is_plain(url.as_str())) && has_plain_page {
            let message = "LinkedIn accepts https addresses only".to_owned();
            add("apply", message, "use an address with `https:`", true);
        }
    }
    if taker == Taker::Jooble && site.now.duration_since(job.posted.timestamp()).as_hours() > 45 * 24 {
        let message = "Jooble drops postings older than 45 days".to_owned();
        add("posted", message, "post it again if the position is still open", false);
    }
    if taker == Taker::LinkedIn
        && let Some(at) = entry.body.more_than_text()
    {
        let message = "LinkedIn shows neither tables nor pictures; it gets the text only".to_owned();
        let help = "say it in sentences or in a list";
        found.push(Unfit { key: "description", message, help, at: Some(at), is_refused: false });
    }
    found.sort_by_key(|unfit| !unfit.is_refused);
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
