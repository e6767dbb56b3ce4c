//! The search of a language; before anybody searches it shows the newest entries.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Address;

/// How many of the newest entries it shows of each kind.
const NEWEST: usize = 40;

/// The search page of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search(Lang);

impl PageKind for Search {
    const NAME: &'static str = "search";
    const TEMPLATE: &'static str = "search.html";

    fn of_language(_: &Site, lang: &Lang) -> Vec<Search> {
        vec![Search(lang.clone())]
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.0, Section::Search)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Search> {
        everywhere(site, lang, Search)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        None
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let lists = renderer.site.lists.of(&self.0);
        told.set_jobs("jobs", &lists.jobs[..lists.jobs.len().min(NEWEST)]);
        told.set_articles("articles", &lists.articles[..lists.articles.len().min(NEWEST)]);
        told.set("tags", lists.tags.iter().map(|id| renderer.tag(*id, &self.0)).collect::<Vec<_>>());
        PageHead::new(told.word("search"), told.word("search_description"))
    }
}
