//! The page of a company, with its open postings.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is, numbers};
use crate::content::{KindName, Section};
use crate::relate::{EntryId, Site, Visibility};
use crate::render::Renderer;
use crate::search::company_key;

/// How many articles that mention it a company shows.
const ARTICLES: usize = 12;

/// A page of a company's list of postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    entry: EntryId,
    number: usize,
}

impl Company {
    fn listed<'a>(&self, site: &'a Site) -> &'a [EntryId] {
        site.lists.of(self.lang(site)).by_company.get(&self.entry).map_or(&[], Vec::as_slice)
    }
}

impl PageKind for Company {
    const NAME: &'static str = "company";
    const TEMPLATE: &'static str = "company.html";
    const GROUP: Group = Group::Profiles;

    fn of_entry(site: &Site, entry: EntryId) -> Vec<Company> {
        if !is(site, entry, KindName::Company) {
            return Vec::new();
        }
        let len = Company { entry, number: 1 }.listed(site).len();
        numbers(site, len).map(|number| Company { entry, number }).collect()
    }

    fn number(&self) -> usize {
        self.number
    }

    fn entry(&self) -> Option<EntryId> {
        Some(self.entry)
    }

    fn of(entry: EntryId) -> Option<Company> {
        Some(Company { entry, number: 1 })
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        (site.visibility(self.entry) == Visibility::Listed).then_some(SitemapPart::Companies)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![self.listed(site)]
    }

    fn has_feed(&self, _: &Site) -> bool {
        true
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        let site = &renderer.site;
        let (lang, company) = (self.lang(site), site.entry(self.entry).title());
        renderer.words(lang, "feed_company", [("site", &site.config.texts(lang).title), ("company", company)])
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let view = renderer.company_view(self.entry, &told.lang);
        let ids = told.slice(self.listed(site), self.number, &self.list_address(site));
        told.set_jobs("jobs", ids);
        let mentions = &site.relations.mentions[self.entry.index()];
        let shown = if self.number == 1 { mentions.len().min(ARTICLES) } else { 0 };
        told.set_articles("articles", &mentions[..shown]);
        told.add_data(|| Some(renderer.company_data(self.entry, &view)));
        let description = match site.entry(self.entry).prose().summary.as_str() {
            "" => told.words("company_description", [("company", &view.name)]),
            summary => summary.to_owned(),
        };
        let title = told.numbered_title(&view.name, self.number);
        told.set("scope", format!("kind=job&company={}", company_key(site, self.entry)));
        let (image, image_alt) = (view.image.clone(), view.image_alt.clone());
        told.set("company", view);
        if self.number == 1 {
            told.set_body(self.entry);
        }
        let list = told.section_link(Section::Companies);
        let head = PageHead { image, image_alt, ..PageHead::new(title, description) };
        told.entry_head(head, self.entry, list)
    }
}
