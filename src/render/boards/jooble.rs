//! Jooble's feed (Jooble, "XML specs", 2026): everything in CDATA, days with dots.

use super::{Posting, day, salary, some};
use crate::markdown::Subset;
use crate::render::Renderer;
use crate::render::xml::Xml;

const FORM: &str = "%d.%m.%Y";

pub fn feed(_: &Renderer, postings: &[Posting<'_>], mut xml: Xml) -> Xml {
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
