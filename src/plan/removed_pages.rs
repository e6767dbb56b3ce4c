//! Removed pages: what hosts answer for them, and what the author is warned of.

use std::collections::{BTreeSet, HashMap};

use super::Planner;
use crate::content::KnownPage;
use crate::diag::Complaint;
use crate::plan::rules::{GONE_BUT_MADE, LOST_ADDRESS, LOST_PAGE};
use crate::relate::{EntryId, Reason};
use crate::source::{Address, Span};

impl Planner<'_> {
    /// What hosts answer with 410: addresses in `gone`, and those of postings that were taken away.
    pub(super) fn gone(&mut self) {
        let site = self.site;
        for gone in &site.config.gone {
            let Ok(out) = gone.value.out_path() else { continue };
            if let Some(holder) = self.registry.get(&out.collision_key()) {
                let message = format!("`{}` is listed in `gone`, but {} has it", gone.value, holder.what);
                let complaint = Complaint::new(GONE_BUT_MADE, message);
                let mut diagnostic = complaint.help("take it out of `gone`").at(gone.span.clone());
                // The message has its title, so that the place where that stands has a part in it.
                if let Some(span) = &holder.span {
                    diagnostic = diagnostic.also("it is made from this", span.clone());
                }
                self.diagnostics.push(diagnostic);
                continue;
            }
            self.gone.insert(out.address());
        }
        for unlisted in &site.index.unlisted {
            let is_over = matches!(unlisted.reason, Reason::Closed | Reason::Filled | Reason::Withdrawn);
            if !is_over || unlisted.is_kept {
                continue;
            }
            let aliases = site.entry(unlisted.entry).head().aliases.iter().map(|alias| &alias.value);
            for address in aliases.chain([site.address(unlisted.entry)]) {
                let Ok(out) = address.out_path() else { continue };
                if !self.registry.contains_key(&out.collision_key()) {
                    self.gone.insert(out.address());
                }
            }
        }
    }

    /// Pages that were published before and now have neither a page nor a redirect.
    pub(super) fn removed_pages(&mut self, remembered: &[KnownPage]) {
        let site = self.site;
        let mut told: BTreeSet<&Address> = BTreeSet::new();
        let unlisted: HashMap<&Address, Reason> =
            site.index.unlisted.iter().map(|unlisted| (site.address(unlisted.entry), unlisted.reason)).collect();
        for KnownPage { page, is_strict } in remembered {
            let Ok(out) = page.address.out_path() else { continue };
            let is_known = self.registry.contains_key(&out.collision_key()) || self.gone.contains(&out.address());
            if is_known || !told.insert(&page.address) {
                continue;
            }
            let code = if *is_strict { LOST_ADDRESS } else { LOST_PAGE };
            let address = &page.address;
            let same: Option<EntryId> = site.index.by_source.get(&page.source).and_then(|ids| ids.first().copied());
            let (why, help) = match (unlisted.get(address), same) {
                (Some(reason), _) => {
                    let state = if *reason == Reason::Draft { "a draft" } else { "dated after now" };
                    (
                        format!("its text is {state} again"),
                        format!("publish it, or add `gone: [{address}]` to content/site.yaml"),
                    )
                }
                (None, Some(same)) => {
                    let now = site.address(same);
                    let help =
                        format!("add `aliases: [{address}]` to this file, or `gone: [{address}]` to content/site.yaml");
                    (format!("this file is at `{now}` now"), help)
                }
                (None, None) => {
                    let help = format!(
                        "add `aliases: [{address}]` to the file that took its place, or `gone: [{address}]` to content/site.yaml"
                    );
                    ("its file no longer exists".to_owned(), help)
                }
            };
            let message =
                format!("`{address}` was published before and is gone: there is no page and no redirect ({why})");
            self.diagnostics.push(Complaint::new(code, message).help(help).at(Span::whole(&page.source)));
        }
    }
}
