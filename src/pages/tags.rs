//! Every tag that has a page in a language.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Address;

/// The list of all tags of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags(Lang);

impl PageKind for Tags {
    const NAME: &'static str = "tags";
    const TEMPLATE: &'static str = "tags.html";

    fn of_language(_: &Site, lang: &Lang) -> Vec<Tags> {
        vec![Tags(lang.clone())]
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.0, Section::Tags)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Tags> {
        everywhere(site, lang, Tags)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let tags = &renderer.site.lists.of(&self.0).tags;
        told.set("tags", tags.iter().map(|id| renderer.tag(*id, &self.0)).collect::<Vec<_>>());
        told.section_head(Section::Tags, told.word("tags"), told.word("tags_description"))
    }
}
