//! Advertising in a title: `!`, `$$$`, “urgent”. Google, "JobPosting" structured data (2026-09-08); job boards take such postings down.

use super::titles;
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let title = &job.title.value;
        if titles::cleaned(site, id, job).extras.contains(&Extra::Promotion) {
            let message = format!("the title “{title}” advertises");
            let help = "say what the job is, and nothing else";
            diagnostics.push(titles::complain(site, id, job, Code::TitlePromotion, Extra::Promotion, message, help));
        }
    }
}
