//! An application that goes over plain http. LinkedIn takes https alone (2026), and browsers warn of forms without it.

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    if let Some(url) = job.apply.url.as_ref().filter(|url| url.as_str().starts_with("http:")) {
        let complaint = Complaint::new(Code::ApplyPlain, format!("one applies at `{url}`, without encryption"));
        diagnostics.push(complaint.help("use the address with `https:`, if there is one").at(job.title.span.clone()));
    }
}
