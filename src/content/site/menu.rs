//! The menu that site.yaml writes out.

use std::collections::BTreeMap;

use crate::content::fields::Fields;
use crate::content::rules::UNKNOWN_LANGUAGE;
use crate::content::{MenuItem, words};
use crate::diag::{Complaint, Diagnostic};
use crate::model::Lang;
use crate::parse::{Node, Value};
use crate::source::SafeUrl;

/// `menu:` is a list of `{ title, url }`, or such a list per language.
pub fn menu(fields: &mut Fields<'_>, main: Option<&Lang>, known: &[Lang]) -> BTreeMap<Lang, Vec<MenuItem>> {
    let mut menus = BTreeMap::new();
    let Some(node) = fields.optional("menu").node() else { return menus };
    let mut diagnostics = Vec::new();
    match (&node.value, main) {
        (Value::Map(items), _) => {
            for (key, value) in items {
                match known.iter().find(|lang| lang.as_str() == key.value.to_lowercase()) {
                    Some(lang) => {
                        menus.insert(lang.clone(), menu_items(value, &mut diagnostics));
                    }
                    None => {
                        let complaint = Complaint::new(
                            UNKNOWN_LANGUAGE,
                            format!("`{}` is not one of this site's languages", key.value),
                        );
                        diagnostics
                            .push(complaint.suggest(&key.value, known.iter().map(Lang::as_str)).at(key.span.clone()));
                    }
                }
            }
        }
        (_, Some(main)) => {
            menus.insert(main.clone(), menu_items(node, &mut diagnostics));
        }
        _ => {}
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    menus
}

fn menu_items(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<MenuItem> {
    let nodes: &[Node] = match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    };
    nodes.iter().filter_map(|node| menu_item(node, true, diagnostics)).collect()
}

/// An item, with those below it where there may be some.
fn menu_item(node: &Node, may_have_items: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<MenuItem> {
    let mut below = Vec::new();
    let mut parts = Fields::of(node, "a menu item", diagnostics)?;
    let title = parts.required("title").text();
    let mut items = Vec::new();
    if may_have_items && parts.has("items") {
        let nodes = parts.optional("items").items();
        items.extend(nodes.iter().filter_map(|node| menu_item(node, false, &mut below)));
    }
    let url = if items.is_empty() { parts.required("url") } else { parts.optional("url") };
    let url = url.read(|text| {
        if text.starts_with('/') {
            words::address(text).map(|address| address.as_str().to_owned())
        } else {
            SafeUrl::parse(text).map(|url| url.to_string()).map_err(|fault| words::bad_address(text, &fault))
        }
    });
    parts.finish();
    diagnostics.extend(below);
    if url.is_none() && items.is_empty() {
        return None;
    }
    let title = title?;
    let span = url.as_ref().map_or(title.span, |url| url.span.clone());
    Some(MenuItem { title: title.value, url: url.map(|url| url.value), span, items })
}
