//! The fields by whose values results can be narrowed.

use std::collections::BTreeMap;

use super::card::word_key;
use super::index::{Doc, Facet, FacetValue};
use crate::facts::JobFacts;
use crate::locale::Strings;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::source::slugify;

/// The facets that there may be, in the order in which they are shown.
pub const FACETS: [&str; 9] =
    ["kind", "workplace", "employment", "level", "country", "region", "place", "skill", "company"];

/// How often a value is spelled how, and the entries that have it.
type Spelled = (BTreeMap<String, usize>, Vec<u32>);

/// The facets of a language: those that have more than one value.
pub fn facets(site: &Site, lang: &Lang, strings: &Strings, docs: &[(Option<EntryId>, Doc<'_>)]) -> Vec<Facet> {
    let mut found: BTreeMap<usize, BTreeMap<String, Spelled>> = BTreeMap::new();
    let names = FACETS;
    let mut add = |name: &str, at: usize, key: &str, label: &str| {
        let place = names.iter().position(|known| *known == name).expect("a facet that there is");
        let (labels, docs) = found.entry(place).or_default().entry(key.to_owned()).or_default();
        *labels.entry(label.to_owned()).or_default() += 1;
        if docs.last() != Some(&(at as u32)) {
            docs.push(at as u32);
        }
    };
    for (at, (id, doc)) in docs.iter().enumerate() {
        add("kind", at, doc.card.kind, &strings.plain(kind_key(doc.card.kind)));
        let Some((id, job)) = id.and_then(|id| Some((id, site.entry(id).job()?))) else { continue };
        let own = |kind: &'static str, value: &'static str| (kind, value);
        let words = job.workplace.iter().map(|value| own("workplace", value.as_str()));
        let words = words.chain(job.employment.iter().map(|value| own("employment", value.as_str())));
        for (kind, value) in words.chain(job.level.iter().map(|value| own("level", value.as_str()))) {
            add(kind, at, value, &strings.plain(&word_key(kind, value)));
        }
        let facts = JobFacts::of(site, id, lang).expect("the entry is a posting");
        for country in facts.countries() {
            add("country", at, country.code(), &country.name(lang));
        }
        for place in &job.places {
            if let Some(city) = &place.city {
                let slug = slugify(city).unwrap_or_default();
                add("place", at, &format!("{}-{slug}", place.country.code()), city);
            }
            if let Some(region) = &place.region {
                add("region", at, &format!("{}-{}", place.country.code(), region.plain()), region.name());
            }
        }
        for tag in site.index.tags.of(id) {
            let tag = site.index.tags.get(*tag);
            add("skill", at, &tag.slug, tag.name(lang));
        }
        if let Some(company) = site.index.company_of[id.index()] {
            add("company", at, site.entry(company).head().slug.value.as_str(), site.entry(company).title());
        }
    }
    // Of several spellings the most common one.
    let value = |(key, (labels, docs)): (String, Spelled)| {
        let label =
            labels.into_iter().rev().max_by_key(|(_, count)| *count).map_or_else(String::new, |(label, _)| label);
        FacetValue { key, label, docs }
    };
    let sorted = |values: BTreeMap<_, _>| {
        let mut values: Vec<FacetValue> = values.into_iter().map(value).collect();
        values.sort_by(|a, b| (b.docs.len(), &a.key).cmp(&(a.docs.len(), &b.key)));
        values
    };
    let label = |name: &str| match name {
        "workplace" | "employment" | "level" | "company" => strings.plain(name),
        _ => strings.plain(&format!("facet_{name}")),
    };
    let facets = found.into_iter().map(|(place, values)| {
        let name = names[place];
        Facet { name, label: label(name), values: sorted(values) }
    });
    // A value that all postings have narrows nothing down.
    let jobs = docs.iter().filter(|(_, doc)| doc.card.kind == "job").count();
    let narrows = |facet: &Facet| facet.values.len() > 1 || facet.values.iter().any(|value| value.docs.len() < jobs);
    facets.filter(|facet| facet.name == "kind" || narrows(facet)).collect()
}

/// The key of the word for all entries of a kind.
fn kind_key(kind: &str) -> &'static str {
    match kind {
        "job" => "jobs",
        "article" => "articles",
        "company" => "companies",
        "tag" => "tags",
        _ => "pages",
    }
}
