//! What hosts answer with where there is no page.

use super::{PageHead, PageKind, SitemapPart, Told};
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Address;

/// How many jobs it shows to those who came for one that is gone.
const JOBS: usize = 5;

/// The page that stands for missing ones, of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound(Lang);

impl PageKind for NotFound {
    const NAME: &'static str = "404";
    const TEMPLATE: &'static str = "404.html";

    fn of_language(_: &Site, lang: &Lang) -> Vec<NotFound> {
        vec![NotFound(lang.clone())]
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.home(&self.0).file("404.html")
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        None
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let jobs = &renderer.site.lists.of(&self.0).jobs;
        told.set_jobs("jobs", &jobs[..jobs.len().min(JOBS)]);
        let head = PageHead::new(told.word("not_found"), told.word("not_found_text"));
        PageHead { noindex: true, ..head }
    }
}
