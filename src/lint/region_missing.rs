//! A city in the United States without its state: there are several of each name. Indeed, "XML feed" (2026): `state` is required.

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let place = job
            .places
            .iter()
            .find(|place| place.country.code() == "US" && place.city.is_some() && place.region.is_none());
        if let Some(city) = place.and_then(|place| place.city.as_deref()) {
            let head = &site.entry(id).head;
            let key = if head.has("location") { "location" } else { "locations" };
            let complaint = Complaint::new(Code::RegionMissing, format!("`{city}` has no state"));
            diagnostics.push(complaint.help("add it: `Springfield, IL, US`").at(head.at(key)));
        }
    }
}
