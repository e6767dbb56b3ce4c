//! Pay that fits no such period: 45 a year, or 52,000 an hour. Search engines show it as it is. Ours; the bounds are wide, in units of any currency that has
//! cents, and only currencies of that kind are looked at.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "salary-unit" {
        why: "The amount and its period don't go together; readers and search engines would take it as it stands.",
        example: "salary: 45-60 USD/year",
        remedy: "Check the period, and whether a `k` is missing.",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some(salary) = &job.salary else { return };
    let Some(most) = salary.max().or(salary.min()).map(|amount| amount.hundredths() / 100) else { return };
    if !salary.is_plausible() {
        let message = format!("{most} {} per {} is implausible", salary.currency(), salary.per().as_str());
        let complaint = Complaint::new(RULE, message);
        let help = if most < 1_000 { "check the period, and whether a `k` is missing" } else { "check the period" };
        diagnostics.push(complaint.help(help).at(posting.entry.head().at("salary")));
    }
}
