//! The page of a tag: what has it, in a language.

use super::{Claim, Group, PageHead, PageKind, SitemapPart, Told, numbers};
use crate::content::Section;
use crate::model::Lang;
use crate::relate::{EntryId, PayGroup, Site, TagId, TagLists};
use crate::render::Renderer;
use crate::render::views::Link;
use crate::source::Address;

/// A page of a tag's list, in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    lang: Lang,
    tag: TagId,
    number: usize,
}

impl Tag {
    fn listed<'a>(&self, site: &'a Site) -> &'a TagLists {
        site.lists.of_tag(&self.lang, self.tag).expect("a tag has a page where it has lists")
    }

    /// The page of its own texts.
    fn page(&self, site: &Site) -> Option<EntryId> {
        site.index.tags.get(self.tag).pages.get(&self.lang).copied()
    }
}

impl PageKind for Tag {
    const NAME: &'static str = "tag";
    const TEMPLATE: &'static str = "tag.html";
    const GROUP: Group = Group::Tags;

    fn of_language(site: &Site, lang: &Lang) -> Vec<Tag> {
        let tags = site.lists.of(lang).by_tag.iter();
        let of = |(tag, listed): (&TagId, &TagLists)| {
            let tag = *tag;
            let len = listed.jobs.len().max(listed.articles.len());
            numbers(site, len).map(move |number| Tag { lang: lang.clone(), tag, number })
        };
        tags.flat_map(of).collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.index.tag_address(&self.lang, self.tag)
    }

    fn number(&self) -> usize {
        self.number
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Tag> {
        let is_there = self.number == 1 && site.lists.of_tag(lang, self.tag).is_some();
        is_there.then(|| Tag { lang: lang.clone(), tag: self.tag, number: 1 })
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Tags)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        let listed = self.listed(site);
        vec![&listed.jobs, &listed.articles]
    }

    fn has_feed(&self, _: &Site) -> bool {
        true
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        let site = &renderer.site;
        let (title, name) = (&site.config.texts(&self.lang).title, site.index.tags.get(self.tag).name(&self.lang));
        renderer.words(&self.lang, "feed_tag", [("site", title), ("tag", name)])
    }

    fn said_by(&self, site: &Site) -> Option<EntryId> {
        self.page(site)
    }

    fn claim(&self, site: &Site) -> Claim {
        let span = self.page(site).map(|page| site.index.record(page).head.span.clone());
        Claim { what: format!("the tag `{}`", site.index.tags.get(self.tag).name(&self.lang)), span }
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let (listed, is_first) = (self.listed(site), self.number == 1);
        let first = self.list_address(site);
        told.paginate(listed.jobs.len(), listed.jobs.len().max(listed.articles.len()), self.number, &first);
        told.set_jobs("jobs", told.chunk(&listed.jobs, self.number));
        told.set_articles("articles", told.chunk(&listed.articles, self.number));
        let related = listed.related.iter().map(|other| renderer.tag(*other, &self.lang));
        told.set("related", related.collect::<Vec<_>>());
        told.set("filters", if is_first { renderer.filters_of_skill(self.tag, &self.lang) } else { Vec::new() });
        told.set("pay", renderer.pay_of(&PayGroup::Skill(self.tag), &self.lang).filter(|_| is_first));
        told.set("scope", format!("kind=job&skill={}", site.index.tags.get(self.tag).slug));
        told.set("tag", renderer.tag(self.tag, &self.lang));
        let name = site.index.tags.get(self.tag).name(&self.lang);
        let page = self.page(site);
        let written = page.and_then(|page| site.index.record(page).tag_page()?.title.as_deref());
        let heading = written.unwrap_or(name);
        told.set("heading", heading);
        if let Some(page) = page {
            told.origin = Some(site.entry(page).head().span.clone());
            if is_first {
                told.set_body(page);
            }
        }
        let summary = page.map_or("", |page| site.entry(page).prose().summary.as_str());
        let description = match summary {
            "" => told.words("tag_description", [("tag", name)]),
            summary => summary.to_owned(),
        };
        let own = Link { title: name.to_owned(), url: renderer.href(&first) };
        let trail = vec![told.home_link(), told.section_link(Section::Tags), own];
        let trail = told.trail(trail);
        PageHead { trail, ..PageHead::new(told.numbered_title(heading, self.number), description) }
    }
}
