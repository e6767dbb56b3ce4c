//! Structured data (JSON-LD) for search engines, through one emitter that no text can break out of.
//!
//! Rules: Google, "JobPosting structured data" (2026-09-08), schema.org 29.

use serde_json::{Map, Value, json};

use crate::model::{Amount, Area, Job, Lang, Place, State, Workplace, plain_title};

/// JSON for the inside of a `<script>` element: `<`, `>`, `&` and the two line separators are escaped.
pub fn script_json(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// What a JobPosting needs beside the posting itself.
pub struct JobContext<'a> {
    pub url: &'a str,
    pub company: &'a str,
    pub company_url: Option<&'a str>,
    pub logo: Option<&'a str>,
    /// The text as clean HTML.
    pub description: &'a str,
    pub skills: Vec<String>,
}

/// The JobPosting of an open posting; `None` where search engines may not have one.
pub fn job_posting(job: &Job, state: State, context: &JobContext<'_>) -> Option<Value> {
    if state != State::Open || !job.syndicate.allows("google") || context.description.trim().is_empty() {
        return None;
    }
    let mut organization = json!({ "@type": "Organization", "name": context.company });
    insert(&mut organization, "sameAs", context.company_url.map(Value::from));
    insert(&mut organization, "logo", context.logo.map(Value::from));
    let mut posting = json!({
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": plain_title(&job.title.value),
        "description": context.description,
        "datePosted": job.posted.iso(),
        "hiringOrganization": organization,
        "url": context.url,
    });
    insert(&mut posting, "validThrough", job.closes.map(|closes| closes.rfc3339().into()));
    insert(
        &mut posting,
        "identifier",
        job.id.as_ref().map(|id| json!({ "@type": "PropertyValue", "name": context.company, "value": id.value })),
    );
    insert(
        &mut posting,
        "employmentType",
        one_or_list(job.employment.iter().map(|kind| kind.google().into()).collect()),
    );
    insert(&mut posting, "jobLocation", one_or_list(job.places.iter().map(place).collect()));
    if job.workplace == Some(Workplace::Remote) {
        insert(&mut posting, "jobLocationType", Some("TELECOMMUTE".into()));
        insert(&mut posting, "applicantLocationRequirements", one_or_list(job.applicants.iter().map(area).collect()));
    }
    insert(&mut posting, "baseSalary", salary(job));
    insert(
        &mut posting,
        "educationRequirements",
        job.education.map(|education| match education.google() {
            None => "no requirements".into(),
            Some(category) => json!({ "@type": "EducationalOccupationalCredential", "credentialCategory": category }),
        }),
    );
    insert(
        &mut posting,
        "experienceRequirements",
        job.experience_months.map(|months| match months {
            0 => "no requirements".into(),
            months => json!({ "@type": "OccupationalExperienceRequirements", "monthsOfExperience": months }),
        }),
    );
    insert(
        &mut posting,
        "skills",
        Some(context.skills.join(", ")).filter(|skills| !skills.is_empty()).map(Value::from),
    );
    insert(
        &mut posting,
        "jobBenefits",
        Some(job.benefits.join(", ")).filter(|benefits| !benefits.is_empty()).map(Value::from),
    );
    Some(posting)
}

fn salary(job: &Job) -> Option<Value> {
    let salary = job.salary.as_ref()?;
    let mut value = json!({ "@type": "QuantitativeValue", "unitText": salary.per().unit_text() });
    match (salary.min(), salary.max()) {
        (Some(min), Some(max)) if min == max => insert(&mut value, "value", Some(number(min))),
        (min, max) => {
            insert(&mut value, "minValue", min.map(number));
            insert(&mut value, "maxValue", max.map(number));
        }
    }
    Some(json!({ "@type": "MonetaryAmount", "currency": salary.currency(), "value": value }))
}

/// An amount as a number: whole where it is.
pub fn number(amount: Amount) -> Value {
    if amount.is_whole() {
        (amount.hundredths() / 100).into()
    } else {
        serde_json::Number::from_f64(amount.hundredths() as f64 / 100.0).map_or(Value::Null, Value::Number)
    }
}

/// A place of work with its address.
pub fn place(place: &Place) -> Value {
    let mut address = json!({ "@type": "PostalAddress", "addressCountry": place.country.code() });
    insert(&mut address, "streetAddress", place.street.clone().map(Value::from));
    insert(&mut address, "addressLocality", place.city.clone().map(Value::from));
    insert(&mut address, "addressRegion", place.region.as_ref().map(|region| region.plain().into()));
    insert(&mut address, "postalCode", place.postal_code.clone().map(Value::from));
    json!({ "@type": "Place", "address": address })
}

fn area(area: &Area) -> Value {
    let english = Lang::new("en").expect("`en` is a language");
    match area.region_name() {
        Some(region) => json!({ "@type": "State", "name": format!("{region}, {}", area.country().name(&english)) }),
        None => json!({ "@type": "Country", "name": area.country().name(&english) }),
    }
}

/// A breadcrumb: names and whole addresses, the page itself last.
pub fn breadcrumb(items: &[(String, String)]) -> Value {
    let list: Vec<Value> = items
        .iter()
        .enumerate()
        .map(|(i, (name, url))| json!({ "@type": "ListItem", "position": i + 1, "name": name, "item": url }))
        .collect();
    json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": list })
}

/// Puts a value into an object, when there is one.
pub fn insert(object: &mut Value, key: &str, value: Option<Value>) {
    if let (Value::Object(map), Some(value)) = (object, value) {
        let _: &mut Map<String, Value> = map;
        map.insert(key.to_owned(), value);
    }
}

fn one_or_list(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::Array(values)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_element() {
        let text = script_json(&json!({ "title": "</script><script>alert(1)</script> <!-- & \u{2028}" }));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back["title"], "</script><script>alert(1)</script> <!-- & \u{2028}");
    }
}
