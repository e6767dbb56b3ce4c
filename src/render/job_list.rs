//! Every open posting for programs: `/jobs.json`, and the JSON Schema that documents it; a posting's page as Markdown.

use serde_json::{Value, json};

use super::Renderer;
use super::shared::Shared;
use super::structured::insert;
use super::views::WordView;
use crate::content::{Job, Start};
use crate::facts::markdown_address;
use crate::facts::own_data;
use crate::markdown::escape_markup;
use crate::model::{Amount, Place};
use crate::relate::{EntryId, Visibility};

/// The schema, published as `/jobs.schema.json` (JSON Schema 2020-12).
pub const SCHEMA: &str = include_str!("jobs.schema.json");

pub fn list(renderer: &Renderer) -> String {
    let site = &renderer.site;
    let config = &site.config;
    // One posting at a time: a large site's list is long enough as a text.
    let mut out = format!(
        "{{\"$schema\":{},\"version\":1,\"title\":{},\"url\":{},\"jobs\":[",
        Value::from(renderer.whole(&renderer.path("/jobs.schema.json"))),
        Value::from(config.texts(&config.main).title.clone()),
        Value::from(renderer.whole(&renderer.href(&config.home(&config.main)))),
    );
    let mut is_first = true;
    for (lang, _) in &config.languages {
        let lists = site.lists.of(lang);
        for id in site.index.own(lang, &lists.jobs) {
            out.push_str(if is_first { "\n" } else { ",\n" });
            out.push_str(
                &serde_json::to_string(&posting(renderer, id)).expect("a JSON value can be written to memory"),
            );
            is_first = false;
        }
    }
    out.push_str("\n]}\n");
    out
}

/// What the list has of one posting; nothing of those that are not open.
pub fn of_one(renderer: &Renderer, id: EntryId) -> Option<String> {
    let is_listed = renderer.site.visibility(id) == Visibility::Listed;
    is_listed.then(|| format!("{:#}", posting(renderer, id)))
}

fn posting(renderer: &Renderer, id: EntryId) -> Value {
    let site = &renderer.site;
    let entry = site.entry(id);
    let job = entry.job().expect("a list of postings holds postings");
    let lang = &entry.head().lang;
    let facts = renderer.job_facts(id, lang);
    let url = renderer.whole(&renderer.href(site.address(id)));
    let texts = |list: &[crate::source::Spanned<String>]| -> Vec<String> {
        list.iter().map(|text| text.value.clone()).collect()
    };
    let mut posting = json!({
        "url": url,
        "language": lang.as_str(),
        "title": facts.title(),
        "posted": job.posted.iso(),
        "employment": job.employment.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(),
        "places": job.places.iter().map(place).collect::<Vec<_>>(),
        "applicants": job.applicants.iter().map(|area| area.code()).collect::<Vec<_>>(),
        "skills": texts(&job.skills),
        "tags": texts(&job.tags),
        "benefits": job.benefits,
        "languages": job.languages,
        "summary": entry.prose().summary,
        "apply": apply(job),
    });
    let markdown = markdown_address(site, id).map(|address| renderer.whole(&renderer.href(&address)));
    insert(&mut posting, "markdown", markdown.map(Value::from));
    insert(&mut posting, "title_suffix", entry.prose().title_suffix.clone().map(Value::from));
    let company = site.index.company_of[id.index()].map(|company| {
        let view = site.entry(company);
        let page = renderer.whole(&renderer.href(site.address(company)));
        let mut data = json!({ "name": view.title(), "url": page });
        let website = view.company().and_then(|company| company.url.as_ref());
        insert(&mut data, "website", website.map(|url| url.as_str().into()));
        data
    });
    insert(&mut posting, "company", company);
    insert(&mut posting, "id", job.id.as_ref().map(|id| id.value.clone().into()));
    insert(&mut posting, "closes", job.closes.map(|closes| closes.rfc3339().into()));
    insert(&mut posting, "workplace", job.workplace.map(|workplace| workplace.as_str().into()));
    insert(&mut posting, "level", job.level.map(|level| level.as_str().into()));
    insert(&mut posting, "education", job.education.map(|education| education.as_str().into()));
    insert(&mut posting, "experience_months", job.experience_months.map(Value::from));
    insert(&mut posting, "salary", salary(job));
    details(&mut posting, job);
    let own = own_data(site, id);
    insert(&mut posting, "own", (!own.is_empty()).then_some(Value::Object(own)));
    let others = site.index.translations[id.index()].iter().filter(|other| **other != id);
    let others: serde_json::Map<String, Value> = others
        .map(|other| {
            let url = renderer.whole(&renderer.href(site.address(*other)));
            (site.entry(*other).head().lang.to_string(), url.into())
        })
        .collect();
    insert(&mut posting, "translations", (!others.is_empty()).then(|| others.into()));
    posting
}

/// What a posting says besides, field by field.
fn details(posting: &mut Value, job: &Job) {
    let details = &job.details;
    for (name, text) in [
        ("department", &details.department),
        ("team", &details.team),
        ("reports_to", &details.reports_to),
        ("travel", &details.travel),
        ("timezones", &details.timezones),
    ] {
        insert(posting, name, text.clone().map(Value::from));
    }
    for (name, texts) in [("shift", &details.shift), ("qualifications", &details.qualifications)] {
        insert(posting, name, (!texts.is_empty()).then(|| texts.clone().into()));
    }
    insert(
        posting,
        "start",
        details.start.map(|start| match start {
            Start::Day(day) => day.to_string().into(),
            Start::Soon => "asap".into(),
        }),
    );
    insert(posting, "term", details.term.map(|term| term.as_str().into()));
    insert(posting, "until", details.until.map(|day| day.to_string().into()));
    insert(posting, "months", details.months.map(Value::from));
    let number = |amount: Amount| crate::facts::number(amount);
    insert(posting, "hours", details.hours.map(|(least, most)| json!({ "min": number(least), "max": number(most) })));
    insert(posting, "openings", details.openings.map(Value::from));
    insert(posting, "visa", details.visa.map(Value::from));
    insert(posting, "relocation", details.relocation.map(Value::from));
    let extras =
        details.extras.iter().map(|(extra, text)| ((*extra).to_owned(), text.clone().map_or(true.into(), Value::from)));
    insert(posting, "extras", (!details.extras.is_empty()).then(|| Value::Object(extras.collect())));
    let codes: Vec<Value> =
        details.occupation.iter().map(|code| json!({ "scheme": code.scheme, "code": code.code })).collect();
    insert(posting, "occupation", (!codes.is_empty()).then(|| codes.into()));
    insert(
        posting,
        "contact",
        details.contact.as_ref().map(|contact| {
            let mut data = json!({});
            insert(&mut data, "name", contact.name.clone().map(Value::from));
            insert(&mut data, "role", contact.role.clone().map(Value::from));
            insert(&mut data, "email", contact.email.as_ref().map(|(address, _)| address.clone().into()));
            insert(&mut data, "phone", contact.phone.as_ref().map(|(number, _)| number.clone().into()));
            data
        }),
    );
}

fn place(place: &Place) -> Value {
    let mut data = json!({ "country": place.country.code() });
    insert(&mut data, "city", place.city.clone().map(Value::from));
    insert(&mut data, "region", place.region.as_ref().map(|region| region.plain().into()));
    insert(&mut data, "postal_code", place.postal_code.clone().map(Value::from));
    insert(&mut data, "street", place.street.clone().map(Value::from));
    data
}

fn salary(job: &Job) -> Option<Value> {
    let salary = job.salary.as_ref()?;
    let number = |amount: Amount| crate::facts::number(amount);
    let mut data = json!({ "currency": salary.currency(), "per": salary.per().as_str() });
    insert(&mut data, "min", salary.min().map(number));
    insert(&mut data, "max", salary.max().map(number));
    insert(&mut data, "gross", salary.gross.map(Value::from));
    insert(&mut data, "payments", salary.payments.map(Value::from));
    insert(&mut data, "pro_rata", salary.is_pro_rata.then(|| true.into()));
    Some(data)
}

fn apply(job: &Job) -> Value {
    let mut data = json!({});
    insert(&mut data, "url", job.apply.url.as_ref().map(|url| url.as_str().into()));
    insert(&mut data, "email", job.apply.email.as_ref().map(|(address, _)| address.clone().into()));
    insert(&mut data, "phone", job.apply.phone.as_ref().map(|(number, _)| number.clone().into()));
    insert(&mut data, "instructions", job.apply.instructions.clone().map(Value::from));
    data
}

impl Renderer {
    /// A posting's page as plain Markdown: its title, its facts, its text, where to apply.
    pub fn markdown_page(&self, id: EntryId) -> String {
        let lang = &self.site.entry(id).head().lang;
        let strings = self.theme.strings(lang);
        let (card, view) = (self.job_card(id, lang), self.job_details(id));
        let facts = self.job_facts(id, lang);
        let mut out = format!("# {}\n\n", escape_markup(facts.title()));
        let mut fact = |label: String, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                out.push_str(&format!("- {}: {}\n", escape_markup(&label), escape_markup(&value)));
            }
        };
        let labels = |words: &[Shared<WordView>]| {
            words.iter().map(|word| word.view.label.clone()).collect::<Vec<_>>().join(", ")
        };
        fact(strings.plain("company"), card.company.as_ref().map(|company| company.view.title.clone()));
        fact(strings.plain("place"), Some(facts.addresses().join("; ")));
        fact(strings.plain("workplace"), card.workplace.as_ref().map(|word| word.view.label.clone()));
        fact(strings.plain("applicants"), Some(facts.applicants().join(", ")));
        fact(strings.plain("employment"), Some(labels(&card.employment)));
        fact(strings.plain("level"), card.level.as_ref().map(|word| word.view.label.clone()));
        let salary = [card.salary.clone(), view.payments].into_iter().flatten().collect::<Vec<_>>();
        fact(strings.plain("salary"), Some(salary.join(" · ")));
        fact(
            strings.plain("skills"),
            Some(card.skills.iter().map(|skill| skill.view.name.clone()).collect::<Vec<_>>().join(", ")),
        );
        fact(strings.plain("benefits"), Some(view.benefits.join(", ")));
        for detail in &view.facts {
            fact(detail.label.clone(), Some(detail.texts.join(", ")));
        }
        fact(strings.plain("posted"), Some(card.posted.view.text.clone()));
        fact(strings.plain("closes"), card.closes.as_ref().map(|date| date.view.text.clone()));
        fact(strings.plain("reference"), view.id.clone());
        out.push('\n');
        out.push_str(&self.markup(id, lang));
        out.push_str(&format!("\n## {}\n\n", strings.plain("how_to_apply")));
        let ways = view.apply.map(|apply| {
            let instructions = apply.instructions.as_deref().map(escape_markup);
            let addresses = [apply.url, apply.email].into_iter().flatten().map(|address| format!("<{address}>"));
            instructions.into_iter().chain(addresses).chain(apply.phone).collect::<Vec<_>>()
        });
        for way in ways.into_iter().flatten() {
            out.push_str(&format!("{way}\n\n"));
        }
        out.push_str(&format!("<{}>\n", self.whole(&card.url)));
        out
    }
}
