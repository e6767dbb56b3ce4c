//! Addresses for examples in what a real site publishes. RFC 2606 (1999).

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Warning "example-address" {
        why: "Nobody can be reached at an address that is reserved for examples. It was left from a sample or a template.",
        example: "apply: https://company.example/apply",
        remedy: "Write the address of the company itself.",
        source: "RFC 2606, 1999-06",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A site that is an example itself may have them.
    if posting.config.base_url.host().is_none_or(|host| is_reserved(&host)) {
        return;
    }
    let apply = &posting.job.apply;
    let of_url = apply.url.as_ref().and_then(|url| url.host());
    let of_email = apply.email.as_ref().and_then(|(address, _)| Some(address.rsplit_once('@')?.1.to_lowercase()));
    if let Some(host) = of_url.into_iter().chain(of_email).find(|host| is_reserved(host)) {
        let complaint = Complaint::new(RULE, format!("nobody can apply at `{host}`, which is reserved for examples"));
        diagnostics.push(complaint.help("write the company's own").at(posting.entry.head().at("apply")));
    }
}

/// Whether a host is reserved for examples and tests.
fn is_reserved(host: &str) -> bool {
    let is_at_or_below = |name: &str| host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    ["example", "test", "invalid", "localhost", "example.com", "example.org", "example.net"]
        .into_iter()
        .any(is_at_or_below)
}
