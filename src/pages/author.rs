//! The page of an author, with their articles.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is, numbers};
use crate::content::{KindName, Section};
use crate::relate::{EntryId, Site};

/// A page of an author's list of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    entry: EntryId,
    number: usize,
}

impl Author {
    fn listed<'a>(&self, site: &'a Site) -> &'a [EntryId] {
        site.lists.of(self.lang(site)).by_author.get(&self.entry).map_or(&[], Vec::as_slice)
    }
}

impl PageKind for Author {
    const NAME: &'static str = "author";
    const TEMPLATE: &'static str = "author.html";
    const GROUP: Group = Group::Profiles;

    fn of_entry(site: &Site, entry: EntryId) -> Vec<Author> {
        if !is(site, entry, KindName::Author) {
            return Vec::new();
        }
        let len = Author { entry, number: 1 }.listed(site).len();
        numbers(site, len).map(|number| Author { entry, number }).collect()
    }

    fn number(&self) -> usize {
        self.number
    }

    fn entry(&self) -> Option<EntryId> {
        Some(self.entry)
    }

    fn of(entry: EntryId) -> Option<Author> {
        Some(Author { entry, number: 1 })
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![self.listed(site)]
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let view = renderer.author_view(self.entry, &told.lang);
        let ids = told.slice(self.listed(site), self.number, &self.list_address(site));
        told.set_articles("articles", ids);
        told.add_data(|| Some(renderer.author_data(self.entry, &view)));
        let title = told.numbered_title(&view.name, self.number);
        let description = told.words("articles_by", [("author", &view.name)]);
        told.set("author", view);
        if self.number == 1 {
            told.set_body(self.entry);
        }
        let list = told.section_link(Section::Authors);
        told.entry_head(PageHead::new(title, description), self.entry, list)
    }
}
