//! A text that is the title again. Google, "JobPosting" structured data (2026-09-08): the description is not the title.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::source::fold_key;

rule! {
    RULE = Warning "description-is-title" {
        why: "Search engines refuse a description that is the title again.",
        example: "title: Baker and the text `Baker.`",
        remedy: "Say what the work is.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let entry = posting.entry;
    if entry.body().words() > 2 * posting.title().value.split_whitespace().count() + 2 {
        return;
    }
    let first = crate::markdown::first_paragraph(entry.body());
    let text = first.trim_end_matches(['.', '!']);
    if fold_key(text) == fold_key(&posting.title().value) {
        let complaint = Complaint::new(RULE, "the text only repeats the title");
        diagnostics.push(complaint.help("describe the work").at(entry.head().at("description")));
    }
}
