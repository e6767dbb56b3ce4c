//! A site's folder on disk to its sources.
//!
//! Read: everything below content/ and themes/. Left out without a word: editors' and systems' litter (`is_litter`).
//! Never followed: links. Never opened: what is no regular file.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::hash::{Hash as _, Hasher as _};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::source::{Content, Hash, Hasher, Source, Sources, SrcPath};

/// A text file may be this long, in bytes.
pub const TEXT_CAP: u64 = 8 << 20;

/// A picture longer than this is copied without being looked into, in bytes.
pub const PICTURE_CAP: u64 = 64 << 20;

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

/// Files read before, by path: those whose stamp is the same are not read again.
#[derive(Default)]
pub struct DiskMemo {
    known: HashMap<PathBuf, (Stamp, Source)>,
}

/// What tells one state of a file from the next without reading it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    inode: u64,
    changed: (i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Stamp {
        #[cfg(unix)]
        let (inode, changed) = {
            use std::os::unix::fs::MetadataExt;
            (metadata.ino(), (metadata.ctime(), metadata.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let (inode, changed) = (0, (0, 0));
        Stamp { len: metadata.len(), modified: metadata.modified().ok(), inode, changed }
    }

    /// Whether a later write could leave the same stamp: clocks of file systems tick coarsely.
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.modified.is_none_or(|modified| {
            now.duration_since(modified).is_ok_and(|age| age < Duration::from_secs(2)) || modified > now
        })
    }
}

/// Reads a site's sources. `root` is the folder that holds content/.
pub fn discover(root: &Path, memo: &mut DiskMemo) -> Result<Sources, DiscoverError> {
    let started = SystemTime::now();
    let mut found: Vec<(PathBuf, SrcPath, DirEntry)> = Vec::new();
    for folder in ["content", "themes"] {
        let top = root.join(folder);
        match top.try_exists() {
            Ok(true) => {}
            Ok(false) => continue,
            Err(cause) => return Err(DiscoverError { path: top, cause }),
        }
        for entry in WalkDir::new(&top)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_litter(entry))
        {
            let entry = match entry {
                Ok(entry) => entry,
                // Gone between being listed and being looked at: deleted.
                Err(error)
                    if error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
                        && error.depth() > 0 =>
                {
                    continue;
                }
                Err(error) => {
                    let path = error.path().unwrap_or(&top).to_path_buf();
                    let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
                    return Err(DiscoverError { path, cause });
                }
            };
            if entry.file_type().is_dir() {
                continue;
            }
            let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let name = relative.to_string_lossy();
            let name = if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() };
            found.push((entry.path().to_path_buf(), SrcPath::new(&name), entry));
        }
    }
    let known = &memo.known;
    let read: Result<Vec<Option<Look>>, DiscoverError> = found
        .par_iter()
        .map(|(path, source_path, entry)| {
            look(path, source_path, entry, known).map_err(|cause| DiscoverError { path: path.clone(), cause })
        })
        .collect();
    let read: Vec<Look> = read?.into_iter().flatten().collect();
    let sources = read.iter().map(|(_, _, source)| source.clone()).collect();
    memo.known = read
        .into_iter()
        .filter(|(_, stamp, _)| !stamp.is_fresh(started))
        .map(|(path, stamp, source)| (path, (stamp, source)))
        .collect();
    Ok(sources)
}

/// A file as it was found.
type Look = (PathBuf, Stamp, Source);

/// One file, read or known. `None` when it is gone.
fn look(
    path: &Path,
    source_path: &SrcPath,
    entry: &DirEntry,
    known: &HashMap<PathBuf, (Stamp, Source)>,
) -> io::Result<Option<Look>> {
    let irregular = |kind: &'static str| Source {
        path: source_path.clone(),
        hash: Hash::of(kind.as_bytes()),
        content: Content::Irregular { kind },
    };
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let stamp = Stamp::of(&metadata);
    if entry.path_is_symlink() || metadata.is_symlink() {
        return Ok(Some((path.to_path_buf(), stamp, irregular("a symbolic link"))));
    }
    if !metadata.is_file() {
        return Ok(Some((path.to_path_buf(), stamp, irregular("a pipe, a socket or a device"))));
    }
    if path.to_str().is_none() {
        return Ok(Some((path.to_path_buf(), stamp, irregular("a file whose name is no UTF-8"))));
    }
    if is_secret(source_path) {
        return Ok(Some((path.to_path_buf(), stamp, irregular("a key or a certificate"))));
    }
    if let Some((last, source)) = known.get(path)
        && *last == stamp
    {
        return Ok(Some((path.to_path_buf(), stamp, source.clone())));
    }
    let mut stamp = stamp;
    for _ in 0..3 {
        let read = if is_text(source_path) { read_text(path, source_path) } else { read_opaque(path, source_path) };
        let after = fs::symlink_metadata(path);
        match (read, after) {
            (Ok(source), Ok(metadata)) if Stamp::of(&metadata) == stamp => {
                return Ok(Some((path.to_path_buf(), stamp, source)));
            }
            // It changed while it was being read.
            (Ok(_), Ok(metadata)) => stamp = Stamp::of(&metadata),
            (Err(error), _) | (_, Err(error)) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            (Err(error), _) | (_, Err(error)) => return Err(error),
        }
    }
    Err(io::Error::other("it keeps changing while it is being read"))
}

fn read_text(path: &Path, source_path: &SrcPath) -> io::Result<Source> {
    let mut file = File::open(path)?;
    let len = file.metadata()?.len();
    if len > TEXT_CAP {
        return Ok(Source {
            path: source_path.clone(),
            hash: Hash::of(&len.to_le_bytes()),
            content: Content::TooLarge { len, cap: TEXT_CAP },
        });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0) + 1);
    file.read_to_end(&mut bytes)?;
    let hash = Hash::of(&bytes);
    let content = match String::from_utf8(bytes) {
        Ok(text) => Content::Text(Arc::from(text)),
        Err(error) => Content::NotUtf8 {
            valid_up_to: error.utf8_error().valid_up_to(),
            readable: Arc::from(String::from_utf8_lossy(error.as_bytes())),
        },
    };
    Ok(Source { path: source_path.clone(), hash, content })
}

fn read_opaque(path: &Path, source_path: &SrcPath) -> io::Result<Source> {
    let extension = source_path.extension();
    if matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif" | "svg")
        && fs::metadata(path)?.len() <= PICTURE_CAP
    {
        let bytes = fs::read(path)?;
        let content = Content::Opaque { len: bytes.len() as u64, picture: crate::picture::look(&bytes, &extension) };
        return Ok(Source { path: source_path.clone(), hash: Hash::of(&bytes), content });
    }
    let mut hasher = Hasher::default();
    let len = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(Source { path: source_path.clone(), hash: hasher.finish(), content: Content::Opaque { len, picture: None } })
}

/// Whether a file is read as text: entries, settings, a ledger, and the parts of a theme that are text.
fn is_text(path: &SrcPath) -> bool {
    if path.as_str().starts_with("content/static/") {
        return false;
    }
    let is_theme = path.as_str().starts_with("themes/");
    match path.extension().as_str() {
        "md" | "yaml" | "yml" => true,
        "html" | "xml" | "svg" | "tera" | "css" | "js" | "json" | "txt" => is_theme || path.folder() == "content",
        _ => false,
    }
}

/// Keys and certificates are never published.
fn is_secret(path: &SrcPath) -> bool {
    matches!(path.extension().as_str(), "pem" | "key" | "p12" | "pfx" | "jks")
}

/// What editors and systems leave behind: dot files (`.well-known`, `.nojekyll` and `.htaccess` aside), backups, swap files.
fn is_litter(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_wanted = matches!(name.as_ref(), ".well-known" | ".nojekyll" | ".htaccess");
    (name.starts_with('.') && !is_wanted)
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", "___jb_tmp___", "___jb_old___"].iter().any(|end| name.ends_with(end))
        || matches!(name.as_ref(), "4913" | "Thumbs.db" | "desktop.ini")
}

/// The state of all sources in one number, and how many there are; made without reading any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State(u64, usize);

/// Looks at every source. Two equal states mean that nothing has changed.
pub fn state(root: &Path) -> State {
    let mut sum = 0u64;
    let mut count = 0;
    for folder in ["content", "themes"] {
        let walk = WalkDir::new(root.join(folder)).into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_litter(entry)).flatten() {
            let Ok(metadata) = entry.metadata() else { continue };
            if metadata.is_dir() {
                continue;
            }
            let mut one = std::hash::DefaultHasher::new();
            entry.path().hash(&mut one);
            Stamp::of(&metadata).hash(&mut one);
            // Added, so that the order in which folders are read does not matter.
            sum = sum.wrapping_add(one.finish());
            count += 1;
        }
    }
    State(sum, count)
}
