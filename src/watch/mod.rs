//! A folder to "something changed". What changed is found by looking at everything: events tell less than they should.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use crate::discover::{State, state};
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// After the first event, this long without another one ends the waiting.
const QUIET: Duration = Duration::from_millis(30);
/// However long the storm, a build comes after this.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the files are looked at when nobody tells of changes.
const POLL: Duration = Duration::from_millis(500);
/// Even with events, everything is looked at this often: some events never come.
const SAFETY: Duration = Duration::from_secs(5);

/// Why [`Watcher::wait`] came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Something,
    /// The instant has come at which the output changes by itself.
    Due,
    Stopped,
}

/// Watches the sources of a site.
pub struct Watcher {
    root: PathBuf,
    events: Option<(RecommendedWatcher, Receiver<()>)>,
    why_polling: Option<String>,
    seen: State,
}

impl Watcher {
    /// Watches content/ and themes/ below `root`; by polling when asked to, or when the system refuses.
    pub fn new(root: &Path, poll: bool) -> Watcher {
        let mut watcher = Watcher { root: root.to_path_buf(), events: None, why_polling: None, seen: state(root) };
        if !poll {
            match events(root) {
                Ok(events) => watcher.events = Some(events),
                Err(error) => watcher.why_polling = Some(format!("the system can't watch these folders: {error}")),
            }
        }
        watcher
    }

    /// Why events are not used although they were not declined.
    pub fn why_polling(&self) -> Option<&str> {
        self.why_polling.as_deref()
    }

    /// Waits until something has changed and been quiet for a moment, until `due`, or until `stop` is set.
    pub fn wait(&mut self, stop: &AtomicBool, due: Option<SystemTime>) -> Change {
        let mut last_look = Instant::now();
        loop {
            if stop.load(Ordering::Relaxed) {
                return Change::Stopped;
            }
            if due.is_some_and(|due| SystemTime::now() >= due) {
                return Change::Due;
            }
            let told = match &self.events {
                Some((_, events)) => match events.recv_timeout(Duration::from_millis(100)) {
                    Ok(()) => {
                        settle(events);
                        true
                    }
                    Err(RecvTimeoutError::Timeout) => false,
                    Err(RecvTimeoutError::Disconnected) => {
                        std::thread::sleep(POLL);
                        false
                    }
                },
                None => {
                    std::thread::sleep(POLL.min(Duration::from_millis(100)));
                    false
                }
            };
            let interval = if self.events.is_some() { SAFETY } else { POLL };
            if !told && last_look.elapsed() < interval {
                continue;
            }
            last_look = Instant::now();
            let now = state(&self.root);
            if now != self.seen || told {
                let is_new = now != self.seen;
                self.seen = now;
                self.watch_again();
                if is_new {
                    return Change::Something;
                }
            }
        }
    }

    /// A folder that was deleted and made again, or a theme folder that is new, is watched anew.
    fn watch_again(&mut self) {
        if let Some((watcher, _)) = &mut self.events {
            for folder in ["content", "themes"] {
                let path = self.root.join(folder);
                if path.is_dir() {
                    let _ = watcher.unwatch(&path);
                    if let Err(error) = watcher.watch(&path, RecursiveMode::Recursive) {
                        self.why_polling = Some(error.to_string());
                    }
                }
            }
        }
        if self.why_polling.is_some() {
            self.events = None;
        }
    }
}

fn events(root: &Path) -> notify::Result<(RecommendedWatcher, Receiver<()>)> {
    let (sender, receiver) = channel();
    let tell = move |event: notify::Result<Event>| {
        let is_change = match &event {
            Ok(event) => is_change(&event.kind),
            Err(_) => true,
        };
        if is_change {
            let _ = sender.send(());
        }
    };
    let mut watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false))?;
    for folder in ["content", "themes"] {
        let path = root.join(folder);
        if path.is_dir() {
            watcher.watch(&path, RecursiveMode::Recursive)?;
        }
    }
    // content/ or themes/ itself may come, go or be renamed.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    Ok((watcher, receiver))
}

/// Reading a file is none.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        _ => true,
    }
}

/// Waits for the end of a burst.
fn settle(events: &Receiver<()>) {
    let started = Instant::now();
    while started.elapsed() < PATIENCE && events.recv_timeout(QUIET).is_ok() {}
    while events.try_recv().is_ok() {}
}
