//! A page that is told everything and not yet rendered.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::images::CARD_SIZE;
use super::{FileContent, Svg};
use crate::diag::Diagnostic;
use crate::source::{Address, Span};

/// The template of share cards: an SVG, of which a PNG is drawn.
pub const CARD_TEMPLATE: &str = "card.svg";

/// A page with all its data, not yet rendered.
pub struct PreparedPage {
    pub template: Cow<'static, str>,
    /// As browsers and search engines show it.
    pub head_title: String,
    pub description: String,
    pub address: Address,
    /// The entry it is made from.
    pub origin: Option<Span>,
    /// What was wrong with a template that made a part of its text.
    pub fault: Option<Box<Diagnostic>>,
    pub data: Data,
}

/// What a template is told, by name.
#[derive(Default)]
pub struct Data(BTreeMap<&'static str, Value>);

impl Data {
    pub fn set(&mut self, name: &'static str, value: impl Serialize) {
        self.0.insert(name, Value::from_serializable(&value));
    }

    /// A value that is made already.
    pub fn set_value(&mut self, name: &'static str, value: Value) {
        self.0.insert(name, value);
    }

    /// Values that are made already.
    pub fn set_list(&mut self, name: &'static str, values: impl Iterator<Item = Value>) {
        self.0.insert(name, values.collect::<Vec<Value>>().into());
    }

    /// Lists of jobs, each under a title.
    pub fn set_groups(&mut self, name: &'static str, groups: impl Iterator<Item = (String, Vec<Value>)>) {
        let group = |(title, jobs): (String, Vec<Value>)| -> Value {
            let mut fields = tera::Map::new();
            fields.insert("title".into(), Value::from(title));
            fields.insert("jobs".into(), jobs.into());
            fields.into()
        };
        self.set_list(name, groups.map(group));
    }

    /// HTML that the program made, which templates write as it is.
    pub fn set_html(&mut self, name: &'static str, html: &str) {
        self.0.insert(name, Value::safe_string(html));
    }

    pub fn set_html_list(&mut self, name: &'static str, html: &[String]) {
        self.set_list(name, html.iter().map(|html| Value::safe_string(html)));
    }

    pub fn context(&self) -> Context {
        let mut context = Context::new();
        for (name, value) in &self.0 {
            context.insert_value(*name, value.clone());
        }
        context
    }
}

impl PreparedPage {
    /// What a file of the output is made of when the template made these bytes.
    pub fn output(&self, bytes: Vec<u8>) -> FileContent {
        if self.template != CARD_TEMPLATE {
            return FileContent::Bytes(bytes);
        }
        let (width, height) = CARD_SIZE;
        FileContent::Drawn { svg: Svg::Text(String::from_utf8_lossy(&bytes).into_owned()), width, height }
    }
}
