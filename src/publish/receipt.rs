//! What the last build of an output was made of, and what it reported: if nothing has changed since, there is nothing to do.
//!
//! A receipt is believed only with the mark of this machine's key, for the manifest and the record of pages that lie beside it, and until the instant at
//! which the site or a message would change by itself. Then every file of the manifest is looked at: one that was touched after the receipt was
//! written, by anybody, makes the whole site be built again.

use std::collections::HashMap;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::folder::Folder;
use super::manifest::{Manifest, Written};
use super::record::Record;
use super::{CAP, MARK_CAP, STATE, Target, TargetOptions, lock, refuse};
use crate::source::Hash;

const NAME: &str = "receipt";
const WHAT: &str = "receipt";
/// What lies in a state folder in which no build is at work.
const AT_REST: [&str; 6] = ["journal.unverified", "lock", "manifest", "mark", "pages", NAME];
/// Bytes that a receipt may have: its messages are as many as the site's faults.
const RECEIPT_CAP: u64 = 64 << 20;

/// What a build was made of, and what it told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The hash of the sources, the settings and the program.
    pub inputs: String,
    /// The instant that it was built for.
    pub now: Timestamp,
    /// The instant from which it doesn't count; `None` where nothing changes by itself.
    pub until: Option<Timestamp>,
    /// The messages about the content.
    pub messages: String,
    /// How many of them are warnings.
    pub warnings: usize,
    /// What was printed after the count of files.
    pub tail: String,
}

/// A receipt, and the hashes of the manifest and of the record of pages beside it.
#[derive(Serialize, Deserialize)]
struct Signed {
    receipt: Receipt,
    manifest: String,
    pages: String,
}

/// The receipt of an output's last build and the number of its files, where a build from these inputs would make and tell the same.
///
/// The lock is held meanwhile, and nothing is written. Whatever can't be read makes it `None`: a build then says what is wrong.
pub fn unchanged(options: TargetOptions<'_>, inputs: Hash, now: Timestamp) -> Option<(Receipt, usize)> {
    let key = options.key?;
    // A folder that may not be an output is none, whatever lies in it.
    let output = &*refuse::check(options.site, options.output, options.is_named).ok()?;
    let state = Folder::open(output).ok()?.enter(STATE).ok()??;
    // What a killed build left is for a build to put right, and another one that is at work makes something else.
    let is_tidy = state.names("").ok()?.iter().all(|name| AT_REST.contains(&name.as_str()));
    let _lock = is_tidy.then(|| lock::take(&state, false, &AtomicBool::new(false)).ok())??;
    let file = state.open_file(NAME).ok()??;
    let written = touched(&file.metadata().ok()?);
    let bytes = state.read(NAME, RECEIPT_CAP).ok()??;
    let (mark, text) = std::str::from_utf8(&bytes).ok()?.split_once('\n')?;
    let place = output.display().to_string();
    if !key.holds(WHAT, &place, text.as_bytes(), mark) {
        return None;
    }
    let signed: Signed = serde_json::from_str(text).ok()?;
    let receipt = signed.receipt;
    let is_in_time = receipt.now <= now && receipt.until.is_none_or(|until| now < until);
    if receipt.inputs != inputs.to_string() || !is_in_time {
        return None;
    }
    let (manifest, pages) = (state.read("manifest", CAP).ok()??, state.read("pages", CAP).ok()??);
    if Hash::of(&manifest).to_string() != signed.manifest || Hash::of(&pages).to_string() != signed.pages {
        return None;
    }
    let mark = state.read("mark", MARK_CAP).ok()?;
    let manifest = Manifest::read(&manifest, &place, mark.as_deref(), Some(key));
    let files: HashMap<&str, &Written> = manifest.files().map(|(path, written)| (path.as_str(), written)).collect();
    let found = same_files(output, "", &files, written).ok()?;
    (found == Some(files.len())).then_some((receipt, files.len()))
}

/// How many files below a folder are those of the manifest, untouched since `written`; `None` as soon as one is not.
fn same_files(
    folder: &Path,
    prefix: &str,
    files: &HashMap<&str, &Written>,
    written: Option<SystemTime>,
) -> io::Result<Option<usize>> {
    let entries: Vec<DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let look = |entry: &DirEntry| -> io::Result<Option<usize>> {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { return Ok(Some(0)) };
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return match path == STATE {
                true => Ok(Some(0)),
                false => same_files(&entry.path(), &format!("{path}/"), files, written),
            };
        }
        let Some(known) = files.get(path.as_str()) else { return Ok(Some(0)) };
        if !kind.is_file() {
            return Ok(None);
        }
        let metadata = entry.metadata()?;
        let is_same = metadata.len() == known.len
            && match (touched(&metadata), written) {
                (Some(touched), Some(written)) if touched < written => true,
                // In the same tick of the clock as the receipt: nobody knows which came first.
                _ => Hash::of(&fs::read(entry.path())?) == known.hash,
            };
        Ok(is_same.then_some(1))
    };
    let counts: Vec<Option<usize>> = entries.par_iter().map(look).collect::<io::Result<_>>()?;
    Ok(counts.into_iter().sum())
}

/// When a file's bytes, name or place were last changed. Nobody can set that back where the system keeps it.
#[cfg(unix)]
fn touched(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    use std::time::Duration;
    let (seconds, rest) = (u64::try_from(metadata.ctime()).ok()?, u32::try_from(metadata.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, rest))
}

#[cfg(not(unix))]
fn touched(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

impl Target {
    /// Writes down what the output was made of, and what was reported. There is no receipt without a key, nor after a build that took pages away: the next
    /// one remembers them, and may have more to report.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn sign(&self, receipt: Receipt) -> io::Result<()> {
        let Some(key) = &self.key else { return Ok(()) };
        if !self.is_settled {
            return self.state.remove_all(NAME);
        }
        let hash = |text: String| Hash::of(text.as_bytes()).to_string();
        let (manifest, pages) = (hash(self.manifest.text()), hash(Record::text(&self.record)));
        let text = serde_json::to_string(&Signed { receipt, manifest, pages }).map_err(io::Error::other)?;
        let mark = key.mark(WHAT, &self.place, text.as_bytes());
        // It is small, and a build without it costs time alone: it needs no sync.
        self.state.remove_all(NAME)?;
        self.state.write_new(NAME, |file| io::Write::write_all(file, format!("{mark}\n{text}").as_bytes()))
    }
}
