//! The list of all open postings of a language.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere, numbers};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::render::Renderer;
use crate::source::Address;

/// A page of the list of all open postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jobs {
    lang: Lang,
    number: usize,
}

impl PageKind for Jobs {
    const NAME: &'static str = "jobs";
    const TEMPLATE: &'static str = "jobs.html";

    fn of_language(site: &Site, lang: &Lang) -> Vec<Jobs> {
        let len = site.lists.of(lang).jobs.len();
        numbers(site, len).map(|number| Jobs { lang: lang.clone(), number }).collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.lang, Section::Jobs)
    }

    fn number(&self) -> usize {
        self.number
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Jobs> {
        everywhere(site, lang, |lang| Jobs { lang, number: 1 }).filter(|_| self.number == 1)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![&site.lists.of(&self.lang).jobs]
    }

    fn has_feed(&self, _: &Site) -> bool {
        true
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        renderer.words(&self.lang, "feed_jobs", [("site", &renderer.site.config.texts(&self.lang).title)])
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let ids = told.slice(&site.lists.of(&self.lang).jobs, self.number, &self.list_address(site));
        told.set_jobs("jobs", ids);
        let filters = if self.number == 1 { renderer.filters(&self.lang) } else { Vec::new() };
        told.set("filters", filters);
        told.set("scope", "kind=job");
        let title = told.numbered_title(&told.word("jobs"), self.number);
        told.section_head(Section::Jobs, title, told.word("jobs_description"))
    }
}
