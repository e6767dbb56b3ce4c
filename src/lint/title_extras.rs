//! What is in a title and no part of it: the company, a place, pay, a date, a reference, a contract, a marker, advertising, pictures.

use super::{Posting, title};
use crate::diag::{Code, Diagnostic, rule};
use crate::locale::{Extra, has_pay, has_reference, is_date, is_picture, title_words};

rule! {
    TITLE_COMPANY = Warning "title-company" {
        why: "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out.",
        example: "title: Baker at Acme",
        remedy: "Leave the name to `company`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    TITLE_CONTRACT = Warning "title-contract" {
        why: "Search engines want the job's title alone; the kind of contract and the hours have a field of their own.",
        example: "title: Recruiter - CDI",
        remedy: "Put it into `employment`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    TITLE_DATE = Warning "title-date" {
        why: "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out.",
        example: "title: Baker from 2026-10-05",
        remedy: "Put it into `posted`, `opens` or `closes`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    TITLE_EMOJI = Warning "title-emoji" {
        why: "Search engines and job boards strip pictures out of titles or refuse them, and screen readers read each out: “rocket Growth Marketer rocket”.",
        example: "title: 🚀 Growth Marketer 🚀",
        remedy: "Say it in words.",
        source: "LinkedIn, “XML feeds development guide”, 2026",
    }

    TITLE_MARKER = Hint "title-marker" {
        why: "A marker such as `(m/w/d)` belongs on the page, where the law or custom wants it, and not into markup, feeds and addresses.",
        example: "title: Baker (m/w/d)",
        remedy: "Move it: `title: Baker` and `title_suffix: (m/w/d)`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    TITLE_PAY = Warning "title-pay" {
        why: "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out.",
        example: "title: Bookkeeper, 50.000 €",
        remedy: "Put it into `salary`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    TITLE_PLACE = Warning "title-place" {
        why: "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out.",
        example: "title: Baker – Madrid",
        remedy: "Leave the place to `location`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    TITLE_PROMOTION = Warning "title-promotion" {
        why: "Exclamation marks and words such as “urgent” are advertising; job boards take postings with them down.",
        example: "title: Baker!!! URGENT",
        remedy: "Say what the job is, and nothing else.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    TITLE_REFERENCE = Warning "title-reference" {
        why: "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out.",
        example: "title: R&D Engineer (Ref. 2026-114)",
        remedy: "Put the reference into `id`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }
}

/// An extra that titles have, and the rule about it.
struct TitleRule {
    rule: Code,
    extra: Extra,
    /// The message where a posting's title has it.
    finds: fn(&Posting<'_>) -> Option<String>,
    help: &'static str,
}

const TITLE_RULES: [TitleRule; 9] = [
    TitleRule { rule: TITLE_COMPANY, extra: Extra::Company, finds: company, help: "leave it to `company`" },
    TitleRule { rule: TITLE_CONTRACT, extra: Extra::Contract, finds: contract, help: "put it into `employment`" },
    TitleRule { rule: TITLE_DATE, extra: Extra::Date, finds: date, help: "put it into `posted`, `opens` or `closes`" },
    TitleRule { rule: TITLE_EMOJI, extra: Extra::Emoji, finds: emoji, help: "say it in words" },
    TitleRule { rule: TITLE_MARKER, extra: Extra::Marker, finds: marker, help: "put it into `title_suffix`" },
    TitleRule { rule: TITLE_PAY, extra: Extra::Pay, finds: pay, help: "put it into `salary`" },
    TitleRule { rule: TITLE_PLACE, extra: Extra::Place, finds: place, help: "leave it to `location`" },
    TitleRule {
        rule: TITLE_PROMOTION,
        extra: Extra::Promotion,
        finds: promotion,
        help: "say what the job is, and nothing else",
    },
    TitleRule { rule: TITLE_REFERENCE, extra: Extra::Reference, finds: reference, help: "put it into `id`" },
];

pub const RULES: [Code; 9] = [
    TITLE_COMPANY,
    TITLE_CONTRACT,
    TITLE_DATE,
    TITLE_EMOJI,
    TITLE_MARKER,
    TITLE_PAY,
    TITLE_PLACE,
    TITLE_PROMOTION,
    TITLE_REFERENCE,
];

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for TitleRule { rule, extra, finds, help } in &TITLE_RULES {
        if let Some(message) = finds(posting) {
            diagnostics.push(title::diagnostic(posting, *rule, *extra, message, help));
        }
    }
}

fn written<'a>(posting: &'a Posting<'_>) -> &'a str {
    &posting.title().value
}

fn company(posting: &Posting<'_>) -> Option<String> {
    let name = posting.company.filter(|name| title::adds(written(posting), name))?;
    Some(format!("the title names the company, “{name}”"))
}

fn contract(posting: &Posting<'_>) -> Option<String> {
    has(posting, Extra::Contract).then(|| format!("the title “{}” names the contract", written(posting)))
}

fn date(posting: &Posting<'_>) -> Option<String> {
    let has_date = title_words(written(posting)).iter().any(|word| is_date(word));
    has_date.then(|| format!("the title “{}” contains a date", written(posting)))
}

fn emoji(posting: &Posting<'_>) -> Option<String> {
    let has_emoji = written(posting).chars().any(is_picture);
    has_emoji.then(|| format!("the title “{}” contains emoji or symbols", written(posting)))
}

fn marker(posting: &Posting<'_>) -> Option<String> {
    let has_marker = written(posting).contains(['(', '[']) && has(posting, Extra::Marker);
    has_marker.then(|| format!("the title “{}” contains a marker that belongs on the page alone", written(posting)))
}

fn pay(posting: &Posting<'_>) -> Option<String> {
    has_pay(&title_words(written(posting))).then(|| format!("the title “{}” contains pay", written(posting)))
}

fn place(posting: &Posting<'_>) -> Option<String> {
    let mut cities = posting.job.places.iter().filter_map(|place| place.city.as_deref());
    let city = cities.find(|city| title::adds(written(posting), city))?;
    Some(format!("the title names the place, “{city}”"))
}

fn promotion(posting: &Posting<'_>) -> Option<String> {
    has(posting, Extra::Promotion).then(|| format!("the title “{}” advertises", written(posting)))
}

fn reference(posting: &Posting<'_>) -> Option<String> {
    let has_one = has_reference(&title_words(written(posting)));
    has_one.then(|| format!("the title “{}” contains a reference", written(posting)))
}

fn has(posting: &Posting<'_>, extra: Extra) -> bool {
    posting.cleaned().extras.contains(&extra)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_extra_has_a_rule() {
        let with_rules: Vec<Code> = TITLE_RULES.iter().map(|row| row.rule).collect();
        assert_eq!(with_rules, RULES);
    }
}
