//! Everything that is to be written to the output folder, so that readers never see half of it.
//!
//! 1. [`Target::open`]: refuses what is not ours, takes the lock, finishes what a killed build left.
//! 2. [`Target::publish`]: stages what changed, writes the journal, then renames.
//! 3. [`DerivedFiles`]: what takes long to make, kept by hash.
//! 4. [`Changes`]: what readers find added, changed and removed; `record`: the pages that were published, for that and for the next build.
//! 5. [`Receipt`]: what the last build was made of and reported; `manifest`: what we wrote; `made`: from what; `journal`: what is about to be renamed; `renames`: how that is done, and finished later; `refuse`: which folders are no output; `order`: what comes first.
//! 6. [`Key`]: the mark by which a build tells its own state from what a checkout brings; `folder`: files by handle, links not followed.
//!
//! A kill before the journal leaves the old site; after it, the next build finishes the new one.

mod budget;
mod changes;
mod derived;
mod folder;
mod journal;
mod key;
mod lock;
mod made;
mod manifest;
mod modes;
mod order;
mod receipt;
mod record;
mod refuse;
mod renames;
mod stage;
mod walk;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::content::Published;
use crate::diag::Diagnostic;
use crate::diag::print::visible;
use crate::pipeline::{MadeFiles, Ready};
use crate::source::{Hash, OutPath};
pub use changes::Changes;
pub use derived::{DeriveError, DerivedFiles};
use folder::Folder;
pub use journal::{Journal, Step};
pub use key::{Key, KeyFault};
pub use manifest::{Manifest, Written};
use modes::make_usual_folders;
use order::Rank;
pub use receipt::{Receipt, unchanged};
use record::Record;

/// The folder within the output where builds keep their state.
const STATE: &str = ".rolecall";
/// Bytes that a file of the state may have.
const CAP: u64 = 512 << 20;
/// Bytes that the marks may have.
const MARK_CAP: u64 = 256;
/// What is written beside a file of the state before it takes its place.
const DRAFTS: [&str; 3] = ["pages", "manifest", "mark"];
/// Where a journal goes that is not believed.
const UNVERIFIED: &str = "journal.unverified";
/// Up to this many files are synced one by one; more, and the whole file system is.
const SYNC_ONE_BY_ONE: usize = 64;

/// Why nothing was published, or not all of it.
#[derive(Debug)]
pub enum PublishError {
    /// The folder can't be an output; the text says why.
    Refused(String),
    /// Another build holds the lock.
    Busy(String),
    /// A file could not be read or written.
    Machine { doing: &'static str, path: PathBuf, cause: io::Error },
    /// Templates failed.
    Faults(Vec<Diagnostic>),
    /// A signal came.
    Interrupted,
}

impl std::fmt::Display for PublishError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PublishError::Refused(reason) | PublishError::Busy(reason) => f.write_str(reason),
            PublishError::Machine { doing, path, cause } => {
                write!(f, "can't {doing} {}: {cause}", visible(&path.display().to_string()))
            }
            PublishError::Faults(faults) => write!(f, "{} templates failed", faults.len()),
            PublishError::Interrupted => f.write_str("interrupted"),
        }
    }
}

fn machine(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_path_buf();
    move |cause| PublishError::Machine { doing, path, cause }
}

/// What a build did to the output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    pub unchanged: usize,
    /// Pages that are no longer made, but were changed by another program: they stay.
    pub left: usize,
    pub changes: Changes,
    /// The site's own pages as they are now.
    pub published: Vec<Published>,
}

/// An output folder that is ours, locked.
pub struct Target {
    root: Folder,
    state: Folder,
    /// The real path of the output, to which marks are bound.
    place: String,
    site: PathBuf,
    key: Option<Key>,
    lock: File,
    manifest: Manifest,
    record: Record,
    /// Folders made for this build, the deepest first; taken away again if nothing is published.
    made: Vec<PathBuf>,
    notes: Vec<String>,
    /// The time that each kind of file took, if asked for.
    times: Option<Mutex<Times>>,
    /// Whether the next build will remember the same pages as this one did.
    is_settled: bool,
}

/// What each kind of file took.
pub type Times = BTreeMap<&'static str, Spent>;

/// Files, how many of them were made and not known from before, their bytes, and how long they took to make and to stage, on all threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub files: usize,
    pub made: usize,
    pub bytes: u64,
    pub time: Duration,
}

/// Which output is opened, and how.
#[derive(Clone, Copy)]
pub struct TargetOptions<'a> {
    /// The folder of the site.
    pub site: &'a Path,
    pub output: &'a Path,
    /// Whether the output was named on the command line, and so may be a link; a checkout may bring one at the usual place.
    pub is_named: bool,
    /// Whether to wait for another build to end.
    pub wait: bool,
    /// What marks the state as ours. Without it no state is believed, and none will be.
    pub key: Option<&'a Key>,
}

impl Target {
    /// Opens an output. Waiting ends when `stop` is set.
    pub fn open(options: TargetOptions<'_>, stop: &AtomicBool) -> Result<Target, PublishError> {
        let path = refuse::check(options.site, options.output, options.is_named)?;
        let mut made = Vec::new();
        for folder in path.ancestors() {
            if folder.try_exists().map_err(machine("look at", folder))? {
                break;
            }
            made.push(folder.to_path_buf());
        }
        make_usual_folders(&path).map_err(machine("make the folder", &path))?;
        let root = Folder::open(&path).map_err(machine("open", &path))?;
        let state_path = path.join(STATE);
        if root.kind_of(STATE).map_err(machine("look at", &state_path))?.is_none() {
            made.insert(0, state_path.clone());
        }
        let state = root.enter_or_make(STATE).map_err(machine("open the folder", &state_path))?;
        let lock = lock::take(&state, options.wait, stop)?;
        let mut target = Target {
            root,
            state,
            place: path.display().to_string(),
            manifest: Manifest::default(),
            record: Record::default(),
            site: options.site.to_path_buf(),
            key: options.key.cloned(),
            made,
            lock,
            notes: Vec::new(),
            is_settled: false,
            times: None,
        };
        let claimed = target.recover()?;
        target.manifest = target.read_manifest(["manifest"], ["mark"])?.unwrap_or_default();
        let (pages, mark) = (target.read("pages", CAP)?, target.read("mark", MARK_CAP)?);
        target.record = Record::read(pages.as_deref(), &target.place, mark.as_deref(), target.key.as_ref());
        if let Some(claimed) = claimed {
            target.manifest.claim(&claimed);
        }
        target.clear_stage()?;
        Ok(target)
    }

    /// From here on it is noted what each kind of file takes.
    pub fn keep_times(&mut self) {
        self.times = Some(Mutex::default());
    }

    /// What each kind of file took; nothing where that was not asked for.
    pub fn times(&self) -> Times {
        let taken = |times: &Mutex<Times>| times.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.times.as_ref().map(taken).unwrap_or_default()
    }

    /// What was found of the state that the user should hear of.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// A file of the state; `None` when there is none, or something that no build has put there.
    fn read(&self, name: &str, cap: u64) -> Result<Option<Vec<u8>>, PublishError> {
        self.state.read(name, cap).map_err(machine("read", &self.state.at(name)))
    }

    /// The first manifest of these names, by the first mark of those.
    fn read_manifest<const N: usize>(
        &self,
        names: [&str; N],
        marks: [&str; N],
    ) -> Result<Option<Manifest>, PublishError> {
        let mut mark = None;
        for name in marks {
            mark = mark.or(self.read(name, MARK_CAP)?);
        }
        for name in names {
            if let Some(bytes) = self.read(name, CAP)? {
                return Ok(Some(Manifest::read(&bytes, &self.place, mark.as_deref(), self.key.as_ref())));
            }
        }
        Ok(None)
    }

    fn clear_stage(&self) -> Result<(), PublishError> {
        for name in ["stage", "manifest.next", "pages.next", "mark.next", "journal.next"] {
            self.state.remove_all(name).map_err(machine("remove", &self.state.at(name)))?;
        }
        Ok(())
    }

    /// Publishes a site: all of it, or nothing.
    ///
    /// A preview shows what readers don't know of yet: its pages are not remembered as published.
    pub fn publish(
        &mut self,
        ready: &Ready,
        made: &MadeFiles,
        is_preview: bool,
        stop: &AtomicBool,
    ) -> Result<Report, PublishError> {
        let published = self.stage(ready, made, stop).and_then(|mut staged| {
            let now = Record::of(ready, &self.record);
            staged.report.changes = Changes::of(ready, &staged, &self.record, &now);
            staged.record = if is_preview { self.record.clone() } else { now };
            staged.report.published = staged.record.made();
            self.is_settled = staged.record == self.record || !staged.record.has_removed();
            self.commit(staged)
        });
        match published {
            Ok(report) => {
                self.made.clear();
                self.has_checked(made);
                derived::tidy(&self.site);
                Ok(report)
            }
            Err(error) => {
                // The journal says that renaming had begun; then the stage is needed to finish.
                if matches!(self.state.kind_of("journal"), Ok(None)) {
                    let _ = self.clear_stage();
                }
                Err(error)
            }
        }
    }

    /// From here on the new site is coming: the journal, the renames, the manifest.
    fn commit(&mut self, staged: Staged) -> Result<Report, PublishError> {
        let is_same = staged.report.added + staged.report.changed + staged.report.removed == 0;
        let is_marked = self.manifest.is_marked() || self.key.is_none();
        if is_same && is_marked && staged.manifest == self.manifest && staged.record == self.record {
            self.clear_stage()?;
            return Ok(staged.report);
        }
        let steps = self.steps(&staged)?;
        let (manifest, pages) = (staged.manifest.text(), staged.record.text());
        let marks = self.key.as_ref().map_or_else(String::new, |key| {
            let place = &self.place;
            format!("{}\n{}\n", Manifest::mark(&manifest, place, key), Record::mark(&pages, place, key))
        });
        for (name, text) in [("manifest.next", manifest), ("mark.next", marks), ("pages.next", pages)] {
            self.state.write_synced(name, text.as_bytes()).map_err(machine("write", &self.state.at(name)))?;
        }
        self.sync_stage(&staged)?;
        let journal = Journal { steps };
        let path = self.state.at("journal");
        let text = journal.text(&self.place, self.key.as_ref());
        self.state.write_synced("journal.next", text.as_bytes()).map_err(machine("write", &path))?;
        self.state.rename("journal.next", (&self.state, "journal")).map_err(machine("write", &path))?;
        self.state.sync("").map_err(machine("sync", &path))?;
        self.apply(&journal)?;
        self.clear_stage()?;
        let is_marked = self.key.is_some();
        (self.manifest, self.record) = (staged.manifest.marked(is_marked), staged.record);
        Ok(staged.report)
    }

    /// What was staged reaches the disk before anything is renamed.
    fn sync_stage(&self, staged: &Staged) -> Result<(), PublishError> {
        let paths: Vec<&OutPath> =
            staged.new.iter().map(|(path, _)| path).chain(&staged.changed).chain(&staged.lists).collect();
        if paths.is_empty() || paths.len() > SYNC_ONE_BY_ONE && self.state.sync_file_system().is_ok() {
            return Ok(());
        }
        let at = self.state.at("stage");
        let stage = self.state.enter("stage").map_err(machine("open the folder", &at))?;
        let Some(stage) = stage else { return Err(machine("open the folder", &at)(io::ErrorKind::NotFound.into())) };
        for path in paths {
            let synced = stage.open_file(path.as_str()).and_then(|file| file.map_or(Ok(()), |file| file.sync_data()));
            synced.map_err(machine("sync", &stage.at(path.as_str())))?;
        }
        Ok(())
    }
}

/// The hash of a file's bytes.
fn hash_of(mut file: File) -> io::Result<Hash> {
    Ok(Hash::of_pieces(|buffer| file.read(buffer))?.0)
}

impl Drop for Target {
    /// A build that published nothing leaves no folder behind.
    fn drop(&mut self) {
        if !self.made.is_empty() {
            let _ = self.state.remove("lock");
            for folder in &self.made {
                let _ = fs::remove_dir(folder);
            }
        }
        let _ = self.lock.unlock();
    }
}

/// What was staged, by when it is to be renamed.
#[derive(Default)]
struct Staged {
    manifest: Manifest,
    record: Record,
    report: Report,
    new: Vec<(OutPath, Rank)>,
    changed: Vec<OutPath>,
    lists: Vec<OutPath>,
    removed: Vec<OutPath>,
}
