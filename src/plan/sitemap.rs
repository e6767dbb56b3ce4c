//! The sitemap of a plan (sitemaps.org 0.9): an index, and a file for each kind of page, with the content's own dates, pictures
//! (Google, "Image sitemaps", 2025) and other languages (Google, "Localized versions of your pages", 2025).

use std::collections::HashMap;

use jiff::civil::Date;

use super::Plan;
use crate::model::When;
use crate::pages::{Page, SitemapPart};
use crate::relate::EntryId;
use crate::render::Renderer;
use crate::render::xml::Xml;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const IMAGES: (&str, &str) = ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1");
const LINKS: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

/// Addresses in one part of the sitemap at most. The protocol (sitemaps.org 0.9) allows 50,000 and 50 MB; with pictures and other
/// languages an address takes up to a few kilobytes.
pub const CAP: usize = 10_000;

/// The index of the sitemap's parts.
pub fn index(renderer: &Renderer, plan: &Plan) -> String {
    let mut xml = Xml::document();
    let mut dates = Dates { renderer, newest: HashMap::new() };
    xml.open("sitemapindex", &[NAMESPACE]);
    for part in SitemapPart::ALL {
        for (chunk, number) in pages(renderer, plan, part).chunks(CAP).zip(1..) {
            xml.open("sitemap", &[]);
            xml.text("loc", &[], &renderer.whole(&renderer.path(&part.file_name(number))));
            if let Some(newest) = chunk.iter().filter_map(|page| dates.of(page)).max() {
                xml.text("lastmod", &[], &newest.to_string());
            }
            xml.close();
        }
    }
    xml.finish()
}

/// A part of the sitemap, counted from 1.
pub fn part(renderer: &Renderer, plan: &Plan, part: SitemapPart, number: usize) -> String {
    let mut xml = Xml::document();
    let mut dates = Dates { renderer, newest: HashMap::new() };
    xml.open("urlset", &[NAMESPACE, IMAGES, LINKS]);
    for page in pages(renderer, plan, part).chunks(CAP).nth(number - 1).unwrap_or(&[]) {
        url(&mut dates, &mut xml, page);
    }
    xml.finish()
}

/// The pages of a part, in order.
fn pages<'a>(renderer: &Renderer, plan: &'a Plan, part: SitemapPart) -> Vec<&'a Page> {
    let pages = plan.files.iter().filter_map(|planned| planned.product.page());
    pages.filter(|page| page.sitemap_part(&renderer.site) == Some(part)).collect()
}

fn url(dates: &mut Dates<'_>, xml: &mut Xml, page: &Page) {
    let renderer = dates.renderer;
    let site = &renderer.site;
    xml.open("url", &[]);
    xml.text("loc", &[], &renderer.whole(&renderer.href(&page.address(site))));
    if let Some(date) = dates.of(page) {
        xml.text("lastmod", &[], &date.to_string());
    }
    let alternates = page.alternates(site);
    if alternates.len() > 1 {
        for (lang, address) in &alternates {
            let href = renderer.whole(&renderer.href(address));
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", lang.as_str()), ("href", &href)]);
        }
        if let Some((_, address)) = alternates.iter().find(|(lang, _)| *lang == site.config.main) {
            let href = renderer.whole(&renderer.href(address));
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", "x-default"), ("href", &href)]);
        }
    }
    let entry = page.entry().filter(|_| page.number() == 1);
    if let Some(picture) = entry.and_then(|id| renderer.picture(id)) {
        xml.open("image:image", &[]);
        xml.text("image:loc", &[], &renderer.whole(&picture.url));
        xml.close();
    }
    xml.close();
}

/// The content's own dates: of an entry's page its own, of a list that of its newest entry; others have none.
struct Dates<'a> {
    renderer: &'a Renderer,
    /// The newest of a list, by where the list lies in memory: its later pages ask again.
    newest: HashMap<*const EntryId, Option<Date>>,
}

impl Dates<'_> {
    fn of(&mut self, page: &Page) -> Option<Date> {
        let renderer = self.renderer;
        let of_entry = page.entry().and_then(|id| date(renderer, id));
        page.lists(&renderer.site).into_iter().map(|list| self.newest(list)).max().unwrap_or(of_entry)
    }

    fn newest(&mut self, ids: &[EntryId]) -> Option<Date> {
        let renderer = self.renderer;
        *self.newest.entry(ids.as_ptr()).or_insert_with(|| ids.iter().filter_map(|id| date(renderer, *id)).max())
    }
}

fn date(renderer: &Renderer, id: EntryId) -> Option<Date> {
    renderer.site.index.record(id).updated().map(When::date)
}
