//! A kind of file → a JSON Schema (2020-12), for editors that complete and check YAML as it is typed.

use serde_json::{Map, Value, json};

use super::{Declaration, Field, Shape};
use crate::content::{Holds, OwnField};

/// The schema of a kind: of site.yaml, of the front matter of a Markdown file, or of a YAML file, which may be a list.
pub fn json_schema(kind: &Declaration, own: &[OwnField]) -> Value {
    let mut entry = group(kind.fields().chain(&kind.body), |field| {
        // In Markdown the text follows the front matter.
        field.is_required && kind.body.as_ref().is_none_or(|body| body.name != field.name)
    });
    for field in own {
        entry["properties"][field.name] = own_field(field);
        if field.is_required {
            entry["required"].as_array_mut().expect("a group lists what it requires").push(field.name.into());
        }
    }
    let title = format!("{} ({})", kind.title, kind.files);
    if kind.is_list {
        let one = json!({ "$ref": "#/$defs/one" });
        return json!({
            "$schema": SCHEMA,
            "title": title,
            "anyOf": [one.clone(), { "type": "array", "items": one }],
            "$defs": { "one": entry },
        });
    }
    entry["$schema"] = SCHEMA.into();
    entry["title"] = title.into();
    entry
}

/// A field of the site's own.
fn own_field(field: &OwnField) -> Value {
    let values = || field.values().iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>();
    let mut schema = match &field.holds {
        Holds::Text | Holds::Money | Holds::Place | Holds::Entry(_) => text(),
        Holds::Number => json!({ "type": ["number", "string"] }),
        Holds::Date => json!({ "type": "string" }),
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Link => shape(&Shape::Address),
        Holds::Choice(_) => json!({ "enum": values() }),
        Holds::Choices(_) => {
            let one = json!({ "enum": values() });
            json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
        }
    };
    if !field.help.is_empty() {
        schema["description"] = field.help.clone().into();
    }
    schema
}

const SCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";

fn group<'a>(fields: impl Iterator<Item = &'a Field>, is_required: impl Fn(&Field) -> bool) -> Value {
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    for field in fields {
        let mut schema = shape(&field.shape);
        if is_required(field) {
            required.push(field.name);
        } else if !field.is_required {
            // A field that has nothing behind its colon is not given.
            schema = json!({ "anyOf": [schema, { "type": "null" }] });
        }
        schema["description"] = plain(&field.help()).into();
        properties.insert(field.name.to_owned(), schema);
    }
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// What YAML's own reader makes of a line of text: `007` is a number to it.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

fn shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text => text(),
        Shape::Body => json!({ "type": "string" }),
        Shape::Date => json!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$",
        }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Address => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Email => json!({ "type": "string", "pattern": "^[^@ ]+@[^@ ]+$" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::OneOrMore(one) => {
            let one = self::shape(one);
            json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
        }
        Shape::Group(fields) => group(fields.iter(), |field| field.is_required),
        Shape::Named(value) => json!({ "type": "object", "additionalProperties": self::shape(value) }),
        Shape::Either(shapes) => json!({ "anyOf": shapes.iter().map(self::shape).collect::<Vec<_>>() }),
        Shape::No => json!({ "const": false }),
        Shape::Anything => json!({}),
    }
}

/// Help without Markdown's marks.
fn plain(help: &str) -> String {
    help.replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::declare::kinds;

    #[test]
    fn every_kind_has_a_schema_that_names_its_fields() {
        for kind in kinds() {
            let schema = json_schema(kind, &[]);
            let entry = if kind.is_list { &schema["$defs"]["one"] } else { &schema };
            for field in kind.fields().chain(&kind.body) {
                assert!(entry["properties"][field.name]["description"].is_string(), "{}: {}", kind.name, field.name);
            }
            assert_eq!(schema["$schema"], SCHEMA);
        }
    }
}
