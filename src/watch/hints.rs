//! What the system tells of changes: bursts of files by name, or that there were too many to name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use crate::discover::has_litter;
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// A burst of more files than this is `Many`.
const FILES: usize = 16;
/// How long to wait for the end of a write.
const SETTLE: Duration = Duration::from_millis(20);
/// How long for the next file of a burst, when no write is open.
const GAP: Duration = Duration::from_millis(3);
/// The end of a storm: this long without an event, or this long at all.
const CALM: Duration = Duration::from_millis(30);
const STORM: Duration = Duration::from_millis(500);

/// Up to this many events wait in the queue; more are dropped, and a scan finds the changes.
const QUEUE: usize = 4_096;

/// What was told within a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Burst {
    Nothing,
    /// Paths below the root, of files as a rule.
    Files(Vec<PathBuf>),
    /// Too many to name, or events were lost.
    Many,
}

/// One thing that the system tells.
enum Hint {
    /// Something happened at a path below the root; whether it looks finished.
    At(PathBuf, bool),
    Lost,
}

/// Events of content/ and themes/.
pub struct Hints {
    root: PathBuf,
    watcher: RecommendedWatcher,
    hints: Receiver<Hint>,
    told: Arc<AtomicUsize>,
    /// Something was told for which there was no room.
    has_lost: Arc<AtomicBool>,
}

impl Hints {
    /// Begins to listen. `root` is a real path without links.
    pub fn of(root: &Path) -> notify::Result<Hints> {
        let (sender, hints) = sync_channel(QUEUE);
        let (told, has_lost) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let teller = Teller { root: root.to_path_buf(), sender, told: told.clone(), has_lost: has_lost.clone() };
        let tell = move |event| teller.tell(event);
        let watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false))?;
        let mut hints = Hints { root: root.to_path_buf(), watcher, hints, told, has_lost };
        hints.again()?;
        Ok(hints)
    }

    /// Watches whatever folders there are now.
    pub fn again(&mut self) -> notify::Result<()> {
        for folder in ["content", "themes"] {
            let path = self.root.join(folder);
            let _ = self.watcher.unwatch(&path);
            if path.is_dir() {
                match self.watcher.watch(&path, RecursiveMode::Recursive) {
                    // A folder that went while it was being walked; its parent tells of that.
                    Err(error) if is_gone(&error) => {}
                    other => other?,
                }
            }
        }
        // content/ or themes/ itself may come, go or be renamed.
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)
    }

    /// It counts what is told.
    pub fn counter(&self) -> Arc<AtomicUsize> {
        self.told.clone()
    }

    /// Waits for something to be told, and for the end of what belongs together.
    pub fn burst(&self, patience: Duration) -> Burst {
        let first = match self.hints.recv_timeout(patience) {
            Ok(hint) => hint,
            Err(RecvTimeoutError::Timeout) => return Burst::Nothing,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(patience);
                return Burst::Nothing;
            }
        };
        let started = Instant::now();
        if self.has_lost.swap(false, Ordering::Relaxed) {
            return self.storm(started);
        }
        let mut named: BTreeMap<PathBuf, bool> = BTreeMap::new();
        let mut next = Some(first);
        loop {
            match next {
                Some(Hint::Lost) => return self.storm(started),
                Some(Hint::At(path, is_finished)) => drop(named.insert(path, is_finished)),
                None => break,
            }
            if named.len() > FILES {
                return self.storm(started);
            }
            let left = SETTLE.saturating_sub(started.elapsed());
            if left.is_zero() {
                break;
            }
            let wait = if named.values().all(|is_finished| *is_finished) { GAP.min(left) } else { left };
            next = self.hints.recv_timeout(wait).ok();
        }
        Burst::Files(named.into_keys().collect())
    }

    /// Waits for the end of many events.
    fn storm(&self, started: Instant) -> Burst {
        while started.elapsed() < STORM && self.hints.recv_timeout(CALM).is_ok() {}
        while self.hints.try_recv().is_ok() {}
        self.has_lost.store(false, Ordering::Relaxed);
        Burst::Many
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(cause) => cause.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Passes on what events tell of the two folders.
struct Teller {
    root: PathBuf,
    sender: SyncSender<Hint>,
    told: Arc<AtomicUsize>,
    has_lost: Arc<AtomicBool>,
}

impl Teller {
    fn tell(&self, event: notify::Result<Event>) {
        let event = match event {
            Ok(event) if !event.need_rescan() => event,
            _ => return self.send(Hint::Lost),
        };
        let is_finished = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            // Reading a file changes nothing.
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => return,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Metadata(_)) => true,
            EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => false,
        };
        for path in event.paths.iter().filter_map(|path| path.strip_prefix(&self.root).ok()) {
            if (path.starts_with("content") || path.starts_with("themes")) && !has_litter(path) {
                self.send(Hint::At(path.to_path_buf(), is_finished));
            }
        }
    }

    fn send(&self, hint: Hint) {
        if let Err(TrySendError::Full(_)) = self.sender.try_send(hint) {
            self.has_lost.store(true, Ordering::Relaxed);
        }
        self.told.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_no_room_for_is_told_as_much() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("content")).unwrap();
        let hints = Hints::of(&root).unwrap();
        // As the system would tell, and nobody asks meanwhile.
        let teller = |sender: SyncSender<Hint>| Teller {
            root: root.clone(),
            sender,
            told: hints.told.clone(),
            has_lost: hints.has_lost.clone(),
        };
        let (sender, receiver) = sync_channel(2);
        let teller = teller(sender);
        let event = |name: &str| Ok(Event::new(EventKind::Any).add_path(root.join(name)));
        teller.tell(event("content/.a.md.swp"));
        teller.tell(event("public/a.html"));
        assert!(receiver.try_recv().is_err() && hints.told.load(Ordering::Relaxed) == 0, "litter and others' files");
        (0..3).for_each(|number| teller.tell(event(&format!("content/{number}.md"))));
        assert!(hints.has_lost.load(Ordering::Relaxed) && hints.told.load(Ordering::Relaxed) == 3);
        std::fs::write(root.join("content/a.md"), "a").unwrap();
        assert_eq!(hints.burst(Duration::from_secs(20)), Burst::Many);
        std::fs::write(root.join("content/b.md"), "b").unwrap();
        assert_eq!(hints.burst(Duration::from_secs(20)), Burst::Files(vec![PathBuf::from("content/b.md")]));
    }
}
