//! `next-change`: when the output would change by itself, and how; for people, programs and crontabs.

use clap::{Args, ValueEnum};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Exit, SiteArguments, built, report, say};
use crate::diag::print;
use crate::relate::{Site, changes};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The next instant, and what happens then.
    Human,
    /// Every change to come.
    Json,
    /// Minute, hour, day and month of the next one, in UTC; nothing when there is none.
    Cron,
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let (request, ready) = match built(&arguments.site, clock) {
        Ok(built) => built,
        Err(exit) => return exit,
    };
    let found = ready.site();
    say(&match arguments.format {
        Form::Human => human(found, request.preview),
        Form::Json => format!("{:#}\n", json(found, request.preview)),
        Form::Cron => found.index.next_change.map_or(String::new(), cron),
    });
    Exit::Fine
}

fn human(site: &Site, preview: crate::relate::Preview) -> String {
    let mut text = report::next_change(site);
    for change in changes(&site.index, preview).iter().filter(|change| Some(change.at) == site.index.next_change) {
        let address = print::visible(site.address(change.entry).as_str());
        text.push_str(&format!("  {address}: {} → {}\n", change.from, change.to));
    }
    text
}

fn json(site: &Site, preview: crate::relate::Preview) -> serde_json::Value {
    let zone = site.config.zone();
    let changes: Vec<_> = changes(&site.index, preview)
        .iter()
        .map(|change| {
            json!({
                "at": report::instant(change.at, &zone), "address": site.address(change.entry).as_str(),
                "from": change.from, "to": change.to,
            })
        })
        .collect();
    json!({ "at": site.index.next_change.map(|at| report::instant(at, &zone)), "changes": changes })
}

/// The first whole minute from then on.
fn cron(at: Timestamp) -> String {
    let up = at.checked_add(SignedDuration::from_secs((60 - at.as_second().rem_euclid(60)) % 60)).unwrap_or(at);
    let up = up.to_zoned(TimeZone::UTC);
    format!("{} {} {} {} *\n", up.minute(), up.hour(), up.day(), up.month())
}
