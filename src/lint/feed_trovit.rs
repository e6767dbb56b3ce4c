//! What keeps postings out of the feed for Trovit, or Trovit from showing all of them. Its rules are in `syndicate`, with their sources.

use super::boards;
use crate::diag::{Diagnostic, rule};
use crate::model::Board;
use crate::relate::Site;

rule! {
    RULE = Warning "feed-trovit" {
        why: "Trovit refuses texts of fewer than 30 characters.",
        example: "feeds: { trovit: true } and description: Call us.",
        remedy: "Say more, or keep the posting from it with `syndicate`.",
        source: "Trovit, “Jobs feed”, 2026",
    }
}

pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    boards::check(site, Board::Trovit, RULE, diagnostics);
}
