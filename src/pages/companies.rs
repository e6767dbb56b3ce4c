//! The list of all companies of a language.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere, numbers};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Address;

/// A page of the list of all companies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companies {
    lang: Lang,
    number: usize,
}

impl PageKind for Companies {
    const NAME: &'static str = "companies";
    const TEMPLATE: &'static str = "companies.html";

    fn of_language(site: &Site, lang: &Lang) -> Vec<Companies> {
        let len = site.lists.of(lang).companies.len();
        numbers(site, len).map(|number| Companies { lang: lang.clone(), number }).collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.lang, Section::Companies)
    }

    fn number(&self) -> usize {
        self.number
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Companies> {
        everywhere(site, lang, |lang| Companies { lang, number: 1 }).filter(|_| self.number == 1)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let ids = told.slice(&site.lists.of(&self.lang).companies, self.number, &self.list_address(site));
        told.set("companies", ids.iter().map(|id| renderer.company_view(*id, &self.lang)).collect::<Vec<_>>());
        let title = told.numbered_title(&told.word("companies"), self.number);
        told.section_head(Section::Companies, title, told.word("companies_description"))
    }
}
