//! The places of postings as landing pages and the salary guide have them: countries, regions, cities.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Indexed;
use crate::content::KindName;
use crate::model::{Country, Place, Region};
use crate::source::slugify;

/// A place as landing pages have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKey {
    Country(Country),
    /// The country and the suffix of an ISO 3166-2 code.
    Region(Country, String),
    /// The country and the slug of the city, in it unique.
    City(Country, String),
}

impl PlaceKey {
    pub fn country(&self) -> Country {
        match self {
            PlaceKey::Country(country) | PlaceKey::Region(country, _) | PlaceKey::City(country, _) => *country,
        }
    }

    /// `es`, `es/ar`, `es/zaragoza`.
    pub fn path(&self) -> String {
        let country = self.country().code().to_lowercase();
        match self {
            PlaceKey::Country(_) => country,
            PlaceKey::Region(_, suffix) => format!("{country}/{}", suffix.to_lowercase()),
            PlaceKey::City(_, slug) => format!("{country}/{slug}"),
        }
    }
}

/// A city as postings have it.
#[derive(Clone, Debug, Default)]
pub struct City {
    spellings: BTreeMap<String, usize>,
    /// Suffixes of the regions it is said to be in.
    pub region: Option<String>,
}

impl City {
    pub fn name(&self) -> String {
        let most = self.spellings.iter().max_by(|(a, m), (b, n)| m.cmp(n).then(b.cmp(a)));
        most.map_or_else(String::new, |(name, _)| name.clone())
    }
}

/// The suffix of a region, and the places that this stands for.
type Written = (Option<String>, Vec<PlaceKey>);

/// The places of listed postings as landing pages have them.
#[derive(Debug, Default)]
pub struct PlaceIndex {
    /// By country, city as it is written (empty for none) and suffix of the region: the country, the region and the city.
    known: HashMap<Country, HashMap<String, Vec<Written>>>,
    pub cities: BTreeMap<(Country, String), City>,
}

impl PlaceIndex {
    /// Cities of one name in two regions of a country are two, told apart by the region.
    pub fn of(index: &Indexed) -> PlaceIndex {
        let listed = index.listed(KindName::Job);
        let mut written: BTreeMap<(Country, &str, Option<&str>), usize> = BTreeMap::new();
        for place in listed.filter_map(|id| index.record(id).job()).flat_map(|job| &job.places) {
            *written.entry((place.country, city(place), suffix(place))).or_default() += 1;
        }
        let slugs: BTreeMap<&str, Option<String>> = written.keys().map(|(_, city, _)| (*city, slugify(city))).collect();
        let mut regions: BTreeMap<(Country, &str), BTreeSet<&str>> = BTreeMap::new();
        for (country, city, region) in written.keys() {
            if let (Some(slug), Some(region)) = (&slugs[city], region) {
                regions.entry((*country, slug)).or_default().insert(region);
            }
        }
        let mut place_index = PlaceIndex::default();
        for ((country, city, region), count) in written {
            let mut found = vec![PlaceKey::Country(country)];
            let known = slugs[city].as_deref().map(|slug| (slug, regions.get(&(country, slug))));
            let only = known.and_then(|(_, known)| known.filter(|known| known.len() == 1)?.first());
            if let Some(region) = region.or(only.copied()) {
                found.push(PlaceKey::Region(country, region.to_owned()));
            }
            if let Some((slug, known)) = known {
                let is_several = known.is_some_and(|known| known.len() > 1);
                let own = match region {
                    Some(region) if is_several => format!("{slug}-{}", region.to_lowercase()),
                    // A region has its suffix for an address.
                    _ if Region::find(country, slug).is_some_and(|region| region.plain().to_lowercase() == slug) => {
                        format!("city-{slug}")
                    }
                    _ => slug.to_owned(),
                };
                let entry = place_index.cities.entry((country, own.clone())).or_default();
                *entry.spellings.entry(city.to_owned()).or_default() += count;
                entry.region = if is_several { region } else { only.copied() }.map(str::to_owned);
                found.push(PlaceKey::City(country, own));
            }
            let of_city = place_index.known.entry(country).or_default().entry(city.to_owned()).or_default();
            of_city.push((region.map(str::to_owned), found));
        }
        place_index
    }

    /// The country, the region and the city of a listed posting's place.
    pub fn at(&self, place: &Place) -> &[PlaceKey] {
        let of_city = self.known.get(&place.country).and_then(|cities| cities.get(city(place)));
        let found = of_city.into_iter().flatten().find(|(region, _)| region.as_deref() == suffix(place));
        found.map_or(&[], |(_, place_index)| place_index)
    }
}

fn city(place: &Place) -> &str {
    place.city.as_deref().unwrap_or("")
}

fn suffix(place: &Place) -> Option<&str> {
    match &place.region {
        Some(Region::Known { suffix, .. }) => Some(suffix),
        _ => None,
    }
}
