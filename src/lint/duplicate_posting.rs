//! The same posting twice: one company, one title and one place, in one language. Job boards refuse feeds with doubles (LinkedIn, Indeed; 2026).

use std::collections::BTreeMap;

use crate::content::{KindName, State};
use crate::diag::{Complaint, Diagnostic, rule};
use crate::model::{Area, Lang, Place};
use crate::relate::{EntryId, Site};
use crate::source::fold_key;

rule! {
    RULE = Warning "duplicate-posting" {
        why: "Job boards refuse feeds that contain a posting twice, and duplicates tire readers.",
        example: "two files with the same company, title and place",
        remedy: "Remove one, or tell them apart by `id`.",
        source: "LinkedIn, “XML feeds development guide”, 2026",
    }
}

pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    type Key<'a> = (Option<EntryId>, &'a Lang, String, &'a [Place], &'a [Area], Option<&'a str>);
    let mut seen: BTreeMap<Key<'_>, EntryId> = BTreeMap::new();
    for id in site.ids_of(KindName::Job) {
        let entry = site.entry(id);
        let (head, Some(job)) = (entry.head(), entry.job()) else { continue };
        if job.state(site.now) != State::Open || head.draft {
            continue;
        }
        let company = site.index.company_of[id.index()];
        let reference = job.id.as_ref().map(|id| id.value.as_str());
        let key = (
            company,
            &head.lang,
            fold_key(&entry.prose().title.value),
            job.places.as_slice(),
            job.applicants.as_slice(),
            reference,
        );
        match seen.get(&key) {
            Some(first) => {
                let complaint = Complaint::new(RULE, "another open posting has this company, title and place");
                let diagnostic =
                    complaint.help("remove one, or tell them apart by `id`").at(entry.prose().title.span.clone());
                diagnostics.push(diagnostic.also("the other one is here", site.entry(*first).head().at("title")));
            }
            None => {
                seen.insert(key, id);
            }
        }
    }
}
