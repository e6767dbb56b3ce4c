//! `search`: what a reader finds, without a browser; for trying words and synonyms, and for scripts. It takes the index that was built, else makes one of the sources.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{Exit, SiteArguments, built, complain, say};
use crate::diag::print;
use crate::model::Lang;
use crate::search::{self, Found, Index, Query, ReadFault, Sort};

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
    /// With `--facet place=…`: towns no farther away than this, too, where the site has `distance_search`.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=20_000))]
    km: Option<i64>,
    /// Search the sources, also where OUTPUT has an index.
    #[arg(long)]
    sources: bool,
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
    match found(arguments, clock) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn found(arguments: &Arguments, clock: Timestamp) -> Result<(), Exit> {
    let index = arguments.site.output().join("search");
    if !arguments.is_of_sources() && index.join("index.json").is_file() {
        let now = arguments.site.request(clock).map_err(|message| wrong(&message))?.now;
        let lang = language(arguments, &languages(&index)?)?;
        let of_language = index.join(&lang);
        let index = search::read(&|name| std::fs::read_to_string(of_language.join(name)));
        let index = index.map_err(|fault| broken(&of_language, &fault))?;
        return answer(arguments, &index, now);
    }
    let (request, ready) = built(&arguments.site, clock)?;
    let config = &ready.site().config;
    let wanted = language(arguments, &config.languages.iter().map(|(lang, _)| lang.to_string()).collect::<Vec<_>>())?;
    let lang = config.languages.iter().map(|(lang, _)| lang).find(|lang| lang.as_str() == wanted);
    answer(arguments, &ready.renderer.search(lang.expect("a language of the site")), request.now)
}

impl Arguments {
    /// Whether something is asked that a built index can't tell.
    fn is_of_sources(&self) -> bool {
        let site = &self.site;
        self.sources || site.drafts || site.future || site.theme.is_some() || site.base_url.is_some()
    }
}

/// The languages of a built index, the site's main one first.
fn languages(index: &Path) -> Result<Vec<String>, Exit> {
    #[derive(Deserialize)]
    struct Languages {
        schema: String,
        languages: Vec<String>,
    }
    let fault = |why: String| broken(index, &ReadFault::Malformed("index.json".to_owned(), why));
    let text = std::fs::read_to_string(index.join("index.json")).map_err(|error| fault(error.to_string()))?;
    let read: Languages = serde_json::from_str(&text).map_err(|error| fault(error.to_string()))?;
    if read.schema != search::SCHEMA_NAME {
        return Err(fault(format!("it is `{}`, not `{}`", read.schema, search::SCHEMA_NAME)));
    }
    // A code is no path.
    let known: Vec<String> =
        read.languages.iter().filter_map(|code| Lang::new(code)).map(|lang| lang.to_string()).collect();
    if known.is_empty() { Err(fault("it has no language".to_owned())) } else { Ok(known) }
}

/// The language to search in.
fn language(arguments: &Arguments, all: &[String]) -> Result<String, Exit> {
    let wanted = arguments.lang.as_deref();
    let known = all.iter().find(|lang| wanted.is_none_or(|wanted| *lang == wanted)).cloned();
    let fault = || format!("the site has no language `{}`; it has {}", wanted.unwrap_or(""), all.join(", "));
    known.ok_or_else(|| wrong(&fault()))
}

fn wrong(message: &str) -> Exit {
    complain(&format!("error: {}\n", print::visible(message)));
    Exit::Usage
}

fn broken(index: &Path, fault: &ReadFault) -> Exit {
    let shown = print::visible(&index.display().to_string());
    let fault = print::visible(&fault.to_string());
    complain(&format!(
        "error: can't read the index in {shown}: {fault}\n  build the site again, or search its sources with --sources\n"
    ));
    Exit::Machine
}

fn answer(arguments: &Arguments, index: &Index<'_>, now: Timestamp) -> Result<(), Exit> {
    let query = query(arguments, index, now).map_err(|message| wrong(&message))?;
    let found = index.find(&query);
    say(&match arguments.format {
        Form::Human => human(index, &found, arguments.most),
        Form::Json => format!("{:#}\n", json(index, &found, arguments.most)),
    });
    Ok(())
}

fn query(arguments: &Arguments, index: &Index<'_>, now: Timestamp) -> Result<Query, String> {
    let mut facets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in &arguments.facet {
        let Some(facet) = index.facets.iter().find(|facet| facet.name == *name) else {
            let all: Vec<&str> = index.facets.iter().map(|facet| facet.name.as_ref()).collect();
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
        km: arguments.km,
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
    if found.is_partial && !(found.docs.is_empty() && found.nearest.is_empty()) {
        text.push_str("nothing has all of these words; these come nearest\n");
    }
    let mut line = |doc: &u32| {
        let card = &index.docs[*doc as usize].card;
        let about = [card.company.as_deref().unwrap_or(""), card.place.as_str(), card.pay.as_deref().unwrap_or("")];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        text.push_str(&print::visible(&card.title));
        if !about.is_empty() {
            text.push_str(&print::visible(&format!(" · {}", about.join(" · "))));
        }
        text.push_str(&format!("\n  {}\n", print::visible(&card.url)));
    };
    found.docs.iter().take(most).for_each(&mut line);
    found.nearest.iter().for_each(&mut line);
    let results = if found.docs.len() == 1 { "result" } else { "results" };
    text + &format!("{} {results}\n", found.docs.len())
}

fn json(index: &Index<'_>, found: &Found, most: usize) -> serde_json::Value {
    let facets = index.facets.iter().map(|facet| {
        let counts = found.counts.get(facet.name.as_ref()).into_iter().flatten();
        let values: Vec<_> = facet
            .values
            .iter()
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .map(|(value, count)| json!({ "key": value.key, "label": value.label, "count": count }))
            .collect();
        (facet.name.to_string(), values.into())
    });
    json!({
        "total": found.docs.len(),
        "partial": found.is_partial,
        "corrected": found.corrected,
        "facets": serde_json::Value::Object(facets.collect()),
        "nearest": found.nearest.iter().map(|doc| &index.docs[*doc as usize].card).collect::<Vec<_>>(),
        "results": found.docs.iter().take(most).map(|doc| &index.docs[*doc as usize].card).collect::<Vec<_>>(),
    })
}
