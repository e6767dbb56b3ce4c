//! A posting without a closing day that has been open for long. Google, "JobPosting" content policy (2026): expired jobs must go; Jooble drops what is older than
//! 45 days, and readers do sooner.

use jiff::SignedDuration;

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::State;
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let age = site.now.duration_since(job.appeared().timestamp());
        let is_open = job.state(site.now) == State::Open && !site.entry(id).head.draft;
        if is_open && !site.entry(id).head.has("closes") && age > SignedDuration::from_hours(24 * DAYS) {
            let message = format!("the posting has been open for {} days and never closes", age.as_hours() / 24);
            let complaint = Complaint::new(Code::StalePosting, message);
            let help = "add `closes`, or `status: filled` when it is";
            diagnostics.push(complaint.help(help).at(site.entry(id).head.at("posted")));
        }
    }
}

const DAYS: i64 = 90;
