//! Pages to files in the stage: only those that differ from what is there.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use rayon::prelude::*;

use super::derived::{DeriveError, DerivedFiles};
use super::folder::{Folder, Kind};
use super::manifest::Written;
use super::{PublishError, STATE, Staged, Target, hash_of, machine, order, walk};
use crate::diag::{Diagnostic, one_for_each_place};
use crate::pipeline::{Made, MadeFiles, Ready};
use crate::plan::{Derived, Growth, Planned, Product};
use crate::render::FileContent;
use crate::source::{Hash, OutPath, SrcPath};

impl Target {
    /// Renders every page and stages those that differ from what is there.
    pub(super) fn stage(&self, ready: &Ready, made: &MadeFiles, stop: &AtomicBool) -> Result<Staged, PublishError> {
        let at = self.state.at("stage");
        let folder = self.state.enter_or_make("stage").map_err(machine("make the folder", &at))?;
        let names = self.root.names("").map_err(machine("list", &self.root.at("")))?;
        let is_first = self.manifest.paths().next().is_none() && names.iter().all(|name| name == STATE);
        let untouched = walk::untouched(&self.root.at(""), &self.manifest, made.checked());
        let stage = Stage { folder, is_first, untouched, made: Mutex::default(), folders: Mutex::default() };
        let pages = &ready.plan().files;
        let (bytes, most) =
            (AtomicU64::new(0), ready.site().config.output_limit.megabytes.most.saturating_mul(1_000_000));
        let all = || -> Vec<Result<(Written, Fate), PageFault>> {
            pages
                .par_iter()
                .map(|planned| {
                    if stop.load(Ordering::Relaxed) {
                        return Err(PageFault::Stopped);
                    }
                    // Once there is too much, the rest is not made.
                    if bytes.load(Ordering::Relaxed) > most {
                        return Err(PageFault::TooMuch);
                    }
                    let started = self.times.as_ref().map(|times| (times, Instant::now()));
                    let staged = self.stage_page(ready, planned, made, &stage)?;
                    if let Some((times, started)) = started {
                        let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
                        let spent = times.entry(planned.product.kind()).or_default();
                        spent.files += 1;
                        spent.made += usize::from(!matches!(staged.1, Fate::Known));
                        spent.bytes += staged.0.len;
                        spent.time += started.elapsed();
                    }
                    bytes.fetch_add(staged.0.len, Ordering::Relaxed);
                    Ok(staged)
                })
                .collect()
        };
        let (results, ()) = rayon::join(all, || ready.begin(made));
        let mut staged = Staged::default();
        let mut faults = Vec::new();
        let (mut new, mut growth) = (Vec::new(), Growth::default());
        for (planned, result) in pages.iter().zip(results) {
            match result {
                Ok((written, fate)) => {
                    growth.add(planned, written.len);
                    match fate {
                        Fate::Known | Fate::Same => staged.report.unchanged += 1,
                        Fate::New => {
                            staged.report.added += 1;
                            new.push(planned);
                        }
                        Fate::Changed => {
                            staged.report.changed += 1;
                            if is_entry(&planned.product) {
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
                Err(PageFault::TooMuch) => {}
                Err(PageFault::Stopped) => return Err(PublishError::Interrupted),
            }
        }
        faults.extend(growth.too_many_bytes(&ready.site().config));
        if !faults.is_empty() {
            return Err(PublishError::Faults(one_for_each_place(faults)));
        }
        let ranks = order::ranks(ready, &new);
        staged.new = new.into_iter().map(|planned| planned.out.clone()).zip(ranks).collect();
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
        made: &MadeFiles,
        stage: &Stage,
    ) -> Result<(Written, Fate), PageFault> {
        let last = self.manifest.get(&planned.out);
        match ready.make(planned, Some(made)).map_err(PageFault::Template)? {
            Made::Known(hash) => match last.filter(|last| last.hash == hash) {
                Some(last) if self.is_untouched(&planned.out, last, stage)? => Ok((*last, Fate::Known)),
                // It was changed or removed from outside: make it again.
                _ => {
                    let output = ready.make_anew(planned).map_err(PageFault::Template)?;
                    self.stage_output(ready, planned, output, stage)
                }
            },
            Made::Content(output, from) => {
                let staged = self.stage_output(ready, planned, output, stage)?;
                if let Some(from) = from {
                    made.learn(&planned.out, from, staged.0.hash);
                }
                Ok(staged)
            }
        }
    }

    /// Whether a file is as it was written: nobody has touched it since all of them were, or it still has the same bytes.
    fn is_untouched(&self, out: &OutPath, last: &Written, stage: &Stage) -> Result<bool, PageFault> {
        if stage.untouched.contains(out) {
            return Ok(true);
        }
        if self.there(out, stage)? != Some(Kind::File(last.len)) {
            return Ok(false);
        }
        Ok(self.hash_at(out.as_str())? == Some(last.hash))
    }

    fn stage_output(
        &self,
        ready: &Ready,
        planned: &Planned,
        output: FileContent,
        stage: &Stage,
    ) -> Result<(Written, Fate), PageFault> {
        match output {
            FileContent::Bytes(bytes) => self.stage_bytes(planned, &bytes, stage),
            FileContent::File(path) => self.stage_copy(ready, planned, &path, stage),
            other => {
                let derived = DerivedFiles::new(&self.site, &ready.renderer.sources, self.key.as_ref());
                let bytes = derived.bytes(&other).map_err(|fault| match fault {
                    DeriveError::Content(fault) => PageFault::Template(fault),
                    DeriveError::Machine(path, cause) => PageFault::Machine(machine("read", &path)(cause)),
                })?;
                self.stage_bytes(planned, &bytes, stage)
            }
        }
    }

    fn stage_bytes(&self, planned: &Planned, bytes: &[u8], stage: &Stage) -> Result<(Written, Fate), PageFault> {
        let written = Written { hash: Hash::of(bytes), len: bytes.len() as u64 };
        let there = self.there(&planned.out, stage)?;
        if there == Some(Kind::File(written.len)) && self.has_bytes(&planned.out, bytes)? {
            return Ok((written, Fate::Same));
        }
        let fate = self.fate(&planned.out, there)?;
        self.write(&planned.out, stage, |file| file.write_all(bytes))?;
        Ok((written, fate))
    }

    fn stage_copy(
        &self,
        ready: &Ready,
        planned: &Planned,
        from: &SrcPath,
        stage: &Stage,
    ) -> Result<(Written, Fate), PageFault> {
        let wanted = ready.renderer.sources.get(from).map(|source| source.hash);
        let there = self.there(&planned.out, stage)?;
        if let (Some(Kind::File(len)), Some(hash)) = (there, wanted)
            && self.hash_at(planned.out.as_str())? == Some(hash)
        {
            return Ok((Written { hash, len }, Fate::Same));
        }
        let fate = self.fate(&planned.out, there)?;
        let source = self.site.join(from.as_str());
        let mut reader = File::open(&source).map_err(|error| PageFault::Machine(machine("read", &source)(error)))?;
        let mut read = None;
        self.write(&planned.out, stage, |file| {
            read = Some(Hash::of_pieces(|buffer| {
                let len = reader.read(buffer)?;
                file.write_all(&buffer[..len])?;
                Ok::<_, io::Error>(len)
            })?);
            Ok(())
        })?;
        let Some((hash, len)) = read.filter(|(hash, _)| Some(*hash) == wanted) else {
            return Err(PageFault::Machine(machine("copy", &source)(io::Error::other(
                "it changed while the site was being built; build again",
            ))));
        };
        Ok((Written { hash, len }, fate))
    }

    /// What lies at the place of a page. Refuses a page below what no build of ours has put there: a file, a link.
    fn there(&self, out: &OutPath, stage: &Stage) -> Result<Option<Kind>, PageFault> {
        if stage.is_first {
            return Ok(None);
        }
        let text = out.as_str();
        let kind_of = |path: &str| {
            self.root.kind_of(path).map_err(|error| PageFault::Machine(machine("look at", &self.root.at(path))(error)))
        };
        for (at, _) in text.match_indices('/') {
            let folder = &text[..at];
            let known = stage.folders.lock().unwrap_or_else(PoisonError::into_inner).get(folder).copied();
            let kind = match known {
                Some(kind) => kind,
                None => {
                    let kind = kind_of(folder)?;
                    stage.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), kind);
                    kind
                }
            };
            match kind {
                Some(Kind::Folder) => {}
                None => return Ok(None),
                // It was a page of ours, and goes before the folder comes.
                Some(_) if self.is_ours(folder)? => return Ok(None),
                Some(_) => return Err(self.foreign(folder)),
            }
        }
        kind_of(text)
    }

    /// What is to become of a place that does not have the right bytes. What no build of ours has put there is refused: a file, a folder with
    /// other files, a link.
    fn fate(&self, out: &OutPath, there: Option<Kind>) -> Result<Fate, PageFault> {
        let path = out.as_str();
        let is_clear = match there {
            None => return Ok(Fate::New),
            // A folder becomes a file: only when all that lies in it is ours, and so goes away.
            Some(Kind::Folder) => self.is_all_ours(path)?,
            Some(_) => self.is_ours(path)?,
        };
        match is_clear {
            true if there == Some(Kind::Folder) => Ok(Fate::New),
            true => Ok(Fate::Changed),
            false => Err(self.foreign(path)),
        }
    }

    fn is_ours(&self, path: &str) -> Result<bool, PageFault> {
        let Ok(out) = OutPath::new(path) else { return Ok(false) };
        self.manifest.is_ours(&out, || self.read_hash(path)).map_err(|error| self.unreadable(path, error))
    }

    fn is_all_ours(&self, folder: &str) -> Result<bool, PageFault> {
        for name in self.root.names(folder).map_err(|error| self.unreadable(folder, error))? {
            let below = format!("{folder}/{name}");
            let kind = self.root.kind_of(&below).map_err(|error| self.unreadable(&below, error))?;
            let is_ours = if kind == Some(Kind::Folder) { self.is_all_ours(&below)? } else { self.is_ours(&below)? };
            if !is_ours {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The hash of the regular file at a path whose folders are no links.
    fn hash_at(&self, path: &str) -> Result<Option<Hash>, PageFault> {
        self.read_hash(path).map_err(|error| self.unreadable(path, error))
    }

    fn read_hash(&self, path: &str) -> io::Result<Option<Hash>> {
        self.root.open_file(path)?.map(hash_of).transpose()
    }

    fn has_bytes(&self, out: &OutPath, bytes: &[u8]) -> Result<bool, PageFault> {
        let read = || -> io::Result<bool> {
            let Some(file) = self.root.open_file(out.as_str())? else { return Ok(false) };
            let mut there = Vec::with_capacity(bytes.len() + 1);
            file.take(bytes.len() as u64 + 1).read_to_end(&mut there)?;
            Ok(there == bytes)
        };
        read().map_err(|error| self.unreadable(out.as_str(), error))
    }

    fn unreadable(&self, path: &str, error: io::Error) -> PageFault {
        PageFault::Machine(machine("read", &self.root.at(path))(error))
    }

    fn foreign(&self, path: &str) -> PageFault {
        let shown = crate::diag::print::visible(&self.root.at(path).display().to_string());
        PageFault::Machine(PublishError::Refused(format!(
            "{shown} is in the way, and no build of ours has written it; move it elsewhere"
        )))
    }

    /// Whether a file of the manifest is still what we wrote, and lies where we put it.
    fn is_as_we_wrote_it(&self, path: &OutPath) -> Result<bool, PublishError> {
        let at = self.root.at(path.as_str());
        match self.root.kind(path.as_str()).map_err(machine("look at", &at))? {
            None => Ok(true),
            Some(Kind::File(_)) => match self.root.open_file(path.as_str()).map_err(machine("read", &at))? {
                // What can't be read now must not be forgotten.
                Some(file) => Ok(self.manifest.has_written(path, hash_of(file).map_err(machine("read", &at))?)),
                None => Ok(true),
            },
            Some(Kind::Folder | Kind::Other) => Ok(false),
        }
    }

    fn write(
        &self,
        out: &OutPath,
        stage: &Stage,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<(), PageFault> {
        let path = out.as_str();
        let fault = |doing| move |error| PageFault::Machine(machine(doing, &stage.folder.at(path))(error));
        make_folders(path, stage).map_err(fault("make the folder above"))?;
        stage.folder.write_new(path, write).map_err(fault("write"))
    }
}

/// The staging folder, and what is known of folders.
struct Stage {
    folder: Folder,
    /// Whether the output holds nothing yet.
    is_first: bool,
    /// Published files that nobody has touched since they were as written.
    untouched: HashSet<OutPath>,
    /// Folders of the stage that have been made.
    made: Mutex<BTreeSet<String>>,
    /// What was found where the output is to have folders.
    folders: Mutex<HashMap<String, Option<Kind>>>,
}

enum Fate {
    /// It was not made again.
    Known,
    Same,
    New,
    Changed,
}

enum PageFault {
    Template(Box<Diagnostic>),
    Machine(PublishError),
    /// The output has grown too large.
    TooMuch,
    Stopped,
}

/// The page of an entry, not a list of them: it is renamed before the lists that link to it.
fn is_entry(product: &Product) -> bool {
    match product {
        Product::Page(page) => page.entry().is_some(),
        Product::Document(_) => false,
        Product::Derived(derived) => match derived {
            Derived::Asset(_) | Derived::Copy(_) | Derived::Cleaned(_) => true,
            Derived::Resized(..) | Derived::Icon(_) | Derived::Card(_) | Derived::QrCode(_) | Derived::Packed(..) => {
                false
            }
        },
    }
}

/// Makes the folders above a path in the stage.
fn make_folders(path: &str, stage: &Stage) -> io::Result<()> {
    let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
    let mut made = stage.made.lock().unwrap_or_else(PoisonError::into_inner);
    if made.contains(folder) {
        return Ok(());
    }
    for (at, _) in path.match_indices('/') {
        let folder = &path[..at];
        if !made.contains(folder) {
            stage.folder.make_folder(folder)?;
            made.insert(folder.to_owned());
        }
    }
    Ok(())
}
