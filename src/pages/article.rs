//! The page of an article.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is, translation};
use crate::content::{KindName, Section};
use crate::facts::has_card;
use crate::model::Lang;
use crate::relate::{EntryId, Site, Visibility};
use crate::source::Address;

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

    fn lang<'a>(&'a self, site: &'a Site) -> &'a Lang {
        &site.index.record(self.0).head.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.address(self.0).clone()
    }

    fn entry(&self) -> Option<EntryId> {
        Some(self.0)
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Article> {
        translation(site, self.0, lang).map(Article)
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
        told.set_own(Some(self.0));
        told.set_body(self.0);
        let title = entry.title().to_owned();
        let is_future = entry.article().is_some_and(|article| article.date.timestamp() > site.now);
        let head = PageHead {
            // In a preview only: what is not to be seen yet is not to be found either.
            noindex: entry.head().draft || is_future,
            image: renderer.share_picture(self.0),
            image_alt: if has_card(site, self.0) { Some(title.clone()) } else { view.card.image_alt },
            ..PageHead::new(title, entry.prose().summary.clone())
        };
        told.entry_head(head, self.0, Section::Articles)
    }
}
