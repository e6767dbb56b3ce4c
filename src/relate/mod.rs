//! Entries to a site: what is listed, who belongs together, where everything has its address. Always from scratch.
//!
//! 1. `visibility`: which entries are listed, kept or unpublished at `now`, and when that changes.
//! 2. `references`: companies, authors, ids and translations by name.
//! 3. `terms`: tags and their pages.
//! 4. `lists`: what each list shows in each language, in order.
//! 5. `similar`: postings alike, and postings and articles with the same tags.
//! 6. `place_index`: places as pages have them; `landings`: landing pages, alone and crossed; `pay`: medians and quartiles; `mentions`: the articles of a company.
//! 7. `links`: where links within the site lead.

mod landings;
mod links;
mod lists;
mod mentions;
mod pay;
mod place_index;
mod references;
pub mod rules;
mod similar;
mod terms;
mod visibility;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::diag::Diagnostic;
use crate::model::{Config, Entry, KindName, Lang, PayRules, Section};
use crate::source::{Address, FileKind, Hash, Picture, SrcPath};
use crate::validate::{Placement, UnresolvedRefs};

pub use landings::{Facet, LandingId, LandingPage, LandingPages, Wider};
pub use links::{AssetLink, Linked};
pub use lists::Lists;
pub use pay::{Group as PayGroup, Pay, Summary as PaySummary, salary_comparison, yearly};
pub use place_index::PlaceKey;
pub use terms::{TERM_CAP, Term, TermId, TermLists, Terms};
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

/// What is shown beside what is finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    pub drafts: bool,
    pub future: bool,
}

/// Everything that relating needs.
pub struct Material {
    pub config: Arc<Config>,
    pub entries: Vec<Arc<Entry>>,
    /// What faulty entries name.
    pub unresolved: Vec<UnresolvedRefs>,
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
    /// Ordered by kind, source and place in it; companies that postings bring along come last.
    pub entries: Vec<Arc<Entry>>,
    related: Arc<Related>,
}

/// What follows from seeing all entries together. Of their texts, only links and the places to link to have a part in it, so that it stands
/// as long as nothing else of an entry changes.
#[derive(Debug)]
pub struct Related {
    pub config: Arc<Config>,
    pub now: Timestamp,
    pub preview: Preview,
    pub visibility: Vec<Visibility>,
    pub unlisted: Vec<Unlisted>,
    /// The next instant at which the output would change by itself.
    pub next_change: Option<Timestamp>,
    pub addresses: Vec<Address>,
    /// The entries that are translations of one another, by entry; each holds itself. Unpublished ones are left out.
    pub translations: Vec<Vec<EntryId>>,
    pub company_of: Vec<Option<EntryId>>,
    pub authors_of: Vec<Vec<EntryId>>,
    pub terms: Terms,
    pub lists: BTreeMap<Lang, Lists>,
    /// Open postings like this one, nearest first.
    pub similar: Vec<Vec<EntryId>>,
    /// For postings: articles of their tags. For articles: postings of theirs.
    pub across: Vec<Vec<EntryId>>,
    /// For companies: the articles that mention them, newest first, in the company's language.
    pub mentions: Vec<Vec<EntryId>>,
    pub landings: LandingPages,
    /// What the lists of each language pay.
    pub pay: BTreeMap<Lang, Pay>,
    /// For articles: the older and the newer one.
    pub neighbours: Vec<(Option<EntryId>, Option<EntryId>)>,
    pub files: BTreeMap<SrcPath, Placement>,
    /// Those of them that are pictures: hash, size and format.
    pub pictures: BTreeMap<SrcPath, (Hash, Picture)>,
    /// What those beside entries are by their content.
    pub kinds: BTreeMap<SrcPath, FileKind>,
    /// Where a posting is to say what it pays.
    pub pay_rules: PayRules,
    pub by_source: BTreeMap<SrcPath, Vec<EntryId>>,
    /// Files whose entries are all faulty.
    pub unread: BTreeSet<SrcPath>,
}

impl std::ops::Deref for Site {
    type Target = Related;

    fn deref(&self) -> &Related {
        &self.related
    }
}

impl Site {
    /// The same site with other texts in some entries: relations stay. It is for the caller to know that they may.
    pub fn with_entries(&self, changed: impl IntoIterator<Item = (EntryId, Arc<Entry>)>) -> Site {
        let mut entries = self.entries.clone();
        for (id, entry) in changed {
            entries[id.index()] = entry;
        }
        Site { entries, related: self.related.clone() }
    }

    /// Its relations while they are being made.
    fn own(&mut self) -> &mut Related {
        Arc::get_mut(&mut self.related).expect("a site in the making has its relations for itself")
    }
}

impl Site {
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    pub fn address(&self, id: EntryId) -> &Address {
        &self.addresses[id.index()]
    }

    pub fn visibility(&self, id: EntryId) -> Visibility {
        self.visibility[id.index()]
    }

    pub fn ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.entries.len()).map(EntryId::new)
    }

    pub fn ids_of(&self, kind: KindName) -> impl Iterator<Item = EntryId> + '_ {
        self.ids().filter(move |id| self.entry(*id).kind.name() == kind)
    }

    pub fn lists(&self, lang: &Lang) -> &Lists {
        self.lists.get(lang).expect("every language of the site has its lists")
    }
}

/// Relates entries to one another.
pub fn relate(material: Material) -> (Site, Vec<Diagnostic>) {
    let Material { config, mut entries, unresolved, unread, files, pictures, kinds, pay_rules, now, preview } =
        material;
    let mut diagnostics = Vec::new();
    let written = entries.len();
    let company_of = references::companies(&mut entries, &unresolved, &unread, &mut diagnostics);
    let authors_of = references::authors(&entries, &unresolved, &unread, &mut diagnostics);
    references::ids(&entries, &company_of, &mut diagnostics);
    let mut visibilities = visibility::compute_visibility(&entries, &config, now, preview);
    visibility::inline_company_visibility(&mut visibilities.visibility, written, &company_of);
    let translations = references::translations(&entries, &visibilities.visibility, &company_of, &mut diagnostics);
    let terms = terms::terms(&entries, &visibilities.visibility, &config, &mut diagnostics);
    let addresses: Vec<Address> =
        entries.iter().enumerate().map(|(i, entry)| address(entry, &config, terms.of_page(EntryId::new(i)))).collect();
    let mut by_source: BTreeMap<SrcPath, Vec<EntryId>> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        by_source.entry(entry.head.source.clone()).or_default().push(EntryId::new(i));
    }
    let related = Related {
        config,
        now,
        preview,
        visibility: visibilities.visibility,
        unlisted: visibilities.unlisted,
        next_change: visibilities.next_change,
        similar: vec![Vec::new(); entries.len()],
        across: vec![Vec::new(); entries.len()],
        neighbours: vec![(None, None); entries.len()],
        mentions: Vec::new(),
        landings: LandingPages::default(),
        pay: BTreeMap::new(),
        addresses,
        translations,
        company_of,
        authors_of,
        terms,
        lists: BTreeMap::new(),
        files,
        pictures,
        kinds,
        pay_rules,
        by_source,
        unread,
    };
    let mut site = Site { entries, related: Arc::new(related) };
    let lists = lists::lists(&site);
    site.own().lists = lists;
    let of_terms = lists::term_lists(&site);
    site.own().terms.fill(of_terms);
    let (neighbours, mentions) = (lists::neighbours(&site), mentions::mentions(&site));
    (site.own().neighbours, site.own().mentions) = (neighbours, mentions);
    let of_places = |site: &Site| {
        let place_index = place_index::PlaceIndex::of(site);
        (pay::pay(site, &place_index), landings::landings(site, place_index))
    };
    let ((similar, across), (pay, landings)) = rayon::join(|| similar::similar(&site), || of_places(&site));
    let own = site.own();
    (own.similar, own.across, own.pay, own.landings) = (similar, across, pay, landings);
    links::check(&site, &unresolved, &mut diagnostics);
    (site, diagnostics)
}

/// The address of an entry's page.
fn address(entry: &Entry, config: &Config, term: Option<&Term>) -> Address {
    let lang = &entry.head.lang;
    let prefix = config.prefix(lang);
    let slug = &entry.head.slug.value;
    let within = |section: Section| format!("{prefix}{}/{slug}/", config.section(lang, section));
    let text = match &entry.kind {
        crate::model::Kind::Job(_) => within(Section::Jobs),
        crate::model::Kind::Article(_) => within(Section::Articles),
        crate::model::Kind::Company(_) => within(Section::Companies),
        crate::model::Kind::Author(_) => within(Section::Authors),
        crate::model::Kind::Tag(_) => {
            let slug = term.map_or(slug.as_str(), |term| term.slug.as_str());
            format!("{prefix}{}/{slug}/", config.section(lang, Section::Tags))
        }
        crate::model::Kind::Landing(landing) => {
            format!("{prefix}{}/{}/", config.section(lang, Section::Openings), landing.path)
        }
        crate::model::Kind::Page(page) => {
            let folders: String = page.folders.iter().map(|folder| format!("{folder}/")).collect();
            format!("{prefix}{folders}{slug}/")
        }
    };
    Address::parse(&text).expect("slugs make addresses")
}
