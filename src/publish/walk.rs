//! What lies in an output: one look at each folder, where to ask for each file of its own would take a call for every part of its path.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use jiff::Timestamp;
use rayon::prelude::*;

use super::STATE;
use super::folder::touched;
use super::manifest::Manifest;
use crate::source::OutPath;

/// A regular file of an output.
pub struct Seen {
    pub path: String,
    pub len: u64,
    /// When it was last changed, whatever of it; `None` where the system doesn't tell.
    pub touched: Option<Timestamp>,
}

/// The regular files of an output, the state aside, in no order. Links are not followed, and are no files; nor are those whose names are not UTF-8.
///
/// # Errors
/// A folder can't be read, or changes meanwhile.
pub fn files(output: &Path) -> io::Result<Vec<Seen>> {
    below(output, "")
}

fn below(folder: &Path, prefix: &str) -> io::Result<Vec<Seen>> {
    let entries: Vec<DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let look = |entry: &DirEntry| -> io::Result<Vec<Seen>> {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { return Ok(Vec::new()) };
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && path != STATE {
            return below(&entry.path(), &format!("{path}/"));
        }
        if !kind.is_file() {
            return Ok(Vec::new());
        }
        let metadata = entry.metadata()?;
        Ok(vec![Seen { path, len: metadata.len(), touched: touched(&metadata) }])
    };
    let found: Vec<Vec<Seen>> = entries.par_iter().map(look).collect::<io::Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// The files of a manifest that have their length, and that nobody has touched since all of them were as they were written; none where that can't be told.
pub fn untouched(output: &Path, manifest: &Manifest, checked: Option<Timestamp>) -> HashSet<OutPath> {
    let Some(checked) = checked else { return HashSet::new() };
    let is_untouched = |seen: Seen| {
        let path = OutPath::new(&seen.path).ok()?;
        let is_same = manifest.get(&path)?.len == seen.len && seen.touched? < checked;
        is_same.then_some(path)
    };
    files(output).unwrap_or_default().into_iter().filter_map(is_untouched).collect()
}
