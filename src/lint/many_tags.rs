//! More skills and tags than lists take in. Ours.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::relate::TAG_CAP;

rule! {
    RULE = Hint "many-tags" {
        why: "A posting is listed under its first 30 skills and tags, and on crossed landing pages for its first 12 skills and 10 places; the others are shown on its own page alone. A long list helps no reader, and every list that a posting is on costs each build.",
        example: "a posting with 80 skills",
        remedy: "Put the important ones first, or remove the others.",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let count = posting.entry.record.tags().count();
    if count > TAG_CAP {
        let key = if posting.job.skills.len() > TAG_CAP { "skills" } else { "tags" };
        let message = format!("of {count} skills and tags, the first {TAG_CAP} list this posting");
        let complaint = Complaint::new(RULE, message).help("put the important ones first, or remove the others");
        diagnostics.push(complaint.at(posting.entry.head().at(key)));
    }
}
