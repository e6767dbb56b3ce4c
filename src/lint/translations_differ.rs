//! Translations of one posting must agree on what is no matter of language: pay, dates, where to apply.

use super::Records;
use crate::content::KindName;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "translation-differs" {
        why: "Translations of one posting are one job: its pay, its dates, its status and its reference are the same in every language.",
        example: "job.md with `closes: 2026-12-15` and job.es.md with `closes: 2026-12-31`",
        remedy: "Make them equal, or give the two postings different keys.",
    }
}

pub fn check(Records { index, .. }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for id in index.ids_of(KindName::Job) {
        // Each group is looked at once, from its first posting.
        let group = &index.translations[id.index()];
        if group.first() != Some(&id) {
            continue;
        }
        let Some(first) = index.record(id).job() else { continue };
        for other in &group[1..] {
            let record = index.record(*other);
            let Some(job) = record.job() else { continue };
            let differs = [
                ("salary", job.salary != first.salary),
                ("closes", job.closes != first.closes),
                ("posted", job.posted != first.posted),
                ("status", job.status != first.status),
                ("id", job.id.as_ref().map(|id| &id.value) != first.id.as_ref().map(|id| &id.value)),
            ];
            let names: Vec<String> =
                differs.iter().filter(|(_, differs)| *differs).map(|(name, _)| format!("`{name}`")).collect();
            if !names.is_empty() {
                let complaint =
                    Complaint::new(RULE, format!("{} of the translations is not the same", names.join(", ")));
                let diagnostic =
                    complaint.help("make them equal, or correct `translation_key`").at(record.head.span.clone());
                diagnostics.push(diagnostic.also("the other language is here", index.record(id).head.span.clone()));
            }
        }
    }
}
