//! What is asked about an instant, and until when the answers hold.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// An instant, and the next one at which an answer about it would change.
#[derive(Debug)]
pub struct Deadlines {
    now: Timestamp,
    /// In microseconds; the largest number where nothing changes.
    next: AtomicI64,
}

impl Deadlines {
    pub fn new(now: Timestamp) -> Deadlines {
        Deadlines { now, next: AtomicI64::new(i64::MAX) }
    }

    /// Whether an instant has come.
    pub fn has_come(&self, at: Timestamp) -> bool {
        let has_come = self.now >= at;
        if !has_come {
            self.next.fetch_min(at.as_microsecond(), Ordering::Relaxed);
        }
        has_come
    }

    /// Whether so many days of 24 hours have passed since an instant.
    pub fn have_passed(&self, days: i64, since: Timestamp) -> bool {
        since.checked_add(SignedDuration::from_hours(24 * days)).is_ok_and(|at| self.has_come(at))
    }

    /// How many days of 24 hours have passed since an instant; none before it.
    pub fn days_since(&self, at: Timestamp) -> i64 {
        let days = (self.now.duration_since(at).as_hours() / 24).max(0);
        self.have_passed(days + 1, at);
        days
    }

    /// The next instant at which an answer would be another; `None` where none would.
    pub fn next(&self) -> Option<Timestamp> {
        match self.next.load(Ordering::Relaxed) {
            i64::MAX => None,
            at => Timestamp::from_microsecond(at).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_instant_to_come_is_told() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let deadlines = Deadlines::new(at("2026-11-27T12:00:00Z"));
        assert!(deadlines.has_come(at("2026-11-27T12:00:00Z")) && deadlines.next().is_none());
        assert!(!deadlines.has_come(at("2027-01-01T00:00:00Z")));
        assert_eq!(deadlines.next(), Some(at("2027-01-01T00:00:00Z")));
        assert!(!deadlines.have_passed(90, at("2026-09-01T00:00:00Z")));
        assert_eq!(deadlines.next(), Some(at("2026-11-30T00:00:00Z")));
        assert_eq!(deadlines.days_since(at("2026-11-25T18:00:00Z")), 1);
        assert_eq!(deadlines.next(), Some(at("2026-11-27T18:00:00Z")));
        assert_eq!(deadlines.days_since(at("2026-12-25T18:00:00Z")), 0);
    }
}
