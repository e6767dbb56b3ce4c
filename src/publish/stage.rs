//! Pages to files in the stage: only those that differ from what is there.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::manifest::Written;
use super::modes::{make_usual_folder, set_usual_mode};
use super::workshop::{WorkFault, Workshop};
use super::{PublishError, Staged, Target, machine};
use crate::diag::{Diagnostic, one_for_each_place};
use crate::pipeline::{Made, Memo, Ready};
use crate::plan::{PageKind, Planned};
use crate::render::Output;
use crate::source::{Hash, Hasher, OutPath, SrcPath};

impl Target {
    /// Renders every page and stages those that differ from what is there.
    pub(super) fn stage(&self, ready: &Ready, memo: Option<&Memo>, stop: &AtomicBool) -> Result<Staged, PublishError> {
        let stage = Stage { path: self.state("stage"), made: Mutex::default(), folders: Mutex::default() };
        let pages = &ready.plan().pages;
        let results: Vec<Result<(Written, Fate), PageFault>> = pages
            .par_iter()
            .map(|planned| {
                if stop.load(Ordering::Relaxed) {
                    return Err(PageFault::Stopped);
                }
                self.stage_page(ready, planned, memo, &stage)
            })
            .collect();
        let mut staged = Staged::default();
        let mut faults = Vec::new();
        for (planned, result) in pages.iter().zip(results) {
            match result {
                Ok((written, fate)) => {
                    match fate {
                        Fate::Same => staged.report.unchanged += 1,
                        Fate::New => {
                            staged.report.added += 1;
                            staged.new.push(planned.out.clone());
                        }
                        Fate::Changed => {
                            staged.report.changed += 1;
                            if is_entry(&planned.kind) {
                                staged.changed.push(planned.out.clone())
                            } else {
                                staged.lists.push(planned.out.clone())
                            }
                        }
                    }
                    staged.manifest.insert(planned.out.clone(), written);
                }
                Err(PageFault::Template(fault)) => faults.push(*fault),
                Err(PageFault::Machine(error)) => return Err(error),
                Err(PageFault::Stopped) => return Err(PublishError::Interrupted),
            }
        }
        if !faults.is_empty() {
            return Err(PublishError::Faults(one_for_each_place(faults)));
        }
        for path in self.manifest.paths().filter(|path| !staged.manifest.contains(path)) {
            if self.is_as_we_wrote_it(path)? { staged.removed.push(path.clone()) } else { staged.report.left += 1 }
        }
        staged.report.removed = staged.removed.len();
        if stop.load(Ordering::Relaxed) {
            return Err(PublishError::Interrupted);
        }
        Ok(staged)
    }

    fn stage_page(
        &self,
        ready: &Ready,
        planned: &Planned,
        memo: Option<&Memo>,
        stage: &Stage,
    ) -> Result<(Written, Fate), PageFault> {
        let there = self.at(&planned.out);
        let last = self.manifest.get(&planned.out);
        match ready.make(planned, memo).map_err(PageFault::Template)? {
            Made::Known(hash) => match last.filter(|last| last.hash == hash && is_file_of(&there, last.len)) {
                Some(last) => Ok((*last, Fate::Same)),
                // Somebody else changed or removed it: it is made anew.
                None => {
                    let output = ready.make_anew(planned).map_err(PageFault::Template)?;
                    self.stage_output(ready, planned, output, stage)
                }
            },
            Made::Output(output) => {
                let staged = self.stage_output(ready, planned, output, stage)?;
                if let (PageKind::Card(_), Some(memo)) = (&planned.kind, memo) {
                    memo.learn(planned.out.as_str(), staged.0.hash);
                }
                Ok(staged)
            }
        }
    }

    fn stage_output(
        &self,
        ready: &Ready,
        planned: &Planned,
        output: Output,
        stage: &Stage,
    ) -> Result<(Written, Fate), PageFault> {
        match output {
            Output::Bytes(bytes) => self.stage_bytes(planned, &bytes, stage),
            Output::File(path) => self.stage_copy(ready, planned, &path, stage),
            other => {
                let workshop = Workshop::new(&self.site, &ready.renderer.sources);
                let bytes = workshop.bytes(&other).map_err(|fault| match fault {
                    WorkFault::Content(fault) => PageFault::Template(fault),
                    WorkFault::Machine(path, cause) => PageFault::Machine(machine("read", &path)(cause)),
                })?;
                self.stage_bytes(planned, &bytes, stage)
            }
        }
    }

    fn stage_bytes(&self, planned: &Planned, bytes: &[u8], stage: &Stage) -> Result<(Written, Fate), PageFault> {
        let there = self.at(&planned.out);
        let written = Written { hash: Hash::of(bytes), len: bytes.len() as u64 };
        let fate = match same_bytes(&there, bytes) {
            Ok(true) => return Ok((written, Fate::Same)),
            Ok(false) => Fate::Changed,
            Err(_) => Fate::New,
        };
        self.check_clear(&planned.out, stage)?;
        let path = stage.path.join(planned.out.as_str());
        make_folder(&path, stage)?;
        self.write(&path, |file| file.write_all(bytes))?;
        Ok((written, fate))
    }

    fn stage_copy(
        &self,
        ready: &Ready,
        planned: &Planned,
        from: &SrcPath,
        stage: &Stage,
    ) -> Result<(Written, Fate), PageFault> {
        let there = self.at(&planned.out);
        let known = ready.renderer.sources.get(from);
        let wanted = known.map(|source| source.hash);
        if let Some(last) = self.manifest.get(&planned.out)
            && Some(last.hash) == wanted
            && is_file_of(&there, last.len)
        {
            return Ok((*last, Fate::Same));
        }
        let fate = if there.exists() { Fate::Changed } else { Fate::New };
        self.check_clear(&planned.out, stage)?;
        let source = self.site.join(from.as_str());
        let path = stage.path.join(planned.out.as_str());
        make_folder(&path, stage)?;
        let mut reader = File::open(&source).map_err(|error| PageFault::Machine(machine("read", &source)(error)))?;
        let mut hasher = Hasher::default();
        let mut len = 0;
        self.write(&path, |file| {
            let mut buffer = vec![0; 64 << 10];
            loop {
                let read = reader.read(&mut buffer)?;
                if read == 0 {
                    return Ok(());
                }
                hasher.write_all(&buffer[..read])?;
                file.write_all(&buffer[..read])?;
                len += read as u64;
            }
        })?;
        if Some(hasher.finish()) != wanted {
            return Err(PageFault::Machine(machine("copy", &source)(io::Error::other(
                "it changed while the site was being built; build again",
            ))));
        }
        Ok((Written { hash: hasher.finish(), len }, fate))
    }

    /// Refuses to write where something lies that no build of ours has put there: a file, a folder with other files, a link.
    fn check_clear(&self, out: &OutPath, stage: &Stage) -> Result<(), PageFault> {
        let text = out.as_str();
        for (at, _) in text.match_indices('/') {
            let folder = &text[..at];
            let mut known = stage.folders.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let is_clear = *known.entry(folder.to_owned()).or_insert_with(|| self.is_clear(folder, true));
            if !is_clear {
                return Err(self.foreign(folder));
            }
        }
        if self.is_clear(text, false) { Ok(()) } else { Err(self.foreign(text)) }
    }

    /// Whether a folder, or a file, may be written here.
    fn is_clear(&self, path: &str, as_folder: bool) -> bool {
        let there = self.root.join(path);
        let is_ours = |path: &str| OutPath::new(path).is_ok_and(|path| self.manifest.contains(&path));
        match fs::symlink_metadata(&there) {
            Err(_) => true,
            Ok(metadata) if metadata.is_dir() && as_folder => true,
            // A folder becomes a file: only when all that lies in it is ours, and so goes away.
            Ok(metadata) if metadata.is_dir() => fs::read_dir(&there).is_ok_and(|mut entries| {
                entries.all(|entry| {
                    entry.is_ok_and(|entry| {
                        let below = format!("{path}/{}", entry.file_name().to_string_lossy());
                        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                        if is_folder { self.is_clear(&below, false) } else { is_ours(&below) }
                    })
                })
            }),
            Ok(_) => is_ours(path),
        }
    }

    fn foreign(&self, path: &str) -> PageFault {
        let shown = crate::diag::print::visible(&self.root.join(path).display().to_string());
        PageFault::Machine(PublishError::Refused(format!(
            "{shown} is in the way, and no build of ours has written it; move it elsewhere"
        )))
    }

    /// Whether a file of the manifest is still what we wrote, and lies where we put it.
    fn is_as_we_wrote_it(&self, path: &OutPath) -> Result<bool, PublishError> {
        let text = path.as_str();
        let is_below_a_link = text.match_indices('/').any(|(at, _)| self.root.join(&text[..at]).is_symlink());
        let there = self.at(path);
        if is_below_a_link || there.is_symlink() {
            return Ok(false);
        }
        match (fs::read(&there), self.manifest.get(path)) {
            (Ok(bytes), Some(last)) => Ok(Hash::of(&bytes) == last.hash),
            (Ok(_), None) => Ok(false),
            // It is gone already, or somebody made something else of it.
            (Err(error), _) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            (Err(error), _) if matches!(error.kind(), io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory) => {
                Ok(false)
            }
            // What can't be read now must not be forgotten.
            (Err(error), _) => Err(machine("read", &there)(error)),
        }
    }

    fn write(&self, path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), PageFault> {
        let attempt = || -> io::Result<()> {
            let mut file = File::create(path)?;
            write(&mut file)?;
            set_usual_mode(&file)
        };
        attempt().map_err(|error| PageFault::Machine(machine("write", path)(error)))
    }
}

/// The staging folder, and what is known of folders.
struct Stage {
    path: PathBuf,
    /// Folders of the stage that have been made.
    made: Mutex<BTreeSet<PathBuf>>,
    /// Folders of the output: whether they may be written to.
    folders: Mutex<HashMap<String, bool>>,
}

enum Fate {
    Same,
    New,
    Changed,
}

enum PageFault {
    Template(Box<Diagnostic>),
    Machine(PublishError),
    Stopped,
}

/// The page of an entry, not a list of them: it is renamed before the lists that link to it.
fn is_entry(kind: &PageKind) -> bool {
    matches!(
        kind,
        PageKind::Entry(_) | PageKind::Company(..) | PageKind::Author(..) | PageKind::Asset(_) | PageKind::Copy(_)
    )
}

fn make_folder(path: &Path, stage: &Stage) -> Result<(), PageFault> {
    let folder = path.parent().unwrap_or(path);
    let mut made = stage.made.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if made.contains(folder) {
        return Ok(());
    }
    let mut missing: Vec<&Path> =
        folder.ancestors().take_while(|folder| folder.starts_with(&stage.path) && !made.contains(*folder)).collect();
    while let Some(folder) = missing.pop() {
        make_usual_folder(folder).map_err(|error| PageFault::Machine(machine("make the folder", folder)(error)))?;
        made.insert(folder.to_path_buf());
    }
    Ok(())
}

/// Whether the file is there with just these bytes. An error means that it is not there.
fn same_bytes(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut there = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut there)?;
    Ok(there == bytes)
}

fn is_file_of(path: &Path, len: u64) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == len)
}
