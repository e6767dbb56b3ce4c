//! An application that goes over plain http. LinkedIn takes https alone (2026), and browsers warn of forms without it.

use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (_, job) in super::titles::jobs(site) {
        if let Some(url) = job.apply.url.as_ref().filter(|url| url.as_str().starts_with("http:")) {
            let complaint = Complaint::new(Code::ApplyPlain, format!("one applies at `{url}`, without encryption"));
            diagnostics
                .push(complaint.help("use the address with `https:`, if there is one").at(job.title.span.clone()));
        }
    }
}
