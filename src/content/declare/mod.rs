//! What files may say: every field of every kind, declared once.
//!
//! From a declaration come the names that messages suggest, the tables of the README, and the JSON Schema that `rolecall schema` prints. A reader that asks
//! for a field that is not declared, or forgets one that is, fails every test that reads such a file; a field that the skeletons of `new` or the
//! specimen of `theme check` lack fails a test of theirs.

mod declared;
mod schema;
mod shared;
mod word_enum;

pub(super) use declared::Declared;
pub use schema::json_schema;
pub(super) use shared::{ALIASES, ENTRY, IMAGE, PLACE, PLACE_PARTS, SLUG, SUMMARY, TAGS, TEMPLATE};
pub(in crate::content) use word_enum::word_enum;

use super::{KindName, site};

/// A field of a file, or of a group within one.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub is_required: bool,
    /// What it is, for editors: a phrase in Markdown without a full stop; `{words}` stands for the words that it takes.
    pub help: &'static str,
    /// A value, as YAML.
    pub example: &'static str,
    /// What other tools call it.
    pub elsewhere: &'static [&'static str],
}

/// What a field takes.
#[derive(Debug)]
pub enum Shape {
    /// One line of text; numbers and the like are read as they were typed.
    Text,
    /// Markdown.
    Body,
    /// `2026-10-05`, `2026-10-05 17:00` or an RFC 3339 instant.
    Date,
    Flag,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// A web address.
    Address,
    /// An e-mail address.
    Email,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// One, or a list of them.
    OneOrMore(&'static Shape),
    Group(&'static [Field]),
    /// A group whose names are the author's: languages, directives, options.
    Named(&'static Shape),
    /// Any of these.
    Either(&'static [Shape]),
    /// `false`.
    No,
    /// Whatever YAML can say.
    Anything,
}

impl Field {
    /// Its help with the words that it takes in the place of `{words}`.
    pub fn help(&self) -> String {
        let words = self.shape.words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        self.help.replace("{words}", &words)
    }
}

impl Shape {
    /// The fields of a group, in whatever else the field may be.
    pub fn group(&self) -> Option<&'static [Field]> {
        match self {
            Shape::Group(fields) => Some(fields),
            Shape::Either(shapes) => shapes.iter().find_map(Shape::group),
            Shape::OneOrMore(one) => one.group(),
            _ => None,
        }
    }

    /// The words that it takes; none where it takes more than words.
    fn words(&self) -> &'static [&'static str] {
        match self {
            Shape::Word(words) => words,
            Shape::Either(shapes) => shapes.iter().map(Shape::words).find(|words| !words.is_empty()).unwrap_or(&[]),
            Shape::OneOrMore(one) => one.words(),
            _ => &[],
        }
    }
}

/// A kind of file.
#[derive(Debug)]
pub struct Declaration {
    /// As the command line calls it: `job`.
    pub name: &'static str,
    /// As documents call it: `posting`.
    pub title: &'static str,
    /// Where its files are.
    pub files: &'static str,
    /// In groups, so that what several kinds share is declared once.
    pub fields: &'static [&'static [Field]],
    /// Whether a file may be a list of them.
    pub is_list: bool,
    /// The field that has the text where a file is YAML; in Markdown it is what follows the front matter.
    pub body: Option<Field>,
}

impl Declaration {
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().flat_map(|group| group.iter())
    }

    /// The field that another tool's name stands for.
    pub fn renamed(&self, name: &str) -> Option<&'static str> {
        self.fields().chain(&self.body).find(|field| field.elsewhere.contains(&name)).map(|field| field.name)
    }

    /// The rows of its table in the README: `| field | what it is | example |`.
    pub fn table(&self) -> String {
        let mut out = format!("| {} | | example |\n|---|---|---|\n", self.title);
        for field in self.fields().chain(&self.body) {
            let name = if field.is_required { format!("**`{}`**", field.name) } else { format!("`{}`", field.name) };
            out.push_str(&format!("| {name} | {} | {} |\n", field.help(), code(field.example)));
        }
        out
    }
}

/// An example as code in a table's cell.
fn code(example: &str) -> String {
    if example.is_empty() { String::new() } else { format!("`{}`", example.replace('|', "\\|")) }
}

/// Every kind of file, in the order of the README.
pub fn kinds() -> impl Iterator<Item = &'static Declaration> {
    KindName::ALL.iter().map(|kind| kind.declaration()).chain([of_site()])
}

/// The declaration of site.yaml.
pub fn of_site() -> &'static Declaration {
    &site::DECLARATION
}

/// What other tools call the text.
pub(super) const TEXT_ELSEWHERE: &[&str] = &["content", "body", "text"];

/// A field that may be missing.
pub(super) const fn field(name: &'static str, shape: Shape, help: &'static str, example: &'static str) -> Field {
    Field { name, shape, is_required: false, help, example, elsewhere: &[] }
}

impl Field {
    pub(super) const fn required(mut self) -> Field {
        self.is_required = true;
        self
    }

    pub(super) const fn elsewhere(mut self, names: &'static [&'static str]) -> Field {
        self.elsewhere = names;
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_is_declared_once_with_a_help() {
        for kind in kinds() {
            let mut names = BTreeSet::new();
            for field in kind.fields().chain(&kind.body) {
                assert!(names.insert(field.name), "{} has {} twice", kind.name, field.name);
                assert!(!field.help().contains("{words}"), "{}", field.name);
                assert!(!field.help.is_empty() && !field.help.ends_with('.'), "{}: {}", kind.name, field.name);
                let is_free = field.elsewhere.iter().all(|name| kind.fields().all(|other| other.name != *name));
                assert!(is_free, "{}: another name of {} is a field", kind.name, field.name);
            }
        }
    }
}
