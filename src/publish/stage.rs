//! Pages to files in the stage: only those that differ from what is there.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::manifest::Written;
use super::modes::{set_usual_folder_mode, set_usual_mode};
use super::{PublishError, Staged, Target, machine};
use crate::diag::Diagnostic;
use crate::pipeline::{Made, Memo, Ready, one_for_each_place};
use crate::plan::{PageKind, Planned};
use crate::render::Output;
use crate::source::{Hash, Hasher, SrcPath};

impl Target {
    /// Renders every page and stages those that differ from what is there.
    pub(super) fn stage(&self, ready: &Ready, memo: Option<&Memo>, stop: &AtomicBool) -> Result<Staged, PublishError> {
        let folders = Mutex::new(BTreeSet::new());
        let stage = self.state("stage");
        let pages = &ready.plan().pages;
        let results: Vec<Result<(Written, Fate), PageFault>> = pages
            .par_iter()
            .map(|planned| {
                if stop.load(Ordering::Relaxed) {
                    return Err(PageFault::Stopped);
                }
                self.stage_page(ready, planned, memo, &stage, &folders)
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
        staged.removed = self.manifest.paths().filter(|path| !staged.manifest.contains(path)).cloned().collect();
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
        stage: &Path,
        folders: &Mutex<BTreeSet<PathBuf>>,
    ) -> Result<(Written, Fate), PageFault> {
        let there = self.at(&planned.out);
        let last = self.manifest.get(&planned.out);
        match ready.make(planned, memo).map_err(PageFault::Template)? {
            Made::Known(hash) => match last.filter(|last| last.hash == hash && is_file_of(&there, last.len)) {
                Some(last) => Ok((*last, Fate::Same)),
                // Somebody else changed or removed it: it is made anew.
                None => match ready.make_anew(planned).map_err(PageFault::Template)? {
                    Output::Bytes(bytes) => self.stage_bytes(planned, &bytes, stage, folders),
                    Output::File(path) => self.stage_copy(ready, planned, &path, stage, folders),
                },
            },
            Made::Output(Output::Bytes(bytes)) => self.stage_bytes(planned, &bytes, stage, folders),
            Made::Output(Output::File(path)) => self.stage_copy(ready, planned, &path, stage, folders),
        }
    }

    fn stage_bytes(
        &self,
        planned: &Planned,
        bytes: &[u8],
        stage: &Path,
        folders: &Mutex<BTreeSet<PathBuf>>,
    ) -> Result<(Written, Fate), PageFault> {
        let there = self.at(&planned.out);
        let written = Written { hash: Hash::of(bytes), len: bytes.len() as u64 };
        let fate = match same_bytes(&there, bytes) {
            Ok(true) => return Ok((written, Fate::Same)),
            Ok(false) => Fate::Changed,
            Err(_) => Fate::New,
        };
        let path = stage.join(planned.out.as_str());
        make_folder(&path, folders)?;
        self.write(&path, |file| file.write_all(bytes))?;
        Ok((written, fate))
    }

    fn stage_copy(
        &self,
        ready: &Ready,
        planned: &Planned,
        from: &SrcPath,
        stage: &Path,
        folders: &Mutex<BTreeSet<PathBuf>>,
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
        let source = self.site.join(from.as_str());
        let path = stage.join(planned.out.as_str());
        make_folder(&path, folders)?;
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

    fn write(&self, path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), PageFault> {
        let attempt = || -> io::Result<()> {
            let mut file = File::create(path)?;
            write(&mut file)?;
            if self.sets_modes {
                set_usual_mode(&file)?;
            }
            Ok(())
        };
        attempt().map_err(|error| PageFault::Machine(machine("write", path)(error)))
    }
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

fn make_folder(path: &Path, folders: &Mutex<BTreeSet<PathBuf>>) -> Result<(), PageFault> {
    let folder = path.parent().unwrap_or(path);
    let mut made = folders.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if made.contains(folder) {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|error| PageFault::Machine(machine("make the folder", folder)(error)))?;
    set_usual_folder_mode(folder);
    made.insert(folder.to_path_buf());
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
