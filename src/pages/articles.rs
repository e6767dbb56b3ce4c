//! The list of all articles of a language.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere, numbers};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::render::Renderer;
use crate::source::Address;

/// A page of the list of all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Articles {
    lang: Lang,
    number: usize,
}

impl PageKind for Articles {
    const NAME: &'static str = "articles";
    const TEMPLATE: &'static str = "articles.html";

    fn of_language(site: &Site, lang: &Lang) -> Vec<Articles> {
        let len = site.lists.of(lang).articles.len();
        numbers(site, len).map(|number| Articles { lang: lang.clone(), number }).collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.lang, Section::Articles)
    }

    fn number(&self) -> usize {
        self.number
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Articles> {
        everywhere(site, lang, |lang| Articles { lang, number: 1 }).filter(|_| self.number == 1)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![&site.lists.of(&self.lang).articles]
    }

    fn has_feed(&self, _: &Site) -> bool {
        true
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        renderer.words(&self.lang, "feed_articles", [("site", &renderer.site.config.texts(&self.lang).title)])
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let ids = told.slice(&site.lists.of(&self.lang).articles, self.number, &self.list_address(site));
        told.set_articles("articles", ids);
        let title = told.numbered_title(&told.word("articles"), self.number);
        told.section_head(Section::Articles, title, told.word("articles_description"))
    }
}
