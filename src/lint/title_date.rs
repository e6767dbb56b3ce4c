//! A date in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (_, job) in titles::jobs(site) {
        if titles::words(&job.title.value).iter().any(|word| is_date(word)) {
            let complaint = Complaint::new(Code::TitleDate, format!("the title “{}” holds a date", job.title.value));
            diagnostics.push(complaint.help("put it into `posted`, `opens` or `closes`").at(job.title.span.clone()));
        }
    }
}

/// `2026-10-05`, `5/10/2026`, `05.10.2026`.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(|part| is_number(part)) && parts.iter().any(|part| part.len() == 4)
}
