//! A range whose upper end is more than twice the lower one: it tells applicants nothing, and several US states refuse it as no good-faith range (see the pay
//! transparency table). Ours.

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let Some((min, max)) = job.salary.as_ref().and_then(|salary| Some((salary.min()?, salary.max()?))) else {
        return;
    };
    if max.hundredths() > 2 * min.hundredths() {
        let message = format!("{} is more than twice {}", max.plain(), min.plain());
        let complaint = Complaint::new(Code::SalaryRangeWide, message);
        let help = "narrow the range, or make a posting for each level";
        diagnostics.push(complaint.help(help).at(posting.entry.head.at("salary")));
    }
}
