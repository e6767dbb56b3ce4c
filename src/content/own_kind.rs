//! Kinds of a site's own, which site.yaml declares: events, guides, press. Their entries are `content/NAME/**/*.md`.

use super::declare::{ALIASES, Declaration, ENTRY, Field, LAYOUT, SLUG, SUMMARY, Shape, TAGS, field};
use super::fields::Fields;
use super::kind::{Common, KindName, Traits};
use super::own::{self, FIELD, OwnField, Texts, capitalized, entries, in_language, lasting, name_fault, texts};
use super::placement::OLD_LANDINGS;
use super::{Config, EntryPlace};
use crate::content::rules::{BAD_KIND, MISSING_FIELD};
use crate::diag::{Complaint, Diagnostic};
use crate::model::{Lang, When};
use crate::parse::{Node, Value};
use crate::source::Spanned;

/// A kind that site.yaml declares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnKind {
    /// Its folder below content, and the first part of its addresses.
    pub name: &'static str,
    /// What pages call its list; its name where they say nothing.
    title: Texts,
    /// What stands below that.
    description: Texts,
    pub order: Order,
    pub has_feed: bool,
    /// Whether the search has its entries.
    pub is_found: bool,
    /// Whether its list is in a menu that site.yaml does not write out.
    pub is_in_menu: bool,
    pub fields: Vec<OwnField>,
}

impl OwnKind {
    /// What pages of a language call its list.
    pub fn title(&self, lang: &Lang) -> String {
        in_language(&self.title, lang).unwrap_or_else(|| capitalized(&self.name.replace('-', " ")))
    }

    /// A sentence about it; may be empty.
    pub fn description(&self, lang: &Lang) -> String {
        in_language(&self.description, lang).unwrap_or_default()
    }
}

/// How a list of a kind is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Order {
    pub by: OrderBy,
    /// The greatest first.
    pub is_descending: bool,
}

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderBy {
    Date,
    Title,
    /// A field that the site declares.
    Field(&'static str),
}

/// An entry of such a kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnEntry {
    /// The name of its kind.
    pub of: &'static str,
    pub title: String,
    /// When it was or will be published.
    pub date: Option<When>,
    pub tags: Vec<Spanned<String>>,
    pub image: Option<Spanned<String>>,
    pub image_alt: Option<String>,
}

impl OwnEntry {
    pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
        Common {
            name: &self.title,
            section: None,
            path: format!("{}/{slug}", self.of).into(),
            published: self.date.as_ref(),
            updated: self.date.as_ref(),
            tags: [&[], &self.tags],
            picture: self.image.as_ref(),
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "entry",
    title: "entry of a kind of your own",
    files: "content/KIND/**/*.md",
    fields: &[FIELDS, TAGS, SUMMARY, SLUG, ALIASES, LAYOUT, ENTRY],
    is_list: false,
    body: None,
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "an entry",
    // No folder has this name: site.yaml says which there are.
    folder: "*",
    is_deep: true,
    has_files_beside: true,
    is_from_anybody: false,
    is_prose: false,
};

const FIELDS: &[Field] = &[
    field("title", Shape::Text, "its title", "Open day at the yard").required(),
    field("date", Shape::Date, "when it was or will be published; needed where the kind has a feed", "2026-10-05")
        .elsewhere(&["posted", "published"]),
    field("image", Shape::Text, "a picture beside the file, or an address from the site's root", "cover.jpg")
        .elsewhere(&["cover", "thumbnail", "featured_image", "hero_image"]),
    field("image_alt", Shape::Text, "what the picture shows; needed with `image`", "A ferry at night"),
];

/// What site.yaml says of a kind.
pub const KIND: &[Field] = &[
    field(
        "title",
        Shape::Either(&[Shape::Text, Shape::Named(&Shape::Text)]),
        "what pages call its list, for all languages or each",
        "{ en: Events, es: Eventos }",
    ),
    field(
        "description",
        Shape::Either(&[Shape::Text, Shape::Named(&Shape::Text)]),
        "one sentence below that",
        "Where to meet us.",
    ),
    field(
        "order",
        Shape::Text,
        "`newest`, `oldest`, `title`, or the name of one of its `fields`, with `-` before it for the greatest first; `newest`",
        "starts",
    ),
    field("feed", Shape::Flag, "whether its list has a feed; then its entries need a `date`", "true"),
    field("search", Shape::Flag, "`false` keeps its entries out of the search", "false"),
    field("menu", Shape::Flag, "`false` keeps its list out of the menu", "false"),
    field("fields", Shape::Named(&Shape::Group(FIELD)), "fields of its own", "{ starts: { type: date } }"),
];

/// Names of folders and first parts of addresses that the program has itself.
const TAKEN: [&str; 10] =
    ["static", "data", "assets", "feeds", "page", "search", "archive", "saved", "salaries", OLD_LANDINGS];

/// The names of the kinds that are declared, whatever else is said of them.
pub fn names(fields: &mut Fields<'_>) -> Vec<&'static str> {
    match fields.given("kinds").map(|node| &node.value) {
        Some(Value::Map(items)) => items.iter().map(|(name, _)| lasting(&name.value)).collect(),
        _ => Vec::new(),
    }
}

/// Reads the declarations in site.yaml: `kinds: { events: { title: Events, fields: { starts: { type: date } } } }`.
pub fn declared(fields: &mut Fields<'_>, known: &[Lang]) -> Vec<OwnKind> {
    let mut found: Vec<OwnKind> = Vec::new();
    let kinds = names(fields);
    let Some(node) = fields.given("kinds").filter(|node| node.value != Value::Null) else { return found };
    let mut diagnostics = Vec::new();
    let usual = "write `kinds: { events: { title: Events } }`";
    for (name, node) in entries(node, usual, &mut diagnostics) {
        let is_name = name.value.starts_with(|c: char| c.is_ascii_lowercase())
            && name.value.len() <= 40
            && name.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let is_taken = TAKEN.contains(&name.value.as_str())
            || KindName::ALL.iter().any(|kind| kind.folder() == name.value)
            || known.iter().any(|lang| lang.as_str() == name.value);
        let fault = match (is_name, is_taken) {
            (false, _) => Some(("can't be the name of a kind", "use small letters, digits and `-`")),
            (_, true) => Some(("is a name that the site has already", "use another name")),
            _ => None,
        };
        match fault {
            Some((fault, help)) => {
                let complaint = Complaint::new(BAD_KIND, format!("`{}` {fault}", name.value));
                diagnostics.push(complaint.help(help).at(name.span.clone()));
            }
            None => found.extend(of_node(lasting(&name.value), node, (known, &kinds), &mut diagnostics)),
        }
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    found
}

fn of_node(
    name: &'static str,
    node: &Node,
    (known, kinds): (&[Lang], &[&'static str]),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<OwnKind> {
    // `events:` alone is a kind, too.
    let empty = Node { value: Value::Map(Vec::new()), span: node.span.clone() };
    let node = if node.value == Value::Null { &empty } else { node };
    let mut said = Vec::new();
    let mut parts = Fields::of(node, "a kind", diagnostics)?.of_group(KIND);
    let title = parts.optional("title").node().map(|node| texts(node, known, &mut said)).unwrap_or_default();
    let description =
        parts.optional("description").node().map(|node| texts(node, known, &mut said)).unwrap_or_default();
    let has_feed = parts.optional("feed").flag().unwrap_or(false);
    let is_found = parts.optional("search").flag().unwrap_or(true);
    let is_in_menu = parts.optional("menu").flag().unwrap_or(true);
    let mut own = Vec::new();
    if let Some(node) = parts.optional("fields").node() {
        for (name, node) in entries(node, "write `fields: { starts: { type: date } }`", &mut said) {
            match name_fault(KindName::Own, &name.value) {
                Some(fault) => said.push(fault.at(name.span.clone())),
                None => own.extend(own::one(name, node, (known, kinds), &mut said)),
            }
        }
    }
    let order = parts.optional("order").read(|text| order(text, &own)).map(|order| order.value);
    parts.finish();
    diagnostics.extend(said);
    let newest = Order { by: OrderBy::Date, is_descending: true };
    Some(OwnKind {
        name,
        title,
        description,
        order: order.unwrap_or(newest),
        has_feed,
        is_found,
        is_in_menu,
        fields: own,
    })
}

fn order(text: &str, own: &[OwnField]) -> Result<Order, Complaint> {
    let (is_descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
    match text {
        "newest" => return Ok(Order { by: OrderBy::Date, is_descending: true }),
        "oldest" => return Ok(Order { by: OrderBy::Date, is_descending: false }),
        "title" => return Ok(Order { by: OrderBy::Title, is_descending: false }),
        _ => {}
    }
    match own.iter().find(|field| field.name == name) {
        Some(field) => Ok(Order { by: OrderBy::Field(field.name), is_descending }),
        None => {
            let names = ["newest", "oldest", "title"].into_iter().chain(own.iter().map(|field| field.name));
            Err(Complaint::new(BAD_KIND, format!("there is no order by `{text}`")).suggest(name, names))
        }
    }
}

/// Reads the fields of an entry.
pub(super) fn read(fields: &mut Fields<'_>, place: &EntryPlace, config: &Config) -> Option<OwnEntry> {
    let of = config.own_kind(place.own_kind?)?;
    let title = fields.required("title").text();
    let zone = config.zone();
    let date = match of.has_feed {
        true => fields.required("date"),
        false => fields.optional("date"),
    };
    let date = date.date().and_then(|date| date.value.start(&zone));
    let tags = fields.optional("tags").names();
    let image = fields.optional("image").text();
    let image_alt = fields.optional("image_alt").text().map(|alt| alt.value);
    if let Some(image) = image.as_ref().filter(|_| image_alt.is_none()) {
        let complaint = Complaint::new(MISSING_FIELD, "`image` needs `image_alt`, for readers who don't see it")
            .help("add `image_alt: what the picture shows`");
        fields.complain(complaint.at(image.span.clone()));
    }
    Some(OwnEntry { of: of.name, title: title?.value, date, tags, image, image_alt })
}
