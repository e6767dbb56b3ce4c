//! A range whose upper end is more than twice the lower one: it tells applicants nothing, and several US states refuse it as no good-faith range (see the pay
//! transparency table). Ours.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "salary-range-wide" {
        why: "A range whose upper end is more than twice the lower says little, and some laws don't accept it as a range.",
        example: "salary: 40000-250000 USD/year",
        remedy: "Narrow it, or write a posting for each level.",
        source: "Colorado INFO #9A, 2024, and similar guidance; the factor is ours",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some((min, max)) = job.salary.as_ref().and_then(|salary| Some((salary.min()?, salary.max()?))) else {
        return;
    };
    if max.hundredths() > 2 * min.hundredths() {
        let message = format!("{} is more than twice {}", max.plain(), min.plain());
        let complaint = Complaint::new(RULE, message);
        let help = "narrow the range, or make a posting for each level";
        diagnostics.push(complaint.help(help).at(posting.entry.head().at("salary")));
    }
}
