//! Former addresses and other names of tags, to pages that lead to the right one.

use super::{PageKind, Planner, What};
use crate::model::Section;
use crate::relate::Standing;
use crate::source::{Address, Span};

impl Planner<'_> {
    /// Former addresses of entries, and other names of tags.
    pub(super) fn aliases(&mut self) {
        let site = self.site;
        for id in site.ids().filter(|id| site.standing(*id) != Standing::Withheld) {
            for alias in &site.entry(id).head.aliases {
                self.redirect(alias.value.clone(), site.address(id).clone(), Some(alias.span.clone()));
            }
        }
        for (_, term) in site.terms.iter() {
            for lang in term.lists.keys() {
                let at = format!("{}{}/", site.config.prefix(lang), site.config.section(lang, Section::Tags));
                let (Ok(to), span) = (
                    Address::parse(&format!("{at}{}/", term.slug)),
                    term.pages.values().next().map(|page| site.entry(*page).head.span.clone()),
                ) else {
                    continue;
                };
                for other in &term.other_slugs {
                    if let Ok(from) = Address::parse(&format!("{at}{other}/")) {
                        self.redirect(from, to.clone(), span.clone());
                    }
                }
            }
        }
    }

    fn redirect(&mut self, from: Address, to: Address, span: Option<Span>) {
        let Ok(out) = from.out_path() else { return };
        if self.add(out.clone(), PageKind::Redirect(to.clone()), What::Named(format!("the alias `{from}`")), span) {
            self.redirects.insert(out.address(), to);
        }
    }
}
