//! What a build tells at its end: what it wrote, what is not published and why, when the output would change by itself.

use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::content::KindName;
use crate::diag::print::visible;
use crate::publish::Report;
use crate::relate::{EntryId, Reason, Site, StateChange, Visibility, changes};

/// At most this many unlisted entries are named unless more is asked for.
const NAMED: usize = 20;

pub fn written(report: &Report) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}");
    let parts = [
        count(report.added, "new"),
        count(report.changed, "changed"),
        count(report.removed, "removed"),
        count(report.unchanged, "unchanged"),
    ];
    let left = match report.left {
        0 => String::new(),
        n => format!("left in place, because they were changed by something else: {n}\n"),
    };
    format!("{}\n{left}", parts.join(", "))
}

/// The entries that are not listed, one a line.
pub fn unlisted(site: &Site, verbose: bool) -> String {
    let mut out = String::new();
    if site.index.unlisted.is_empty() {
        return out;
    }
    let _ = writeln!(out, "not published: {}", site.index.unlisted.len());
    let zone = site.config.zone();
    for entry in site.index.unlisted.iter().take(if verbose { usize::MAX } else { NAMED }) {
        let reason = match entry.reason {
            Reason::Draft => "draft".to_owned(),
            Reason::Scheduled(at) => format!("opens {}", instant(at, &zone)),
            Reason::Closed => "closed".to_owned(),
            Reason::Filled => "filled".to_owned(),
            Reason::Withdrawn => "withdrawn".to_owned(),
        };
        let kept = if entry.is_kept { ", page kept" } else { "" };
        let head = &site.entry(entry.entry).head();
        let _ = writeln!(
            out,
            "  {} ({}): {reason}{kept}",
            visible(site.address(entry.entry).as_str()),
            visible(head.source.as_str())
        );
    }
    if !verbose && site.index.unlisted.len() > NAMED {
        let _ = writeln!(out, "  … and {} more (use --verbose to list all)", site.index.unlisted.len() - NAMED);
    }
    out
}

/// How many landing pages there are, by language, and why not more.
pub fn landings(site: &Site) -> String {
    let mut out = String::new();
    for (lang, _) in &site.config.languages {
        let made = site.lists.landings.iter().filter(|(_, landing)| landing.lists.contains_key(lang)).count();
        let thin = site.lists.landings.thin.get(lang).copied().unwrap_or(0);
        if made + thin == 0 || site.config.landing_minimum == usize::MAX {
            continue;
        }
        let least = site.config.landing_minimum;
        let _ =
            writeln!(out, "landing pages ({lang}): {made} built, {thin} skipped (fewer than {least} open postings)");
    }
    if site.lists.landings.left_out > 0 {
        let count = site.lists.landings.left_out;
        let _ = writeln!(out, "landing pages over the limit: {count} skipped (see `landing_limit`)");
    }
    out
}

/// The open postings that close within a week, one a line, the first to close first.
pub fn closing(site: &Site) -> String {
    let week = SignedDuration::from_hours(7 * 24);
    let is_near = |at: Timestamp| at.checked_sub(week).is_ok_and(|from| site.index.deadlines.has_come(from));
    let mut closing: Vec<(Timestamp, EntryId)> = site
        .ids_of(KindName::Job)
        .filter(|id| site.visibility(*id) == Visibility::Listed)
        .filter_map(|id| Some((site.entry(id).job()?.closes?.bound(), id)))
        .filter(|(at, _)| *at > site.now && is_near(*at))
        .collect();
    closing.sort_by(|a, b| (a.0, site.address(a.1)).cmp(&(b.0, site.address(b.1))));
    let mut out = String::new();
    if !closing.is_empty() {
        let _ = writeln!(out, "closing within 7 days: {}", closing.len());
    }
    for (at, id) in closing.iter().take(NAMED) {
        let _ = writeln!(out, "  {}: {}", visible(site.address(*id).as_str()), instant(*at, &site.config.zone()));
    }
    out
}

/// When the site next changes by itself.
pub fn next_change(site: &Site) -> String {
    format!(
        "next automatic change: {}\n",
        site.index.next_change.map_or("none".to_owned(), |at| date_and_time(site, at))
    )
}

/// The same, with what happens then: the first of several by address.
pub fn next_change_with_cause(site: &Site) -> String {
    let Some(at) = site.index.next_change else { return next_change(site) };
    let changes = changes(&site.index, site.preview);
    let then: Vec<&StateChange> = changes.iter().filter(|change| change.at == at).collect();
    let cause = match then.as_slice() {
        [] => String::new(),
        [first, others @ ..] => {
            let more = if others.is_empty() { String::new() } else { format!(", and {} more", others.len()) };
            format!(" ({} {}{more})", visible(site.address(first.entry).as_str()), verb(first.to))
        }
    };
    format!("next automatic change: {}{cause}\n", date_and_time(site, at))
}

/// `11 Jan 2027 00:00 Europe/Madrid`: an instant in the site's time zone.
fn date_and_time(site: &Site, at: Timestamp) -> String {
    let zone = site.config.zone();
    let name = zone.iana_name().unwrap_or("UTC").to_owned();
    format!("{} {name}", at.to_zoned(zone).strftime("%-d %b %Y %H:%M"))
}

fn verb(state: &str) -> &str {
    match state {
        "open" => "opens",
        "closed" => "closes",
        "featured" => "is featured",
        "gone" => "is removed",
        other => other,
    }
}

/// An instant in a zone, RFC 3339.
pub fn instant(at: Timestamp, zone: &TimeZone) -> String {
    let offset = zone.to_offset(at);
    let seconds = offset.seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{}{sign}{:02}:{:02}", offset.to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S"), minutes / 60, minutes % 60)
}
