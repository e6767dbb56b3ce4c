//! An article all of whose postings are closed: its readers are sent to what they can’t have. Ours.

use super::Records;
use crate::content::{KindName, State};
use crate::diag::{Complaint, Diagnostic, rule};
use crate::relate::{EntryId, Linked};
use std::collections::BTreeMap;

rule! {
    RULE = Warning "closed-links" {
        why: "The article sends its readers to postings that are no longer open.",
        example: "[this job](../jobs/baker.md), which is filled",
        remedy: "Link an open posting, or the page of a tag.",
    }
}

pub fn check(Records { index, .. }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let postings: BTreeMap<&str, EntryId> =
        index.ids_of(KindName::Job).map(|id| (index.address(id).as_str(), id)).collect();
    for id in index.ids_of(KindName::Article) {
        let record = index.record(id);
        let mut linked = Vec::new();
        for target in &record.text.links {
            if let Ok(Linked::Page(address, _) | Linked::Written(address, _)) = index.follow(id, target)
                && let Some(posting) = postings.get(address.as_str())
                && let Some(job) = index.record(*posting).job()
            {
                linked.push((job.state(index.now), target.span.clone()));
            }
        }
        let is_over = |state: State| matches!(state, State::Closed | State::Filled | State::Withdrawn);
        if let Some((_, span)) = linked.first().filter(|_| linked.iter().all(|(state, _)| is_over(*state))) {
            let which = if linked.len() == 1 {
                "the posting that this article links to is"
            } else {
                "all postings that this article links to are"
            };
            let complaint = Complaint::new(RULE, format!("{which} closed"));
            diagnostics.push(
                complaint
                    .help("link to an open one, or to a tag page, which always lists open postings")
                    .at(span.clone()),
            );
        }
    }
}
