//! Profiles elsewhere, of companies and authors.

use super::declare::{Field, Shape, field};
use super::fields::Fields;
use super::words;
use crate::parse::Value;
use crate::source::SafeUrl;

pub(super) const LINKS: &[Field] = &[field(
    "links",
    Shape::OneOrMore(&Shape::Either(&[Shape::Address, Shape::Group(LINK)])),
    "profiles elsewhere: addresses, or `{ name, url }`",
    "[https://social.example/acme]",
)];

const LINK: &[Field] = &[
    field("name", Shape::Text, "what the link says", "Our code").required(),
    field("url", Shape::Address, "where it leads", "https://code.example").required(),
];

/// `links:` is a list of addresses, or of groups `{ name, url }`.
pub(super) fn links(fields: &mut Fields<'_>) -> Vec<(String, SafeUrl)> {
    let mut found = Vec::new();
    let mut diagnostics = Vec::new();
    for node in fields.optional("links").items() {
        match &node.value {
            Value::Scalar { text, .. } => match words::web_address(text) {
                Ok(url) => found.push((url.host().unwrap_or_default(), url)),
                Err(complaint) => diagnostics.push(complaint.at(node.span.clone())),
            },
            _ => {
                let Some(parts) = Fields::of(node, "link", &mut diagnostics) else { continue };
                let mut parts = parts.of_group(LINK);
                let name = parts.required("name").text();
                let url = parts.required("url").read(words::web_address);
                parts.finish();
                if let (Some(name), Some(url)) = (name, url) {
                    found.push((name.value, url.value));
                }
            }
        }
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    found
}
