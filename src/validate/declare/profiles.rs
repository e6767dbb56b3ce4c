//! The fields of articles, companies, authors, topics, landing pages and other pages.

use super::common::{ALIASES, ENTRY, LINKS, PLACE, SLUG, SUMMARY, TAGS};
use super::{Field, Kind, Shape, TEXT_ELSEWHERE, field};

pub const ARTICLE: Kind = Kind {
    name: "article",
    title: "article",
    files: "content/articles/*.md",
    fields: &[ARTICLE_FIELDS, TAGS, SUMMARY, SLUG, ALIASES, ENTRY],
    is_list: false,
    body: None,
};

const ARTICLE_FIELDS: &[Field] = &[
    field("title", Shape::Text, "its title", "Your first week on call").required(),
    field("date", Shape::Date, "when it was or will be published", "2026-10-05").required().elsewhere(&[
        "posted",
        "published",
        "date_posted",
    ]),
    field("updated", Shape::Date, "when it last changed in substance", "2026-11-01"),
    field("author", Shape::OneOrMore(&Shape::Text), "the name of a file in content/authors, or a list", "lucia-ferrer"),
    field("authors", Shape::OneOrMore(&Shape::Text), "a list of the same", "[lucia-ferrer, tom-abara]"),
    field("image", Shape::Text, "a picture beside the file, or an address from the site's root", "cover.jpg"),
    field("image_alt", Shape::Text, "what the picture shows; needed with `image`", "A ferry at night"),
    field("series", Shape::Text, "the name of a series it is part of", "On call"),
    field("toc", Shape::Flag, "whether it has a table of contents; else from three headings on", "false"),
    field(
        "jobs",
        Shape::Either(&[Shape::No, Shape::Group(JOBS)]),
        "which postings are shown below it: `false`, or `{ tags, limit }`",
        "{ tags: [Rust], limit: 3 }",
    ),
];

const JOBS: &[Field] = &[
    field("tags", Shape::OneOrMore(&Shape::Text), "with one of these; else those of the article", "[Rust]"),
    field("limit", Shape::Number(0, 100), "how many at most", "5"),
];

pub const COMPANY: Kind = Kind {
    name: "company",
    title: "company",
    files: "content/companies/*.md, *.yaml",
    fields: &[COMPANY_FIELDS, LINKS, TAGS, SUMMARY, SLUG, ALIASES],
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

const COMPANY_FIELDS: &[Field] = &[
    field("name", Shape::Text, "its name", "Northwind Ferries").required(),
    field("url", Shape::Address, "its website", "https://northwind.example").elsewhere(&["website"]),
    field("logo", Shape::Text, "a picture beside the file, or an address from the site's root", "northwind.svg"),
    field("industry", Shape::Text, "what it does", "Transport"),
    field("size", Shape::Text, "how many people work there", "201-500"),
    field("founded", Shape::Number(1000, 2100), "the year it was founded", "1987"),
    field("locations", Shape::OneOrMore(&PLACE), "where it is", "[\"Zaragoza, Spain\"]"),
];

pub const AUTHOR: Kind = Kind {
    name: "author",
    title: "author",
    files: "content/authors/*.md, *.yaml",
    fields: &[AUTHOR_FIELDS, LINKS, SLUG],
    is_list: false,
    body: Some(
        field("bio", Shape::Body, "in YAML, the text; in Markdown it follows the front matter", "Lucía runs on call.")
            .elsewhere(TEXT_ELSEWHERE),
    ),
};

const AUTHOR_FIELDS: &[Field] = &[
    field("name", Shape::Text, "the author's name", "Lucía Ferrer").required(),
    field("role", Shape::Text, "what the author does", "Editor"),
    field("url", Shape::Address, "the author's website", "https://lucia.example").elsewhere(&["website"]),
    field("avatar", Shape::Text, "a picture beside the file, or an address from the site's root", "lucia.jpg")
        .elsewhere(&["image", "photo"]),
];

pub const TAG: Kind = Kind {
    name: "tag",
    title: "topic",
    files: "content/tags/*.md",
    fields: &[TAG_FIELDS, SUMMARY],
    is_list: false,
    body: None,
};

const TAG_FIELDS: &[Field] = &[
    field("title", Shape::Text, "the heading of its page", "Work with Rust"),
    field("name", Shape::Text, "the topic as it is shown", "Rust"),
    field("aliases", Shape::OneOrMore(&Shape::Text), "other names of it", "[rustlang]"),
];

pub const LANDING: Kind = Kind {
    name: "landing",
    title: "landing page",
    files: "content/landings/**/*.md",
    fields: &[LANDING_FIELDS, SUMMARY],
    is_list: false,
    body: None,
};

const LANDING_FIELDS: &[Field] = &[field("title", Shape::Text, "the heading of the page", "Work in Zaragoza")];

pub const PAGE: Kind = Kind {
    name: "page",
    title: "page",
    files: "content/pages/**/*.md",
    fields: &[PAGE_FIELDS, SUMMARY, SLUG, ALIASES, ENTRY],
    is_list: false,
    body: None,
};

const PAGE_FIELDS: &[Field] = &[
    field("title", Shape::Text, "its title", "About us").required(),
    field("menu", Shape::Number(-1000, 1000), "its place in the menu; without it the page is not there", "10"),
];
