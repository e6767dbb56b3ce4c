//! The days on which postings close, as a calendar that readers can follow (RFC 5545, 2009).
//!
//! Written by hand: the calendar crates bring a second library of dates, and this is six lines for each posting.

use jiff::tz::TimeZone;

use super::Renderer;
use crate::model::Lang;

/// The deadlines of a language's open postings, the first to come first.
pub fn calendar(renderer: &Renderer, lang: &Lang) -> String {
    let site = &renderer.site;
    let lists = site.lists.of(lang);
    let mut jobs: Vec<_> =
        site.index.own(lang, &lists.jobs).filter_map(|id| Some((site.entry(id).job()?.closes?, id))).collect();
    jobs.sort_by(|a, b| (a.0.bound(), site.address(a.1)).cmp(&(b.0.bound(), site.address(b.1))));
    let strings = renderer.theme.strings(lang);
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Rolecall//closing//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    let name = strings.text("calendar", &[("site", site.config.texts(lang).title.clone())].into());
    line(&mut out, &format!("NAME:{}", escaped(&name)));
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&name)));
    for (closes, id) in jobs {
        let entry = site.entry(id);
        let Some(job) = entry.job() else { continue };
        let url = renderer.whole(&renderer.href(site.address(id)));
        let title = renderer.job_facts(id, lang).title_with_company();
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{url}"));
        let stamp = job.appeared().timestamp().to_zoned(TimeZone::UTC);
        line(&mut out, &format!("DTSTAMP:{}", stamp.strftime("%Y%m%dT%H%M%SZ")));
        match closes.time() {
            // A whole day, wherever the reader is.
            None => line(&mut out, &format!("DTSTART;VALUE=DATE:{}", closes.date().strftime("%Y%m%d"))),
            Some(_) => {
                let at = closes.bound().to_zoned(TimeZone::UTC);
                line(&mut out, &format!("DTSTART:{}", at.strftime("%Y%m%dT%H%M%SZ")));
            }
        }
        line(&mut out, &format!("SUMMARY:{}", escaped(&strings.text("calendar_closes", &[("title", title)].into()))));
        line(&mut out, &format!("URL:{url}"));
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// A text value: section 3.3.11.
fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line, folded after 75 bytes: section 3.1.
fn line(out: &mut String, text: &str) {
    let mut len = 0;
    for c in text.chars() {
        if len + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            len = 1;
        }
        out.push(c);
        len += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{escaped, line};

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut out = String::new();
        line(&mut out, &"ñ".repeat(60));
        assert_eq!(out, format!("{}\r\n {}\r\n", "ñ".repeat(37), "ñ".repeat(23)));
        assert_eq!(escaped("a, b; c\\\u{7}"), "a\\, b\\; c\\\\");
    }
}
