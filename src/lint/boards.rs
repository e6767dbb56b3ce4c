//! What keeps postings out of the feed for a job board, or the board from showing all of them: one rule for each board, in its file in `boards`.

use super::Records;
use crate::boards::{self, JobBoard};
use crate::diag::{Complaint, Diagnostic};
use crate::relate::Indexed;

pub fn check(Records { index, .. }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for board in index.config.feeds.boards.keys() {
        check_board(index, boards::of(*board), diagnostics);
    }
}

/// Reports a board's issues, if the site has a feed for it.
fn check_board(index: &Indexed, board: &JobBoard, diagnostics: &mut Vec<Diagnostic>) {
    let meant = boards::meant(index, board.board);
    for id in &meant {
        for issue in boards::issues(index, board.board, *id) {
            let refused =
                if issue.is_refused { format!("not in the feed for {}: ", board.name) } else { String::new() };
            let complaint = Complaint::new(board.rule, format!("{refused}{}", issue.message));
            let head = &index.record(*id).head;
            let span = issue.at.unwrap_or_else(|| head.at(issue.key));
            diagnostics.push(complaint.help(issue.help).at(span));
        }
    }
    // One reference for two postings: the older keeps it.
    let mut seen = std::collections::BTreeMap::new();
    for id in meant.iter().rev() {
        let record = index.record(*id);
        let reference = boards::own_reference(record);
        if let Some(first) = seen.insert(reference.clone(), *id) {
            let message = format!(
                "the reference `{reference}` is another posting's, too; this one goes out under the company's name"
            );
            let complaint = Complaint::new(board.rule, message).help("give it an `id` of its own");
            let diagnostic = complaint.at(record.head.at("id"));
            diagnostics.push(diagnostic.also("the other one is here", index.record(first).head.at("id")));
        }
    }
}
