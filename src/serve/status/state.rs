//! What a posting is to readers at the site's instant, why, and what its checks come to.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::content::State as JobState;
use crate::diag::{Diagnostic, Severity};
use crate::relate::{EntryId, Site, Visibility};

/// The states in the order in which they are told: what wants looking after first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Closing,
    Scheduled,
    Draft,
    Open,
    Closed,
    Filled,
    Withdrawn,
}

/// Names for addresses, and words for people.
pub const NAMES: [(&str, &str); 7] = [
    ("closing", "closing soon"),
    ("scheduled", "not yet open"),
    ("draft", "draft"),
    ("open", "open"),
    ("closed", "closed"),
    ("filled", "filled"),
    ("withdrawn", "withdrawn"),
];

impl State {
    pub fn name(self) -> &'static str {
        NAMES[self as usize].0
    }

    pub fn words(self) -> &'static str {
        NAMES[self as usize].1
    }
}

/// A posting's state.
pub struct PostingState {
    pub state: State,
    /// When it began or will end, where that is known.
    pub at: Option<Timestamp>,
    /// More of it in words.
    pub why: String,
}

/// Soon is within a week, as at the end of a build.
const SOON: SignedDuration = SignedDuration::from_hours(7 * 24);

pub fn posting_state(site: &Site, id: EntryId) -> PostingState {
    let entry = site.entry(id);
    let Some(job) = entry.job() else {
        return PostingState { state: State::Open, at: None, why: String::new() };
    };
    let zone = site.config.zone();
    let told = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    // The last moment is told as it was written: a day closes at its end.
    let last = || job.closes.map(|closes| closes.rfc3339().replacen('T', " ", 1)[..16].to_owned()).unwrap_or_default();
    let closes = job.closes.map(|closes| closes.bound());
    let (state, at, mut why) = match job.state(site.now) {
        _ if entry.head().draft => (State::Draft, None, "`draft: true`".to_owned()),
        JobState::Scheduled(at) => (State::Scheduled, Some(at), format!("opens {}", told(at))),
        JobState::Open => match closes {
            Some(at) if at <= site.now.checked_add(SOON).unwrap_or(Timestamp::MAX) => {
                (State::Closing, Some(at), format!("closes {}", last()))
            }
            Some(at) => (State::Open, Some(at), format!("closes {}", last())),
            None => (State::Open, None, "no closing date".to_owned()),
        },
        JobState::Closed => (State::Closed, closes, format!("since {}", last())),
        JobState::Filled => (State::Filled, None, "`status: filled`".to_owned()),
        JobState::Withdrawn => (State::Withdrawn, None, "`status: withdrawn`".to_owned()),
    };
    why.push_str(match site.visibility(id) {
        Visibility::Listed if matches!(state, State::Open | State::Closing) => "",
        Visibility::Listed => "; visible in this preview only",
        Visibility::Kept => "; page kept, not listed",
        Visibility::Unpublished => "; no page",
    });
    PostingState { state, at, why }
}

/// What checks come to: 100, less 20 for each warning and 5 for each hint, but never below 0.
pub fn score(findings: &[Arc<Diagnostic>]) -> usize {
    let cost = findings.iter().map(|found| match found.severity() {
        Severity::Error => 100,
        Severity::Warning => 20,
        Severity::Hint => 5,
    });
    100usize.saturating_sub(cost.sum())
}
