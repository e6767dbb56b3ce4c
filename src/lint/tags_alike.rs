//! Two tags that differ in blanks, dots and hyphens alone: `JavaScript` and `Java Script` split what belongs on one page. Ours.

use std::collections::{BTreeMap, HashMap};

use super::Records;
use crate::diag::{Complaint, Diagnostic, Edit, rule};
use crate::relate::TagId;
use crate::source::Span;

rule! {
    RULE = Hint "tags-alike" {
        why: "Two spellings of one tag have two pages, each with half of what readers look for.",
        example: "tags: [JavaScript] here and tags: [Java Script] there",
        remedy: "Write one of them everywhere, or add the other as an alias of its tag page.",
    }
}

pub fn check(Records { index, .. }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut alike: BTreeMap<String, Vec<TagId>> = BTreeMap::new();
    for (id, tag) in index.tags.iter() {
        let bare: String = tag.slug.chars().filter(|c| *c != '-').collect();
        alike.entry(bare).or_default().push(id);
    }
    alike.retain(|_, tags| tags.len() > 1);
    if alike.is_empty() {
        return;
    }
    let mut uses: HashMap<TagId, Vec<(Span, &str)>> = HashMap::new();
    for id in index.ids() {
        for tag in index.record(id).tags() {
            if let Some(id) = index.tags.named(&tag.value) {
                uses.entry(id).or_default().push((tag.span.clone(), &tag.value));
            }
        }
    }
    for tags in alike.values_mut() {
        // The one with a page of its own, else the most used, is meant.
        tags.sort_by_key(|id| {
            let tag = index.tags.get(*id);
            (tag.pages.is_empty(), std::cmp::Reverse(uses.get(id).map_or(0, Vec::len)), *id)
        });
        let usual = index.tags.get(tags[0]).name(&index.config.main).to_owned();
        let is_known = !index.tags.get(tags[0]).pages.is_empty();
        for other in tags[1..].iter().filter(|id| index.tags.get(**id).pages.is_empty()) {
            for (span, spelling) in uses.get(other).into_iter().flatten() {
                let complaint = Complaint::new(RULE, format!("the tags `{spelling}` and `{usual}` are separate"));
                let diagnostic = complaint.help(format!("write `{usual}` if they mean the same")).at(span.clone());
                // A tag with a page of its own is a known spelling; between two that have none an author must decide.
                diagnostics.push(match is_known {
                    true => diagnostic.fix(Edit::value(span.clone(), usual.clone())),
                    false => diagnostic,
                });
            }
        }
    }
}
