//! `search`: what a reader finds, without a browser; for trying words and synonyms, and for scripts.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::json;

use super::{Exit, SiteArguments, built, complain, say};
use crate::diag::print;
use crate::model::Lang;
use crate::search::{Found, Index, Query, Sort};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// What to look for; all there is where it is empty.
    query: String,
    #[command(flatten)]
    site: SiteArguments,
    /// The language to search in [default: the site's first].
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Only entries with this value of a facet; with the same facet again, either of them.
    #[arg(long, value_name = "NAME=VALUE", value_parser = facet)]
    facet: Vec<(String, String)>,
    /// Only what was published in so many days.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i32).range(1..))]
    days: Option<i32>,
    /// Only postings that pay so much a year: `40000 EUR`.
    #[arg(long, value_name = "AMOUNT CURRENCY", value_parser = pay)]
    pay: Option<(String, i64)>,
    /// The order of results.
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// The most results to print.
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    Relevance,
    Newest,
    /// What closes first.
    Closing,
    /// What pays most.
    Pay,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Human,
    Json,
}

fn facet(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE: workplace=remote")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn pay(text: &str) -> Result<(String, i64), String> {
    let fault = || "write an amount and a currency: `40000 EUR`".to_owned();
    let (amount, currency) = text.trim().split_once(' ').ok_or_else(fault)?;
    Ok((currency.to_uppercase(), amount.parse().map_err(|_| fault())?))
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let (request, ready) = match built(&arguments.site, clock) {
        Ok(built) => built,
        Err(exit) => return exit,
    };
    let languages: Vec<&Lang> = ready.site().config.languages.iter().map(|(lang, _)| lang).collect();
    let wanted = arguments.lang.as_deref();
    let Some(lang) = languages.iter().find(|lang| wanted.is_none_or(|wanted| lang.as_str() == wanted)) else {
        let all: Vec<&str> = languages.iter().map(|lang| lang.as_str()).collect();
        complain(&format!("error: the site has no language `{}`; it has {}\n", wanted.unwrap_or(""), all.join(", ")));
        return Exit::Usage;
    };
    let index = ready.renderer.search(lang);
    let query = match query(arguments, &index, request.now) {
        Ok(query) => query,
        Err(message) => {
            complain(&format!("error: {message}\n"));
            return Exit::Usage;
        }
    };
    let found = index.find(&query);
    say(&match arguments.format {
        Form::Human => human(&index, &found, arguments.most),
        Form::Json => format!("{:#}\n", json(&index, &found, arguments.most)),
    });
    Exit::Fine
}

fn query(arguments: &Arguments, index: &Index<'_>, now: Timestamp) -> Result<Query, String> {
    let mut facets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in &arguments.facet {
        let Some(facet) = index.facets.iter().find(|facet| facet.name == name) else {
            let all: Vec<&str> = index.facets.iter().map(|facet| facet.name).collect();
            return Err(format!("there is no facet `{name}`; there are {}", all.join(", ")));
        };
        if !facet.values.iter().any(|known| known.key == *value) {
            let some: Vec<&str> = facet.values.iter().take(12).map(|value| value.key.as_str()).collect();
            return Err(format!("no entry has the {name} `{value}`; there are {}", some.join(", ")));
        }
        facets.entry(name.clone()).or_default().push(value.clone());
    }
    Ok(Query {
        text: arguments.query.clone(),
        facets,
        days: arguments.days,
        pay: arguments.pay.clone(),
        sort: match arguments.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Closing => Sort::Closing,
            Order::Pay => Sort::Pay,
        },
        today: (now.as_second().div_euclid(86_400)) as i32,
    })
}

fn human(index: &Index<'_>, found: &Found, most: usize) -> String {
    let mut text = String::new();
    if let Some(corrected) = &found.corrected {
        text.push_str(&format!("showing results for {}\n", print::visible(corrected)));
    }
    if found.is_partial && !found.docs.is_empty() {
        text.push_str("nothing has all of these words; these come nearest\n");
    }
    for doc in found.docs.iter().take(most) {
        let card = &index.docs[*doc as usize].card;
        let about = [card.company.unwrap_or(""), card.place.as_str(), card.pay.as_deref().unwrap_or("")];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        text.push_str(&print::visible(card.title));
        if !about.is_empty() {
            text.push_str(&print::visible(&format!(" · {}", about.join(" · "))));
        }
        text.push_str(&format!("\n  {}\n", print::visible(&card.url)));
    }
    let results = if found.docs.len() == 1 { "result" } else { "results" };
    text + &format!("{} {results}\n", found.docs.len())
}

fn json(index: &Index<'_>, found: &Found, most: usize) -> serde_json::Value {
    let facets = index.facets.iter().map(|facet| {
        let counts = found.counts.get(facet.name).into_iter().flatten();
        let values: Vec<_> = facet
            .values
            .iter()
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .map(|(value, count)| json!({ "key": value.key, "label": value.label, "count": count }))
            .collect();
        (facet.name.to_owned(), values.into())
    });
    json!({
        "total": found.docs.len(),
        "partial": found.is_partial,
        "corrected": found.corrected,
        "facets": serde_json::Value::Object(facets.collect()),
        "results": found.docs.iter().take(most).map(|doc| &index.docs[*doc as usize].card).collect::<Vec<_>>(),
    })
}
