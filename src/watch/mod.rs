//! The sources of a site, kept up to date with the disk.
//!
//! An event is a hint, a scan is the truth. A few files that events name are read at once; everything else that events may mean, or may not have
//! told, is found by looking at all files: when there were many events, when folders changed, after a moment of quiet, and from time to time.

mod hints;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use crate::discover::{DiscoverError, Disk, Seen};
use crate::source::Sources;
use hints::{Burst, Hints};

/// After a quick look, this long without another one leads to a scan.
const QUIET: Duration = Duration::from_millis(300);
/// However much goes on, a scan comes after this.
const OVERDUE: Duration = Duration::from_secs(3);
/// How often the files are polled when there are no events.
const POLL: Duration = Duration::from_millis(500);
/// Even with events, everything is looked at this often: some events never come.
const SAFETY: Duration = Duration::from_secs(5);
/// A scan that takes long is made less often: it may take this part of the time.
const SHARE: u32 = 20;
/// How often `stop` is checked.
const TICK: Duration = Duration::from_millis(100);

/// Why [`Watched::wait`] came back.
#[derive(Debug)]
pub enum Change {
    /// The sources have changed.
    Sources,
    /// The instant has come at which the output changes by itself.
    Due,
    /// The disk can't be read; told once for each fault.
    Fault(DiscoverError),
    /// It can be read again, and is as it was.
    Mended,
    Stopped,
}

/// A site's sources, and what tells of their changes.
pub struct Watched {
    disk: Disk,
    /// Which sources were told last, and which folders are watched.
    told: Option<u64>,
    watched: Option<u64>,
    /// Before that, nothing is reported: it would be incomplete.
    has_scanned: bool,
    /// `None` when polling.
    hints: Option<Hints>,
    why_polling: Option<String>,
    /// When everything is looked at next, and since when something has happened that no scan has seen.
    next_scan: Instant,
    unseen_since: Option<Instant>,
    fault: Option<DiscoverError>,
    last_fault: Option<String>,
    is_mended: bool,
}

impl Watched {
    /// Watches content/ and themes/ below `root`; by polling when asked to, or when the system refuses. Nothing has been read yet: the first
    /// wait does that.
    pub fn new(root: &Path, poll: bool) -> Watched {
        // What events name is compared with it.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let (hints, why_polling) = match (poll, Hints::of(&root)) {
            (true, _) => (None, None),
            (false, Ok(hints)) => (Some(hints), None),
            (false, Err(error)) => (None, Some(refused(&error))),
        };
        Watched {
            disk: Disk::new(&root),
            told: None,
            watched: None,
            has_scanned: false,
            hints,
            why_polling,
            next_scan: Instant::now(),
            unseen_since: None,
            fault: None,
            last_fault: None,
            is_mended: false,
        }
    }

    /// The sources as they were when they were looked at last.
    pub fn sources(&self) -> Sources {
        self.disk.sources().clone()
    }

    /// Why the files are polled although that was not asked for.
    pub fn why_polling(&self) -> Option<&str> {
        self.why_polling.as_deref()
    }

    /// Waits until the sources change, until `due`, or until `stop` is set.
    pub fn wait(&mut self, stop: &AtomicBool, due: Option<SystemTime>) -> Change {
        loop {
            if stop.load(Ordering::Relaxed) {
                return Change::Stopped;
            }
            let revision = Some(self.disk.revision());
            if self.has_scanned && self.told != revision {
                (self.told, self.is_mended) = (revision, false);
                return Change::Sources;
            }
            if let Some(fault) = self.fault.take() {
                let message = fault.to_string();
                if self.last_fault.as_ref() != Some(&message) {
                    self.last_fault = Some(message);
                    return Change::Fault(fault);
                }
            }
            if std::mem::take(&mut self.is_mended) {
                return Change::Mended;
            }
            if due.is_some_and(|due| SystemTime::now() >= due) {
                return Change::Due;
            }
            let patience = self.next_scan.saturating_duration_since(Instant::now()).min(TICK);
            let burst = match &self.hints {
                Some(hints) if self.has_scanned => hints.burst(patience),
                _ => {
                    std::thread::sleep(patience);
                    Burst::Nothing
                }
            };
            let is_overdue = || self.unseen_since.is_some_and(|since| since.elapsed() >= OVERDUE);
            match burst {
                Burst::Nothing if Instant::now() < self.next_scan => {}
                Burst::Nothing | Burst::Many => self.scan(stop),
                Burst::Files(_) if is_overdue() => self.scan(stop),
                Burst::Files(paths) => self.scan_changes(&paths, stop),
            }
        }
    }

    /// A quick look at what events name; a scan follows after quiet.
    fn scan_changes(&mut self, paths: &[PathBuf], stop: &AtomicBool) {
        let now = Instant::now();
        let since = *self.unseen_since.get_or_insert(now);
        self.next_scan = (now + QUIET).min(since + OVERDUE);
        match self.disk.scan_paths(paths) {
            Ok(Seen::Same | Seen::Changed) => {}
            Ok(Seen::Unclear) => self.scan(stop),
            // It may be in the middle of something.
            Err(_) => self.next_scan = now + TICK,
        }
    }

    /// Looks at everything. Unless that is overdue, an event interrupts it: what it names is quicker looked at.
    fn scan(&mut self, stop: &AtomicBool) {
        let started = Instant::now();
        let since = *self.unseen_since.get_or_insert(started);
        let is_patient = !self.has_scanned || started.duration_since(since) >= OVERDUE;
        let counter = self.hints.as_ref().map(Hints::counter);
        let count = || counter.as_ref().map(|counter| counter.load(Ordering::Relaxed));
        let before = count();
        let is_wanted = || (is_patient || count() == before) && !stop.load(Ordering::Relaxed);
        let result = self.disk.scan(&is_wanted);
        if let Ok(None) = result {
            return;
        }
        let usual = if self.hints.is_some() { SAFETY } else { POLL };
        let share = if self.hints.is_some() { SHARE } else { 2 };
        self.next_scan = Instant::now() + usual.max(started.elapsed() * share);
        self.unseen_since = None;
        match result {
            Ok(_) => {
                self.has_scanned = true;
                self.is_mended = self.last_fault.take().is_some();
            }
            Err(fault) => {
                self.fault = Some(fault);
                self.next_scan = Instant::now() + POLL.max(started.elapsed() * 2);
            }
        }
        self.watch_again();
    }

    /// Watches folders that are new, or were exchanged for others of their names.
    fn watch_again(&mut self) {
        let folders = Some(self.disk.folders());
        let last = std::mem::replace(&mut self.watched, folders);
        // Those of the first scan are watched already.
        let Some(hints) = self.hints.as_mut().filter(|_| last.is_some() && last != folders) else { return };
        if let Err(error) = hints.again() {
            self.why_polling = Some(refused(&error));
            self.hints = None;
        }
        // What was written into a new folder before it was watched is seen by one more look.
        let now = Instant::now();
        self.next_scan = self.next_scan.min(now + QUIET);
        self.unseen_since = Some(now);
    }
}

fn refused(error: &notify::Error) -> String {
    format!("the system can't watch these folders: {error}")
}
