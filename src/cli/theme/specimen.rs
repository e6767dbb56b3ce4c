//! Sites that are meant to break themes: long, odd, missing and dangerous things in every state.

use crate::source::{Source, Sources};

/// The instant for which they are built.
pub const NOW: &str = "2026-11-20T12:00:00Z";

/// An element that texts of the content name: a page on which it is one has not escaped a text.
pub const CANARY: &str = "canary-x";

/// A site to try a theme on.
pub struct Specimen {
    files: &'static str,
    /// Built with drafts and with what is dated after now.
    pub is_preview: bool,
}

/// Everything at once, in three languages below a base path · the same with drafts · one language and nothing in it.
pub fn specimens() -> Vec<Specimen> {
    let everything = include_str!("specimen/everything.txt");
    vec![
        Specimen { files: everything, is_preview: false },
        Specimen { files: everything, is_preview: true },
        Specimen { files: include_str!("specimen/nothing.txt"), is_preview: false },
    ]
}

impl Specimen {
    /// Its files: each begins with a line `=== PATH`.
    pub fn sources(&self) -> Sources {
        let files = self.files.split("=== ").filter(|file| !file.is_empty());
        files
            .map(|file| {
                let (path, text) = file.split_once('\n').expect("a path stands on a line of its own");
                Source::from_text(path, text)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::content::declare::{Field, Shape};
    use crate::content::{self, KindName, Placement};
    use crate::parse::{Node, Trust, Value, parse_yaml, split_front_matter};
    use crate::source::SrcPath;

    /// Fields that no page shows, and a picture that would be loaded from elsewhere.
    const UNSEEN: [&str; 6] = ["aliases", "company/logo", "draft", "slug", "syndicate", "translation_key"];

    /// Notes the fields that are written in a map, those of groups behind a slash.
    fn note(node: &Node, fields: &[&'static [Field]], before: &str, written: &mut BTreeSet<String>) {
        match &node.value {
            Value::Map(pairs) => {
                for (name, value) in pairs {
                    written.insert(format!("{before}{}", name.value));
                    let field = fields.iter().flat_map(|group| group.iter()).find(|field| field.name == name.value);
                    let group = field.and_then(|field| field.shape.group()).unwrap_or_default();
                    note(value, &[group], &format!("{before}{}/", name.value), written);
                }
            }
            Value::List(items) => items.iter().for_each(|item| note(item, fields, before, written)),
            Value::Null | Value::Scalar { .. } => {}
        }
    }

    /// Every declared field that a page may show.
    fn declared(fields: &[&'static [Field]], before: &str, found: &mut BTreeSet<String>) {
        for field in fields.iter().flat_map(|group| group.iter()) {
            let name = format!("{before}{}", field.name);
            if UNSEEN.contains(&name.as_str()) {
                continue;
            }
            if let (Some(group), false) = (field.shape.group(), matches!(field.shape, Shape::Named(_))) {
                declared(&[group], &format!("{name}/"), found);
            }
            found.insert(name);
        }
    }

    #[test]
    fn every_declared_field_is_in_the_specimen() {
        let sources = specimens()[0].sources();
        let config = content::config(sources.get(&SrcPath::new(content::SITE)).expect("there is one"));
        let config = config.value.expect("it is right");
        let mut missing = Vec::new();
        for kind in KindName::ALL {
            let declaration = kind.declaration();
            let mut written = BTreeSet::new();
            for source in sources.iter() {
                match content::place(&source.path, &config) {
                    Ok(Placement::Entry(place)) if place.kind == *kind => {
                        let yaml = match place.is_yaml {
                            true => source.text(),
                            false => split_front_matter(&source.path, source.text()).expect("it has one").front.1,
                        };
                        for node in parse_yaml(&source.path, yaml, 0, Trust::Owner, &mut Vec::new()) {
                            note(&node, declaration.fields, "", &mut written);
                        }
                    }
                    _ => {}
                }
            }
            let mut all = BTreeSet::new();
            declared(declaration.fields, "", &mut all);
            missing.extend(all.difference(&written).map(|name| format!("{}: {name}", declaration.name)));
        }
        assert!(missing.is_empty(), "{}", missing.join("\n"));
    }
}
