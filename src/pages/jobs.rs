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
        let len = if grouped_by(site, lang).is_some() { 1 } else { site.lists.of(lang).jobs.len() };
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
        let groups = match grouped_by(site, &self.lang) {
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

/// By what all postings of a language are parted on one page; `None` where they are too many, or none of them has a group.
fn grouped_by(site: &Site, lang: &Lang) -> Option<GroupJobs> {
    let jobs = &site.lists.of(lang).jobs;
    let by = site.config.group_jobs.filter(|_| jobs.len() <= GROUPED)?;
    jobs.iter().any(|id| group_of(site, *id, lang, by).is_some()).then_some(by)
}

/// The name of a posting's group: for places that of its first one.
fn group_of(site: &Site, id: EntryId, lang: &Lang, by: GroupJobs) -> Option<String> {
    let facts = JobFacts::of(site, id, lang)?;
    match by {
        GroupJobs::Department => facts.job().details.department.clone(),
        GroupJobs::Place => facts.places().into_iter().next(),
        GroupJobs::Company => facts.company().map(str::to_owned),
    }
}

/// The postings by their groups, in the order of the language; those without one come last.
fn groups(told: &Told<'_>, ids: &[EntryId], by: GroupJobs) -> Vec<(String, Vec<EntryId>)> {
    let (site, lang) = (&told.renderer.site, &told.lang);
    let mut groups: BTreeMap<(bool, Vec<u8>, String), Vec<EntryId>> = BTreeMap::new();
    let collation = Collation::of(lang);
    for id in ids {
        let key = match group_of(site, *id, lang, by) {
            // `Sales` and `sales` are one department.
            Some(name) => (false, collation.key(&name.to_lowercase()), name),
            None if by == GroupJobs::Place => (true, Vec::new(), told.word("workplace_remote")),
            None => (true, Vec::new(), told.word("group_other")),
        };
        let known = groups.keys().find(|known| known.0 == key.0 && known.1 == key.1).cloned();
        groups.entry(known.unwrap_or(key)).or_default().push(*id);
    }
    groups.into_iter().map(|((_, _, title), ids)| (title, ids)).collect()
}
