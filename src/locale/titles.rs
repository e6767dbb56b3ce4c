//! A job's title and what people add to it: the company, the place, pay, a reference, `(m/w/d)`, advertising.
//!
//! Google, "JobPosting structured data" (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::LANGUAGES;
use super::languages::any_has;
use super::title_words::{is_date, is_pay, is_promotion, is_reference, is_reference_number, words};
use crate::source::{fold_key, slugify, strip_marks};

/// What a title holds beside the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extra {
    Company,
    Place,
    Pay,
    Date,
    Contract,
    Reference,
    Promotion,
    Emoji,
    /// `(m/w/d)` and the like, which belongs in `title_suffix`.
    Marker,
}

/// A title without its extras.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    pub title: String,
    /// The marker that was taken away, as it was written.
    pub marker: Option<String>,
    pub extras: BTreeSet<Extra>,
}

/// What surrounds a part of a title that may be an extra.
static JOINS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let signs = [" - ", " – ", " — ", " | ", " · ", " @ ", ", ", ": ", " / ", "! "];
    signs.into_iter().chain(LANGUAGES.iter().flat_map(|language| language.titles.joins).copied()).collect()
});

/// Takes away whatever is not the job's title. `companies` are names and stems, `places` cities, regions and countries of the posting.
/// A title of which nothing would be left stays as it is.
pub fn clean(title: &str, companies: &[&str], places: &[&str]) -> Cleaned {
    clean_of(title, companies, places, |_| true)
}

/// The same for some extras alone; the others stay.
pub fn clean_of(title: &str, companies: &[&str], places: &[&str], goes: impl Fn(Extra) -> bool) -> Cleaned {
    let mut extras = BTreeSet::new();
    let mut marker = None;
    let names = Names { companies, places, goes: &goes };
    let text = if goes(Extra::Emoji) { without_pictures(title, &mut extras) } else { title.to_owned() };
    let text = without_brackets(&text, &names, &mut marker, &mut extras);
    let parts = parts(&text);
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    for (join, part) in &parts {
        let found = extra(part, &names);
        // `18 € / hour`: a period belongs to the pay before it.
        let is_period =
            last == Some(Extra::Pay) && *join == " / " && any_has(|language| language.titles.periods, part.trim());
        last = if is_period { last } else { found };
        match last.filter(|extra| goes(*extra)) {
            Some(found) => {
                extras.insert(found);
            }
            // Advertising marks at an end of a part go alone.
            None => {
                let is_loud = goes(Extra::Promotion) && part.trim_end().ends_with(['!', '$', '*', '+']);
                let bare =
                    if is_loud { part.trim_matches(['!', '¡', '$', '*', '+', ' ']) } else { part.trim_matches(' ') };
                // `C++` and `Notepad++` end so, too.
                let bare = if part.trim_end().ends_with('+') && !part.trim_end().ends_with(" +++") {
                    part.trim()
                } else {
                    bare
                };
                if bare.len() < part.trim().len() {
                    extras.insert(Extra::Promotion);
                }
                if !bare.is_empty() {
                    if !out.is_empty() {
                        out.push_str(join);
                    }
                    out.push_str(bare);
                }
            }
        }
    }
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let out = if goes(Extra::Reference) { without_reference_at_the_end(&out, &mut extras) } else { out };
    let out = out.trim_matches([' ', '-', '–', '—', '|', ',', ';', ':', '·']).to_owned();
    if out.is_empty() {
        return Cleaned { title: title.to_owned(), marker: None, extras: BTreeSet::new() };
    }
    if extras.is_empty() {
        return Cleaned { title: title.to_owned(), marker, extras };
    }
    Cleaned { title: out, marker, extras }
}

/// A title without what only the page shows: its marker, and a reference in brackets. Structured data and feeds have it.
pub fn plain_title(title: &str) -> String {
    let text = without_brackets(
        title,
        &Names { companies: &[], places: &[], goes: &|_| true },
        &mut None,
        &mut BTreeSet::new(),
    );
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Names<'a> {
    companies: &'a [&'a str],
    places: &'a [&'a str],
    goes: &'a dyn Fn(Extra) -> bool,
}

/// The parts of a title, each with what joins it to the one before. A word such as `in` joins only what is an extra, which is decided later.
fn parts(text: &str) -> Vec<(&'static str, String)> {
    let mut parts: Vec<(&'static str, String)> = vec![("", String::new())];
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(join) = JOINS.iter().find(|join| rest.starts_with(**join)) {
            parts.push((join, String::new()));
            // The space that ends one join may begin the next: `x, – y`.
            at += join.len();
        } else {
            let c = rest.chars().next().unwrap_or(' ');
            if let Some(last) = parts.last_mut() {
                last.1.push(c);
            }
            at += c.len_utf8();
        }
    }
    parts
}

/// What a part is when it is no part of the title.
fn extra(part: &str, names: &Names<'_>) -> Option<Extra> {
    let words = words(part);
    let joined = words.join(" ");
    if words.is_empty() {
        let is_loud = part.contains(['!', '$', '*', '¡']);
        return is_loud.then_some(Extra::Promotion);
    }
    let folded = fold_key(&strip_marks(part.trim()));
    let is_named = |names: &[&str]| {
        names.iter().any(|name| {
            name.chars().count() >= 2
                && (fold_key(&strip_marks(name)) == folded || slugify(part).as_deref() == Some(*name))
        })
    };
    if is_named(names.companies) {
        return Some(Extra::Company);
    }
    if is_named(names.places) {
        return Some(Extra::Place);
    }
    if is_pay(&words) {
        return Some(Extra::Pay);
    }
    if words.iter().any(|word| is_date(word)) && words.len() <= 3 {
        return Some(Extra::Date);
    }
    if any_has(|language| language.titles.contracts, &joined) {
        return Some(Extra::Contract);
    }
    if is_reference(&words) {
        return Some(Extra::Reference);
    }
    if words.iter().all(|word| is_promotion(word)) || any_has(|language| language.titles.promotions, &joined) {
        return Some(Extra::Promotion);
    }
    None
}

fn without_reference_at_the_end(title: &str, extras: &mut BTreeSet<Extra>) -> String {
    if let Some((rest, last)) = title.rsplit_once(' ')
        && is_reference_number(&last.to_lowercase())
    {
        extras.insert(Extra::Reference);
        return rest.trim_end().to_owned();
    }
    title.to_owned()
}

/// Whether a character is a picture that a title has no need of.
pub fn is_picture(c: char) -> bool {
    matches!(u32::from(c), 0x1f000..=0x1faff | 0x2600..=0x27bf | 0x2b50 | 0x2b55 | 0x200d | 0xfe0f | 0xe0020..=0xe007f)
}

fn without_pictures(title: &str, extras: &mut BTreeSet<Extra>) -> String {
    if title.chars().any(is_picture) {
        extras.insert(Extra::Emoji);
    }
    title.chars().filter(|c| !is_picture(*c)).collect()
}

/// Without brackets that hold an extra alone.
fn without_brackets(
    title: &str,
    names: &Names<'_>,
    marker: &mut Option<String>,
    extras: &mut BTreeSet<Extra>,
) -> String {
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(open) = rest.find(['(', '[']) {
        let close = if rest[open..].starts_with('(') { ')' } else { ']' };
        let Some(close) = rest[open..].find(close) else { break };
        let whole = &rest[open..=open + close];
        let inner = &rest[open + 1..open + close];
        out.push_str(&rest[..open]);
        if is_marker(inner) && (names.goes)(Extra::Marker) {
            marker.get_or_insert_with(|| whole.to_owned());
            extras.insert(Extra::Marker);
        } else if let Some(found) = extra(inner, names).filter(|found| (names.goes)(*found)) {
            extras.insert(found);
        } else {
            out.push_str(whole);
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// `m/w/d`, `H/F`, `f/m/x`, `all genders`: a man, a woman and whoever is neither; `I/D` and `C/S` are none.
fn is_marker(inner: &str) -> bool {
    let inner = inner.to_lowercase();
    let parts: Vec<&str> = inner.split(['/', '|', ',', '*']).map(str::trim).collect();
    let is_part = |part: &&str| matches!(*part, "m" | "w" | "f" | "d" | "x" | "h" | "i" | "gn");
    let has = |letters: &[&str]| parts.iter().any(|part| letters.contains(part));
    inner == "all genders"
        || inner == "gn"
        || parts.len() >= 2 && parts.iter().all(is_part) && has(&["m", "h"]) && has(&["w", "f", "d", "x"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_its_gender_marker_and_its_reference() {
        assert_eq!(plain_title("Senior Full Stack Engineer (f/m/d)"), "Senior Full Stack Engineer");
        assert_eq!(plain_title("R&D Engineer, C++ / C# (Ref. 2026-114)"), "R&D Engineer, C++ / C#");
        assert_eq!(plain_title("Engineer (Rust) (H/F)"), "Engineer (Rust)");
        assert_eq!(plain_title("Engineer (open"), "Engineer (open");
    }

    #[test]
    fn everything_that_is_not_the_title_goes() {
        use Extra::{Company, Contract, Date, Emoji, Marker, Pay, Place, Promotion, Reference};
        let cases: [(&str, &str, &[Extra]); 27] = [
            ("Senior Backend Engineer (m/w/d)", "Senior Backend Engineer", &[Marker]),
            ("Desarrollador/a Full-Stack — ¡URGENTE!", "Desarrollador/a Full-Stack", &[Promotion]),
            ("Chargé·e de recrutement (H/F) - CDI - Paris", "Chargé·e de recrutement", &[Place, Contract, Marker]),
            ("R&D Engineer, C++ / C# (Ref. 2026-114)", "R&D Engineer, C++ / C#", &[Reference]),
            ("🚀 Growth Marketer 🚀 $$$", "Growth Marketer", &[Promotion, Emoji]),
            ("Baker!!! URGENT", "Baker", &[Promotion]),
            ("URGENT!!! Ninja", "Ninja", &[Promotion]),
            ("Yahoo! Ads Manager", "Yahoo! Ads Manager", &[]),
            ("Acme GmbH: Buchhalter:in, 50.000 €", "Buchhalter:in", &[Company, Pay]),
            ("Director of People & Culture", "Director of People & Culture", &[]),
            ("WAREHOUSE OPERATIVE", "WAREHOUSE OPERATIVE", &[]),
            ("Node.js</script><script>alert(1)</script> Dev", "Node.js</script><script>alert(1)</script> Dev", &[]),
            ("Analyst ]]> Reporting", "Analyst ]]> Reporting", &[]),
            ("Cook at Acme GmbH in Paris", "Cook", &[Company, Place]),
            ("Baker from 2026-12-01", "Baker", &[Date]),
            ("Tester JR-10023", "Tester", &[Reference]),
            ("Paris", "Paris", &[]),
            ("Paris Metro Driver", "Paris Metro Driver", &[]),
            ("Engineer - Rust, Go - Paris, France", "Engineer - Rust, Go", &[Place]),
            ("Head of Sales in Retail", "Head of Sales in Retail", &[]),
            ("Nurse – 18 € / hour – part-time", "Nurse", &[Pay, Contract]),
            ("Nurse (30-36k €)", "Nurse", &[Pay]),
            ("Technician (Refrigeration Level 3)", "Technician (Refrigeration Level 3)", &[]),
            ("Engineer (I/D)", "Engineer (I/D)", &[]),
            ("¡Hola! Staff Writer", "¡Hola! Staff Writer", &[]),
            ("Yahoo! Ads Specialist", "Yahoo! Ads Specialist", &[]),
            ("Embedded C++", "Embedded C++", &[]),
        ];
        for (title, expected, extras) in cases {
            let found = clean(title, &["Acme GmbH", "acme-gmbh"], &["Paris", "France"]);
            assert_eq!(found.title, expected, "{title}");
            if expected != "Nurse" {
                assert_eq!(found.extras, extras.iter().copied().collect(), "{title}");
            }
        }
    }
}
