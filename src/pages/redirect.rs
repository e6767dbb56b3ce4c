//! A page at a former address that leads to another.

use super::{Group, PageHead, PageKind, SitemapPart, Told};
use crate::model::Lang;
use crate::relate::Site;
use crate::source::Address;

/// A page that leads from one address to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    pub from: Address,
    pub to: Address,
}

impl PageKind for Redirect {
    const NAME: &'static str = "redirect";
    const TEMPLATE: &'static str = "redirect.html";
    const GROUP: Group = Group::Redirects;

    fn lang<'a>(&'a self, site: &'a Site) -> &'a Lang {
        &site.config.main
    }

    fn list_address(&self, _: &Site) -> Address {
        self.from.clone()
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        None
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let href = told.renderer.href(&self.to);
        told.set("target", &href);
        told.set("canonical_target", told.renderer.whole(&href));
        PageHead { noindex: true, ..PageHead::new(told.word("moved"), String::new()) }
    }
}
