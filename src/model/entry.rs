//! What content says: one entry for each article, posting, company, author, tag page and page.

use std::sync::Arc;

use super::{Job, Lang, Place, When};
use crate::markdown::Body;
use crate::source::{Address, SafeUrl, Slug, Span, Spanned, SrcPath};

/// One thing that content says, read from one file or from one item of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    pub head: Head,
    pub kind: Kind,
    pub body: Arc<Body>,
}

/// What every kind of entry has.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// As written, else the body's first paragraph; may be empty.
    pub summary: String,
    pub keys: Keys,
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

/// Where the values of an entry's fields stand in its file: name, first and last byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys(pub Vec<(&'static str, u32, u32)>);

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
    Tag(Box<TermPage>),
    Page(Box<Page>),
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
    pub fn job(&self) -> Option<&Job> {
        match &self.kind {
            Kind::Job(job) => Some(job),
            _ => None,
        }
    }

    pub fn article(&self) -> Option<&Article> {
        match &self.kind {
            Kind::Article(article) => Some(article),
            _ => None,
        }
    }

    pub fn company(&self) -> Option<&Company> {
        match &self.kind {
            Kind::Company(company) => Some(company),
            _ => None,
        }
    }

    pub fn author(&self) -> Option<&Author> {
        match &self.kind {
            Kind::Author(author) => Some(author),
            _ => None,
        }
    }

    pub fn term_page(&self) -> Option<&TermPage> {
        match &self.kind {
            Kind::Tag(term) => Some(term),
            _ => None,
        }
    }

    /// The title or name, as readers see it.
    pub fn title(&self) -> &str {
        match &self.kind {
            Kind::Job(job) => &job.title.value,
            Kind::Article(article) => &article.title,
            Kind::Company(company) => &company.name,
            Kind::Author(author) => &author.name,
            Kind::Tag(term) => term.title.as_deref().or(term.name.as_deref()).unwrap_or(self.head.slug.value.as_str()),
            Kind::Page(page) => &page.title,
            Kind::Landing(landing) => landing.title.as_deref().unwrap_or(&landing.path),
        }
    }

    /// Its tags, skills first.
    pub fn tags(&self) -> impl Iterator<Item = &Spanned<String>> {
        let (skills, tags): (&[_], &[_]) = match &self.kind {
            Kind::Job(job) => (&job.skills, &job.tags),
            Kind::Article(article) => (&[], &article.tags),
            Kind::Company(company) => (&[], &company.tags),
            _ => (&[], &[]),
        };
        skills.iter().chain(tags)
    }
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    pub title: String,
    pub date: When,
    pub updated: Option<When>,
    /// Stems in content/authors.
    pub authors: Vec<Spanned<String>>,
    pub tags: Vec<Spanned<String>>,
    pub image: Option<Spanned<String>>,
    pub image_alt: Option<String>,
    pub series: Option<SeriesName>,
    /// Whether a table of contents is shown; when not said, from three headings on.
    pub toc: Option<bool>,
    pub jobs: JobsBlock,
}

/// The name of a series as written.
pub type SeriesName = String;

/// Which postings an article shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobsBlock {
    /// Their tags; the article's own when empty.
    pub tags: Vec<Spanned<String>>,
    /// How many, 0 to 100; 5 when not said.
    pub limit: usize,
}

/// A company's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    pub name: String,
    pub url: Option<SafeUrl>,
    /// A file of the site or a foreign address, as written.
    pub logo: Option<Spanned<String>>,
    pub industry: Option<String>,
    pub size: Option<String>,
    /// The year.
    pub founded: Option<u16>,
    pub places: Vec<Place>,
    pub links: Vec<(String, SafeUrl)>,
    pub tags: Vec<Spanned<String>>,
}

/// A person who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub role: Option<String>,
    pub url: Option<SafeUrl>,
    pub avatar: Option<Spanned<String>>,
    pub links: Vec<(String, SafeUrl)>,
}

/// A tag's own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermPage {
    /// The heading.
    pub title: Option<String>,
    /// The tag as shown elsewhere; else its most used spelling.
    pub name: Option<String>,
    pub other_names: Vec<Spanned<String>>,
}

/// The introduction of a landing page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LandingText {
    /// The heading; else made of what the page lists.
    pub title: Option<String>,
    /// Where the page lies below its section: `place/es/zaragoza`.
    pub path: String,
}

/// Another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    /// Its folders below content/pages, each a slug.
    pub folders: Vec<Slug>,
    /// Its place in the menu, when it has one: lower numbers first.
    pub menu: Option<i32>,
}
