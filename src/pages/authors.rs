//! Everybody who writes in a language.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Address;

/// The list of all authors of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authors(Lang);

impl PageKind for Authors {
    const NAME: &'static str = "authors";
    const TEMPLATE: &'static str = "authors.html";

    fn of_language(_: &Site, lang: &Lang) -> Vec<Authors> {
        vec![Authors(lang.clone())]
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.0, Section::Authors)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Authors> {
        everywhere(site, lang, Authors)
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        let is_empty = site.lists.of(&self.0).authors.is_empty();
        (!is_empty).then_some(SitemapPart::Pages)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let authors = &renderer.site.lists.of(&self.0).authors;
        told.set("authors", authors.iter().map(|id| renderer.author_view(*id, &self.0)).collect::<Vec<_>>());
        let head = told.section_head(Section::Authors, told.word("authors"), told.word("authors_description"));
        PageHead { noindex: authors.is_empty(), ..head }
    }
}
