//! The page of an article.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is};
use crate::content::{KindName, Section};
use crate::facts::has_card;
use crate::relate::{EntryId, Site, Visibility};

/// The page of this article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article(EntryId);

impl PageKind for Article {
    const NAME: &'static str = "article";
    const TEMPLATE: &'static str = "article.html";
    const GROUP: Group = Group::Entries;
    const IS_SHARED: bool = true;

    fn of_entry(site: &Site, id: EntryId) -> Vec<Article> {
        is(site, id, KindName::Article).then_some(Article(id)).into_iter().collect()
    }

    fn entry(&self) -> Option<EntryId> {
        Some(self.0)
    }

    fn of(id: EntryId) -> Option<Article> {
        Some(Article(id))
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        (site.visibility(self.0) == Visibility::Listed).then_some(SitemapPart::Articles)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let entry = site.entry(self.0);
        let view = renderer.article_view(self.0);
        told.add_data(|| Some(renderer.article_data(self.0, &view)));
        told.set("article", &view);
        told.set_jobs("jobs", &site.relations.across[self.0.index()]);
        told.set_body(self.0);
        let title = entry.title().to_owned();
        let head = PageHead {
            // In a preview only: what is not to be seen yet is not to be found either.
            noindex: entry.head().draft || entry.record.is_future(site.now),
            image: renderer.share_picture(self.0),
            image_alt: if has_card(site, self.0) { Some(title.clone()) } else { view.card.image_alt },
            ..PageHead::new(title, entry.prose().summary.clone())
        };
        let list = told.section_link(Section::Articles);
        told.entry_head(head, self.0, list)
    }
}
