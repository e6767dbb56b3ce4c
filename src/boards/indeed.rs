//! Indeed's dialect, which ZipRecruiter, Talent.com and many more read (Indeed, "XML feed", 2026).

use super::posting::{Posting, newest, salary, some};
use super::{Issues, JobBoard, own_reference};
use crate::content::{Board, Employment, Workplace};
use crate::diag::rule;
use crate::markdown::Subset;
use crate::model::Place;
use crate::render::Renderer;
use crate::render::feeds::rfc_822;
use crate::render::xml::Xml;

rule! {
    RULE = Warning "feed-indeed" {
        why: "Indeed refuses postings without a city, and shows those without a state less.",
        example: "feeds: { indeed: true } and location: Spain",
        remedy: "Add what it asks for, or keep the posting from it with `syndicate`.",
        source: "Indeed, “XML feed”, 2026",
    }
}

pub const BOARD: JobBoard = JobBoard {
    board: Board::Indeed,
    name: "Indeed",
    rule: RULE,
    least_length: 30,
    wants_places_apart: true,
    element: "job",
    check,
    feed,
};

fn check(issues: &mut Issues<'_>) {
    issues.refuse_without_city("Indeed");
    if let Some(place) = issues.job.places.iter().find(|place| place.region.is_none() && has_states(place)) {
        let message = format!("Indeed requires a state for `{}`", place.city.as_deref().unwrap_or_default());
        issues.mind(issues.place_key(), message, "add it: `City, State, Country`");
    }
}

/// Countries whose addresses name a state or a province.
fn has_states(place: &Place) -> bool {
    matches!(place.country.code(), "US" | "CA" | "AU" | "BR" | "MX" | "IN")
}

fn feed(renderer: &Renderer, postings: &[Posting<'_>], mut xml: Xml) -> Xml {
    let title = &renderer.site.config.texts(&renderer.site.config.main).title;
    xml.open("source", &[]);
    xml.text("publisher", &[], title);
    xml.text("publisherurl", &[], renderer.site.config.base_url.as_str());
    xml.text("lastBuildDate", &[], &rfc_822(newest(postings)));
    for posting in postings {
        let job = posting.job;
        xml.open("job", &[]);
        xml.cdata("title", &[], &posting.title());
        xml.cdata("date", &[], &job.posted.iso());
        xml.cdata("referencenumber", &[], &posting.reference);
        let requisition = own_reference(renderer.site.index.record(posting.id));
        xml.cdata("requisitionid", &[], &requisition);
        xml.cdata("url", &[], &format!("{}?source=Indeed", posting.url));
        xml.cdata("company", &[], posting.company);
        xml.cdata("sourcename", &[], title);
        some(&mut xml, "city", posting.city());
        some(&mut xml, "state", posting.place.and_then(|place| Some(place.region.as_ref()?.plain())));
        some(&mut xml, "country", posting.country().as_ref().map(|country| country.code()));
        some(&mut xml, "postalcode", posting.place.and_then(|place| place.postal_code.as_deref()));
        some(&mut xml, "streetaddress", posting.place.and_then(|place| place.street.as_deref()));
        some(&mut xml, "email", job.apply.email.as_ref().map(|(address, _)| address.as_str()));
        xml.cdata("description", &[], &posting.html(Subset::Indeed));
        some(&mut xml, "salary", job.salary.as_ref().map(salary).as_deref());
        let education = job.education.map(|education| posting.label("education", education.as_str()));
        some(&mut xml, "education", education.as_deref());
        let kinds: Vec<&str> = job.employment.iter().filter_map(|kind| jobtype(*kind)).collect();
        some(&mut xml, "jobtype", Some(&kinds.join(", ")));
        let skills: Vec<&str> = job.skills.iter().map(|skill| skill.value.as_str()).collect();
        some(&mut xml, "category", Some(&skills.join(", ")));
        let years = job.experience_months.map(|months| format!("{}+ years", months.div_ceil(12)));
        some(&mut xml, "experience", years.filter(|_| job.experience_months != Some(0)).as_deref());
        some(&mut xml, "expirationdate", job.closes.map(|closes| closes.rfc3339()).as_deref());
        some(&mut xml, "remotetype", (job.workplace == Some(Workplace::Remote)).then_some("Fully remote"));
        xml.close();
    }
    xml
}

/// What it has no word for is left out.
fn jobtype(kind: Employment) -> Option<&'static str> {
    match kind {
        Employment::FullTime => Some("fulltime"),
        Employment::PartTime => Some("parttime"),
        Employment::Contract => Some("contract"),
        Employment::Temporary | Employment::Seasonal | Employment::PerDiem => Some("temporary"),
        Employment::Internship => Some("internship"),
        Employment::Volunteer => Some("volunteer"),
        Employment::Apprenticeship | Employment::Other => None,
    }
}
