//! The facts of an article.

use super::{DateFact, date};
use crate::content::{Article, Entry};
use crate::locale::Strings;
use crate::relate::{EntryId, Site};

/// What is said of an article.
#[derive(Clone, Copy)]
pub struct ArticleFacts<'a> {
    site: &'a Site,
    id: EntryId,
    entry: &'a Entry,
    article: &'a Article,
}

impl<'a> ArticleFacts<'a> {
    /// The facts of an article; `None` for an entry of another kind.
    pub fn of(site: &'a Site, id: EntryId) -> Option<ArticleFacts<'a>> {
        let entry = site.entry(id);
        Some(ArticleFacts { site, id, entry, article: entry.article()? })
    }

    pub fn article(&self) -> &'a Article {
        self.article
    }

    /// As its author wrote it.
    pub fn title(&self) -> &'a str {
        self.entry.title()
    }

    /// When it was published.
    pub fn date(&self, strings: &Strings) -> DateFact {
        date(&self.article.date, strings)
    }

    /// When it was last changed, where it says so.
    pub fn updated(&self, strings: &Strings) -> Option<DateFact> {
        self.article.updated.as_ref().map(|updated| date(updated, strings))
    }

    /// Those who wrote it.
    pub fn authors(&self) -> &'a [EntryId] {
        &self.site.index.authors_of[self.id.index()]
    }

    /// Their names, separated by commas.
    pub fn by(&self) -> String {
        let names: Vec<&str> = self.authors().iter().map(|author| self.site.entry(*author).title()).collect();
        names.join(", ")
    }

    /// How long it takes to read, at least one minute.
    pub fn minutes(&self) -> usize {
        self.entry.prose().minutes
    }
}
