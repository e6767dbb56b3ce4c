//! The home page of a language.

use super::{PageHead, PageKind, SitemapPart, Told, everywhere};
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::render::Renderer;
use crate::source::Address;

/// How many entries it shows of each kind.
const JOBS: usize = 8;
const ARTICLES: usize = 6;
const TAGS: usize = 24;
const COMPANIES: usize = 12;

/// The home page of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home(Lang);

impl PageKind for Home {
    const NAME: &'static str = "home";
    const TEMPLATE: &'static str = "home.html";
    const NAMES_SITE: bool = false;

    fn of_language(_: &Site, lang: &Lang) -> Vec<Home> {
        vec![Home(lang.clone())]
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.0
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.home(&self.0)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Home> {
        everywhere(site, lang, Home)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        let lists = site.lists.of(&self.0);
        vec![&lists.jobs, &lists.articles]
    }

    fn has_feed(&self, _: &Site) -> bool {
        true
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        renderer.site.config.texts(&self.0).title.clone()
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let lists = site.lists.of(&self.0);
        told.set_jobs("jobs", &lists.jobs[..lists.jobs.len().min(JOBS)]);
        told.set_articles("articles", &lists.articles[..lists.articles.len().min(ARTICLES)]);
        let mut tags: Vec<_> = lists.tags.iter().map(|id| renderer.tag(*id, &self.0)).collect();
        // They come in the order of their names, which stays among equals.
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        tags.truncate(TAGS);
        told.set("tags", tags);
        told.set("filters", renderer.filters(&self.0));
        told.set("total_jobs", lists.jobs.len());
        told.set("total_articles", lists.articles.len());
        let companies = lists.companies.iter().take(COMPANIES).map(|id| renderer.company_view(*id, &self.0));
        told.set("companies", companies.collect::<Vec<_>>());
        told.add_data(|| Some(renderer.website_data(&self.0)));
        let texts = site.config.texts(&self.0);
        let description = match texts.description.as_str() {
            "" => told.words("home_description", [("site", &texts.title)]),
            written => written.to_owned(),
        };
        PageHead::new(texts.title.clone(), description)
    }
}
