//! What every kind of content says of itself, beside its fields.

use std::borrow::Cow;

use super::{Config, Section};
use crate::model::When;
use crate::source::Spanned;

/// The kinds of entries, without their content, in the order of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KindName {
    Job,
    Article,
    Company,
    Author,
    Tag,
    Landing,
    Page,
    /// One that site.yaml declares.
    Own,
}

impl KindName {
    /// With its article, as messages begin: `a posting`.
    pub fn with_article(self) -> &'static str {
        self.traits().with_article
    }

    /// Where its files are, below content; of kinds of the site's own, site.yaml says it.
    pub fn folder(self) -> Option<&'static str> {
        self.traits().folder
    }

    /// The kinds that every site has.
    pub fn of_every_site() -> impl Iterator<Item = KindName> {
        KindName::ALL.iter().copied().filter(|kind| kind.folder().is_some())
    }

    /// The kind whose files are in a folder below content.
    pub fn of_folder(folder: &str, config: &Config) -> Option<KindName> {
        let own = config.own_kind(folder).map(|_| KindName::Own);
        own.or_else(|| KindName::ALL.iter().copied().find(|kind| kind.folder() == Some(folder)))
    }

    /// Whether anybody may have written it: an employer, an applicant system.
    pub fn is_from_anybody(self) -> bool {
        self.traits().is_from_anybody
    }

    pub fn as_str(self) -> &'static str {
        let words = self.with_article();
        words.split_once(' ').map_or(words, |(_, noun)| noun)
    }
}

/// What others ask of an entry's value whatever its kind: each kind answers all of it, beside its fields.
pub struct Common<'a> {
    /// The name by which lists order it and others call it; the slug where its title is prose.
    pub name: &'a str,
    /// The section that its page is in; of other pages none.
    pub section: Option<Section>,
    /// Where its page is below that section, or below the language's home.
    pub path: Cow<'a, str>,
    /// When readers first saw it, for what has a date.
    pub published: Option<&'a When>,
    /// When it last said something new.
    pub updated: Option<&'a When>,
    /// Its skills and its tags.
    pub tags: [&'a [Spanned<String>]; 2],
    /// The picture that its fields name: a logo, a portrait, an article's image.
    pub picture: Option<&'a Spanned<String>>,
    /// The picture across the head of a page whose `picture` is a small one.
    pub cover: Option<&'a Spanned<String>>,
}

/// What sets a kind of entry apart from others, its fields aside.
pub(super) struct Traits {
    /// As messages begin: `a posting`.
    pub with_article: &'static str,
    /// Where its files are, below content; `None` where site.yaml says it.
    pub folder: Option<&'static str>,
    /// Whether folders below that are read.
    pub is_deep: bool,
    /// Whether files beside its own are published where an entry links them.
    pub has_files_beside: bool,
    /// Whether anybody may have written it: an employer, an applicant system.
    pub is_from_anybody: bool,
    /// Whether its title is prose, which nobody else depends on, and its text is required. What others have for a title is part of the record.
    pub is_prose: bool,
}
