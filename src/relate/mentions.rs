//! The articles that mention a company: they link its page or one of its postings, or have a tag of its name.

use std::collections::HashMap;

use super::{EntryId, Linked, Site};
use crate::model::KindName;

/// By entry; empty for what is no company.
pub fn mentions(site: &Site) -> Vec<Vec<EntryId>> {
    let mut found: Vec<Vec<EntryId>> = vec![Vec::new(); site.entries.len()];
    // What an address or a term stands for: a company and its translations.
    let mut by_address: HashMap<&str, EntryId> = HashMap::new();
    let mut by_term: HashMap<super::TermId, EntryId> = HashMap::new();
    for id in site.ids_of(KindName::Company) {
        by_address.insert(site.address(id).as_str(), id);
        if let Some(term) = site.terms.named(site.entry(id).title()) {
            by_term.insert(term, id);
        }
    }
    for id in site.ids_of(KindName::Job) {
        if let Some(company) = site.company_of[id.index()] {
            by_address.insert(site.address(id).as_str(), company);
        }
    }
    for (lang, lists) in &site.lists {
        for article in &lists.articles {
            let linked = site.entry(*article).body.links().filter_map(|target| match site.follow(*article, target) {
                Ok(Linked::Page(address, _) | Linked::Written(address, _)) => by_address.get(address.as_str()).copied(),
                _ => None,
            });
            let tagged = site.terms.of(*article).iter().filter_map(|term| by_term.get(term).copied());
            let mut companies: Vec<EntryId> = linked.chain(tagged).collect();
            companies.sort();
            companies.dedup();
            for company in companies {
                let group = &site.translations[company.index()];
                let profiles: &[EntryId] = if group.is_empty() { std::slice::from_ref(&company) } else { group };
                for profile in profiles.iter().filter(|profile| site.entry(**profile).head.lang == *lang) {
                    if !found[profile.index()].contains(article) {
                        found[profile.index()].push(*article);
                    }
                }
            }
        }
    }
    found
}
