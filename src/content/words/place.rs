//! Texts to countries and places.

use super::states::{in_a_state, state_code, state_or_country};
use crate::content::rules::{UNKNOWN_COUNTRY, UNKNOWN_REGION};
use crate::diag::Complaint;
use crate::locale::{LANGUAGES, any_has};
use crate::model::{Area, Country, EUROPEAN_UNION, Lang, Place, Region, country_of_town, town};
use crate::source::{fold_key, strip_marks};

/// What is known where a place stands.
#[derive(Clone, Copy, Debug)]
pub struct Where<'a> {
    /// Languages in which names of countries are read.
    pub langs: &'a [Lang],
    /// The site's own country.
    pub home: Option<Country>,
}

/// Names that two countries share, and the codes of those.
const OF_TWO: [(&str, [&str; 2]); 2] = [("congo", ["CD", "CG"]), ("virgin islands", ["VG", "VI"])];

/// An alpha-2 code, or a name in one of `langs`, or as people say it in a language that the program knows.
pub fn country(text: &str, langs: &[Lang]) -> Result<Country, Complaint> {
    let text = text.trim();
    let text = text.strip_suffix('.').filter(|rest| !rest.contains('.')).unwrap_or(text);
    if text.len() == 2
        && let Some(found) = Country::from_code(text)
    {
        return Ok(found);
    }
    let lower = text.to_lowercase().replace(['’', 'ʼ', '`', '´'], "'");
    let known = LANGUAGES.iter().flat_map(|language| language.written.countries);
    let other_name = known.clone().find(|(_, names)| names.contains(&lower.as_str()));
    if let Some(found) = other_name.and_then(|(code, _)| Country::from_code(code)) {
        return Ok(found);
    }
    if text.len() > 2
        && let Some(found) = Country::named(text, langs).or_else(|| Country::named(&lower.replace('\'', "’"), langs))
    {
        return Ok(found);
    }
    let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("unknown country `{text}`"));
    if let Some((_, [one, other])) = OF_TWO.iter().find(|(name, _)| *name == lower) {
        return Err(complaint.help(format!("two countries are called so: write `{one}` or `{other}`")));
    }
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
pub fn place(text: &str, around: Where<'_>) -> Result<(Place, Option<Complaint>), Complaint> {
    if text.contains([';', '|']) || text.contains(" / ") {
        let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` is more than one place"));
        return Err(complaint.help("list them under `locations:`, one `- City, Country` per line"));
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [only] => country_alone(text, only, around.langs).map(|country| (of_city(None, country), None)),
        [city, last] => {
            if let Some(read) = state_or_country(text, city, last, around) {
                return read.map(|place| (place, None));
            }
            if let Some(place) = in_a_state(city, last, around) {
                return Ok((place, None));
            }
            Ok((of_city(Some(city), last_country(text, &parts, around.langs)?), None))
        }
        [first, middle, last] => three_parts(text, [first, middle, last], around),
        [street, city, middle, last] if is_street_and_city(street, middle, last, around.langs) => {
            let country = last_country(text, &parts, around.langs)?;
            let (region, hint) = region(country, middle);
            let place =
                Place { region: Some(region), street: Some((*street).to_owned()), ..of_city(Some(city), country) };
            Ok((place, hint))
        }
        _ => Err(Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` has more parts than city, region and country"))
            .help("write `City, Region, Country`, or the fields one by one")),
    }
}

pub(super) fn of_city(city: Option<&str>, country: Country) -> Place {
    Place { city: city.map(str::to_owned), region: None, country, postal_code: None, street: None }
}

/// `250 Vesey St, New York City, New York, USA`: a region that there is, behind a street.
fn is_street_and_city(street: &str, middle: &str, last: &str, langs: &[Lang]) -> bool {
    let is_known =
        country(last, langs).is_ok_and(|country| matches!(region(country, middle), (Region::Known { .. }, _)));
    is_known && street.contains(|c: char| c.is_ascii_digit())
}

/// `City, Region, Country`; `Part of the city, City, Country`, where there is such a city and no such region.
fn three_parts(
    text: &str,
    [first, middle, last]: [&str; 3],
    around: Where<'_>,
) -> Result<(Place, Option<Complaint>), Complaint> {
    let as_country = country(last, around.langs).ok();
    let is_region = |country| matches!(region(country, middle), (Region::Known { .. }, _));
    let in_city = |place: Place| Place { street: Some(first.to_owned()), ..place };
    if !as_country.is_some_and(is_region)
        && let Some(read) = state_or_country(text, middle, last, around)
    {
        return read.map(|place| (in_city(place), None));
    }
    if let Some(place) = in_a_state(middle, last, around) {
        return Ok((in_city(place), None));
    }
    let country = last_country(text, &[first, middle, last], around.langs)?;
    // `Cambridge, CB3 0FA, UK`
    let is_of_code = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, ' ' | '-');
    if middle.len() <= 10 && middle.contains(|c: char| c.is_ascii_digit()) && middle.chars().all(is_of_code) {
        return Ok((Place { postal_code: Some(middle.to_owned()), ..of_city(Some(first), country) }, None));
    }
    if !is_region(country) && town(country, middle, None).is_some() && town(country, first, None).is_none() {
        return Ok((in_city(of_city(Some(middle), country)), None));
    }
    let (region, hint) = region(country, middle);
    Ok((Place { region: Some(region), ..of_city(Some(first), country) }, hint))
}

/// The country that a place ends with.
fn last_country(text: &str, parts: &[&str], langs: &[Lang]) -> Result<Country, Complaint> {
    let last = parts[parts.len() - 1];
    country(last, langs).map_err(|mut complaint| match state(last) {
        Some(_) => complaint.help(format!("for the US state write `{text}, US`")).instead(format!("{text}, US")),
        None => {
            // The country is a part of what is to be written.
            complaint.instead =
                complaint.instead.take().map(|code| [&parts[..parts.len() - 1], &[code.as_str()]].concat().join(", "));
            complaint
        }
    })
}

/// A place of one part: it can only be a country.
fn country_alone(text: &str, only: &str, langs: &[Lang]) -> Result<Country, Complaint> {
    if any_has(|language| language.written.anywhere, &only.to_lowercase()) {
        let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` is not a place"));
        return Err(
            complaint.help("write `workplace: remote` and `applicants: [ES]`, with the countries people may work from")
        );
    }
    country(only, langs).map_err(|unknown| {
        let complaint = Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` has no country"));
        let last = only.rsplit(' ').next().unwrap_or("");
        if let Some(rest) = only.strip_suffix(last).map(str::trim).filter(|rest| !rest.is_empty())
            && country(last, langs).is_ok()
        {
            let whole = format!("{rest}, {last}");
            return complaint.help(format!("write `{whole}`")).instead(whole);
        }
        let near = unknown.help.filter(|help| help.starts_with("did you mean"));
        complaint.help(match (country_of_town(only).zip(langs.first()), near) {
            (Some((country, lang)), _) => format!("write `{only}, {}`", country.name(lang)),
            (None, Some(help)) => help,
            (None, None) => format!("add the country: `{only}, COUNTRY`"),
        })
    })
}

/// The US state of a code or, for the one that is also a country, of a name.
fn state(text: &str) -> Option<Region> {
    let text = state_code(text);
    (text.len() == 2 || text.len() > 3).then(|| Region::find(Country::from_code("US")?, text)).flatten()
}

/// A region, and a hint when it is no known one.
pub fn region(country: Country, text: &str) -> (Region, Option<Complaint>) {
    match Region::find(country, text).or_else(|| region_called(country, text)) {
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

/// A region as people call it in a language that the program knows: `Bavaria`.
fn region_called(country: Country, text: &str) -> Option<Region> {
    let wanted = fold_key(&strip_marks(text));
    let known = LANGUAGES.iter().flat_map(|language| language.written.regions);
    let mut own = known.filter(|(_, names)| names.iter().any(|name| fold_key(&strip_marks(name)) == wanted));
    let (_, suffix) = own.find_map(|(code, _)| code.split_once('-').filter(|(of, _)| *of == country.code()))?;
    Region::find(country, suffix)
}

/// A country, a region (`ES-CT`), or `EU`, which stands for its members.
pub fn areas(text: &str, langs: &[Lang]) -> Result<Vec<Area>, Complaint> {
    if text.eq_ignore_ascii_case("EU") {
        return Ok(EUROPEAN_UNION.iter().filter_map(|code| Country::from_code(code)).map(Area::Country).collect());
    }
    if any_has(|language| language.written.anywhere, &text.to_lowercase()) {
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
    use crate::content::rules::STATE_AS_COUNTRY;

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

    fn read(text: &str, home: Option<&str>) -> Result<(Place, Option<Complaint>), Complaint> {
        let langs = langs();
        place(text, Where { langs: &langs, home: home.and_then(Country::from_code) })
    }

    /// City, region and country, and the street.
    fn shown(text: &str, home: Option<&str>) -> String {
        let (found, hint) = read(text, home).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(hint, None, "{text}");
        let region = found.region.as_ref().map(Region::plain);
        let parts = [found.street.as_deref(), found.city.as_deref(), region, Some(found.country.code())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_place_has_one_to_three_parts() {
        assert_eq!(shown("Rockville, MD, US", None), "Rockville, MD, US");
        assert_eq!(shown("New York, NY", None), "New York, NY, US");
        assert_eq!(shown("Austin, Texas", None), "Austin, TX, US");
        assert_eq!(shown("250 Vesey St, New York City, New York, USA", None), "250 Vesey St, New York City, NY, US");
        let (cambridge, _) = read("Cambridge, CB3 0FA, UK", None).unwrap();
        assert_eq!((cambridge.postal_code.as_deref(), cambridge.region), (Some("CB3 0FA"), None));
        assert_eq!(shown("Mulhuddart, Dublin, IE", None), "Mulhuddart, D, IE");
        assert_eq!(shown("Old Street, London, UK", None), "Old Street, London, GB");
        assert_eq!(shown("Munich, Bavaria, Germany", None), "Munich, BY, DE");
        assert_eq!(shown("Florence, Tuscany, IT", None), "Florence, 52, IT");
        assert_eq!(shown("Bengaluru, Karnataka, India", None), "Bengaluru, KA, IN");
        assert!(read("Zaragoza, Somewhere, ES", None).unwrap().1.is_some());
        assert!(read("Madrid", None).is_err());
        let help = |text: &str| read(text, None).unwrap_err().help.unwrap();
        assert_eq!(help("Nowhere Hill, NY"), "for the US state write `Nowhere Hill, NY, US`");
        assert_eq!(help("Zaragoza ES"), "write `Zaragoza, ES`");
        assert_eq!(help("Lyon"), "write `Lyon, France`");
        assert!(help("Remote").starts_with("write `workplace: remote`"));
        assert!(help("Paris, FR; London, GB").starts_with("list them"));
    }

    #[test]
    fn names_of_countries_in_daily_use_are_known() {
        for (text, code) in [
            ("Hong Kong", "HK"),
            ("Dubai, UAE", "AE"),
            ("London, U.K.", "GB"),
            ("Belfast, Northern Ireland", "GB"),
            ("Dublin, Republic of Ireland", "IE"),
            ("London, England", "GB"),
            ("Abidjan, Ivory Coast", "CI"),
            ("Abidjan, Côte d'Ivoire", "CI"),
            ("Pristina, Kosovo", "XK"),
            ("Ramallah, Palestine", "PS"),
            ("Mbabane, Swaziland", "SZ"),
            ("Hong Kong, Hong Kong", "HK"),
            ("Londres, Inglaterra", "GB"),
            ("Edinburgh, Schottland", "GB"),
            ("Lagos, Nigeria", "NG"),
            ("Seoul, Korea", "KR"),
            ("Minsk, Biélorussie", "BY"),
        ] {
            assert_eq!(
                read(text, None).unwrap_or_else(|fault| panic!("{text}: {fault:?}")).0.country.code(),
                code,
                "{text}"
            );
        }
    }

    #[test]
    fn a_code_of_a_state_that_is_one_of_a_country_is_never_guessed() {
        for (text, expected) in [
            ("Berkeley, CA", "Berkeley, CA, US"),
            ("Cupertino, CA", "Cupertino, CA, US"),
            ("Lab, Berkeley, CA", "Lab, Berkeley, CA, US"),
            ("Sioux Falls, SD", "Sioux Falls, SD, US"),
            ("Evanston, IL", "Evanston, IL, US"),
            ("Recife, PE", "Recife, PE, BR"),
            ("San Francisco, CA", "San Francisco, CA, US"),
            ("Atlanta, Georgia", "Atlanta, GA, US"),
            ("Toronto, CA", "Toronto, CA"),
            ("Toronto, ON", "Toronto, ON, CA"),
            ("Lab, Toronto, ON", "Lab, Toronto, ON, CA"),
            ("São Paulo, SP", "São Paulo, SP, BR"),
            ("Sydney, NSW", "Sydney, NSW, AU"),
            ("Berkeley, ca", "Berkeley, CA, US"),
            ("Atlanta, georgia", "Atlanta, GA, US"),
            ("Berlin, DE", "Berlin, DE"),
            ("Tbilisi, Georgia", "Tbilisi, GE"),
            ("Bogotá, CO", "Bogotá, CO"),
            ("Denver, CO", "Denver, CO, US"),
            ("Mumbai, IN", "Mumbai, IN"),
            ("Milano, IT", "Milano, IT"),
            ("Zaragoza, ES", "Zaragoza, ES"),
            ("Albarracín, ES", "Albarracín, ES"),
            ("Córdoba, AR", "Córdoba, AR"),
            ("Bergamo, BG", "Bergamo, BG, IT"),
        ] {
            assert_eq!(shown(text, None), expected);
        }
        let fault = read("Springdale Heights, AR", None).unwrap_err();
        assert_eq!(fault.code, STATE_AS_COUNTRY);
        assert!(
            fault.help.unwrap().starts_with("write `Springdale Heights, Argentina` or `Springdale Heights, AR, US`")
        );
        assert_eq!(shown("Springdale Heights, AR", Some("AR")), "Springdale Heights, AR");
        assert_eq!(shown("Springdale Heights, AR", Some("US")), "Springdale Heights, AR, US");
        assert_eq!(shown("Lab, Springdale Heights, AR", Some("US")), "Lab, Springdale Heights, AR, US");
    }

    #[test]
    fn the_union_stands_for_its_members() {
        assert_eq!(areas("EU", &langs()).unwrap().len(), 27);
        assert_eq!(areas("es-ct", &langs()).unwrap()[0].code(), "ES-CT");
        assert!(areas("worldwide", &langs()).is_err());
    }
}
