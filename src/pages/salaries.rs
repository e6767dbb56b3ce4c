//! The salary guide: what the open postings of a language pay.

use super::{PageHead, PageKind, SitemapPart, Told};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::source::Address;

/// The salary guide of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salaries(Lang);

impl PageKind for Salaries {
    const NAME: &'static str = "salaries";
    const TEMPLATE: &'static str = "salaries.html";

    fn of_language(site: &Site, lang: &Lang) -> Vec<Salaries> {
        site.lists.has_salaries(lang).then(|| Salaries(lang.clone())).into_iter().collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.0, Section::Salaries)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Salaries> {
        Salaries::of_language(site, lang).pop()
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![&site.lists.of(&self.0).jobs]
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        told.set("tables", renderer.pay_tables(&self.0));
        told.set("minimum", renderer.site.config.salary_minimum);
        told.section_head(Section::Salaries, told.word("salaries"), told.word("salaries_description"))
    }
}
