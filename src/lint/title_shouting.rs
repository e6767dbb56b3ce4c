//! A title in capitals. Google, "JobPosting" structured data (2026-09-08).

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::title_words;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    if is_shouting(&job.title.value) {
        let complaint =
            Complaint::new(Code::TitleShouting, format!("the title “{}” is written in capitals", job.title.value));
        diagnostics.push(complaint.help("write it as you would say it").at(job.title.span.clone()));
    }
}

/// Two words or more, eight letters or more, and none of them small.
fn is_shouting(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 8
        && title_words(title).len() >= 2
        && title.chars().all(|c| !c.is_lowercase())
        && title.chars().any(char::is_uppercase)
}
