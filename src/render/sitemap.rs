//! The plan to what crawlers and hosts read: the sitemap (sitemaps.org 0.9), robots.txt, the table of redirects.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Renderer;
use super::xml::Xml;
use crate::model::Kind;
use crate::plan::{PageKind, Planned, SITEMAP_CAP, is_in_sitemap};
use crate::relate::EntryId;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The whole sitemap, its index, or one part of it.
pub fn sitemap(renderer: &Renderer, part: Option<usize>) -> String {
    let pages: Vec<&Planned> =
        renderer.plan.pages.iter().filter(|page| is_in_sitemap(&renderer.site, &page.kind)).collect();
    let mut xml = Xml::document();
    let mut dates = Dates { renderer, newest: HashMap::new() };
    match part {
        None if pages.len() > SITEMAP_CAP => {
            xml.open("sitemapindex", &[NAMESPACE]);
            for (i, chunk) in pages.chunks(SITEMAP_CAP).enumerate() {
                xml.open("sitemap", &[]);
                xml.text("loc", &[], &renderer.whole(&renderer.path(&format!("/sitemap-{}.xml", i + 1))));
                if let Some(newest) = chunk.iter().filter_map(|page| dates.of(page)).max() {
                    xml.text("lastmod", &[], &newest.to_string());
                }
                xml.close();
            }
        }
        None => urls(&mut dates, &mut xml, &pages),
        Some(part) => urls(&mut dates, &mut xml, pages.chunks(SITEMAP_CAP).nth(part - 1).unwrap_or(&[])),
    }
    xml.finish()
}

fn urls(dates: &mut Dates<'_>, xml: &mut Xml, pages: &[&Planned]) {
    let renderer = dates.renderer;
    xml.open("urlset", &[NAMESPACE]);
    for page in pages {
        xml.open("url", &[]);
        xml.text("loc", &[], &renderer.whole(&renderer.href(&page.out.address())));
        if let Some(date) = dates.of(page) {
            xml.text("lastmod", &[], &date.to_string());
        }
        xml.close();
    }
}

/// The content's own dates. Lists have the newest of what they show; pages without a date have none.
struct Dates<'a> {
    renderer: &'a Renderer,
    /// The newest of a list, by where the list lies in memory: its later pages ask again.
    newest: HashMap<*const EntryId, Option<Date>>,
}

impl Dates<'_> {
    fn of(&mut self, page: &Planned) -> Option<Date> {
        let site = &self.renderer.site;
        match &page.kind {
            PageKind::Entry(id) => date(self.renderer, *id),
            PageKind::Home(lang) => self.newest(&site.lists(lang).jobs).max(self.newest(&site.lists(lang).articles)),
            PageKind::Jobs(lang, _) => self.newest(&site.lists(lang).jobs),
            PageKind::Articles(lang, _) => self.newest(&site.lists(lang).articles),
            PageKind::Tag(lang, term, _) => {
                let lists = site.terms.get(*term).lists.get(lang)?;
                self.newest(&lists.jobs).max(self.newest(&lists.articles))
            }
            PageKind::Company(id, _) => self.newest(site.lists(&site.entry(*id).head.lang).by_company.get(id)?),
            PageKind::Author(id, _) => self.newest(site.lists(&site.entry(*id).head.lang).by_author.get(id)?),
            _ => None,
        }
    }

    fn newest(&mut self, ids: &[EntryId]) -> Option<Date> {
        let renderer = self.renderer;
        *self.newest.entry(ids.as_ptr()).or_insert_with(|| ids.iter().filter_map(|id| date(renderer, *id)).max())
    }
}

fn date(renderer: &Renderer, id: EntryId) -> Option<Date> {
    match &renderer.site.entry(id).kind {
        Kind::Job(job) => Some(job.posted.date()),
        Kind::Article(article) => Some(article.updated.as_ref().unwrap_or(&article.date).date()),
        _ => None,
    }
}

pub fn robots(renderer: &Renderer) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", renderer.whole(&renderer.path("/sitemap.xml")))
}

/// One redirect a line, as Netlify and Cloudflare Pages read them.
pub fn redirects(renderer: &Renderer) -> String {
    renderer
        .plan
        .redirects
        .iter()
        .map(|(from, to)| format!("{} {} 301\n", renderer.href(from), renderer.href(to)))
        .collect()
}
