//! What an entry says in fields of the site's own.

use serde_json::Value;

use super::job::Detail;
use super::number;
use crate::content::{OwnField, OwnValue};
use crate::locale::Strings;
use crate::model::Lang;
use crate::relate::{EntryId, Site};

/// Each field that an entry has, in the order of the declarations: what pages of a language say.
pub fn own_facts(site: &Site, id: EntryId, lang: &Lang, strings: &Strings) -> Vec<Detail> {
    own(site, id)
        .map(|(field, value)| Detail {
            name: field.name.to_owned(),
            label: field.label(lang),
            texts: texts(site, id, (field, value), lang, strings),
            entry: named(site, id, field),
        })
        .filter(|detail| !detail.texts.is_empty())
        .collect()
}

/// The same for programs, by name.
pub fn own_data(site: &Site, id: EntryId) -> serde_json::Map<String, Value> {
    let data = |value: &OwnValue| match value {
        OwnValue::Text(text) => text.as_str().into(),
        OwnValue::Number(amount) => number(*amount),
        OwnValue::Date(day) => day.to_string().into(),
        OwnValue::Flag(is_so) => (*is_so).into(),
        OwnValue::Link(link) => link.as_str().into(),
        OwnValue::Money(pay) => serde_json::json!({
            "min": pay.min().map(number), "max": pay.max().map(number), "currency": pay.currency(), "per": pay.per().as_str(),
        }),
        OwnValue::Place(place) => serde_json::json!({
            "city": place.city, "region": place.region.as_ref().map(|region| region.plain()), "country": place.country.code(),
        }),
        OwnValue::Entry(name) => name.as_str().into(),
        OwnValue::Choices(values) => values.iter().map(|value| Value::from(value.as_str())).collect(),
    };
    own(site, id).map(|(field, value)| (field.name.to_owned(), data(value))).collect()
}

/// The values of a field of the site's own by which a search is narrowed: as addresses carry them, and as pages call them.
pub fn own_facets(site: &Site, id: EntryId, lang: &Lang, strings: &Strings) -> Vec<(&'static str, String, String)> {
    let mut found = Vec::new();
    for (field, value) in own(site, id).filter(|(field, _)| field.is_facet) {
        match value {
            OwnValue::Choices(values) => {
                found.extend(values.iter().map(|value| (field.name, value.clone(), field.value_label(value, lang))));
            }
            other => found.extend(facet_key(other).and_then(|key| {
                let label = texts(site, id, (field, other), lang, strings).join(", ");
                Some((field.name, key, label)).filter(|(.., label)| !label.is_empty())
            })),
        }
    }
    found
}

/// A value as addresses carry it, the same in every language; `None` for what narrows nothing down, and for choices, which are several.
fn facet_key(value: &OwnValue) -> Option<String> {
    Some(match value {
        OwnValue::Flag(false) | OwnValue::Choices(_) => return None,
        OwnValue::Text(text) | OwnValue::Entry(text) => text.clone(),
        OwnValue::Number(amount) => number(*amount).to_string(),
        OwnValue::Date(day) => day.to_string(),
        OwnValue::Flag(true) => "true".to_owned(),
        OwnValue::Link(link) => link.to_string(),
        OwnValue::Money(pay) => {
            let ends: Vec<String> =
                [pay.min(), pay.max()].into_iter().flatten().map(|end| number(end).to_string()).collect();
            format!("{} {}/{}", ends.join("-"), pay.currency(), pay.per().as_str())
        }
        OwnValue::Place(place) => {
            let region = place.region.as_ref().map(|region| region.plain());
            let parts = [place.city.as_deref(), region, Some(place.country.code())];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    })
}

/// The entry that a field names.
fn named(site: &Site, id: EntryId, field: &OwnField) -> Option<EntryId> {
    site.index.own_entries.get(&(id, field.name)).copied()
}

fn own(site: &Site, id: EntryId) -> impl Iterator<Item = (&OwnField, &OwnValue)> {
    let record = &site.entry(id).record;
    let declared = site.config.own_fields(&record.kind);
    record.head.own.iter().filter_map(move |(name, value)| {
        let field = declared.iter().find(|field| field.name == *name)?;
        Some((field, value))
    })
}

fn texts(
    site: &Site,
    id: EntryId,
    (field, value): (&OwnField, &OwnValue),
    lang: &Lang,
    strings: &Strings,
) -> Vec<String> {
    match value {
        OwnValue::Text(text) => vec![text.clone()],
        OwnValue::Number(amount) => vec![strings.formats.amount(*amount)],
        OwnValue::Date(day) => vec![strings.formats.date(*day)],
        OwnValue::Flag(is_so) => vec![strings.plain(if *is_so { "extra_yes" } else { "extra_no" })],
        OwnValue::Link(link) => vec![link.to_string()],
        OwnValue::Money(pay) => vec![strings.salary(pay)],
        OwnValue::Place(place) => vec![place.text(lang)],
        OwnValue::Entry(_) => {
            named(site, id, field).map(|other| site.entry(other).title().to_owned()).into_iter().collect()
        }
        OwnValue::Choices(values) => values.iter().map(|value| field.value_label(value, lang)).collect(),
    }
}
