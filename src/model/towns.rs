//! Towns of 15,000 inhabitants and more (GeoNames' cities15000, CC BY 4.0): which country a name most likely means, whether a country has such a town, and where it is.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Country;
use crate::source::slugify;

/// A town.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Town {
    pub country: Country,
    /// The state of one in the United States, as its code.
    pub state: Option<&'static str>,
    /// Latitude and longitude, in degrees.
    pub at: (f64, f64),
}

/// The towns of a name, the larger first.
pub fn towns(name: &str) -> &'static [Town] {
    static TOWNS: LazyLock<HashMap<String, Vec<Town>>> = LazyLock::new(|| {
        let mut towns: HashMap<String, Vec<Town>> = HashMap::new();
        for line in include_str!("towns.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let mut next = || fields.next().expect("a line has five fields");
            let (country, state) = (Country::from_code(next()).expect("a country that there is"), next());
            let mut degrees = || next().parse::<f64>().expect("degrees");
            let at = (degrees(), degrees());
            let town = Town { country, state: Some(state).filter(|state| !state.is_empty()), at };
            for slug in next().split('|').filter_map(slugify) {
                towns.entry(slug).or_default().push(town);
            }
        }
        towns
    });
    slugify(name).and_then(|slug| TOWNS.get(&slug)).map_or(&[], Vec::as_slice)
}

/// The town of a name in a country; of several the one in the state, else the largest.
pub fn town(country: Country, name: &str, state: Option<&str>) -> Option<&'static Town> {
    let mut own = towns(name).iter().filter(|town| town.country == country);
    match state {
        // One that is said to be in another state is another town.
        Some(state) => own.find(|town| town.state.is_none_or(|own| own == state)),
        None => own.next(),
    }
}

/// The country of the largest town of a name.
pub fn country_of_town(name: &str) -> Option<Country> {
    towns(name).first().map(|town| town.country)
}

/// The code of the state of a town in the United States, where all of that name are in one.
pub fn state_of_town(name: &str, country: Country) -> Option<&'static str> {
    let state = town(country, name, None)?.state?;
    let is_alone = towns(name).iter().all(|town| town.country != country || town.state == Some(state));
    is_alone.then_some(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_known_by_their_names_here_and_elsewhere() {
        let country = |code: &str| Country::from_code(code).unwrap();
        assert_eq!(country_of_town("London"), Some(country("GB")));
        assert_eq!(town(country("DE"), "München", None), town(country("DE"), "Munich", None));
        assert!(town(country("US"), "Springfield", Some("MA")).unwrap().state == Some("MA"));
        assert_eq!(town(country("US"), "Springfield", Some("NY")), None);
        assert_eq!(state_of_town("San Francisco", country("US")), Some("CA"));
        assert_eq!(state_of_town("Springfield", country("US")), None);
        assert_eq!(country_of_town("Villarriba de Abajo"), None);
    }
}
