//! What keeps postings out of the feed for LinkedIn, or LinkedIn from showing all of them. Its rules are in `syndicate`, with their sources.

use super::boards;
use crate::diag::{Diagnostic, rule};
use crate::model::Board;
use crate::relate::Site;

rule! {
    RULE = Warning "feed-linkedin" {
        why: "LinkedIn refuses texts of fewer than 100 characters, postings without a city, and addresses without https; it strips tables and pictures.",
        example: "feeds: { linkedin: true } and a text of a line",
        remedy: "Add what it asks for, or keep the posting from it with `syndicate`.",
        source: "LinkedIn, “XML feeds development guide”, 2026",
    }
}

pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    boards::check(site, Board::LinkedIn, RULE, diagnostics);
}
