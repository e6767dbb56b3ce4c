//! The site that is shown, and the same site on another day.

use std::sync::Arc;

use jiff::civil::Date;

use crate::content::{Kind, State};
use crate::diag::{Diagnostic, Severity, print};
use crate::pipeline::{self, Memo, Ready, Request};
use crate::plan::Planned;
use crate::relate::{EntryId, Site};
use crate::source::{SafeUrl, SrcPath};

/// The last good site.
pub struct CurrentSite {
    pub ready: Arc<Ready>,
    /// What is said of it, in order of place.
    pub diagnostics: Vec<Arc<Diagnostic>>,
    /// What it was built for.
    pub request: Request,
    /// Which of the sites shown one after another it is.
    pub number: u64,
}

impl CurrentSite {
    pub fn site(&self) -> &Site {
        self.ready.site()
    }

    /// What is said of one entry.
    pub fn findings(&self, id: EntryId) -> &[Arc<Diagnostic>] {
        let site = self.site();
        let head = &site.entry(id).head();
        let own = self.of_file(&head.source);
        // An item of a list has what stands from its beginning to that of the next one.
        let begins = |id: &EntryId| site.entry(*id).head().span.start;
        // A posting is one item of its list, whatever it brings along.
        let items =
            site.index.by_source.get(&head.source).into_iter().flatten().filter(|id| site.entry(**id).job().is_some());
        let mut starts: Vec<u32> = items.map(begins).collect();
        starts.sort_unstable();
        starts.dedup();
        let number = starts.partition_point(|start| *start < head.span.start);
        let from = if number == 0 { 0 } else { own.partition_point(|found| found.at.start < head.span.start) };
        let to = starts.get(number + 1).map_or(own.len(), |next| own.partition_point(|found| found.at.start < *next));
        &own[from..to]
    }

    fn of_file(&self, path: &SrcPath) -> &[Arc<Diagnostic>] {
        let from = self.diagnostics.partition_point(|found| found.at.file < *path);
        let len = self.diagnostics[from..].partition_point(|found| found.at.file == *path);
        &self.diagnostics[from..from + len]
    }
}

/// The ribbon on a page: that it is about something that readers can't find.
pub fn ribbon(site: &Site, planned: &Planned) -> Option<&'static str> {
    mark(site, planned.product.entry()?)
}

/// What an entry is, when it is not simply published.
pub fn mark(site: &Site, id: EntryId) -> Option<&'static str> {
    let entry = site.entry(id);
    if entry.head().draft {
        return Some("draft");
    }
    match &entry.record.kind {
        Kind::Job(job) => match job.state(site.now) {
            State::Open => None,
            State::Scheduled(_) => Some("not yet open"),
            State::Closed => Some("closed"),
            State::Filled => Some("filled"),
            State::Withdrawn => Some("withdrawn"),
        },
        Kind::Article(_) | Kind::Own(_) if entry.record.is_future(site.now) => Some("not yet published"),
        _ => None,
    }
}

/// The site on another day, made when it is asked for; the last one is kept.
#[derive(Default)]
pub struct DatePreview {
    memo: Memo,
    last: Option<Visit>,
}

struct Visit {
    day: Date,
    host: String,
    /// Of the site that it was made from.
    number: u64,
    result: Result<Arc<Ready>, String>,
}

impl DatePreview {
    /// The day that a text names, if it has a year before and after it in the site's zone: pages look that far.
    pub fn day(text: &str, shown: &CurrentSite) -> Option<Date> {
        let day: Date = text.parse().ok().filter(|day: &Date| day.to_string() == text)?;
        let year = jiff::Span::new().years(1);
        let zone = shown.site().config.zone();
        let is_in_reach = |day: Date| day.to_zoned(zone.clone()).is_ok();
        (is_in_reach(day.checked_add(year).ok()?) && is_in_reach(day.checked_sub(year).ok()?)).then_some(day)
    }

    /// Where the site of a day lies.
    pub fn folder(day: Date) -> String {
        format!("/__rolecall/on/{day}/")
    }

    /// The site as it will be when a day begins, at the server's address `host`; the messages of its errors when it can't be built.
    pub fn to(&mut self, day: Date, host: &str, shown: &CurrentSite) -> Result<Arc<Ready>, String> {
        if let Some(last) = &self.last
            && (last.day, last.host.as_str(), last.number) == (day, host, shown.number)
        {
            return last.result.clone();
        }
        self.last = None;
        let site = shown.site();
        let too_far = |_| "this date is out of range".to_owned();
        let begins = day.to_zoned(site.config.zone()).map_err(too_far)?.timestamp();
        let base =
            SafeUrl::web(&format!("http://{host}{}", DatePreview::folder(day))).map_err(|fault| fault.to_string())?;
        let request = Request { now: begins, base_url: Some(base), ..shown.request.clone() };
        let sources = &shown.ready.renderer.sources;
        let mut outcome = pipeline::build((**sources).clone(), &request, &mut self.memo);
        let result = outcome.ready.take().map(Arc::new).ok_or_else(|| {
            let errors = outcome.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
            print::short(&errors.cloned().collect::<Vec<_>>(), &outcome.sources)
        });
        self.last = Some(Visit { day, host: host.to_owned(), number: shown.number, result: result.clone() });
        result
    }
}
