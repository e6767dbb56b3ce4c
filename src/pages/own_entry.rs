//! The page of an entry of a kind of the site's own.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is};
use crate::content::KindName;
use crate::relate::{EntryId, Site, Visibility};

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

    fn entry(&self) -> Option<EntryId> {
        Some(self.0)
    }

    fn of(id: EntryId) -> Option<OwnEntry> {
        Some(OwnEntry(id))
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
        let view = renderer.own_card(self.0, &entry.head().lang);
        told.set_body(self.0);
        let head = PageHead {
            // In a preview only: what is not to be seen yet is not to be found either.
            noindex: entry.head().draft || entry.record.is_future(site.now),
            image: renderer.share_picture(self.0),
            image_alt: view.image_alt.clone(),
            ..PageHead::new(view.title.clone(), view.summary.clone())
        };
        told.set("entry", view);
        let kind = self.own_kind(site).and_then(|name| site.config.own_kind(name));
        let kind = kind.expect("an entry is of a kind that is declared");
        told.entry_head(head, self.0, renderer.kind_link(kind, &entry.head().lang))
    }
}
