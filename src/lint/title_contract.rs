//! The kind of contract or the hours in a title; they have a field of their own. Google, "JobPosting" structured data (2026-09-08).

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let title = &job.title.value;
    if posting.cleaned().extras.contains(&Extra::Contract) {
        let message = format!("the title “{title}” names the contract");
        let help = "put it into `employment`";
        diagnostics.push(titles::complain(posting, Code::TitleContract, Extra::Contract, message, help));
    }
}
