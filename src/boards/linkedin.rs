//! LinkedIn's feed of basic jobs (LinkedIn, "XML feeds development guide", 2026).

use super::posting::{Posting, day, newest, some};
use super::{BoardIssue, Issues, JobBoard};
use crate::content::{Board, Employment, Job, Level, Workplace};
use crate::diag::rule;
use crate::markdown::Subset;
use crate::model::Period;
use crate::render::Renderer;
use crate::render::feeds::rfc_822;
use crate::render::xml::Xml;

rule! {
    RULE = Warning "feed-linkedin" {
        why: "LinkedIn refuses texts of fewer than 100 characters, postings without a city, and addresses without https; it strips tables and pictures.",
        example: "feeds: { linkedin: true } and a text of a line",
        remedy: "Add what it asks for, or keep the posting from it with `syndicate`.",
        source: "LinkedIn, “XML feeds development guide”, 2026",
    }
}

pub const BOARD: JobBoard = JobBoard {
    board: Board::LinkedIn,
    name: "LinkedIn",
    rule: RULE,
    least_length: 100,
    wants_places_apart: true,
    element: "job",
    check,
    feed,
};

fn check(issues: &mut Issues<'_>) {
    issues.refuse_without_city("LinkedIn");
    let is_plain = |url: &str| url.starts_with("http:");
    let has_plain_page = is_plain(issues.index.config.base_url.as_str());
    if issues.job.apply.url.as_ref().is_none_or(|url| is_plain(url.as_str())) && has_plain_page {
        let message = "LinkedIn accepts https addresses only".to_owned();
        issues.refuse("apply", message, "use an address with `https:`");
    }
    if let Some(at) = &issues.record.text.more_than_text {
        let message = "LinkedIn shows neither tables nor pictures; it gets the text only".to_owned();
        let help = "say it in sentences or in a list";
        let at = Some(at.span.clone());
        issues.found.push(BoardIssue { key: "description", message, help, at, is_refused: false });
    }
}

fn feed(renderer: &Renderer, postings: &[Posting<'_>], mut xml: Xml) -> Xml {
    let config = &renderer.site.config;
    xml.open("source", &[]);
    xml.text("lastBuildDate", &[], &rfc_822(newest(postings)));
    xml.text("publisherUrl", &[], config.base_url.as_str());
    xml.text("publisher", &[], &config.texts(&config.main).title);
    xml.text("expectedJobCount", &[], &postings.len().to_string());
    for posting in postings {
        let job = posting.job;
        xml.open("job", &[]);
        xml.cdata("partnerJobId", &[], &posting.reference);
        xml.cdata("company", &[], posting.company);
        xml.cdata("title", &[], &posting.title());
        xml.cdata("description", &[], &posting.html(Subset::LinkedIn));
        let apply = job.apply.url.as_ref().map(|url| url.as_str()).filter(|url| url.starts_with("https:"));
        xml.cdata("applyUrl", &[], apply.unwrap_or(&posting.url));
        some(&mut xml, "posterEmail", poster(job, config.feeds.poster.as_deref()));
        xml.cdata("location", &[], &posting.location());
        some(&mut xml, "city", posting.city());
        some(&mut xml, "state", posting.place.and_then(|place| Some(place.region.as_ref()?.plain())));
        some(&mut xml, "country", posting.country().as_ref().map(|country| country.code()));
        some(&mut xml, "postalCode", posting.place.and_then(|place| place.postal_code.as_deref()));
        let workplace = job.workplace.map(|workplace| match workplace {
            Workplace::Onsite => "On-site",
            Workplace::Hybrid => "Hybrid",
            Workplace::Remote => "Remote",
        });
        some(&mut xml, "workplaceTypes", workplace);
        some(&mut xml, "experienceLevel", experience(job.level, &job.employment));
        some(&mut xml, "jobtype", job.employment.iter().find_map(|kind| jobtype(*kind)));
        if let Some(salary) = &job.salary {
            xml.open("salaries", &[]);
            xml.open("salary", &[]);
            for (name, amount) in [("highEnd", salary.max()), ("lowEnd", salary.min())] {
                let Some(amount) = amount else { continue };
                xml.open(name, &[]);
                xml.cdata("amount", &[], &amount.plain());
                xml.cdata("currencyCode", &[], salary.currency());
                xml.close();
            }
            let period = match salary.per() {
                Period::Hour => "HOURLY",
                Period::Day => "DAILY",
                Period::Week => "WEEKLY",
                Period::Month => "MONTHLY",
                Period::Year => "YEARLY",
            };
            xml.cdata("period", &[], period);
            xml.cdata("type", &[], "BASE_SALARY");
            xml.close();
            xml.close();
        }
        xml.cdata("listDate", &[], &day(job.posted.date(), "%m/%d/%Y"));
        some(&mut xml, "expirationDate", job.closes.map(|closes| day(closes.date(), "%m/%d/%Y")).as_deref());
        xml.close();
    }
    xml
}

/// Whom LinkedIn writes to: the contact, where one applies, else the site's own address.
pub fn poster<'a>(job: &'a Job, own: Option<&'a str>) -> Option<&'a str> {
    let contact = job.details.contact.as_ref().and_then(|contact| contact.email.as_ref());
    contact.or(job.apply.email.as_ref()).map(|(address, _)| address.as_str()).or(own)
}

fn experience(level: Option<Level>, employment: &[Employment]) -> Option<&'static str> {
    Some(match level {
        Some(Level::Intern) => "INTERNSHIP",
        Some(Level::Junior) => "ENTRY_LEVEL",
        Some(Level::Mid) => "ASSOCIATE",
        Some(Level::Senior | Level::Lead | Level::Principal | Level::Manager) => "MID_SENIOR_LEVEL",
        Some(Level::Director) => "DIRECTOR",
        Some(Level::Executive) => "EXECUTIVE",
        None if employment.contains(&Employment::Internship) => "INTERNSHIP",
        None => return None,
    })
}

/// What it has no word for is left out.
fn jobtype(kind: Employment) -> Option<&'static str> {
    match kind {
        Employment::FullTime => Some("FULL_TIME"),
        Employment::PartTime => Some("PART_TIME"),
        Employment::Contract | Employment::Temporary | Employment::Seasonal => Some("CONTRACT"),
        Employment::Internship => Some("INTERNSHIP"),
        Employment::Volunteer => Some("VOLUNTEER"),
        Employment::Apprenticeship | Employment::PerDiem | Employment::Other => None,
    }
}
