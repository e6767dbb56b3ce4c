//! A city in the United States without its state: there are several of each name. Indeed, "XML feed" (2026): `state` is required.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::model::{Place, state_of_town};

rule! {
    RULE = Warning "region-missing" {
        why: "In the United States a city without its state may be any of several, and job boards require it.",
        example: "location: San Francisco, US",
        remedy: "Add the state: `San Francisco, CA, US`.",
        source: "Indeed, “XML feed”, 2026",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let place =
        job.places.iter().find(|place| place.country.code() == "US" && place.city.is_some() && place.region.is_none());
    if let Some(city) = place.and_then(|place| place.city.as_deref()) {
        let head = &posting.entry.head();
        let key = if head.has("location") { "location" } else { "locations" };
        let complaint = Complaint::new(RULE, format!("`{city}` has no state"));
        diagnostics.push(
            complaint
                .help(format!("write `{city}, {}, US`", place.and_then(state).unwrap_or("STATE")))
                .at(head.at(key)),
        );
    }
}

fn state(place: &Place) -> Option<&'static str> {
    state_of_town(place.city.as_deref()?, place.country)
}
