//! A page's counterparts in other languages.

use super::Renderer;
use crate::model::{Lang, Section};
use crate::plan::PageKind;
use crate::relate::EntryId;
use crate::source::Address;

impl Renderer {
    /// The addresses of a page in every language it has, its own included; in the order of the site's languages.
    pub(super) fn alternates(&self, kind: &PageKind) -> Vec<(Lang, Address)> {
        match kind {
            PageKind::Home(_) => self.everywhere(|_| String::new()),
            PageKind::Jobs(_, 1) => self.section_everywhere(Section::Jobs),
            PageKind::Articles(_, 1) => self.section_everywhere(Section::Articles),
            PageKind::Companies(_, 1) => self.section_everywhere(Section::Companies),
            PageKind::Authors(_) => self.section_everywhere(Section::Authors),
            PageKind::Tags(_) => self.section_everywhere(Section::Tags),
            PageKind::Archive(_) => self.section_everywhere(Section::Archive),
            PageKind::Search(_) => self.section_everywhere(Section::Search),
            PageKind::Tag(_, id, 1) => {
                let tag = self.site.index.tags.get(*id);
                let config = &self.site.config;
                let section = |lang: &Lang| format!("{}/{}/", config.section(lang, Section::Tags), tag.slug);
                let mut all = self.everywhere(section);
                all.retain(|(lang, _)| self.site.lists.of_tag(lang, *id).is_some());
                all
            }
            PageKind::Landings(_) => {
                let mut all = self.section_everywhere(Section::Openings);
                all.retain(|(lang, _)| self.has_landings(lang));
                all
            }
            PageKind::Salaries(_) => {
                let mut all = self.section_everywhere(Section::Salaries);
                all.retain(|(lang, _)| self.has_salaries(lang));
                all
            }
            PageKind::Landing(_, landing, 1) => {
                let landing = self.site.lists.landings.get(*landing);
                let config = &self.site.config;
                let section = |lang: &Lang| format!("{}/{}/", config.section(lang, Section::Openings), landing.path);
                let mut all = self.everywhere(section);
                // What leads elsewhere is no counterpart of anything.
                all.retain(|(lang, _)| landing.lists.contains_key(lang) && !landing.same_as.contains_key(lang));
                all
            }
            PageKind::Entry(id) | PageKind::Company(id, 1) | PageKind::Author(id, 1) => self.entry_everywhere(*id),
            _ => Vec::new(),
        }
    }

    fn everywhere(&self, rest: impl Fn(&Lang) -> String) -> Vec<(Lang, Address)> {
        let config = &self.site.config;
        let addresses = config.languages.iter().filter_map(|(lang, _)| {
            Some((lang.clone(), Address::parse(&format!("{}{}", config.prefix(lang), rest(lang))).ok()?))
        });
        addresses.collect()
    }

    fn section_everywhere(&self, section: Section) -> Vec<(Lang, Address)> {
        let config = &self.site.config;
        self.everywhere(|lang| format!("{}/", config.section(lang, section)))
    }

    fn entry_everywhere(&self, id: EntryId) -> Vec<(Lang, Address)> {
        let site = &self.site;
        let group = &site.index.translations[id.index()];
        let of = |lang: &Lang| group.iter().find(|other| site.entry(**other).head().lang == *lang);
        let languages = site.config.languages.iter();
        languages.filter_map(|(lang, _)| Some((lang.clone(), site.address(*of(lang)?).clone()))).collect()
    }
}
