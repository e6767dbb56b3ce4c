//! What is about to be renamed and removed, in order; on disk, so that the next build can finish it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::source::OutPath;

const HEAD: &str = "rolecall-journal 1";
const FOOT: &str = "end";

#[derive(Debug, PartialEq, Eq)]
pub struct Journal {
    pub steps: Vec<Step>,
}

/// One rename or removal; paths below the output folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// A staged file to its place.
    Put(String),
    /// A staged folder that is new as a whole.
    Tree(String),
    Remove(String),
}

impl Journal {
    /// Reads a journal. `None` when there is none, or when it is not whole: then nothing had been renamed.
    pub fn read(path: &Path) -> io::Result<Option<Journal>> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        let parsed = (|| {
            let mut steps = Vec::new();
            (lines.next()? == HEAD).then_some(())?;
            loop {
                let line = lines.next()?;
                if line == FOOT {
                    return Some(Journal { steps });
                }
                let (kind, path) = line.split_once(' ')?;
                let path = OutPath::new(path).ok()?.as_str().to_owned();
                steps.push(match kind {
                    "put" => Step::Put(path),
                    "tree" => Step::Tree(path),
                    "remove" => Step::Remove(path),
                    _ => return None,
                });
            }
        })();
        if parsed.is_none() {
            fs::remove_file(path)?;
        }
        Ok(parsed)
    }

    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        writeln!(file, "{HEAD}")?;
        for step in &self.steps {
            match step {
                Step::Put(path) => writeln!(file, "put {path}")?,
                Step::Tree(path) => writeln!(file, "tree {path}")?,
                Step::Remove(path) => writeln!(file, "remove {path}")?,
            }
        }
        writeln!(file, "{FOOT}")?;
        file.into_inner()?.sync_data()
    }
}
