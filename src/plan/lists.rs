//! The site's own lists: home, sections, tags, landing pages, and the feeds of each; what job boards and programs take.

use super::{Feed, PageKind, Planner, What, numbered};
use crate::model::{Lang, Section};
use crate::relate::Visibility;
use crate::source::OutPath;

/// The number of pages that a list of `len` entries takes; an empty list has one.
pub fn page_count(len: usize, per_page: usize) -> usize {
    len.div_ceil(per_page).max(1)
}

impl Planner<'_> {
    pub(super) fn lists(&mut self, lang: &Lang) {
        let site = self.site;
        let config = &site.config;
        let prefix = config.prefix(lang);
        let section = |section: Section| format!("{prefix}{}/", config.section(lang, section));
        let lists = site.lists.of(lang);
        self.add_page(&prefix, PageKind::Home(lang.clone()));
        for (at, len, make) in [
            (section(Section::Jobs), lists.jobs.len(), PageKind::Jobs as fn(Lang, usize) -> PageKind),
            (section(Section::Articles), lists.articles.len(), PageKind::Articles),
            (section(Section::Companies), lists.companies.len(), PageKind::Companies),
        ] {
            for number in 1..=page_count(len, config.pagination) {
                self.add_page(&numbered(&at, number), make(lang.clone(), number));
            }
        }
        self.add_page(&section(Section::Authors), PageKind::Authors(lang.clone()));
        self.add_page(&section(Section::Tags), PageKind::Tags(lang.clone()));
        self.add_page(&section(Section::Archive), PageKind::Archive(lang.clone()));
        self.add_page(&section(Section::Search), PageKind::Search(lang.clone()));
        let bare = prefix.trim_start_matches('/');
        self.add_file(&format!("{bare}404.html"), PageKind::NotFound(lang.clone()));
        for (path, feed) in [
            (prefix.clone(), Feed::Everything(lang.clone())),
            (section(Section::Jobs), Feed::Jobs(lang.clone())),
            (section(Section::Articles), Feed::Articles(lang.clone())),
        ] {
            self.feeds(&path, &feed);
        }
        self.add_file(&format!("{bare}site.webmanifest"), PageKind::Manifest(lang.clone()));
        self.add_file(&format!("search/{lang}/index.json"), PageKind::SearchIndex(lang.clone()));
        for id in &lists.tags {
            let tag = site.index.tags.get(*id);
            let at = format!("{}{}/", section(Section::Tags), tag.slug);
            let Some(listed) = lists.by_tag.get(id) else { continue };
            let own_page = tag.pages.get(lang).map(|page| site.entry(*page).head().span.clone());
            for number in 1..=page_count(listed.jobs.len().max(listed.articles.len()), config.pagination) {
                let path = format!("{}index.html", numbered(&at, number).trim_start_matches('/'));
                if let Ok(out) = OutPath::new(&path) {
                    self.add(
                        out,
                        PageKind::Tag(lang.clone(), *id, number),
                        What::Named(format!("the tag `{}`", tag.name(lang))),
                        own_page.clone(),
                    );
                }
            }
            self.feeds(&at, &Feed::Tag(lang.clone(), *id));
        }
        let closes = |id| site.entry(id).job().is_some_and(|job| job.closes.is_some());
        if site.index.in_language(lang, &lists.jobs).any(closes) {
            self.add_unless_overridden(&format!("{bare}closing.ics"), PageKind::Calendar(lang.clone()));
        }
        self.landings(lang, &section(Section::Openings));
        if site.lists.pay.get(lang).is_some_and(|pay| !pay.is_empty()) {
            self.add_page(&section(Section::Salaries), PageKind::Salaries(lang.clone()));
        }
    }

    /// Landing pages, and the page that lists them.
    fn landings(&mut self, lang: &Lang, section: &str) {
        let site = self.site;
        let mut is_any = false;
        for (id, landing) in site.lists.landings.iter() {
            let Some(jobs) = landing.lists.get(lang) else { continue };
            is_any = true;
            let at = format!("{section}{}/", landing.path);
            for number in 1..=landing.page_count(jobs.len(), site.config.pagination) {
                self.add_page(&numbered(&at, number), PageKind::Landing(lang.clone(), id, number));
            }
            self.feeds(&at, &Feed::Landing(lang.clone(), id));
        }
        if is_any {
            self.add_page(section, PageKind::Landings(lang.clone()));
        }
    }

    /// A feed in each of its forms.
    pub(super) fn feeds(&mut self, at: &str, feed: &Feed) {
        for format in self.site.config.feeds.formats.clone() {
            let path = format!("{}{}", at.trim_start_matches('/'), format.file_name());
            // Where one has no place, the other has none for the same reason.
            if !self.add_file(&path, PageKind::Feed(feed.clone(), format)) {
                break;
            }
        }
    }

    /// What job boards and programs take.
    pub(super) fn boards(&mut self) {
        let site = self.site;
        for board in site.config.feeds.boards.keys() {
            self.add_unless_overridden(&format!("feeds/{}.xml", board.as_str()), PageKind::Board(*board));
        }
        if site.ids_of(crate::model::KindName::Job).any(|id| site.visibility(id) == Visibility::Listed) {
            self.add_unless_overridden("jobs.json", PageKind::JobList);
            self.add_unless_overridden("jobs.schema.json", PageKind::JobSchema);
        }
    }
}
