//! Jooble's feed (Jooble, "XML specs", 2026): everything in CDATA, days with dots.

use super::posting::{Posting, day, salary, some};
use super::{Issues, JobBoard};
use crate::content::Board;
use crate::diag::rule;
use crate::markdown::Subset;
use crate::render::Renderer;
use crate::render::xml::Xml;

rule! {
    RULE = Warning "feed-jooble" {
        why: "Jooble drops postings that are older than 45 days.",
        example: "feeds: { jooble: true } and posted: 2026-01-10 in June",
        remedy: "Post it again if the position is still open, or keep it from Jooble with `syndicate`.",
        source: "Jooble, “XML specs”, 2026",
    }
}

pub const BOARD: JobBoard = JobBoard {
    board: Board::Jooble,
    name: "Jooble",
    rule: RULE,
    least_length: 1,
    wants_places_apart: false,
    element: "job",
    check,
    feed,
};

/// It drops postings that are older, in days.
const OLDEST: i64 = 45;

fn check(issues: &mut Issues<'_>) {
    if issues.index.deadlines.have_passed(OLDEST, issues.job.posted.timestamp()) {
        let message = format!("Jooble drops postings older than {OLDEST} days");
        issues.mind("posted", message, "post it again if the position is still open");
    }
}

const FORM: &str = "%d.%m.%Y";

fn feed(_: &Renderer, postings: &[Posting<'_>], mut xml: Xml) -> Xml {
    xml.open("jobs", &[]);
    for posting in postings {
        let job = posting.job;
        xml.open("job", &[("id", &posting.reference)]);
        xml.cdata("link", &[], &posting.url);
        xml.cdata("name", &[], &posting.title());
        // It takes one entry for all places.
        let places: Vec<String> = job.places.iter().map(|place| place.text(posting.lang)).collect();
        let region = if places.is_empty() { posting.location() } else { places.join("; ") };
        xml.cdata("region", &[], &region);
        xml.cdata("description", &[], &posting.html(Subset::LinkedIn));
        xml.cdata("company", &[], posting.company);
        some(&mut xml, "salary", job.salary.as_ref().map(salary).as_deref());
        let kinds: Vec<String> = job.employment.iter().map(|kind| posting.label("employment", kind.as_str())).collect();
        some(&mut xml, "jobtype", Some(&kinds.join(", ")));
        xml.cdata("pubdate", &[], &day(job.posted.date(), FORM));
        xml.cdata("updated", &[], &day(job.appeared().date(), FORM));
        some(&mut xml, "expire", job.closes.map(|closes| day(closes.date(), FORM)).as_deref());
        xml.close();
    }
    xml
}
