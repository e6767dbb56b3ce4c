//! The page of an entry of a kind of the site's own.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is, translation};
use crate::content::KindName;
use crate::model::Lang;
use crate::relate::{EntryId, Site, Visibility};
use crate::render::views::Link;
use crate::source::Address;

/// The page of this entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEntry(EntryId);

impl PageKind for OwnEntry {
    const NAME: &'static str = "entry";
    const TEMPLATE: &'static str = "entry.html";
    const GROUP: Group = Group::Entries;
    const IS_SHARED: bool = true;

    fn of_entry(site: &Site, id: EntryId) -> Vec<OwnEntry> {
        is(site, id, KindName::Own).then_some(OwnEntry(id)).into_iter().collect()
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

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<OwnEntry> {
        translation(site, self.0, lang).map(OwnEntry)
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        (site.visibility(self.0) == Visibility::Listed).then_some(SitemapPart::Pages)
    }

    fn own_kind(&self, site: &Site) -> Option<&'static str> {
        site.index.record(self.0).own_entry().map(|entry| entry.of)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let entry = site.entry(self.0);
        let lang = &entry.head().lang;
        let view = renderer.own_card(self.0, lang);
        told.set_own(Some(self.0));
        told.set_body(self.0);
        told.origin = Some(entry.head().span.clone());
        let list = self
            .own_kind(site)
            .and_then(|name| site.config.own_kind(name))
            .map(|kind| Link { title: kind.title(lang), url: renderer.href(&site.config.home(lang).below(kind.name)) });
        let trail = [Some(told.home_link()), list, Some(renderer.link(self.0))].into_iter().flatten().collect();
        let trail = told.trail(trail);
        let image_alt = view.image_alt.clone();
        told.set("entry", view);
        PageHead {
            trail,
            // In a preview only: what is not to be seen yet is not to be found either.
            noindex: entry.head().draft || entry.record.published().is_some_and(|at| at.timestamp() > site.now),
            image: renderer.share_picture(self.0),
            image_alt,
            ..PageHead::new(entry.title().to_owned(), entry.prose().summary.clone())
        }
    }
}
