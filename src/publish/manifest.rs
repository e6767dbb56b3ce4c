//! The list of what we wrote: one line for each file, `HASH LENGTH PATH`, in order.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::source::{Hash, OutPath};

const HEAD: &str = "rolecall-manifest 1";

/// A file as we wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub hash: Hash,
    pub len: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    files: BTreeMap<OutPath, Written>,
}

impl Manifest {
    /// Reads a manifest; an absent one is empty. A damaged line is passed over: its file then counts as unknown and is written anew.
    pub fn read(path: &Path) -> io::Result<Manifest> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(error) => return Err(error),
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut files = BTreeMap::new();
        for line in text.lines() {
            let mut parts = line.splitn(3, ' ');
            let entry = (|| {
                let hash = Hash::from_hex(parts.next()?)?;
                let len = parts.next()?.parse().ok()?;
                Some((OutPath::new(parts.next()?).ok()?, Written { hash, len }))
            })();
            files.extend(entry);
        }
        Ok(Manifest { files })
    }

    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        writeln!(file, "{HEAD}")?;
        for (path, written) in &self.files {
            writeln!(file, "{} {} {path}", written.hash, written.len)?;
        }
        file.into_inner()?.sync_data()
    }

    pub fn get(&self, path: &OutPath) -> Option<&Written> {
        self.files.get(path)
    }

    pub fn contains(&self, path: &OutPath) -> bool {
        self.files.contains_key(path)
    }

    pub fn insert(&mut self, path: OutPath, written: Written) {
        self.files.insert(path, written);
    }

    pub fn paths(&self) -> impl Iterator<Item = &OutPath> {
        self.files.keys()
    }
}
