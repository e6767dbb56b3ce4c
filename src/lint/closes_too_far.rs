//! A closing day in the far future, which is more often a typing error in the year than a plan. Ours.

use jiff::SignedDuration;

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let Some(closes) = job.closes else { continue };
        let begins = job.appeared().timestamp();
        if closes.bound().duration_since(begins) > SignedDuration::from_hours(24 * DAYS) {
            let message = format!("the posting is open until {}, more than a year after it appeared", closes.date());
            let complaint = Complaint::new(Code::ClosesTooFar, message).help("check the year");
            diagnostics.push(complaint.at(site.entry(id).head.at("closes")));
        }
    }
}

const DAYS: i64 = 366;
