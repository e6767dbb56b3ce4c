//! Introductions of landing pages: `content/landings/**/*.md`.

use super::declare::{Declaration, Field, SUMMARY, Shape, field};
use super::fields::Fields;
use super::placement::EntryPlace;
use crate::source::slugify;

/// The introduction of a landing page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LandingText {
    /// The heading; else made of what the page lists.
    pub title: Option<String>,
    /// Where the page lies below its section: `place/es/zaragoza`.
    pub path: String,
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "landing",
    title: "landing page",
    files: "content/landings/**/*.md",
    fields: &[FIELDS, SUMMARY],
    is_list: false,
    body: None,
};

const FIELDS: &[Field] = &[field("title", Shape::Text, "the heading of the page", "Work in Zaragoza")];

/// Reads its fields. It lies where the page does.
pub(super) fn read(fields: &mut Fields<'_>, place: &EntryPlace) -> LandingText {
    let title = fields.optional("title").text().map(|title| title.value);
    let parts = place.folders.iter().chain([&place.stem]);
    let path = parts.map(|part| slugify(part).unwrap_or_default()).collect::<Vec<_>>().join("/");
    LandingText { title, path }
}
