//! What keeps postings out of the feed for Jooble, or Jooble from showing all of them. Its rules are in `syndicate`, with their sources.

use super::boards;
use crate::diag::{Diagnostic, rule};
use crate::model::Board;
use crate::relate::Site;

rule! {
    RULE = Warning "feed-jooble" {
        why: "Jooble drops postings that are older than 45 days.",
        example: "feeds: { jooble: true } and posted: 2026-01-10 in June",
        remedy: "Post it anew if the employer still looks, or keep it from Jooble with `syndicate`.",
        source: "Jooble, “XML specs”, 2026",
    }
}

pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    boards::check(site, Board::Jooble, RULE, diagnostics);
}
