//! What keeps postings out of the feed for Indeed, or Indeed from showing all of them. Its rules are in `syndicate`, with their sources.

use super::boards;
use crate::diag::{Diagnostic, rule};
use crate::model::Board;
use crate::relate::Site;

rule! {
    RULE = Warning "feed-indeed" {
        why: "Indeed refuses postings without a city, and shows those without a state less.",
        example: "feeds: { indeed: true } and location: Spain",
        remedy: "Add what it asks for, or keep the posting from it with `syndicate`.",
        source: "Indeed, “XML feed”, 2026",
    }
}

pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    boards::check(site, Board::Indeed, RULE, diagnostics);
}
