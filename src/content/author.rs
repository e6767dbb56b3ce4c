//! Authors: `content/authors/*.md`, `*.yaml`.

use super::declare::{Declaration, Field, SLUG, Shape, TEXT_ELSEWHERE, field};
use super::fields::Fields;
use super::links::{LINKS, links};
use super::words;
use crate::source::{SafeUrl, Spanned};

/// A person who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub role: Option<String>,
    pub url: Option<SafeUrl>,
    pub avatar: Option<Spanned<String>>,
    pub links: Vec<(String, SafeUrl)>,
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

const FIELDS: &[Field] = &[
    field("name", Shape::Text, "the author's name", "Lucía Ferrer").required(),
    field("role", Shape::Text, "what the author does", "Editor"),
    field("url", Shape::Address, "the author's website", "https://lucia.example").elsewhere(&["website"]),
    field("avatar", Shape::Text, "a picture beside the file, or an address from the site's root", "lucia.jpg")
        .elsewhere(&["image", "photo"]),
];

/// Reads its fields.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Author> {
    let name = fields.required("name").text();
    let role = fields.optional("role").text().map(|text| text.value);
    let url = fields.optional("url").read(words::web_address).map(|url| url.value);
    let avatar = fields.optional("avatar").text();
    let links = links(fields);
    Some(Author { name: name?.value, role, url, avatar, links })
}
