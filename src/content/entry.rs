//! What content says: one entry for each article, posting, company, author, tag page and page.

use std::sync::Arc;

use super::declare::Declaration;
use super::fields::Fields;
use super::{
    Article, Author, Company, Config, EntryPlace, Job, LandingText, Record, Section, TagPage, TextPage, article,
    author, company, job, landing, page, tag,
};
use crate::markdown::Body;
use crate::model::{Lang, When};
use crate::source::{Address, Slug, Span, Spanned, SrcPath};

/// One thing that content says, read from one file or from one item of a list.
///
/// What relations, addresses and rules over the whole site depend on is its [`Record`]; everything else is [`Prose`], which can change without
/// relating the site anew.
#[derive(Clone, Debug)]
pub struct Entry {
    pub record: Arc<Record>,
    pub prose: Arc<Prose>,
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
    pub body: Body,
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
    pub keys: Keys,
}

impl PartialEq for Head {
    /// Where it stands in its file doesn't count: `span` and the places of `keys` are for messages, and those about it are made anew.
    fn eq(&self, other: &Head) -> bool {
        let Head { source, span: _, lang, slug, aliases, translation, draft, keys } = self;
        let names = |keys: &Keys| keys.0.iter().map(|(name, ..)| *name).collect::<Vec<_>>();
        (source, lang, slug, aliases, translation, draft)
            == (&other.source, &other.lang, &other.slug, &other.aliases, &other.translation, &other.draft)
            && names(keys) == names(&other.keys)
    }
}

impl Eq for Head {}

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

/// What others ask of an entry's value whatever its kind: each kind answers beside its fields.
pub trait Content {
    /// The name by which lists order it and others call it; the slug where its title is prose.
    fn name<'a>(&'a self, slug: &'a str) -> &'a str;
    /// The section that its page is in; of other pages none.
    fn section(&self) -> Option<Section>;
    /// Where its page is below that section, or below the language's home.
    fn path(&self, slug: &str) -> String;
    /// When readers first saw it, for what has a date.
    fn published(&self) -> Option<&When>;
    /// When it last said something new.
    fn updated(&self) -> Option<&When>;
    /// Its skills and its tags.
    fn tags(&self) -> [&[Spanned<String>]; 2];
    /// The picture that its fields name: a logo, a portrait, an article's image.
    fn picture(&self) -> Option<&Spanned<String>>;
}

/// Each kind of entry with the type of its value and the module that declares it, in the order of documents.
macro_rules! kinds {
    ($($kind:ident($value:ty) = $module:ident),* $(,)?) => {
        /// The kinds of entries, without their content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum KindName {
            $($kind),*
        }

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
        }

        /// What an entry is.
        #[derive(Clone, Debug, PartialEq, Eq)]
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
            pub fn content(&self) -> &dyn Content {
                match self {
                    $(Kind::$kind(value) => &**value),*
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
}

/// What sets a kind of entry apart from others, its fields aside.
pub(super) struct Traits {
    /// As messages begin: `a posting`.
    pub with_article: &'static str,
    /// Where its files are, below content.
    pub folder: &'static str,
    /// Whether folders below that are read.
    pub is_deep: bool,
    /// Whether files beside its own are published where an entry links them.
    pub has_files_beside: bool,
    /// Whether anybody may have written it: an employer, an applicant system.
    pub is_from_anybody: bool,
    /// Whether it is a text with a title, which it can't be without. Others have a name, and a text or none.
    pub is_text: bool,
    /// Reads the fields of its own.
    pub read: fn(&mut Fields<'_>, &EntryPlace, &Config) -> Option<Kind>,
}

impl KindName {
    /// With its article, as messages begin: `a posting`.
    pub fn with_article(self) -> &'static str {
        self.traits().with_article
    }

    pub fn as_str(self) -> &'static str {
        let words = self.with_article();
        words.split_once(' ').map_or(words, |(_, noun)| noun)
    }
}

impl Entry {
    /// The title or name, as readers see it.
    pub fn title(&self) -> &str {
        &self.prose.title.value
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
