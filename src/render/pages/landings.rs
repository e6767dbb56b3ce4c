//! Landing pages, the page that lists them, and the salary guide.

use serde_json::json;

use super::{About, Builder, PreparedPage};
use crate::model::Section;
use crate::plan::numbered;
use crate::relate::{Facet, LandingId, PayGroup, Wider};
use crate::render::structured;
use crate::render::views::Link;

impl Builder<'_> {
    /// The postings of a landing page.
    pub(super) fn landing(mut self, id: LandingId, number: usize) -> PreparedPage {
        let site = self.renderer.site.clone();
        let landing = site.lists.landings.get(id);
        let jobs = &landing.lists[&self.lang];
        let config = &site.config;
        let section = config.section(&self.lang, Section::Openings);
        let first = format!("{}{section}/{}/", config.prefix(&self.lang), landing.path);
        let total = jobs.len();
        let shown = jobs.len().min(landing.page_count(jobs.len(), config.pagination) * config.pagination);
        self.paginate(total, shown, number, &first);
        let ids = jobs[..shown].chunks(config.pagination).nth(number - 1).unwrap_or(&[]).to_vec();
        self.set_jobs("jobs", &ids);
        self.set("more", jobs.len() - shown);
        let title = self.renderer.landing_title(id, &self.lang);
        self.set("heading", &title);
        let is_first = number == 1;
        self.set("filters", if is_first { self.renderer.filters_of_landing(id, &self.lang) } else { Vec::new() });
        let group = match (&landing.facet, landing.skill) {
            (Facet::Place(place_key), None) => Some(PayGroup::Place(place_key.clone())),
            _ => None,
        };
        let pay = group.filter(|_| is_first).and_then(|group| self.renderer.pay_of(&group, &self.lang));
        self.set("pay", pay);
        let page = landing.texts.get(&self.lang).copied();
        self.origin = page.map(|page| site.entry(page).head().span.clone());
        page.filter(|_| is_first).into_iter().for_each(|page| self.set_body(page));
        let summary = page.map(|page| site.entry(page).prose.summary.clone()).filter(|summary| !summary.is_empty());
        let fill = [("opening", title.clone()), ("site", config.texts(&self.lang).title.clone())];
        let strings = self.renderer.theme.strings(&self.lang);
        let description =
            summary.unwrap_or_else(|| strings.count("opening_description", total, fill.clone().into_iter().collect()));
        let feed = strings.text("feed_opening", &fill.into_iter().collect());
        let url = self.renderer.path(&first);
        let mut about = About::new("opening", "opening.html", self.numbered_title(title.clone(), number), description);
        about.feed = Some(Link { title: feed, url: url.clone() });
        about.canonical = landing.same_as.get(&self.lang).and_then(|wider| match wider {
            Wider::Facet(id) => Some(self.renderer.landing_url(site.lists.landings.get(*id), &self.lang)),
            Wider::Skill(skill) => self.renderer.tag(*skill, &self.lang).url,
        });
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail = vec![home, self.section_link(Section::Openings)];
        about.trail.extend(self.renderer.above(id, &self.lang));
        about.trail.push(Link { title: title.clone(), url });
        self.crumbs(&about);
        // Addresses alone: the postings' own data is on their pages.
        let items: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(i, job)| {
                let url = self.renderer.whole(&self.renderer.href(site.address(*job)));
                json!({ "@type": "ListItem", "position": i + 1, "url": url })
            })
            .collect();
        let url = self.renderer.whole(&self.renderer.path(&numbered(&first, number)));
        self.add_data(&json!({
            "@context": "https://schema.org", "@type": "CollectionPage", "name": title, "url": url,
            "mainEntity": { "@type": "ItemList", "itemListElement": items },
        }));
        self.finish(about)
    }

    /// Every landing page, by direction.
    pub(super) fn landings(mut self) -> PreparedPage {
        let filters = self.renderer.all_filters(&self.lang);
        self.set("filters", filters);
        let title = self.word("openings");
        let about = About::new("openings", "openings.html", title, self.word("openings_description"));
        self.list(about, Section::Openings)
    }

    /// What the site's open postings pay.
    pub(super) fn salaries(mut self) -> PreparedPage {
        let tables = self.renderer.pay_tables(&self.lang);
        self.set("tables", tables);
        self.set("minimum", self.renderer.site.config.salary_minimum);
        let about = About::new("salaries", "salaries.html", self.word("salaries"), self.word("salaries_description"));
        self.list(about, Section::Salaries)
    }

    /// The breadcrumb as data.
    pub(super) fn crumbs(&mut self, about: &About) {
        let crumbs: Vec<(String, String)> =
            about.trail.iter().map(|link| (link.title.clone(), self.renderer.whole(&link.url))).collect();
        self.add_data(&structured::breadcrumb(&crumbs));
    }
}
