//! In which order new files take their places, so that a page comes after what it links to, wherever that can be.
//!
//! A build that is killed in between leaves pages that lead nowhere only where two new pages link to each other: one of them must come first.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::KindName;
use crate::pipeline::Ready;
use crate::plan::{PageKind, Planned};
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
    let entries: BTreeSet<EntryId> = new.iter().filter_map(|planned| entry(&planned.kind)).collect();
    let places = places(ready, &entries);
    new.iter()
        .map(|planned| match &planned.kind {
            PageKind::Asset(_)
            | PageKind::Copy(_)
            | PageKind::Resized(..)
            | PageKind::Cleaned(_)
            | PageKind::Card(_)
            | PageKind::QrCode(_)
            | PageKind::Icon(_) => Rank::Leaf,
            PageKind::Packed(..) => Rank::Leaf,
            // Every page leads to the site's own ones, in its menu or at its foot.
            PageKind::Entry(id) if ready.site().entry(*id).record.kind.name() == KindName::Page => Rank::Own,
            PageKind::Entry(id) | PageKind::MarkdownPage(id) => {
                Rank::Entry(places.get(id).copied().unwrap_or(u32::MAX))
            }
            PageKind::Company(..) | PageKind::Author(..) | PageKind::Tag(..) | PageKind::Landing(..) => Rank::Group,
            _ => Rank::Entrance,
        })
        .collect()
}

fn entry(kind: &PageKind) -> Option<EntryId> {
    match kind {
        PageKind::Entry(id) => Some(*id),
        _ => None,
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
