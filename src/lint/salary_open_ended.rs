//! Pay with one end only, “from 25” or “up to 60,000”: several US states ask for both ends (see the pay transparency table), and search engines show a lone end as
//! the pay. Ours.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "salary-open-ended" {
        why: "Pay with one end only is half a statement: search engines show the one end as the pay, and some laws ask for both.",
        example: "salary: { min: 25, currency: USD, per: hour }",
        remedy: "Give both ends.",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some(salary) = &job.salary else { return };
    let missing = match (salary.min(), salary.max()) {
        (Some(_), None) => "upper",
        (None, Some(_)) => "lower",
        _ => return,
    };
    let complaint = Complaint::new(RULE, format!("the pay has no {missing} end"));
    diagnostics.push(complaint.help("give both ends").at(posting.entry.head().at("salary")));
}
