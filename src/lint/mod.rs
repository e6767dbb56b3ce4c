//! Rules about postings and over the whole site, read-only: one file for each rule or family of rules, with its documentation, and one line in a table.
//!
//! What a rule sees decides how long its findings hold: those about an entry as long as the entry and its company are the same, those over the
//! site until it is related anew, but for those that look at titles.

mod apply_plain;
mod biased_language;
mod boards;
mod bodies;
mod closed_links;
mod closes_too_far;
mod description_is_title;
mod description_short;
mod duplicate_posting;
mod example_address;
mod linkedin_poster;
mod logo_shape;
mod many_tags;
mod old_folder;
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
mod template_left;
mod title;
mod title_extras;
mod title_gendered;
mod title_shouting;
mod translations_differ;
mod unused_landing;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::content::{Config, Entry, Job, KindName, PayRules};
use crate::diag::{Code, Diagnostic};
use crate::locale::Cleaned;
use crate::markdown::{Plain, plain};
use crate::model::Deadlines;
use crate::relate::{EntryId, Indexed, Listed, Site};
use crate::source::{Hash, Span, Spanned};

type PostingCheck = fn(&Posting<'_>, &mut Vec<Diagnostic>);
type EntryCheck = fn(&Entry, &mut Vec<Diagnostic>);
type SiteCheck = fn(Records<'_>, &mut Vec<Diagnostic>);
type TitleCheck = fn(&Site, &mut Vec<Diagnostic>);

/// Rules about single postings, and what checks them.
const POSTINGS: &[(&[Code], PostingCheck)] = &[
    (&[apply_plain::RULE], apply_plain::check),
    (&[biased_language::RULE], biased_language::check),
    (&[closes_too_far::RULE], closes_too_far::check),
    (&[description_is_title::RULE], description_is_title::check),
    (&[description_short::RULE], description_short::check),
    (&[example_address::RULE], example_address::check),
    (&[linkedin_poster::RULE], linkedin_poster::check),
    (&[many_tags::RULE], many_tags::check),
    (&[pay_transparency::PAY_REQUIRED, pay_transparency::PAY_EXPECTED], pay_transparency::check),
    (&[private_email::RULE], private_email::check),
    (&[region_missing::RULE], region_missing::check),
    (&[remote_but_office::RULE], remote_but_office::check),
    (&[salary_currency::RULE], salary_currency::check),
    (&[salary_open_ended::RULE], salary_open_ended::check),
    (&[salary_range_wide::RULE], salary_range_wide::check),
    (&[salary_text_differs::RULE], salary_text_differs::check),
    (&[salary_unit::RULE], salary_unit::check),
    (&[stale_posting::RULE], stale_posting::check),
    (&title_extras::RULES, title_extras::check),
    (&[title_gendered::RULE], title_gendered::check),
    (&[title_shouting::RULE], title_shouting::check),
];

/// Rules about single entries of any kind.
const ENTRIES: &[(&[Code], EntryCheck)] = &[(&[template_left::RULE], template_left::check)];

/// Rules over the whole site.
const SITE: &[(&[Code], SiteCheck)] = &[
    (crate::boards::RULES, boards::check),
    (&[closed_links::RULE], closed_links::check),
    (&[logo_shape::RULE], logo_shape::check),
    (&[old_folder::RULE], old_folder::check),
    (&[salary_payments::RULE], salary_payments::check),
    (&[tags_alike::RULE], tags_alike::check),
    (&[translations_differ::RULE], translations_differ::check),
    (&[unused_landing::RULE], unused_landing::check),
];

/// Rules over the whole site that look at titles: their findings don't outlast a change of prose.
const TITLES: &[(&[Code], TitleCheck)] = &[(&[duplicate_posting::RULE], duplicate_posting::check)];

/// What rules over the whole site see: records alone, so that a change of prose leaves their findings as they are.
#[derive(Clone, Copy)]
pub struct Records<'a> {
    pub index: &'a Indexed,
    pub lists: &'a Listed,
}

impl<'a> Records<'a> {
    /// Every posting.
    fn jobs(self) -> impl Iterator<Item = (EntryId, &'a Job)> {
        self.index.ids_of(KindName::Job).filter_map(move |id| Some((id, self.index.record(id).job()?)))
    }
}

/// Every rule that is checked here.
pub fn rules() -> impl Iterator<Item = Code> {
    let postings = POSTINGS.iter().map(|(rules, _)| *rules);
    let of_site = SITE.iter().map(|(rules, _)| *rules).chain(TITLES.iter().map(|(rules, _)| *rules));
    let others = ENTRIES.iter().map(|(rules, _)| *rules).chain(of_site);
    postings.chain(others).flatten().copied()
}

/// A posting as the rules about single postings see it: they see no other entry but its company.
pub struct Posting<'a> {
    pub entry: &'a Entry,
    pub job: &'a Job,
    /// The name of its company.
    pub company: Option<&'a str>,
    pub config: &'a Config,
    pub pay_rules: &'a PayRules,
    pub now: Timestamp,
    pub deadlines: &'a Deadlines,
    cleaned: OnceCell<Cleaned>,
    text: OnceCell<(Plain, String)>,
}

impl Posting<'_> {
    /// Its title without company, place and other extras.
    pub fn cleaned(&self) -> &Cleaned {
        self.cleaned.get_or_init(|| title::clean(self, |_| true))
    }

    pub fn title(&self) -> &Spanned<String> {
        &self.entry.prose().title
    }

    /// Its text in small letters, without markup.
    pub fn text(&self) -> &str {
        &self.read().1
    }

    fn read(&self) -> &(Plain, String) {
        self.text.get_or_init(|| {
            let plain = plain(self.entry.body());
            let lower = plain.text.to_lowercase();
            (plain, lower)
        })
    }

    /// Where a part of that text stands in its file; the whole of it where small letters take other room than large ones.
    pub fn place(&self, start: usize, len: usize) -> Span {
        let (plain, lower) = self.read();
        if plain.text.len() != lower.len() {
            return self.entry.head().at("description");
        }
        let (start, end) = plain.place(start, start + len);
        Span::new(&self.entry.head().source, start, end)
    }
}

/// What was found about single entries in earlier builds.
#[derive(Default)]
pub struct FindingsCache {
    /// Of the settings, the instant and the rules about pay.
    setting: Option<Hash>,
    /// By the record's address in memory; the record is kept alive, so the address stays unique. Its prose is never replaced.
    found: HashMap<usize, Finding>,
}

#[derive(Clone)]
struct Finding {
    entry: Entry,
    company: Option<String>,
    diagnostics: Arc<[Arc<Diagnostic>]>,
}

/// Applies every rule: what those about single entries found, and what those over the site did. `setting` is the hash of everything but entries
/// that a site is related from.
pub fn lint(site: &Site, setting: Hash, kept: &mut FindingsCache) -> (Vec<Arc<Diagnostic>>, Vec<Diagnostic>) {
    if kept.setting != Some(setting) {
        *kept = FindingsCache { setting: Some(setting), found: HashMap::new() };
    }
    let known = &kept.found;
    let single = || -> Vec<(usize, Finding)> {
        let found = site.entries.par_iter().enumerate().map(|(i, entry)| {
            let company = site.company_name(EntryId::new(i));
            let address = Arc::as_ptr(&entry.record).addr();
            let last = known
                .get(&address)
                .filter(|last| Arc::ptr_eq(&last.entry.record, &entry.record) && last.company.as_deref() == company);
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
        let records = Records { index: &site.index, lists: &site.lists };
        let found = SITE.par_iter().map(|(_, check)| {
            let mut diagnostics = Vec::new();
            check(records, &mut diagnostics);
            diagnostics
        });
        found.flatten().chain(of_titles(site)).collect()
    };
    let (single, of_site) = rayon::join(single, whole);
    let of_entries = single.iter().flat_map(|(_, finding)| finding.diagnostics.iter().cloned()).collect();
    kept.found = single.into_iter().collect();
    (of_entries, of_site)
}

impl FindingsCache {
    /// Applies the rules about single entries to one that took the place of another. `setting` is what `last` was looked at with.
    pub fn replace(&mut self, site: &Site, id: EntryId, last: &Entry, setting: Hash) -> Arc<[Arc<Diagnostic>]> {
        let diagnostics = one(site, id);
        if self.setting != Some(setting) {
            return diagnostics;
        }
        let entry = site.entry(id).clone();
        let company = site.company_name(id).map(str::to_owned);
        self.found.remove(&Arc::as_ptr(&last.record).addr());
        let address = Arc::as_ptr(&entry.record).addr();
        self.found.insert(address, Finding { entry, company, diagnostics: diagnostics.clone() });
        diagnostics
    }
}

/// What the rules over the whole site that look at titles find.
pub fn of_titles(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (_, check) in TITLES {
        check(site, &mut diagnostics);
    }
    diagnostics
}

/// What the rules about single entries find in one.
fn one(site: &Site, id: EntryId) -> Arc<[Arc<Diagnostic>]> {
    let entry = site.entry(id);
    let mut diagnostics = Vec::new();
    for (_, check) in ENTRIES {
        check(entry, &mut diagnostics);
    }
    if let Some(job) = entry.job() {
        let posting = Posting {
            entry,
            job,
            company: site.company_name(id),
            config: &site.config,
            pay_rules: &site.index.pay_rules,
            now: site.now,
            deadlines: &site.index.deadlines,
            cleaned: OnceCell::new(),
            text: OnceCell::new(),
        };
        for (_, check) in POSTINGS {
            check(&posting, &mut diagnostics);
        }
    }
    diagnostics.into_iter().map(Arc::new).collect()
}
