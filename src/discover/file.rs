//! One file on disk to a source.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::content::DATA_FOLDER;
use crate::source::{Content, FileKind, Hash, Source, SrcPath};

/// A text file may be this long, in bytes.
pub const TEXT_CAP: u64 = 8 << 20;

/// A picture or a document longer than this is not looked into, in bytes.
pub const PICTURE_CAP: u64 = 64 << 20;

/// A file up to this long is read again when it changed meanwhile, in bytes.
const PATIENT: u64 = 1 << 20;

/// What tells one state of a file from the next without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    inode: u64,
    changed: (i64, i64),
}

impl Stamp {
    pub fn of(metadata: &Metadata) -> Stamp {
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
    pub fn is_fresh(&self, now: SystemTime) -> bool {
        self.modified.is_none_or(|modified| {
            now.duration_since(modified).is_ok_and(|age| age < Duration::from_secs(2)) || modified > now
        })
    }
}

/// What was found of a file.
pub enum Probe {
    Gone,
    /// Its stamp is the one that was known.
    Known,
    Read(Stamp, Source),
}

/// Looks at a file, and reads it unless its stamp is known.
pub fn probe(path: &Path, source_path: &SrcPath, known: Option<&Stamp>) -> io::Result<Probe> {
    let irregular = |stamp: Stamp, kind: &'static str| {
        let content = Content::Irregular { kind };
        Ok(Probe::Read(stamp, Source { path: source_path.clone(), hash: Hash::of(kind.as_bytes()), content }))
    };
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if is_gone(&error) => return Ok(Probe::Gone),
        Err(error) => return Err(error),
    };
    let mut stamp = Stamp::of(&metadata);
    if known == Some(&stamp) {
        return Ok(Probe::Known);
    }
    if metadata.is_symlink() {
        return irregular(stamp, "a symbolic link");
    }
    if !metadata.is_file() {
        return irregular(stamp, "a pipe, a socket or a device");
    }
    if path.to_str().is_none() {
        return irregular(stamp, "a file whose name is not UTF-8");
    }
    if is_secret(source_path) {
        return irregular(stamp, "a key or a certificate");
    }
    // What is long is read once: reading it takes as long as writing it.
    let tries = if metadata.len() > PATIENT { 1 } else { 3 };
    for _ in 0..tries {
        let read = if is_text(source_path) { read_text(path, source_path) } else { read_opaque(path, source_path) };
        let after = fs::symlink_metadata(path);
        match (read, after) {
            (Ok(source), Ok(metadata)) if Stamp::of(&metadata) == stamp => return Ok(Probe::Read(stamp, source)),
            // It changed while it was being read.
            (Ok(_), Ok(metadata)) => stamp = Stamp::of(&metadata),
            (Err(error), _) | (_, Err(error)) if is_gone(&error) => return Ok(Probe::Gone),
            (Err(error), _) | (_, Err(error)) => return Err(error),
        }
    }
    Err(io::Error::other("it keeps changing while it is being read"))
}

/// Whether there is nothing at a path, or a file where it has a folder.
pub fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
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
    if FileKind::promised(&extension).is_some() && fs::metadata(path)?.len() <= PICTURE_CAP {
        let bytes = fs::read(path)?;
        let kind = FileKind::of(&bytes, &extension);
        let content = Content::Opaque {
            len: bytes.len() as u64,
            kind,
            picture: crate::picture::read_metadata(&bytes, &extension),
        };
        return Ok(Source { path: source_path.clone(), hash: Hash::of(&bytes), content });
    }
    let mut file = File::open(path)?;
    let (hash, len) = Hash::of_pieces(|buffer| file.read(buffer))?;
    Ok(Source {
        path: source_path.clone(),
        hash,
        content: Content::Opaque { len, kind: FileKind::Other, picture: None },
    })
}

/// Whether a file is read as text: entries, settings, a ledger, and the parts of a theme that are text.
fn is_text(path: &SrcPath) -> bool {
    if path.as_str().starts_with("content/static/") {
        return false;
    }
    let is_data = path.as_str().starts_with(DATA_FOLDER);
    let is_theme = path.as_str().starts_with("themes/");
    match path.extension().as_str() {
        "md" | "yaml" | "yml" => true,
        "html" | "xml" | "svg" | "tera" | "css" | "js" | "txt" => is_theme || path.folder() == "content",
        "json" => is_theme || path.folder() == "content" || is_data,
        "csv" => is_data,
        _ => false,
    }
}

/// Keys and certificates are never published.
fn is_secret(path: &SrcPath) -> bool {
    matches!(path.extension().as_str(), "pem" | "key" | "p12" | "pfx" | "jks")
}

/// What editors and systems leave behind: dot files (`.well-known`, `.nojekyll` and `.htaccess` aside), backups, swap files.
pub fn is_litter(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let is_wanted = matches!(name.as_ref(), ".well-known" | ".nojekyll" | ".htaccess");
    (name.starts_with('.') && !is_wanted)
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", "___jb_tmp___", "___jb_old___"].iter().any(|end| name.ends_with(end))
        || matches!(name.as_ref(), "4913" | "Thumbs.db" | "desktop.ini")
}
