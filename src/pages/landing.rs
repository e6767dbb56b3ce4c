//! A landing page: the open postings of a place, of remote work, of a level, of a kind of contract, alone or crossed with a skill.

use serde_json::json;

use super::{Group, PageHead, PageKind, SitemapPart, Told};
use crate::content::{LandingFeeds, Section};
use crate::model::Lang;
use crate::relate::{EntryId, Facet, LandingId, LandingPage, PayGroup, Site, Wider};
use crate::render::Renderer;
use crate::render::views::Link;
use crate::source::Address;

/// A page of a landing page's list, in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    lang: Lang,
    landing: LandingId,
    number: usize,
}

impl Landing {
    fn page<'a>(&self, site: &'a Site) -> &'a LandingPage {
        site.lists.landings.get(self.landing)
    }

    fn jobs<'a>(&self, site: &'a Site) -> &'a [EntryId] {
        &self.page(site).lists[&self.lang]
    }
}

impl PageKind for Landing {
    const NAME: &'static str = "landing";
    const TEMPLATE: &'static str = "landing.html";
    const GROUP: Group = Group::Landings;

    fn of_language(site: &Site, lang: &Lang) -> Vec<Landing> {
        let mut all = Vec::new();
        for (landing, page) in site.lists.landings.iter() {
            let Some(jobs) = page.lists.get(lang) else { continue };
            let pages = page.page_count(jobs.len(), site.config.pagination);
            all.extend((1..=pages).map(|number| Landing { lang: lang.clone(), landing, number }));
        }
        all
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.index.landing_address(&self.lang, self.page(site))
    }

    fn number(&self) -> usize {
        self.number
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Landing> {
        let page = self.page(site);
        // A page that points to another has no counterparts.
        let is_there = self.number == 1 && page.lists.contains_key(lang) && !page.same_as.contains_key(lang);
        is_there.then(|| Landing { lang: lang.clone(), ..self.clone() })
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        let leads_elsewhere = self.page(site).same_as.contains_key(&self.lang);
        (!leads_elsewhere).then_some(SitemapPart::Landings)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![self.jobs(site)]
    }

    fn has_feed(&self, site: &Site) -> bool {
        match site.config.feeds.landings {
            LandingFeeds::None => false,
            LandingFeeds::Single => self.page(site).skill.is_none(),
            LandingFeeds::All => true,
        }
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        let title = renderer.landing_title(self.landing, &self.lang);
        let site = &renderer.site.config.texts(&self.lang).title;
        renderer.words(&self.lang, "feed_landing", [("landing", &title), ("site", site)])
    }

    fn said_by(&self, site: &Site) -> Option<EntryId> {
        self.page(site).texts.get(&self.lang).copied()
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let (landing, jobs, is_first) = (self.page(site), self.jobs(site), self.number == 1);
        let per_page = site.config.pagination;
        let shown = jobs.len().min(landing.page_count(jobs.len(), per_page) * per_page);
        let first = self.list_address(site);
        told.paginate(jobs.len(), shown, self.number, &first);
        let ids = told.chunk(&jobs[..shown], self.number);
        told.set_jobs("jobs", ids);
        told.set("more", jobs.len() - shown);
        let title = renderer.landing_title(self.landing, &self.lang);
        told.set("heading", &title);
        let filters = if is_first { renderer.filters_of_landing(self.landing, &self.lang) } else { Vec::new() };
        told.set("filters", filters);
        told.set("scope", scope(site, landing));
        let group = match (&landing.facet, landing.skill) {
            (Facet::Place(place_key), None) => Some(PayGroup::Place(place_key.clone())),
            _ => None,
        };
        told.set("pay", group.filter(|_| is_first).and_then(|group| renderer.pay_of(&group, &self.lang)));
        let page = self.said_by(site);
        if let Some(page) = page {
            told.origin = Some(site.entry(page).head().span.clone());
            if is_first {
                told.set_body(page);
            }
        }
        let trail = self.trail(told, &title, &first);
        let address = told.address.clone();
        told.add_data(|| Some(items(renderer, &address, &title, ids)));
        let description = self.description(renderer, page, &title);
        let canonical = landing.same_as.get(&self.lang).and_then(|wider| match wider {
            Wider::Facet(id) => Some(renderer.landing_url(site.lists.landings.get(*id), &self.lang)),
            Wider::Skill(skill) => renderer.tag(*skill, &self.lang).url,
        });
        PageHead { canonical, trail, ..PageHead::new(told.numbered_title(&title, self.number), description) }
    }
}

impl Landing {
    fn trail(&self, told: &mut Told<'_>, title: &str, first: &Address) -> Vec<Link> {
        let mut trail = vec![told.home_link(), told.section_link(Section::Landings)];
        trail.extend(told.renderer.above(self.landing, &self.lang));
        trail.push(Link { title: title.to_owned(), url: told.renderer.href(first) });
        told.trail(trail)
    }

    /// The summary of its introduction, else how many postings it has.
    fn description(&self, renderer: &Renderer, page: Option<EntryId>, title: &str) -> String {
        let site = &renderer.site;
        match page.map_or("", |page| site.entry(page).prose().summary.as_str()) {
            "" => {
                let name = site.config.texts(&self.lang).title.clone();
                let fill = [("landing", title.to_owned()), ("site", name)];
                let strings = renderer.theme.strings(&self.lang);
                strings.count("landing_description", self.jobs(site).len(), fill.into())
            }
            summary => summary.to_owned(),
        }
    }
}

/// What its postings have in common, as the search narrows by it.
fn scope(site: &Site, landing: &LandingPage) -> String {
    let (name, key) = landing.facet.field();
    let skill = landing.skill.map(|skill| format!("&skill={}", site.index.tags.get(skill).slug));
    format!("kind=job&{name}={key}{}", skill.unwrap_or_default())
}

/// The postings of a landing page as data: addresses alone, their own data is on their pages.
fn items(renderer: &Renderer, address: &Address, title: &str, ids: &[EntryId]) -> serde_json::Value {
    let item = |(i, job): (usize, &EntryId)| {
        let url = renderer.whole(&renderer.href(renderer.site.address(*job)));
        json!({ "@type": "ListItem", "position": i + 1, "url": url })
    };
    let items: Vec<_> = ids.iter().enumerate().map(item).collect();
    json!({
        "@context": "https://schema.org", "@type": "CollectionPage", "name": title,
        "url": renderer.whole(&renderer.href(address)),
        "mainEntity": { "@type": "ItemList", "itemListElement": items },
    })
}
