//! Other pages: `content/pages/**/*.md`.

use super::declare::{ALIASES, Declaration, ENTRY, Field, SLUG, SUMMARY, Shape, TEMPLATE, field};
use super::fields::Fields;
use super::kind::{Common, Traits};
use super::{Config, EntryPlace};
use crate::content::rules::EMPTY_SLUG;
use crate::diag::Complaint;
use crate::source::Slug;

/// Another page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextPage {
    pub title: String,
    /// Its folders below content/pages, each a slug.
    pub folders: Vec<Slug>,
    /// Its place in the menu, when it has one: lower numbers first.
    pub menu: Option<i32>,
}

impl TextPage {
    pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
        Common {
            name: &self.title,
            section: None,
            path: match self.folders.is_empty() {
                true => slug.into(),
                false => self.folders.iter().map(Slug::as_str).chain([slug]).collect::<Vec<_>>().join("/").into(),
            },
            published: None,
            updated: None,
            tags: [&[], &[]],
            picture: None,
            cover: None,
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "page",
    title: "page",
    files: "content/pages/**/*.md",
    fields: &[FIELDS, SUMMARY, SLUG, ALIASES, TEMPLATE, ENTRY],
    is_list: false,
    body: None,
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "a page",
    folder: Some("pages"),
    is_deep: true,
    has_files_beside: true,
    is_from_anybody: false,
    is_prose: false,
};

const FIELDS: &[Field] = &[
    field("title", Shape::Text, "its title", "About us").required(),
    field(
        "menu",
        Shape::Number(-1000, 1000),
        "its place in the menu, lower numbers first; without it, not in the menu",
        "10",
    ),
];

/// Reads its fields.
pub(super) fn read(fields: &mut Fields<'_>, place: &EntryPlace, _: &Config) -> Option<TextPage> {
    let title = fields.required("title").text();
    let menu = fields.optional("menu").number(-1000, 1000).and_then(|place| i32::try_from(place).ok());
    let mut slugs = Vec::new();
    for folder in &place.folders {
        match Slug::of(folder) {
            Ok(slug) => slugs.push(slug),
            Err(_) => {
                let at = fields.span();
                fields.complain(
                    Complaint::new(EMPTY_SLUG, format!("the folder `{folder}` has no letter or digit for an address"))
                        .help("rename the folder")
                        .at(at),
                );
            }
        }
    }
    Some(TextPage { title: title?.value, folders: slugs, menu })
}
