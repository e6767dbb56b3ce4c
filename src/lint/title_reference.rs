//! A reference in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::{Extra, has_reference, title_words};

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let title = &job.title.value;
    if has_reference(&title_words(title)) {
        let message = format!("the title “{title}” holds a reference");
        let help = "put it into `id`";
        diagnostics.push(titles::complain(posting, Code::TitleReference, Extra::Reference, message, help));
    }
}
