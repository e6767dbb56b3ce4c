//! Structured data (JSON-LD) for search engines, through one emitter that no text can break out of.
//!
//! Rules: Google, "JobPosting structured data" (2026-09-08), schema.org 29.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Map, Value, json};

use super::Renderer;
use crate::content::rules::MISSING_FIELD;
use crate::content::{Contact, Job, Start, State, Workplace};
use crate::diag::Code;
use crate::facts::{Detail, number};
use crate::model::{Area, Lang, Place};
use crate::relate::EntryId;
use crate::source::first_of;

/// How search engines take a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Without it there is no markup; the rule named keeps a posting without it from being published.
    Required(Code),
    /// Required where it applies.
    Conditional,
    Recommended,
    /// Taken by Google in some countries only.
    Beta,
    /// Of schema.org, not used by Google; true of the page all the same.
    Extra,
    /// Never written, for the reason given.
    Never,
}

/// A property of JobPosting and its rule.
#[derive(Debug)]
pub struct Property {
    pub name: &'static str,
    pub status: Status,
    pub rule: &'static str,
    /// The vendor's page or the specification, with its date.
    pub source: &'static str,
}

const GOOGLE: &str = "Google, “JobPosting structured data”, 2026-09-08";
const UPDATES: &str = "Google Search Central Blog, “Job posting updates”, 2021-07";
const SCHEMA: &str = "schema.org 29, 2025-03";

macro_rules! properties {
    ($($name:literal $status:expr, $rule:literal, $source:expr;)*) => {
        &[$(Property { name: $name, status: $status, rule: $rule, source: $source }),*]
    };
}

/// What a JobPosting has, and why. `rolecall explain JobPosting` prints it.
pub const JOB_POSTING: &[Property] = properties![
    "title" Status::Required(MISSING_FIELD), "The job's title alone: no code, address, date, pay or company.", GOOGLE;
    "description" Status::Required(MISSING_FIELD), "The whole text as HTML, paragraphs as <p>, lists as <ul> and <li>; never the title again.", GOOGLE;
    "datePosted" Status::Required(MISSING_FIELD), "When the employer first posted it; never the time of a build.", GOOGLE;
    "hiringOrganization" Status::Required(MISSING_FIELD), "The company, with its website and a logo that can be fetched.", GOOGLE;
    "jobLocation" Status::Conditional, "Every place of work, with its country; not needed when the job is fully remote.", GOOGLE;
    "applicantLocationRequirements" Status::Conditional, "For remote jobs the countries or states one may work from; regions such as EU are written out.", GOOGLE;
    "jobLocationType" Status::Conditional, "TELECOMMUTE, for jobs that are remote throughout; hybrid jobs have none.", GOOGLE;
    "validThrough" Status::Conditional, "The closing instant when there is one; never an invented one.", GOOGLE;
    "employmentType" Status::Recommended, "Only what is known.", GOOGLE;
    "baseSalary" Status::Recommended, "The employer's own figures as numbers, never an estimate.", GOOGLE;
    "identifier" Status::Recommended, "The employer's own reference, the same in every language.", GOOGLE;
    "educationRequirements" Status::Beta, "One of Google's words, or `no requirements`.", GOOGLE;
    "experienceRequirements" Status::Beta, "Months, or `no requirements`.", GOOGLE;
    "directApply" Status::Never, "One applies elsewhere or by e-mail, and a static site can't say otherwise.", UPDATES;
    "url" Status::Extra, "The page itself.", SCHEMA;
    "jobStartDate" Status::Extra, "The day on which the work begins.", SCHEMA;
    "jobImmediateStart" Status::Extra, "True for `start: asap`.", SCHEMA;
    "workHours" Status::Extra, "Hours a week and shifts, as the page says them.", SCHEMA;
    "jobDuration" Status::Never, "Of the pending part of schema.org; the page says until when.", SCHEMA;
    "totalJobOpenings" Status::Extra, "How many people are looked for.", SCHEMA;
    "employmentUnit" Status::Extra, "The department.", SCHEMA;
    "applicationContact" Status::Extra, "Whom one asks: name, e-mail, phone.", SCHEMA;
    "incentiveCompensation" Status::Extra, "What comes on top of pay, as the page says it.", SCHEMA;
    "qualifications" Status::Extra, "Licences and certificates.", SCHEMA;
    "occupationalCategory" Status::Extra, "Codes of ISCO-08, SOC and ESCO, each as a CategoryCode.", SCHEMA;
    "eligibilityToWorkRequirement" Status::Never, "Help with a visa is no requirement; the page says it.", SCHEMA;
    "skills" Status::Extra, "As the page shows them.", SCHEMA;
    "jobBenefits" Status::Extra, "As the page shows them.", SCHEMA;
];

/// JSON for the inside of a `<script>` element: `<`, `>`, `&` and the two line separators are escaped.
pub fn script_json(value: &Value) -> String {
    let mut out = Vec::with_capacity(512);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, InScript);
    value.serialize(&mut serializer).expect("a JSON value can be written to memory");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Writes texts as a script element may hold them.
struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let separator = |rest: &str| rest.find(['\u{2028}', '\u{2029}']);
        let has_separator = !fragment.is_ascii() && separator(fragment).is_some();
        let mut rest = fragment;
        loop {
            let mark = first_of(rest, *b"<>&");
            let next = if has_separator { mark.into_iter().chain(separator(rest)).min() } else { mark };
            let Some(at) = next else { return writer.write_all(rest.as_bytes()) };
            let (with, len) = match rest.as_bytes()[at] {
                b'<' => ("\\u003c", 1),
                b'>' => ("\\u003e", 1),
                b'&' => ("\\u0026", 1),
                _ if rest[at..].starts_with('\u{2028}') => ("\\u2028", 3),
                _ => ("\\u2029", 3),
            };
            writer.write_all(&rest.as_bytes()[..at])?;
            writer.write_all(with.as_bytes())?;
            rest = &rest[at + len..];
        }
    }
}

/// What a JobPosting needs beside the posting itself.
pub struct JobContext<'a> {
    /// Without markers and references.
    pub title: String,
    pub url: &'a str,
    pub company: &'a str,
    pub company_url: Option<&'a str>,
    pub logo: Option<&'a str>,
    /// The text as clean HTML.
    pub description: &'a str,
    pub skills: Vec<String>,
    /// What else is said of it, by field, as its page says it.
    pub facts: Vec<Detail>,
    /// What comes on top of pay, in the words of its language.
    pub incentives: Vec<String>,
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
        "title": context.title,
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
    details(&mut posting, job, context);
    Some(posting)
}

/// What a posting says besides.
fn details(posting: &mut Value, job: &Job, context: &JobContext<'_>) {
    let details = &job.details;
    let incentives = &context.incentives;
    let said = |names: &[&str]| {
        let texts = context.facts.iter().filter(|fact| names.contains(&fact.name.as_str()));
        let texts: Vec<String> = texts.map(|fact| fact.texts.join(", ")).collect();
        (!texts.is_empty()).then(|| Value::from(texts.join("; ")))
    };
    match details.start {
        Some(Start::Day(day)) => insert(posting, "jobStartDate", Some(day.to_string().into())),
        Some(Start::Soon) => insert(posting, "jobImmediateStart", Some(true.into())),
        None => {}
    }
    insert(posting, "workHours", said(&["hours", "shift"]));
    insert(posting, "totalJobOpenings", details.openings.map(Value::from));
    let unit = details.department.as_ref().map(|name| json!({ "@type": "Organization", "name": name }));
    insert(posting, "employmentUnit", unit);
    insert(posting, "applicationContact", details.contact.as_ref().map(contact));
    insert(posting, "incentiveCompensation", (!incentives.is_empty()).then(|| incentives.join("; ").into()));
    insert(posting, "qualifications", said(&["qualifications"]));
    let codes = details.occupation.iter().map(
        |occupation| json!({ "@type": "CategoryCode", "codeValue": occupation.code, "inCodeSet": occupation.scheme }),
    );
    insert(posting, "occupationalCategory", one_or_list(codes.collect()));
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

fn contact(contact: &Contact) -> Value {
    let mut point = json!({ "@type": "ContactPoint" });
    insert(&mut point, "name", contact.name.clone().map(Value::from));
    insert(&mut point, "contactType", contact.role.clone().map(Value::from));
    insert(&mut point, "email", contact.email.as_ref().map(|(address, _)| address.clone().into()));
    insert(&mut point, "telephone", contact.phone.as_ref().map(|(number, _)| number.clone().into()));
    point
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

impl Renderer {
    /// The structured data of a posting as if it were in a state: what search engines get of an open one.
    pub fn job_posting(&self, id: EntryId, state: State) -> Option<Value> {
        let site = &self.site;
        let entry = site.entry(id);
        let job = entry.job()?;
        let company = site.index.company_of[id.index()];
        let logo = company.and_then(|company| self.picture(company)).map(|logo| self.whole(&logo.url));
        let website = company.and_then(|company| site.entry(company).company()?.url.as_ref());
        let facts = self.job_facts(id, &entry.head().lang);
        let context = JobContext {
            title: facts.plain_title(),
            url: &self.whole(&self.href(site.address(id))),
            company: facts.company().unwrap_or_default(),
            company_url: website.map(|url| url.as_str()),
            logo: logo.as_deref(),
            description: &self.portable_body(id, &entry.head().lang),
            skills: self.tag_names(&job.skills, &entry.head().lang),
            facts: facts.details(self.theme.strings(&entry.head().lang)),
            incentives: facts.incentives(self.theme.strings(&entry.head().lang)),
        };
        job_posting(job, state, &context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the emitter may write, read from its own source.
    #[test]
    fn every_property_has_its_rule_and_its_source() {
        let text = include_str!("structured.rs");
        let emitter = &text[text.find("pub fn job_posting").unwrap()..text.find("fn salary(job").unwrap()];
        let written: Vec<&str> = emitter
            .split("insert(")
            .skip(1)
            .filter_map(|part| part.split('"').nth(1))
            .chain(["title", "description", "datePosted", "hiringOrganization", "url"])
            .filter(|name| !matches!(*name, "sameAs" | "logo"))
            .collect();
        for name in &written {
            let known = JOB_POSTING.iter().find(|property| property.name == *name);
            assert!(known.is_some_and(|property| property.status != Status::Never), "{name} has no rule");
        }
        for property in JOB_POSTING {
            let is_written = written.contains(&property.name);
            assert_eq!(is_written, property.status != Status::Never, "{}", property.name);
            assert!(property.source.chars().any(|c| c.is_ascii_digit()), "{} has no date", property.name);
        }
    }

    #[test]
    fn no_text_ends_the_script_element() {
        let text = script_json(&json!({ "title": "</script><script>alert(1)</script> <!-- & \u{2028}" }));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back["title"], "</script><script>alert(1)</script> <!-- & \u{2028}");
    }
}
