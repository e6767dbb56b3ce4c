//! A page of the site's own: about, privacy.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is};
use crate::content::KindName;
use crate::relate::{EntryId, Site, Visibility};

/// The page of this text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(EntryId);

impl PageKind for Text {
    const NAME: &'static str = "page";
    const TEMPLATE: &'static str = "page.html";
    const GROUP: Group = Group::Own;
    const IS_SHARED: bool = true;

    fn of_entry(site: &Site, id: EntryId) -> Vec<Text> {
        is(site, id, KindName::Page).then_some(Text(id)).into_iter().collect()
    }

    fn entry(&self) -> Option<EntryId> {
        Some(self.0)
    }

    fn of(id: EntryId) -> Option<Text> {
        Some(Text(id))
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        (site.visibility(self.0) == Visibility::Listed).then_some(SitemapPart::Pages)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let entry = renderer.site.entry(self.0);
        told.set_body(self.0);
        told.origin = Some(entry.head().span.clone());
        let trail = vec![told.home_link(), renderer.link(self.0)];
        PageHead { trail, ..PageHead::new(entry.title().to_owned(), entry.prose().summary.clone()) }
    }
}
