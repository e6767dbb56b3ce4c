//! The postings of one file: what their addresses are made from, and how they are told apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::scalar;
use crate::content::Entry;
use crate::content::fields::Fields;
use crate::content::rules::{BAD_SLUG, DUPLICATE_ADDRESS};
use crate::diag::{Complaint, Diagnostic};
use crate::locale::clean_title;
use crate::parse::{Node, Value};
use crate::source::Slug;

/// A posting's title without what is no part of it: what its address is made from in a file of several.
pub fn slug_title(fields: &mut Fields<'_>, title: &str) -> String {
    // The first part of `City, Country`, or the field `city`; the company's name or its stem.
    let texts = |node: &Node, key: &str| -> Option<String> {
        match &node.value {
            Value::Scalar { text, .. } => text.split(',').next().map(|part| part.trim().to_owned()),
            Value::Map(items) => {
                let (_, node) = items.iter().find(|(name, _)| name.value == key)?;
                Some(scalar(node)?.value)
            }
            _ => None,
        }
    };
    let companies: Vec<String> =
        fields.optional("company").node().and_then(|node| texts(node, "name")).into_iter().collect();
    let mut places: Vec<String> = Vec::new();
    for name in ["location", "locations"] {
        places.extend(fields.optional(name).items().iter().filter_map(|node| texts(node, "city")));
    }
    let companies: Vec<&str> = companies.iter().map(String::as_str).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    clean_title(title, &companies, &places).title
}

/// Postings of one file whose titles make one slug get their `id` behind it; those without one are an error.
pub fn tell_apart(entries: Vec<(Entry, bool)>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut same: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (i, (entry, _)) in entries.iter().enumerate() {
        same.entry(entry.head().slug.value.clone()).or_default().push(i);
    }
    let mut entries: Vec<(Entry, bool)> = entries;
    // What clashes has been told once; it goes no further.
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for (slug, group) in same.into_iter().filter(|(_, group)| group.len() > 1) {
        let mut nameless: Vec<usize> = Vec::new();
        for i in &group {
            let (entry, is_made) = &mut entries[*i];
            if !*is_made {
                continue;
            }
            match entry.job().and_then(|job| job.id.as_ref()).and_then(|id| Slug::of(&id.value).ok()) {
                Some(id) => match entry.head().slug.value.with(&id) {
                    Ok(slug) => Arc::make_mut(&mut entry.record).head.slug.value = slug,
                    Err(_) => {
                        let complaint = Complaint::new(BAD_SLUG, "title and `id` together make too long an address");
                        diagnostics.push(complaint.help("add a `slug`").at(entry.head().slug.span.clone()));
                        told.insert(*i);
                    }
                },
                None => nameless.push(*i),
            }
        }
        let Some(last) = nameless.last() else { continue };
        told.extend(nameless.iter().filter(|i| **i != group[0]));
        let count = group.len();
        let complaint =
            Complaint::new(DUPLICATE_ADDRESS, format!("{count} postings of this file have the address `{slug}`"));
        let at = entries[*last].0.head().slug.span.clone();
        let mut diagnostic = complaint.help("give each an `id`, which is put behind the title, or a `slug`").at(at);
        for i in group.iter().filter(|i| *i != last) {
            diagnostic = diagnostic.also("another is here", entries[*i].0.head().slug.span.clone());
        }
        diagnostics.push(diagnostic);
    }
    entries.into_iter().enumerate().filter(|(i, _)| !told.contains(i)).map(|(_, (entry, _))| entry).collect()
}
