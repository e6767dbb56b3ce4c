//! What the rules about job boards' feeds share: the findings of `syndicate`, each at its field.

use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::Board;
use crate::relate::Site;
use crate::source::Span;
use crate::syndicate::{check_for_board, meant, own_reference};

/// Says what a board minds, when the site has a feed for it.
pub fn check(site: &Site, board: Board, code: Code, diagnostics: &mut Vec<Diagnostic>) {
    if !site.config.feeds.boards.contains_key(&board) {
        return;
    }
    let meant = meant(site, board);
    for id in &meant {
        for issue in check_for_board(site, board, *id) {
            let refused =
                if issue.is_refused { format!("not in the feed for {}: ", board.name()) } else { String::new() };
            let complaint = Complaint::new(code, format!("{refused}{}", issue.message));
            let head = &site.entry(*id).head;
            let span = issue.at.map_or_else(|| head.at(issue.key), |at| Span::new(&head.source, at, at + 1));
            diagnostics.push(complaint.help(issue.help).at(span));
        }
    }
    // One reference for two postings: the older keeps it.
    let mut seen = std::collections::BTreeMap::new();
    for id in meant.iter().rev() {
        let entry = site.entry(*id);
        let reference = own_reference(entry);
        if let Some(first) = seen.insert(reference.clone(), *id) {
            let message = format!(
                "the reference `{reference}` is another posting's, too; this one goes out under the company's name"
            );
            let complaint = Complaint::new(code, message).help("give it an `id` of its own");
            let diagnostic = complaint.at(entry.head.at("id"));
            diagnostics.push(diagnostic.also("the other one is here", site.entry(first).head.at("id")));
        }
    }
}
