//! The plan to what crawlers and hosts read: the sitemap (sitemaps.org 0.9), robots.txt, the table of redirects.

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
    match part {
        None if pages.len() > SITEMAP_CAP => {
            xml.open("sitemapindex", &[NAMESPACE]);
            for (i, chunk) in pages.chunks(SITEMAP_CAP).enumerate() {
                xml.open("sitemap", &[]);
                xml.text("loc", &[], &renderer.whole(&renderer.path(&format!("/sitemap-{}.xml", i + 1))));
                if let Some(newest) = chunk.iter().filter_map(|page| modified(renderer, page)).max() {
                    xml.text("lastmod", &[], &newest);
                }
                xml.close();
            }
        }
        None => urls(renderer, &mut xml, &pages),
        Some(part) => urls(renderer, &mut xml, pages.chunks(SITEMAP_CAP).nth(part - 1).unwrap_or(&[])),
    }
    xml.finish()
}

fn urls(renderer: &Renderer, xml: &mut Xml, pages: &[&Planned]) {
    xml.open("urlset", &[NAMESPACE]);
    for page in pages {
        xml.open("url", &[]);
        xml.text("loc", &[], &renderer.whole(&renderer.href(&page.out.address())));
        if let Some(modified) = modified(renderer, page) {
            xml.text("lastmod", &[], &modified);
        }
        xml.close();
    }
}

/// The content's own date; lists have the newest of what they show, pages without a date have none.
fn modified(renderer: &Renderer, page: &Planned) -> Option<String> {
    let site = &renderer.site;
    let newest = |ids: &[EntryId]| ids.iter().filter_map(|id| date(renderer, *id)).max();
    match &page.kind {
        PageKind::Entry(id) => date(renderer, *id),
        PageKind::Home(lang) => newest(&site.lists(lang).jobs).max(newest(&site.lists(lang).articles)),
        PageKind::Jobs(lang, _) => newest(&site.lists(lang).jobs),
        PageKind::Articles(lang, _) => newest(&site.lists(lang).articles),
        PageKind::Tag(lang, term, _) => {
            site.terms.get(*term).lists.get(lang).and_then(|lists| newest(&lists.jobs).max(newest(&lists.articles)))
        }
        PageKind::Company(id, _) => {
            site.lists(&site.entry(*id).head.lang).by_company.get(id).and_then(|ids| newest(ids))
        }
        PageKind::Author(id, _) => site.lists(&site.entry(*id).head.lang).by_author.get(id).and_then(|ids| newest(ids)),
        _ => None,
    }
}

fn date(renderer: &Renderer, id: EntryId) -> Option<String> {
    match &renderer.site.entry(id).kind {
        Kind::Job(job) => Some(job.posted.date().to_string()),
        Kind::Article(article) => Some(article.updated.as_ref().unwrap_or(&article.date).date().to_string()),
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
