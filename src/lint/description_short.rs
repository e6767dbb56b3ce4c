//! A text that says too little. LinkedIn and Adzuna take 100 characters at least (2026), and a reader learns nothing from fewer.

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::State;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let entry = posting.entry;
    let length = crate::markdown::length(&entry.body);
    let is_open = matches!(job.state(posting.now), State::Open | State::Scheduled(_));
    if length < LEAST && is_open && !entry.head.draft {
        let message = format!("the text has {length} characters");
        let complaint = Complaint::new(Code::DescriptionShort, message);
        let help =
            "say what the work is, who is looked for and what is offered; job boards take 100 characters at least";
        diagnostics.push(complaint.help(help).at(entry.head.at("description")));
    }
}

/// In characters.
const LEAST: usize = 100;
