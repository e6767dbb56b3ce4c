//! What content says: one entry for each article, posting, company, author, tag page and page.

use std::sync::Arc;

use super::{Article, Author, Company, Job, LandingText, Record, TagPage, TextPage};
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

/// The kinds of entries, without their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KindName {
    Job,
    Article,
    Company,
    Author,
    Tag,
    Page,
    Landing,
}

impl KindName {
    /// With its article, as messages begin: `a posting`.
    pub fn with_article(self) -> &'static str {
        match self {
            KindName::Job => "a posting",
            KindName::Article => "an article",
            KindName::Company => "a company",
            KindName::Author => "an author",
            KindName::Tag => "a tag",
            KindName::Page => "a page",
            KindName::Landing => "a landing page",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            KindName::Job => "posting",
            KindName::Article => "article",
            KindName::Company => "company",
            KindName::Author => "author",
            KindName::Tag => "tag",
            KindName::Page => "page",
            KindName::Landing => "landing page",
        }
    }
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Job(Box<Job>),
    Article(Box<Article>),
    Company(Box<Company>),
    Author(Box<Author>),
    Tag(Box<TagPage>),
    Page(Box<TextPage>),
    Landing(Box<LandingText>),
}

impl Kind {
    pub fn name(&self) -> KindName {
        match self {
            Kind::Job(_) => KindName::Job,
            Kind::Article(_) => KindName::Article,
            Kind::Company(_) => KindName::Company,
            Kind::Author(_) => KindName::Author,
            Kind::Tag(_) => KindName::Tag,
            Kind::Page(_) => KindName::Page,
            Kind::Landing(_) => KindName::Landing,
        }
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
