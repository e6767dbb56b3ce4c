//! Fields with lists; one value alone counts as a list.

use std::collections::BTreeSet;

use super::Field;
use crate::content::rules::{COMMA_LIST, LIST_BY_COMMAS, TOO_MANY};
use crate::content::values::{is_empty, line, one_of, without_quotes};
use crate::diag::{Complaint, Edit};
use crate::parse::{Node, Style, Value};
use crate::source::Spanned;

/// How many items a list may have.
const LIST_CAP: usize = 200;

impl<'a> Field<'_, 'a> {
    /// A list of such words; one alone counts as a list.
    pub fn word_list<T: Copy + PartialEq>(self, words: &[(&'static str, T)], canonical: &[&'static str]) -> Vec<T> {
        let mut found = Vec::new();
        let name = self.name;
        for text in self.names_then(|text| one_of(name, text, words, canonical)) {
            if !found.contains(&text.value) {
                found.push(text.value);
            }
        }
        found
    }

    /// A list of names, none of which has a comma in it: several on a line are several. Repetitions are dropped, later ones first.
    pub fn names(mut self) -> Vec<Spanned<String>> {
        match self.by_commas() {
            Some(items) => distinct(self.read_items(&items, |text| Ok(text.to_owned()))),
            None => self.texts(),
        }
    }

    /// A list of names, each read by a function.
    pub fn names_then<T>(mut self, read: impl FnMut(&str) -> Result<T, Complaint>) -> Vec<Spanned<T>> {
        match self.by_commas() {
            Some(items) => self.read_items(&items, read),
            None => self.list_then(read),
        }
    }

    /// The items of a text with commas between them, with a hint; `None` for what is no such text.
    fn by_commas(&mut self) -> Option<Vec<Node>> {
        let Node { value: Value::Scalar { text, style: Style::Plain | Style::Quoted }, span } = self.node? else {
            return None;
        };
        let parts: Vec<&str> =
            text.split(',').map(|part| without_quotes(part.trim())).filter(|part| !part.is_empty()).collect();
        if parts.len() < 2 || text.trim().contains('\n') {
            return None;
        }
        let complaint = Complaint::new(LIST_BY_COMMAS, format!("`{}` is read as a list of {}", self.name, parts.len()));
        let edit = Edit::list(span.clone(), parts.iter().map(|part| (*part).to_owned()).collect());
        self.diagnostics
            .push(complaint.help(format!("write `{}: [{}]`", self.name, parts.join(", "))).at(span.clone()).fix(edit));
        let item = |part: &str| Value::Scalar { text: part.to_owned(), style: Style::Plain };
        Some(parts.into_iter().map(|part| Spanned::new(item(part), span.clone())).collect())
    }

    /// A list of texts. Repetitions are dropped, later ones first.
    pub fn texts(self) -> Vec<Spanned<String>> {
        if let Some(Node { value: Value::Scalar { text, style: Style::Plain }, span }) = self.node
            && text.contains(", ")
        {
            let complaint = Complaint::new(COMMA_LIST, format!("`{}` is one item with a comma in it", self.name));
            self.diagnostics
                .push(complaint.help(format!("for several, write `{}: [{text}]`", self.name)).at(span.clone()));
        }
        distinct(self.list_then(|text| Ok(text.to_owned())))
    }

    /// A list of texts, each read by a function.
    pub fn list_then<T>(mut self, read: impl FnMut(&str) -> Result<T, Complaint>) -> Vec<Spanned<T>> {
        let Some(node) = self.node else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        self.read_items(items, read)
    }

    fn read_items<T>(&mut self, items: &[Node], mut read: impl FnMut(&str) -> Result<T, Complaint>) -> Vec<Spanned<T>> {
        if let Some(node) = self.node.filter(|_| items.len() > LIST_CAP) {
            let complaint = Complaint::new(TOO_MANY, format!("`{}` has {} items", self.name, items.len()))
                .help(format!("keep at most {LIST_CAP}"));
            self.diagnostics.push(complaint.at(node.span.clone()));
            return Vec::new();
        }
        let mut list = Vec::with_capacity(items.len());
        for item in items.iter().filter(|item| !is_empty(item)) {
            let Some(text) = line(self.name, item, self.diagnostics) else { continue };
            match read(&text.value) {
                Ok(value) => list.push(Spanned::new(value, text.span)),
                Err(complaint) => self.diagnostics.push(complaint.at(text.span)),
            }
        }
        list
    }

    /// The items of a list of any values.
    pub fn items(self) -> &'a [Node] {
        match self.node {
            None => &[],
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
        }
    }
}

/// Texts, each once.
fn distinct(mut texts: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let mut seen = BTreeSet::new();
    texts.retain(|text| seen.insert(text.value.clone()));
    texts
}
