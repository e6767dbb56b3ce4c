//! Fields that several kinds share.

use super::{Field, Shape, field};

pub const SLUG: &[Field] =
    &[field("slug", Shape::Text, "the last part of its address; else made from the file's name", "backend-engineer")
        .elsewhere(&["permalink"])];

pub const ALIASES: &[Field] = &[field(
    "aliases",
    Shape::OneOrMore(&Shape::Text),
    "addresses it had before, from the site's root",
    "[/jobs/old/]",
)];

pub const SUMMARY: &[Field] = &[field(
    "summary",
    Shape::Text,
    "for lists, search and shared links; else the first paragraph",
    "Keep the ferries on time.",
)
.elsewhere(&["excerpt"])];

/// Of entries whose author may choose a template.
pub const TEMPLATE: &[Field] = &[field(
    "template",
    Shape::Text,
    "another template of the theme for its page: `wide` is `page-wide.html` for a page, `article-wide.html` for an article, and for an entry of a kind of your own `kinds/KIND-wide.html`, else `entry-wide.html`",
    "wide",
)];

/// Of entries that may be drafts and have translations.
pub const ENTRY: &[Field] = &[
    field("draft", Shape::Flag, "`true` keeps it unpublished", "true"),
    field("translation_key", Shape::Text, "ties translations whose file names differ", "backend"),
    field(
        "extra",
        Shape::Named(&Shape::Anything),
        "whatever else templates are to be told, as `extra`",
        "{ colour: red }",
    ),
];

pub const TAGS: &[Field] =
    &[field("tags", Shape::OneOrMore(&Shape::Text), "topics that it shares with other entries", "[Rust, On call]")
        .elsewhere(&["categories", "keywords"])];

/// The picture of an article or the like.
pub const IMAGE: &[Field] = &[
    field("image", Shape::Text, "a picture beside the file, or an address from the site's root", "cover.jpg")
        .elsewhere(&["cover", "thumbnail", "featured_image", "hero_image"]),
    field("image_alt", Shape::Text, "what the picture shows; needed with `image`", "A ferry at night"),
];

/// `City, Country`, or the parts one by one.
pub const PLACE: Shape = Shape::Either(&[Shape::Text, Shape::Group(PLACE_PARTS)]);

pub const PLACE_PARTS: &[Field] = &[
    field("city", Shape::Text, "the city", "Zaragoza"),
    field(
        "region",
        Shape::Text,
        "the state, province or region, as its name or the suffix of its ISO 3166-2 code",
        "AR",
    ),
    field("country", Shape::Text, "the country, as its name or ISO 3166-1 code", "ES").required(),
    field("postal_code", Shape::Text, "the postal code", "50001"),
    field("street", Shape::Text, "street and number", "Calle Mayor 1"),
];
