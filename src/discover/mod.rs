//! A site's folder on disk to its sources.
//!
//! Read: everything below content/ and themes/. Left out without a word: editors' and systems' litter (`file::is_litter`).
//! Never followed: links. Never opened: what is no regular file.
//!
//! [`Disk::scan`] looks at everything and is the truth; [`Disk::scan_paths`] looks at a few files that somebody says have changed, and is quick.

mod file;
mod walk;

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::source::{Content, Source, Sources, SrcPath};
pub use file::{PICTURE_CAP, TEXT_CAP};
use file::{Probe, Stamp};
pub use walk::has_litter;
use walk::{Walk, source_path};

/// How often, and at what distance, a file is looked at again that an editor may be about to write: it is empty, or gone.
const AGAIN: (u32, Duration) = (4, Duration::from_millis(5));

/// How many files are read between two calls of `is_wanted`.
const STRIDE: usize = 256;

/// More changes than this make the sources anew.
const MANY: usize = 500;

/// What went wrong, and with which file.
#[derive(Debug)]
pub struct DiscoverError {
    pub path: PathBuf,
    pub cause: io::Error,
}

impl std::fmt::Display for DiscoverError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "can't read {}: {}", crate::diag::print::visible(&self.path.display().to_string()), self.cause)
    }
}

/// The sources of a site, and what is known of the files that they were read from.
pub struct Disk {
    root: PathBuf,
    /// By path below the root: those whose stamp is the same are not read again.
    known: HashMap<PathBuf, Stamp>,
    sources: Sources,
    revision: u64,
    folders: u64,
}

/// What came of looking at files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Same,
    Changed,
    /// It takes a look at everything: folders have changed.
    Unclear,
}

/// Reads a site's sources. `root` is the folder that holds content/.
///
/// # Errors
/// Something can't be read.
pub fn discover(root: &Path) -> Result<Sources, DiscoverError> {
    let mut disk = Disk::new(root);
    disk.scan(&|| true)?;
    Ok(disk.sources)
}

impl Disk {
    /// A site of which nothing has been read yet.
    pub fn new(root: &Path) -> Disk {
        Disk { root: root.to_path_buf(), known: HashMap::new(), sources: Sources::default(), revision: 0, folders: 0 }
    }

    /// The sources as they were when they were looked at last.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// It rises whenever the sources change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Of all folders that the last scan saw: which there are, and that they are the same.
    pub fn folders(&self) -> u64 {
        self.folders
    }

    /// Looks at everything and says whether it has changed; `None` when the scan was cut short, and nothing
    /// is known that wasn't.
    ///
    /// # Errors
    /// A folder can't be read, and nothing is known that wasn't; or a file can't, which stays what it was, while all else is known.
    pub fn scan(&mut self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Result<Option<bool>, DiscoverError> {
        let started = SystemTime::now();
        let Some(Walk { files: found, folders }) = Walk::of(&self.root, is_wanted)? else { return Ok(None) };
        let has_stopped = AtomicBool::new(false);
        let looks: Vec<Result<Probe, DiscoverError>> = found
            .par_iter()
            .enumerate()
            .map(|(number, (path, source_path))| {
                if number % STRIDE == 0 && !is_wanted() {
                    has_stopped.store(true, Ordering::Relaxed);
                }
                if has_stopped.load(Ordering::Relaxed) {
                    return Ok(Probe::Known);
                }
                let whole = self.root.join(path);
                file::probe(&whole, source_path, self.known.get(path))
                    .map_err(|cause| DiscoverError { path: whole, cause })
            })
            .collect();
        if has_stopped.into_inner() {
            return Ok(None);
        }
        let mut fault = None;
        let mut or_note = |look: Result<Probe, DiscoverError>| {
            look.unwrap_or_else(|error| {
                fault.get_or_insert(error);
                Probe::Known
            })
        };
        let looks: Vec<Probe> = looks.into_iter().map(&mut or_note).collect();
        let (mut changed, mut stayed) = (Vec::new(), 0);
        for ((path, source_path), look) in found.iter().zip(&looks) {
            match look {
                Probe::Gone => {}
                Probe::Known => stayed += usize::from(self.sources.contains(source_path)),
                Probe::Read(stamp, source) => {
                    stayed += usize::from(self.sources.contains(source_path));
                    if self.is_news(source) {
                        changed.push(source.clone());
                    }
                    match stamp.is_fresh(started) {
                        true => drop(self.known.remove(path)),
                        false => drop(self.known.insert(path.clone(), stamp.clone())),
                    }
                }
            }
        }
        // As a rule none, and then there is no need to ask which.
        let mut gone: Vec<SrcPath> = Vec::new();
        if stayed < self.sources.len() {
            let is_there = |look: &Probe| !matches!(look, Probe::Gone);
            let there: HashSet<&SrcPath> =
                found.iter().zip(&looks).filter(|(_, look)| is_there(look)).map(|((_, path), _)| path).collect();
            gone =
                self.sources.iter().map(|source| &source.path).filter(|path| !there.contains(path)).cloned().collect();
            self.known.retain(|path, _| there.contains(&source_path(path)));
        }
        let count = changed.len() + gone.len();
        if count > MANY {
            let gone: HashSet<&SrcPath> = gone.iter().collect();
            let stayed = self.sources.iter().filter(|source| !gone.contains(&source.path)).cloned();
            self.sources = stayed.chain(changed).collect();
        } else {
            changed.into_iter().for_each(|source| self.sources.insert(source));
            gone.iter().for_each(|path| self.sources.remove(path));
        }
        self.folders = folders;
        self.revision += u64::from(count > 0);
        fault.map_or(Ok(Some(count > 0)), Err)
    }

    /// Looks at a few files, named by their paths below the root.
    ///
    /// A file that is empty or gone is looked at again for a moment: editors empty, move and write.
    ///
    /// # Errors
    /// Something can't be read.
    pub fn scan_paths(&mut self, paths: &[PathBuf]) -> Result<Seen, DiscoverError> {
        let mut seen = Seen::Same;
        for path in paths {
            match self.probe_one(path)? {
                Seen::Same => {}
                Seen::Changed => seen = Seen::Changed,
                Seen::Unclear => return Ok(Seen::Unclear),
            }
        }
        Ok(seen)
    }

    fn probe_one(&mut self, path: &Path) -> Result<Seen, DiscoverError> {
        let names: Vec<&OsStr> = path.iter().collect();
        if !matches!(names.first().and_then(|name| name.to_str()), Some("content" | "themes")) || has_litter(path) {
            return Ok(Seen::Same);
        }
        // Below the two folders themselves, no link is followed.
        let folders = path.ancestors().skip(1).filter(|folder| folder.iter().count() > 1);
        let is_folder = |folder: &Path| fs::symlink_metadata(self.root.join(folder)).is_ok_and(|found| found.is_dir());
        if names.len() == 1 || !folders.into_iter().all(is_folder) {
            return Ok(Seen::Unclear);
        }
        let (whole, source_path) = (self.root.join(path), source_path(path));
        let fault = |cause| DiscoverError { path: whole.clone(), cause };
        if fs::symlink_metadata(&whole).is_ok_and(|found| found.is_dir()) {
            return Ok(Seen::Unclear);
        }
        let started = SystemTime::now();
        let mut look = file::probe(&whole, &source_path, self.known.get(path)).map_err(fault)?;
        for _ in 0..AGAIN.0 {
            let is_expected = match &look {
                Probe::Gone => self.sources.contains(&source_path),
                Probe::Known => false,
                Probe::Read(_, source) => matches!(&source.content, Content::Text(text) if text.is_empty()),
            };
            if !is_expected {
                break;
            }
            std::thread::sleep(AGAIN.1);
            look = file::probe(&whole, &source_path, None).map_err(fault)?;
        }
        match look {
            Probe::Known => Ok(Seen::Same),
            Probe::Gone => {
                self.known.remove(path);
                if self.sources.contains(&source_path) {
                    self.sources.remove(&source_path);
                    self.revision += 1;
                    return Ok(Seen::Changed);
                }
                // It may have been a folder.
                let was_folder = self.sources.under(&format!("{source_path}/")).next().is_some();
                Ok(if was_folder { Seen::Unclear } else { Seen::Same })
            }
            Probe::Read(stamp, source) => {
                match stamp.is_fresh(started) {
                    true => drop(self.known.remove(path)),
                    false => drop(self.known.insert(path.to_path_buf(), stamp)),
                }
                if !self.is_news(&source) {
                    return Ok(Seen::Same);
                }
                self.sources.insert(source);
                self.revision += 1;
                Ok(Seen::Changed)
            }
        }
    }

    fn is_news(&self, source: &Source) -> bool {
        self.sources.get(&source.path).is_none_or(|known| !known.is_same(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn scan_paths(disk: &mut Disk, paths: &[&str]) -> Seen {
        disk.scan_paths(&paths.iter().map(PathBuf::from).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_look_sees_what_a_scan_sees() {
        let folder = site(&[("content/a.md", "a"), ("content/b/c.md", "c"), ("content/b/d.md", "d"), ("x.md", "x")]);
        let root = folder.path();
        let mut disk = Disk::new(root);
        assert_eq!(disk.scan(&|| true).unwrap(), Some(true));
        assert_eq!(disk.scan(&|| true).unwrap(), Some(false));
        let last = disk.sources().clone();
        fs::write(root.join("content/a.md"), "new").unwrap();
        fs::remove_file(root.join("content/b/d.md")).unwrap();
        fs::write(root.join("content/b/e.md"), "e").unwrap();
        let named =
            ["content/a.md", "content/b/d.md", "content/b/e.md", "content/b/.e.md.swp", "x.md", "content/none.md"];
        assert_eq!(scan_paths(&mut disk, &named), Seen::Changed);
        assert_eq!(scan_paths(&mut disk, &named), Seen::Same);
        assert_eq!(disk.scan(&|| true).unwrap(), Some(false));
        let changed = last.changed(disk.sources(), 9).unwrap();
        assert_eq!(
            changed.iter().map(SrcPath::as_str).collect::<Vec<_>>(),
            ["content/a.md", "content/b/d.md", "content/b/e.md"]
        );
        assert_eq!(discover(root).unwrap().changed(disk.sources(), 0), Some(Vec::new()));
    }

    #[test]
    fn what_becomes_of_folders_takes_a_scan() {
        let folder = site(&[("content/a/b/c.md", "c"), ("content/d.md", "d")]);
        let root = folder.path();
        let mut disk = Disk::new(root);
        disk.scan(&|| true).unwrap();
        fs::rename(root.join("content/a"), root.join("content/z")).unwrap();
        for path in ["content/a", "content/z", "content/a/b/c.md", "content", "content/a/b"] {
            assert_eq!(scan_paths(&mut disk, &[path]), Seen::Unclear, "{path}");
        }
        assert_eq!(disk.scan(&|| true).unwrap(), Some(true));
        assert!(disk.sources().contains(&SrcPath::new("content/z/b/c.md")) && disk.sources().len() == 2);
    }

    #[test]
    fn what_is_no_longer_wanted_changes_nothing() {
        let folder = site(&[("content/a.md", "a")]);
        let mut disk = Disk::new(folder.path());
        assert_eq!(disk.scan(&|| false).unwrap(), None);
        assert!(disk.sources().is_empty());
        let calls = std::sync::atomic::AtomicUsize::new(0);
        // Wanted while files are listed, not when they are read.
        assert_eq!(disk.scan(&|| calls.fetch_add(1, Ordering::Relaxed) == 0).unwrap(), None);
        assert!(disk.sources().is_empty());
        assert_eq!(disk.scan(&|| true).unwrap(), Some(true));
    }

    #[test]
    fn an_empty_or_missing_file_is_waited_for() {
        let folder = site(&[("content/a.md", "a"), ("content/b.md", "b")]);
        let (a, b) = (folder.path().join("content/a.md"), folder.path().join("content/b.md"));
        let mut disk = Disk::new(folder.path());
        disk.scan(&|| true).unwrap();
        fs::write(&a, "").unwrap();
        fs::remove_file(&b).unwrap();
        let writer = std::thread::spawn(move || {
            fs::write(a, "new").unwrap();
            fs::write(b, "new").unwrap();
        });
        assert_eq!(scan_paths(&mut disk, &["content/a.md", "content/b.md"]), Seen::Changed);
        writer.join().unwrap();
        assert_eq!(disk.sources().iter().map(Source::text).collect::<Vec<_>>(), ["new", "new"]);
    }

    #[test]
    fn a_change_is_known_whatever_else_is_looked_at() {
        let folder = site(&[("content/a.md", "a"), ("content/b/c.md", "c")]);
        let mut disk = Disk::new(folder.path());
        disk.scan(&|| true).unwrap();
        let (before, folders) = (disk.revision(), disk.folders());
        fs::write(folder.path().join("content/a.md"), "new").unwrap();
        fs::create_dir(folder.path().join("content/d")).unwrap();
        assert_eq!(scan_paths(&mut disk, &["content/a.md", "content/d"]), Seen::Unclear);
        assert!(disk.revision() > before, "what was seen first counts");
        assert_eq!((disk.scan(&|| true).unwrap(), disk.folders() == folders), (Some(false), false));
        let folders = disk.folders();
        fs::rename(folder.path().join("content/b"), folder.path().join("b")).unwrap();
        fs::create_dir(folder.path().join("content/b")).unwrap();
        disk.scan(&|| true).unwrap();
        assert!(disk.folders() != folders, "a folder of the same name is another");
    }

    #[cfg(unix)]
    #[test]
    fn a_look_follows_no_links() {
        use std::os::unix::fs::symlink;
        let folder = site(&[("content/a/b.md", "b"), ("elsewhere/secret.md", "s")]);
        let root = folder.path();
        symlink(root.join("elsewhere"), root.join("content/linked")).unwrap();
        symlink(root.join("elsewhere/secret.md"), root.join("content/a/link.md")).unwrap();
        let mut disk = Disk::new(root);
        assert_eq!(scan_paths(&mut disk, &["content/linked/secret.md"]), Seen::Unclear);
        assert_eq!(scan_paths(&mut disk, &["content/a/link.md"]), Seen::Changed);
        assert!(disk.sources().iter().all(|source| matches!(source.content, Content::Irregular { .. })));
    }
}
