//! In which order new files take their places, so that a page comes after what it links to, wherever that can be.
//!
//! A build that is killed in between leaves pages that lead nowhere only where two new pages link to each other: one of them must come first.

use std::collections::{BTreeMap, BTreeSet};

use crate::pages::Group;
use crate::pipeline::Ready;
use crate::plan::{Document, Planned, Product};
use crate::relate::{EntryId, Linked};

/// How early a new file comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It links to nothing: styles, pictures, files.
    Leaf,
    /// A page of the site's own: about, privacy.
    Own,
    /// The page of an entry, behind those that its text links to.
    Entry(u32),
    /// What lists entries and is linked from them: tags, landing pages, companies, authors.
    Group,
    /// What leads to everything: the home page, sections, feeds, the sitemap, redirects.
    Entrance,
}

/// The ranks of new files, in their order.
pub fn ranks(ready: &Ready, new: &[&Planned]) -> Vec<Rank> {
    let entries: BTreeSet<EntryId> = new.iter().filter_map(|planned| entry(&planned.product)).collect();
    let places = places(ready, &entries);
    let behind_links = |id: EntryId| Rank::Entry(places.get(&id).copied().unwrap_or(u32::MAX));
    let rank = |product: &Product| match product {
        Product::Derived(_) => Rank::Leaf,
        Product::Document(Document::MarkdownPage(id)) => behind_links(*id),
        Product::Document(_) => Rank::Entrance,
        Product::Page(page) => match (page.group(), page.entry()) {
            (Group::Own, _) => Rank::Own,
            (Group::Entries, Some(id)) => behind_links(id),
            (Group::Profiles | Group::Tags | Group::Landings, _) => Rank::Group,
            (Group::Entries | Group::Lists | Group::Redirects, _) => Rank::Entrance,
        },
    };
    new.iter().map(|planned| rank(&planned.product)).collect()
}

/// The posting, article or page whose page it is.
fn entry(product: &Product) -> Option<EntryId> {
    match product {
        Product::Page(page) if matches!(page.group(), Group::Own | Group::Entries) => page.entry(),
        Product::Page(_) | Product::Document(_) | Product::Derived(_) => None,
    }
}

/// New entries by their place in an order in which those that a text links to come before it. Circles are cut where they are entered.
fn places(ready: &Ready, entries: &BTreeSet<EntryId>) -> BTreeMap<EntryId, u32> {
    let site = ready.site();
    let by_address: BTreeMap<_, EntryId> = entries.iter().map(|id| (site.address(*id), *id)).collect();
    let linked = |id: EntryId| -> Vec<EntryId> {
        let targets = site.index.record(id).text.links.iter().filter_map(|target| site.follow(id, target).ok());
        let pages = targets.filter_map(|linked| match linked {
            Linked::Page(address, _) | Linked::Written(address, _) => by_address.get(&address).copied(),
            Linked::Beside(..) | Linked::Anchor(_) => None,
        });
        pages.collect()
    };
    let mut places = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for start in entries {
        // An entry is on the stack twice: to be entered, and to be left once what it links to has its place.
        let mut stack = vec![(*start, false)];
        while let Some((id, is_left)) = stack.pop() {
            if is_left {
                let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
                places.entry(id).or_insert(next);
            } else if seen.insert(id) {
                stack.push((id, true));
                stack.extend(linked(id).into_iter().map(|linked| (linked, false)));
            }
        }
    }
    places
}
