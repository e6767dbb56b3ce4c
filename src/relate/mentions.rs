//! The articles that mention a company: they link its page or one of its postings, or have a tag of its name.

use std::collections::HashMap;

use super::{EntryId, Indexed, Linked, Listed};
use crate::content::KindName;

/// By entry; empty for what is not a company.
pub fn mentions(index: &Indexed, lists: &Listed) -> Vec<Vec<EntryId>> {
    let mut found: Vec<Vec<EntryId>> = vec![Vec::new(); index.ids().count()];
    // What an address or a tag stands for: a company and its translations.
    let mut by_address: HashMap<&str, EntryId> = HashMap::new();
    let mut by_tag: HashMap<super::TagId, EntryId> = HashMap::new();
    for id in index.ids_of(KindName::Company) {
        by_address.insert(index.address(id).as_str(), id);
        if let Some(tag) = index.tags.named(index.record(id).name()) {
            by_tag.insert(tag, id);
        }
    }
    for id in index.ids_of(KindName::Job) {
        if let Some(company) = index.company_of[id.index()] {
            by_address.insert(index.address(id).as_str(), company);
        }
    }
    for (lang, lists) in &lists.by_language {
        for article in &lists.articles {
            let links = index.record(*article).text.links.iter();
            let linked = links.filter_map(|target| match index.follow(*article, target) {
                Ok(Linked::Page(address, _) | Linked::Written(address, _)) => by_address.get(address.as_str()).copied(),
                Ok(Linked::Beside(..) | Linked::Anchor(_)) | Err(_) => None,
            });
            let tagged = index.tags.of(*article).iter().filter_map(|tag| by_tag.get(tag).copied());
            let mut companies: Vec<EntryId> = linked.chain(tagged).collect();
            companies.sort();
            companies.dedup();
            for company in companies {
                for profile in index.profiles(company) {
                    if index.record(profile).head.lang == *lang && !found[profile.index()].contains(article) {
                        found[profile.index()].push(*article);
                    }
                }
            }
        }
    }
    found
}
