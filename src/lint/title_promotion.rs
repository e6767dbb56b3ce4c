//! Advertising in a title: `!`, `$$$`, “urgent”. Google, "JobPosting" structured data (2026-09-08); job boards take such postings down.

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let title = &job.title.value;
    if posting.cleaned().extras.contains(&Extra::Promotion) {
        let message = format!("the title “{title}” advertises");
        let help = "say what the job is, and nothing else";
        diagnostics.push(titles::complain(posting, Code::TitlePromotion, Extra::Promotion, message, help));
    }
}
