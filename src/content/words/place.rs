//! Texts to countries and places.

use crate::content::rules::{STATE_AS_COUNTRY, UNKNOWN_COUNTRY, UNKNOWN_REGION};
use crate::diag::Complaint;
use crate::model::{Area, Country, EUROPEAN_UNION, Lang, Place, Region, country_of_city};

/// An alpha-2 code, or a name in one of `langs`.
pub fn country(text: &str, langs: &[Lang]) -> Result<Country, Complaint> {
    let text = text.trim();
    let other_name = match text.to_lowercase().as_str() {
        "uk" | "great britain" | "england" | "scotland" | "wales" => Some("GB"),
        "usa" | "u.s." | "u.s.a." | "united states of america" | "ee. uu." | "ee.uu." | "eeuu" => Some("US"),
        "the netherlands" | "holland" => Some("NL"),
        "czech republic" => Some("CZ"),
        "turkey" => Some("TR"),
        _ => None,
    };
    if let Some(found) = other_name.and_then(Country::from_code) {
        return Ok(found);
    }
    if text.len() == 2
        && let Some(found) = Country::from_code(text)
    {
        return Ok(found);
    }
    if text.len() > 2
        && let Some(found) = Country::named(text, langs)
    {
        return Ok(found);
    }
    let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("unknown country `{text}`"));
    let names: Vec<String> =
        Country::all().flat_map(|country| langs.iter().map(move |lang| country.name(lang))).collect();
    let names = || names.iter().map(String::as_str);
    let near = if text.len() > 2 { crate::diag::nearest(text, names()) } else { None };
    let near_country = near.and_then(|near| Country::named(near, langs));
    if let Some(country) = in_other_languages(text) {
        let complaint = complaint.help(format!("write its code: `{}`", country.code()));
        // `Irak` is Iraq in many languages, and Iran by a slip.
        let is_sure = near_country.is_none_or(|near| near == country);
        return Err(if is_sure { complaint.instead(country.code()) } else { complaint });
    }
    Err(match (near, near_country) {
        (Some(near), Some(country)) => {
            let complaint = complaint.help(format!("did you mean `{near}` (`{}`)?", country.code()));
            match crate::diag::surely(text, names()) {
                Some(_) => complaint.instead(country.code()),
                None => complaint,
            }
        }
        _ => complaint.help("use its ISO code of two letters, such as `ES`"),
    })
}

/// The country of a name in one of the languages that postings are often written in, other than the site's.
fn in_other_languages(text: &str) -> Option<Country> {
    if text.chars().count() < 4 {
        return None;
    }
    let langs: Vec<Lang> = ["es", "fr", "de", "it", "pt", "nl", "ca", "pl"].into_iter().filter_map(Lang::new).collect();
    let mut found: Vec<Country> =
        langs.iter().filter_map(|lang| Country::named(text, std::slice::from_ref(lang))).collect();
    found.dedup();
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// `City[, Region], Country`. The second value is a hint about the region.
pub fn place(text: &str, langs: &[Lang]) -> Result<(Place, Option<Complaint>), Complaint> {
    if text.contains([';', '|']) || text.contains(" / ") {
        let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` is more than one place"));
        return Err(complaint.help("list them under `locations:`, one `- City, Country` per line"));
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (city, region, last) = match parts.as_slice() {
        [only]
            if matches!(only.to_lowercase().as_str(), "remote" | "anywhere" | "en remoto" | "remoto" | "worldwide") =>
        {
            let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` is not a place"));
            return Err(complaint
                .help("write `workplace: remote` and `applicants: [ES]`, with the countries people may work from"));
        }
        [only] => match country(only, langs) {
            Ok(country) => {
                return Ok((Place { city: None, region: None, country, postal_code: None, street: None }, None));
            }
            Err(unknown) => {
                let last = only.rsplit(' ').next().unwrap_or("");
                if let Some(rest) = only.strip_suffix(last).map(str::trim).filter(|rest| !rest.is_empty())
                    && country(last, langs).is_ok()
                {
                    let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` has no country"));
                    let whole = format!("{rest}, {last}");
                    return Err(complaint.help(format!("write `{whole}`")).instead(whole));
                }
                let help = match country_of_city(only).zip(langs.first()) {
                    Some((country, lang)) => format!("write `{only}, {}`", country.name(lang)),
                    None => match unknown.help.filter(|help| help.starts_with("did you mean")) {
                        Some(help) => help,
                        None => format!("add the country: `{only}, COUNTRY`"),
                    },
                };
                return Err(Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` has no country")).help(help));
            }
        },
        [city, country] => (*city, None, *country),
        [city, region, country] => (*city, Some(*region), *country),
        _ => {
            return Err(Complaint::new(
                UNKNOWN_COUNTRY,
                format!("`{text}` has more parts than city, region and country"),
            )
            .help("write `City, Region, Country`, or the fields one by one"));
        }
    };
    let country = country(last, langs).map_err(|mut complaint| match state(last) {
        Some(_) => complaint.help(format!("for the US state write `{text}, US`")).instead(format!("{text}, US")),
        None => {
            // The country is a part of what is to be written.
            complaint.instead =
                complaint.instead.take().map(|code| [&parts[..parts.len() - 1], &[code.as_str()]].concat().join(", "));
            complaint
        }
    })?;
    if region.is_none()
        && state(last).is_some()
        && CITIES_OF_STATES.iter().any(|(known, state)| {
            known.eq_ignore_ascii_case(city) && (state.eq_ignore_ascii_case(last) || last == "Georgia")
        })
    {
        let english = langs.first().cloned();
        let name = english.map_or(String::new(), |lang| country.name(&lang));
        let warning = Complaint::new(STATE_AS_COUNTRY, format!("`{last}` is read as the country {name}"));
        let place = Place { city: Some(city.to_owned()), region: None, country, postal_code: None, street: None };
        return Ok((
            place,
            Some(warning.help(format!("for the US state write `{text}, US`")).instead(format!("{text}, US"))),
        ));
    }
    let (region, hint) = region.map_or((None, None), |text| {
        let (region, hint) = self::region(country, text);
        (Some(region), hint)
    });
    Ok((Place { city: Some(city.to_owned()), region, country, postal_code: None, street: None }, hint))
}

/// The US state of a code or, for the one that is also a country, of a name.
fn state(text: &str) -> Option<Region> {
    let text = if text == "Georgia" { "GA" } else { text };
    (text.len() == 2 || text.len() > 3).then(|| Region::find(Country::from_code("US")?, text)).flatten()
}

/// Large cities of states whose codes are codes of countries, too.
const CITIES_OF_STATES: [(&str, &str); 46] = [
    ("San Francisco", "CA"),
    ("Los Angeles", "CA"),
    ("San Diego", "CA"),
    ("San Jose", "CA"),
    ("Sacramento", "CA"),
    ("Oakland", "CA"),
    ("Mountain View", "CA"),
    ("Palo Alto", "CA"),
    ("Sunnyvale", "CA"),
    ("Irvine", "CA"),
    ("Denver", "CO"),
    ("Boulder", "CO"),
    ("Colorado Springs", "CO"),
    ("Wilmington", "DE"),
    ("Indianapolis", "IN"),
    ("Fort Wayne", "IN"),
    ("New Orleans", "LA"),
    ("Baton Rouge", "LA"),
    ("Atlanta", "GA"),
    ("Savannah", "GA"),
    ("Birmingham", "AL"),
    ("Huntsville", "AL"),
    ("Little Rock", "AR"),
    ("Phoenix", "AZ"),
    ("Tucson", "AZ"),
    ("Boise", "ID"),
    ("Chicago", "IL"),
    ("Louisville", "KY"),
    ("Boston", "MA"),
    ("Cambridge", "MA"),
    ("Baltimore", "MD"),
    ("Bethesda", "MD"),
    ("Rockville", "MD"),
    ("Portland", "ME"),
    ("Minneapolis", "MN"),
    ("St. Louis", "MO"),
    ("Kansas City", "MO"),
    ("Charlotte", "NC"),
    ("Raleigh", "NC"),
    ("Durham", "NC"),
    ("Omaha", "NE"),
    ("Philadelphia", "PA"),
    ("Pittsburgh", "PA"),
    ("Nashville", "TN"),
    ("Memphis", "TN"),
    ("Richmond", "VA"),
];

/// A region, and a hint when it is no known one.
pub fn region(country: Country, text: &str) -> (Region, Option<Complaint>) {
    match Region::find(country, text) {
        Some(known) => (known, None),
        None => {
            let hint = Complaint::new(
                UNKNOWN_REGION,
                format!("`{text}` is not an ISO 3166-2 subdivision of {}", country.code()),
            )
            .help("it is kept as text; use the suffix of its code, such as `CT` for ES-CT, where it has one");
            (Region::Text(text.to_owned()), Some(hint))
        }
    }
}

/// A country, a region (`ES-CT`), or `EU`, which stands for its members.
pub fn areas(text: &str, langs: &[Lang]) -> Result<Vec<Area>, Complaint> {
    if text.eq_ignore_ascii_case("EU") {
        return Ok(EUROPEAN_UNION.iter().filter_map(|code| Country::from_code(code)).map(Area::Country).collect());
    }
    if matches!(text.to_lowercase().as_str(), "worldwide" | "anywhere" | "global") {
        return Err(Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` is not a country"))
            .help("search engines take countries only: list those you hire in"));
    }
    if let Some((code, suffix)) = text.split_once('-')
        && let Some(country) = Country::from_code(code)
    {
        return match Region::find(country, suffix) {
            Some(Region::Known { suffix, .. }) => Ok(vec![Area::Region(country, suffix)]),
            _ => Err(Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` is not an ISO 3166-2 region"))
                .help(format!("use its code, or `{}` alone", country.code()))),
        };
    }
    Ok(vec![Area::Country(country(text, langs)?)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs() -> Vec<Lang> {
        ["en", "es"].iter().map(|tag| Lang::new(tag).unwrap()).collect()
    }

    #[test]
    fn countries_have_codes_and_names_in_two_languages() {
        for (text, code) in [
            ("ES", "ES"),
            ("no", "NO"),
            ("Spain", "ES"),
            ("españa", "ES"),
            ("Espana", "ES"),
            ("UK", "GB"),
            ("Alemania", "DE"),
        ] {
            assert_eq!(country(text, &langs()).unwrap().code(), code, "{text}");
        }
        assert_eq!(country("Spainn", &langs()).unwrap_err().help.unwrap(), "did you mean `Spain` (`ES`)?");
        assert!(country("XX", &langs()).is_err());
    }

    #[test]
    fn a_place_has_one_to_three_parts() {
        let (found, hint) = place("Rockville, MD, US", &langs()).unwrap();
        assert_eq!(
            (found.city.as_deref(), found.region.as_ref().map(Region::plain), hint),
            (Some("Rockville"), Some("MD"), None)
        );
        let (found, _) = place("Mulhuddart, Dublin, IE", &langs()).unwrap();
        assert_eq!(found.region.as_ref().map(|region| region.shown(found.country)), Some("Dublin"));
        assert!(place("Zaragoza, Somewhere, ES", &langs()).unwrap().1.is_some());
        assert!(place("Madrid", &langs()).is_err());
        let code = |text: &str| place(text, &langs()).unwrap().1.map(|complaint| complaint.code);
        assert_eq!(code("San Francisco, CA"), Some(STATE_AS_COUNTRY));
        assert_eq!(code("Atlanta, Georgia"), Some(STATE_AS_COUNTRY));
        assert_eq!((code("Toronto, CA"), code("Berlin, DE"), code("Tbilisi, Georgia")), (None, None, None));
        let help = |text: &str| place(text, &langs()).unwrap_err().help.unwrap();
        assert_eq!(help("New York, NY"), "for the US state write `New York, NY, US`");
        assert_eq!(help("Zaragoza ES"), "write `Zaragoza, ES`");
        assert!(help("Remote").starts_with("write `workplace: remote`"));
        assert!(help("Paris, FR; London, GB").starts_with("list them"));
    }

    #[test]
    fn the_union_stands_for_its_members() {
        assert_eq!(areas("EU", &langs()).unwrap().len(), 27);
        assert_eq!(areas("es-ct", &langs()).unwrap()[0].code(), "ES-CT");
        assert!(areas("worldwide", &langs()).is_err());
    }
}
