//! A title in capitals. Google, "JobPosting" structured data (2026-09-08).

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::locale::title_words;

rule! {
    RULE = Warning "title-shouting" {
        why: "A title in capitals is read more slowly, letter by letter by some screen readers, and search engines count it as advertising.",
        example: "title: WAREHOUSE OPERATIVE",
        remedy: "Write it as you would say it.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if is_shouting(&posting.title().value) {
        let complaint = Complaint::new(RULE, format!("the title “{}” is written in capitals", posting.title().value));
        diagnostics.push(complaint.help("write it as you would say it").at(posting.title().span.clone()));
    }
}

/// Two words or more, eight letters or more, and none of them small.
fn is_shouting(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 8
        && title_words(title).len() >= 2
        && title.chars().all(|c| !c.is_lowercase())
        && title.chars().any(char::is_uppercase)
}
