//! What a build changed for readers: addresses added, changed and removed, each with its reason; for a search engine's change notice.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::Staged;
use super::record::Record;
use crate::pipeline::Ready;
use crate::relate::Reason;
use crate::source::{Address, OutPath};

/// Addresses and reasons, each in the order of addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// `new`.
    pub added: Vec<(Address, &'static str)>,
    /// `content`, `opened`, `closed`, `filled`, `withdrawn`, `list`, or `layout`: another theme, other neighbours.
    pub changed: Vec<(Address, &'static str)>,
    /// `moved`, `draft`, `scheduled`, `closed`, `filled`, `withdrawn`, `list` or `deleted`.
    pub removed: Vec<(Address, &'static str)>,
}

impl Changes {
    pub(super) fn of(ready: &Ready, staged: &Staged, last: &Record, now: &Record) -> Changes {
        let site = ready.site();
        let addresses = |paths: &[OutPath]| -> BTreeSet<Address> { paths.iter().map(OutPath::address).collect() };
        let new: BTreeSet<Address> = staged.new.iter().map(|(path, _)| path.address()).collect();
        let mut other = addresses(&staged.changed);
        other.extend(addresses(&staged.lists));
        let mut changes = Changes::default();
        for (address, page) in now.pages.iter().filter(|(_, page)| page.state != "removed") {
            if new.contains(address) {
                changes.added.push((address.clone(), "new"));
                continue;
            }
            if !other.contains(address) {
                continue;
            }
            let reason = match last.pages.get(address) {
                _ if page.source.is_none() => "list",
                Some(before) if before.state != page.state => match page.state.as_str() {
                    "closed" => "closed",
                    "filled" => "filled",
                    "withdrawn" => "withdrawn",
                    _ => "opened",
                },
                Some(before) if before.hash == page.hash => "layout",
                _ => "content",
            };
            changes.changed.push((address.clone(), reason));
        }
        let unlisted: HashMap<&Address, Reason> =
            site.index.unlisted.iter().map(|unlisted| (site.address(unlisted.entry), unlisted.reason)).collect();
        for (address, page) in last.pages.iter().filter(|(_, page)| page.state != "removed") {
            if now.pages.get(address).is_none_or(|page| page.state == "removed") {
                let reason = if page.source.is_none() { "list" } else { why_removed(ready, &unlisted, address) };
                changes.removed.push((address.clone(), reason));
            }
        }
        changes
    }

    /// `{"version": 1, "added": [{"url", "reason"}], "changed": […], "removed": […]}`; a removed page that moved says where `to`.
    pub fn json(&self, ready: &Ready) -> String {
        let base = ready.site().config.base_url.as_str().trim_end_matches('/');
        let whole = |address: &Address| format!("{base}{}", address.encoded());
        let list = |changes: &[(Address, &'static str)]| -> Vec<Value> {
            let entry = |(address, reason): &(Address, &'static str)| {
                let mut entry = json!({ "url": whole(address), "reason": reason });
                if let Some(to) = ready.plan().redirects.get(address).filter(|_| *reason == "moved") {
                    entry["to"] = whole(to).into();
                }
                entry
            };
            changes.iter().map(entry).collect()
        };
        let all = json!({
            "version": 1, "added": list(&self.added), "changed": list(&self.changed), "removed": list(&self.removed),
        });
        format!("{all:#}\n")
    }
}

fn why_removed(ready: &Ready, unlisted: &HashMap<&Address, Reason>, address: &Address) -> &'static str {
    if ready.plan().redirects.contains_key(address) {
        return "moved";
    }
    match unlisted.get(address) {
        Some(Reason::Draft) => "draft",
        Some(Reason::Scheduled(_)) => "scheduled",
        Some(Reason::Closed) => "closed",
        Some(Reason::Filled) => "filled",
        Some(Reason::Withdrawn) => "withdrawn",
        None => "deleted",
    }
}
