//! The kind of contract or the hours in a title; they have a field of their own. Google, "JobPosting" structured data (2026-09-08).

use super::titles;
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let title = &job.title.value;
        if titles::cleaned(site, id, job).extras.contains(&Extra::Contract) {
            let message = format!("the title “{title}” names the contract");
            let help = "put it into `employment`";
            diagnostics.push(titles::complain(site, id, job, Code::TitleContract, Extra::Contract, message, help));
        }
    }
}
