//! What the rules about titles share: every posting, and its title without what is no part of it.

use crate::diag::{Code, Complaint, Diagnostic, Edit};
use crate::model::{Cleaned, CompanyRef, Extra, Job, KindName, clean_title};
use crate::relate::{EntryId, Site};

/// Every posting.
pub fn jobs(site: &Site) -> impl Iterator<Item = (EntryId, &Job)> {
    site.ids_of(KindName::Job).filter_map(|id| Some((id, site.entry(id).job()?)))
}

/// A posting's title without its company, its places and whatever else is no part of it.
pub fn cleaned(site: &Site, id: EntryId, job: &Job) -> Cleaned {
    let mut companies: Vec<&str> =
        site.company_of[id.index()].map(|company| site.entry(company).title()).into_iter().collect();
    match &job.company {
        CompanyRef::Stem(stem) => companies.push(&stem.value),
        CompanyRef::Inline(company) => companies.push(&company.name.value),
    }
    let lang = &site.entry(id).head.lang;
    let countries: Vec<String> = job.places.iter().map(|place| place.country.name(lang)).collect();
    let regions = job.places.iter().filter_map(|place| Some(place.region.as_ref()?.shown(place.country)));
    let cities = job.places.iter().filter_map(|place| place.city.as_deref());
    let places: Vec<&str> = cities.chain(regions).chain(countries.iter().map(String::as_str)).collect();
    clean_title(&job.title.value, &companies, &places)
}

/// A complaint about a title, with the cleaned title as its remedy where cleaning finds what is complained of.
pub fn complain(
    site: &Site,
    id: EntryId,
    job: &Job,
    code: Code,
    extra: Extra,
    message: String,
    help: &str,
) -> Diagnostic {
    let found = cleaned(site, id, job);
    let at = job.title.span.clone();
    if !found.extras.contains(&extra) || found.title == job.title.value {
        return Complaint::new(code, message).help(help).at(at);
    }
    let complaint = Complaint::new(code, message).help(format!("{help}; the title alone is “{}”", found.title));
    let mut edit = Edit::value(at.clone(), &found.title);
    if let Some(marker) = found.marker.filter(|_| !site.entry(id).head.has("title_suffix")) {
        edit = edit.field("title_suffix", marker);
    }
    complaint.at(at).fix(edit)
}

/// Whether a title names something as an addition: behind a dash, a bar, a comma, an `at` or an `in`, in brackets, or before a colon.
pub fn adds(title: &str, name: &str) -> bool {
    let (title, name) = (title.to_lowercase(), name.to_lowercase());
    if name.chars().count() < 3 {
        return false;
    }
    title.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&title[..at], &title[at + name.len()..]);
        let is_whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        let joins = ["-", "–", "—", "|", "@", "(", "[", " at", " in", " en", " bei", " chez", ",", "·", "/"];
        let before = before.trim_end();
        let is_added = joins.iter().any(|join| before.ends_with(join))
            || (before.is_empty() && after.trim_start().starts_with([':', '-', '–', '|']));
        is_whole && is_added
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_as_added_only_beside_a_join() {
        for (title, name) in [
            ("Baker - Madrid", "Madrid"),
            ("Acme GmbH: Baker", "Acme GmbH"),
            ("Baker (Madrid)", "madrid"),
            ("Baker at Acme", "Acme"),
        ] {
            assert!(adds(title, name), "{title}");
        }
        for (title, name) in [
            ("Data Engineer", "Data"),
            ("Madrid Metro Driver", "Madrid"),
            ("Engineer, Datacenters", "Data"),
            ("Engineer in UX", "UX"),
        ] {
            assert!(!adds(title, name), "{title}");
        }
    }
}
