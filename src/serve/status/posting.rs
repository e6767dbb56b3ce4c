//! One posting as it will be met elsewhere: its checks, a search engine's result, each feed's entry.
//!
//! What search engines show is what the page's template is told, and its structured data.

use std::fmt::Write as _;

use serde_json::Value;

use super::state::{State, posting_state, score};
use super::{head, text};
use crate::boards::{self, BOARDS};
use crate::diag::print;
use crate::relate::EntryId;
use crate::render::{JOB_POSTING, Status};
use crate::serve::site::CurrentSite;

/// About how many characters of a title and of a description results have room for (Google cuts by width; 2026).
const TITLE: usize = 60;
const DESCRIPTION: usize = 155;
/// So much of a value is shown.
const VALUE: usize = 400;

/// The page about the posting that lies at `address`, `None` when there is none. Of two, of which one is unpublished, `file` tells which.
pub fn posting(shown: &CurrentSite, address: &str, file: &str) -> Option<String> {
    let site = shown.site();
    let at = |id: &EntryId| site.address(*id).as_str() == address && site.entry(*id).job().is_some();
    let of_file = |id: &EntryId| file.is_empty() || site.entry(*id).head().source.as_str() == file;
    let id = site.ids().find(|id| at(id) && of_file(id))?;
    let entry = site.entry(id);
    let mut out = head(shown, entry.title());
    let found = posting_state(site, id);
    let _ = write!(out, "<p><span class=\"state {}\">{}</span> ", found.state.name(), found.state.words());
    text(&mut out, &found.why);
    out.push_str(" · <code>");
    text(&mut out, entry.head().source.as_str());
    out.push_str("</code>");
    let heading = shown.ready.heading(id);
    if heading.is_some() {
        out.push_str(" · <a href=\"");
        text(&mut out, &crate::source::percent_encode(address));
        out.push_str("\">View page</a>");
    }
    out.push_str("</p>");
    checks(&mut out, shown, id);
    out.push_str("<section><h2>Search engines</h2>");
    if !matches!(found.state, State::Open | State::Closing) {
        out.push_str("<p class=\"hint\">Search engines show open postings only; this is a preview.</p>");
    }
    let (title, description) = heading.unwrap_or_else(|| (entry.title().to_owned(), entry.prose().summary.clone()));
    result(&mut out, &title, &description, address);
    match shown.ready.renderer.job_posting(id, crate::content::State::Open) {
        Some(data) => job(&mut out, &data),
        None => out.push_str("<p>Not eligible as a job result: it has no text, or `syndicate` excludes it.</p>"),
    }
    out.push_str("</section>");
    feeds(&mut out, shown, id);
    out.push_str("</main></body></html>\n");
    Some(out)
}

fn checks(out: &mut String, shown: &CurrentSite, id: EntryId) {
    let findings = shown.findings(id);
    let _ = write!(out, "<section><h2>Checks: {} of 100</h2>", score(findings));
    if findings.is_empty() {
        out.push_str("<p>No problems found.</p>");
    } else {
        out.push_str("<ul class=\"checks\">");
        for found in findings {
            let _ = write!(out, "<li class=\"{0}\"><b>{0}</b> <code>", found.severity().as_str());
            text(out, &print::place(&found.at, &shown.ready.renderer.sources));
            out.push_str("</code> ");
            text(out, &found.message);
            if let Some(help) = &found.help {
                out.push_str(" <small>");
                text(out, help);
                out.push_str("</small>");
            }
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
    out.push_str("</section>");
}

/// How a search engine shows a page.
fn result(out: &mut String, title: &str, description: &str, address: &str) {
    out.push_str("<div class=\"result\"><p class=\"crumbs\">");
    text(out, &address.trim_matches('/').replace('/', " › "));
    out.push_str("</p><p class=\"name\">");
    text(out, &cut(title, TITLE));
    out.push_str("</p><p>");
    text(out, &cut(description, DESCRIPTION));
    out.push_str("</p></div>");
}

/// How a search engine shows a job.
fn job(out: &mut String, data: &Value) {
    out.push_str("<div class=\"result\"><p class=\"name\">");
    text(out, data["title"].as_str().unwrap_or_default());
    out.push_str("</p><p>");
    text(out, data["hiringOrganization"]["name"].as_str().unwrap_or_default());
    let places: Vec<&Value> = match &data["jobLocation"] {
        Value::Array(places) => places.iter().collect(),
        Value::Null => Vec::new(),
        place => vec![place],
    };
    for place in places {
        out.push_str(" · ");
        let address = &place["address"];
        let parts: Vec<&str> = ["addressLocality", "addressRegion", "addressCountry"]
            .iter()
            .filter_map(|key| address[*key].as_str())
            .collect();
        text(out, &parts.join(", "));
    }
    if data["jobLocationType"] == "TELECOMMUTE" {
        out.push_str(" · work from home");
    }
    out.push_str("</p><p><small>");
    let mut facts: Vec<String> = Vec::new();
    facts.extend(data["datePosted"].as_str().map(|at| format!("posted {at}")));
    facts.extend(data["validThrough"].as_str().map(|at| format!("until {at}")));
    facts.extend(Some(&data["baseSalary"]).filter(|salary| !salary.is_null()).map(salary));
    match &data["employmentType"] {
        Value::Array(kinds) => facts.extend(kinds.iter().filter_map(|kind| kind.as_str().map(str::to_owned))),
        kind => facts.extend(kind.as_str().map(str::to_owned)),
    }
    text(out, &facts.join(" · "));
    out.push_str("</small></p></div>");
    let lacks = |wanted: fn(&Status) -> bool| -> Vec<&str> {
        let lacking = JOB_POSTING.iter().filter(|property| wanted(&property.status) && data[property.name].is_null());
        lacking.map(|property| property.name).collect()
    };
    let missing = lacks(|status| matches!(status, Status::Recommended));
    if missing.is_empty() {
        out.push_str("<p>It has everything Google recommends.</p>");
    } else {
        let missing: Vec<String> = missing.into_iter().map(|name| format!("<code>{name}</code>")).collect();
        let _ = write!(out, "<p>Google also recommends: {}.</p>", missing.join(", "));
    }
}

/// `EUR 34000–42000 a YEAR`.
fn salary(data: &Value) -> String {
    let value = &data["value"];
    let number = |key: &str| value[key].as_f64().map(|amount| amount.to_string());
    let range: Vec<String> = ["value", "minValue", "maxValue"].iter().filter_map(|key| number(key)).collect();
    let unit = value["unitText"].as_str().unwrap_or_default().to_lowercase();
    format!("{} {} a {unit}", data["currency"].as_str().unwrap_or_default(), range.join("–"))
}

/// How each feed shows it, or why not.
fn feeds(out: &mut String, shown: &CurrentSite, id: EntryId) {
    let site = shown.site();
    out.push_str("<section><h2>Feeds</h2>");
    for board in BOARDS.iter().filter(|board| site.config.feeds.boards.contains_key(&board.board)) {
        let _ = write!(out, "<h3>{}</h3>", board.name);
        let unfit = boards::issues(&site.index, board.board, id);
        let entries = boards::of_one(&shown.ready.renderer, board.board, id);
        if entries.is_empty() {
            out.push_str("<p>It is not in this feed: ");
            match unfit.iter().find(|unfit| unfit.is_refused) {
                Some(unfit) => text(out, &unfit.message),
                None => out.push_str(
                    "only open postings are, one of each group of translations, unless `syndicate` keeps them out",
                ),
            }
            out.push_str(".</p>");
        }
        for issue in unfit.iter().filter(|unfit| !unfit.is_refused) {
            out.push_str("<p class=\"hint\">");
            text(out, &issue.message);
            out.push_str("</p>");
        }
        for entry in entries {
            out.push_str("<dl>");
            for (name, value) in entry {
                let _ = write!(out, "<div><dt>{name}</dt><dd>");
                text(out, &cut(&value, VALUE));
                out.push_str("</dd></div>");
            }
            out.push_str("</dl>");
        }
    }
    let renderer = &shown.ready.renderer;
    let own = [("The site's own feeds", renderer.in_feeds(id)), ("jobs.json", renderer.in_job_list(id))];
    for (name, item) in own {
        let _ = write!(out, "<h3>{name}</h3>");
        match item {
            Some(item) => {
                out.push_str("<pre tabindex=\"0\">");
                text(out, &item);
                out.push_str("</pre>");
            }
            None => out.push_str("<p>Only open postings are there.</p>"),
        }
    }
    out.push_str("</section>");
}

/// No longer than this, at the end of a word where there is one.
fn cut(text: &str, len: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((at, _)) = text.char_indices().nth(len) else { return text };
    let end = text[..at].rfind(' ').unwrap_or(at);
    format!("{} …", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_words() {
        assert_eq!(cut("one two  three", 30), "one two three");
        assert_eq!(cut("one two three", 9), "one two …");
        assert_eq!(cut("ñandúñandú", 4), "ñand …");
    }

    #[test]
    fn pay_is_told_as_it_is_marked_up() {
        let data = serde_json::json!({ "currency": "EUR", "value": { "minValue": 34000, "maxValue": 42000.5, "unitText": "YEAR" } });
        assert_eq!(salary(&data), "EUR 34000–42000.5 a year");
    }
}
