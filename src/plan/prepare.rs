//! Products to what they are made of: a page that is told everything, the text of a document, the source of a derived file.

use super::sitemap;
use super::{Derived, Document, Plan, Planned, Product};
use crate::boards;
use crate::pages::card;
use crate::render::{FileContent, Prepared, Renderer, calendar, feeds, hosts, job_list};
use crate::search;

/// Gathers what a file is made of. What no template makes is ready at once.
pub fn prepare(renderer: &Renderer, plan: &Plan, planned: &Planned) -> Prepared {
    product(renderer, plan, &planned.product)
}

fn product(renderer: &Renderer, plan: &Plan, product: &Product) -> Prepared {
    match product {
        Product::Page(page) => Prepared::Page(Box::new(page.prepare(renderer))),
        Product::Document(document) => Prepared::Ready(FileContent::Bytes(document.text(renderer, plan).into_bytes())),
        Product::Derived(derived) => self::derived(renderer, plan, derived),
    }
}

fn derived(renderer: &Renderer, plan: &Plan, derived: &Derived) -> Prepared {
    Prepared::Ready(match derived {
        Derived::Card(id) => return Prepared::Page(Box::new(card(renderer, *id))),
        Derived::Packed(inner, encoding) => match product(renderer, plan, inner) {
            Prepared::Ready(content) => FileContent::Packed(Box::new(content), *encoding),
            Prepared::Page(page) => return Prepared::Page(page),
        },
        Derived::Asset(path) => renderer.asset(path),
        Derived::Copy(path) => renderer.file(path),
        Derived::Cleaned(path) => FileContent::Cleaned(renderer.svg(path)),
        Derived::Resized(path, width) => FileContent::Resized { from: path.clone(), width: *width },
        Derived::Icon(side) => renderer.icon(*side),
        Derived::QrCode(id) => renderer.qr_code(*id),
    })
}

impl Document {
    fn text(&self, renderer: &Renderer, plan: &Plan) -> String {
        let site = &renderer.site;
        match self {
            Document::Feed(page, format) => {
                let home = renderer.whole(&renderer.href(&page.list_address(site)));
                let title = page.feed_title(renderer);
                feeds::feed(renderer, page.lang(site), (title, home), &page.lists(site), *format)
            }
            Document::Search(lang, file) => renderer.search_file(lang, *file),
            Document::SearchLanguages => search::languages(site),
            Document::SearchSchema => search::SCHEMA.to_owned(),
            Document::Sitemap => sitemap::index(renderer, plan),
            Document::SitemapPart(part, number) => sitemap::part(renderer, plan, *part, *number),
            Document::Robots => hosts::robots(renderer),
            Document::Board(board) => boards::feed(renderer, *board),
            Document::JobList => job_list::list(renderer),
            Document::JobSchema => job_list::SCHEMA.to_owned(),
            Document::MarkdownPage(id) => renderer.markdown_page(*id),
            Document::Calendar(lang) => calendar::calendar(renderer, lang),
            Document::Headers => hosts::headers(renderer),
            Document::Manifest(lang) => hosts::manifest(renderer, lang),
            Document::RedirectTable => hosts::redirects(renderer, &plan.redirects, &plan.gone),
            Document::GoneNginx => hosts::gone_nginx(renderer, &plan.gone),
            Document::GoneApache => hosts::gone_apache(renderer, &plan.gone),
            Document::HostRules(host) => hosts::rules(renderer, *host, &plan.redirects, &plan.gone),
        }
    }
}
