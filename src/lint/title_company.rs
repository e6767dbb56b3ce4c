//! The company in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some(name) = posting.company else { return };
    if titles::adds(&job.title.value, name) {
        let message = format!("the title names the company, “{name}”");
        let help = "leave it to `company`";
        diagnostics.push(titles::complain(posting, Code::TitleCompany, Extra::Company, message, help));
    }
}
