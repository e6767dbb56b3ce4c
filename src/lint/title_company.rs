//! The company in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let Some(company) = site.company_of[id.index()] else { continue };
        let name = site.entry(company).title();
        if titles::adds(&job.title.value, name) {
            let complaint = Complaint::new(Code::TitleCompany, format!("the title names the company, “{name}”"));
            diagnostics.push(complaint.help("leave it to `company`").at(job.title.span.clone()));
        }
    }
}
