//! Companies: `content/companies/*.md`, `*.yaml`.

use super::declare::{ALIASES, Declaration, Field, IMAGE, PLACE, SLUG, SUMMARY, Shape, TAGS, TEXT_ELSEWHERE, field};
use super::fields::Fields;
use super::kind::{Common, Traits};
use super::links::{LINKS, links};
use super::logo::may_show;
use super::places::place;
use super::values::image;
use super::words;
use super::{Config, EntryPlace, Section};
use crate::model::{Lang, Place};
use crate::source::{SafeUrl, Spanned};

/// A company's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Company {
    pub name: String,
    pub url: Option<SafeUrl>,
    /// A file of the site or a foreign address, as written.
    pub logo: Option<Spanned<String>>,
    pub industry: Option<String>,
    pub size: Option<String>,
    /// The year.
    pub founded: Option<u16>,
    pub places: Vec<Place>,
    pub links: Vec<(String, SafeUrl)>,
    pub tags: Vec<Spanned<String>>,
    /// Across the head of its page, and what it shows.
    pub image: Option<Spanned<String>>,
    pub image_alt: Option<String>,
    /// What it offers to everyone who works there.
    pub benefits: Vec<String>,
}

impl Company {
    pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
        Common {
            name: &self.name,
            section: Some(Section::Companies),
            path: slug.into(),
            published: None,
            updated: None,
            tags: [&[], &self.tags],
            picture: self.logo.as_ref(),
            cover: self.image.as_ref(),
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "company",
    title: "company",
    files: "content/companies/*.md, *.yaml",
    fields: &[FIELDS, IMAGE, LINKS, TAGS, SUMMARY, SLUG, ALIASES],
    is_list: false,
    body: Some(
        field(
            "description",
            Shape::Body,
            "in YAML, the text; in Markdown it follows the front matter",
            "We run ferries.",
        )
        .elsewhere(TEXT_ELSEWHERE),
    ),
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "a company",
    folder: Some("companies"),
    is_deep: false,
    has_files_beside: true,
    is_from_anybody: true,
    is_prose: false,
};

const FIELDS: &[Field] = &[
    field("name", Shape::Text, "its name", "Northwind Ferries").required(),
    field("url", Shape::Address, "its website", "https://northwind.example").elsewhere(&["website"]),
    field("logo", Shape::Text, "a picture beside the file, or an address from the site's root", "northwind.svg"),
    field("industry", Shape::Text, "what it does", "Transport"),
    field("size", Shape::Text, "how many people work there", "201-500"),
    field("founded", Shape::Number(1000, 2100), "the year it was founded", "1987"),
    field("benefits", Shape::OneOrMore(&Shape::Text), "what it offers to all who work there", "[Four-day week]"),
    field("locations", Shape::OneOrMore(&PLACE), "where it is", "[\"Zaragoza, Spain\"]"),
];

/// Reads its fields.
pub(super) fn read(fields: &mut Fields<'_>, entry_place: &EntryPlace, config: &Config) -> Option<Company> {
    let mut langs = vec![entry_place.lang.clone(), config.main.clone()];
    langs.extend(Lang::new("en"));
    let name = fields.required("name").text();
    let url = fields.optional("url").read(words::web_address).map(|url| url.value);
    let logo = fields.optional("logo").text();
    let logo = own_picture(fields, config, logo, "save it beside this file and name it: `logo: logo.svg`");
    let (image, image_alt) = image(fields);
    let image = own_picture(fields, config, image, "save it beside this file and name it: `image: team.jpg`");
    let benefits = fields.optional("benefits").texts().into_iter().map(|benefit| benefit.value).collect();
    let industry = fields.optional("industry").text().map(|text| text.value);
    let size = fields.optional("size").text().map(|text| text.value);
    let founded = fields.optional("founded").number(1000, 2100).and_then(|year| u16::try_from(year).ok());
    let mut diagnostics = Vec::new();
    let around = words::Where { langs: &langs, home: config.country };
    let places =
        fields.optional("locations").items().iter().filter_map(|node| place(node, around, &mut diagnostics)).collect();
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    let links = links(fields);
    let tags = fields.optional("tags").names();
    Some(Company {
        name: name?.value,
        url,
        logo,
        industry,
        size,
        founded,
        places,
        links,
        tags,
        image,
        image_alt,
        benefits,
    })
}

/// A picture, unless it is one of another site that may not be shown.
fn own_picture(
    fields: &mut Fields<'_>,
    config: &Config,
    picture: Option<Spanned<String>>,
    instead: &str,
) -> Option<Spanned<String>> {
    picture.filter(|picture| match SafeUrl::web(&picture.value) {
        Ok(url) => may_show(fields, &url, &picture.span, config, instead),
        Err(_) => true,
    })
}
