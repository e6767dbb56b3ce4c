//! Authors: `content/authors/*.md`, `*.yaml`.

use super::declare::{Declaration, Field, SLUG, Shape, TEXT_ELSEWHERE, field};
use super::fields::Fields;
use super::kind::{Common, Traits};
use super::links::{LINKS, links};
use super::{Config, EntryPlace, Section, words};
use crate::source::{SafeUrl, Spanned};

/// A person who writes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Author {
    pub name: String,
    pub role: Option<String>,
    pub url: Option<SafeUrl>,
    pub avatar: Option<Spanned<String>>,
    pub links: Vec<(String, SafeUrl)>,
}

impl Author {
    pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
        Common {
            name: &self.name,
            section: Some(Section::Authors),
            path: slug.into(),
            published: None,
            updated: None,
            tags: [&[], &[]],
            picture: self.avatar.as_ref(),
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "author",
    title: "author",
    files: "content/authors/*.md, *.yaml",
    fields: &[FIELDS, LINKS, SLUG],
    is_list: false,
    body: Some(
        field("bio", Shape::Body, "in YAML, the text; in Markdown it follows the front matter", "Lucía runs on call.")
            .elsewhere(TEXT_ELSEWHERE),
    ),
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "an author",
    folder: "authors",
    is_deep: false,
    has_files_beside: true,
    is_from_anybody: false,
    is_prose: false,
};

const FIELDS: &[Field] = &[
    field("name", Shape::Text, "the author's name", "Lucía Ferrer").required(),
    field("role", Shape::Text, "what the author does", "Editor"),
    field("url", Shape::Address, "the author's website", "https://lucia.example").elsewhere(&["website"]),
    field("avatar", Shape::Text, "a picture beside the file, or an address from the site's root", "lucia.jpg")
        .elsewhere(&["image", "photo"]),
];

/// Reads its fields.
pub(super) fn read(fields: &mut Fields<'_>, _: &EntryPlace, _: &Config) -> Option<Author> {
    let name = fields.required("name").text();
    let role = fields.optional("role").text().map(|text| text.value);
    let url = fields.optional("url").read(words::web_address).map(|url| url.value);
    let avatar = fields.optional("avatar").text();
    let links = links(fields);
    Some(Author { name: name?.value, role, url, avatar, links })
}
