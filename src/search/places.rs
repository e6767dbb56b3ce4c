//! How far towns are from each other, for those who look for work within so many kilometres.

use serde::{Deserialize, Serialize};

use crate::model::{Country, town};

/// A point on the globe, in tenths of a kilometre from its centre: what is near is near in a straight line, too, so that program and script reckon in whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At([i64; 3]);

/// The mean radius of the Earth, in tenths of a kilometre.
const RADIUS: f64 = 63_710.0;

impl At {
    fn of(latitude: f64, longitude: f64) -> At {
        let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
        let point = [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()];
        At(point.map(|part| (part * RADIUS).round() as i64))
    }

    /// Whether another point is no more than so many kilometres away.
    pub fn is_within(self, km: i64, other: At) -> bool {
        // An index that somebody else has written may have any numbers.
        let away = |(a, b): (&i64, i64)| (i128::from(*a) - i128::from(b)).pow(2);
        let square = self.0.iter().zip(other.0).map(away).fold(0, i128::saturating_add);
        square <= i128::from(km).pow(2) * 100
    }
}

/// Who publishes the table, as its licence asks to be said wherever it is used.
pub const SOURCE: &str = "Places: GeoNames (https://www.geonames.org), CC BY 4.0";

/// Where a town is; of several of one name the one in the region, else the largest.
pub fn at(country: Country, name: &str, region: Option<&str>) -> Option<At> {
    town(country, name, region).map(|town| At::of(town.at.0, town.at.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_where_they_are() {
        let country = |code: &str| Country::from_code(code).unwrap();
        let town = |code: &str, name: &str, region: Option<&str>| at(country(code), name, region).unwrap();
        let (madrid, getafe) = (town("ES", "Madrid", None), town("ES", "Getafe", None));
        // Thirteen kilometres, as the crow flies.
        assert!(madrid.is_within(15, getafe) && !madrid.is_within(10, getafe));
        assert_eq!(town("DE", "München", None), town("DE", "Munich", None));
        assert_ne!(town("US", "Springfield", Some("MA")), town("US", "Springfield", Some("IL")));
        assert_eq!(at(country("US"), "Madison", Some("NY")), None);
        assert_eq!(at(country("ES"), "Villarriba", None), None);
    }
}
