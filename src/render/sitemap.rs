//! The plan to the sitemap (sitemaps.org 0.9): an index, and a file for each kind of page, with the content's own dates, pictures
//! (Google, "Image sitemaps", 2025) and other languages (Google, "Localized versions of your pages", 2025).

use std::collections::HashMap;

use jiff::civil::Date;

use super::Renderer;
use super::xml::Xml;
use crate::model::Kind;
use crate::plan::{PageKind, Planned, SITEMAP_CAP, SitemapPart, sitemap_part};
use crate::relate::EntryId;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const IMAGES: (&str, &str) = ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1");
const LINKS: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

/// The index of the sitemap's parts, or one of them.
pub fn sitemap(renderer: &Renderer, part: Option<(SitemapPart, usize)>) -> String {
    let mut xml = Xml::document();
    let mut dates = Dates { renderer, newest: HashMap::new() };
    match part {
        None => {
            xml.open("sitemapindex", &[NAMESPACE]);
            for part in SitemapPart::ALL {
                for (number, chunk) in pages(renderer, part).chunks(SITEMAP_CAP).zip(1..).map(|(c, n)| (n, c)) {
                    xml.open("sitemap", &[]);
                    let path = part.file_name(number);
                    xml.text("loc", &[], &renderer.whole(&renderer.path(&path)));
                    if let Some(newest) = chunk.iter().filter_map(|page| dates.of(page)).max() {
                        xml.text("lastmod", &[], &newest.to_string());
                    }
                    xml.close();
                }
            }
        }
        Some((part, number)) => {
            xml.open("urlset", &[NAMESPACE, IMAGES, LINKS]);
            for page in pages(renderer, part).chunks(SITEMAP_CAP).nth(number - 1).unwrap_or(&[]) {
                url(&mut dates, &mut xml, page);
            }
        }
    }
    xml.finish()
}

/// The pages of a part, in order.
fn pages(renderer: &Renderer, part: SitemapPart) -> Vec<&Planned> {
    let pages = renderer.plan.pages.iter();
    pages.filter(|page| sitemap_part(&renderer.site, &page.kind) == Some(part)).collect()
}

fn url(dates: &mut Dates<'_>, xml: &mut Xml, page: &Planned) {
    let renderer = dates.renderer;
    xml.open("url", &[]);
    xml.text("loc", &[], &renderer.whole(&renderer.href(&page.out.address())));
    if let Some(date) = dates.of(page) {
        xml.text("lastmod", &[], &date.to_string());
    }
    let alternates = renderer.alternates(&page.kind);
    if alternates.len() > 1 {
        for (lang, address) in &alternates {
            let href = renderer.whole(&renderer.href(address));
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", lang.as_str()), ("href", &href)]);
        }
        if let Some((_, address)) = alternates.iter().find(|(lang, _)| *lang == renderer.site.config.main) {
            let href = renderer.whole(&renderer.href(address));
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", "x-default"), ("href", &href)]);
        }
    }
    let picture = match &page.kind {
        PageKind::Entry(id) | PageKind::Company(id, 1) | PageKind::Author(id, 1) => renderer.picture(*id),
        _ => None,
    };
    if let Some(picture) = picture {
        xml.open("image:image", &[]);
        xml.text("image:loc", &[], &renderer.whole(&picture.url));
        xml.close();
    }
    xml.close();
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
            PageKind::Home(lang) => {
                self.newest(&site.lists.of(lang).jobs).max(self.newest(&site.lists.of(lang).articles))
            }
            PageKind::Jobs(lang, _) => self.newest(&site.lists.of(lang).jobs),
            PageKind::Articles(lang, _) => self.newest(&site.lists.of(lang).articles),
            PageKind::Tag(lang, tag, _) => {
                let lists = site.lists.of_tag(lang, *tag)?;
                self.newest(&lists.jobs).max(self.newest(&lists.articles))
            }
            PageKind::Landing(lang, id, _) => self.newest(site.lists.landings.get(*id).lists.get(lang)?),
            PageKind::Landings(lang) | PageKind::Salaries(lang) => self.newest(&site.lists.of(lang).jobs),
            PageKind::Company(id, _) => self.newest(site.lists.of(&site.entry(*id).head().lang).by_company.get(id)?),
            PageKind::Author(id, _) => self.newest(site.lists.of(&site.entry(*id).head().lang).by_author.get(id)?),
            _ => None,
        }
    }

    fn newest(&mut self, ids: &[EntryId]) -> Option<Date> {
        let renderer = self.renderer;
        *self.newest.entry(ids.as_ptr()).or_insert_with(|| ids.iter().filter_map(|id| date(renderer, *id)).max())
    }
}

fn date(renderer: &Renderer, id: EntryId) -> Option<Date> {
    match &renderer.site.entry(id).record.kind {
        Kind::Job(job) => Some(job.appeared().date()),
        Kind::Article(article) => Some(article.updated.as_ref().unwrap_or(&article.date).date()),
        _ => None,
    }
}
