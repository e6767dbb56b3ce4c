//! The place of work in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let mut cities = job.places.iter().filter_map(|place| place.city.as_deref());
    if let Some(city) = cities.find(|city| titles::adds(&job.title.value, city)) {
        let message = format!("the title names the place, “{city}”");
        let help = "leave it to `location`";
        diagnostics.push(titles::complain(posting, Code::TitlePlace, Extra::Place, message, help));
    }
}
