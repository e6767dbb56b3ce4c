//! A file to its entries: the front matter and the body of a Markdown file, the documents and lists of a YAML file.

mod entry;
mod head;
mod list;

use std::cell::RefCell;
use std::sync::Arc;

use super::fields::Fields;
use super::{CompanyRef, Config, Entry, EntryPlace, Found, TranslationKey, UnresolvedRefs, unreadable};
use crate::content::defaults::with_defaults;
use crate::content::rules::{EMPTY_VALUE, FILE_TOO_LARGE, WRONG_TYPE};
use crate::diag::{Checked, Complaint, Diagnostic};
use crate::markdown::{Body, Dialect, RawHtml, Rules, markdown};
use crate::parse::{self, Node, Trust, Value};
use crate::source::{Source, Span, Spanned, Text};

/// A posting alone in its file may be this long, in bytes.
const POSTING_CAP: usize = 256 << 10;

/// Reads the entries of a file. Depends on nothing but the file, its place and the configuration.
pub fn entries(source: &Source, place: &EntryPlace, config: &Config) -> Checked<Found> {
    let mut diagnostics = Vec::new();
    if let Some(diagnostic) = unreadable(source) {
        return Checked { value: None, diagnostics: vec![diagnostic] };
    }
    let text = source.text();
    let reader = Reader { source, place, config, unresolved: RefCell::default() };
    let entries =
        if place.is_yaml { reader.yaml(text, &mut diagnostics) } else { reader.markdown(text, &mut diagnostics) };
    Checked { value: Some(Found { entries, unresolved: reader.unresolved.into_inner() }), diagnostics }
}

struct Reader<'a> {
    source: &'a Source,
    place: &'a EntryPlace,
    config: &'a Config,
    unresolved: RefCell<Vec<UnresolvedRefs>>,
}

impl Reader<'_> {
    /// Whether anybody may have written the file: an employer, an applicant system.
    fn is_from_anybody(&self) -> bool {
        self.place.kind.is_from_anybody()
    }

    fn trust(&self) -> Trust {
        if self.is_from_anybody() { Trust::Anybody } else { Trust::Owner }
    }

    fn rules(&self) -> Rules {
        let raw_html = match self.place.kind {
            _ if self.is_from_anybody() => RawHtml::Cleaned,
            _ if self.config.raw_html => RawHtml::Kept,
            _ => RawHtml::Shown,
        };
        Rules {
            dialect: Dialect::Full,
            raw_html,
            extensions: self.config.extensions,
            picture_hosts: self.config.picture_hosts.clone(),
            policy: (raw_html != RawHtml::Cleaned).then(|| self.config.allowed_sources()).flatten().map(Arc::new),
        }
    }

    fn markdown(&self, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
        if self.is_from_anybody() && self.is_too_long(text.len(), diagnostics) {
            return Vec::new();
        }
        let halves = match parse::split_front_matter(&self.source.path, text) {
            Ok(halves) => halves,
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                return Vec::new();
            }
        };
        let before = diagnostics.len();
        let nodes = parse::parse_yaml(&self.source.path, halves.front.1, halves.front.0, self.trust(), diagnostics);
        let empty = Node { value: Value::Map(Vec::new()), span: Span::new(&self.source.path, 0, 3) };
        let node = match nodes.first() {
            Some(node) if node.value != Value::Null => node,
            _ if diagnostics.len() > before => return Vec::new(),
            _ => &empty,
        };
        let body = markdown(&Text::of(&self.source.path, halves.body.1, halves.body.0), &self.rules());
        diagnostics.extend(body.diagnostics);
        let node = with_defaults(node, &self.source.path, &self.config.defaults);
        let Some(fields) = Fields::of(&node, self.place.kind.with_article(), diagnostics) else { return Vec::new() };
        let name = self.stem_name();
        let (start, end) = halves.first_line();
        let place = Some(("description", start, end));
        let entry = self.entry(fields, (body.body, place), name, TranslationKey::Stem(self.place.tie.clone()));
        entry.into_iter().collect()
    }

    fn yaml(&self, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
        let documents = parse::parse_yaml(&self.source.path, text, 0, self.trust(), diagnostics);
        let mut nodes: Vec<&Node> = Vec::new();
        let mut is_list = documents.len() > 1;
        let is_listed = self.place.kind.declaration().is_list;
        for document in &documents {
            match &document.value {
                Value::List(items) if is_listed => {
                    is_list = true;
                    nodes.extend(items);
                }
                Value::Null => {}
                Value::Map(fields) if is_listed && is_list_below_a_key(fields) => {
                    let (key, list) = &fields[0];
                    let complaint = Complaint::new(WRONG_TYPE, format!("the postings are below `{}:`", key.value));
                    diagnostics.push(
                        complaint
                            .help("remove that line: begin each posting with `- ` at the start of its line")
                            .at(key.span.clone()),
                    );
                    debug_assert!(matches!(list.value, Value::List(_)), "that is what was asked");
                }
                _ => nodes.push(document),
            }
        }
        if nodes.is_empty() && diagnostics.is_empty() {
            let complaint = Complaint::new(EMPTY_VALUE, "the file is empty").help("fill it in, or remove it");
            diagnostics.push(complaint.at(Span::whole(&self.source.path)));
        }
        // If a list could not be read, the length of its postings is unknown.
        if !documents.is_empty() && !is_list && self.is_from_anybody() && self.is_too_long(text.len(), diagnostics) {
            return Vec::new();
        }
        let mut entries = Vec::new();
        for (number, node) in nodes.into_iter().enumerate() {
            entries.extend(self.yaml_entry(node, is_list, number, diagnostics));
        }
        if is_list {
            list::tell_apart(entries, diagnostics)
        } else {
            entries.into_iter().map(|(entry, _)| entry).collect()
        }
    }

    /// The entry of one node, and whether its slug was made from its title.
    fn yaml_entry(
        &self,
        node: &Node,
        is_list: bool,
        number: usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Entry, bool)> {
        let declared = self.place.kind.declaration().body.as_ref().expect("a kind that YAML can say declares a body");
        let body_name = declared.name;
        let mut body_diagnostics = Vec::new();
        let node = with_defaults(node, &self.source.path, &self.config.defaults);
        let mut fields = Fields::of(&node, self.place.kind.with_article(), diagnostics)?;
        let is_required = declared.is_required && self.config.needs_text(self.place.kind);
        let written = if is_required { fields.required(body_name) } else { fields.optional(body_name) }.node();
        let body = written.and_then(|written| match written.text(&self.source.path, self.source.text()) {
            Some(text) if text.text.len() > POSTING_CAP => {
                let complaint = Complaint::new(
                    FILE_TOO_LARGE,
                    format!("the text has {} bytes, more than {POSTING_CAP}", text.text.len()),
                );
                body_diagnostics.push(complaint.help("shorten it").at(written.span.clone()));
                None
            }
            Some(text) => {
                let rendered = markdown(&text, &self.rules());
                body_diagnostics.extend(rendered.diagnostics);
                Some(rendered.body)
            }
            None => {
                let complaint =
                    Complaint::new(WRONG_TYPE, format!("`{body_name}` is a text, not {}", written.value.describe()));
                body_diagnostics.push(
                    complaint
                        .help(format!("write `{body_name}: |` and the text below it, indented"))
                        .at(written.span.clone()),
                );
                None
            }
        });
        body_diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
        let has_own_slug = fields.has("slug");
        let (name, translation) = if is_list {
            let title = fields.optional("title").node();
            let title = title.and_then(|node| match &node.value {
                Value::Scalar { text, .. } => {
                    Some(Spanned::new(list::slug_title(&mut fields, text.trim()), node.span.clone()))
                }
                _ => None,
            });
            let id = fields.optional("id").node().and_then(|node| match &node.value {
                Value::Scalar { text, .. } => Some(TranslationKey::Id(text.trim().to_owned())),
                _ => None,
            });
            let alone = TranslationKey::Alone(self.source.path.clone(), u32::try_from(number).unwrap_or(u32::MAX));
            (title.unwrap_or_else(|| self.stem_name()), id.unwrap_or(alone))
        } else {
            (self.stem_name(), TranslationKey::Stem(self.place.tie.clone()))
        };
        // A posting without a text has been complained of; an empty one lets its other faults be found.
        let is_left_out = !fields.has(body_name) && !is_required;
        let body = body.or_else(|| (is_left_out || !declared.is_required).then(Body::default));
        let has_body = body.is_some();
        let entry = self.entry(fields, (body.unwrap_or_default(), None), name, translation)?;
        if !has_body {
            let company = entry.job().and_then(|job| match &job.company {
                CompanyRef::Stem(stem) => Some(stem.clone()),
                CompanyRef::Inline(_) => None,
            });
            self.unresolved.borrow_mut().push(UnresolvedRefs {
                source: self.source.path.clone(),
                company,
                authors: Vec::new(),
                links: entry.record.text.links.clone(),
            });
            return None;
        }
        Some((entry, is_list && !has_own_slug))
    }

    fn stem_name(&self) -> Spanned<String> {
        Spanned::new(self.place.stem.clone(), Span::whole(&self.source.path))
    }

    fn is_too_long(&self, len: usize, diagnostics: &mut Vec<Diagnostic>) -> bool {
        if len > POSTING_CAP {
            let complaint = Complaint::new(
                FILE_TOO_LARGE,
                format!("{} has {len} bytes, more than {POSTING_CAP}", self.place.kind.with_article()),
            )
            .help(if self.place.is_yaml {
                "shorten it, or, where it is a list, share it out over several files"
            } else {
                "shorten it"
            });
            diagnostics.push(complaint.at(Span::whole(&self.source.path)));
        }
        len > POSTING_CAP
    }
}

/// `jobs:` and a list below it.
fn is_list_below_a_key(fields: &[(Spanned<String>, Node)]) -> bool {
    matches!(fields, [(_, Node { value: Value::List(items), .. })] if items.iter().all(|item| matches!(item.value, Value::Map(_))))
}
