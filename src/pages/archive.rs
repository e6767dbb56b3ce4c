//! Every article of a language, by year.

use std::collections::BTreeMap;

use super::{PageHead, PageKind, SitemapPart, Told, everywhere};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::Site;
use crate::render::views::YearView;
use crate::source::Address;

/// The archive of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive(Lang);

impl PageKind for Archive {
    const NAME: &'static str = "archive";
    const TEMPLATE: &'static str = "archive.html";

    fn of_language(_: &Site, lang: &Lang) -> Vec<Archive> {
        vec![Archive(lang.clone())]
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.0, Section::Archive)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Archive> {
        everywhere(site, lang, Archive)
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        let is_empty = site.lists.of(&self.0).articles.is_empty();
        (!is_empty).then_some(SitemapPart::Pages)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let mut years: BTreeMap<i16, YearView> = BTreeMap::new();
        for id in site.index.own(&self.0, &site.lists.of(&self.0).articles) {
            let Some(article) = site.entry(id).article() else { continue };
            let year = article.date.date().year();
            let of_year = years.entry(year).or_insert_with(|| YearView { year, articles: Vec::new() });
            of_year.articles.push(renderer.article_card(id, &self.0));
        }
        told.set("years", years.into_values().rev().collect::<Vec<_>>());
        told.section_head(Section::Archive, told.word("archive"), told.word("archive_description"))
    }
}
