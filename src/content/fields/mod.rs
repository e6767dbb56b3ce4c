//! The fields of one map: each is asked for by name; any that is not asked for is an error.

mod lists;

use super::unknown::unknown;
use crate::content::Keys;
use crate::content::declare::{self, Declaration, Declared};
use crate::content::rules::{EMPTY_FIELD, EMPTY_VALUE, MISSING_FIELD, OUT_OF_RANGE, WRONG_TYPE};
use crate::content::values::{is_empty, line, one_of, truth, wrong_type};
use crate::content::words::{self, Written};
use crate::diag::{Complaint, Diagnostic, Edit};
use crate::parse::{Node, Value};
use crate::source::{Span, Spanned};

/// A map being read. Faults are noted and reading goes on.
pub struct Fields<'a> {
    items: &'a [(Spanned<String>, Node)],
    /// What the map is, for messages: `a posting`, `salary`.
    what: &'static str,
    /// Where to point at for a missing field.
    span: Span,
    known: Vec<&'static str>,
    /// Those of `known` that are the site's own.
    own: Vec<&'static str>,
    declared: Declared,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// `None`, with a complaint, when the node is no map.
    pub fn of(node: &'a Node, what: &'static str, diagnostics: &'a mut Vec<Diagnostic>) -> Option<Fields<'a>> {
        match &node.value {
            Value::Map(items) => {
                let span = items.first().map_or_else(|| node.span.clone(), |(key, _)| key.span.clone());
                Some(Fields {
                    items,
                    what,
                    span,
                    known: Vec::new(),
                    own: Vec::new(),
                    declared: Declared::Nothing,
                    diagnostics,
                })
            }
            other => {
                diagnostics.push(wrong_type(what, "a group of fields, `name: value`", other).at(node.span.clone()));
                None
            }
        }
    }

    /// The fields of a file of a kind.
    pub fn of_kind(mut self, kind: &'static Declaration) -> Fields<'a> {
        self.declared = Declared::Kind(kind);
        self
    }

    /// The fields of a group.
    pub fn of_group(mut self, fields: &'static [declare::Field]) -> Fields<'a> {
        self.declared = Declared::Group(fields);
        self
    }

    /// The first field's name: where the entry as a whole is.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    pub fn complain(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A field that must be there.
    pub fn required(&mut self, name: &'static str) -> Field<'_, 'a> {
        let field = self.field(name);
        if field.node.is_none() {
            let complaint = match field.item {
                Some((key, _)) => {
                    Complaint::new(EMPTY_VALUE, format!("`{name}` is empty")).help("fill it in").at(key.span.clone())
                }
                None => {
                    let what = field.what;
                    Complaint::new(MISSING_FIELD, format!("{what} needs `{name}`"))
                        .help(format!("add `{name}: …`"))
                        .at(field.span.clone())
                }
            };
            field.diagnostics.push(complaint);
        }
        field
    }

    /// A field that may be missing or empty.
    pub fn optional(&mut self, name: &'static str) -> Field<'_, 'a> {
        let is_new = !self.known.contains(&name);
        let item = self.items.iter().find(|(key, _)| key.value == name);
        if let Some((key, node)) = item.filter(|(_, node)| is_new && node.value != Value::Null && is_empty(node)) {
            let complaint = Complaint::new(EMPTY_FIELD, format!("`{name}` is empty, as if it were not there"));
            let edit = Edit::remove(node.span.clone());
            self.diagnostics.push(complaint.help("fill it in, or remove it").at(key.span.clone()).fix(edit));
        }
        self.found(name, item, is_new)
    }

    /// A field of the site's own, which no declaration of the program has.
    pub fn own(&mut self, name: &'static str) -> Field<'_, 'a> {
        self.own.push(name);
        self.optional(name)
    }

    /// The value of a field even when it is empty.
    pub fn given(&mut self, name: &'static str) -> Option<&'a Node> {
        self.field(name).item.map(|(_, node)| node)
    }

    fn field(&mut self, name: &'static str) -> Field<'_, 'a> {
        let item = self.items.iter().find(|(key, _)| key.value == name);
        let is_new = !self.known.contains(&name);
        self.found(name, item, is_new)
    }

    fn found(&mut self, name: &'static str, item: Option<&'a (Spanned<String>, Node)>, is_new: bool) -> Field<'_, 'a> {
        if is_new {
            self.known.push(name);
        }
        let node = item.map(|(_, node)| node).filter(|node| !is_empty(node));
        Field {
            name,
            what: self.what,
            item,
            node,
            declared: self.declared,
            span: &self.span,
            diagnostics: self.diagnostics,
        }
    }

    /// Whether the field is there at all.
    pub fn has(&self, name: &str) -> bool {
        self.items.iter().any(|(key, node)| key.value == name && !is_empty(node))
    }

    /// Where the values of the fields stand that were asked for so far.
    pub fn keys(&self) -> Keys {
        let mut found = Vec::new();
        // What a folder's defaults say stands in another file.
        let is_here = |node: &Node| node.span.file == self.span.file;
        for (key, node) in self.items.iter().filter(|(_, node)| !is_empty(node) && is_here(node)) {
            if let Some(name) = self.known.iter().find(|name| **name == key.value) {
                found.push((*name, node.span.start, node.span.end));
            }
        }
        Keys(found)
    }

    /// Reports every field that was not asked for.
    ///
    /// # Panics
    ///
    /// In a debug build, when what was asked for is not what is declared.
    pub fn finish(self) {
        if cfg!(debug_assertions) {
            let asked: Vec<&str> = self.known.iter().copied().filter(|name| !self.own.contains(name)).collect();
            assert_eq!(self.declared.unlike(&asked), [] as [&str; 0], "fields of {}", self.what);
        }
        for (key, _) in self.items {
            if !self.known.contains(&key.value.as_str()) {
                let complaint = unknown(&key.value, &self.known, self.declared);
                self.diagnostics.push(complaint.at(key.span.clone()));
            }
        }
    }
}

/// One field: its value is read by one of the methods, each of which notes what is wrong.
#[must_use]
pub struct Field<'f, 'a> {
    name: &'static str,
    what: &'static str,
    item: Option<&'a (Spanned<String>, Node)>,
    node: Option<&'a Node>,
    /// What the fields beside it are declared as.
    declared: Declared,
    span: &'f Span,
    diagnostics: &'f mut Vec<Diagnostic>,
}

impl<'f, 'a> Field<'f, 'a> {
    pub fn node(self) -> Option<&'a Node> {
        self.node
    }

    /// A text on one line, trimmed; never empty.
    pub fn text(self) -> Option<Spanned<String>> {
        let node = self.node?;
        line(self.name, node, self.diagnostics)
    }

    /// A text that a function reads.
    pub fn read<T>(self, read: impl FnOnce(&str) -> Result<T, Complaint>) -> Option<Spanned<T>> {
        let node = self.node?;
        let text = line(self.name, node, self.diagnostics)?;
        match read(&text.value) {
            Ok(value) => Some(Spanned::new(value, text.span)),
            Err(complaint) => {
                self.diagnostics.push(complaint.at(text.span));
                None
            }
        }
    }

    /// A text that a function reads, with what it has to say of it.
    pub fn read_noted<T>(
        self,
        read: impl FnOnce(&str) -> Result<(T, Vec<Complaint>), Complaint>,
    ) -> Option<Spanned<T>> {
        let node = self.node?;
        let text = line(self.name, node, self.diagnostics)?;
        match read(&text.value) {
            Ok((value, notes)) => {
                self.diagnostics.extend(notes.into_iter().map(|note| note.at(text.span.clone())));
                Some(Spanned::new(value, text.span))
            }
            Err(complaint) => {
                self.diagnostics.push(complaint.at(text.span));
                None
            }
        }
    }

    /// A date as people write it.
    pub fn date(self) -> Option<Spanned<Written>> {
        self.read_noted(|text| words::written_date(text).map(|(date, note)| (date, note.into_iter().collect())))
    }

    /// `true` or `false`.
    pub fn flag(self) -> Option<bool> {
        let name = self.name;
        let fault = |text: &str| {
            Complaint::new(WRONG_TYPE, format!("`{name}` must be true or false, not `{text}`"))
                .help(format!("write `{name}: true`"))
        };
        self.read(|text| truth(text).ok_or_else(|| fault(text))).map(|flag| flag.value)
    }

    /// A whole number within a range.
    pub fn number(self, least: i64, most: i64) -> Option<i64> {
        let name = self.name;
        self.read(|text| {
            let Ok(number) = text.parse::<i64>() else {
                return Err(Complaint::new(WRONG_TYPE, format!("`{name}` must be a whole number, not `{text}`"))
                    .help(format!("write a number from {least} to {most}")));
            };
            if (least..=most).contains(&number) {
                Ok(number)
            } else {
                Err(Complaint::new(OUT_OF_RANGE, format!("`{name}` is {number}"))
                    .help(format!("use a number from {least} to {most}")))
            }
        })
        .map(|number| number.value)
    }

    /// One of a table's words, case aside.
    pub fn word<T: Copy>(self, words: &[(&'static str, T)], canonical: &[&'static str]) -> Option<Spanned<T>> {
        let name = self.name;
        self.read(|text| one_of(name, text, words, canonical))
    }

    /// The fields of a map.
    pub fn fields(self) -> Option<Fields<'f>>
    where
        'a: 'f,
    {
        let fields = Fields::of(self.node?, self.name, self.diagnostics)?;
        let group = self.declared.field(self.name).and_then(|field| field.shape.group());
        Some(match group {
            Some(group) => fields.of_group(group),
            None => fields,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::rules::{UNKNOWN_FIELD, UNKNOWN_VALUE};
    use crate::diag::Code;
    use crate::parse::{Trust, parse_yaml};
    use crate::source::SrcPath;

    #[test]
    fn five_faults_of_one_map_are_five_messages() {
        let source = "title: 1\ntagz: x\nopen: maybe\ncount: 99\nkind: blu\nname: {a: b}\n";
        let nodes = parse_yaml(&SrcPath::new("x"), source, 0, Trust::Anybody, &mut Vec::new());
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of(&nodes[0], "thing", &mut diagnostics).unwrap();
        assert_eq!(fields.required("title").text().unwrap().value, "1");
        assert_eq!(fields.optional("open").flag(), None);
        assert_eq!(fields.optional("count").number(1, 9), None);
        assert!(fields.optional("kind").word(&[("blue", 1)], &["blue"]).is_none());
        assert!(fields.optional("name").text().is_none());
        assert!(fields.required("missing").text().is_none());
        assert!(fields.optional("tags").names().is_empty());
        fields.finish();
        let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [WRONG_TYPE, OUT_OF_RANGE, UNKNOWN_VALUE, WRONG_TYPE, MISSING_FIELD, UNKNOWN_FIELD]);
        assert_eq!(diagnostics[5].help.as_deref(), Some("did you mean `tags`?"));
    }
}
