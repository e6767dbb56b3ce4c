//! The list of a kind of the site's own.

use super::{Claim, PageHead, PageKind, SitemapPart, Told, everywhere, numbers};
use crate::content::OwnKind;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::render::Renderer;
use crate::source::Address;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnList {
    kind: &'static str,
    lang: Lang,
    number: usize,
}

impl OwnList {
    fn kind<'a>(&self, site: &'a Site) -> &'a OwnKind {
        site.config.own_kind(self.kind).expect("a list is of a kind that is declared")
    }

    fn ids<'a>(&self, site: &'a Site) -> &'a [EntryId] {
        site.lists.of(&self.lang).own.get(self.kind).map_or(&[], Vec::as_slice)
    }
}

impl PageKind for OwnList {
    const NAME: &'static str = "entries";
    const TEMPLATE: &'static str = "entries.html";

    fn of_language(site: &Site, lang: &Lang) -> Vec<OwnList> {
        let of_kind = |kind: &OwnKind| {
            let len = site.lists.of(lang).own.get(kind.name).map_or(0, Vec::len);
            let name = kind.name;
            numbers(site, len).map(move |number| OwnList { kind: name, lang: lang.clone(), number })
        };
        site.config.kinds.iter().flat_map(of_kind).collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.home(&self.lang).below(self.kind)
    }

    fn number(&self) -> usize {
        self.number
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<OwnList> {
        everywhere(site, lang, |lang| OwnList { kind: self.kind, lang, number: 1 }).filter(|_| self.number == 1)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![self.ids(site)]
    }

    fn has_feed(&self, site: &Site) -> bool {
        self.kind(site).has_feed
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        let site = &renderer.site;
        format!("{} · {}", self.kind(site).title(&self.lang), site.config.texts(&self.lang).title)
    }

    fn own_kind(&self, _: &Site) -> Option<&'static str> {
        Some(self.kind)
    }

    fn claim(&self, site: &Site) -> Claim {
        Claim { what: format!("the list of the kind `{}`", self.kind), span: Some(self.kind(site).span.clone()) }
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let kind = self.kind(site);
        let address = self.list_address(site);
        let ids = told.slice(self.ids(site), self.number, &address);
        told.set("entries", ids.iter().map(|id| renderer.own_card(*id, &self.lang)).collect::<Vec<_>>());
        let list = renderer.kind_link(kind, &self.lang);
        let title = told.numbered_title(&list.title, self.number);
        let trail = vec![told.home_link(), list];
        let trail = told.trail(trail);
        PageHead { trail, ..PageHead::new(title, kind.description(&self.lang)) }
    }
}
