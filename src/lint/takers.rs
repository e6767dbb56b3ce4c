//! What the rules about job boards' feeds share: the findings of `syndicate`, each at its field.

use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::Taker;
use crate::relate::Site;
use crate::source::Span;
use crate::syndicate::{meant, own_reference, unfit};

/// Says what a taker minds, when the site has a feed for it.
pub fn check(site: &Site, taker: Taker, code: Code, diagnostics: &mut Vec<Diagnostic>) {
    if !site.config.feeds.takers.contains_key(&taker) {
        return;
    }
    let meant = meant(site, taker);
    for id in &meant {
        for unfit in unfit(site, taker, *id) {
            let refused =
                if unfit.is_refused { format!("not in the feed for {}: ", taker.name()) } else { String::new() };
            let complaint = Complaint::new(code, format!("{refused}{}", unfit.message));
            let head = &site.entry(*id).head;
            let span = unfit.at.map_or_else(|| head.at(unfit.key), |at| Span::new(&head.source, at, at + 1));
            diagnostics.push(complaint.help(unfit.help).at(span));
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
