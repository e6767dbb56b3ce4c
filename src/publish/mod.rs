//! Everything that is to be written to the output folder, so that readers never see half of it.
//!
//! 1. [`Target::open`]: refuses what is not ours, takes the lock, finishes what a killed build left.
//! 2. [`Target::publish`]: stages what changed, writes the journal, then renames.
//! 3. [`Workshop`]: what takes long to make, kept by hash.
//! 4. [`Changes`]: what readers find added, changed and removed; `record`: the pages that were published, for that and for the next build.
//! 5. `manifest`: what we wrote; `journal`: what is about to be renamed; `refuse`: which folders are no output.
//!
//! A kill before the journal leaves the old site; after it, the next build finishes the new one.

mod changes;
mod journal;
mod lock;
mod manifest;
mod modes;
mod record;
mod refuse;
mod stage;
mod workshop;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::diag::Diagnostic;
use crate::model::Published;
use crate::pipeline::{Memo, Ready};
use crate::source::{Hash, OutPath};
pub use changes::Changes;
use journal::{Journal, Step};
use manifest::Manifest;
use record::Record;
pub use record::{published, written_at};
pub use workshop::{WorkFault, Workshop};

use modes::{make_usual_folders, sync_file_system, sync_folder};

/// The folder within the output where builds keep their state.
const STATE: &str = ".rolecall";
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
                write!(f, "can't {doing} {}: {cause}", crate::diag::print::visible(&path.display().to_string()))
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
    /// Pages that are no longer made, but were changed by somebody else: they stay.
    pub left: usize,
    pub changes: Changes,
    /// The site's own pages as they are now.
    pub published: Vec<Published>,
}

/// An output folder that is ours, locked.
pub struct Target {
    root: PathBuf,
    site: PathBuf,
    lock: File,
    manifest: Manifest,
    record: Record,
    /// Folders made for this build, the deepest first; taken away again if nothing is published.
    made: Vec<PathBuf>,
}

impl Target {
    /// Opens the output of the site in `site`. With `wait`, waits for another build to end.
    pub fn open(site: &Path, output: &Path, wait: bool) -> Result<Target, PublishError> {
        let root = refuse::check(site, output)?;
        let mut made = Vec::new();
        for folder in root.ancestors() {
            if folder.try_exists().map_err(machine("look at", folder))? {
                break;
            }
            made.push(folder.to_path_buf());
        }
        let state = root.join(STATE);
        if !state.try_exists().map_err(machine("look at", &state))? {
            made.insert(0, state.clone());
        }
        make_usual_folders(&state).map_err(machine("make the folder", &state))?;
        let path = state.join("lock");
        let lock = lock::take(&path, wait)?;
        let mut target = Target {
            manifest: Manifest::default(),
            record: Record::default(),
            site: site.to_path_buf(),
            made,
            lock,
            root,
        };
        target.recover()?;
        target.manifest =
            Manifest::read(&target.state("manifest")).map_err(machine("read", &target.state("manifest")))?;
        target.record = Record::read(&target.state("pages")).map_err(machine("read", &target.state("pages")))?;
        Ok(target)
    }

    fn state(&self, name: &str) -> PathBuf {
        self.root.join(STATE).join(name)
    }

    fn at(&self, path: &OutPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// Finishes a build that was killed while renaming, or clears away one that was killed before.
    fn recover(&mut self) -> Result<(), PublishError> {
        let path = self.state("journal");
        if let Some(journal) = Journal::read(&path).map_err(machine("read", &path))? {
            self.apply(&journal)?;
        }
        self.clear_stage()
    }

    fn clear_stage(&self) -> Result<(), PublishError> {
        for name in ["stage", "manifest.next", "pages.next", "journal.next"] {
            let path = self.state(name);
            let gone = if name == "stage" { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            match gone {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(machine("remove", &path)(error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Publishes a site: all of it, or nothing.
    ///
    /// A preview shows what readers don't know of yet: its pages are not remembered as published.
    pub fn publish(
        &mut self,
        ready: &Ready,
        memo: Option<&Memo>,
        is_preview: bool,
        stop: &AtomicBool,
    ) -> Result<Report, PublishError> {
        let published = self.stage(ready, memo, stop).and_then(|mut staged| {
            let now = Record::of(ready, &self.record);
            staged.report.changes = Changes::of(ready, &staged, &self.record, &now);
            staged.record = if is_preview { self.record.clone() } else { now };
            staged.report.published = staged.record.made();
            self.commit(staged)
        });
        match published {
            Ok(report) => {
                self.made.clear();
                workshop::tidy(&self.site);
                Ok(report)
            }
            Err(error) => {
                // The journal says that renaming had begun; then the stage is needed to finish.
                if matches!(self.state("journal").try_exists(), Ok(false)) {
                    let _ = self.clear_stage();
                }
                Err(error)
            }
        }
    }

    /// From here on the new site is coming: the journal, the renames, the manifest.
    fn commit(&mut self, staged: Staged) -> Result<Report, PublishError> {
        let is_same = staged.report.added + staged.report.changed + staged.report.removed == 0;
        if is_same && staged.manifest == self.manifest && staged.record == self.record {
            self.clear_stage()?;
            return Ok(staged.report);
        }
        let steps = self.steps(&staged);
        let next = self.state("manifest.next");
        staged.manifest.write(&next).map_err(machine("write", &next))?;
        if staged.record != self.record {
            let next = self.state("pages.next");
            staged.record.write(&next).map_err(machine("write", &next))?;
        }
        self.sync(&staged)?;
        let journal = Journal { steps };
        let (draft, path) = (self.state("journal.next"), self.state("journal"));
        journal.write(&draft).map_err(machine("write", &draft))?;
        fs::rename(&draft, &path).map_err(machine("write", &path))?;
        sync_folder(&self.state("")).map_err(machine("sync", &path))?;
        self.apply(&journal)?;
        self.clear_stage()?;
        (self.manifest, self.record) = (staged.manifest, staged.record);
        Ok(staged.report)
    }

    /// What was staged reaches the disk before anything is renamed.
    fn sync(&self, staged: &Staged) -> Result<(), PublishError> {
        let stage = self.state("stage");
        let files: Vec<&OutPath> = staged.new.iter().chain(&staged.changed).chain(&staged.lists).collect();
        if files.is_empty() {
            return Ok(());
        }
        if files.len() > SYNC_ONE_BY_ONE && sync_file_system(&stage).is_ok() {
            return Ok(());
        }
        for path in files {
            let path = stage.join(path.as_str());
            File::open(&path).and_then(|file| file.sync_data()).map_err(machine("sync", &path))?;
        }
        Ok(())
    }

    /// The renames and removals in their order: what stands in the way, new files and whole new folders, changed pages, changed lists, deletions.
    fn steps(&self, staged: &Staged) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut folder_is_there: HashMap<String, bool> = HashMap::new();
        let mut trees: BTreeSet<String> = BTreeSet::new();
        let mut new: Vec<Step> = Vec::new();
        for path in &staged.new {
            let text = path.as_str();
            let missing = text.match_indices('/').map(|(at, _)| &text[..at]).find(|folder| {
                !*folder_is_there.entry((*folder).to_owned()).or_insert_with(|| self.root.join(folder).is_dir())
            });
            match missing {
                Some(folder) => {
                    trees.insert(folder.to_owned());
                }
                None => new.push(Step::Put(text.to_owned())),
            }
        }
        // A file that was ours and is now a folder, or the other way round, must go first.
        let removed: BTreeSet<&str> = staged.removed.iter().map(OutPath::as_str).collect();
        let files: BTreeSet<&str> =
            [&staged.new, &staged.changed, &staged.lists].into_iter().flatten().map(OutPath::as_str).collect();
        for path in &removed {
            let becomes_folder = trees.contains(*path);
            let lay_below_a_file = path.match_indices('/').any(|(at, _)| files.contains(&path[..at]));
            if becomes_folder || lay_below_a_file {
                steps.push(Step::Remove((*path).to_owned()));
            }
        }
        steps.extend(new);
        steps.extend(trees.into_iter().map(Step::Tree));
        for list in [&staged.changed, &staged.lists] {
            steps.extend(list.iter().map(|path| Step::Put(path.as_str().to_owned())));
        }
        steps.extend(removed.into_iter().map(|path| Step::Remove(path.to_owned())));
        steps
    }

    /// Carries a journal out, whatever part of it was carried out before; then the new manifest holds.
    fn apply(&self, journal: &Journal) -> Result<(), PublishError> {
        let stage = self.state("stage");
        for step in &journal.steps {
            match step {
                Step::Put(path) => move_file(&stage.join(path), &self.root.join(path))?,
                Step::Tree(path) => move_tree(&stage.join(path), &self.root.join(path))?,
                Step::Remove(path) => {
                    let path = self.root.join(path);
                    match fs::remove_file(&path) {
                        Err(error)
                            if !matches!(
                                error.kind(),
                                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
                            ) =>
                        {
                            return Err(machine("remove", &path)(error));
                        }
                        _ => self.remove_empty_folders(&path),
                    }
                }
            }
        }
        for name in ["pages", "manifest"] {
            let (next, there) = (self.state(&format!("{name}.next")), self.state(name));
            match fs::rename(&next, &there) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(machine("write", &there)(error)),
                _ => {}
            }
        }
        let path = self.state("journal");
        fs::remove_file(&path).map_err(machine("remove", &path))
    }

    /// Folders that a removal left empty go too; any other folder stays.
    fn remove_empty_folders(&self, path: &Path) {
        let mut folder = path.parent();
        while let Some(there) = folder.filter(|there| **there != *self.root && there.starts_with(&self.root)) {
            if fs::remove_dir(there).is_err() {
                return;
            }
            folder = there.parent();
        }
    }
}

impl Drop for Target {
    /// A build that published nothing leaves no folder behind.
    fn drop(&mut self) {
        if !self.made.is_empty() {
            let _ = fs::remove_file(self.state("lock"));
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
    new: Vec<OutPath>,
    changed: Vec<OutPath>,
    lists: Vec<OutPath>,
    removed: Vec<OutPath>,
}

fn is_there(path: &Path) -> Result<bool, PublishError> {
    path.try_exists().map_err(machine("look at", path))
}

/// Renames a staged file over its place. Nothing staged means that it was renamed before.
fn move_file(from: &Path, to: &Path) -> Result<(), PublishError> {
    if !is_there(from)? {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        make_usual_folders(folder).map_err(machine("make the folder", folder))?;
        if fs::symlink_metadata(to).is_ok_and(|metadata| metadata.is_dir()) {
            fs::remove_dir(to).map_err(machine("replace the folder", to))?;
        }
    }
    fs::rename(from, to).map_err(machine("replace", to))
}

/// Renames a staged folder to its place; file by file when something is there already.
fn move_tree(from: &Path, to: &Path) -> Result<(), PublishError> {
    if !is_there(from)? {
        return Ok(());
    }
    if !is_there(to)? {
        if let Some(folder) = to.parent() {
            make_usual_folders(folder).map_err(machine("make the folder", folder))?;
        }
        return fs::rename(from, to).map_err(machine("make the folder", to));
    }
    let entries = fs::read_dir(from).map_err(machine("read", from))?;
    for entry in entries {
        let entry = entry.map_err(machine("read", from))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { move_tree(&from, &to)? } else { move_file(&from, &to)? }
    }
    Ok(())
}

/// The files of the manifest at `output`, for tests and tools: path and hash.
pub fn manifest_of(output: &Path) -> io::Result<BTreeMap<String, Hash>> {
    let manifest = Manifest::read(&output.join(STATE).join("manifest"))?;
    Ok(manifest.paths().filter_map(|path| Some((path.as_str().to_owned(), manifest.get(path)?.hash))).collect())
}
