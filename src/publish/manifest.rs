//! The list of what we wrote: one line for each file, `HASH LENGTH PATH`, in order. Its mark is the first line of a file beside it, so that the list itself is the same
//! on every machine.
//!
//! A manifest with the mark of this machine's key says what a build of ours wrote: those places are ours, whatever lies there now. Any other
//! (from a checkout, restored from a cache) is believed for one thing: that a regular file with exactly the hash it names is ours. So a
//! forged one costs time, and never a byte that a build has not written.

use std::collections::BTreeMap;
use std::io;

use super::key::Key;
use crate::source::{Hash, OutPath};

const HEAD: &str = "rolecall-manifest 1";
const WHAT: &str = "manifest";

/// A file as we wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub hash: Hash,
    pub len: u64,
}

#[derive(Clone, Debug, Default)]
pub struct Manifest {
    files: BTreeMap<OutPath, Written>,
    /// What a build that was killed, and whose journal is not believed, may have written: believed as any manifest from elsewhere.
    claimed: BTreeMap<OutPath, Written>,
    is_marked: bool,
}

impl PartialEq for Manifest {
    fn eq(&self, other: &Manifest) -> bool {
        self.files == other.files
    }
}

impl Manifest {
    /// Reads a manifest of the output at `place`. A damaged line is passed over: its file then counts as unknown and is written anew.
    pub fn read(bytes: &[u8], place: &str, mark: Option<&[u8]>, key: Option<&Key>) -> Manifest {
        let mark = mark.and_then(|mark| std::str::from_utf8(mark).ok()?.lines().next());
        let is_marked = matches!((key, mark), (Some(key), Some(mark)) if key.holds(WHAT, place, bytes, mark));
        Manifest { files: files(bytes), claimed: BTreeMap::new(), is_marked }
    }

    /// Takes in the manifest of a build that may have been killed in the middle of its renames.
    pub fn claim(&mut self, bytes: &[u8]) {
        self.claimed = files(bytes);
    }

    /// The list as a file.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (path, written) in &self.files {
            text.push_str(&format!("{} {} {path}\n", written.hash, written.len));
        }
        text
    }

    /// The mark on such a file.
    pub fn mark(text: &str, place: &str, key: &Key) -> String {
        key.mark(WHAT, place, text.as_bytes()).to_string()
    }

    /// Whether this machine's key has marked it.
    pub fn is_marked(&self) -> bool {
        self.is_marked
    }

    /// The same list, as one that has just been written.
    pub fn marked(self, is_marked: bool) -> Manifest {
        Manifest { is_marked, ..self }
    }

    /// Every file, in order of path.
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, &Written)> {
        self.files.iter()
    }

    pub fn get(&self, path: &OutPath) -> Option<&Written> {
        self.files.get(path)
    }

    pub fn contains(&self, path: &OutPath) -> bool {
        self.files.contains_key(path)
    }

    /// Whether what lies at a path is ours; `hash` is that of the regular file there, and is asked for only where it decides.
    ///
    /// # Errors
    /// The file can't be read: then nobody knows.
    pub fn is_ours(&self, path: &OutPath, hash: impl FnOnce() -> io::Result<Option<Hash>>) -> io::Result<bool> {
        let (known, claimed) = (self.files.get(path), self.claimed.get(path));
        if known.is_some() && self.is_marked {
            return Ok(true);
        }
        if known.is_none() && claimed.is_none() {
            return Ok(false);
        }
        Ok(hash()?.is_some_and(|hash| self.has_written(path, hash)))
    }

    pub fn insert(&mut self, path: OutPath, written: Written) {
        self.files.insert(path, written);
    }

    /// Every path that may be ours.
    pub fn paths(&self) -> impl Iterator<Item = &OutPath> {
        self.files.keys().chain(self.claimed.keys().filter(|path| !self.files.contains_key(path)))
    }

    /// Whether a file may be taken away: only one that is exactly what was written.
    pub fn has_written(&self, path: &OutPath, hash: Hash) -> bool {
        [self.files.get(path), self.claimed.get(path)].into_iter().flatten().any(|written| written.hash == hash)
    }
}

fn files(bytes: &[u8]) -> BTreeMap<OutPath, Written> {
    let text = String::from_utf8_lossy(bytes);
    let entry = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        let hash = Hash::from_hex(parts.next()?)?;
        let len = parts.next()?.parse().ok()?;
        Some((OutPath::new(parts.next()?).ok()?, Written { hash, len }))
    };
    text.lines().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_from_elsewhere_is_believed_for_exact_bytes_alone() {
        let key = Key::of_text("sixteen letters!").unwrap();
        let mut own = Manifest::default();
        let path = OutPath::new("index.html").unwrap();
        own.insert(path.clone(), Written { hash: Hash::of(b"ours"), len: 4 });
        let text = own.text();
        let mark = Manifest::mark(&text, "/out", &key);
        let read =
            |mark: Option<&str>, place| Manifest::read(text.as_bytes(), place, mark.map(str::as_bytes), Some(&key));
        let marked = read(Some(&mark), "/out");
        assert!(marked.is_ours(&path, || unreachable!("its place is ours")).unwrap());
        for foreign in [read(None, "/out"), read(Some(&mark), "/elsewhere"), read(Some("00"), "/out")] {
            let is_ours = |path: &str, hash| foreign.is_ours(&OutPath::new(path).unwrap(), || Ok(hash)).unwrap();
            assert!(!is_ours("index.html", Some(Hash::of(b"mine"))));
            assert!(is_ours("index.html", Some(Hash::of(b"ours"))));
            assert!(!is_ours("index.html", None), "a link or a pipe is not ours");
            assert!(!is_ours("other", Some(Hash::of(b"ours"))));
            assert!(foreign.is_ours(&path, || Err(io::ErrorKind::Other.into())).is_err());
        }
    }

    #[test]
    fn no_line_names_a_place_outside() {
        let zeros = "0".repeat(64);
        let text = format!(
            "{HEAD}\n{zeros} 1 ../x\n{zeros} 1 /etc/passwd\n{zeros} -1 a\n{zeros} 1 .rolecall/lock\nrubbish\n{zeros} 1 b\n"
        );
        let manifest = Manifest::read(text.as_bytes(), "/out", None, None);
        assert_eq!(manifest.paths().map(OutPath::as_str).collect::<Vec<_>>(), ["b"]);
    }
}
