//! Days and instants as entries have them.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// The start of a day, or an instant, in the zone it was meant in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    day: Date,
    instant: Timestamp,
    offset: Offset,
    has_time: bool,
}

impl When {
    /// The start of a civil day in a zone. `None` outside the years that instants can have.
    pub fn day(date: Date, zone: &TimeZone) -> Option<When> {
        let start = date.to_zoned(zone.clone()).ok()?;
        Some(When { day: date, instant: start.timestamp(), offset: start.offset(), has_time: false })
    }

    pub fn instant(at: &Zoned) -> When {
        When { day: at.date(), instant: at.timestamp(), offset: at.offset(), has_time: true }
    }

    /// The civil day in the entry's zone.
    pub fn date(&self) -> Date {
        self.day
    }

    pub fn timestamp(&self) -> Timestamp {
        self.instant
    }

    /// RFC 3339 with the offset of the zone; seconds, no fraction.
    pub fn rfc3339(&self) -> String {
        rfc3339(self.instant, self.offset)
    }

    /// A day as `2026-03-28`, an instant as RFC 3339: what `<time datetime>` and structured data take.
    pub fn iso(&self) -> String {
        if self.has_time { self.rfc3339() } else { self.day.to_string() }
    }
}

/// When a posting closes: the end of a day, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Closing {
    day: Date,
    /// The first instant at which it is closed.
    bound: Timestamp,
    /// What readers are told: 23:59:59 of the day, or the instant.
    last: Timestamp,
    offset: Offset,
    has_time: bool,
}

impl Closing {
    /// The end of a civil day; days of 23 and 25 hours included.
    pub fn end_of(date: Date, zone: &TimeZone) -> Option<Closing> {
        let next = date.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp();
        let last = next.checked_sub(jiff::SignedDuration::from_secs(1)).ok()?;
        Some(Closing { day: date, bound: next, last, offset: zone.to_offset(last), has_time: false })
    }

    pub fn instant(at: &Zoned) -> Closing {
        Closing { day: at.date(), bound: at.timestamp(), last: at.timestamp(), offset: at.offset(), has_time: true }
    }

    pub fn date(&self) -> Date {
        self.day
    }

    /// The time of day and how far it is from UTC, `17:00` and `UTC+01:00`, when it is not the end of the day.
    pub fn time(&self) -> Option<(String, String)> {
        let minutes = self.offset.seconds() / 60;
        let sign = if minutes < 0 { '−' } else { '+' };
        let zone = match minutes.abs() {
            0 => "UTC".to_owned(),
            minutes => format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60),
        };
        self.has_time.then(|| (self.offset.to_datetime(self.last).strftime("%H:%M").to_string(), zone))
    }

    /// The first instant at which the posting is closed.
    pub fn bound(&self) -> Timestamp {
        self.bound
    }

    pub fn rfc3339(&self) -> String {
        rfc3339(self.last, self.offset)
    }
}

fn rfc3339(instant: Timestamp, offset: Offset) -> String {
    let local = offset.to_datetime(instant);
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    let (day, time) = (local.date(), local.time());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{day}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        jiff::tz::TimeZoneDatabase::bundled().get(name).unwrap()
    }

    #[test]
    fn a_day_closes_at_its_end_on_days_of_every_length() {
        let closes = |day: &str, name: &str| Closing::end_of(day.parse().unwrap(), &zone(name)).unwrap().rfc3339();
        assert_eq!(closes("2026-03-28", "Europe/Madrid"), "2026-03-28T23:59:59+01:00");
        assert_eq!(closes("2026-03-29", "Europe/Madrid"), "2026-03-29T23:59:59+02:00");
        assert_eq!(closes("2026-10-25", "Europe/Madrid"), "2026-10-25T23:59:59+01:00");
        assert_eq!(closes("2026-12-31", "Pacific/Kiritimati"), "2026-12-31T23:59:59+14:00");
        assert_eq!(closes("2026-12-31", "America/St_Johns"), "2026-12-31T23:59:59-03:30");
        assert!(Closing::end_of("9999-12-31".parse().unwrap(), &zone("UTC")).is_none());
    }

    #[test]
    fn it_is_open_in_its_last_second_and_closed_in_the_next() {
        let closing = Closing::end_of("2026-03-29".parse().unwrap(), &zone("Europe/Madrid")).unwrap();
        assert_eq!(closing.bound().to_string(), "2026-03-29T22:00:00Z");
    }
}
