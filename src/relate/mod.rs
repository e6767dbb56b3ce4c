//! Entries to a site: what is listed, what belongs together, where everything has its address. Always from scratch, in three phases, each of which
//! is complete when it is made and sees records alone, so that a change of prose leaves it as it is:
//!
//! 1. [`Indexed`]: every entry by name. `visibility`: which entries are listed, kept or unpublished at `now`, and when that changes; `references`:
//!    companies, authors, ids and translations; `tags`: which names are one tag; `links`: where links within the site lead.
//! 2. [`Listed`]: what each page lists. `lists`: in each language, in order; `place_index`: places as pages have them; `landings`: landing pages, alone
//!    and crossed; `pay`: medians and quartiles.
//! 3. [`Related`]: what to read next. `similar`: postings alike, and postings and articles with the same tags; `mentions`: the articles of a company; in `lists`,
//!    the neighbours of an article.

mod indexed;
mod landings;
mod links;
mod lists;
mod mentions;
mod pay;
mod place_index;
mod references;
pub mod rules;
mod similar;
mod tags;
mod visibility;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::content::{Config, Entry, Kind, KindName, PayRules, Placement, Prose, Record, UnresolvedRefs};
use crate::diag::Diagnostic;
use crate::model::When;
use crate::source::{Address, FileKind, Hash, Picture, Spanned, SrcPath};

pub use indexed::Indexed;
pub use landings::{Facet, LandingId, LandingPage, LandingPages, Wider};
pub use links::{AssetLink, Linked};
pub use lists::{Listed, Lists, TagLists};
pub use pay::{Group as PayGroup, Pay, Summary as PaySummary, salary_comparison, yearly};
pub use place_index::PlaceKey;
pub use tags::{TAG_CAP, Tag, TagId, Tags};
pub use visibility::{Reason, StateChange, Unlisted, Visibility, changes};

/// The place of an entry in [`Site::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    pub fn new(index: usize) -> EntryId {
        EntryId(u32::try_from(index).expect("a site has fewer than 4 billion entries"))
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which unfinished entries are included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub drafts: bool,
    pub future: bool,
}

/// Everything that relating needs.
pub struct Material {
    pub entries: Vec<Entry>,
    /// What faulty entries name.
    pub unresolved: Vec<UnresolvedRefs>,
    pub inputs: Inputs,
}

/// What a site consists of beside its entries.
#[derive(Debug)]
pub struct Inputs {
    pub config: Arc<Config>,
    /// Files whose entries are all faulty: what names them is not at fault.
    pub unread: BTreeSet<SrcPath>,
    /// Every other source, by path: what links may lead to.
    pub files: BTreeMap<SrcPath, Placement>,
    /// Those of them that are pictures: hash, size and format.
    pub pictures: BTreeMap<SrcPath, (Hash, Picture)>,
    /// What those beside entries are by their content.
    pub kinds: BTreeMap<SrcPath, FileKind>,
    pub pay_rules: PayRules,
    pub now: Timestamp,
    pub preview: Preview,
}

/// A site: its entries and everything that follows from seeing them together.
#[derive(Debug)]
pub struct Site {
    pub config: Arc<Config>,
    pub now: Timestamp,
    pub preview: Preview,
    /// Ordered by kind, source and place in it; companies and authors written in entries come last.
    pub entries: Vec<Entry>,
    pub index: Arc<Indexed>,
    pub lists: Arc<Listed>,
    pub relations: Arc<Related>,
}

/// The third phase: what leads on from an entry. Each is by entry, and empty for kinds that have none.
#[derive(Debug)]
pub struct Related {
    /// Open postings like this one, nearest first.
    pub similar: Vec<Vec<EntryId>>,
    /// For postings: articles of their tags. For articles: postings of theirs.
    pub across: Vec<Vec<EntryId>>,
    /// For companies: the articles that mention them, newest first, in the company's language.
    pub mentions: Vec<Vec<EntryId>>,
    /// For articles: the older and the newer one.
    pub neighbours: Vec<(Option<EntryId>, Option<EntryId>)>,
}

impl Related {
    fn new(index: &Indexed, lists: &Listed) -> Related {
        let (similar, across) = similar::similar(index, lists);
        let (mentions, neighbours) = (mentions::mentions(index, lists), lists::neighbours(index, lists));
        Related { similar, across, mentions, neighbours }
    }
}

impl Site {
    /// The same site with other prose in some entries: relations stay. The caller knows that their records are equal.
    pub fn with_entries(&self, changed: impl IntoIterator<Item = (EntryId, Entry)>) -> Site {
        let mut entries = self.entries.clone();
        for (id, entry) in changed {
            debug_assert!(entries[id.index()].record == entry.record, "relations stand as long as records are equal");
            entries[id.index()] = entry;
        }
        Site {
            config: self.config.clone(),
            now: self.now,
            preview: self.preview,
            entries,
            index: self.index.clone(),
            lists: self.lists.clone(),
            relations: self.relations.clone(),
        }
    }

    /// The next instant that anything here knows of: of an entry, of the output, of what rules and reports have asked by now. Until then a build makes and tells the same.
    pub fn next_instant(&self) -> Option<Timestamp> {
        self.next_of_records().into_iter().chain(self.index.deadlines.next()).min()
    }

    /// The next instant of an entry or of the output.
    pub fn next_of_records(&self) -> Option<Timestamp> {
        let of_record = |record: &Arc<Record>| -> [Option<Timestamp>; 4] {
            match &record.kind {
                Kind::Job(job) => [
                    Some(job.posted.timestamp()),
                    job.opens.as_ref().map(When::timestamp),
                    job.closes.map(|closes| closes.bound()),
                    job.featured_until.map(|until| until.bound()),
                ],
                _ => [record.published().map(When::timestamp), record.updated().map(When::timestamp), None, None],
            }
        };
        let of_records = self.index.records().flat_map(of_record).flatten().filter(|at| *at > self.now);
        of_records.chain(self.index.next_change).min()
    }

    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    pub fn address(&self, id: EntryId) -> &Address {
        self.index.address(id)
    }

    pub fn visibility(&self, id: EntryId) -> Visibility {
        self.index.visibility(id)
    }

    pub fn ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        self.index.ids()
    }

    pub fn ids_of(&self, kind: KindName) -> impl Iterator<Item = EntryId> + '_ {
        self.index.ids_of(kind)
    }

    /// The name of a posting's company.
    pub fn company_name(&self, id: EntryId) -> Option<&str> {
        self.index.company_of[id.index()].map(|company| self.entry(company).title())
    }
}

/// Relates entries to one another.
pub fn relate(material: Material) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (mut entries, unresolved) = (material.entries, material.unresolved);
    let records = entries.iter().map(|entry| entry.record.clone()).collect();
    let index = Indexed::new(records, &unresolved, material.inputs, &mut diagnostics);
    let lists = Listed::new(&index);
    let relations = Related::new(&index, &lists);
    links::check(&index, &lists, &unresolved, &mut diagnostics);
    entries.extend(index.records().skip(entries.len()).map(inline));
    let (config, now, preview) = (index.config.clone(), index.now, index.preview);
    let (index, lists, relations) = (Arc::new(index), Arc::new(lists), Arc::new(relations));
    (Site { config, now, preview, entries, index, lists, relations }, diagnostics)
}

/// The entry of a company or an author that is written in another: it has a name and no text.
fn inline(record: &Arc<Record>) -> Entry {
    let title = Spanned::new(record.name().to_owned(), record.head.span.clone());
    Entry::new(record.clone(), Prose::new(title, None, String::new(), Default::default()))
}
