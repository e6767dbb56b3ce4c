//! A text that says too little. LinkedIn and Adzuna take 100 characters at least (2026), and a reader learns nothing from fewer.

use super::Posting;
use crate::content::KindName;
use crate::content::State;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "description-short" {
        why: "Readers learn nothing from a line, and job boards take 100 characters at least.",
        example: "description: Call us.",
        remedy: "Say what the work is, who you are looking for, and what you offer.",
        source: "LinkedIn, “XML feeds development guide”, 2026; Adzuna, “Feed specification”, 2026",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let entry = posting.entry;
    let length = crate::markdown::length_up_to(entry.body(), LEAST);
    let is_open = matches!(job.state(posting.now), State::Open | State::Scheduled(_));
    // A board of links has postings without a text.
    let is_link = length == 0 && !posting.config.needs_text(KindName::Job);
    if length < LEAST && !is_link && is_open && !entry.head().draft {
        let message = format!("the text has {length} characters");
        let complaint = Complaint::new(RULE, message);
        let help = "describe the work, who you need and what you offer; job boards require at least 100 characters";
        diagnostics.push(complaint.help(help).at(entry.head().at("description")));
    }
}

/// In characters.
const LEAST: usize = 100;
