//! Places that end with a code of a country that is one of a state elsewhere, too: `Berkeley, CA`.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::place::{Where, country, of_city};
use crate::content::rules::STATE_AS_COUNTRY;
use crate::diag::Complaint;
use crate::model::{Country, Lang, Place, Region, town};

/// Countries whose people write `City, STATE`; the codes of many of those states are codes of countries, too.
const STATE_COUNTRIES: [&str; 8] = ["US", "CA", "BR", "AU", "IN", "MX", "IT", "ES"];

/// A place that ends with a code of a country that is one of a state elsewhere, too: `Berkeley, CA`. It is read by what towns there are, and by the site's own country; where
/// both leave it open, the error names both readings. `None` for what can't be misread.
pub fn state_or_country(text: &str, city: &str, last: &str, around: Where<'_>) -> Option<Result<Place, Complaint>> {
    let code = state_code(last);
    let code = if code.len() == 2 { &*code.to_ascii_uppercase() } else { code };
    let as_country = country(last, around.langs).ok()?;
    // `UK` is what people write, and no code.
    let is_code = code.len() == 2
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
        && (!code.eq_ignore_ascii_case(last) || Country::from_code(code).is_some());
    let states: Vec<(Country, Region)> = match is_code {
        true => states_of(code).iter().filter(|(of, _)| *of != as_country).cloned().collect(),
        false => Vec::new(),
    };
    let in_state =
        |(of, region): &(Country, Region)| Place { region: Some(region.clone()), ..of_city(Some(city), *of) };
    if states.is_empty() || around.home == Some(as_country) {
        return None;
    }
    if let Some(home) = states.iter().find(|(of, _)| around.home == Some(*of)) {
        return Some(Ok(in_state(home)));
    }
    // Of towns in the United States the state is known, of others the country alone.
    let has_town = |is_sure: bool| {
        let fits = move |(of, _): &&(Country, Region)| {
            town(*of, city, Some(code)).is_some_and(|town| town.state.is_some() == is_sure)
        };
        states.iter().filter(fits).collect::<Vec<_>>()
    };
    let (sure, likely) = (has_town(true), has_town(false));
    match (town(as_country, city, None).is_some(), sure.as_slice(), likely.as_slice()) {
        (true, [], _) => None,
        (false, [state], _) | (false, [], [state]) => Some(Ok(in_state(state))),
        // Nothing is known of a small town: people write so in their own country.
        (false, [], []) if around.langs.iter().any(|lang| speaks(lang) == Some(as_country.code())) => None,
        _ => {
            let english = around.langs.first();
            let name = english.map_or_else(|| as_country.code().to_owned(), |lang| as_country.name(lang));
            let known: Vec<_> = sure.into_iter().chain(likely).collect();
            let readings = if known.is_empty() { states.iter().take(2).collect() } else { known };
            let begin = text.strip_suffix(last).unwrap_or(text);
            let mut all = vec![format!("`{begin}{name}`")];
            all.extend(readings.iter().map(|(of, region)| format!("`{begin}{}, {}`", region.plain(), of.code())));
            let message = format!("`{text}` has two meanings: `{last}` is a country and a state");
            let help = format!("write {}; or name the site's own `country` in site.yaml", all.join(" or "));
            Some(Err(Complaint::new(STATE_AS_COUNTRY, message).help(help)))
        }
    }
}

/// What is looked up among the states for a name: the code of the one that is a country, too.
pub(super) fn state_code(text: &str) -> &str {
    if text.eq_ignore_ascii_case("Georgia") { "GA" } else { text }
}

/// `New York, NY`, `Austin, Texas`, `Sydney, NSW`: a state that is no country, of the site's own country or of the one that has such a town.
pub(super) fn in_a_state(city: &str, last: &str, around: Where<'_>) -> Option<Place> {
    if country(last, around.langs).is_ok() || last.len() < 2 {
        return None;
    }
    let upper = last.to_ascii_uppercase();
    let wanted = if last.len() <= 3 { upper.as_str() } else { last };
    let of = |of: &&str| {
        let of = Country::from_code(of)?;
        let known = Region::find(of, wanted).filter(|region| matches!(region, Region::Known { .. }))?;
        let is_there = town(of, city, Some(known.plain())).is_some();
        Some((of, known, is_there))
    };
    let found: Vec<(Country, Region, bool)> = STATE_COUNTRIES.iter().filter_map(of).collect();
    let home = found.iter().find(|(of, ..)| around.home == Some(*of));
    let mut there = found.iter().filter(|(.., is_there)| *is_there);
    let (of, region, _) = match (home, there.next(), there.next()) {
        // Of two with such a town the site's own country; a town of the site's own country that is too small to be known.
        (Some(home), None, _) | (Some(home), Some(_), Some(_)) => home,
        (_, Some(only), None) => only,
        _ => return None,
    };
    Some(Place { region: Some(region.clone()), ..of_city(Some(city), *of) })
}

/// States, each with its country.
type States = Arc<[(Country, Region)]>;

/// The states of a code: each looked up once, since the places of a site end with the same few codes.
fn states_of(code: &str) -> States {
    static KNOWN: RwLock<BTreeMap<String, States>> = RwLock::new(BTreeMap::new());
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(code) {
        return known.clone();
    }
    let of = |of: &&str| {
        let of = Country::from_code(of)?;
        Region::find(of, code).filter(|region| region.plain() == code).map(|region| (of, region))
    };
    let found: States = STATE_COUNTRIES.iter().filter_map(of).collect();
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned(), found.clone());
    found
}

/// The country in which most of those live who write a language, English and others of many countries aside.
fn speaks(lang: &Lang) -> Option<&'static str> {
    let known = [
        ("de", "DE"),
        ("es", "ES"),
        ("it", "IT"),
        ("pt", "PT"),
        ("sv", "SE"),
        ("ca", "ES"),
        ("nl", "NL"),
        ("sk", "SK"),
        ("sl", "SI"),
        ("sq", "AL"),
        ("hy", "AM"),
        ("az", "AZ"),
        ("he", "IL"),
        ("id", "ID"),
        ("ro", "RO"),
        ("bs", "BA"),
        ("lv", "LV"),
        ("mk", "MK"),
        ("mn", "MN"),
        ("ne", "NP"),
        ("lo", "LA"),
        ("ms", "MY"),
        ("sr", "RS"),
        ("kn", "IN"),
    ];
    known.into_iter().find(|(code, _)| *code == lang.primary()).map(|(_, country)| country)
}
