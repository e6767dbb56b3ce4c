//! A posting without a closing day that has been open for long. Google, "JobPosting" content policy (2026): expired jobs must go; Jooble drops what is older than
//! 45 days, and readers do sooner.

use super::Posting;
use crate::content::State;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Hint "stale-posting" {
        why: "A posting without a closing date stays open until its author remembers it. After three months it is often filled, and search engines punish dead postings.",
        example: "posted: 2026-01-10 without `closes`, seen in June",
        remedy: "Add `closes`, or `status: filled`.",
        source: "Google, “Job posting content policies”, 2026",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let since = job.appeared().timestamp();
    let is_open = job.state(posting.now) == State::Open && !posting.entry.head().draft;
    if is_open && !posting.entry.head().has("closes") && posting.deadlines.have_passed(DAYS, since) {
        let days = posting.deadlines.days_since(since);
        let message = format!("the posting has been open for {days} days and has no closing date");
        let complaint = Complaint::new(RULE, message);
        let help = "add `closes`, or `status: filled` when it is";
        diagnostics.push(complaint.help(help).at(posting.entry.head().at("posted")));
    }
}

const DAYS: i64 = 90;
