//! What an entry says in fields of a site's own.

use super::{Holds, OwnField, OwnValue, Texts};
use crate::content::fields::Fields;
use crate::content::rules::{MISSING_FIELD, SALARY_REST, UNKNOWN_VALUE};
use crate::content::words::{self, Around, Where};
use crate::diag::Complaint;
use crate::model::{Amount, Country, Lang, Salary};

/// What an entry says in the fields of the site's own; each is there or is complained of.
pub fn read(
    fields: &mut Fields<'_>,
    own: &[OwnField],
    places: Where<'_>,
    lang: &Lang,
) -> Vec<(&'static str, OwnValue)> {
    let countries: Vec<Country> = places.home.into_iter().collect();
    let around = Around { lang, countries: &countries };
    let mut found = Vec::new();
    for field in own {
        let name = field.name;
        if field.is_required && !fields.has(name) {
            let complaint = Complaint::new(MISSING_FIELD, format!("this site wants `{name}` here"))
                .help(format!("add `{name}: …`"));
            let at = fields.span();
            fields.complain(complaint.at(at));
        }
        let part = fields.own(name);
        let value = match &field.holds {
            Holds::Text => part.text().map(|text| OwnValue::Text(text.value)),
            Holds::Number => part.read(|text| number(name, text, around)).map(|number| OwnValue::Number(number.value)),
            Holds::Date => part.date().map(|date| OwnValue::Date(date.value.day())),
            Holds::Flag => part.flag().map(OwnValue::Flag),
            Holds::Link => part.read(words::web_address).map(|link| OwnValue::Link(link.value)),
            Holds::Money => {
                part.read_noted(|text| money(name, text, around)).map(|pay| OwnValue::Money(Box::new(pay.value)))
            }
            Holds::Entry(_) => part.text().map(|text| OwnValue::Entry(text.value)),
            Holds::Place => part
                .read_noted(|text| words::place(text, places).map(|(place, note)| (place, note.into_iter().collect())))
                .map(|place| OwnValue::Place(place.value)),
            Holds::Choice(values) => {
                part.read(|text| choice(name, text, values)).map(|choice| OwnValue::Choices(vec![choice.value]))
            }
            Holds::Choices(values) => {
                let mut chosen: Vec<String> = Vec::new();
                let has_comma = values.iter().any(|(value, _)| value.contains(','));
                let one = |text: &str| choice(name, text, values);
                for value in if has_comma { part.list_then(one) } else { part.names_then(one) } {
                    if !chosen.contains(&value.value) {
                        chosen.push(value.value);
                    }
                }
                Some(OwnValue::Choices(chosen)).filter(|_| fields.has(name))
            }
        };
        found.extend(value.map(|value| (name, value)));
    }
    found
}

fn number(name: &str, text: &str, around: Around<'_>) -> Result<Amount, Complaint> {
    words::amount(text, around).map_err(|_| {
        let message = format!("`{name}` is a number of 0 or more with at most two decimals, not `{text}`");
        Complaint::new(UNKNOWN_VALUE, message).help("write `12` or `12.5`")
    })
}

fn money(name: &str, text: &str, around: Around<'_>) -> Result<(Salary, Vec<Complaint>), Complaint> {
    let mut pay = words::salary(text, around)?;
    if !pay.extras.is_empty() {
        let message = format!("`{}` is not part of `{name}` and is left out", pay.extras.join("`, `"));
        pay.notes = vec![Complaint::new(SALARY_REST, message).help("say it in the text")];
    }
    Ok((pay.salary, pay.notes))
}

/// One of the values, by itself or as pages call it.
fn choice(name: &str, text: &str, values: &[(String, Texts)]) -> Result<String, Complaint> {
    let wanted = text.to_lowercase();
    let is_it = |(value, texts): &&(String, Texts)| {
        value.to_lowercase() == wanted || texts.values().any(|text| text.to_lowercase() == wanted)
    };
    values.iter().find(is_it).map(|(value, _)| value.clone()).ok_or_else(|| {
        let complaint = Complaint::new(UNKNOWN_VALUE, format!("`{name}` can't be `{text}`"));
        complaint.suggest(text, values.iter().map(|(value, _)| value.as_str()))
    })
}
