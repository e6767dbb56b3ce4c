//! One map to an entry: the fields that all kinds share, then those of its own.

use std::sync::Arc;

use super::Reader;
use super::head::{self, Fallback};
use crate::content::fields::Fields;
use crate::content::own;
use crate::content::rules::MISSING_FIELD;
use crate::content::words::Where;
use crate::content::{Entry, KeyPlace, KindName, OwnValue, Prose, Record, TextRecord, TranslationKey, UnresolvedRefs};
use crate::diag::Complaint;
use crate::markdown::{Body, first_paragraph};
use crate::parse::{Node, Value};
use crate::source::Spanned;

impl Reader<'_> {
    /// The entry of one map. A body that is not a field comes with the name and the place that messages give it. What a faulty one refers to is
    /// kept, so that it is checked all the same.
    pub(super) fn entry(
        &self,
        fields: Fields<'_>,
        (body, body_place): (Body, Option<KeyPlace>),
        name: Spanned<String>,
        translation: TranslationKey,
    ) -> Option<Entry> {
        let traits = self.place.kind.traits();
        let mut fields = fields.of_kind(self.place.kind.declaration());
        let written = head::read(&mut fields, self.place.kind.declaration());
        let title = if traits.is_prose { fields.required("title").text() } else { None };
        let title_suffix = match self.place.kind {
            KindName::Job => fields.optional("title_suffix").text().map(|text| text.value),
            _ => None,
        };
        let kind = self.place.kind.read(&mut fields, self.place, self.config);
        let has_text = self.has_text(&mut fields, &body);
        let own = self.own(&mut fields);
        let fallback = Fallback { name, translation, first_paragraph: &first_paragraph(&body), body_place };
        let head = written.resolve(&self.source.path, self.place, &mut fields, own, fallback);
        let mut unresolved = self.references(&mut fields);
        fields.finish();
        let complete = || {
            let (head, summary) = head.filter(|_| has_text)?;
            let kind = kind?;
            let title = match traits.is_prose {
                true => title?,
                false => Spanned::new(kind.common(head.slug.value.as_str()).name.to_owned(), head.span.clone()),
            };
            let text = TextRecord::of(&self.source.path, &title.value, &body, kind.name() == KindName::Job);
            Some((Record { head, kind, text }, title, summary))
        };
        let Some((record, title, summary)) = complete() else {
            unresolved.links = body.links().cloned().collect();
            self.unresolved.borrow_mut().push(unresolved);
            return None;
        };
        Some(Entry::new(Arc::new(record), Prose::new(title, title_suffix, summary, body)))
    }

    /// What it says in fields of the site's own.
    fn own(&self, fields: &mut Fields<'_>) -> Vec<(&'static str, OwnValue)> {
        let declared = self.config.fields_of(self.place.kind, self.place.own_kind);
        let langs = self.config.name_languages(&self.place.lang);
        let places = Where { langs: &langs, home: self.config.country };
        own::read(fields, declared, places, &self.place.lang)
    }

    /// Whether it has the text that it needs; complains where it has not.
    fn has_text(&self, fields: &mut Fields<'_>, body: &Body) -> bool {
        let kind = self.place.kind;
        let needs_text = !self.place.is_yaml && kind.traits().is_prose && self.config.needs_text(kind);
        let is_missing = needs_text && body.is_empty();
        if is_missing {
            let message = format!("{} needs a text below its front matter", self.place.kind.with_article());
            let complaint = Complaint::new(MISSING_FIELD, message);
            fields.complain(complaint.help("write it below the second `---`").at(fields.span()));
        }
        !is_missing
    }

    /// The entries that its fields name, as they are written.
    fn references(&self, fields: &mut Fields<'_>) -> UnresolvedRefs {
        let mut names = |field: &'static str, kind: KindName| match kind == self.place.kind {
            true => fields.optional(field).items().iter().filter_map(scalar).collect(),
            false => Vec::new(),
        };
        let company = names("company", KindName::Job).into_iter().next();
        let mut authors = names("author", KindName::Article);
        authors.extend(names("authors", KindName::Article));
        UnresolvedRefs { source: self.source.path.clone(), company, authors, links: Vec::new() }
    }
}

/// A node that is a text.
pub(super) fn scalar(node: &Node) -> Option<Spanned<String>> {
    match &node.value {
        Value::Scalar { text, .. } => Some(Spanned::new(text.trim().to_owned(), node.span.clone())),
        _ => None,
    }
}
