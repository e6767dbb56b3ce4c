//! A date in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::titles;
use crate::diag::{Code, Diagnostic};
use crate::model::{Extra, is_date, title_words};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let title = &job.title.value;
        if title_words(title).iter().any(|word| is_date(word)) {
            let message = format!("the title “{title}” holds a date");
            let help = "put it into `posted`, `opens` or `closes`";
            diagnostics.push(titles::complain(site, id, job, Code::TitleDate, Extra::Date, message, help));
        }
    }
}
