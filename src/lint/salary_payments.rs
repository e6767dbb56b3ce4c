//! Monthly pay where twelve months are not a year’s pay: fourteen payments are usual there, and the difference is a sixth. Ours.

use super::Records;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::model::Period;

rule! {
    RULE = Hint "salary-payments" {
        why: "Where fourteen payments are usual, monthly pay without their number leaves a sixth of the year's pay open.",
        example: "location: Madrid, ES\nsalary: 2000-2400 EUR/month",
        remedy: "Add `payments: 14`, or 12.",
    }
}

pub fn check(records: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in records.jobs() {
        let Some(salary) = &job.salary else { continue };
        // One posting in several languages is told once.
        if records.index.translations[id.index()].first().is_some_and(|first| *first != id) {
            continue;
        }
        let place = job.places.iter().find(|place| matches!(place.country.code(), "ES" | "PT" | "AT" | "IT" | "GR"));
        if let Some(place) = place.filter(|_| salary.per() == Period::Month && salary.payments.is_none()) {
            let message = format!("in {} a year may have 12 or 14 payments", place.country.code());
            let complaint = Complaint::new(RULE, message);
            diagnostics
                .push(complaint.help("add `payments: 14`, or 12").at(records.index.record(id).head.at("salary")));
        }
    }
}
