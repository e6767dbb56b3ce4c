//! Pay in a currency that the place of work does not use. Only currencies of one country or region are looked at: many pay in dollars or euros. ISO 4217 (2026).

use super::Posting;
use crate::content::Workplace;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Hint "salary-currency" {
        why: "The place of work uses another currency; a code is easily mistyped.",
        example: "location: Madrid, ES\nsalary: 20000-24000 MXN/year",
        remedy: "Check the code.",
        source: "ISO 4217, 2026",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some(salary) = &job.salary else { return };
    let Some(currency) = iso_currency::Currency::from_code(salary.currency()) else { return };
    if job.places.is_empty() || job.workplace == Some(Workplace::Remote) || matches!(salary.currency(), "EUR" | "USD") {
        return;
    }
    // Its countries are named by their alpha-2 codes.
    let users: Vec<String> = currency.used_by().iter().map(|country| format!("{country:?}")).collect();
    let is_used = |code: &str| users.iter().any(|user| user == code);
    if let Some(place) = job.places.iter().find(|place| !is_used(place.country.code())) {
        let message = format!("{} is not the currency of {}", salary.currency(), place.country.code());
        let complaint = Complaint::new(RULE, message).help("check the code");
        diagnostics.push(complaint.at(posting.entry.head().at("salary")));
    }
}
