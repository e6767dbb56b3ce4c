//! Sites in memory: their settings, the instant of their build, what comes of them.

use std::collections::BTreeMap;

use rolecall::content;
use rolecall::pipeline::{Memo, Outcome, Request, build};
use rolecall::relate::Preview;
use rolecall::render;
use rolecall::source::Sources;

/// The instant at which tests happen.
pub const NOW: &str = "2026-11-20T12:00:00Z";

/// The settings of a site that brings none.
pub const SITE: &str = "title: Test\nbase_url: https://site.example\nlanguage: en\nlanguages: { es: { title: Prueba } }\ntimezone: Europe/Madrid\n";

pub fn request(now: &str) -> Request {
    Request {
        now: content::now(now).unwrap(),
        preview: Preview::default(),
        base_url: None,
        theme: None,
        is_for_readers: true,
    }
}

/// A site built from nothing.
pub fn cold(sources: Sources, now: &str) -> Outcome {
    build(sources, &request(now), &mut Memo::default())
}

/// Every file that a build makes, by path. Files copied from disk are named only.
pub fn output(outcome: &Outcome) -> BTreeMap<String, Vec<u8>> {
    let ready = outcome.ready.as_ref().expect("the site has no errors");
    let pages = ready.plan().files.iter();
    pages
        .map(|planned| {
            let bytes = match ready.make_anew(planned).expect("the templates have no faults") {
                render::FileContent::Bytes(bytes) => bytes,
                render::FileContent::File(path) => format!("(copy of {path})").into_bytes(),
                // Made at the disk, of what is named here.
                made => format!("{made:?}").into_bytes(),
            };
            (planned.out.as_str().to_owned(), bytes)
        })
        .collect()
}
