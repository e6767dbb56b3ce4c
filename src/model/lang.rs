//! A language of the site.

use std::fmt;
use std::sync::Arc;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;

/// A BCP 47 tag in lower case: `en`, `es`, `pt-br`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Reads a tag; `None` when it is no well-formed one.
    pub fn new(tag: &str) -> Option<Lang> {
        let tag = tag.to_ascii_lowercase();
        icu_locale_core::LanguageIdentifier::try_from_str(&tag).ok()?;
        Some(Lang(Arc::from(tag)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag: `pt` of `pt-br`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// `rtl` for languages written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        match self.primary() {
            "ar" | "he" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" => "rtl",
            _ => "ltr",
        }
    }

    pub fn locale(&self) -> icu_locale_core::Locale {
        icu_locale_core::Locale::try_from_str(&self.0).expect("a language is made from a well-formed tag only")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a language in another one (Unicode CLDR); its code when it has none.
pub fn language_name(code: &str, lang: &Lang) -> String {
    use icu_locale::names::LanguageIdentifierDisplayName;
    let Ok(language) = icu_locale_core::subtags::Language::try_from_str(code.split('-').next().unwrap_or(code)) else {
        return code.to_owned();
    };
    let found =
        LanguageIdentifierDisplayName::try_new_heavy((&lang.locale()).into(), language.into(), Default::default());
    found.map_or_else(|_| code.to_owned(), |name| name.as_borrowed().to_string())
}

/// The order of names in a language (Unicode CLDR): `Á` stands beside `A`, and in Spanish `Ñ` behind `N`.
pub struct Collation(CollatorBorrowed<'static>);

impl Collation {
    pub fn of(lang: &Lang) -> Collation {
        let made = CollatorBorrowed::try_new((&lang.locale()).into(), CollatorOptions::default());
        Collation(made.expect("the data of every locale is in the binary"))
    }

    /// Keys compare as their names do.
    pub fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::new();
        self.0.write_sort_key_to(name, &mut key).expect("a vector takes every byte");
        key
    }
}
