//! What the index says of an entry.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::content::{Job, Kind};
use crate::facts::{CompanyFacts, JobFacts, number};
use crate::locale::Strings;
use crate::model::Lang;
use crate::relate::{EntryId, Site};

/// One entry as the browser gets it: enough to show it among results.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Card<'a> {
    pub url: String,
    pub title: Cow<'a, str>,
    /// `job`, `landing`, `article`, `company`, `tag` or `page`.
    pub kind: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub summary: Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<Cow<'a, str>>,
    /// The entry's language, where it is another than the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Cow<'a, str>>,
    /// The address of the company's logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workplace: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub employment: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salary: Option<Pay<'a>>,
    /// The pay as the language writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<String>,
    /// Workplace, kinds of contract and level, as the language calls them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The last moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
}

impl<'a> Card<'a> {
    /// What is shown of it among results, and no more: a large site has many.
    pub fn short(&self) -> Card<'a> {
        Card {
            url: self.url.clone(),
            title: self.title.clone(),
            kind: self.kind.clone(),
            // A row of a posting has none.
            summary: if self.kind == "job" { Cow::Borrowed("") } else { self.summary.clone() },
            lang: self.lang.clone(),
            company: self.company.clone(),
            logo: self.logo.clone(),
            place: self.place.clone(),
            pay: self.pay.clone(),
            facts: self.facts.clone(),
            date: self.date.clone(),
            closes: self.closes.clone(),
            ..Card::default()
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Pay<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Value>,
    currency: Cow<'a, str>,
    per: Cow<'a, str>,
}

/// The card of an entry.
pub fn card<'a>(site: &'a Site, lang: &'a Lang, strings: &Strings, id: EntryId) -> Card<'a> {
    let entry = site.entry(id);
    let base = site.config.base_url.base_path();
    let url = format!("{base}{}", site.address(id).encoded().trim_start_matches('/'));
    let tags = site.index.tags.of(id).iter().map(|tag| site.index.tags.get(*tag).name(lang).into()).collect();
    let own = &entry.head().lang;
    let lang_of = (own != lang).then(|| own.as_str().into());
    let common = Card {
        url,
        title: entry.title().into(),
        summary: entry.prose().summary.as_str().into(),
        tags,
        lang: lang_of,
        ..Card::default()
    };
    match &entry.record.kind {
        Kind::Job(job) => {
            let facts = JobFacts::of(site, id, lang).expect("the entry is a posting");
            Card {
                kind: "job".into(),
                company: facts.company().map(Cow::Borrowed),
                place: facts.every_place(),
                countries: facts.countries().iter().map(|country| country.code().to_owned()).collect(),
                workplace: job.workplace.map(|workplace| workplace.as_str().into()),
                employment: job.employment.iter().map(|employment| employment.as_str().into()).collect(),
                level: job.level.map(|level| level.as_str().into()),
                salary: pay(job),
                pay: facts.pay_in_short(strings),
                facts: facts.words(strings).into_iter().map(|(.., label)| label).collect(),
                date: Some(job.posted.date().to_string()),
                closes: job.closes.map(|closes| closes.rfc3339()),
                ..common
            }
        }
        Kind::Article(article) => {
            Card { kind: "article".into(), date: Some(article.date.date().to_string()), ..common }
        }
        Kind::Company(_) => {
            let facts = CompanyFacts::of(site, id, lang).expect("the entry is a company");
            Card { kind: "company".into(), place: facts.place_line(), ..common }
        }
        Kind::Author(_) | Kind::Tag(_) | Kind::Page(_) | Kind::Landing(_) | Kind::Own(_) => {
            Card { kind: "page".into(), ..common }
        }
    }
}

fn pay(job: &Job) -> Option<Pay<'_>> {
    let salary = job.salary.as_ref()?;
    Some(Pay {
        min: salary.min().map(number),
        max: salary.max().map(number),
        currency: salary.currency().into(),
        per: salary.per().as_str().into(),
    })
}
