//! Large cities, so that a message about a place can say what its author most likely means. Examples in messages alone: nothing is read by this table.

use super::Country;
use crate::source::{fold_key, strip_marks};

/// City, ISO 3166-1 code, and the ISO 3166-2 suffix where people write it. Of several cities of one name, the largest.
const CITIES: &[(&str, &str, &str)] = &[
    ("Amsterdam", "NL", ""),
    ("Athens", "GR", ""),
    ("Atlanta", "US", "GA"),
    ("Auckland", "NZ", ""),
    ("Austin", "US", "TX"),
    ("Barcelona", "ES", ""),
    ("Bengaluru", "IN", ""),
    ("Berlin", "DE", ""),
    ("Birmingham", "GB", ""),
    ("Bogotá", "CO", ""),
    ("Boston", "US", "MA"),
    ("Brisbane", "AU", "QLD"),
    ("Bristol", "GB", ""),
    ("Brussels", "BE", ""),
    ("Bucharest", "RO", ""),
    ("Budapest", "HU", ""),
    ("Buenos Aires", "AR", ""),
    ("Chicago", "US", "IL"),
    ("Cologne", "DE", ""),
    ("Copenhagen", "DK", ""),
    ("Dallas", "US", "TX"),
    ("Denver", "US", "CO"),
    ("Detroit", "US", "MI"),
    ("Dubai", "AE", ""),
    ("Dublin", "IE", ""),
    ("Edinburgh", "GB", ""),
    ("Frankfurt", "DE", ""),
    ("Geneva", "CH", ""),
    ("Glasgow", "GB", ""),
    ("Hamburg", "DE", ""),
    ("Helsinki", "FI", ""),
    ("Hong Kong", "HK", ""),
    ("Houston", "US", "TX"),
    ("Istanbul", "TR", ""),
    ("Johannesburg", "ZA", ""),
    ("Köln", "DE", ""),
    ("Kraków", "PL", ""),
    ("Lagos", "NG", ""),
    ("Leeds", "GB", ""),
    ("Lima", "PE", ""),
    ("Lisbon", "PT", ""),
    ("Lisboa", "PT", ""),
    ("Liverpool", "GB", ""),
    ("London", "GB", ""),
    ("Los Angeles", "US", "CA"),
    ("Lyon", "FR", ""),
    ("Madrid", "ES", ""),
    ("Manchester", "GB", ""),
    ("Manila", "PH", ""),
    ("Melbourne", "AU", "VIC"),
    ("Mexico City", "MX", ""),
    ("Miami", "US", "FL"),
    ("Milan", "IT", ""),
    ("Minneapolis", "US", "MN"),
    ("Montreal", "CA", "QC"),
    ("Mumbai", "IN", ""),
    ("Munich", "DE", ""),
    ("München", "DE", ""),
    ("Nairobi", "KE", ""),
    ("New York", "US", "NY"),
    ("Oslo", "NO", ""),
    ("Paris", "FR", ""),
    ("Philadelphia", "US", "PA"),
    ("Phoenix", "US", "AZ"),
    ("Portland", "US", "OR"),
    ("Porto", "PT", ""),
    ("Prague", "CZ", ""),
    ("Rome", "IT", ""),
    ("San Diego", "US", "CA"),
    ("San Francisco", "US", "CA"),
    ("Santiago", "CL", ""),
    ("São Paulo", "BR", "SP"),
    ("Seattle", "US", "WA"),
    ("Seoul", "KR", ""),
    ("Seville", "ES", ""),
    ("Singapore", "SG", ""),
    ("Stockholm", "SE", ""),
    ("Sydney", "AU", "NSW"),
    ("Tokyo", "JP", ""),
    ("Toronto", "CA", "ON"),
    ("Valencia", "ES", ""),
    ("Vancouver", "CA", "BC"),
    ("Vienna", "AT", ""),
    ("Warsaw", "PL", ""),
    ("Washington", "US", "DC"),
    ("Zaragoza", "ES", ""),
    ("Zurich", "CH", ""),
];

fn known(city: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let wanted = fold_key(&strip_marks(city));
    CITIES.iter().find(|(name, ..)| fold_key(&strip_marks(name)) == wanted)
}

/// The country of a large city.
pub fn country_of_city(city: &str) -> Option<Country> {
    Country::from_code(known(city)?.1)
}

/// The code of the state that a large city of this country is in, as people write it: `CA` for San Francisco in the US.
pub fn state_of_city(city: &str, country: Country) -> Option<&'static str> {
    let (_, code, state) = known(city)?;
    (*code == country.code() && !state.is_empty()).then_some(state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Region;

    #[test]
    fn every_code_is_one() {
        for (city, country, state) in CITIES {
            let country = Country::from_code(country).unwrap_or_else(|| panic!("{city}: {country}"));
            assert!(state.is_empty() || matches!(Region::find(country, state), Some(Region::Known { .. })), "{city}");
            assert_eq!(country_of_city(city), Some(country), "{city}");
        }
    }
}
