//! Sites that are meant to break themes: long, odd, missing and dangerous things in every state.

use crate::source::{Source, Sources};

/// The instant for which they are built.
pub const NOW: &str = "2026-11-20T12:00:00Z";

/// An element that texts of the content name: a page on which it is one has not escaped a text.
pub const CANARY: &str = "canary-x";

/// A site to try a theme on.
pub struct Specimen {
    files: &'static str,
    /// Built with drafts and with what is dated after now.
    pub is_preview: bool,
}

/// Everything at once, in three languages below a base path · the same with drafts · one language and nothing in it.
pub fn specimens() -> Vec<Specimen> {
    let everything = include_str!("specimen/everything.txt");
    vec![
        Specimen { files: everything, is_preview: false },
        Specimen { files: everything, is_preview: true },
        Specimen { files: include_str!("specimen/nothing.txt"), is_preview: false },
    ]
}

impl Specimen {
    /// Its files: each begins with a line `=== PATH`.
    pub fn sources(&self) -> Sources {
        let files = self.files.split("=== ").filter(|file| !file.is_empty());
        files
            .map(|file| {
                let (path, text) = file.split_once('\n').expect("a path stands on a line of its own");
                Source::from_text(path, text)
            })
            .collect()
    }
}
