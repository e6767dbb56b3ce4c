//! What keeps postings out of the feed for a job board, or the board from showing all of them: one rule for each board. What each asks for is in `syndicate`,
//! with its sources.

use super::Records;
use crate::diag::{Code, Complaint, Diagnostic, rule};
use crate::model::Board;
use crate::relate::Indexed;
use crate::syndicate::{check_for_board, meant, own_reference};

rule! {
    FEED_INDEED = Warning "feed-indeed" {
        why: "Indeed refuses postings without a city, and shows those without a state less.",
        example: "feeds: { indeed: true } and location: Spain",
        remedy: "Add what it asks for, or keep the posting from it with `syndicate`.",
        source: "Indeed, “XML feed”, 2026",
    }

    FEED_JOOBLE = Warning "feed-jooble" {
        why: "Jooble drops postings that are older than 45 days.",
        example: "feeds: { jooble: true } and posted: 2026-01-10 in June",
        remedy: "Post it again if the position is still open, or keep it from Jooble with `syndicate`.",
        source: "Jooble, “XML specs”, 2026",
    }

    FEED_LINKEDIN = Warning "feed-linkedin" {
        why: "LinkedIn refuses texts of fewer than 100 characters, postings without a city, and addresses without https; it strips tables and pictures.",
        example: "feeds: { linkedin: true } and a text of a line",
        remedy: "Add what it asks for, or keep the posting from it with `syndicate`.",
        source: "LinkedIn, “XML feeds development guide”, 2026",
    }

    FEED_TROVIT = Warning "feed-trovit" {
        why: "Trovit refuses texts of fewer than 30 characters.",
        example: "feeds: { trovit: true } and description: Call us.",
        remedy: "Say more, or keep the posting from it with `syndicate`.",
        source: "Trovit, “Jobs feed”, 2026",
    }
}

pub const RULES: [Code; 4] = [FEED_INDEED, FEED_JOOBLE, FEED_LINKEDIN, FEED_TROVIT];

pub fn check(Records { index, .. }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for board in index.config.feeds.boards.keys() {
        let rule = match board {
            Board::Indeed => FEED_INDEED,
            Board::Jooble => FEED_JOOBLE,
            Board::LinkedIn => FEED_LINKEDIN,
            Board::Trovit => FEED_TROVIT,
        };
        check_board(index, *board, rule, diagnostics);
    }
}

/// Says what a board minds, when the site has a feed for it.
fn check_board(index: &Indexed, board: Board, code: Code, diagnostics: &mut Vec<Diagnostic>) {
    let meant = meant(index, board);
    for id in &meant {
        for issue in check_for_board(index, board, *id) {
            let refused =
                if issue.is_refused { format!("not in the feed for {}: ", board.name()) } else { String::new() };
            let complaint = Complaint::new(code, format!("{refused}{}", issue.message));
            let head = &index.record(*id).head;
            let span = issue.at.unwrap_or_else(|| head.at(issue.key));
            diagnostics.push(complaint.help(issue.help).at(span));
        }
    }
    // One reference for two postings: the older keeps it.
    let mut seen = std::collections::BTreeMap::new();
    for id in meant.iter().rev() {
        let record = index.record(*id);
        let reference = own_reference(record);
        if let Some(first) = seen.insert(reference.clone(), *id) {
            let message = format!(
                "the reference `{reference}` is another posting's, too; this one goes out under the company's name"
            );
            let complaint = Complaint::new(code, message).help("give it an `id` of its own");
            let diagnostic = complaint.at(record.head.at("id"));
            diagnostics.push(diagnostic.also("the other one is here", index.record(first).head.at("id")));
        }
    }
}
