//! The company in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::titles;
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let Some(company) = site.company_of[id.index()] else { continue };
        let name = site.entry(company).title();
        if titles::adds(&job.title.value, name) {
            let message = format!("the title names the company, “{name}”");
            let help = "leave it to `company`";
            diagnostics.push(titles::complain(site, id, job, Code::TitleCompany, Extra::Company, message, help));
        }
    }
}
