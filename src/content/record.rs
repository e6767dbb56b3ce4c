//! What others may depend on in an entry: relations, addresses, lists and rules over the whole site see this and nothing else.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::Timestamp;

use super::kind::Common;
use super::{Article, Author, Company, Head, Job, Kind, OwnEntry, TagPage, reads};
use crate::markdown::{Body, Directive, LinkTarget, length_up_to};
use crate::model::When;
use crate::picture::can_be_drawn;
use crate::source::{Span, Spanned, SrcPath};

/// What others depend on. Two records are equal where all of it is the same; where it stands in the file doesn't count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    anchors: Vec<Arc<str>>,
    pub directives: Vec<Directive>,
    /// The number of its characters, up to [`TextRecord::LENGTH_CAP`]; of postings alone.
    pub length: usize,
    /// Where the first table or picture stands, which boards of text alone leave out; of postings alone.
    pub more_than_text: Option<Spanned<()>>,
    /// Whether the font of share cards has all letters of the title.
    pub is_drawable: bool,
}

impl TextRecord {
    /// The most characters that a job board asks for (LinkedIn, “XML feeds development guide”, 2026).
    pub const LENGTH_CAP: usize = 100;

    pub fn of(source: &SrcPath, title: &str, body: &Body, is_posting: bool) -> TextRecord {
        let at = |at| Spanned::new((), Span::new(source, at, at + 1));
        TextRecord {
            links: body.links().cloned().collect(),
            anchors: body.anchors().cloned().collect(),
            directives: body.directives().to_vec(),
            length: if is_posting { length_up_to(body, TextRecord::LENGTH_CAP) } else { 0 },
            more_than_text: body.more_than_text().filter(|_| is_posting).map(at),
            is_drawable: can_be_drawn(title),
        }
    }
}

impl Hash for TextRecord {
    /// All of it but the anchors: who asks for those reads the text.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let TextRecord { links, anchors: _, directives, length, more_than_text, is_drawable } = self;
        (links, directives, length, more_than_text, is_drawable).hash(state);
    }
}

impl Record {
    /// Every id in the body.
    pub fn anchors(&self) -> &[Arc<str>] {
        reads::text_of(self);
        &self.text.anchors
    }

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

    pub fn own_entry(&self) -> Option<&OwnEntry> {
        match &self.kind {
            Kind::Own(entry) => Some(entry),
            _ => None,
        }
    }

    pub fn tag_page(&self) -> Option<&TagPage> {
        match &self.kind {
            Kind::Tag(tag) => Some(tag),
            _ => None,
        }
    }

    /// What others ask of its value, whatever its kind.
    pub fn common(&self) -> Common<'_> {
        self.kind.common(self.head.slug.value.as_str())
    }

    /// The name by which lists order it and others call it; of a posting and an article, whose titles are prose, the slug.
    pub fn name(&self) -> &str {
        self.common().name
    }

    /// When readers first saw it; only postings and articles have a date.
    pub fn published(&self) -> Option<&When> {
        self.common().published
    }

    /// Whether its day has not come.
    pub fn is_future(&self, now: Timestamp) -> bool {
        self.published().is_some_and(|at| at.timestamp() > now)
    }

    /// When it last said something new.
    pub fn updated(&self) -> Option<&When> {
        self.common().updated
    }

    /// Its tags, skills first.
    pub fn tags(&self) -> impl Iterator<Item = &Spanned<String>> {
        let [skills, tags] = self.common().tags;
        skills.iter().chain(tags)
    }
}
