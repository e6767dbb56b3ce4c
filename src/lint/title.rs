//! What the rules about titles share: a posting's title without what is no part of it.

use super::Posting;
use crate::content::CompanyRef;
use crate::diag::{Code, Complaint, Diagnostic, Edit};
use crate::locale::{Cleaned, Extra, clean_title_of};
use crate::source::Slug;

/// A posting's title without its company, its places and whatever else is no part of it.
pub fn clean(posting: &Posting<'_>, goes: impl Fn(Extra) -> bool) -> Cleaned {
    let job = posting.job;
    let written = match &job.company {
        CompanyRef::Stem(stem) => &stem.value,
        CompanyRef::Inline(company) => &company.name.value,
    };
    let companies: Vec<&str> = posting.company.into_iter().chain([written.as_str()]).collect();
    // A country in a title is often what the job is about.
    let places: Vec<&str> = job.places.iter().filter_map(|place| place.city.as_deref()).collect();
    clean_title_of(&posting.title().value, &companies, &places, goes)
}

/// Whether an extra may leave a title unseen: only when nothing is lost with it, because its own field says it, or because it says nothing.
fn is_said_elsewhere(posting: &Posting<'_>, extra: Extra) -> bool {
    let (head, job) = (posting.entry.head(), posting.job);
    match extra {
        Extra::Company | Extra::Place | Extra::Promotion | Extra::Emoji => true,
        Extra::Marker => !head.has("title_suffix"),
        Extra::Pay => job.salary.is_some(),
        Extra::Reference => job.id.as_ref().is_some_and(|id| posting.title().value.contains(&id.value)),
        // Which day it is, and which contract, is for the author to say.
        Extra::Date | Extra::Contract => false,
    }
}

/// Whether nobody could want what goes to stay: a company goes only from the end of a title, behind a join that says nothing else, and no bracket is left alone.
fn is_beyond_doubt(posting: &Posting<'_>, safe: &Cleaned) -> bool {
    let written = &posting.title().value;
    let is_even = |open: char, close: char| safe.title.matches(open).count() == safe.title.matches(close).count();
    let is_begin = written.to_lowercase().starts_with(&safe.title.to_lowercase());
    let rest = written.get(safe.title.len()..).unwrap_or("").trim_start();
    let is_joined = rest.starts_with([',', '/']) || rest.to_lowercase().starts_with("at ");
    let names_company = safe.extras.contains(&Extra::Company);
    is_even('(', ')') && is_even('[', ']') && !(names_company && (!is_begin || is_joined && rest.contains([',', '/'])))
}

/// A diagnostic about a title, with the title alone as its remedy, and as a repair where nothing is lost by it.
pub fn diagnostic(posting: &Posting<'_>, code: Code, extra: Extra, message: String, help: &str) -> Diagnostic {
    let found = posting.cleaned();
    let at = posting.title().span.clone();
    let complaint = Complaint::new(code, message);
    if !found.extras.contains(&extra) || found.title == posting.title().value {
        return complaint.help(help).at(at);
    }
    // Half a bracket is no title.
    if found.title.matches('(').count() != found.title.matches(')').count() {
        return complaint.help(help).at(at);
    }
    let diagnostic = complaint.help(format!("{help}; the title alone is “{}”", found.title)).at(at.clone());
    let head = posting.entry.head();
    let safe = clean(posting, |extra| is_said_elsewhere(posting, extra));
    if !safe.extras.contains(&extra) {
        return diagnostic;
    }
    if !is_beyond_doubt(posting, &safe) {
        return diagnostic;
    }
    let mut edit = Edit::value(at.clone(), &safe.title);
    if let Some(marker) = safe.marker {
        edit = edit.field("title_suffix", marker);
    }
    // An address made of the title stays.
    if head.slug.span == at && Slug::of(&safe.title).ok().as_ref() != Some(&head.slug.value) {
        edit = edit.field("slug", head.slug.value.as_str());
    }
    diagnostic.fix(edit)
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
