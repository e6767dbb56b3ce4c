//! Landing pages: what they are called, and the links that lead from one to another.

use super::Renderer;
use super::views::{CountView, FilterView};
use crate::facts;
use crate::model::Lang;
use crate::relate::{Facet, LandingId, LandingPage, PlaceKey, TagId};

/// How many links a direction has at most; the postings of the others are in the list.
const MOST_LINKS: usize = 12;

impl Renderer {
    pub fn landing_url(&self, landing: &LandingPage, lang: &Lang) -> String {
        self.href(&self.site.index.landing_address(lang, landing))
    }

    /// `Rust jobs in Zaragoza`: the heading of its introduction, else made of what it lists.
    pub fn landing_title(&self, id: LandingId, lang: &Lang) -> String {
        let landing = self.site.lists.landings.get(id);
        let written = landing.texts.get(lang).and_then(|page| match &self.site.entry(*page).record.kind {
            crate::content::Kind::Landing(page) => page.title.clone(),
            _ => None,
        });
        written.unwrap_or_else(|| {
            let strings = self.theme.strings(lang);
            let crossed = if landing.skill.is_some() { "_skill" } else { "" };
            let mut fill = vec![("name", self.facet_name(&landing.facet, lang))];
            fill.extend(landing.skill.map(|skill| ("skill", self.site.index.tags.get(skill).name(lang).to_owned())));
            strings.text(&format!("landing{crossed}_{}", landing.facet.kind()), &fill.into_iter().collect())
        })
    }

    pub fn facet_name(&self, facet: &Facet, lang: &Lang) -> String {
        facts::facet_name(&self.site, facet, lang, self.theme.strings(lang))
    }

    fn count_link(&self, id: LandingId, lang: &Lang, title: String) -> Option<CountView> {
        let landing = self.site.lists.landings.get(id);
        let jobs = landing.lists.get(lang)?;
        Some(CountView { title, url: self.landing_url(landing, lang), count: jobs.len() })
    }

    fn filter(&self, value: &'static str, links: impl Iterator<Item = CountView>, lang: &Lang) -> Option<FilterView> {
        let links: Vec<CountView> = links.take(MOST_LINKS).collect();
        let label = self.theme.strings(lang).plain(&format!("filter_{value}"));
        (!links.is_empty()).then_some(FilterView { value, label, links })
    }

    /// The crossed pages of a skill, in every direction.
    pub fn filters_of_skill(&self, skill: TagId, lang: &Lang) -> Vec<FilterView> {
        self.by_direction(self.site.lists.landings.of_skill(skill), lang)
    }

    /// Pages by the kind of their facet, named by it.
    fn by_direction(&self, ids: &[LandingId], lang: &Lang) -> Vec<FilterView> {
        let of = |value: &'static str| {
            let own = ids.iter().filter(move |id| self.site.lists.landings.get(**id).facet.kind() == value);
            let links = own.filter_map(|id| {
                self.count_link(*id, lang, self.facet_name(&self.site.lists.landings.get(*id).facet, lang))
            });
            self.filter(value, links, lang)
        };
        ["place", "remote", "level", "employment"].into_iter().filter_map(of).collect()
    }

    /// The widest pages of a language, for the list of all postings: countries, remote work, levels, kinds of contract.
    pub fn filters(&self, lang: &Lang) -> Vec<FilterView> {
        let mut ids: Vec<LandingId> = self.site.lists.landings.singles().map(|(id, _)| id).collect();
        let size = |id: &LandingId| self.site.lists.landings.get(*id).lists.get(lang).map_or(0, Vec::len);
        ids.sort_by_key(|id| (std::cmp::Reverse(size(id)), *id));
        self.by_direction(&ids, lang)
    }

    /// Every landing page of a language by direction, those of a skill by their skill.
    pub fn all_filters(&self, lang: &Lang) -> Vec<FilterView> {
        let landings = &self.site.lists.landings;
        let mut found: Vec<FilterView> = Vec::new();
        for value in ["place", "remote", "level", "employment", "skill"] {
            let mut links: Vec<CountView> = landings
                .iter()
                .filter(|(_, landing)| match landing.skill {
                    Some(_) => value == "skill",
                    None => value == landing.facet.kind(),
                })
                .filter_map(|(id, landing)| {
                    let title = match landing.skill {
                        Some(_) => self.landing_title(id, lang),
                        None => self.facet_name(&landing.facet, lang),
                    };
                    self.count_link(id, lang, title)
                })
                .collect();
            let collation = crate::model::Collation::of(lang);
            links.sort_by_cached_key(|link| (collation.key(&link.title), link.url.clone()));
            let label = self.theme.strings(lang).plain(&format!("filter_{value}"));
            if !links.is_empty() {
                found.push(FilterView { value, label, links });
            }
        }
        found
    }

    /// Where one can go from a landing page: narrower and wider places, its skills, and what it is crossed of.
    pub fn filters_of_landing(&self, id: LandingId, lang: &Lang) -> Vec<FilterView> {
        let landings = &self.site.lists.landings;
        let landing = landings.get(id);
        let mut filters = Vec::new();
        if let Facet::Place(place_key) = &landing.facet {
            let wider = self.wider(landing, place_key).into_iter();
            let narrower = landings.within(landing.skill, place_key.country()).iter().copied().filter(|other| {
                match (&landings.get(*other).facet, place_key) {
                    (Facet::Place(_), PlaceKey::Country(_)) => true,
                    (Facet::Place(city @ PlaceKey::City(..)), region @ PlaceKey::Region(..)) => {
                        landings.region_of(city).as_ref() == Some(region)
                    }
                    _ => false,
                }
            });
            let links = wider
                .chain(narrower)
                .filter(|other| *other != id)
                .filter_map(|other| self.count_link(other, lang, self.facet_name(&landings.get(other).facet, lang)));
            filters.extend(self.filter("place", links, lang));
        }
        match landing.skill {
            None => {
                let links = landings.of_facet(&landing.facet).iter().filter_map(|other| {
                    let skill = landings.get(*other).skill?;
                    self.count_link(*other, lang, self.site.index.tags.get(skill).name(lang).to_owned())
                });
                filters.extend(self.filter("skill", links, lang));
            }
            Some(skill) => {
                let tag = self.tag(skill, lang);
                let of_skill = tag.url.map(|url| {
                    let count = self.site.lists.of_tag(lang, skill).map_or(0, |lists| lists.jobs.len());
                    CountView { title: tag.name, url, count }
                });
                let single = landings.of(None, &landing.facet, &self.site.index.tags);
                let of_facet = single.and_then(|id| self.count_link(id, lang, self.landing_title(id, lang)));
                filters.extend(self.filter("wider", of_skill.into_iter().chain(of_facet), lang));
            }
        }
        filters
    }

    /// The country and the region that a place lies in, where they have pages.
    fn wider(&self, landing: &LandingPage, place_key: &PlaceKey) -> Vec<LandingId> {
        let landings = &self.site.lists.landings;
        let mut wider = Vec::new();
        if !matches!(place_key, PlaceKey::Country(_)) {
            wider.push(PlaceKey::Country(place_key.country()));
        }
        wider.extend(landings.region_of(place_key));
        wider
            .into_iter()
            .filter_map(|place_key| landings.of(landing.skill, &Facet::Place(place_key), &self.site.index.tags))
            .collect()
    }

    /// The pages above a landing page.
    pub fn above(&self, id: LandingId, lang: &Lang) -> Vec<super::views::Link> {
        let landings = &self.site.lists.landings;
        let landing = landings.get(id);
        let mut above = Vec::new();
        if let Some(skill) = landing.skill {
            let tag = self.tag(skill, lang);
            above.extend(tag.url.map(|url| super::views::Link { title: tag.name, url }));
        }
        if let Facet::Place(place_key) = &landing.facet {
            for wider in self.wider(landing, place_key) {
                let title = self.facet_name(&landings.get(wider).facet, lang);
                above.extend(
                    self.count_link(wider, lang, title)
                        .map(|view| super::views::Link { title: view.title, url: view.url }),
                );
            }
        }
        above
    }
}
