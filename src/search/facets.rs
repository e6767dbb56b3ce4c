//! The fields by whose values results can be narrowed.

use std::collections::BTreeMap;

use super::index::{Doc, Facet, FacetValue};
use super::places::{At, at};
use crate::content::{FACETS, KindName};
use crate::facts::{facet_name, own_facets, word};
use crate::locale::Strings;
use crate::model::Lang;
use crate::relate::{EntryId, Facet as Landing, PlaceKey, Site};
use crate::source::slugify;

/// The facets of a site, with fields of its own.
pub fn facet_names(site: &Site) -> Vec<&'static str> {
    let own = site.config.fields.get(&KindName::Job).into_iter().flatten();
    FACETS.into_iter().chain(own.filter(|field| field.is_facet).map(|field| field.name)).collect()
}

/// How often a value is called how, and the entries that have it.
type Called = (BTreeMap<String, usize>, Vec<u32>);

/// The facets of a language: those that narrow something down. What is said of a posting is what landing pages say of it, so that the search within a list has its rows.
pub fn facets(site: &Site, lang: &Lang, strings: &Strings, docs: &[(Option<EntryId>, Doc<'_>)]) -> Vec<Facet> {
    let mut found: BTreeMap<usize, BTreeMap<String, Called>> = BTreeMap::new();
    let mut spots: BTreeMap<String, At> = BTreeMap::new();
    let names = facet_names(site);
    let mut add = |name: &str, at: usize, key: &str, label: &str| {
        let place = names.iter().position(|known| *known == name).expect("a facet that there is");
        let (labels, docs) = found.entry(place).or_default().entry(key.to_owned()).or_default();
        *labels.entry(label.to_owned()).or_default() += 1;
        if docs.last() != Some(&(at as u32)) {
            docs.push(at as u32);
        }
    };
    for (at, (id, doc)) in docs.iter().enumerate() {
        add("kind", at, &doc.card.kind, &strings.plain(kind_key(&doc.card.kind)));
        let Some((id, job)) = id.and_then(|id| Some((id, site.entry(id).job()?))) else { continue };
        if let Some(workplace) = job.workplace {
            add("workplace", at, workplace.as_str(), &word("workplace", workplace.as_str(), strings));
        }
        if let Some(term) = job.details.term {
            add("term", at, term.as_str(), &word("term", term.as_str(), strings));
        }
        if let Some((department, key)) = job.details.department.as_ref().and_then(|name| Some((name, slugify(name)?))) {
            add("department", at, &key, department);
        }
        for facet in site.lists.facets(job) {
            let (name, key) = facet.field();
            if let Some(spot) = spot(site, &facet) {
                spots.insert(key.clone(), spot);
            }
            add(name, at, &key, &facet_name(site, &facet, lang, strings));
        }
        for tag in site.index.tags.of(id) {
            let tag = site.index.tags.get(*tag);
            add("skill", at, &tag.slug, tag.name(lang));
        }
        for (name, key, label) in own_facets(site, id, lang, strings) {
            add(name, at, &key, &label);
        }
        if let Some(company) = site.index.company_of[id.index()] {
            add("company", at, company_key(site, company), site.entry(company).title());
        }
    }
    // Of several names, as a company has in several languages, the most common one.
    let value = |(key, (labels, docs)): (String, Called), name: &str| {
        let label =
            labels.into_iter().rev().max_by_key(|(_, count)| *count).map_or_else(String::new, |(label, _)| label);
        FacetValue { at: spots.get(&key).filter(|_| name == "place").copied(), key, label, docs }
    };
    let sorted = |values: BTreeMap<_, _>, name: &str| {
        let mut values: Vec<FacetValue> = values.into_iter().map(|one| value(one, name)).collect();
        values.sort_by(|a, b| (b.docs.len(), &a.key).cmp(&(a.docs.len(), &b.key)));
        values
    };
    let label = |name: &str| match name {
        "workplace" | "employment" | "level" | "company" => strings.plain(name),
        "term" => strings.plain("detail_term"),
        "department" => strings.plain("detail_department"),
        _ if FACETS.contains(&name) => strings.plain(&format!("facet_{name}")),
        _ => {
            let own = site.config.fields.get(&KindName::Job).into_iter().flatten().find(|field| field.name == name);
            own.map_or_else(String::new, |field| field.label(lang))
        }
    };
    let facets = found.into_iter().map(|(place, values)| {
        let name = names[place];
        Facet { name: name.into(), label: label(name), values: sorted(values, name) }
    });
    // A value that all postings have narrows nothing down.
    let jobs = docs.iter().filter(|(_, doc)| doc.card.kind == "job").count();
    let narrows = |facet: &Facet| facet.values.len() > 1 || facet.values.iter().any(|value| value.docs.len() < jobs);
    facets.filter(|facet| facet.name == "kind" || narrows(facet)).collect()
}

/// Where a town is, for a site that wants it said.
fn spot(site: &Site, facet: &Landing) -> Option<At> {
    let Landing::Place(place_key @ PlaceKey::City(country, _)) = facet else { return None };
    let landings = &site.lists.landings;
    let region = landings.region_of(place_key);
    let region = match &region {
        Some(PlaceKey::Region(_, suffix)) => Some(suffix.as_str()),
        _ => None,
    };
    site.config.distance_search.then(|| at(*country, &landings.town(place_key)?, region)).flatten()
}

/// The key of the word for all entries of a kind.
fn kind_key(kind: &str) -> &'static str {
    match kind {
        "job" => "jobs",
        "landing" => "landings",
        "article" => "articles",
        "company" => "companies",
        "tag" => "tags",
        _ => "pages",
    }
}

/// A company's value, the same for all its profiles in several languages.
pub fn company_key(site: &Site, company: EntryId) -> &str {
    let profiles = site.index.profiles(company);
    let first = profiles.into_iter().min().unwrap_or(company);
    site.index.record(first).head.slug.value.as_str()
}

#[cfg(test)]
mod tests {
    use crate::content::{FACETS, QUERY};

    /// What the script asks of an address, no facet of a site's own may be called.
    #[test]
    fn every_word_that_the_script_asks_of_an_address_is_taken() {
        let script = include_str!("../../themes/default/static/search.js");
        let mut asked = 0;
        for call in ["asked.get(\"", "asked.set(\"", "asked.delete(\""] {
            for word in script.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                asked += 1;
                assert!(QUERY.contains(&word) || FACETS.contains(&word), "{word}");
            }
        }
        assert!(asked >= 4, "{asked}");
    }
}
