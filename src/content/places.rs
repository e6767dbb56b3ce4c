//! Places, of postings and companies.

use super::declare::PLACE_PARTS;
use super::fields::Fields;
use super::words::{self, Where};
use crate::content::rules::CITY_IS_COUNTRY;
use crate::diag::{Complaint, Diagnostic};
use crate::model::{Country, Place};
use crate::parse::{Node, Value};

/// One place: a text or a map.
pub(super) fn place(node: &Node, around: Where<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Place> {
    let langs = around.langs;
    let place = match &node.value {
        Value::Scalar { text, .. } => match words::place(text, around) {
            Ok((place, hint)) => {
                diagnostics.extend(hint.map(|hint| hint.at(node.span.clone())));
                place
            }
            Err(complaint) => {
                diagnostics.push(complaint.at(node.span.clone()));
                return None;
            }
        },
        _ => {
            let mut parts = Fields::of(node, "location", diagnostics)?.of_group(PLACE_PARTS);
            let city = parts.optional("city").text().map(|city| city.value);
            let region = parts.optional("region").text();
            let country = parts.required("country").read(|text| words::country(text, langs));
            let postal_code = parts.optional("postal_code").text().map(|code| code.value);
            let street = parts.optional("street").text().map(|street| street.value);
            let country = country.map(|country| country.value);
            let region = match (region, country) {
                (Some(region), Some(country)) => {
                    let (found, hint) = words::region(country, &region.value);
                    if let Some(hint) = hint {
                        parts.complain(hint.at(region.span));
                    }
                    Some(found)
                }
                _ => None,
            };
            parts.finish();
            Place { city, region, country: country?, postal_code, street }
        }
    };
    if let Some(city) = place
        .city
        .as_ref()
        .filter(|city| Country::named(city, langs) == Some(place.country) && !is_city_state(place.country.code()))
    {
        let complaint = Complaint::new(CITY_IS_COUNTRY, format!("`{city}` is a country, not a city"))
            .help("name the city, or leave it out");
        diagnostics.push(complaint.at(node.span.clone()));
    }
    Some(place)
}

/// Countries whose chief city has their name.
fn is_city_state(code: &str) -> bool {
    matches!(code, "SG" | "MC" | "LU" | "PA" | "GT" | "KW" | "DJ" | "SM" | "VA" | "GI" | "MO" | "HK" | "MX")
}
