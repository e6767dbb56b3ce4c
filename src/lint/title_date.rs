//! A date in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::{Extra, is_date, title_words};

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let title = &job.title.value;
    if title_words(title).iter().any(|word| is_date(word)) {
        let message = format!("the title “{title}” holds a date");
        let help = "put it into `posted`, `opens` or `closes`";
        diagnostics.push(titles::complain(posting, Code::TitleDate, Extra::Date, message, help));
    }
}
