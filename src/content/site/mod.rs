//! Settings: `content/site.yaml`. What it says; `fields` declares it, `read`, `outputs` and `texts` read it.

mod additions;
mod analytics;
mod fields;
mod host;
mod menu;
mod outputs;
mod read;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::tz::TimeZone;

pub use additions::{Additions, Comments, GISCUS, Newsletter, PageFile, read_additions};
pub(super) use fields::DECLARATION;
pub use host::{Host, HostLimits};
pub use read::{base_url, config, plain};

use crate::content::Board;
use crate::content::declare::word_enum;
use crate::content::{Defaults, Kind, KindName, OwnField, OwnFields, OwnKind};
use crate::markdown::Extensions;
use crate::model::{Country, Lang};
use crate::source::{Address, FileKind, SafeUrl, Slug, Span, Spanned, SrcPath};

/// A site's settings.
#[derive(Clone, Debug)]
pub struct Config {
    pub base_url: SafeUrl,
    /// The main language, whose addresses have no prefix.
    pub main: Lang,
    /// Every language with its texts, the main one first, then as written.
    pub languages: Vec<(Lang, LanguageTexts)>,
    /// The site's own country, where it says so, or its language does: `en-US`.
    pub country: Option<Country>,
    /// `None` when not said; UTC counts then.
    pub timezone: Option<(String, TimeZone)>,
    pub theme: Spanned<String>,
    /// As written; the theme says what they must be.
    pub theme_options: Vec<(Spanned<String>, Spanned<OptionValue>)>,
    pub menu: BTreeMap<Lang, Vec<MenuItem>>,
    /// Whether articles and pages may hold HTML.
    pub raw_html: bool,
    /// What texts may use beside CommonMark and what GitHub has.
    pub extensions: Extensions,
    /// Hosts whose pictures employers' texts may show.
    pub picture_hosts: Arc<[String]>,
    /// Entries on one page of a list, 1 to 1,000.
    pub pagination: usize,
    /// By what the list of all postings is parted; `None` when it is one list, page by page.
    pub group_jobs: Option<GroupJobs>,
    /// The words of addresses in other languages than the main one's.
    pub paths: BTreeMap<Lang, BTreeMap<Section, Slug>>,
    /// Words that mean the same to those who search, in groups.
    pub synonyms: BTreeMap<Lang, Vec<Vec<String>>>,
    /// What all entries of a folder say unless they say something else.
    pub defaults: Defaults,
    /// Fields of the site's own, by kind.
    pub fields: OwnFields,
    /// Kinds of the site's own, as they are declared.
    pub kinds: Vec<OwnKind>,
    /// Whether the search knows where towns are.
    pub distance_search: bool,
    /// Files of companies and people whose names end like a language's code: `content/companies/amazon.es.yaml`.
    pub dotted_names: BTreeSet<SrcPath>,
    /// Whether postings may do without a text: a board of links.
    pub optional_description: bool,
    /// Whether readers can keep postings in their browser.
    pub saved_jobs: bool,
    pub closed: ClosedPage,
    /// Open postings that a landing page needs, 1 to 1,000; more than there can be when the site wants none.
    pub landing_minimum: usize,
    /// Landing pages of a skill crossed with something else, at most, 0 to 1,000,000; `None` when not said: as many as suit the open postings.
    pub landing_limit: Option<usize>,
    /// Open postings that a tag needs for a page of its own where no article has it and nobody has introduced it, 1 to 1,000.
    pub tag_minimum: usize,
    /// Where the site is published; `None` when not said: then there is what any host may read.
    pub host: Option<Spanned<Host>>,
    /// What the output may grow to.
    pub output_limit: OutputLimit,
    /// Postings that a figure of the salary guide needs, 3 to 1,000.
    pub salary_minimum: usize,
    /// Addresses that were and will not be again.
    pub gone: Vec<Spanned<Address>>,
    /// A file of the site that remembers its pages: content/NAME.txt.
    pub ledger: Option<Spanned<SrcPath>>,
    pub feeds: Feeds,
    /// Whether each open posting is published as Markdown, too.
    pub markdown_pages: bool,
    pub images: Images,
    /// Kinds of files that may be published beside an entry, pictures and PDF aside.
    pub files: Vec<FileKind>,
    /// Addresses at and below which postings and companies may have former addresses, their own section aside.
    pub allowed_aliases: Vec<Spanned<Address>>,
    /// In which forms assets and the search index are published beside their plain one.
    pub compress: Vec<Encoding>,
    /// What pages may load beside the site's own; `None` publishes no policy.
    pub policy: Option<Policy>,
    /// What it adds to the pages of any theme.
    pub additions: Additions,
    /// Whether a list shows entries of other languages that have no translation.
    pub fallback: bool,
}

impl Config {
    pub fn zone(&self) -> TimeZone {
        self.timezone.as_ref().map_or(TimeZone::UTC, |(_, zone)| zone.clone())
    }

    /// Languages in which names of countries are read in a file: English, its own, and the site's.
    pub fn name_languages(&self, lang: &Lang) -> Vec<Lang> {
        let mut langs: Vec<Lang> = Lang::new("en").into_iter().collect();
        for lang in [lang].into_iter().chain(self.languages.iter().map(|(lang, _)| lang)) {
            if !langs.contains(lang) {
                langs.push(lang.clone());
            }
        }
        langs
    }

    /// A kind of the site's own, by its name.
    pub fn own_kind(&self, name: &str) -> Option<&OwnKind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// The fields that the site declares for an entry's kind.
    pub fn own_fields(&self, kind: &Kind) -> &[OwnField] {
        match kind {
            Kind::Own(entry) => self.fields_of(KindName::Own, Some(entry.of)),
            other => self.fields_of(other.name(), None),
        }
    }

    /// The same, by the kind's name, and that of a kind of the site's own.
    pub fn fields_of(&self, kind: KindName, own: Option<&str>) -> &[OwnField] {
        match own.and_then(|name| self.own_kind(name)) {
            Some(own) => &own.fields,
            None => self.fields.get(&kind).map_or(&[], Vec::as_slice),
        }
    }

    /// Whether an entry of a kind must have a text: of a posting on a board of links that is elsewhere.
    pub fn needs_text(&self, kind: KindName) -> bool {
        kind != KindName::Job || !self.optional_description
    }

    pub fn has_language(&self, lang: &Lang) -> bool {
        self.languages.iter().any(|(known, _)| known == lang)
    }

    pub fn texts(&self, lang: &Lang) -> &LanguageTexts {
        let found = self.languages.iter().find(|(known, _)| known == lang).or(self.languages.first());
        &found.expect("a site has its main language at least").1
    }

    /// The word for a section in the addresses of a language.
    pub fn section(&self, lang: &Lang, section: Section) -> &str {
        self.paths.get(lang).and_then(|paths| paths.get(&section)).map_or(section.word(), Slug::as_str)
    }

    /// The home page of a language: `/` or `/es/`.
    pub fn home(&self, lang: &Lang) -> Address {
        if *lang == self.main { Address::root() } else { Address::root().below(lang.as_str()) }
    }

    /// The first page of a section: `/jobs/`, `/es/ofertas/`.
    pub fn section_page(&self, lang: &Lang, section: Section) -> Address {
        self.home(lang).below(self.section(lang, section))
    }
}

/// The parts of a site that have addresses of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Articles,
    Jobs,
    Companies,
    Authors,
    Tags,
    Search,
    Archive,
    Saved,
    Landings,
    Salaries,
}

impl Section {
    pub const ALL: [(&'static str, Section); 10] = [
        ("articles", Section::Articles),
        ("jobs", Section::Jobs),
        ("companies", Section::Companies),
        ("authors", Section::Authors),
        ("tags", Section::Tags),
        ("search", Section::Search),
        ("archive", Section::Archive),
        ("saved", Section::Saved),
        ("landings", Section::Landings),
        ("salaries", Section::Salaries),
    ];

    /// Its name in site.yaml and among the theme's words.
    pub fn as_str(self) -> &'static str {
        Section::ALL.iter().find(|(_, section)| *section == self).map_or("", |(name, _)| name)
    }

    /// Its word in addresses, where the site has no other.
    fn word(self) -> &'static str {
        match self {
            Section::Landings => "openings",
            Section::Articles
            | Section::Jobs
            | Section::Companies
            | Section::Authors
            | Section::Tags
            | Section::Search
            | Section::Archive
            | Section::Saved
            | Section::Salaries => self.as_str(),
        }
    }
}

/// A language's own texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageTexts {
    pub title: String,
    pub description: String,
}

/// An item of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    pub title: String,
    /// An address of the site, `/jobs/`, or a foreign one; `None` for what has items alone.
    pub url: Option<String>,
    pub span: Span,
    /// What is below it; those have none.
    pub items: Vec<MenuItem>,
}

word_enum! {
    /// By what a list of postings is parted.
    GroupJobs {
        Department "department",
        Place "place" | "location",
        Company "company",
    }
}

/// What becomes of a closed posting's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosedPage {
    Keep,
    /// It is taken away this many days after closing.
    Gone {
        after_days: u16,
    },
}

/// What the output may grow to: a build that would pass it writes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutputLimit {
    /// 1 to 100,000,000.
    pub files: Limit,
    /// 1 to 100,000,000.
    pub megabytes: Limit,
}

/// A limit of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub most: u64,
    /// The host whose limit it is, where the site says none of its own.
    pub of: Option<Host>,
    /// Where it, or the host, is said.
    pub at: (u32, u32),
}

/// How feeds are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeds {
    /// Entries in one feed, 1 to 1,000.
    pub limit: usize,
    /// Whether whole texts go in, not summaries alone.
    pub full: bool,
    /// The forms in which each list has a feed.
    pub formats: Vec<FeedFormat>,
    pub landings: LandingFeeds,
    /// Job boards that have a feed of all postings, and the language that each gets first.
    pub boards: BTreeMap<Board, Option<Lang>>,
    /// Whom LinkedIn writes to about postings that name nobody.
    pub poster: Option<String>,
}

/// Which landing pages have feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandingFeeds {
    None,
    /// Those of one thing: a place, a level. Few follow what two things have in common, and it is most of all feeds.
    Single,
    All,
}

/// The forms of a list's feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedFormat {
    Atom,
    Json,
    Rss,
}

impl FeedFormat {
    /// The name of the file beside its list.
    pub fn file_name(self) -> &'static str {
        match self {
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
            FeedFormat::Rss => "rss.xml",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
            FeedFormat::Rss => "application/rss+xml",
        }
    }
}

/// What is made of pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Images {
    /// Widths of the copies of a photograph, in pixels, 16 to 8,000, ascending; none leaves photographs as they are.
    pub widths: Vec<u32>,
    /// Whether each posting and article has a picture for shared links.
    pub cards: bool,
    /// Whether each posting has its address as a QR code.
    pub qr: bool,
}

/// A compressed form of a file, which hosts hand out to browsers that take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    Gzip,
    Brotli,
}

impl Encoding {
    /// What is put behind a file's name.
    pub fn suffix(self) -> &'static str {
        match self {
            Encoding::Gzip => ".gz",
            Encoding::Brotli => ".br",
        }
    }
}

/// Sources that the site's policy allows beside its own, by directive.
pub type Policy = BTreeMap<&'static str, Vec<String>>;

impl Config {
    /// All that the site's policy allows, by directive; `None` when it publishes none.
    pub fn allowed_sources(&self) -> Option<Policy> {
        let widened = self.policy.as_ref()?;
        let sources = DIRECTIVES.into_iter().map(|(directive, usual)| {
            let own = widened.get(directive).into_iter().flatten().cloned();
            (directive, usual.split(' ').map(str::to_owned).chain(own).collect())
        });
        Some(sources.collect())
    }
}

/// The directives of Content Security Policy Level 3 (2025) that a site may widen, and what they are without it.
pub const DIRECTIVES: [(&str, &str); 11] = [
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' https: data:"),
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("manifest-src", "'self'"),
    ("connect-src", "'self'"),
    ("form-action", "'self' https:"),
    ("frame-src", "'none'"),
    ("worker-src", "'none'"),
];

/// A value of a theme's option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    Text(String),
    List(Vec<Spanned<OptionValue>>),
    Map(Vec<(Spanned<String>, Spanned<OptionValue>)>),
}
