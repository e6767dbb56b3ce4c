//! What all entries of a folder say unless they say something else: `content/jobs/acme/_defaults.yaml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::rules::BAD_DEFAULTS;
use super::values::is_empty;
use super::{Config, KindName};
use crate::diag::{Complaint, Diagnostic};
use crate::parse::{Node, Trust, Value, parse_yaml};
use crate::source::{Source, Span, Spanned, SrcPath};

/// The fields of a folder, by its path: `content/jobs/acme`.
pub type Defaults = BTreeMap<String, Vec<(Spanned<String>, Node)>>;

const NAMES: [&str; 2] = ["_defaults.yaml", "_defaults.yml"];

/// What is of one entry alone.
const OWN: [&str; 7] = ["title", "slug", "id", "aliases", "translation_key", "description", "summary"];

/// Fields of which an entry has one or the other.
const ALTERNATIVES: [[&str; 2]; 2] = [["location", "locations"], ["author", "authors"]];

/// Whether a file holds what the entries of its folder say.
pub fn is_defaults(path: &SrcPath, config: &Config) -> bool {
    let folder = path.folder().strip_prefix("content/").and_then(|rest| rest.split('/').next());
    NAMES.contains(&path.file_name()) && folder.is_some_and(|folder| KindName::of_folder(folder, config).is_some())
}

/// Reads the fields of a folder.
pub fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Spanned<String>, Node)> {
    let documents = parse_yaml(&source.path, source.text(), 0, Trust::Anybody, diagnostics);
    let items = match documents.into_iter().next() {
        None => return Vec::new(),
        Some(Node { value: Value::Map(items), .. }) => items,
        Some(Node { value: Value::Null, .. }) => Vec::new(),
        Some(other) => {
            let complaint =
                Complaint::new(BAD_DEFAULTS, "what the entries of a folder have in common is a group of fields");
            diagnostics.push(complaint.help("write `company: acme`, a field a line").at(other.span));
            return Vec::new();
        }
    };
    let (own, shared): (Vec<_>, Vec<_>) = items.into_iter().partition(|(key, _)| OWN.contains(&key.value.as_str()));
    for (key, _) in own {
        let complaint = Complaint::new(BAD_DEFAULTS, format!("`{}` is of one entry alone", key.value));
        diagnostics.push(complaint.help("write it in the entries").at(key.span));
    }
    shared
}

/// The fields of an entry with those of its folders, the nearest first.
pub fn with_defaults<'a>(node: &'a Node, path: &SrcPath, defaults: &Defaults) -> Cow<'a, Node> {
    let Value::Map(items) = &node.value else { return Cow::Borrowed(node) };
    if defaults.is_empty() {
        return Cow::Borrowed(node);
    }
    let mut all = Cow::Borrowed(items.as_slice());
    let mut folder = path.folder();
    loop {
        for (key, value) in defaults.get(folder).into_iter().flatten() {
            let name = key.value.as_str();
            let same = ALTERNATIVES.iter().find(|names| names.contains(&name));
            let is_same = |known: &str| known == name || same.is_some_and(|names| names.contains(&known));
            if all.iter().any(|(known, node)| is_same(&known.value) && !is_empty(node)) {
                continue;
            }
            // An emptied field is as if it were not there.
            match all.iter().position(|(known, _)| known.value == name) {
                Some(at) => all.to_mut()[at] = (key.clone(), value.clone()),
                None => all.to_mut().push((key.clone(), value.clone())),
            }
        }
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None => break,
        }
    }
    let Cow::Owned(all) = all else { return Cow::Borrowed(node) };
    Cow::Owned(Node { value: Value::Map(all), span: Span::clone(&node.span) })
}
