//! Texts of landing pages in the folder's former name.

use super::Records;
use crate::content::{KindName, OLD_LANDINGS};
use crate::diag::{Complaint, Diagnostic, rule};
use crate::source::Span;

rule! {
    RULE = Hint "old-folder" {
        why: "The texts of landing pages are in content/landings/. The folder's former name, content/openings/, is still read, and will not be forever.",
        example: "content/openings/place/es/zaragoza.md",
        remedy: "Rename the folder to content/landings.",
    }
}

/// Reports the folder once, at its first file.
pub fn check(Records { index, .. }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let is_old = |source: &&crate::source::SrcPath| {
        source.as_str().strip_prefix("content/").is_some_and(|rest| rest.starts_with(&format!("{OLD_LANDINGS}/")))
    };
    let sources = index.ids_of(KindName::Landing).map(|id| &index.record(id).head.source);
    if let Some(first) = sources.filter(is_old).min() {
        let complaint = Complaint::new(RULE, "`content/openings/` is now called `content/landings/`");
        diagnostics.push(complaint.help("rename the folder").at(Span::whole(first)));
    }
}
