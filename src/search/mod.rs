//! The JSON search index: one file for each language, with a card for every listed entry.
//!
//! The format is `rolecall-search/1`, layout `single`: readers' browsers load it once and search in memory.
//!
//! ```json
//! {"schema": "rolecall-search/1", "language": "en", "layout": "single", "count": 1,
//!  "docs": [{"url": "/jobs/x/", "title": "…", "kind": "job", "summary": "…", "tags": ["Rust"], "company": "…", "place": "Zaragoza, Spain",
//!            "countries": ["ES"], "workplace": "hybrid", "employment": ["full-time"], "level": "senior",
//!            "salary": {"min": 52000, "max": 64000, "currency": "EUR", "per": "year"}, "date": "2026-10-05", "closes": "2026-12-15"}]}
//! ```
//!
//! `kind` is `job`, `article`, `company`, `tag` or `page`. A field without a value is left out. Entries stand in the order of their lists,
//! newest first; dates are days in the entry's own zone.

use serde::Serialize;
use serde_json::Value;

use crate::content::{Job, Kind};
use crate::facts::{CompanyFacts, JobFacts, number};
use crate::model::Lang;
use crate::relate::{EntryId, Site};

/// One entry as the browser gets it.
#[derive(Debug, Default, Serialize)]
struct Card<'a> {
    url: String,
    title: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    countries: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    workplace: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    employment: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salary: Option<Pay<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes: Option<String>,
}

#[derive(Debug, Serialize)]
struct Pay<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Value>,
    currency: &'a str,
    per: &'static str,
}

#[derive(Debug, Serialize)]
struct Index<'a> {
    schema: &'static str,
    language: &'a str,
    layout: &'static str,
    count: usize,
    docs: Vec<Card<'a>>,
}

/// The index of one language.
pub fn index(site: &Site, lang: &Lang) -> String {
    let lists = site.lists.of(lang);
    let own = |ids: &[EntryId]| -> Vec<EntryId> { site.index.own(lang, ids).collect() };
    let mut docs: Vec<Card<'_>> = Vec::new();
    for ids in [&lists.jobs, &lists.articles, &lists.companies, &lists.pages] {
        docs.extend(own(ids).into_iter().map(|id| card(site, lang, id)));
    }
    let base = site.config.base_url.base_path();
    for id in &lists.tags {
        let tag = site.index.tags.get(*id);
        docs.push(Card {
            url: format!("{base}{}", site.index.tag_address(lang, *id).encoded().trim_start_matches('/')),
            title: tag.name(lang),
            kind: "tag",
            ..Card::default()
        });
    }
    let index =
        Index { schema: "rolecall-search/1", language: lang.as_str(), layout: "single", count: docs.len(), docs };
    serde_json::to_string(&index).expect("cards are plain values")
}

fn card<'a>(site: &'a Site, lang: &'a Lang, id: EntryId) -> Card<'a> {
    let entry = site.entry(id);
    let base = site.config.base_url.base_path();
    let url = format!("{base}{}", site.address(id).encoded().trim_start_matches('/'));
    let tags = site.index.tags.of(id).iter().map(|tag| site.index.tags.get(*tag).name(lang)).collect();
    let common = Card { url, title: entry.title(), summary: &entry.prose().summary, tags, ..Card::default() };
    match &entry.record.kind {
        Kind::Job(job) => {
            let facts = JobFacts::of(site, id, lang).expect("the entry is a posting");
            Card {
                kind: "job",
                company: facts.company(),
                place: facts.every_place(),
                countries: facts.countries().iter().map(|country| country.code().to_owned()).collect(),
                workplace: job.workplace.map(|workplace| workplace.as_str()),
                employment: job.employment.iter().map(|employment| employment.as_str()).collect(),
                level: job.level.map(|level| level.as_str()),
                salary: pay(job),
                date: Some(job.posted.date().to_string()),
                closes: job.closes.map(|closes| closes.date().to_string()),
                ..common
            }
        }
        Kind::Article(article) => Card { kind: "article", date: Some(article.date.date().to_string()), ..common },
        Kind::Company(_) => {
            let facts = CompanyFacts::of(site, id, lang).expect("the entry is a company");
            Card { kind: "company", place: facts.place_line(), ..common }
        }
        Kind::Author(_) | Kind::Tag(_) | Kind::Page(_) | Kind::Landing(_) => Card { kind: "page", ..common },
    }
}

fn pay(job: &Job) -> Option<Pay<'_>> {
    let salary = job.salary.as_ref()?;
    Some(Pay {
        min: salary.min().map(number),
        max: salary.max().map(number),
        currency: salary.currency(),
        per: salary.per().as_str(),
    })
}
