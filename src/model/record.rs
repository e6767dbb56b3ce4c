//! What others may depend on in an entry: relations, addresses, lists and rules over the whole site see this and nothing else.

use std::sync::Arc;

use super::{Article, Author, Company, Head, Job, Kind, TagPage, When};
use crate::markdown::{Body, Directive, LinkTarget, length_up_to};
use crate::picture::can_be_drawn;
use crate::source::{Span, Spanned, SrcPath};

/// What others depend on. Two records are equal where all of it is the same; where it stands in the file doesn't count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub head: Head,
    pub kind: Kind,
    pub text: TextRecord,
}

/// What others depend on in the title and the body of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextRecord {
    /// The links and pictures within the site, in the order of reading.
    pub links: Vec<Arc<LinkTarget>>,
    /// Every id in the body.
    pub anchors: Vec<Arc<str>>,
    pub directives: Vec<Directive>,
    pub length: TextLength,
    /// Where the first table or picture stands, which boards of text alone leave out.
    pub more_than_text: Option<Spanned<()>>,
    /// Whether the font of share cards has all letters of the title.
    pub is_drawable: bool,
}

/// The number of characters of a body, up to the most that a job board asks for. Two are equal that are enough for the same boards.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextLength(usize);

impl TextLength {
    /// The least that boards ask for (Jooble, Indeed and Trovit, LinkedIn; their specifications, 2026), in order.
    pub const LEAST: [usize; 3] = [1, 30, 100];

    pub fn of(body: &Body) -> TextLength {
        TextLength(length_up_to(body, TextLength::LEAST[2]))
    }

    pub fn characters(self) -> usize {
        self.0
    }

    fn reached(self) -> usize {
        TextLength::LEAST.iter().filter(|least| self.0 >= **least).count()
    }
}

impl PartialEq for TextLength {
    fn eq(&self, other: &TextLength) -> bool {
        self.reached() == other.reached()
    }
}

impl Eq for TextLength {}

impl TextRecord {
    pub fn of(source: &SrcPath, title: &str, body: &Body) -> TextRecord {
        let at = |at| Spanned::new((), Span::new(source, at, at + 1));
        TextRecord {
            links: body.links().cloned().collect(),
            anchors: body.anchors().cloned().collect(),
            directives: body.directives().to_vec(),
            length: TextLength::of(body),
            more_than_text: body.more_than_text().map(at),
            is_drawable: can_be_drawn(title),
        }
    }
}

impl Record {
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

    pub fn tag_page(&self) -> Option<&TagPage> {
        match &self.kind {
            Kind::Tag(tag) => Some(tag),
            _ => None,
        }
    }

    /// The name by which lists order it and others call it; of a posting and an article, whose titles are prose, the slug.
    pub fn name(&self) -> &str {
        let slug = self.head.slug.value.as_str();
        match &self.kind {
            Kind::Job(_) | Kind::Article(_) => slug,
            Kind::Company(company) => &company.name,
            Kind::Author(author) => &author.name,
            Kind::Tag(tag) => tag.title.as_deref().or(tag.name.as_deref()).unwrap_or(slug),
            Kind::Page(page) => &page.title,
            Kind::Landing(landing) => landing.title.as_deref().unwrap_or(&landing.path),
        }
    }

    /// When readers first saw it; only postings and articles have a date.
    pub fn published(&self) -> Option<&When> {
        match &self.kind {
            Kind::Job(job) => Some(job.appeared()),
            Kind::Article(article) => Some(&article.date),
            Kind::Company(_) | Kind::Author(_) | Kind::Tag(_) | Kind::Page(_) | Kind::Landing(_) => None,
        }
    }

    /// When it last said something new.
    pub fn updated(&self) -> Option<&When> {
        self.article().and_then(|article| article.updated.as_ref()).or(self.published())
    }

    /// Its tags, skills first.
    pub fn tags(&self) -> impl Iterator<Item = &Spanned<String>> {
        let (skills, tags): (&[_], &[_]) = match &self.kind {
            Kind::Job(job) => (&job.skills, &job.tags),
            Kind::Article(article) => (&[], &article.tags),
            Kind::Company(company) => (&[], &company.tags),
            Kind::Author(_) | Kind::Tag(_) | Kind::Page(_) | Kind::Landing(_) => (&[], &[]),
        };
        skills.iter().chain(tags)
    }
}
