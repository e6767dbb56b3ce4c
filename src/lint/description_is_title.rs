//! A text that is the title again. Google, "JobPosting" structured data (2026-09-08): the description is not the title.

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::source::fold_key;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let entry = posting.entry;
    if entry.body.words() > 2 * job.title.value.split_whitespace().count() + 2 {
        return;
    }
    let first = crate::markdown::first_paragraph(&entry.body);
    let text = first.trim_end_matches(['.', '!']);
    if fold_key(text) == fold_key(&job.title.value) {
        let complaint = Complaint::new(Code::DescriptionIsTitle, "the text only says the title again");
        diagnostics.push(complaint.help("say what the work is").at(entry.head.at("description")));
    }
}
