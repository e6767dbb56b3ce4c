//! The first phase: every entry by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::{
    EntryId, Inputs, LandingPage, Preview, Tag, TagId, Tags, Unlisted, Visibility, references, tags, visibility,
};
use crate::content::{Config, KindName, PayRules, Placement, Record, Section, UnresolvedRefs};
use crate::diag::Diagnostic;
use crate::model::{Deadlines, Lang};
use crate::source::{Address, FileKind, Hash, Picture, SrcPath};

/// Every entry by name: which are published, whose they are, and where they have their addresses.
#[derive(Debug)]
pub struct Indexed {
    pub config: Arc<Config>,
    pub now: Timestamp,
    /// Rules and reports compare ages and dates with that instant through this, so it is known when their findings change.
    pub deadlines: Deadlines,
    pub preview: Preview,
    records: Vec<Arc<Record>>,
    visibility: Vec<Visibility>,
    pub unlisted: Vec<Unlisted>,
    /// The next instant at which the output would change by itself.
    pub next_change: Option<Timestamp>,
    addresses: Vec<Address>,
    /// The entries that are translations of one another, by entry; each holds itself. Unpublished ones are left out.
    pub translations: Vec<Vec<EntryId>>,
    pub company_of: Vec<Option<EntryId>>,
    pub authors_of: Vec<Vec<EntryId>>,
    /// The entries that fields of the site's own name.
    pub own_entries: BTreeMap<(EntryId, &'static str), EntryId>,
    pub tags: Tags,
    pub files: BTreeMap<SrcPath, Placement>,
    /// Those of them that are pictures: hash, size and format.
    pub pictures: BTreeMap<SrcPath, (Hash, Picture)>,
    /// What those beside entries are by their content.
    pub kinds: BTreeMap<SrcPath, FileKind>,
    /// Where a posting must state its pay.
    pub pay_rules: PayRules,
    /// The entries of each file, without the companies and authors that they bring along.
    pub by_source: BTreeMap<SrcPath, Vec<EntryId>>,
    /// Files whose entries are all faulty.
    pub unread: BTreeSet<SrcPath>,
}

impl Indexed {
    pub(super) fn new(
        mut records: Vec<Arc<Record>>,
        unresolved: &[UnresolvedRefs],
        inputs: Inputs,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Indexed {
        let Inputs { config, unread, files, pictures, kinds, pay_rules, now, preview } = inputs;
        let written = records.len();
        let mut company_of = references::companies(&mut records, unresolved, &unread, diagnostics);
        let mut authors_of = references::authors(&mut records, unresolved, &unread, diagnostics);
        company_of.resize(records.len(), None);
        authors_of.resize(records.len(), Vec::new());
        references::ids(&records, &company_of, diagnostics);
        let mut visibilities = visibility::compute_visibility(&records, &config, now, preview);
        visibility::of_inline(&mut visibilities.visibility, written, &company_of, &authors_of);
        let own_entries = references::own_entries(&records, &visibilities.visibility, (&config, &unread), diagnostics);
        let translations = references::translations(&records, &visibilities.visibility, &company_of, diagnostics);
        let tags = tags::tags(&records, &visibilities.visibility, &config, diagnostics);
        let of_tag = |i| tags.of_page(EntryId::new(i));
        let addresses = records.iter().enumerate().map(|(i, record)| address(record, &config, of_tag(i))).collect();
        let mut by_source: BTreeMap<SrcPath, Vec<EntryId>> = BTreeMap::new();
        for (i, record) in records.iter().enumerate().take(written) {
            by_source.entry(record.head.source.clone()).or_default().push(EntryId::new(i));
        }
        Indexed {
            config,
            now,
            deadlines: Deadlines::new(now),
            preview,
            records,
            visibility: visibilities.visibility,
            unlisted: visibilities.unlisted,
            next_change: visibilities.next_change,
            addresses,
            translations,
            company_of,
            authors_of,
            own_entries,
            tags,
            files,
            pictures,
            kinds,
            pay_rules,
            by_source,
            unread,
        }
    }

    pub fn record(&self, id: EntryId) -> &Record {
        &self.records[id.index()]
    }

    /// In the order of their ids.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.iter()
    }

    pub fn address(&self, id: EntryId) -> &Address {
        &self.addresses[id.index()]
    }

    /// Where a tag's page is in a language that has one.
    pub fn tag_address(&self, lang: &Lang, tag: TagId) -> Address {
        self.config.section_page(lang, Section::Tags).below(&self.tags.get(tag).slug)
    }

    /// Where a landing page is in a language that has it.
    pub fn landing_address(&self, lang: &Lang, landing: &LandingPage) -> Address {
        self.config.section_page(lang, Section::Landings).below(&landing.path)
    }

    pub fn visibility(&self, id: EntryId) -> Visibility {
        self.visibility[id.index()]
    }

    pub fn ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.records.len()).map(EntryId::new)
    }

    pub fn ids_of(&self, kind: KindName) -> impl Iterator<Item = EntryId> + '_ {
        self.ids().filter(move |id| self.record(*id).kind.name() == kind)
    }

    /// Those of them that lists show.
    pub fn listed(&self, kind: KindName) -> impl Iterator<Item = EntryId> + '_ {
        self.ids_of(kind).filter(|id| self.visibility(*id) == Visibility::Listed)
    }

    /// Those of one of a language's lists that are in the language itself: they stand first.
    pub fn own<'a>(&'a self, lang: &Lang, list: &'a [EntryId]) -> impl Iterator<Item = EntryId> + use<'a> {
        list[..self.own_count(lang, list)].iter().copied()
    }

    /// How many they are: counts are of one language.
    pub fn own_count(&self, lang: &Lang, list: &[EntryId]) -> usize {
        list.partition_point(|id| self.record(*id).head.lang == *lang)
    }

    /// An entry and its translations.
    pub fn profiles(&self, id: EntryId) -> Vec<EntryId> {
        let group = &self.translations[id.index()];
        if group.is_empty() { vec![id] } else { group.clone() }
    }
}

/// The address of an entry's page.
fn address(record: &Record, config: &Config, tag: Option<&Tag>) -> Address {
    let lang = &record.head.lang;
    let common = record.common();
    let path = tag.map_or(&*common.path, |tag| tag.slug.as_str());
    match common.section {
        Some(section) => config.section_page(lang, section).below(path),
        None => config.home(lang).below(path),
    }
}
