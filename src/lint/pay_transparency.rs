//! Pay, benefits and closing day where a law asks for them. The table is data with a date and sources, and a site may bring its own; it is never advice.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Posting;
use crate::content::{Employment, Job, Need, PayRule, State, Workplace};
use crate::diag::{Complaint, Diagnostic, rule};
use crate::model::Region;

rule! {
    PAY_REQUIRED = Warning "pay-required" {
        why: "Where the work is done, a law wants this in the posting itself. The rules are a table with a date and sources (`checked`, in content/pay-transparency.yaml if the site has its own); it is not legal advice.",
        example: "location: Denver, CO, US and no `salary`",
        remedy: "Add what is missing, or correct the table.",
        source: "the table names the law of each rule",
    }
}

rule! {
    PAY_EXPECTED = Hint "pay-expected" {
        why: "Where the work is done, applicants must hear of the pay before the interview; the posting is the simplest place. The rules are a table with a date and sources; it is not legal advice.",
        example: "location: Madrid, ES and no `salary`",
        remedy: "Add `salary`, or leave the rule out of a table of your own: content/pay-transparency.yaml.",
        source: "the table names the law of each rule",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let table = &posting.pay_rules;
    let job = posting.job;
    let entry = posting.entry;
    // Nobody is paid for what is done for nothing.
    let is_voluntary = job.employment.as_slice() == [Employment::Volunteer];
    if is_voluntary || entry.head().draft || !matches!(job.state(posting.now), State::Open | State::Scheduled(_)) {
        return;
    }
    let zone = posting.config.zone();
    let begins = |day: Date| day.to_zoned(zone.clone()).map_or(Timestamp::MIN, |at| at.timestamp());
    let holds = |rule: &&PayRule| applies(rule, job) && posting.deadlines.has_come(begins(rule.since));
    let rules: Vec<&PayRule> = table.rules.iter().filter(holds).collect();
    let missing: Vec<(Need, &str, &str)> = [
        (Need::Salary, job.salary.is_none(), "pay", "salary"),
        (Need::Benefits, job.benefits.is_empty(), "benefits", "benefits"),
        (Need::Closes, job.closes.is_none(), "a closing date", "closes"),
    ]
    .into_iter()
    .filter_map(|(need, is_missing, name, key)| is_missing.then_some((need, name, key)))
    .collect();
    for (is_for_posting, code) in [(true, PAY_REQUIRED), (false, PAY_EXPECTED)] {
        let asks = |rule: &PayRule, need: Need| rule.is_for_posting == is_for_posting && rule.needs.contains(&need);
        let asking: Vec<&&PayRule> =
            rules.iter().filter(|rule| missing.iter().any(|(need, ..)| asks(rule, *need))).collect();
        if asking.is_empty() {
            continue;
        }
        let asked: Vec<(&str, &str, Vec<String>)> = missing
            .iter()
            .map(|(need, name, key)| {
                (*name, *key, asking.iter().filter(|rule| asks(rule, *need)).map(|rule| where_of(rule)).collect())
            })
            .filter(|(.., regions): &(&str, &str, Vec<String>)| !regions.is_empty())
            .collect();
        let source = match asking.as_slice() {
            [only] => only.source.as_str(),
            _ => "the table of rules names each law",
        };
        let when = if is_for_posting { "here" } else { "before the interview" };
        let message = format!(
            "{} ({source}; rules last reviewed {}; not legal advice)",
            expectation(&asked, when),
            table.checked
        );
        let keys: Vec<String> = asked.iter().map(|(_, key, _)| format!("`{key}`")).collect();
        let help = format!("add {}", keys.join(", "));
        diagnostics.push(Complaint::new(code, message).help(help).at(entry.head().at("title")));
    }
}

/// `US-CA (15+ employees)`.
fn where_of(rule: &PayRule) -> String {
    match rule.employees {
        Some(least) => format!("{} ({least}+ employees)", rule.region),
        None => rule.region.clone(),
    }
}

/// What is expected where: said once where all regions expect the same, else for each thing.
fn expectation(asked: &[(&str, &str, Vec<String>)], when: &str) -> String {
    let names: Vec<&str> = asked.iter().map(|(name, ..)| *name).collect();
    match asked {
        [(.., first), others @ ..] if others.iter().all(|(.., regions)| regions == first) => {
            let names = match names.split_last() {
                Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
                _ => names.concat(),
            };
            format!("pay-transparency rules in {} expect {names} {when}", first.join(", "))
        }
        _ => {
            let each: Vec<String> =
                asked.iter().map(|(name, _, regions)| format!("{name} in {}", regions.join(", "))).collect();
            format!("pay-transparency rules expect {when}: {}", each.join("; "))
        }
    }
}

/// Whether a posting may be worked at where a rule holds.
fn applies(rule: &PayRule, job: &Job) -> bool {
    let country = rule.region.split('-').next().unwrap_or("");
    let at_place = job.places.iter().any(|place| {
        let own = place.country.code();
        match &place.region {
            Some(Region::Known { suffix, .. }) => rule.region == own || rule.region == format!("{own}-{suffix}"),
            _ => rule.region == own,
        }
    });
    // Remote work that could be done there counts.
    let from_there = job.workplace == Some(Workplace::Remote)
        && job.applicants.iter().any(|area| {
            let code = area.code();
            code == rule.region || (code == country) || rule.region == area.country().code()
        });
    at_place || from_there
}
