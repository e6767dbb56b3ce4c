//! The jobs that a reader keeps: the page is the same for all, its script fills it from the browser's own storage.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Address;

/// The page of saved jobs of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved(Lang);

impl PageKind for Saved {
    const NAME: &'static str = "saved";
    const TEMPLATE: &'static str = "saved.html";

    fn of_language(site: &Site, lang: &Lang) -> Vec<Saved> {
        site.config.saved_jobs.then(|| Saved(lang.clone())).into_iter().collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.0, Section::Saved)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Saved> {
        everywhere(site, lang, Saved)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        None
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let head = PageHead::new(told.word("saved"), told.word("saved_description"));
        PageHead { noindex: true, ..head }
    }
}
