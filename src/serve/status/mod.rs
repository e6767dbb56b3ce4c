//! The server's own pages: every posting with its state and its checks, and the days to travel to.
//!
//! 1. `state`: what a posting is to readers, and why.
//! 2. `posting`: one posting: its checks, and how search engines and feeds show it.
//!
//! They are for the site's authors, so they are in one language, with a style sheet of their own and no part of the theme.

mod posting;
mod state;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;

pub use posting::posting;
use state::{PostingState, posting_state, score};

use super::site::{CurrentSite, DatePreview};
use crate::content::KindName;
use crate::relate::{EntryId, changes};
use crate::source::{percent_decode, percent_encode_part};

/// The style sheet of these pages.
pub const STYLE: &str = include_str!("status.css");

/// So many postings are on one page.
const PER_PAGE: usize = 100;
/// So many of the next changes are told.
const CHANGES: usize = 12;

/// The values of a query, by name; the last of a name counts.
pub struct Query(BTreeMap<String, String>);

impl Query {
    pub fn read(text: &str) -> Query {
        let decoded = |text: &str| percent_decode(&text.replace('+', " ")).unwrap_or_default();
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        Query(pairs.map(|(name, value)| (decoded(name), decoded(value))).collect())
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }
}

/// The page that lists every posting.
pub fn list(shown: &CurrentSite, query: &Query) -> String {
    let site = shown.site();
    let all: Vec<(EntryId, PostingState)> =
        site.ids_of(KindName::Job).map(|id| (id, posting_state(site, id))).collect();
    let with_findings = with_findings(shown);
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (_, found) in &all {
        *counts.entry(found.state.name()).or_default() += 1;
    }
    let (state, words) = (query.get("state"), query.get("q").to_lowercase());
    let company = |id: EntryId| site.index.company_of[id.index()].map_or("", |company| site.entry(company).title());
    let mut wanted: Vec<&(EntryId, PostingState)> = all
        .iter()
        .filter(|(id, found)| match state {
            "" => true,
            "checks" => with_findings.contains(id),
            state => found.state.name() == state,
        })
        .filter(|(id, _)| {
            let text = || format!("{} {} {}", site.entry(*id).title(), company(*id), site.entry(*id).head().source);
            words.is_empty() || text().to_lowercase().contains(&words)
        })
        .collect();
    wanted.sort_by_cached_key(|(id, found)| (found.state, found.at, site.address(*id).clone()));
    let pages = wanted.len().div_ceil(PER_PAGE).max(1);
    let page = query.get("page").parse().unwrap_or(1usize).clamp(1, pages);

    let mut out = head(shown, "Postings");
    travel(&mut out, shown);
    let link = |out: &mut String, name: &str, words: &str, count: usize| {
        let current = if state == name { " aria-current=\"true\"" } else { "" };
        let _ = write!(out, "<li><a href=\"/__rolecall/?state={name}\"{current}>{words} <b>{count}</b></a></li>");
    };
    out.push_str("<nav aria-label=\"States\"><ul class=\"states\">");
    link(&mut out, "", "all", all.len());
    for (name, words) in state::NAMES {
        if let Some(count) = counts.get(name) {
            link(&mut out, name, words, *count);
        }
    }
    link(&mut out, "checks", "with findings", with_findings.len());
    out.push_str(
        "</ul></nav><form class=\"search\" action=\"/__rolecall/\"><input type=\"hidden\" name=\"state\" value=\"",
    );
    text(&mut out, state);
    out.push_str("\"><label>Title, company or file <input type=\"search\" name=\"q\" value=\"");
    text(&mut out, query.get("q"));
    out.push_str("\"></label> <button>Find</button></form>");
    if wanted.is_empty() {
        out.push_str("<p>No postings found.</p>");
    } else {
        out.push_str(
            "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Posting</th><th scope=\"col\">Company</th><th scope=\"col\">State</th>\
             <th scope=\"col\">Checks</th><th scope=\"col\">File</th></tr></thead><tbody>",
        );
        for (id, found) in wanted.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE) {
            row(&mut out, shown, *id, found, company(*id));
        }
        out.push_str("</tbody></table></div>");
    }
    if pages > 1 {
        out.push_str("<nav aria-label=\"Pages\"><ul class=\"states\">");
        let near = |number: &usize| number.abs_diff(page) < 4 || *number == 1 || *number == pages;
        for number in (1..=pages).filter(near) {
            let current = if number == page { " aria-current=\"true\"" } else { "" };
            let words = percent_encode_part(query.get("q"));
            let _ = write!(
                out,
                "<li><a href=\"/__rolecall/?state={}&amp;q={words}&amp;page={number}\"{current}>{number}</a></li>",
                percent_encode_part(state)
            );
        }
        out.push_str("</ul></nav>");
    }
    out.push_str("</main></body></html>\n");
    out
}

fn row(out: &mut String, shown: &CurrentSite, id: EntryId, found: &PostingState, company: &str) {
    let site = shown.site();
    let entry = site.entry(id);
    out.push_str("<tr><th scope=\"row\"><a href=\"");
    text(out, &address_of(shown, id));
    out.push_str("\">");
    text(out, entry.title());
    out.push_str("</a></th><td>");
    text(out, company);
    let _ = write!(out, "</td><td><span class=\"state {}\">{}</span> ", found.state.name(), found.state.words());
    text(out, &found.why);
    let findings = shown.findings(id);
    let _ = write!(out, "</td><td class=\"score\">{}", score(findings));
    if !findings.is_empty() {
        let _ = write!(out, " <small>{}</small>", crate::diag::print::summary(findings));
    }
    out.push_str("</td><td><code>");
    text(out, entry.head().source.as_str());
    out.push_str("</code></td></tr>");
}

/// The postings of which something is said.
fn with_findings(shown: &CurrentSite) -> HashSet<EntryId> {
    let site = shown.site();
    let mut files: Vec<_> = shown.diagnostics.iter().map(|found| &found.at.file).collect();
    files.dedup();
    let ids = files.into_iter().filter_map(|file| site.index.by_source.get(file)).flatten().copied();
    ids.filter(|id| site.entry(*id).job().is_some() && !shown.findings(*id).is_empty()).collect()
}

/// Where to see the site on another day, and on which days something happens.
fn travel(out: &mut String, shown: &CurrentSite) {
    let site = shown.site();
    let zone = site.config.zone();
    let day = |at: Timestamp| -> Date { at.to_zoned(zone.clone()).date() };
    let _ = write!(
        out,
        "<section aria-labelledby=\"days\"><h2 id=\"days\">Preview another date</h2><form action=\"/__rolecall/on/\"><label>Show the site as of \
         <input type=\"date\" name=\"day\" required value=\"{}\"></label> <button>Go</button></form>",
        day(site.now)
    );
    let changes = changes(&site.index, shown.request.preview);
    if !changes.is_empty() {
        out.push_str("<ol class=\"changes\">");
        for change in changes.iter().take(CHANGES) {
            let on = day(change.at);
            // A day is shown as it begins: what happens later on it is seen on the next one.
            let has_begun = on.to_zoned(zone.clone()).is_ok_and(|begins| begins.timestamp() >= change.at);
            let seen = if has_begun { on } else { on.tomorrow().unwrap_or(Date::MAX) };
            let _ = write!(out, "<li><a href=\"{}\">{on}</a> ", DatePreview::folder(seen));
            text(out, site.entry(change.entry).title());
            // The words of the list below.
            let words = |name: &'static str| if name == "scheduled" { "not yet open" } else { name };
            let _ = write!(out, ": {} → {}</li>", words(change.from), words(change.to));
        }
        out.push_str("</ol>");
        if changes.len() > CHANGES {
            let _ = write!(out, "<p>… and {} more.</p>", changes.len() - CHANGES);
        }
    }
    out.push_str("</section>");
}

/// The beginning of a page, up to its content.
fn head(shown: &CurrentSite, title: &str) -> String {
    let site = shown.site();
    let mut out = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
    );
    let name = &site.config.texts(&site.config.main).title;
    text(&mut out, &format!("{title} · {name}"));
    out.push_str(
        "</title><link rel=\"stylesheet\" href=\"/__rolecall/status.css\"></head><body><header><a href=\"/\">",
    );
    text(&mut out, name);
    out.push_str("</a> <a href=\"/__rolecall/\">Postings</a></header><main><h1>");
    text(&mut out, title);
    out.push_str("</h1>");
    out
}

/// Where the page about a posting lies.
fn address_of(shown: &CurrentSite, id: EntryId) -> String {
    let (address, file) = (shown.site().address(id), &shown.site().entry(id).head().source);
    let (address, file) = (percent_encode_part(address.as_str()), percent_encode_part(file.as_str()));
    format!("/__rolecall/posting/?at={address}&file={file}")
}

/// A text in HTML, or in the value of an attribute.
fn text(out: &mut String, text: &str) {
    crate::markdown::escape_html(out, text);
}
