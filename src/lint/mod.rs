//! Rules about postings and over the whole site, read-only: one file for each rule, one line in a table.
//!
//! What a rule sees decides how long its findings stand: those about an entry as long as the entry and its company are the same, those over the
//! site until it is related anew.

mod apply_plain;
mod biased_language;
mod bodies;
mod closed_links;
mod closes_too_far;
mod description_is_title;
mod description_short;
mod duplicate_posting;
mod feed_indeed;
mod feed_jooble;
mod feed_linkedin;
mod feed_trovit;
mod logo_shape;
mod many_tags;
mod pay_transparency;
mod private_email;
mod region_missing;
mod remote_but_office;
mod salary_currency;
mod salary_open_ended;
mod salary_payments;
mod salary_range_wide;
mod salary_text_differs;
mod salary_unit;
mod stale_posting;
mod tags_alike;
mod takers;
mod template_left;
mod title_company;
mod title_contract;
mod title_date;
mod title_emoji;
mod title_gendered;
mod title_marker;
mod title_pay;
mod title_place;
mod title_promotion;
mod title_reference;
mod title_shouting;
mod titles;
mod translations_differ;
mod unused_introduction;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::markdown::{Plain, plain};
use crate::model::{Cleaned, Config, Entry, Job, KindName, PayRules};
use crate::relate::{EntryId, Site};
use crate::source::{Hash, Span};

/// Rules about single postings.
const POSTINGS: &[fn(&Posting<'_>, &mut Vec<Diagnostic>)] = &[
    apply_plain::look,
    biased_language::look,
    closes_too_far::look,
    description_is_title::look,
    description_short::look,
    many_tags::look,
    pay_transparency::look,
    private_email::look,
    region_missing::look,
    remote_but_office::look,
    salary_currency::look,
    salary_open_ended::look,
    salary_range_wide::look,
    salary_text_differs::look,
    salary_unit::look,
    stale_posting::look,
    title_company::look,
    title_contract::look,
    title_date::look,
    title_emoji::look,
    title_gendered::look,
    title_marker::look,
    title_pay::look,
    title_place::look,
    title_promotion::look,
    title_reference::look,
    title_shouting::look,
];

/// Rules about single entries of any kind.
const ENTRIES: &[fn(&Entry, &mut Vec<Diagnostic>)] = &[template_left::look];

/// Rules over the whole site.
const SITE: &[fn(&Site, &mut Vec<Diagnostic>)] = &[
    closed_links::look,
    duplicate_posting::look,
    feed_indeed::look,
    feed_jooble::look,
    feed_linkedin::look,
    feed_trovit::look,
    logo_shape::look,
    salary_payments::look,
    tags_alike::look,
    translations_differ::look,
    unused_introduction::look,
];

/// A posting as the rules about single postings see it: they see no other entry but its company.
pub struct Posting<'a> {
    pub entry: &'a Entry,
    pub job: &'a Job,
    /// The name of its company.
    pub company: Option<&'a str>,
    pub config: &'a Config,
    pub pay_rules: &'a PayRules,
    pub now: Timestamp,
    cleaned: OnceCell<Cleaned>,
    text: OnceCell<(Plain, String)>,
}

impl Posting<'_> {
    /// Its title without whatever is no part of it.
    pub fn cleaned(&self) -> &Cleaned {
        self.cleaned.get_or_init(|| titles::clean(self, |_| true))
    }

    /// Its text in small letters, without markup.
    pub fn text(&self) -> &str {
        &self.read().1
    }

    fn read(&self) -> &(Plain, String) {
        self.text.get_or_init(|| {
            let plain = plain(&self.entry.body);
            let lower = plain.text.to_lowercase();
            (plain, lower)
        })
    }

    /// Where a part of that text stands in its file; the whole of it where small letters take other room than large ones.
    pub fn place(&self, start: usize, len: usize) -> Span {
        let (plain, lower) = self.read();
        if plain.text.len() != lower.len() {
            return self.entry.head.at("description");
        }
        let (start, end) = plain.place(start, start + len);
        Span::new(&self.entry.head.source, start, end)
    }
}

/// What was found about single entries in earlier builds.
#[derive(Default)]
pub struct Kept {
    /// Of the settings, the instant and the rules about pay.
    setting: Option<Hash>,
    /// By where the entry lies in memory; it is held, so that no other can lie there.
    found: HashMap<usize, Finding>,
}

#[derive(Clone)]
struct Finding {
    entry: Arc<Entry>,
    company: Option<String>,
    diagnostics: Arc<[Arc<Diagnostic>]>,
}

/// Applies every rule: what those about single entries found, and what those over the site did. `setting` is the hash of everything but entries
/// that a site is related from.
pub fn lint(site: &Site, setting: Hash, kept: &mut Kept) -> (Vec<Arc<Diagnostic>>, Vec<Diagnostic>) {
    if kept.setting != Some(setting) {
        *kept = Kept { setting: Some(setting), found: HashMap::new() };
    }
    let known = &kept.found;
    let single = || -> Vec<(usize, Finding)> {
        let found = site.entries.par_iter().enumerate().map(|(i, entry)| {
            let company = site.company_of[i].map(|company| site.entry(company).title());
            let address = Arc::as_ptr(entry).addr();
            let last = known
                .get(&address)
                .filter(|last| Arc::ptr_eq(&last.entry, entry) && last.company.as_deref() == company);
            let finding = last.cloned().unwrap_or_else(|| Finding {
                entry: entry.clone(),
                company: company.map(str::to_owned),
                diagnostics: one(site, EntryId::new(i)),
            });
            (address, finding)
        });
        found.collect()
    };
    let whole = || -> Vec<Diagnostic> {
        let found = SITE.par_iter().map(|rule| {
            let mut diagnostics = Vec::new();
            rule(site, &mut diagnostics);
            diagnostics
        });
        found.flatten().collect()
    };
    let (single, of_site) = rayon::join(single, whole);
    let of_entries = single.iter().flat_map(|(_, finding)| finding.diagnostics.iter().cloned()).collect();
    kept.found = single.into_iter().collect();
    (of_entries, of_site)
}

impl Kept {
    /// Applies the rules about single entries to one that took the place of another. `setting` is what `last` was looked at with.
    pub fn replace(&mut self, site: &Site, id: EntryId, last: &Arc<Entry>, setting: Hash) -> Arc<[Arc<Diagnostic>]> {
        let diagnostics = one(site, id);
        if self.setting != Some(setting) {
            return diagnostics;
        }
        let entry = site.entries[id.index()].clone();
        let company = site.company_of[id.index()].map(|company| site.entry(company).title().to_owned());
        self.found.remove(&Arc::as_ptr(last).addr());
        let address = Arc::as_ptr(&entry).addr();
        self.found.insert(address, Finding { entry, company, diagnostics: diagnostics.clone() });
        diagnostics
    }
}

/// What the rule about doubles finds: of those over the whole site, the one that looks at titles.
pub fn doubled(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    duplicate_posting::look(site, &mut diagnostics);
    diagnostics
}

/// What the rules about single entries find in one.
fn one(site: &Site, id: EntryId) -> Arc<[Arc<Diagnostic>]> {
    let entry = site.entry(id);
    let mut diagnostics = Vec::new();
    for rule in ENTRIES {
        rule(entry, &mut diagnostics);
    }
    if let Some(job) = entry.job() {
        let posting = Posting {
            entry,
            job,
            company: site.company_of[id.index()].map(|company| site.entry(company).title()),
            config: &site.config,
            pay_rules: &site.pay_rules,
            now: site.now,
            cleaned: OnceCell::new(),
            text: OnceCell::new(),
        };
        for rule in POSTINGS {
            rule(&posting, &mut diagnostics);
        }
    }
    diagnostics.into_iter().map(Arc::new).collect()
}

/// Every posting.
fn jobs(site: &Site) -> impl Iterator<Item = (EntryId, &Job)> {
    site.ids_of(KindName::Job).filter_map(|id| Some((id, site.entry(id).job()?)))
}
