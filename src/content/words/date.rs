//! Texts to days and instants.

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Zoned};

use crate::content::rules::{BAD_DATE, DATE_READ, UNKNOWN_TIMEZONE};
use crate::diag::{Complaint, nearest};
use crate::locale::{LANGUAGES, any_has};
use crate::model::{Closing, When};
use crate::source::{fold_key, strip_marks};

/// A date as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// `2026-10-05`
    Day(Date),
    /// `2026-10-05 17:00`, in the entry's zone.
    Local(DateTime),
    /// `2026-10-05T17:00:00+02:00`
    Instant(Zoned),
}

impl Written {
    /// The start of the day, or the instant.
    pub fn start(&self, zone: &TimeZone) -> Option<When> {
        match self {
            Written::Day(day) => When::day(*day, zone),
            Written::Local(local) => Some(When::instant(&local.to_zoned(zone.clone()).ok()?)),
            Written::Instant(at) => Some(When::instant(at)),
        }
    }

    /// The day, whatever the hour.
    pub fn day(&self) -> Date {
        match self {
            Written::Day(day) => *day,
            Written::Local(at) => at.date(),
            Written::Instant(at) => at.date(),
        }
    }

    /// The end of the day, or the instant.
    pub fn end(&self, zone: &TimeZone) -> Option<Closing> {
        match self {
            Written::Day(day) => Closing::end_of(*day, zone),
            Written::Local(local) => Some(Closing::instant(&local.to_zoned(zone.clone()).ok()?)),
            Written::Instant(at) => Some(Closing::instant(at)),
        }
    }
}

/// Reads `2026-10-05`, `2026-10-05 17:00[:00]` or an RFC 3339 instant; years 1900 to 9998.
pub fn date(text: &str) -> Result<Written, Complaint> {
    let bytes = text.as_bytes();
    let is_shaped = bytes.len() >= 10
        && bytes[..10]
            .iter()
            .enumerate()
            .all(|(i, byte)| if i == 4 || i == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    if !is_shaped {
        return Err(misshapen(text));
    }
    let day: Date = text[..10].parse().map_err(|_| {
        Complaint::new(BAD_DATE, format!("`{}` is not a day in the calendar", &text[..10]))
            .help("check month and day; the form is year-month-day")
    })?;
    if !(1900..=9998).contains(&day.year()) {
        return Err(Complaint::new(BAD_DATE, format!("the year {} is out of range", day.year()))
            .help("use a year from 1900 to 9998"));
    }
    if bytes.len() == 10 {
        return Ok(Written::Day(day));
    }
    let time = text[10..].strip_prefix(['T', 't', ' ']).map(str::trim_start).ok_or_else(|| misshapen(text))?;
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let clock = read_clock(time[..zone_at].trim_end()).ok_or_else(|| misshapen(text))?;
    let local = day.to_datetime(clock);
    if zone_at == time.len() {
        return Ok(Written::Local(local));
    }
    let offset = read_offset(&time[zone_at..]).ok_or_else(|| misshapen(text))?;
    local.to_zoned(offset).map(Written::Instant).map_err(|_| misshapen(text))
}

/// A date as people write it: also `18.11.2026`, `28/03/2026`, `15 January 2027`, `15. Januar 2027`, where it has one meaning. The second value says what was understood.
pub fn written_date(text: &str) -> Result<(Written, Option<Complaint>), Complaint> {
    // What YAML's own tags leave: `!!timestamp '2026-11-01'`.
    let text = text.strip_prefix("!!timestamp").map_or(text, |rest| rest.trim().trim_matches(['\'', '"']));
    let fault = match date(text) {
        Ok(written) => return Ok((written, None)),
        Err(fault) => fault,
    };
    let day = fault.instead.as_deref().and_then(|day| day.parse().ok()).or_else(|| in_words(text));
    let Some(day) = day.filter(|day| (1900..=9998).contains(&day.year())) else { return Err(fault) };
    let note = Complaint::new(DATE_READ, format!("the date is read as {day}"));
    Ok((Written::Day(day), Some(note.help(format!("write `{day}`")).instead(day.to_string()))))
}

/// `15 January 2027`, `January 15th, 2027`, `1er mars 2027`: a day, a month by its name or the beginning of it, and a year.
fn in_words(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    let is_break =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | 'º' | 'ª' | '-' | '/' | '\u{a0}' | '\u{202f}');
    for part in text.split(is_break).filter(|part| !part.is_empty()) {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, word) = part.split_at(digits);
        match number.len() {
            0 => {}
            1 | 2 if day.is_none() => day = Some(number.parse::<i8>().ok()?),
            4 if year.is_none() => year = Some(number.parse::<i16>().ok()?),
            _ => return None,
        }
        let word = word.to_lowercase();
        if word.is_empty() || any_has(|language| language.written.in_dates, &word) {
            continue;
        }
        if !number.is_empty() || month.is_some() {
            return None;
        }
        month = Some(month_named(&word)?);
    }
    Date::new(year?, month?, day?).ok()
}

/// The month that is called so in a language, or begins so in one and with no other meaning.
fn month_named(word: &str) -> Option<i8> {
    let folded = fold_key(&strip_marks(word));
    let mut found: Vec<usize> = Vec::new();
    for language in LANGUAGES {
        let names = language.written.months.iter().map(|name| fold_key(&strip_marks(name))).collect::<Vec<_>>();
        let own: Vec<usize> =
            (0..names.len()).filter(|at| folded.chars().count() >= 3 && names[*at].starts_with(&folded)).collect();
        match names.iter().position(|name| *name == folded) {
            Some(at) => found.push(at),
            // `jui` is two months.
            None if own.len() > 1 => return None,
            None => found.extend(own),
        }
    }
    found.dedup();
    match found.as_slice() {
        [only] => i8::try_from(only + 1).ok(),
        _ => None,
    }
}

/// `17:00`, `17:00:30`, with a fraction that is dropped.
fn read_clock(text: &str) -> Option<jiff::civil::Time> {
    let text = text.split('.').next()?;
    let mut parts = text.split(':');
    let mut next = || -> Option<i8> { parts.next().filter(|part| part.len() == 2)?.parse().ok() };
    let (hour, minute) = (next()?, next()?);
    let second = if text.matches(':').count() == 2 { next()? } else { 0 };
    if text.matches(':').count() > 2 { None } else { jiff::civil::Time::new(hour, minute, second, 0).ok() }
}

/// `Z`, `+02:00`, `-0330`.
fn read_offset(text: &str) -> Option<TimeZone> {
    if text.eq_ignore_ascii_case("z") {
        return Some(TimeZone::UTC);
    }
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    if minutes > 59 {
        return None;
    }
    let seconds = (hours * 60 + minutes) * 60 * if text.starts_with('-') { -1 } else { 1 };
    Some(TimeZone::fixed(jiff::tz::Offset::from_seconds(seconds).ok()?))
}

fn misshapen(text: &str) -> Complaint {
    let complaint = Complaint::new(BAD_DATE, format!("`{text}` is not a valid date"));
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    let day = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| year > 1900)
    };
    let (day_first, month_first) = match numbers.as_deref() {
        Some([year, month, date]) if *year > 1900 => (day(*year, *month, *date), None),
        Some([first, second, year]) => {
            // Where days are written with dots, they come first.
            let month_first = if text.contains('.') { None } else { day(*year, *first, *second) };
            (day(*year, *second, *first), month_first)
        }
        _ if text.len() == 8 => (text.parse::<Date>().ok(), None),
        _ => (None, None),
    };
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => {
            complaint.help(format!("write `{one}` or `{other}`, whichever day is meant"))
        }
        (Some(one), _) | (None, Some(one)) => complaint.help(format!("write `{one}`")).instead(one.to_string()),
        _ => complaint.help("the form is `2026-03-28`, or with a time `2026-03-28 17:00`"),
    }
}

/// A zone of the IANA database that is in the binary.
pub fn zone(name: &str) -> Result<TimeZone, Complaint> {
    let database = TimeZoneDatabase::bundled();
    database.get(name).map_err(|_| {
        let complaint = Complaint::new(UNKNOWN_TIMEZONE, format!("unknown time zone `{name}`"));
        let names: Vec<String> = database.available().map(|known| known.as_str().to_owned()).collect();
        match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => complaint.help(format!("did you mean `{near}`?")),
            None => complaint.help("use a name such as `Europe/Madrid` or `UTC`"),
        }
    })
}

/// An instant for `--now`: RFC 3339, or a day, whose start in UTC counts.
pub fn now(text: &str) -> Result<Timestamp, Complaint> {
    date(text)?.start(&TimeZone::UTC).map(|when| when.timestamp()).ok_or_else(|| misshapen(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_are_read_in_every_form() {
        let zone = zone("America/Bogota").unwrap();
        let end = |text: &str| date(text).unwrap().end(&zone).unwrap().rfc3339();
        assert_eq!(end("2026-03-28"), "2026-03-28T23:59:59-05:00");
        assert_eq!(end("2026-03-28 17:00"), "2026-03-28T17:00:00-05:00");
        assert_eq!(end("2026-03-28T17:00:30.5Z"), "2026-03-28T17:00:30+00:00");
        assert_eq!(end("2026-03-28t17:00:00-03:30"), "2026-03-28T17:00:00-03:30");
    }

    #[test]
    fn other_forms_and_impossible_days_are_refused_with_a_remedy() {
        let help = |text: &str| date(text).unwrap_err().help.unwrap();
        assert_eq!(help("28/03/2026"), "write `2026-03-28`");
        assert_eq!(help("3/4/2026"), "write `2026-04-03` or `2026-03-04`, whichever day is meant");
        assert_eq!(help("2026/3/4"), "write `2026-03-04`");
        for text in [
            "2026-02-30",
            "2026-13-01",
            "0000-01-01",
            "9999-12-31",
            "tomorrow",
            "2026-01-01T25:00",
            "2026-01-01T10:60",
            "2026-01-01x",
            "2026-01-01T10:00+99:99",
            "２０２６-01-01",
            "",
        ] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_of_one_meaning_are_read_and_said() {
        for (text, day) in [
            ("15 January 2027", "2027-01-15"),
            ("15. Januar 2027", "2027-01-15"),
            ("15 de enero de 2027", "2027-01-15"),
            ("January 15th, 2027", "2027-01-15"),
            ("1er mars 2027", "2027-03-01"),
            ("le 5 août 2026", "2026-08-05"),
            ("3 Sept 2026", "2026-09-03"),
            ("3-Dez-2026", "2026-12-03"),
            ("18.11.2026", "2026-11-18"),
            ("28/03/2026", "2026-03-28"),
            ("2026/3/4", "2026-03-04"),
            ("20261118", "2026-11-18"),
        ] {
            let (written, note) = written_date(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(written, Written::Day(day.parse().unwrap()), "{text}");
            assert_eq!(note.unwrap().instead.unwrap(), day);
        }
        assert_eq!(written_date("2026-11-18").unwrap().1, None);
        for text in [
            "3/4/2026",
            "15 jui 2027",
            "soon",
            "January 2027",
            "32 January 2027",
            "15 January",
            "15 January 2027 18",
            "next 15 January 2027",
        ] {
            assert!(written_date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_mistyped_zone_is_suggested() {
        assert_eq!(zone("Europe/Madrit").unwrap_err().help.unwrap(), "did you mean `Europe/Madrid`?");
    }
}
