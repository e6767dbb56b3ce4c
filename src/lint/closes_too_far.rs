//! A closing day in the far future, which is more often a typing error in the year than a plan. Ours.

use jiff::SignedDuration;

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Hint "closes-too-far" {
        why: "A posting that is open for more than a year is rare; a slip in the year is not.",
        example: "posted: 2026-10-05\ncloses: 2028-10-31",
        remedy: "Check the year.",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some(closes) = job.closes else { return };
    let begins = job.appeared().timestamp();
    if closes.bound().duration_since(begins) > SignedDuration::from_hours(24 * DAYS) {
        let message = format!("the posting is open until {}, more than a year after it was posted", closes.date());
        let complaint = Complaint::new(RULE, message).help("check the year");
        diagnostics.push(complaint.at(posting.entry.head().at("closes")));
    }
}

const DAYS: i64 = 366;
