//! The place of work in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::titles;
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let mut cities = job.places.iter().filter_map(|place| place.city.as_deref());
        if let Some(city) = cities.find(|city| titles::adds(&job.title.value, city)) {
            let message = format!("the title names the place, “{city}”");
            let help = "leave it to `location`";
            diagnostics.push(titles::complain(site, id, job, Code::TitlePlace, Extra::Place, message, help));
        }
    }
}
