//! Fields of a site's own, which site.yaml declares by kind: what they may hold, how they are read, what they are called.

mod values;

pub use values::read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use jiff::civil::Date;

use crate::content::KindName;
use crate::content::declare::{Field, Shape, field};
use crate::content::fields::Fields;
use crate::content::own_kind;
use crate::content::rules::BAD_FIELD;
use crate::diag::{Complaint, Diagnostic};
use crate::model::{Amount, Lang, Place, Salary};
use crate::parse::{Node, Value};
use crate::source::{SafeUrl, Spanned};

/// The facets of the search that every site may have, in the order in which they are shown.
pub const FACETS: [&str; 12] = [
    "kind",
    "workplace",
    "employment",
    "term",
    "level",
    "country",
    "region",
    "place",
    "remote",
    "skill",
    "department",
    "company",
];

/// What addresses of the search carry besides.
pub const QUERY: [&str; 6] = ["q", "days", "sort", "pay", "km", "v"];

/// The fields of a site's own, by kind.
pub type OwnFields = BTreeMap<KindName, Vec<OwnField>>;

/// A text in the languages of the site.
pub type Texts = BTreeMap<Lang, String>;

/// A field that site.yaml declares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnField {
    pub name: &'static str,
    pub holds: Holds,
    /// What pages call it; its name where they say nothing.
    pub label: Texts,
    /// What it is, for those who fill it in.
    pub help: String,
    pub is_required: bool,
    /// Whether the search can be narrowed by it.
    pub is_facet: bool,
}

/// What a field of a site's own holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    Text,
    Number,
    Date,
    Flag,
    Link,
    Money,
    Place,
    /// Another entry of this kind, by the name of its file.
    Entry(&'static str),
    /// One of some values, each with what pages call it.
    Choice(Vec<(String, Texts)>),
    /// Any of them.
    Choices(Vec<(String, Texts)>),
}

impl Holds {
    /// A value, as YAML; of a choice, whatever its values are.
    pub fn example(&self) -> &'static str {
        match self {
            Holds::Text | Holds::Choice(_) | Holds::Choices(_) | Holds::Entry(_) => "…",
            Holds::Number => "1",
            Holds::Date => "2027-01-15",
            Holds::Flag => "true",
            Holds::Link => "https://company.example",
            Holds::Money => "500 EUR/year",
            Holds::Place => "Zaragoza, ES",
        }
    }
}

/// What an entry says in a field of a site's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OwnValue {
    Text(String),
    Number(Amount),
    Date(Date),
    Flag(bool),
    Link(SafeUrl),
    Money(Box<Salary>),
    Place(Place),
    /// The name of another entry's file.
    Entry(String),
    /// As they are declared.
    Choices(Vec<String>),
}

const TYPES: [&str; 10] = ["text", "number", "date", "flag", "choice", "choices", "link", "money", "place", "entry"];

pub const FIELD: &[Field] = &[
    field("type", Shape::Word(&TYPES), "what it holds; `text`", "choice"),
    field("kind", Shape::Text, "of an `entry`, which kind it is of: `company`, or a kind of your own", "company"),
    field(
        "values",
        Shape::Anything,
        "of a choice: a list, or a group of values and what pages call them",
        "[none, sc, dv]",
    ),
    field(
        "label",
        Shape::Either(&[Shape::Text, Shape::Named(&Shape::Text)]),
        "what pages call it, for all languages or each",
        "{ en: Clearance }",
    ),
    field("help", Shape::Text, "what it is, for those who fill it in", "As the agency writes it."),
    field("required", Shape::Flag, "whether an entry must have it", "true"),
    field("facet", Shape::Flag, "whether the search can be narrowed by it; of postings", "true"),
];

impl OwnField {
    /// What pages of a language call it.
    pub fn label(&self, lang: &Lang) -> String {
        in_language(&self.label, lang).unwrap_or_else(|| capitalized(&self.name.replace('_', " ")))
    }

    /// The values of a choice.
    pub fn values(&self) -> &[(String, Texts)] {
        match &self.holds {
            Holds::Choice(values) | Holds::Choices(values) => values,
            _ => &[],
        }
    }

    /// What pages of a language call a value of a choice.
    pub fn value_label(&self, value: &str, lang: &Lang) -> String {
        let texts = self.values().iter().find(|(known, _)| known == value).map(|(_, texts)| texts);
        texts.and_then(|texts| in_language(texts, lang)).unwrap_or_else(|| value.to_owned())
    }
}

pub(in crate::content) fn in_language(texts: &Texts, lang: &Lang) -> Option<String> {
    let primary = texts.iter().find(|(own, _)| own.primary() == lang.primary());
    texts.get(lang).or(primary.map(|(_, text)| text)).or(texts.values().next()).cloned()
}

pub(in crate::content) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The one text of each name: there are few, and readers of fields know names that last.
pub(in crate::content) fn lasting(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    match names.get(name) {
        Some(known) => known,
        None => {
            let made: &'static str = Box::leak(name.to_owned().into_boxed_str());
            names.insert(made);
            made
        }
    }
}

/// Reads the declarations in site.yaml: `fields: { job: { clearance: { type: choice, values: [none, sc] } } }`.
pub fn declared(fields: &mut Fields<'_>, known: &[Lang]) -> OwnFields {
    let kinds = own_kind::names(fields);
    let mut found = OwnFields::new();
    let Some(node) = fields.optional("fields").node() else { return found };
    let mut diagnostics = Vec::new();
    let usual = "write `fields: { job: { clearance: { type: choice, values: [none, sc] } } }`";
    for (kind, of_kind) in entries(node, usual, &mut diagnostics) {
        // Kinds of the site's own have their fields beside them.
        let Some(kind_name) = KindName::of_every_site().find(|name| name.declaration().name == kind.value) else {
            let names = KindName::of_every_site().map(|name| name.declaration().name);
            let complaint = Complaint::new(BAD_FIELD, format!("there is no kind `{}`", kind.value));
            diagnostics.push(complaint.suggest(&kind.value, names).at(kind.span.clone()));
            continue;
        };
        for (name, node) in entries(of_kind, usual, &mut diagnostics) {
            match name_fault(kind_name, &name.value) {
                Some(fault) => diagnostics.push(fault.at(name.span.clone())),
                None => {
                    let field = one(name, node, (known, &kinds), &mut diagnostics);
                    if field.as_ref().is_some_and(|field| field.is_facet) && kind_name != KindName::Job {
                        diagnostics.push(no_facet().at(node.span.clone()));
                    }
                    found.entry(kind_name).or_default().extend(field);
                }
            }
        }
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    found
}

/// The search is narrowed by what postings say.
pub(in crate::content) fn no_facet() -> Complaint {
    Complaint::new(BAD_FIELD, "only fields of postings can be a facet").help("remove `facet`")
}

/// The fields of a group; a complaint where it is none.
pub(in crate::content) fn entries<'a>(
    node: &'a Node,
    usual: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> &'a [(Spanned<String>, Node)] {
    match &node.value {
        Value::Map(items) => items,
        Value::Null => &[],
        _ => {
            diagnostics.push(Complaint::new(BAD_FIELD, "this is a group of names").help(usual).at(node.span.clone()));
            &[]
        }
    }
}

pub(in crate::content) fn name_fault(kind: KindName, name: &str) -> Option<Complaint> {
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_name || name.len() > 40 {
        let complaint = Complaint::new(BAD_FIELD, format!("`{name}` can't be the name of a field"));
        return Some(complaint.help("use small letters, digits and `_`"));
    }
    let declaration = kind.declaration();
    let is_taken = declaration.fields().chain(&declaration.body).any(|field| field.name == name);
    is_taken.then(|| {
        Complaint::new(BAD_FIELD, format!("{} has a field `{name}` already", kind.with_article()))
            .help("use another name, or the field that there is")
    })
}

pub(in crate::content) fn one(
    name: &Spanned<String>,
    node: &Node,
    (known, kinds): (&[Lang], &[&'static str]),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<OwnField> {
    let name = lasting(&name.value);
    // `bike:` alone is a text.
    let empty = Node { value: Value::Map(Vec::new()), span: node.span.clone() };
    let node = if node.value == Value::Null { &empty } else { node };
    let mut labels = Vec::new();
    let mut parts = Fields::of(node, "a field", diagnostics)?.of_group(FIELD);
    let types = TYPES.map(|name| (name, name));
    let kind = parts.optional("type").word(&types, &TYPES).map_or("text", |kind| kind.value);
    let label = parts.optional("label").node().map(|node| texts(node, known, &mut labels)).unwrap_or_default();
    let help = parts.optional("help").text().map(|text| text.value).unwrap_or_default();
    let is_required = parts.optional("required").flag().unwrap_or(false);
    let is_facet = parts.optional("facet").flag().unwrap_or(false);
    if is_facet && (FACETS.contains(&name) || QUERY.contains(&name)) {
        let complaint = Complaint::new(BAD_FIELD, format!("the search already has a `{name}`"));
        parts.complain(complaint.help("give the field another name, or leave out `facet`").at(node.span.clone()));
    }
    let of = parts.optional("kind").read(|text| of_kind(text, kinds)).map(|of| of.value);
    if kind == "entry" && of.is_none() && !parts.has("kind") {
        let complaint = Complaint::new(BAD_FIELD, format!("`{name}` is an entry without `kind`"));
        parts.complain(complaint.help("add `kind: company`, or a kind of your own").at(node.span.clone()));
    }
    let is_choice = matches!(kind, "choice" | "choices");
    let values = parts.optional("values").node().map(|node| values(node, known, &mut labels)).unwrap_or_default();
    if is_choice && values.is_empty() {
        let complaint = Complaint::new(BAD_FIELD, format!("`{name}` is a choice without `values`"));
        parts.complain(complaint.help("add `values: [one, another]`").at(node.span.clone()));
    }
    parts.finish();
    diagnostics.extend(labels);
    let holds = match kind {
        "number" => Holds::Number,
        "date" => Holds::Date,
        "flag" => Holds::Flag,
        "link" => Holds::Link,
        "money" => Holds::Money,
        "place" => Holds::Place,
        "entry" => Holds::Entry(of?),
        "choice" => Holds::Choice(values),
        "choices" => Holds::Choices(values),
        _ => Holds::Text,
    };
    Some(OwnField { name, holds, label, help, is_required, is_facet })
}

/// The kind that an entry is of: one of the program's, or of the site's own.
fn of_kind(text: &str, own: &[&'static str]) -> Result<&'static str, Complaint> {
    // Whether a landing page is made depends on the postings.
    let of_program = KindName::of_every_site().filter(|kind| *kind != KindName::Landing);
    let of_program = of_program.map(|kind| kind.declaration().name);
    let all: Vec<&'static str> = of_program.chain(own.iter().copied()).collect();
    all.iter().copied().find(|name| *name == text).ok_or_else(|| {
        Complaint::new(BAD_FIELD, format!("there is no kind `{text}`")).suggest(text, all.iter().copied())
    })
}

/// A text for all languages, or one for each.
pub(in crate::content) fn texts(node: &Node, known: &[Lang], diagnostics: &mut Vec<Diagnostic>) -> Texts {
    match &node.value {
        Value::Scalar { text, .. } => {
            known.first().map(|lang| (lang.clone(), text.trim().to_owned())).into_iter().collect()
        }
        Value::Map(items) => {
            let mut found = Texts::new();
            for (key, value) in items {
                let lang = known.iter().find(|lang| lang.as_str() == key.value.to_lowercase());
                match (lang, &value.value) {
                    (Some(lang), Value::Scalar { text, .. }) => {
                        drop(found.insert(lang.clone(), text.trim().to_owned()))
                    }
                    (None, _) => {
                        let complaint =
                            Complaint::new(BAD_FIELD, format!("`{}` is not one of this site's languages", key.value));
                        diagnostics
                            .push(complaint.suggest(&key.value, known.iter().map(Lang::as_str)).at(key.span.clone()));
                    }
                    (Some(_), _) => diagnostics.push(
                        Complaint::new(BAD_FIELD, "what pages call it is a text")
                            .help("write `{ en: Clearance }`")
                            .at(value.span.clone()),
                    ),
                }
            }
            found
        }
        _ => Texts::new(),
    }
}

/// The values of a choice: a list, or a group of values and what pages call them.
fn values(node: &Node, known: &[Lang], diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, Texts)> {
    let mut found = Vec::new();
    match &node.value {
        Value::List(items) => {
            for item in items {
                match &item.value {
                    Value::Scalar { text, .. } if !text.trim().is_empty() => {
                        found.push((text.trim().to_owned(), Texts::new()))
                    }
                    _ => diagnostics.push(
                        Complaint::new(BAD_FIELD, "a value is a text")
                            .help("write `values: [one, another]`")
                            .at(item.span.clone()),
                    ),
                }
            }
        }
        Value::Map(items) => {
            found.extend(items.iter().map(|(key, value)| (key.value.clone(), texts(value, known, diagnostics))))
        }
        _ => {}
    }
    found
}
