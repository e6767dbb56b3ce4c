//! The list of all open postings of a language.

use std::collections::BTreeMap;

use super::{PageHead, PageKind, SitemapPart, Told, everywhere, numbers};
use crate::content::{GroupJobs, Section};
use crate::facts::JobFacts;
use crate::model::{Collation, Lang};
use crate::relate::{EntryId, Site};
use crate::render::Renderer;
use crate::source::Address;

/// A page of the list of all open postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jobs {
    lang: Lang,
    number: usize,
}

impl PageKind for Jobs {
    const NAME: &'static str = "jobs";
    const TEMPLATE: &'static str = "jobs.html";

    fn of_language(site: &Site, lang: &Lang) -> Vec<Jobs> {
        let len = if is_grouped(site, lang) { 1 } else { site.lists.of(lang).jobs.len() };
        numbers(site, len).map(|number| Jobs { lang: lang.clone(), number }).collect()
    }

    fn lang<'a>(&'a self, _: &'a Site) -> &'a Lang {
        &self.lang
    }

    fn list_address(&self, site: &Site) -> Address {
        site.config.section_page(&self.lang, Section::Jobs)
    }

    fn number(&self) -> usize {
        self.number
    }

    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Jobs> {
        everywhere(site, lang, |lang| Jobs { lang, number: 1 }).filter(|_| self.number == 1)
    }

    fn sitemap_part(&self, _: &Site) -> Option<SitemapPart> {
        Some(SitemapPart::Pages)
    }

    fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
        vec![&site.lists.of(&self.lang).jobs]
    }

    fn has_feed(&self, _: &Site) -> bool {
        true
    }

    fn feed_title(&self, renderer: &Renderer) -> String {
        renderer.words(&self.lang, "feed_jobs", [("site", &renderer.site.config.texts(&self.lang).title)])
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let all = &site.lists.of(&self.lang).jobs;
        let groups = match site.config.group_jobs.filter(|_| is_grouped(site, &self.lang)) {
            Some(by) => {
                told.paginate(all.len(), 1, 1, &self.list_address(site));
                told.set_jobs("jobs", all);
                groups(told, all, by)
            }
            None => {
                let ids = told.slice(all, self.number, &self.list_address(site));
                told.set_jobs("jobs", ids);
                Vec::new()
            }
        };
        told.set_job_groups("groups", &groups);
        let filters = if self.number == 1 { renderer.filters(&self.lang) } else { Vec::new() };
        told.set("filters", filters);
        told.set("scope", "kind=job");
        let title = told.numbered_title(&told.word("jobs"), self.number);
        told.section_head(Section::Jobs, title, told.word("jobs_description"))
    }
}

/// More than so many are not parted: nobody looks through them on one page.
const GROUPED: usize = 1_000;

/// Whether all postings of a language are on one page, in groups.
fn is_grouped(site: &Site, lang: &Lang) -> bool {
    site.config.group_jobs.is_some() && site.lists.of(lang).jobs.len() <= GROUPED
}

/// The postings by their groups, in the order of the language; those without one come last, and where no posting has one there are no groups. Each is in one
/// group alone: that of its first place.
fn groups(told: &Told<'_>, ids: &[EntryId], by: GroupJobs) -> Vec<(String, Vec<EntryId>)> {
    let (site, lang) = (&told.renderer.site, &told.lang);
    let mut groups: BTreeMap<(bool, Vec<u8>, String), Vec<EntryId>> = BTreeMap::new();
    let collation = Collation::of(lang);
    for id in ids {
        let facts = JobFacts::of(site, *id, lang);
        let name = facts.and_then(|facts| match by {
            GroupJobs::Department => facts.job().details.department.clone(),
            GroupJobs::Place => facts.places().into_iter().next(),
            GroupJobs::Company => facts.company().map(str::to_owned),
        });
        let key = match name {
            // `Sales` and `sales` are one department.
            Some(name) => (false, collation.key(&name.to_lowercase()), name),
            None if by == GroupJobs::Place => (true, Vec::new(), told.word("workplace_remote")),
            None => (true, Vec::new(), told.word("group_other")),
        };
        let known = groups.keys().find(|known| known.0 == key.0 && known.1 == key.1).cloned();
        groups.entry(known.unwrap_or(key)).or_default().push(*id);
    }
    if groups.keys().all(|(is_last, ..)| *is_last) {
        return Vec::new();
    }
    groups.into_iter().map(|((_, _, title), ids)| (title, ids)).collect()
}
