//! The facts of a company.

use crate::content::{Company, Entry};
use crate::locale::Strings;
use crate::model::Lang;
use crate::relate::{EntryId, Site};

/// What is said of a company in a language: that of the page that shows it.
#[derive(Clone, Copy)]
pub struct CompanyFacts<'a> {
    site: &'a Site,
    id: EntryId,
    entry: &'a Entry,
    company: &'a Company,
    lang: &'a Lang,
}

impl<'a> CompanyFacts<'a> {
    /// The facts of a company; `None` for an entry of another kind.
    pub fn of(site: &'a Site, id: EntryId, lang: &'a Lang) -> Option<CompanyFacts<'a>> {
        let entry = site.entry(id);
        Some(CompanyFacts { site, id, entry, company: entry.company()?, lang })
    }

    pub fn company(&self) -> &'a Company {
        self.company
    }

    pub fn name(&self) -> &'a str {
        self.entry.title()
    }

    /// Each of its places: `City, Region, Country`.
    pub fn places(&self) -> Vec<String> {
        self.company.places.iter().map(|place| place.text(self.lang)).collect()
    }

    /// The same in one line.
    pub fn place_line(&self) -> String {
        self.places().join(" · ")
    }

    /// The number of its open postings that the language's lists show.
    pub fn open_jobs(&self) -> usize {
        self.site.lists.of(self.lang).by_company.get(&self.id).map_or(0, Vec::len)
    }

    /// How many open postings it has, its industry and its size, as texts.
    pub fn details(&self, strings: &Strings) -> Vec<String> {
        let open_jobs = self.open_jobs();
        let open = (open_jobs > 0).then(|| strings.count("count_open", open_jobs, Default::default()));
        [open, self.company.industry.clone(), self.company.size.clone()].into_iter().flatten().collect()
    }
}
