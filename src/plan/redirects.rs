//! Former addresses and other names of tags, to pages that lead to the right one.

use super::Planner;
use crate::content::Section;
use crate::diag::Complaint;
use crate::pages::{Claim, Page, Redirect};
use crate::plan::rules::ALIAS_ELSEWHERE;
use crate::relate::{EntryId, Site, Visibility};
use crate::source::{Address, Span};

/// Postings and companies, which anybody may write, have former addresses in their own section, and where the site allows it.
fn may_have_been(site: &Site, id: EntryId, alias: &Address) -> Result<(), Complaint> {
    let record = &site.entry(id).record;
    let Some(section) = record.common().section.filter(|_| record.kind.name().is_from_anybody()) else { return Ok(()) };
    let config = &site.config;
    let address = format!("{}/", alias.as_str().trim_end_matches('/'));
    let is_below = |folder: &Address| {
        address
            .strip_prefix(folder.as_str())
            .is_some_and(|rest| !rest.is_empty() && !rest.to_lowercase().starts_with("page/"))
    };
    let mut own = config.languages.iter().map(|(lang, _)| config.section_page(lang, section));
    let is_allowed = |allowed: &Address| match allowed.as_str().ends_with('/') {
        true => address.starts_with(allowed.as_str()),
        false => alias == allowed,
    };
    if own.any(|folder| is_below(&folder)) || config.allowed_aliases.iter().any(|allowed| is_allowed(&allowed.value)) {
        return Ok(());
    }
    let folder = config.section_page(&config.main, section);
    Err(Complaint::new(ALIAS_ELSEWHERE, format!("`{alias}` is not below `{folder}`"))
        .help(format!("remove it, or confirm it in content/site.yaml: `allowed_aliases: [{alias}]`")))
}

impl Planner<'_> {
    /// Former addresses of entries, and other names of tags.
    pub(super) fn aliases(&mut self) {
        let site = self.site;
        for id in site.ids().filter(|id| site.visibility(*id) != Visibility::Unpublished) {
            for alias in &site.entry(id).head().aliases {
                if let Err(complaint) = may_have_been(site, id, &alias.value) {
                    self.diagnostics.push(complaint.at(alias.span.clone()));
                    continue;
                }
                self.redirect(alias.value.clone(), site.address(id).clone(), Some(alias.span.clone()));
            }
        }
        for (id, tag) in site.index.tags.iter() {
            let span = tag.pages.values().next().map(|page| site.entry(*page).head().span.clone());
            for lang in site.lists.languages_of(id) {
                for other in &tag.other_slugs {
                    let from = site.config.section_page(lang, Section::Tags).below(other);
                    self.redirect(from, site.index.tag_address(lang, id), span.clone());
                }
            }
        }
    }

    fn redirect(&mut self, from: Address, to: Address, span: Option<Span>) {
        let Ok(out) = from.out_path() else { return };
        let claim = Claim { what: format!("the alias `{from}`"), span };
        let page = Redirect { from: out.address(), to: to.clone() };
        if self.add(out.clone(), Page::Redirect(page).into(), claim) {
            self.redirects.insert(out.address(), to);
        }
    }
}
