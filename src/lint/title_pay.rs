//! Pay in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::{Extra, has_pay, title_words};

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let title = &job.title.value;
    if has_pay(&title_words(title)) {
        let message = format!("the title “{title}” holds pay");
        let help = "put it into `salary`";
        diagnostics.push(titles::complain(posting, Code::TitlePay, Extra::Pay, message, help));
    }
}
