//! Pay with one end only, “from 25” or “up to 60,000”: several US states ask for both ends (see the pay transparency table), and search engines show a lone end as
//! the pay. Ours.

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let Some(salary) = &job.salary else { continue };
        let missing = match (salary.min(), salary.max()) {
            (Some(_), None) => "upper",
            (None, Some(_)) => "lower",
            _ => continue,
        };
        let complaint = Complaint::new(Code::SalaryOpenEnded, format!("the pay has no {missing} end"));
        diagnostics.push(complaint.help("give both ends").at(site.entry(id).head.at("salary")));
    }
}
