//! The places of postings as landing pages and the salary guide have them: countries, regions, cities.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Site, Standing};
use crate::model::{Country, KindName, Place, Region};
use crate::source::slugify;

/// A place as landing pages have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    Country(Country),
    /// The country and the suffix of an ISO 3166-2 code.
    Region(Country, String),
    /// The country and the slug of the city, in it unique.
    City(Country, String),
}

impl Spot {
    pub fn country(&self) -> Country {
        match self {
            Spot::Country(country) | Spot::Region(country, _) | Spot::City(country, _) => *country,
        }
    }

    /// `es`, `es/ar`, `es/zaragoza`.
    pub fn path(&self) -> String {
        let country = self.country().code().to_lowercase();
        match self {
            Spot::Country(_) => country,
            Spot::Region(_, suffix) => format!("{country}/{}", suffix.to_lowercase()),
            Spot::City(_, slug) => format!("{country}/{slug}"),
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

/// The places of postings as landing pages have them.
pub struct Spots {
    /// By country, slug of the city and suffix of its region: the city's slug in addresses.
    slugs: HashMap<(Country, String, Option<String>), String>,
    pub cities: BTreeMap<(Country, String), City>,
}

impl Spots {
    /// Cities of one name in two regions of a country are two, told apart by the region.
    pub fn of(site: &Site) -> Spots {
        let mut regions: BTreeMap<(Country, String), BTreeSet<Option<String>>> = BTreeMap::new();
        let mut found: Vec<(Country, String, Option<String>, &str)> = Vec::new();
        // What nobody sees decides nothing.
        let listed = site.ids_of(KindName::Job).filter(|id| site.standing(*id) == Standing::Listed);
        for place in listed.filter_map(|id| site.entry(id).job()).flat_map(|job| &job.places) {
            let Some(city) = place.city.as_deref() else { continue };
            let Some(slug) = slugify(city) else { continue };
            let region = suffix(place);
            regions.entry((place.country, slug.clone())).or_default().insert(region.clone());
            found.push((place.country, slug, region, city));
        }
        let mut spots = Spots { slugs: HashMap::new(), cities: BTreeMap::new() };
        for (country, slug, region, city) in found {
            let known = &regions[&(country, slug.clone())];
            let is_several = known.iter().flatten().count() > 1;
            let own = match &region {
                Some(region) if is_several => format!("{slug}-{}", region.to_lowercase()),
                // A region has its suffix for an address.
                _ if Region::find(country, &slug).is_some_and(|region| region.plain().to_lowercase() == slug) => {
                    format!("city-{slug}")
                }
                _ => slug.clone(),
            };
            let entry = spots.cities.entry((country, own.clone())).or_default();
            *entry.spellings.entry(city.to_owned()).or_default() += 1;
            entry.region = if is_several { region.clone() } else { known.iter().flatten().next().cloned() };
            spots.slugs.insert((country, slug, region), own);
        }
        spots
    }

    /// The country, the region and the city of a place.
    pub fn at(&self, place: &Place) -> Vec<Spot> {
        let mut spots = vec![Spot::Country(place.country)];
        let region = suffix(place);
        let city = place
            .city
            .as_deref()
            .and_then(slugify)
            .and_then(|slug| self.slugs.get(&(place.country, slug, region.clone())).cloned());
        let known = city.as_ref().and_then(|slug| self.cities.get(&(place.country, slug.clone()))?.region.clone());
        if let Some(region) = region.or(known) {
            spots.push(Spot::Region(place.country, region));
        }
        spots.extend(city.map(|slug| Spot::City(place.country, slug)));
        spots
    }
}

fn suffix(place: &Place) -> Option<String> {
    match &place.region {
        Some(Region::Known { suffix, .. }) => Some(suffix.clone()),
        _ => None,
    }
}
