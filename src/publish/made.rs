//! From what the last build made each file, kept beside the manifest, so that the next one makes what has changed.
//!
//! It is believed with the mark of this machine's key, at its place, for the very program that wrote it. Whatever else lies there costs time alone: a
//! file counts as made when the manifest has the same hash for it, and the file itself is as that says.

use std::io::{self, Write};

use super::folder::touched;
use super::receipt::signed;
use super::{CAP, Target};
use crate::pipeline::MadeFiles;
use crate::source::Hash;

pub(super) const NAME: &str = "made";
const WHAT: &str = "made";

impl Target {
    /// From what a build by this program made the files of this output; nothing where that is not known.
    pub fn recall(&self, program: Hash) -> MadeFiles {
        self.recalled(program).unwrap_or_default()
    }

    fn recalled(&self, program: Hash) -> Option<MadeFiles> {
        let key = self.key.as_ref()?;
        let bytes = self.state.read(NAME, CAP).ok()??;
        let (mark, text) = std::str::from_utf8(&bytes).ok()?.split_once('\n')?;
        let files = text.strip_prefix(&head(program))?;
        if !key.holds(WHAT, &self.place, text.as_bytes(), mark) {
            return None;
        }
        let receipt = signed(&self.state, &self.place, key)?;
        let is_of_this = receipt.manifest == Hash::of(self.manifest.text().as_bytes()).to_string();
        Some(MadeFiles::read(files, Some(receipt.locked).filter(|_| is_of_this)))
    }

    /// Keeps from what the files of this output were made. Without a key nothing is kept.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn keep(&self, made: &MadeFiles, program: Hash) -> io::Result<()> {
        let Some(key) = &self.key else { return Ok(()) };
        let text = head(program) + &made.text();
        let mark = key.mark(WHAT, &self.place, text.as_bytes());
        self.state.remove_all(NAME)?;
        self.state.write_new(NAME, |file| {
            file.write_all(format!("{mark}\n").as_bytes())?;
            file.write_all(text.as_bytes())
        })
    }

    /// Notes that every file is as it was written since this output was locked.
    pub(super) fn has_checked(&self, made: &MadeFiles) {
        made.set_checked(self.lock.metadata().ok().and_then(|metadata| touched(&metadata)));
    }
}

fn head(program: Hash) -> String {
    format!("rolecall-made 1 {program}\n")
}
