//! Authors: `content/authors/*.md`, `*.yaml`.

use super::declare::{Declaration, Field, SLUG, Shape, TEXT_ELSEWHERE, field};
use super::fields::Fields;
use super::kind::{Common, Traits};
use super::links::{LINKS, links};
use super::values::{is_empty, line};
use super::{Config, EntryPlace, Section, words};
use crate::content::rules::TOO_MANY;
use crate::diag::{Complaint, Diagnostic};
use crate::parse::{Node, Value};
use crate::source::{SafeUrl, Spanned};

/// An author of an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AuthorRef {
    /// The stem of a file in content/authors, or the name that one gives.
    Stem(Spanned<String>),
    /// Written in the article itself.
    Inline(InlineAuthor),
}

/// An author who has no file of their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InlineAuthor {
    pub name: Spanned<String>,
    pub role: Option<String>,
    pub url: Option<SafeUrl>,
}

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
            cover: None,
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
    folder: Some("authors"),
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

/// What an article may say of an author who has no file.
pub(super) const INLINE: &[Field] = &[
    field("name", Shape::Text, "the author's name", "Jo Doe").required(),
    field("role", Shape::Text, "what the author does", "Guest writer"),
    field("url", Shape::Address, "the author's website", "https://jo.example"),
];

/// How many authors an article may have in one field.
const AUTHOR_CAP: usize = 50;

/// The authors in a field of an article: names, maps, or both.
pub(super) fn author_refs(fields: &mut Fields<'_>, name: &'static str) -> Vec<AuthorRef> {
    let items = fields.optional(name).items();
    if !items.iter().any(|item| matches!(item.value, Value::Map(_))) {
        return fields.optional(name).texts().into_iter().map(AuthorRef::Stem).collect();
    }
    if items.len() > AUTHOR_CAP {
        let complaint = Complaint::new(TOO_MANY, format!("`{name}` has {} items", items.len()));
        fields.complain(complaint.help(format!("keep at most {AUTHOR_CAP}")).at(items[0].span.clone()));
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    let own = items.iter().filter(|item| !is_empty(item)).filter_map(|item| match &item.value {
        Value::Map(_) => inline_author(item, &mut diagnostics).map(AuthorRef::Inline),
        _ => line(name, item, &mut diagnostics).map(AuthorRef::Stem),
    });
    let found = own.collect();
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    found
}

fn inline_author(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<InlineAuthor> {
    let mut parts = Fields::of(node, "an author", diagnostics)?.of_group(INLINE);
    let name = parts.required("name").text();
    let role = parts.optional("role").text().map(|text| text.value);
    let url = parts.optional("url").read(words::web_address).map(|url| url.value);
    parts.finish();
    Some(InlineAuthor { name: name?, role, url })
}

/// Reads its fields.
pub(super) fn read(fields: &mut Fields<'_>, _: &EntryPlace, _: &Config) -> Option<Author> {
    let name = fields.required("name").text();
    let role = fields.optional("role").text().map(|text| text.value);
    let url = fields.optional("url").read(words::web_address).map(|url| url.value);
    let avatar = fields.optional("avatar").text();
    let links = links(fields);
    Some(Author { name: name?.value, role, url, avatar, links })
}
