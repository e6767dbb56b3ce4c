//! More skills and tags than lists take in. Ours.

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::TERM_CAP;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let count = posting.entry.tags().count();
    if count > TERM_CAP {
        let key = if posting.job.skills.len() > TERM_CAP { "skills" } else { "tags" };
        let message = format!("of {count} skills and tags, the first {TERM_CAP} list this posting");
        let complaint =
            Complaint::new(Code::ManyTags, message).help("put the important ones first, or remove the others");
        diagnostics.push(complaint.at(posting.entry.head.at(key)));
    }
}
