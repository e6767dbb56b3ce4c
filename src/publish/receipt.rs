//! What the last build of an output was made of, and what it reported: if nothing has changed since, there is nothing to do.
//!
//! A receipt is believed only with the mark of this machine's key, for the manifest and the record of pages that lie beside it, and until the instant at
//! which the site or a message would change by itself. Then every file of the manifest is looked at. One that nobody has touched since before the build
//! compared it is as it was; any other, those that the build itself wrote among them, is read. If all are the same, the receipt is written anew, so that the next
//! build need not read them.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::folder::{Folder, touched};
use super::manifest::{Manifest, Written};
use super::record::Record;
use super::walk::Seen;
use super::{CAP, Key, MARK_CAP, STATE, Target, TargetOptions, lock, made, refuse, walk};
use crate::source::Hash;

const NAME: &str = "receipt";
const WHAT: &str = "receipt";
/// What lies in a state folder in which no build is at work.
const AT_REST: [&str; 7] = ["journal.unverified", "lock", made::NAME, "manifest", "mark", "pages", NAME];
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
pub(super) struct Signed {
    receipt: Receipt,
    /// When the lock was taken, by the file system's clock: before any published file was looked at.
    pub locked: Timestamp,
    pub manifest: String,
    pages: String,
}

/// The receipt of an output's last build and the number of its files, where a build from these inputs would make and tell the same.
///
/// The lock is held meanwhile, and no published file is written. Whatever can't be read makes it `None`: a build then says what is wrong.
pub fn unchanged(options: TargetOptions<'_>, inputs: Hash, now: Timestamp) -> Option<(Receipt, usize)> {
    let key = options.key?;
    // A folder that may not be an output is none, whatever lies in it.
    let output = &*refuse::check(options.site, options.output, options.is_named).ok()?;
    let state = Folder::open(output).ok()?.enter(STATE).ok()??;
    // What a killed build left is for a build to put right, and another one that is at work makes something else.
    let is_tidy = state.names("").ok()?.iter().all(|name| AT_REST.contains(&name.as_str()));
    let lock = is_tidy.then(|| lock::take(&state, false, &AtomicBool::new(false)).ok())??;
    let place = output.display().to_string();
    let mut signed = signed(&state, &place, key)?;
    let receipt = &signed.receipt;
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
    let read = read_of_same(output, &files, signed.locked).ok()??;
    if read > 0 {
        signed.locked = touched(&lock.metadata().ok()?)?;
        // Without it the next build reads them again.
        let _ = write(&state, &signed, &place, key);
    }
    Some((signed.receipt, files.len()))
}

/// The receipt of the output at `place`, if it carries the mark of this machine's key.
pub(super) fn signed(state: &Folder, place: &str, key: &Key) -> Option<Signed> {
    let bytes = state.read(NAME, RECEIPT_CAP).ok()??;
    let (mark, text) = std::str::from_utf8(&bytes).ok()?.split_once('\n')?;
    if !key.holds(WHAT, place, text.as_bytes(), mark) {
        return None;
    }
    serde_json::from_str(text).ok()
}

/// Writes a receipt in place of the last one. It is small, and a build without it costs time alone: it needs no sync.
fn write(state: &Folder, signed: &Signed, place: &str, key: &Key) -> io::Result<()> {
    let text = serde_json::to_string(signed).map_err(io::Error::other)?;
    let mark = key.mark(WHAT, place, text.as_bytes());
    state.remove_all(NAME)?;
    state.write_new(NAME, |file| io::Write::write_all(file, format!("{mark}\n{text}").as_bytes()))
}

/// How many files of the manifest had to be read to tell that all are as they were: untouched since `locked`, or with the same bytes. `None` where one is
/// otherwise.
fn read_of_same(output: &Path, files: &HashMap<&str, &Written>, locked: Timestamp) -> io::Result<Option<usize>> {
    let found = walk::files(output)?;
    let found: Vec<_> = found.iter().filter_map(|seen| Some((seen, *files.get(seen.path.as_str())?))).collect();
    if found.len() != files.len() || found.iter().any(|(seen, known)| seen.len != known.len) {
        return Ok(None);
    }
    let is_read = |seen: &Seen| seen.touched.is_none_or(|touched| touched >= locked);
    let read: Vec<_> = found.into_iter().filter(|(seen, _)| is_read(seen)).collect();
    let is_same = |(seen, known): &(&Seen, &Written)| -> io::Result<bool> {
        Ok(Hash::of(&fs::read(output.join(&seen.path))?) == known.hash)
    };
    let same: Vec<bool> = read.par_iter().map(is_same).collect::<io::Result<_>>()?;
    Ok(same.iter().all(|is_same| *is_same).then_some(same.len()))
}

impl Target {
    /// Writes down what the output was made of, and what was reported. There is no receipt without a key, nor after a build that took pages away: the next
    /// one remembers them, and may have more to report.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn sign(&self, receipt: Receipt) -> io::Result<()> {
        let Some(key) = &self.key else { return Ok(()) };
        let Some(locked) = touched(&self.lock.metadata()?).filter(|_| self.is_settled) else {
            return self.state.remove_all(NAME);
        };
        let hash = |text: String| Hash::of(text.as_bytes()).to_string();
        let (manifest, pages) = (hash(self.manifest.text()), hash(Record::text(&self.record)));
        write(&self.state, &Signed { receipt, locked, manifest, pages }, &self.place, key)
    }
}
