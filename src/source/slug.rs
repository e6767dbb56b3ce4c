//! Names to addresses: the letters a slug keeps, and when two names are one.

use std::fmt;

use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// One segment of an address: lower case, never empty, no character that a file system or a link would mind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugFault {
    /// Nothing is left of it.
    Empty,
    /// It holds a separator, a control character or another character that no file name may hold.
    Character(char),
    /// `.` or `..`, or it begins or ends with a dot or a space.
    Dots,
    /// A device name on Windows, with or without an extension.
    Windows,
    /// Longer than 200 bytes.
    TooLong,
    /// Readable, yet not in its canonical form (`Foo Bar`); the slug would be another.
    NotCanonical,
}

impl Slug {
    /// Takes a slug that an author wrote, as it stands.
    pub fn new(text: &str) -> Result<Slug, SlugFault> {
        if text.trim().is_empty() {
            return Err(SlugFault::Empty);
        }
        if let Some(c) = text.chars().find(|c| is_forbidden(*c)) {
            return Err(SlugFault::Character(c));
        }
        if text.starts_with(['.', ' ']) || text.ends_with(['.', ' ']) {
            return Err(SlugFault::Dots);
        }
        if text.len() > 200 {
            return Err(SlugFault::TooLong);
        }
        if is_windows_device(text) {
            return Err(SlugFault::Windows);
        }
        if slugify(text).as_deref() != Some(text) {
            return Err(SlugFault::NotCanonical);
        }
        Ok(Slug(text.to_owned()))
    }

    /// The slug of a name; `Err` when no letter or digit is left, or when it is reserved on Windows.
    pub fn of(name: &str) -> Result<Slug, SlugFault> {
        let slug = slugify(name).ok_or(SlugFault::Empty)?;
        if is_windows_device(&slug) {
            return Err(SlugFault::Windows);
        }
        Ok(Slug(slug))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This slug with `-` and another part behind it.
    pub fn with(&self, part: &Slug) -> Result<Slug, SlugFault> {
        let joined = format!("{}-{}", self.0, part.0);
        if joined.len() > 200 { Err(SlugFault::TooLong) } else { Ok(Slug(joined)) }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '/' | '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*' | '%' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        )
}

/// CON, PRN, AUX, NUL, CONIN$, CONOUT$, COM0–9, LPT0–9 (also with superscript digits), with any extension.
/// Source: Microsoft, "Naming Files, Paths, and Namespaces" (2024-08).
pub(super) fn is_windows_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let Some(number) = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")) else { return false };
    let mut digits = number.chars();
    matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

/// The slug of a name, or `None` when nothing of it is left.
///
/// `+` is *plus*, `#` *sharp*, `&` *and*, a dot before a word *dot*: `C++` is `c-plus-plus`, `.NET` is `dotnet`. Latin letters
/// lose their accents, other scripts stay. Everything else separates words.
pub fn slugify(name: &str) -> Option<String> {
    let folded = lower(&strip_marks(name));
    let mut slug = String::with_capacity(folded.len());
    let mut words = Words { slug: &mut slug, open: false };
    let mut previous = ' ';
    let mut characters = folded.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '+' => words.word("plus"),
            '#' => words.word("sharp"),
            '&' => words.word("and"),
            '.' if !previous.is_alphanumeric() && characters.peek().is_some_and(|c| c.is_alphanumeric()) => {
                words.separate();
                words.letters("dot");
            }
            '\'' | '’' | 'ʼ' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_alphanumeric() || is_mark(c) => words.letter(c),
            _ => words.separate(),
        }
        previous = c;
    }
    let mut slug = slug.trim_matches('-').to_owned();
    if slug.len() > 200 {
        let mut end = 200;
        while !slug.is_char_boundary(end) {
            end -= 1;
        }
        slug.truncate(end);
        slug = slug.trim_matches('-').to_owned();
    }
    slug.chars().any(char::is_alphanumeric).then_some(slug)
}

struct Words<'a> {
    slug: &'a mut String,
    open: bool,
}

impl Words<'_> {
    fn letter(&mut self, c: char) {
        if !self.open && !self.slug.is_empty() {
            self.slug.push('-');
        }
        self.open = true;
        self.slug.push(c);
    }

    fn letters(&mut self, word: &str) {
        word.chars().for_each(|c| self.letter(c));
    }

    fn separate(&mut self) {
        self.open = false;
    }

    fn word(&mut self, word: &str) {
        self.separate();
        self.letters(word);
        self.separate();
    }
}

/// Combining marks of the scripts whose letters stay (Devanagari vowel signs and the like).
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0900..=0x0DFF | 0x0E31..=0x0E4E | 0x0EB1..=0x0ECD | 0x0F18..=0x0FC6 | 0x1000..=0x109F | 0x17B4..=0x17DD
        | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x3099 | 0x309A)
}

/// The text without the accents of Latin, Greek and Cyrillic-free letters (NFKC, lower case left alone): `Łódź` is `Lodz`.
/// Marks of other scripts stay, composed.
pub fn strip_marks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let mut out = String::with_capacity(composed.len());
    for c in composed.chars() {
        match letter_without_mark(c) {
            Some(plain) => out.push_str(plain),
            None if is_latin(c) => {
                let mut buffer = [0; 4];
                let decomposed =
                    DecomposingNormalizerBorrowed::new_nfd().normalize(c.encode_utf8(&mut buffer)).into_owned();
                // What is left may be such a letter itself: `Ǿ` has a stroke and an accent.
                for c in decomposed.chars().filter(|c| !matches!(u32::from(*c), 0x0300..=0x036F)) {
                    match letter_without_mark(c) {
                        Some(plain) => out.push_str(plain),
                        None => out.push(c),
                    }
                }
            }
            None if matches!(u32::from(c), 0x0300..=0x036F) => {}
            None => out.push(c),
        }
    }
    out
}

fn is_latin(c: char) -> bool {
    matches!(u32::from(c), 0x00C0..=0x024F | 0x1E00..=0x1EFF)
}

/// Latin letters whose mark is no combining one.
fn letter_without_mark(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'Ø' => "O",
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'þ' => "th",
        'Þ' => "TH",
        'ı' => "i",
        'ħ' => "h",
        'Ħ' => "H",
        _ => return None,
    })
}

fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    CaseMapper::new().lowercase_to_string(text, &icu_locale_core::langid!("und")).into_owned()
}

/// The key under which two names are the same tag: NFKC, case folded, spaces collapsed.
pub fn fold_key(name: &str) -> String {
    let folded = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(name);
        let folded = CaseMapper::new().fold_string(&composed).into_owned();
        ComposingNormalizerBorrowed::new_nfkc().normalize(&folded).into_owned()
    };
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, slug: &str) {
        assert_eq!(slugify(name).as_deref(), Some(slug), "{name}");
    }

    #[test]
    fn slugs_tell_skills_apart() {
        for (name, slug) in [
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("F#", "f-sharp"),
            (".NET", "dotnet"),
            ("ASP.NET", "asp-net"),
            ("Node.js", "node-js"),
            ("CI/CD", "ci-cd"),
            ("Go", "go"),
            ("R&D Engineer, C++ / C#", "r-and-d-engineer-c-plus-plus-c-sharp"),
            ("Chargé·e de recrutement", "charge-e-de-recrutement"),
            ("Desarrollador/a Full-Stack", "desarrollador-a-full-stack"),
            ("Director of People & Culture", "director-of-people-and-culture"),
            ("Don't panic", "dont-panic"),
        ] {
            check(name, slug);
        }
    }

    #[test]
    fn latin_letters_lose_their_accents_and_other_scripts_stay() {
        check("Smørrebrød Straße Ærø", "smorrebrod-strasse-aero");
        check("Łódź", "lodz");
        check("データエンジニア", "データエンジニア");
        check("Разработчик Й", "разработчик-й");
        check("Ｆｕｌｌ", "full");
        check("Ǿ ǿ ǽ", "o-o-ae");
        assert_eq!(slugify("!!! —"), None);
        assert_eq!(slugify("🚀"), None);
    }

    #[test]
    fn a_written_slug_is_taken_or_refused_never_repaired() {
        assert_eq!(Slug::new("senior-engineer").unwrap().as_str(), "senior-engineer");
        assert_eq!(Slug::new(""), Err(SlugFault::Empty));
        assert_eq!(Slug::new("../x"), Err(SlugFault::Character('/')));
        assert_eq!(Slug::new(".."), Err(SlugFault::Dots));
        assert_eq!(Slug::new("nul"), Err(SlugFault::Windows));
        assert_eq!(Slug::new("com1"), Err(SlugFault::Windows));
        assert_eq!(Slug::new("lpt¹"), Err(SlugFault::Windows));
        assert_eq!(Slug::new("Foo Bar"), Err(SlugFault::NotCanonical));
        assert_eq!(Slug::new("a%2e"), Err(SlugFault::Character('%')));
        assert_eq!(Slug::of("CON"), Err(SlugFault::Windows));
    }

    #[test]
    fn names_are_one_tag_when_their_keys_are_equal() {
        assert_eq!(fold_key("  Machine   LEARNING"), "machine learning");
        assert_eq!(fold_key("STRASSE"), fold_key("Straße"));
        assert_ne!(fold_key("Zürich"), fold_key("Zurich"));
    }
}
