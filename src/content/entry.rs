//! What content says: one entry for each article, posting, company, author, tag page, landing page and page, and for each of a kind of the site's own.

use std::sync::Arc;

use super::declare::Declaration;
use super::fields::Fields;
use super::kind::{Common, KindName, Traits};
use super::{
    Article, Author, Company, Config, EntryPlace, Job, LandingText, OwnEntry, OwnValue, Record, TagPage, TextPage,
    article, author, company, job, landing, own_kind, page, reads, tag,
};
use crate::markdown::Body;
use crate::model::Lang;
use crate::source::{Address, Slug, Span, Spanned, SrcPath};

/// One thing that content says, read from one file or from one item of a list.
///
/// What relations, addresses and rules over the whole site depend on is its [`Record`]; everything else is [`Prose`], which can change without
/// relating the site anew.
#[derive(Clone, Debug)]
pub struct Entry {
    pub record: Arc<Record>,
    prose: Arc<Prose>,
}

/// What readers of its own page and of cards see.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The title or name.
    pub title: Spanned<String>,
    /// Shown behind the title on a posting's page, nowhere else: `(m/f/d)`.
    pub title_suffix: Option<String>,
    /// As written, else the body's first paragraph; may be empty.
    pub summary: String,
    /// How long its text takes to read, at least one minute.
    pub minutes: usize,
    body: Body,
}

/// Words that a reader gets through in a minute.
const READING_SPEED: usize = 220;

impl Prose {
    pub fn new(title: Spanned<String>, title_suffix: Option<String>, summary: String, body: Body) -> Prose {
        let minutes = body.words().div_ceil(READING_SPEED).max(1);
        Prose { title, title_suffix, summary, minutes, body }
    }
}

impl std::hash::Hash for Prose {
    /// All of it but the text.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let Prose { title, title_suffix, summary, minutes, body: _ } = self;
        (title, title_suffix, summary, minutes).hash(state);
    }
}

/// What every kind of entry has.
#[derive(Clone, Debug)]
pub struct Head {
    pub source: SrcPath,
    /// The entry as a whole: its first field.
    pub span: Span,
    pub lang: Lang,
    /// Where the slug was written, or what it was made from.
    pub slug: Spanned<Slug>,
    pub aliases: Vec<Spanned<Address>>,
    pub translation: TranslationKey,
    pub draft: bool,
    /// The template that its author chose for its page: `wide`.
    pub template: Option<String>,
    /// What it says in fields of the site's own, in the order of their declarations.
    pub own: Vec<(&'static str, OwnValue)>,
    /// What templates are told besides, as JSON; empty for nothing.
    pub extra: String,
    pub keys: Keys,
}

impl PartialEq for Head {
    /// Where it stands in its file doesn't count: `span` and the places of `keys` are for messages, and those about it are made anew.
    fn eq(&self, other: &Head) -> bool {
        let Head { source, span: _, lang, slug, aliases, translation, draft, template, own, extra, keys } = self;
        let names = |keys: &Keys| keys.0.iter().map(|(name, ..)| *name).collect::<Vec<_>>();
        (source, lang, slug, aliases, translation, draft)
            == (&other.source, &other.lang, &other.slug, &other.aliases, &other.translation, &other.draft)
            && (template, own, extra) == (&other.template, &other.own, &other.extra)
            && names(keys) == names(&other.keys)
    }
}

impl Eq for Head {}

impl std::hash::Hash for Head {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let Head { source, span: _, lang, slug, aliases, translation, draft, template, own, extra, keys } = self;
        (source, lang, slug, aliases, translation, draft, template, own, extra).hash(state);
        keys.0.iter().for_each(|(name, ..)| name.hash(state));
    }
}

impl Head {
    /// Where the value of a field stands; the entry as a whole when the field is not there.
    pub fn at(&self, key: &str) -> Span {
        let found = self.keys.0.iter().find(|(name, ..)| *name == key);
        found.map_or_else(
            || self.span.clone(),
            |(_, start, end)| Span { file: self.source.clone(), start: *start, end: *end },
        )
    }

    /// Whether the field is there and says something.
    pub fn has(&self, key: &str) -> bool {
        self.keys.0.iter().any(|(name, ..)| *name == key)
    }
}

/// Where the values of an entry's fields stand in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(pub Vec<KeyPlace>);

/// A field's name, and the first and last byte of its value.
pub type KeyPlace = (&'static str, u32, u32);

/// What ties the entries of several languages together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TranslationKey {
    /// `translation_key:`.
    Named(String),
    /// Folder and stem.
    Stem(String),
    /// The reference of a posting in a list.
    Id(String),
    /// It has no translation.
    Alone(SrcPath, u32),
}

/// Each kind of entry with the type of its value and the module that declares it, in the order of documents.
macro_rules! kinds {
    ($($kind:ident($value:ty) = $module:ident),* $(,)?) => {
        impl KindName {
            pub const ALL: &[KindName] = &[$(KindName::$kind),*];

            /// What files of this kind may say.
            pub fn declaration(self) -> &'static Declaration {
                match self {
                    $(KindName::$kind => &$module::DECLARATION),*
                }
            }

            /// What sets this kind apart from others.
            pub(super) fn traits(self) -> &'static Traits {
                match self {
                    $(KindName::$kind => &$module::TRAITS),*
                }
            }

            /// Reads the fields of its own.
            pub(super) fn read(self, fields: &mut Fields<'_>, place: &EntryPlace, config: &Config) -> Option<Kind> {
                Some(match self {
                    $(KindName::$kind => Kind::$kind(Box::new($module::read(fields, place, config)?))),*
                })
            }
        }

        /// What an entry is.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($kind(Box<$value>)),*
        }

        impl Kind {
            pub fn name(&self) -> KindName {
                match self {
                    $(Kind::$kind(_) => KindName::$kind),*
                }
            }

            /// What others ask of it.
            pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
                match self {
                    $(Kind::$kind(value) => value.common(slug)),*
                }
            }
        }
    };
}

kinds! {
    Job(Job) = job,
    Article(Article) = article,
    Company(Company) = company,
    Author(Author) = author,
    Tag(TagPage) = tag,
    Landing(LandingText) = landing,
    Page(TextPage) = page,
    Own(OwnEntry) = own_kind,
}

impl Entry {
    pub fn new(record: Arc<Record>, prose: Prose) -> Entry {
        Entry { record, prose: Arc::new(prose) }
    }

    /// All that is prose but the text.
    pub fn prose(&self) -> &Prose {
        reads::title_of(&self.record);
        &self.prose
    }

    /// The text.
    pub fn body(&self) -> &Body {
        reads::text_of(&self.record);
        &self.prose.body
    }

    /// The title or name, as readers see it.
    pub fn title(&self) -> &str {
        &self.prose().title.value
    }

    pub fn head(&self) -> &Head {
        &self.record.head
    }

    pub fn job(&self) -> Option<&Job> {
        self.record.job()
    }

    pub fn article(&self) -> Option<&Article> {
        self.record.article()
    }

    pub fn company(&self) -> Option<&Company> {
        self.record.company()
    }

    pub fn author(&self) -> Option<&Author> {
        self.record.author()
    }
}
