//! The page of a posting.

use super::{Group, PageHead, PageKind, SitemapPart, Told, is};
use crate::content::{KindName, Section, State};
use crate::relate::{EntryId, Site, Visibility};

/// The page of this posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting(EntryId);

impl PageKind for Posting {
    const NAME: &'static str = "job";
    const TEMPLATE: &'static str = "job.html";
    const GROUP: Group = Group::Entries;
    const IS_SHARED: bool = true;

    fn of_entry(site: &Site, id: EntryId) -> Vec<Posting> {
        is(site, id, KindName::Job).then_some(Posting(id)).into_iter().collect()
    }

    fn entry(&self) -> Option<EntryId> {
        Some(self.0)
    }

    fn of(id: EntryId) -> Option<Posting> {
        Some(Posting(id))
    }

    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
        (site.visibility(self.0) == Visibility::Listed).then_some(SitemapPart::Jobs)
    }

    fn tell(&self, told: &mut Told<'_>) -> PageHead {
        let renderer = told.renderer;
        let site = &renderer.site;
        let entry = site.entry(self.0);
        let job = entry.job().expect("a posting's page is made from a posting");
        let state = job.state(site.now);
        if site.visibility(self.0) == Visibility::Listed && !entry.head().draft {
            told.add_data(|| renderer.job_posting(self.0, state));
        }
        told.set_job(self.0);
        let company = site.index.company_of[self.0.index()];
        told.set("company", company.map(|company| renderer.company_view(company, &told.lang)));
        told.set_jobs("similar", &site.relations.similar[self.0.index()]);
        told.set_articles("articles", &site.relations.across[self.0.index()]);
        told.set_body(self.0);
        let title = renderer.job_facts(self.0, &told.lang).title_with_company();
        let title = match state {
            State::Open | State::Scheduled(_) => title,
            State::Closed | State::Filled | State::Withdrawn => told.words("closed_title", [("title", &title)]),
        };
        let head = PageHead {
            // In a preview only: what is not to be seen yet is not to be found either.
            noindex: entry.head().draft || matches!(state, State::Scheduled(_)),
            image: renderer.share_picture(self.0),
            image_alt: Some(renderer.job_facts(self.0, &told.lang).title().to_owned()),
            ..PageHead::new(title, entry.prose().summary.clone())
        };
        let list = told.section_link(Section::Jobs);
        told.entry_head(head, self.0, list)
    }
}
