//! An application that goes over plain http. LinkedIn takes https alone (2026), and browsers warn of forms without it.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "apply-plain" {
        why: "What applicants type into a form without https can be read on the way, and some job boards take no such address.",
        example: "apply: http://acme.example/apply",
        remedy: "Use the address with `https:`.",
        source: "LinkedIn, “XML feeds development guide”, 2026",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    if let Some(url) = job.apply.url.as_ref().filter(|url| url.as_str().starts_with("http:")) {
        let complaint = Complaint::new(RULE, format!("the application address `{url}` is not encrypted"));
        diagnostics.push(complaint.help("use an `https:` address if there is one").at(posting.title().span.clone()));
    }
}
