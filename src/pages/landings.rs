//! Every landing page of a language.

use super::{Group, PageHead, PageKind, SitemapPart, Told};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::source::Address;

/// The list of all landing pages of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landings(Lang);

impl PageKind for Landings {
    const NAME: &'static str = "landings";
    const TEMPLATE: &'static str = "landings.html";
    const GROUP: Group = Group::Lists;

    fn of_language(site: &Site, lang: &Lang) -> Vec<Landings> {
        site.lists.has_landings(lang).then(|| Landings(lang.clone())).into_iter().collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.0, Section::Landings)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Landings> {
        Landings::of_language(site, lang).pop()
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![&site.lists.of(&self.0).jobs]
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        told.set("filters", told.renderer.all_filters(&self.0));
        told.section_head(Section::Landings, told.word("landings"), told.word("landings_description"))
    }
}
