//! Texts of landing pages: `content/landings/**/*.md`.

use super::declare::{Declaration, Field, SUMMARY, Shape, field};
use super::fields::Fields;
use super::kind::{Common, Traits};
use super::{Config, EntryPlace, Section};
use crate::source::slugify;

/// The text of a landing page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LandingText {
    /// The heading; else made of what the page lists.
    pub title: Option<String>,
    /// Where the page lies below its section: `place/es/zaragoza`.
    pub path: String,
}

impl LandingText {
    pub(super) fn common<'a>(&'a self, _: &'a str) -> Common<'a> {
        Common {
            name: self.title.as_deref().unwrap_or(&self.path),
            section: Some(Section::Landings),
            path: self.path.as_str().into(),
            published: None,
            updated: None,
            tags: [&[], &[]],
            picture: None,
            cover: None,
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "landing",
    title: "landing page",
    files: "content/landings/**/*.md",
    fields: &[FIELDS, SUMMARY],
    is_list: false,
    body: None,
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "a landing page",
    folder: Some("landings"),
    is_deep: true,
    has_files_beside: false,
    is_from_anybody: false,
    is_prose: false,
};

const FIELDS: &[Field] = &[field("title", Shape::Text, "the heading of the page", "Work in Zaragoza")];

/// Reads its fields. It lies where the page does.
pub(super) fn read(fields: &mut Fields<'_>, place: &EntryPlace, _: &Config) -> Option<LandingText> {
    let title = fields.optional("title").text().map(|title| title.value);
    let parts = place.folders.iter().chain([&place.stem]);
    let path = parts.map(|part| slugify(part).unwrap_or_default()).collect::<Vec<_>>().join("/");
    Some(LandingText { title, path })
}
