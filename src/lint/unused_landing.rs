//! A text of a landing page that is not built: no posting is open there, or too few.

use std::collections::BTreeMap;

use super::Records;
use crate::content::rules::DUPLICATE_ADDRESS;
use crate::content::{Kind, KindName};
use crate::diag::{Complaint, Diagnostic, nearest, rule};
use crate::model::Lang;
use crate::relate::EntryId;

rule! {
    RULE = Hint "unused-landing" {
        why: "A landing page is made where enough postings are open. Until then its text waits, or its name is a slip.",
        example: "content/landings/place/es/zaragosa.md",
        remedy: "Correct the file's name, or leave it for the day there are more.",
    }
}

pub fn check(Records { index, lists }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(&str, &Lang), EntryId> = BTreeMap::new();
    for id in index.ids_of(KindName::Landing) {
        let record = index.record(id);
        let Kind::Landing(landing) = &record.kind else { continue };
        if let Some(first) = seen.insert((&landing.path, &record.head.lang), id) {
            let message = format!("two files describe the landing page `{}` in the same language", landing.path);
            let diagnostic =
                Complaint::new(DUPLICATE_ADDRESS, message).help("keep one of them").at(record.head.span.clone());
            diagnostics.push(diagnostic.also("the other one is here", index.record(first).head.span.clone()));
        }
        if lists.landing(index.record(id)).is_some() {
            continue;
        }
        let count = lists.landings.count_at(&landing.path);
        let is_elsewhere = lists.landings.at(&landing.path).is_some();
        let is_off = index.config.landing_minimum == usize::MAX;
        let (message, help) = if is_off {
            (
                "this landing page is not built: landing pages are turned off".to_owned(),
                "remove `landing_minimum: false` from site.yaml, or this file".to_owned(),
            )
        } else if count > 0 || is_elsewhere {
            let least = index.config.landing_minimum;
            let postings = if count == 1 { "posting" } else { "postings" };
            let message = format!("this landing page is not built: {count} open {postings}, {least} needed");
            (message, "it is built once there are more; see `landing_minimum` in site.yaml".to_owned())
        } else {
            let help = match nearest(&landing.path, lists.landings.paths()) {
                Some(near) => format!("did you mean content/landings/{near}.md?"),
                None => "name it after the page: content/landings/place/es/zaragoza.md, remote/es.md, level/senior.md or skill/rust/place/es.md".to_owned(),
            };
            (format!("this landing page is not built: no open posting matches `{}`", landing.path), help)
        };
        diagnostics.push(Complaint::new(RULE, message).help(help).at(record.head.span.clone()));
    }
}
