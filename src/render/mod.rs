//! How a site is shown: a theme's templates, the data they are given, and machine-readable files.
//!
//! 1. `theme`, `built_in`, `options`: templates, words, options and assets; `functions`: what templates can call; `components`: their parts; `unused`: files that do nothing.
//! 2. `views`: what templates are told; `cards` makes it, `shared` what many of them hold; `prepared`: a page that is told everything. `landings`: links between landing pages;
//!    `pay`: the salary guide and its drawings.
//! 3. `structured`, `publisher`: JSON-LD; `feeds`: Atom, JSON Feed and RSS; `job_list`, `calendar`: postings
//!    for programs, as Markdown and as days; `hosts`: what hosts and browsers read beside pages.
//! 4. `images`: pictures, and what is made of them; `bodies`: texts in their forms; `directives`: what stands in them beside Markdown.

mod additions;
mod bodies;
mod built_in;
pub mod calendar;
mod cards;
mod components;
mod contract;
mod directives;
mod engines;
pub mod feeds;
mod functions;
pub mod hosts;
mod images;
pub mod job_list;
mod job_views;
mod landings;
mod options;
mod pay;
mod prepared;
mod publisher;
pub mod rules;
mod shared;
mod site;
pub mod structured;
mod template_fault;
mod template_text;
mod theme;
mod unused;
pub mod views;
pub mod xml;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use built_in::{built_in, originals, with_built_in};
pub use contract::{CONTRACT, DEFAULT, OLDEST_CONTRACT};
pub use hosts::policy;
pub use images::CARD_SIZE;
pub use options::sample as sample_options;
pub use prepared::{CARD_TEMPLATE, Data, PreparedPage};
use shared::Store;
pub use site::{MANIFEST, search_address};
pub use structured::{JOB_POSTING, Status};
pub use theme::{Asset, Theme, load};
use views::{DateView, Link, TagView, WordView};

use crate::content::Encoding;
use crate::content::reads::Noted;
use crate::diag::Diagnostic;
use crate::model::Lang;
use crate::relate::{EntryId, Linked, Site, TagId};
use crate::search;
use crate::source::{Address, Content, Hash, Sources, SrcPath};

/// What a file of the output is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileContent {
    Bytes(Vec<u8>),
    /// The bytes of a source on disk.
    File(SrcPath),
    /// A narrower copy of a photograph on disk.
    Resized {
        from: SrcPath,
        width: u32,
    },
    /// An SVG without what runs or loads.
    Cleaned(Svg),
    /// An SVG as a PNG.
    Drawn {
        svg: Svg,
        width: u32,
        height: u32,
    },
    /// Another output, compressed.
    Packed(Box<FileContent>, Encoding),
}

/// A drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Svg {
    Text(String),
    /// A source on disk.
    File(SrcPath),
}

/// Everything a page is rendered from.
pub struct Renderer {
    pub site: Arc<Site>,
    pub theme: Arc<Theme>,
    pub sources: Arc<Sources>,
    /// What files in content/data hold.
    pub data: tera::Value,
    /// Where the site lies below its host: `/` or `/careers/`.
    base_path: String,
    /// Scheme and host.
    origin: String,
    shared: MadeOnce,
    /// What the site's icons are drawn from.
    icon: Option<(SrcPath, Hash)>,
}

/// The files of a search index.
type SearchFiles = BTreeMap<search::SearchFile, String>;

/// The kind and the value of a word of a fixed set, and the language.
type WordKey = (&'static str, &'static str, Lang);

/// The field of a card that holds what its component makes of it.
const ROW: &str = "row_html";

/// What many pages show, made once.
struct MadeOnce {
    sites: BTreeMap<Lang, Noted<tera::Value>>,
    /// The card of an entry in its own language; most lists show no other.
    cards: Vec<OnceLock<Noted<tera::Value>>>,
    /// Words of fixed sets, by kind and value.
    words: Store<WordKey, WordView>,
    /// Tags, links to companies, and days: an instant is told with its hour, a day without, though both may be the same for programs.
    tags: Store<(TagId, Lang), TagView>,
    companies: Store<EntryId, Link>,
    days: Store<(String, String, Lang), DateView>,
    /// The search index of each language.
    indexes: BTreeMap<Lang, OnceLock<Noted<SearchFiles>>>,
}

/// What a file is made of, before any template runs.
pub enum Prepared {
    Page(Box<PreparedPage>),
    /// No template makes it.
    Ready(FileContent),
}

impl Renderer {
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, sources: Arc<Sources>, data: &serde_json::Value) -> Renderer {
        let base = &site.config.base_url;
        let cards = site.entries.iter().map(|_| OnceLock::new()).collect();
        let indexes = site.config.languages.iter().map(|(lang, _)| (lang.clone(), OnceLock::new())).collect();
        let (sites, words, tags) = (BTreeMap::new(), Store::new(), Store::new());
        let (companies, days) = (Store::new(), Store::new());
        let shared = MadeOnce { sites, cards, words, tags, companies, days, indexes };
        let (base_path, origin) = (base.base_path(), base.origin());
        let icon = theme.icon(&sources);
        let data = tera::Value::from_serializable(data);
        let mut renderer = Renderer { base_path, origin, site, theme, sources, data, shared, icon };
        let languages = renderer.site.config.languages.iter();
        let site = |lang: &Lang| Noted::new(|| renderer.whole_site(lang));
        let sites = languages.map(|(lang, _)| (lang.clone(), site(lang)));
        renderer.shared.sites = sites.collect();
        renderer
    }

    /// What templates are told of the site.
    fn whole_site(&self, lang: &Lang) -> tera::Value {
        let site = tera::Value::from_serializable(&self.site_view(lang));
        let mut fields = site.as_map().cloned().unwrap_or_default();
        let (head, body_end) = self.own_html();
        fields.insert(additions::HEAD.into(), tera::Value::safe_string(&head));
        fields.insert(additions::BODY_END.into(), tera::Value::safe_string(&body_end));
        fields.into()
    }

    pub fn site_value(&self, lang: &Lang) -> tera::Value {
        self.shared.sites.get(lang).map_or_else(tera::Value::none, |site| site.get().clone())
    }

    pub fn job_card_value(&self, id: EntryId, lang: &Lang) -> tera::Value {
        self.card_value(id, lang, ("job_row", "job"), || self.job_card(id, lang).value())
    }

    pub fn article_card_value(&self, id: EntryId, lang: &Lang) -> tera::Value {
        let make = || tera::Value::from_serializable(&self.article_card(id, lang));
        self.card_value(id, lang, ("article_card", "article"), make)
    }

    /// A card, with what its component makes of it.
    fn card_value(
        &self,
        id: EntryId,
        lang: &Lang,
        (component, parameter): (&str, &'static str),
        make: impl FnOnce() -> tera::Value,
    ) -> tera::Value {
        let with_row = |card: tera::Value, row: Option<String>| -> tera::Value {
            let mut fields = card.as_map().cloned().unwrap_or_default();
            let row = row.map_or_else(tera::Value::none, |row| tera::Value::safe_string(&row));
            fields.insert(ROW.into(), row);
            fields.into()
        };
        if self.site.entry(id).head().lang != *lang {
            return with_row(make(), None);
        }
        let made = || {
            let card = make();
            let is_wanted = self.theme.asks_for(ROW);
            let row = || self.theme.part(component, (parameter, &card), self.site_value(lang), lang);
            let row = is_wanted.then(row).flatten();
            with_row(card, row)
        };
        self.shared.cards[id.index()].get_or_init(|| Noted::new(made)).get().clone()
    }

    /// What can be searched in a language.
    pub fn search<'a>(&'a self, lang: &'a Lang) -> search::Index<'a> {
        let logo = |id: EntryId| {
            let company = self.site.index.company_of[id.index()]?;
            self.picture(company).map(|picture| picture.url)
        };
        let landing_title = |id| self.landing_title(id, lang);
        let shown = search::Shown { logo: &logo, landing_title: &landing_title };
        search::index(&self.site, lang, self.theme.strings(lang), &shown)
    }

    /// A file of the search index of a language.
    pub fn search_file(&self, lang: &Lang, file: search::SearchFile) -> String {
        let of = |files: &SearchFiles| files.get(&file).cloned().unwrap_or_default();
        let make = || self.search(lang).files();
        match self.shared.indexes.get(lang) {
            Some(index) => of(index.get_or_init(|| Noted::new(make)).get()),
            None => of(&make()),
        }
    }

    /// What the site's own feeds have of one entry, `None` for those that are not listed.
    pub fn in_feeds(&self, id: EntryId) -> Option<String> {
        feeds::of_one(self, id)
    }

    /// What `jobs.json` has of one posting, `None` for those that are not open.
    pub fn in_job_list(&self, id: EntryId) -> Option<String> {
        job_list::of_one(self, id)
    }

    /// The bytes of a prepared page.
    pub fn render(&self, page: &PreparedPage) -> Result<Vec<u8>, Box<Diagnostic>> {
        let context = page.data.context();
        let of_text = page.fault.clone().map_or(Ok(()), Err);
        of_text
            .and_then(|()| self.theme.render(&page.template, &context, &self.sources))
            .map(String::into_bytes)
            .map_err(|mut fault| {
                fault.message = format!("{} (on the page `{}`)", fault.message, page.address);
                if let Some(origin) = &page.origin {
                    fault.also.push(crate::diag::Label {
                        message: "the page is built from this".to_owned(),
                        at: origin.clone(),
                    });
                }
                fault
            })
    }

    /// What a theme's word is in a language, with parts filled in.
    pub fn words<const N: usize>(&self, lang: &Lang, key: &str, parts: [(&'static str, &str); N]) -> String {
        let parts = parts.into_iter().map(|(name, value)| (name, value.to_owned()));
        self.theme.strings(lang).text(key, &parts.collect())
    }

    /// A source as it is.
    pub fn file(&self, path: &SrcPath) -> FileContent {
        match self.sources.get(path).map(|source| &source.content) {
            Some(Content::Text(text)) => FileContent::Bytes(text.as_bytes().to_vec()),
            _ => FileContent::File(path.clone()),
        }
    }

    /// An address as a link within the site carries it: percent-encoded, below the base path.
    pub fn href(&self, address: &Address) -> String {
        self.path(address.path())
    }

    /// The same for a file of the output by its path from the root.
    pub fn path(&self, address: &str) -> String {
        let mut path = self.base_path.clone();
        path.push_str(&crate::source::percent_encode(address.trim_start_matches('/')));
        path
    }

    /// A whole address from what [`Self::href`] made.
    pub fn whole(&self, href: &str) -> String {
        if href.starts_with('/') { format!("{}{href}", self.origin) } else { href.to_owned() }
    }

    fn linked(&self, linked: &Linked, query: &str, page: &Address) -> String {
        let with_anchor = |href: String, anchor: &Option<String>| match anchor {
            Some(anchor) => format!("{href}{query}#{}", crate::source::percent_encode(anchor)),
            None => href + query,
        };
        match linked {
            Linked::Page(address, anchor) | Linked::Written(address, anchor) => with_anchor(self.href(address), anchor),
            Linked::Beside(_, address) => self.href(address),
            Linked::Anchor(anchor) => with_anchor(self.href(page), &Some(anchor.clone())),
        }
    }
}
