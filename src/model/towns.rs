//! Towns of 15,000 inhabitants and more (GeoNames' cities15000, CC BY 4.0): which country a name most likely means, whether a country has such a town, and where it is.

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

/// The lines of the table, ordered by the name that each begins with.
fn lines() -> &'static [&'static str] {
    static LINES: LazyLock<Vec<&str>> =
        LazyLock::new(|| include_str!("towns.tsv").lines().filter(|line| !line.starts_with('#')).collect());
    &LINES
}

/// The towns of a name, the larger first.
pub fn towns(name: &str) -> impl Iterator<Item = Town> {
    let slug = slugify(name).unwrap_or_default();
    let from = lines().partition_point(|line| name_of(line) < slug.as_str());
    lines()[from..].iter().take_while(move |line| name_of(line) == slug).filter_map(|line| town_of(line))
}

fn name_of(line: &str) -> &str {
    line.split('\t').next().unwrap_or("")
}

fn town_of(line: &'static str) -> Option<Town> {
    let mut fields = line.split('\t').skip(1);
    let (country, state) = (Country::from_code(fields.next()?)?, fields.next()?);
    let mut degrees = || fields.next()?.parse::<f64>().ok();
    Some(Town { country, state: Some(state).filter(|state| !state.is_empty()), at: (degrees()?, degrees()?) })
}

/// The town of a name in a country; of several the one in the state, else the largest.
pub fn town(country: Country, name: &str, state: Option<&str>) -> Option<Town> {
    let mut own = towns(name).filter(|town| town.country == country);
    match state {
        // One that is said to be in another state is another town.
        Some(state) => own.find(|town| town.state.is_none_or(|own| own == state)),
        None => own.next(),
    }
}

/// The country of the largest town of a name.
pub fn country_of_town(name: &str) -> Option<Country> {
    towns(name).next().map(|town| town.country)
}

/// The code of the state of a town in the United States, where all of that name are in one.
pub fn state_of_town(name: &str, country: Country) -> Option<&'static str> {
    let state = town(country, name, None)?.state?;
    let is_alone = towns(name).all(|town| town.country != country || town.state == Some(state));
    is_alone.then_some(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_each_line_is_a_town() {
        assert!(lines().is_sorted_by_key(|line| name_of(line)));
        for line in lines() {
            let slug = name_of(line);
            assert!(town_of(line).is_some() && slugify(slug).as_deref() == Some(slug), "{line}");
        }
    }

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
