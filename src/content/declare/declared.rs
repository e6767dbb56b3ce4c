//! What one map's fields are declared as, and how it is compared with what its reader asked for.

use std::collections::BTreeSet;

use super::{Declaration, Field};

/// What the fields of a map are declared as.
#[derive(Clone, Copy)]
pub enum Declared {
    /// Where names are the author's own.
    Nothing,
    Kind(&'static Declaration),
    Group(&'static [Field]),
}

impl Declared {
    /// The field of that name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        match self {
            Declared::Nothing => None,
            Declared::Kind(kind) => kind.fields().find(|field| field.name == name),
            Declared::Group(fields) => fields.iter().find(|field| field.name == name),
        }
    }

    /// What a field is called here that other tools call `name`.
    pub fn renamed(self, name: &str) -> Option<&'static str> {
        match self {
            Declared::Kind(kind) => kind.renamed(name),
            Declared::Nothing | Declared::Group(_) => None,
        }
    }

    /// The fields that were asked for and are not declared, and those that are declared and were not asked for. In Markdown nobody asks for the text.
    pub fn unlike<'n>(self, asked: &[&'n str]) -> Vec<&'n str> {
        let (declared, body): (BTreeSet<&'n str>, _) = match self {
            Declared::Nothing => return Vec::new(),
            Declared::Kind(kind) => {
                (kind.fields().map(|field| field.name).collect(), kind.body.as_ref().map(|body| body.name))
            }
            Declared::Group(fields) => (fields.iter().map(|field| field.name).collect(), None),
        };
        let asked: BTreeSet<&'n str> = asked.iter().copied().filter(|name| Some(*name) != body).collect();
        asked.symmetric_difference(&declared).copied().collect()
    }
}
