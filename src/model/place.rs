//! Where a job is, and from where it may be done.

use std::fmt;

/// An ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Takes a code that ISO 3166-1 assigns, in either case.
    pub fn from_code(code: &str) -> Option<Country> {
        let upper = code.to_ascii_uppercase();
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
    /// The suffix of an ISO 3166-2 code, upper case: `AR` of ES-AR.
    Code(String),
    /// As the author wrote it.
    Text(String),
}

impl Region {
    /// The subdivision of this code, if the country has it.
    pub fn from_code(country: Country, suffix: &str) -> Option<Region> {
        let suffix = suffix.to_ascii_uppercase();
        rust_iso3166::iso3166_2::from_code(&format!("{}-{suffix}", country.code()))?;
        Some(Region::Code(suffix))
    }

    /// As readers see it: a code as it is, a text as it is.
    pub fn as_str(&self) -> &str {
        match self {
            Region::Code(text) | Region::Text(text) => text,
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

    /// The name of a region in ISO 3166-2; `None` for a country.
    pub fn region_name(&self) -> Option<&'static str> {
        match self {
            Area::Country(_) => None,
            Area::Region(..) => rust_iso3166::iso3166_2::from_code(&self.code()).map(|found| found.name),
        }
    }
}
