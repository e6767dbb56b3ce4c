//! What tags say of themselves: `content/tags/*.md`.

use super::declare::{Declaration, Field, SUMMARY, Shape, field};
use super::fields::Fields;
use super::kind::{Common, Traits};
use super::{Config, EntryPlace, Section};
use crate::source::Spanned;

/// A tag's own page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TagPage {
    /// The heading.
    pub title: Option<String>,
    /// The tag as shown elsewhere; else its most used spelling.
    pub name: Option<String>,
    pub other_names: Vec<Spanned<String>>,
}

impl TagPage {
    pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
        Common {
            name: self.title.as_deref().or(self.name.as_deref()).unwrap_or(slug),
            section: Some(Section::Tags),
            path: slug.into(),
            published: None,
            updated: None,
            tags: [&[], &[]],
            picture: None,
            cover: None,
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "tag",
    title: "tag",
    files: "content/tags/*.md",
    fields: &[FIELDS, SUMMARY],
    is_list: false,
    body: None,
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "a tag",
    folder: Some("tags"),
    is_deep: false,
    has_files_beside: false,
    is_from_anybody: false,
    is_prose: false,
};

const FIELDS: &[Field] = &[
    field("title", Shape::Text, "the heading of its page", "Work with Rust"),
    field("name", Shape::Text, "the tag as shown", "Rust"),
    field("aliases", Shape::OneOrMore(&Shape::Text), "other names for it", "[rustlang]"),
];

/// Reads its fields.
pub(super) fn read(fields: &mut Fields<'_>, _: &EntryPlace, _: &Config) -> Option<TagPage> {
    let title = fields.optional("title").text().map(|text| text.value);
    let name = fields.optional("name").text().map(|text| text.value);
    let other_names = fields.optional("aliases").texts();
    Some(TagPage { title, name, other_names })
}
