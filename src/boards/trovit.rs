//! Trovit's feed (Lifull Connect, "Jobs feed", 2026): days with strokes, texts without markup.

use super::posting::{Posting, day, salary, some};
use super::{Issues, JobBoard};
use crate::content::{Board, Employment, Workplace};
use crate::diag::rule;
use crate::model::Amount;
use crate::render::Renderer;
use crate::render::xml::Xml;

rule! {
    RULE = Warning "feed-trovit" {
        why: "Trovit refuses texts of fewer than 30 characters.",
        example: "feeds: { trovit: true } and description: Call us.",
        remedy: "Say more, or keep the posting from it with `syndicate`.",
        source: "Trovit, “Jobs feed”, 2026",
    }
}

pub const BOARD: JobBoard = JobBoard {
    board: Board::Trovit,
    name: "Trovit",
    rule: RULE,
    least_length: 30,
    wants_places_apart: false,
    element: "ad",
    check,
    feed,
};

fn check(_: &mut Issues<'_>) {}

const FORM: &str = "%d/%m/%Y";

fn feed(_: &Renderer, postings: &[Posting<'_>], mut xml: Xml) -> Xml {
    xml.open("trovit", &[]);
    for posting in postings {
        let job = posting.job;
        xml.open("ad", &[]);
        xml.cdata("id", &[], &posting.reference);
        xml.cdata("url", &[], &posting.url);
        xml.cdata("title", &[], &posting.title());
        xml.cdata("content", &[], &posting.text());
        xml.cdata("company", &[], posting.company);
        let strings = posting.renderer.theme.strings(posting.lang);
        let experience = posting.facts.experience(strings).filter(|_| job.experience_months != Some(0));
        some(&mut xml, "experience", experience.as_deref());
        let skills: Vec<&str> = job.skills.iter().map(|skill| skill.value.as_str()).collect();
        some(&mut xml, "requirements", Some(&skills.join(", ")));
        let studies = job.education.map(|education| posting.label("education", education.as_str()));
        some(&mut xml, "studies", studies.as_deref());
        let is_of_hours = |kind: &Employment| matches!(kind, Employment::FullTime | Employment::PartTime);
        let (hours, contract): (Vec<&Employment>, Vec<&Employment>) =
            job.employment.iter().partition(|kind| is_of_hours(kind));
        for (name, kinds) in [("contract", contract), ("working_hours", hours)] {
            let labels: Vec<String> = kinds.iter().map(|kind| posting.label("employment", kind.as_str())).collect();
            some(&mut xml, name, Some(&labels.join(", ")));
        }
        if let Some(pay) = &job.salary {
            xml.cdata("salary", &[], &salary(pay));
            some(&mut xml, "salary_numeric", pay.max().or(pay.min()).map(Amount::plain).as_deref());
        }
        some(&mut xml, "city", posting.city());
        some(&mut xml, "region", posting.region());
        some(&mut xml, "postcode", posting.place.and_then(|place| place.postal_code.as_deref()));
        xml.cdata("date", &[], &day(job.posted.date(), FORM));
        some(&mut xml, "expiration_date", job.closes.map(|closes| day(closes.date(), FORM)).as_deref());
        some(&mut xml, "telecommute", (job.workplace == Some(Workplace::Remote)).then_some("1"));
        xml.close();
    }
    xml
}
