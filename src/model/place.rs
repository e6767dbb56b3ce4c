//! Where a job is, and from where it may be done.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use icu_locale::names::RegionDisplayName;
use icu_locale_core::subtags::Region as RegionCode;

use super::Lang;
use crate::source::{fold_key, strip_marks};

/// An ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Takes a code that ISO 3166-1 assigns, or Kosovo's, in either case.
    pub fn from_code(code: &str) -> Option<Country> {
        let upper = code.to_ascii_uppercase();
        // Kosovo has a code that all use and ISO 3166 leaves to its users.
        if upper == "XK" {
            return Some(Country(*b"XK"));
        }
        let known = rust_iso3166::from_alpha2(&upper)?;
        let bytes = known.alpha2.as_bytes();
        Some(Country([*bytes.first()?, *bytes.get(1)?]))
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("country codes are ASCII letters")
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A part of a country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// An ISO 3166-2 subdivision: the suffix of its code, upper case (`AR` of ES-AR), and its name.
    Known { suffix: String, name: &'static str },
    /// As the author wrote it.
    Text(String),
}

/// The suffixes and names of a country's subdivisions, by folded name; of two that are alike, the first.
type Subdivisions = HashMap<String, (&'static str, &'static str)>;

/// Those of a country, folded when it is first asked for.
fn subdivisions(country: Country) -> Arc<Subdivisions> {
    static KNOWN: RwLock<BTreeMap<Country, Arc<Subdivisions>>> = RwLock::new(BTreeMap::new());
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&country) {
        return known.clone();
    }
    let all = rust_iso3166::iso3166_2::SUBDIVISION_COUNTRY_MAP.get(country.code()).copied().unwrap_or_default();
    let mut made = Subdivisions::new();
    for known in all {
        let Some((_, suffix)) = known.code.split_once('-') else { continue };
        made.entry(fold_key(&strip_marks(known.name))).or_insert((suffix, known.name));
    }
    let made = Arc::new(made);
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(country, made.clone());
    made
}

impl Region {
    /// The subdivision of this suffix, code or name, if the country has it.
    pub fn find(country: Country, text: &str) -> Option<Region> {
        let upper = text.to_ascii_uppercase();
        let suffix = upper.strip_prefix(&format!("{}-", country.code())).unwrap_or(&upper);
        if let Some(known) = rust_iso3166::iso3166_2::from_code(&format!("{}-{suffix}", country.code())) {
            return Some(Region::Known { suffix: suffix.to_owned(), name: known.name });
        }
        let (suffix, name) = *subdivisions(country).get(&fold_key(&strip_marks(text)))?;
        Some(Region::Known { suffix: suffix.to_owned(), name })
    }

    /// As readers see it. Where the codes are what people write (US, CA, AU, BR, MX), the code, else the name.
    pub fn shown(&self, country: Country) -> &str {
        match self {
            Region::Known { suffix, .. } if matches!(country.code(), "US" | "CA" | "AU" | "BR" | "MX") => suffix,
            Region::Known { name, .. } => name,
            Region::Text(text) => text,
        }
    }

    /// Its whole name where it has one, else as the author wrote it.
    pub fn name(&self) -> &str {
        match self {
            Region::Known { name, .. } => name,
            Region::Text(text) => text,
        }
    }

    /// As structured data takes it: the suffix of the code, or the text.
    pub fn plain(&self) -> &str {
        match self {
            Region::Known { suffix, .. } => suffix,
            Region::Text(text) => text,
        }
    }
}

/// A place of work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub city: Option<String>,
    pub region: Option<Region>,
    pub country: Country,
    pub postal_code: Option<String>,
    pub street: Option<String>,
}

impl Place {
    /// `City, Region, Country` in a language, without street and postal code.
    pub fn text(&self, lang: &Lang) -> String {
        let region = self
            .region
            .as_ref()
            .map(|region| region.shown(self.country))
            .filter(|region| self.city.as_deref() != Some(*region));
        let country = self.country.name(lang);
        [self.city.as_deref(), region, Some(&country)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A country or a region that one may work from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    Country(Country),
    /// The country and the suffix of an ISO 3166-2 code.
    Region(Country, String),
}

impl Area {
    pub fn country(&self) -> Country {
        match self {
            Area::Country(country) | Area::Region(country, _) => *country,
        }
    }

    /// `ES` or `ES-CT`.
    pub fn code(&self) -> String {
        match self {
            Area::Country(country) => country.code().to_owned(),
            Area::Region(country, suffix) => format!("{}-{suffix}", country.code()),
        }
    }

    /// Names of areas in a language; all 27 countries of the European Union are called by its name, which comes first.
    pub fn names(areas: &[Area], lang: &Lang) -> Vec<String> {
        let is_member =
            |area: &&Area| matches!(area, Area::Country(country) if EUROPEAN_UNION.contains(&country.code()));
        let members: BTreeSet<&Area> = areas.iter().filter(is_member).collect();
        let union = (members.len() == EUROPEAN_UNION.len()).then(|| union_name(lang)).flatten();
        let is_whole = union.is_some();
        let others = areas.iter().filter(|area| !is_whole || !is_member(area));
        union.into_iter().chain(others.map(|area| area.name(lang))).collect()
    }

    /// Its name in a language; that of a region is the one in ISO 3166-2.
    pub fn name(&self, lang: &Lang) -> String {
        self.region_name().map_or_else(|| self.country().name(lang), str::to_owned)
    }

    /// The name of a region in ISO 3166-2; `None` for a country.
    pub fn region_name(&self) -> Option<&'static str> {
        match self {
            Area::Country(_) => None,
            Area::Region(..) => rust_iso3166::iso3166_2::from_code(&self.code()).map(|found| found.name),
        }
    }
}

impl Country {
    /// Every country, in the order of its code.
    pub fn all() -> impl Iterator<Item = Country> {
        let all = rust_iso3166::ALL.iter().map(|known| known.alpha2).chain(["XK"]);
        all.filter_map(Country::from_code)
    }

    /// Its name in a language (Unicode CLDR); its code when that language has none.
    pub fn name(self, lang: &Lang) -> String {
        names(lang).by_country.get(&self).cloned().unwrap_or_else(|| self.code().to_owned())
    }

    /// The country that is called `name` in one of `langs`, accents and case aside.
    pub fn named(name: &str, langs: &[Lang]) -> Option<Country> {
        let wanted = fold_key(&strip_marks(name));
        langs.iter().find_map(|lang| names(lang).by_name.get(&wanted).copied())
    }
}

/// The European Union's members (europa.eu, 2026-11).
pub const EUROPEAN_UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// `European Union` in a language (Unicode CLDR).
fn union_name(lang: &Lang) -> Option<String> {
    let code = RegionCode::try_from_str("EU").ok()?;
    RegionDisplayName::try_new_light((&lang.locale()).into(), code).ok().map(|name| name.to_string())
}

/// The names of countries in a language.
struct Names {
    by_country: BTreeMap<Country, String>,
    /// By the folded name.
    by_name: BTreeMap<String, Country>,
}

/// The names of a language, looked up once.
fn names(lang: &Lang) -> Arc<Names> {
    static TABLES: Mutex<BTreeMap<Lang, Arc<Names>>> = Mutex::new(BTreeMap::new());
    let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = tables.get(lang) {
        return found.clone();
    }
    let mut made = Names { by_country: BTreeMap::new(), by_name: BTreeMap::new() };
    let locale = lang.locale();
    for country in Country::all() {
        let code = RegionCode::try_from_str(country.code()).ok();
        if let Some(name) = code.and_then(|code| RegionDisplayName::try_new_light((&locale).into(), code).ok()) {
            let name = name.to_string();
            made.by_name.insert(fold_key(&strip_marks(&name)), country);
            made.by_country.insert(country, name);
        }
    }
    let made = Arc::new(made);
    tables.insert(lang.clone(), made.clone());
    made
}
