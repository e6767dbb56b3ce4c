//! What there is below content/ and themes/.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::file::{is_gone, is_litter};
use super::{DiscoverError, STRIDE};
use crate::source::SrcPath;

/// What there is below the two folders.
pub struct Walk {
    /// By the path below the root, and as a source.
    pub files: Vec<(PathBuf, SrcPath)>,
    /// All folders in one number.
    pub folders: u64,
}

impl Walk {
    /// Lists every file and folder. `None` when that is no longer wanted.
    pub fn of(root: &Path, is_wanted: &dyn Fn() -> bool) -> Result<Option<Walk>, DiscoverError> {
        let (mut files, mut folders) = (Vec::new(), 0u64);
        for folder in ["content", "themes"] {
            let top = root.join(folder);
            match top.symlink_metadata() {
                // A checkout may bring one that leads anywhere.
                Ok(found) if found.is_symlink() => {
                    let cause = io::Error::other(
                        "it is a link, and links are not followed; use --root to name the folder it points to",
                    );
                    return Err(DiscoverError { path: top, cause });
                }
                Ok(_) => {}
                Err(error) if is_gone(&error) => continue,
                Err(cause) => return Err(DiscoverError { path: top, cause }),
            }
            let walk = WalkDir::new(&top).into_iter();
            for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_litter(entry.file_name())) {
                let entry = match entry {
                    Ok(entry) => entry,
                    // Gone between being listed and being looked at: deleted.
                    Err(error) if error.depth() > 0 && error.io_error().is_some_and(is_gone) => continue,
                    Err(error) => {
                        let path = error.path().unwrap_or(&top).to_path_buf();
                        let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
                        return Err(DiscoverError { path, cause });
                    }
                };
                if entry.file_type().is_dir() {
                    // Added, so that their order does not matter.
                    folders = folders.wrapping_add(one_folder(&entry));
                    continue;
                }
                if files.len() % STRIDE == 0 && !is_wanted() {
                    return Ok(None);
                }
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_path_buf();
                let source_path = source_path(&path);
                files.push((path, source_path));
            }
        }
        Ok(Some(Walk { files, folders }))
    }
}

/// A folder's path and, where the system has one, its own number: another folder of the same name is another.
fn one_folder(entry: &DirEntry) -> u64 {
    let mut hasher = DefaultHasher::new();
    entry.path().hash(&mut hasher);
    #[cfg(unix)]
    walkdir::DirEntryExt::ino(entry).hash(&mut hasher);
    hasher.finish()
}

/// Whether a path below the root has a part that editors or systems leave behind.
pub fn has_litter(path: &Path) -> bool {
    path.iter().skip(1).any(is_litter)
}

/// The source that a path below the root is.
pub fn source_path(path: &Path) -> SrcPath {
    let name = path.to_string_lossy();
    SrcPath::new(&if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() })
}
