//! What a build may look at: source files by path, places in them, and the names output may have.
//!
//! 1. [`Sources`]: every file of a site, ordered by path, with its content and its hash.
//! 2. [`Span`], [`Spanned`]: a place in one of them; [`Text`]: a text cut out of one, whose offsets can be traced back.
//! 3. [`OutPath`], [`Address`], [`Slug`]: where output lies and how it is linked.
//! 4. [`SafeUrl`]: a foreign address that may be linked.

mod file_kind;
mod hash;
mod hidden;
mod path;
mod slug;
mod sources;
mod span;
mod text;
mod url;

use std::sync::Arc;

pub use file_kind::{FileKind, is_page_extension, is_read_by_others, name_fault};
pub use hash::{Hash, Hasher, policy_hash};
pub use hidden::{first_hidden, first_of, is_hidden, occurrences, push_replaced, stretches, without_hidden};
pub use path::{Address, OutPath, PathFault, percent_decode, percent_encode, percent_encode_part};
pub use slug::{Slug, SlugFault, fold_key, slugify, strip_marks};
pub use sources::Sources;
pub use span::{LineColumn, Lines, Span, Spanned};
pub use text::Text;
pub use url::{SafeUrl, UrlFault, join_address};

/// The path of a source file relative to the site's root, with `/` between its parts: `content/jobs/a.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SrcPath(Arc<str>);

impl SrcPath {
    pub fn new(path: &str) -> SrcPath {
        SrcPath(Arc::from(path))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder's path without a trailing slash; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part: `a.es.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// What follows the last dot of the file's name, lower case; empty without one.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase())
    }

    /// How a link in this file names another.
    pub fn relative(&self, other: &SrcPath) -> String {
        let own: Vec<&str> = self.folder().split('/').collect();
        let theirs: Vec<&str> = other.as_str().split('/').collect();
        let shared = own.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        let mut parts = vec![".."; own.len() - shared];
        parts.extend(&theirs[shared..]);
        parts.join("/")
    }

    /// The path that `target`, written in this file, names: `..` and `.` resolved. `None` when it leaves the root.
    pub fn join(&self, target: &str) -> Option<SrcPath> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(SrcPath::new(&parts.join("/")))
    }
}

impl std::fmt::Display for SrcPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One source file.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: SrcPath,
    /// Of the bytes on disk.
    pub hash: Hash,
    pub content: Content,
}

/// What is known of a source file's content.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text file as it stands on disk, byte-order mark and line ends included.
    Text(Arc<str>),
    /// A text file that is not UTF-8; the number is the offset of the first bad byte.
    NotUtf8 { valid_up_to: usize, readable: Arc<str> },
    /// A text file above its cap, in bytes. It is not read.
    TooLarge { len: u64, cap: u64 },
    /// A file that is copied as it is; its bytes stay on disk. What it is by its content is known, and of a picture its size.
    Opaque { len: u64, kind: FileKind, picture: Option<Picture> },
    /// Not a regular file, or a link: never opened. The text says what it is.
    Irregular { kind: &'static str },
}

/// What is known of a picture without drawing it: its size as shown, in pixels, and its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub format: PictureFormat,
}

/// The formats of the web's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    Jpeg,
    Png,
    WebP,
    Svg,
    /// A GIF, or a WebP that moves: it is copied as it is.
    Moving,
}

impl Source {
    /// A source from memory, as tests and the built-in theme make them.
    pub fn from_text(path: &str, text: &str) -> Source {
        Source { path: SrcPath::new(path), hash: Hash::of(text.as_bytes()), content: Content::Text(Arc::from(text)) }
    }

    /// Whether both are the same in path, kind and bytes.
    pub fn is_same(&self, other: &Source) -> bool {
        let is_same_kind = std::mem::discriminant(&self.content) == std::mem::discriminant(&other.content);
        self.path == other.path && self.hash == other.hash && is_same_kind
    }

    /// What it is by its content.
    pub fn file_kind(&self) -> FileKind {
        match &self.content {
            Content::Opaque { kind, .. } => *kind,
            Content::Text(text) => FileKind::of(text.as_bytes(), &self.path.extension()),
            Content::NotUtf8 { .. } | Content::TooLarge { .. } | Content::Irregular { .. } => FileKind::Other,
        }
    }

    /// Its size and format, when it is a picture.
    pub fn picture(&self) -> Option<Picture> {
        match self.content {
            Content::Opaque { picture, .. } => picture,
            _ => None,
        }
    }

    /// The text to show in a message; empty for files that are not text.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) | Content::NotUtf8 { readable: text, .. } => text,
            Content::TooLarge { .. } | Content::Opaque { .. } | Content::Irregular { .. } => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_target_is_resolved_within_the_root() {
        let from = SrcPath::new("content/articles/a/index.md");
        assert_eq!(from.join("../b.md").unwrap().as_str(), "content/articles/b.md");
        assert_eq!(from.join("./photo.png").unwrap().as_str(), "content/articles/a/photo.png");
        assert_eq!(from.join("../../../../x"), None);
        assert_eq!(from.relative(&SrcPath::new("content/jobs/x.md")), "../../jobs/x.md");
        assert_eq!(from.relative(&SrcPath::new("content/articles/a/b.md")), "b.md");
    }
}
