//! Kinds of a site's own, which site.yaml declares: events, guides, press. Their entries are `content/NAME/**/*.md`.

use super::declare::{ALIASES, Declaration, ENTRY, Field, IMAGE, SLUG, SUMMARY, Shape, TAGS, TEMPLATE, field};
use super::fields::Fields;
use super::kind::{Common, KindName, Traits};
use super::own::{self, FIELD, Holds, OwnField, Texts, capitalized, entries, in_language, lasting, name_fault, texts};
use super::placement::OLD_LANDINGS;
use super::values::image;
use super::{Config, EntryPlace, Section};
use crate::content::rules::BAD_KIND;
use crate::diag::{Complaint, Diagnostic};
use crate::model::{Lang, When};
use crate::parse::{Node, Value};
use crate::source::{Span, Spanned};

/// A kind that site.yaml declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKind {
    /// Its folder below content, and the first part of its addresses.
    pub name: &'static str,
    /// Where it is declared.
    pub span: Span,
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
            cover: None,
        }
    }
}

pub(super) const DECLARATION: Declaration = Declaration {
    name: "entry",
    title: "entry of a kind of your own",
    files: "content/KIND/**/*.md",
    fields: &[FIELDS, IMAGE, TAGS, SUMMARY, SLUG, ALIASES, TEMPLATE, ENTRY],
    is_list: false,
    body: None,
};

pub(super) const TRAITS: Traits = Traits {
    with_article: "an entry",
    folder: None,
    is_deep: true,
    has_files_beside: true,
    is_from_anybody: false,
    is_prose: false,
};

const FIELDS: &[Field] = &[
    field("title", Shape::Text, "its title", "Open day at the yard").required(),
    field("date", Shape::Date, "when it was or will be published; needed where the kind has a feed", "2026-10-05")
        .elsewhere(&["posted", "published"]),
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

/// Folders and first parts of addresses that the site has beside its kinds and its sections.
const TAKEN: [&str; 6] = ["static", "data", "assets", "feeds", "page", OLD_LANDINGS];

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
        // `company` is what fields and commands call a kind, `companies` its folder.
        let is_of_program =
            |kind: KindName| kind.folder() == Some(&*name.value) || kind.declaration().name == name.value;
        let is_taken = TAKEN.contains(&name.value.as_str())
            || KindName::ALL.iter().copied().any(is_of_program)
            || Section::ALL.iter().any(|(word, _)| *word == name.value)
            || known.iter().any(|lang| lang.as_str() == name.value);
        let fault = match (is_name, is_taken) {
            (false, _) => Some(("is not a valid name for a kind", "use small letters, digits and `-`")),
            (_, true) => Some(("is already a name of the site", "use another name")),
            _ => None,
        };
        match fault {
            Some((fault, help)) => {
                let complaint = Complaint::new(BAD_KIND, format!("`{}` {fault}", name.value));
                diagnostics.push(complaint.help(help).at(name.span.clone()));
            }
            None => found.extend(of_node(name, node, (known, &kinds), &mut diagnostics)),
        }
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    found
}

fn of_node(
    name: &Spanned<String>,
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
            if own.last().is_some_and(|field: &OwnField| field.is_facet) {
                said.push(own::no_facet().at(node.span.clone()));
            }
        }
    }
    let order = parts.optional("order").read(|text| order(text, &own)).map(|order| order.value);
    parts.finish();
    diagnostics.extend(said);
    let newest = Order { by: OrderBy::Date, is_descending: true };
    Some(OwnKind {
        name: lasting(&name.value),
        span: name.span.clone(),
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
    // Sums of several currencies and periods have no order.
    let can_order = |field: &&OwnField| !matches!(field.holds, Holds::Money);
    match own.iter().filter(can_order).find(|field| field.name == name) {
        Some(field) => Ok(Order { by: OrderBy::Field(field.name), is_descending }),
        None => {
            let names =
                ["newest", "oldest", "title"].into_iter().chain(own.iter().filter(can_order).map(|field| field.name));
            Err(Complaint::new(BAD_KIND, format!("a list can't be ordered by `{text}`")).suggest(name, names))
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
    let (image, image_alt) = image(fields);
    Some(OwnEntry { of: of.name, title: title?.value, date, tags, image, image_alt })
}
