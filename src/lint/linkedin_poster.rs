//! Postings in LinkedIn's feed that name nobody whom LinkedIn could write to (LinkedIn, “XML feeds development guide”, 2026).

use super::Posting;
use crate::boards::poster;
use crate::content::{Board, State};
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "linkedin-poster" {
        why: "Since June 2025 LinkedIn wants the e-mail address of whoever posts a job, for every job.",
        example: "feeds: { linkedin: true } and a posting with a web address in `apply` alone",
        remedy: "Add `contact: { email: … }` to the posting, or `feeds: { linkedin: { email: … } }` to site.yaml for all of them.",
        source: "LinkedIn, “XML feeds development guide”, 2026",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (job, feeds) = (posting.job, &posting.config.feeds);
    let is_in_feed = feeds.boards.contains_key(&Board::LinkedIn) && job.syndicate.allows(Board::LinkedIn.as_str());
    if is_in_feed && job.state(posting.now) == State::Open && poster(job, feeds.poster.as_deref()).is_none() {
        let complaint = Complaint::new(RULE, "LinkedIn wants the e-mail address of whoever posts this job");
        let help = "add `contact: { email: … }`, or `linkedin: { email: … }` under `feeds` in site.yaml";
        diagnostics.push(complaint.help(help).at(posting.entry.head().at("apply")));
    }
}
