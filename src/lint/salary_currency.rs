//! Pay in a currency that the place of work does not use. Only currencies of one country or region are looked at: many pay in dollars or euros. ISO 4217 (2026).

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::Workplace;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
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
        let complaint = Complaint::new(Code::SalaryCurrency, message).help("check the code");
        diagnostics.push(complaint.at(posting.entry.head.at("salary")));
    }
}
