//! Articles: `content/articles/*.md`.

use super::author::{self, AuthorRef, author_refs};
use super::declare::{ALIASES, Declaration, ENTRY, Field, IMAGE, SLUG, SUMMARY, Shape, TAGS, TEMPLATE, field};
use super::fields::Fields;
use super::kind::{Common, Traits};
use super::values::image;
use super::{Config, EntryPlace, Section};
use crate::content::rules::UPDATED_BEFORE_DATE;
use crate::diag::Complaint;
use crate::model::When;
use crate::parse::Value;
use crate::source::Spanned;

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Article {
    pub date: When,
    pub updated: Option<When>,
    pub authors: Vec<AuthorRef>,
    pub tags: Vec<Spanned<String>>,
    pub image: Option<Spanned<String>>,
    pub image_alt: Option<String>,
    pub series: Option<SeriesName>,
    /// Whether a table of contents is shown; when not said, from three headings on.
    pub toc: Option<bool>,
    pub jobs: JobsBlock,
}

/// The name of a series as written.
pub type SeriesName = String;

/// Which postings an article shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JobsBlock {
    /// Their tags; the article's own when empty.
    pub tags: Vec<Spanned<String>>,
    /// How many, 0 to 100; 5 when not said.
    pub limit: usize,
}

impl Article {
    pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
        Common {
            name: slug,
            section: Some(Section::Articles),
            path: slug.into(),
            published: Some(&self.date),
            updated: self.updated.as_ref().or(Some(&self.date)),
            tags: [&[], &self.tags],
            picture: self.image.as_ref(),
            cover: None,
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "article",
    title: "article",
    files: "content/articles/**/*.md",
    fields: &[FIELDS, IMAGE, TAGS, SUMMARY, SLUG, ALIASES, TEMPLATE, ENTRY],
    is_list: false,
    body: None,
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "an article",
    folder: Some("articles"),
    is_deep: true,
    has_files_beside: true,
    is_from_anybody: false,
    is_prose: true,
};

const FIELDS: &[Field] = &[
    field("title", Shape::Text, "its title", "Your first week on call").required(),
    field("date", Shape::Date, "when it was or will be published", "2026-10-05").required().elsewhere(&[
        "posted",
        "published",
        "date_posted",
    ]),
    field("updated", Shape::Date, "when it last changed in substance", "2026-11-01").elsewhere(&[
        "lastmod",
        "modified",
        "last_modified",
        "updated_at",
    ]),
    field(
        "author",
        Shape::OneOrMore(&AUTHOR),
        "the name of a file in content/authors, or `{ name, role, url }`, or a list",
        "lucia-ferrer",
    ),
    field("authors", Shape::OneOrMore(&AUTHOR), "a list of the same", "[lucia-ferrer, tom-abara]"),
    field("series", Shape::Text, "the name of a series it is part of", "On call"),
    field("toc", Shape::Flag, "whether it has a table of contents; else from three headings on", "false"),
    field(
        "jobs",
        Shape::Either(&[Shape::No, Shape::Group(JOBS)]),
        "which postings are shown below it: `false`, or `{ tags, limit }`",
        "{ tags: [Rust], limit: 3 }",
    ),
];

const AUTHOR: Shape = Shape::Either(&[Shape::Text, Shape::Group(author::INLINE)]);

const JOBS: &[Field] = &[
    field("tags", Shape::OneOrMore(&Shape::Text), "with one of these; else those of the article", "[Rust]"),
    field("limit", Shape::Number(0, 100), "how many at most", "5"),
];

/// Reads its fields.
pub(super) fn read(fields: &mut Fields<'_>, _: &EntryPlace, config: &Config) -> Option<Article> {
    let zone = config.zone();
    let date = fields.required("date").date().and_then(|date| date.value.start(&zone));
    let updated = fields.optional("updated").date().and_then(|date| date.value.start(&zone));
    let updated_span = fields.optional("updated").node().map(|node| node.span.clone());
    if let (Some(date), Some(updated), Some(span)) = (&date, &updated, updated_span)
        && updated.date() < date.date()
    {
        let complaint = Complaint::new(UPDATED_BEFORE_DATE, "the article was updated before it was published");
        fields.complain(complaint.help("correct `date` or `updated`").at(span));
    }
    let mut authors = author_refs(fields, "author");
    authors.extend(author_refs(fields, "authors"));
    let tags = fields.optional("tags").names();
    let (image, image_alt) = image(fields);
    let series = fields.optional("series").text().map(|series| series.value);
    let toc = fields.optional("toc").flag();
    let jobs = jobs(fields);
    Some(Article { date: date?, updated, authors, tags, image, image_alt, series, toc, jobs })
}

fn jobs(fields: &mut Fields<'_>) -> JobsBlock {
    const USUAL: usize = 5;
    match fields.optional("jobs").node().map(|node| &node.value) {
        None => JobsBlock { tags: Vec::new(), limit: USUAL },
        Some(Value::Scalar { text, .. }) if text == "false" => JobsBlock { tags: Vec::new(), limit: 0 },
        Some(_) => {
            let Some(mut parts) = fields.optional("jobs").fields() else {
                return JobsBlock { tags: Vec::new(), limit: USUAL };
            };
            let tags = parts.optional("tags").names();
            let limit =
                parts.optional("limit").number(0, 100).and_then(|limit| usize::try_from(limit).ok()).unwrap_or(USUAL);
            parts.finish();
            JobsBlock { tags, limit }
        }
    }
}
