//! Which entries are listed at an instant, which are not and why, and when that changes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{EntryId, Indexed, Preview};
use crate::content::{ClosedPage, Config, Kind, Record, State};

/// What an entry is to the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// It has a page, and lists, feeds, search and sitemap show it.
    Listed,
    /// It has a page and nothing else: a posting that is no longer open.
    Kept,
    /// It has no page.
    Unpublished,
}

/// An entry that is not listed, for the build's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    pub entry: EntryId,
    pub reason: Reason,
    /// Whether it still has a page.
    pub is_kept: bool,
}

/// Why an entry is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Draft,
    /// Its day has not come.
    Scheduled(Timestamp),
    Closed,
    Filled,
    Withdrawn,
}

pub struct Visibilities {
    pub visibility: Vec<Visibility>,
    pub unlisted: Vec<Unlisted>,
    pub next_change: Option<Timestamp>,
}

pub fn compute_visibility(records: &[Arc<Record>], config: &Config, now: Timestamp, preview: Preview) -> Visibilities {
    let mut visibilities =
        Visibilities { visibility: Vec::with_capacity(records.len()), unlisted: Vec::new(), next_change: None };
    for (i, record) in records.iter().enumerate() {
        let found = probe(record, config, now, preview);
        let visibility = match found.reason {
            None => Visibility::Listed,
            Some(Reason::Draft | Reason::Scheduled(_)) => Visibility::Unpublished,
            Some(_) if found.is_gone => Visibility::Unpublished,
            Some(_) => Visibility::Kept,
        };
        if let Some(reason) = found.reason {
            visibilities.unlisted.push(Unlisted {
                entry: EntryId::new(i),
                reason,
                is_kept: visibility == Visibility::Kept,
            });
        }
        visibilities.visibility.push(visibility);
        let next = found.changes.into_iter().flatten().filter(|at| *at > now).min();
        visibilities.next_change = [visibilities.next_change, next].into_iter().flatten().min();
    }
    visibilities
}

/// Companies and authors that are written in entries, from `first` on, have the visibility of these: listed as long as one of them is.
pub fn of_inline(
    visibility: &mut [Visibility],
    first: usize,
    company_of: &[Option<EntryId>],
    authors_of: &[Vec<EntryId>],
) {
    let mut best = vec![Visibility::Unpublished; visibility.len() - first];
    let companies = company_of.iter().enumerate().flat_map(|(job, company)| company.iter().map(move |id| (job, id)));
    let authors =
        authors_of.iter().enumerate().flat_map(|(article, authors)| authors.iter().map(move |id| (article, id)));
    for (entry, profile) in companies.chain(authors).filter(|(_, profile)| profile.index() >= first) {
        let own = &mut best[profile.index() - first];
        *own = match (*own, visibility[entry]) {
            (Visibility::Listed, _) | (_, Visibility::Listed) => Visibility::Listed,
            (Visibility::Kept, _) | (_, Visibility::Kept) => Visibility::Kept,
            _ => Visibility::Unpublished,
        };
    }
    visibility[first..].copy_from_slice(&best);
}

/// Something that will happen to an entry by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateChange {
    pub at: Timestamp,
    pub entry: EntryId,
    /// `scheduled`, `open`, `featured`, `closed`, `filled`, `withdrawn` or `gone`.
    pub from: &'static str,
    pub to: &'static str,
}

/// Everything that will happen by itself from now on, in order of time, then of address.
pub fn changes(index: &Indexed, preview: Preview) -> Vec<StateChange> {
    let mut all = Vec::new();
    for id in index.ids() {
        let record = index.record(id);
        let mut at: Vec<Timestamp> =
            probe(record, &index.config, index.now, preview).changes.into_iter().flatten().collect();
        at.retain(|at| *at > index.now);
        at.sort();
        at.dedup();
        let mut from = named(record, &index.config, index.now, preview);
        for at in at {
            let to = named(record, &index.config, at, preview);
            if to != from {
                all.push(StateChange { at, entry: id, from, to });
            }
            from = to;
        }
    }
    all.sort_by(|a, b| (a.at, index.address(a.entry)).cmp(&(b.at, index.address(b.entry))));
    all
}

/// What an entry is at an instant, in one word.
fn named(record: &Record, config: &Config, at: Timestamp, preview: Preview) -> &'static str {
    let found = probe(record, config, at, preview);
    match found.reason {
        _ if found.is_gone => "gone",
        Some(Reason::Draft) => "draft",
        Some(Reason::Scheduled(_)) => "scheduled",
        Some(Reason::Closed) => "closed",
        Some(Reason::Filled) => "filled",
        Some(Reason::Withdrawn) => "withdrawn",
        None if record.job().is_some_and(|job| job.is_featured(at)) => "featured",
        None => "open",
    }
}

struct Probe {
    reason: Option<Reason>,
    /// A posting whose page is taken away, too.
    is_gone: bool,
    /// Instants at which this may change.
    changes: [Option<Timestamp>; 4],
}

fn probe(record: &Record, config: &Config, now: Timestamp, preview: Preview) -> Probe {
    if record.head.draft && !preview.drafts {
        return Probe { reason: Some(Reason::Draft), is_gone: false, changes: [None; 4] };
    }
    let scheduled = |at: Timestamp| if preview.future { None } else { Some(Reason::Scheduled(at)) };
    match &record.kind {
        Kind::Article(article) => {
            let at = article.date.timestamp();
            let reason = if at > now { scheduled(at) } else { None };
            Probe { reason, is_gone: false, changes: [Some(at).filter(|_| !preview.future), None, None, None] }
        }
        Kind::Job(job) => {
            let reason = match job.state(now) {
                State::Scheduled(at) => scheduled(at),
                State::Open => None,
                State::Closed => Some(Reason::Closed),
                State::Filled => Some(Reason::Filled),
                State::Withdrawn => Some(Reason::Withdrawn),
            };
            let closes = job.closes.map(|closes| closes.bound());
            let gone_at = match config.closed {
                ClosedPage::Keep => None,
                ClosedPage::Gone { after_days } => {
                    closes.and_then(|at| at.checked_add(SignedDuration::from_hours(24 * i64::from(after_days))).ok())
                }
            };
            let is_over = matches!(reason, Some(Reason::Closed | Reason::Filled | Reason::Withdrawn));
            let is_gone = is_over && config.closed != ClosedPage::Keep && gone_at.is_none_or(|at| now >= at);
            let opens = match job.state(Timestamp::MIN) {
                State::Scheduled(at) if !preview.future => Some(at),
                _ => None,
            };
            let is_open_ended = matches!(job.state(now), State::Filled | State::Withdrawn);
            let featured = job.featured_until.map(|until| until.bound());
            let changes = if is_open_ended {
                [None, None, None, gone_at]
            } else {
                [
                    opens,
                    closes,
                    featured
                        .filter(|at| closes.is_none_or(|closes| *at < closes) && opens.is_none_or(|opens| *at > opens)),
                    gone_at,
                ]
            };
            Probe { reason, is_gone, changes }
        }
        Kind::Own(entry) if let Some(date) = &entry.date => {
            let at = date.timestamp();
            let reason = if at > now { scheduled(at) } else { None };
            Probe { reason, is_gone: false, changes: [Some(at).filter(|_| !preview.future), None, None, None] }
        }
        Kind::Own(_) | Kind::Company(_) | Kind::Author(_) | Kind::Tag(_) | Kind::Page(_) | Kind::Landing(_) => {
            Probe { reason: None, is_gone: false, changes: [None; 4] }
        }
    }
}
