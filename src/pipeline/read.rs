//! What the sources are, by their places, and what all files of entries say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{FileResult, Memo, guarded};
use crate::content::{self, Config, Entry, EntryPlace, Placement, UnresolvedRefs};
use crate::diag::{Checked, Diagnostic};
use crate::source::{Content, FileKind, Hash, Hasher, Picture, Source, Sources, SrcPath};

/// The sources by what they are.
pub(super) struct Sorted {
    pub entries: Vec<(SrcPath, EntryPlace)>,
    pub files: BTreeMap<SrcPath, Placement>,
}

pub(super) fn sort_sources(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Sorted {
    let mut sorted = Sorted { entries: Vec::new(), files: BTreeMap::new() };
    for source in sources.iter() {
        if matches!(source.content, Content::Irregular { .. }) {
            diagnostics.extend(content::unreadable(source));
            continue;
        }
        match content::place(&source.path, config) {
            Err(diagnostic) => diagnostics.push(diagnostic),
            Ok(Placement::Entry(place)) => sorted.entries.push((source.path.clone(), place)),
            Ok(placement @ (Placement::Static(_) | Placement::Beside)) => {
                sorted.files.insert(source.path.clone(), placement);
            }
            Ok(Placement::Nothing) => diagnostics.push(content::misplaced(&source.path, config)),
            Ok(Placement::Theme) if matches!(source.content, Content::NotUtf8 { .. } | Content::TooLarge { .. }) => {
                diagnostics.extend(content::unreadable(source))
            }
            Ok(Placement::Site | Placement::Theme) => {}
        }
    }
    sorted
}

/// What is known of the files that are pictures.
pub(super) fn pictures(sources: &Sources, files: &BTreeMap<SrcPath, Placement>) -> BTreeMap<SrcPath, (Hash, Picture)> {
    let known = files.keys().filter_map(|path| {
        let source = sources.get(path)?;
        // A drawing from memory is a text; its size is asked for here, as `discover` asks for those on disk.
        let of_text = || match &source.content {
            Content::Text(text) if path.extension() == "svg" => crate::picture::read_metadata(text.as_bytes(), "svg"),
            _ => None,
        };
        Some((path.clone(), (source.hash, source.picture().or_else(of_text)?)))
    });
    known.collect()
}

/// What the files beside entries are by their content.
pub(super) fn kinds(sources: &Sources, files: &BTreeMap<SrcPath, Placement>) -> BTreeMap<SrcPath, FileKind> {
    let beside = files.iter().filter(|(_, placement)| **placement == Placement::Beside);
    beside.filter_map(|(path, _)| Some((path.clone(), sources.get(path)?.file_kind()))).collect()
}

/// What all files of entries say.
#[derive(Default)]
pub(super) struct Read {
    pub entries: Vec<Entry>,
    pub unresolved: Vec<UnresolvedRefs>,
    /// Files that were to have an entry, and have none but faulty ones.
    pub unread: BTreeSet<SrcPath>,
    pub parsed: usize,
}

pub(super) fn read_entries(
    sources: &Sources,
    places: &[(SrcPath, EntryPlace)],
    (config, settings): (&Config, Hash),
    memo: &mut Memo,
    diagnostics: &mut Vec<Arc<Diagnostic>>,
) -> Read {
    let known = &memo.files;
    let results: Vec<(SrcPath, Hash, Arc<FileResult>, bool)> = places
        .par_iter()
        .filter_map(|(path, place)| {
            let source = sources.get(path)?;
            let key = key(settings, source);
            if let Some((_, result)) = known.get(path).filter(|(known, _)| *known == key) {
                return Some((path.clone(), key, result.clone(), false));
            }
            Some((path.clone(), key, Arc::new(read_file(source, place, config)), true))
        })
        .collect();
    let parsed = results.iter().filter(|(.., is_new)| *is_new).count();
    let mut read = Read { parsed, ..Read::default() };
    for (path, _, result, _) in &results {
        read.entries.extend(result.0.iter().cloned());
        read.unresolved.extend(result.1.iter().cloned());
        diagnostics.extend(result.2.iter().cloned());
        if result.0.is_empty() {
            read.unread.insert(path.clone());
        }
    }
    memo.files = results.into_iter().map(|(path, key, result, _)| (path, (key, result))).collect();
    read.entries.sort_by(|a, b| {
        let key = |entry: &'_ Entry| (entry.record.kind.name(), entry.head().source.clone(), entry.head().span.clone());
        key(a).cmp(&key(b))
    });
    read
}

/// Reads a file; a panic in there is our fault, and names the file.
pub(super) fn read_file(source: &Source, place: &EntryPlace, config: &Config) -> FileResult {
    let checked = guarded(&source.path, || content::entries(source, place, config))
        .unwrap_or_else(|diagnostic| Checked { value: None, diagnostics: vec![*diagnostic] });
    let found = checked.value.unwrap_or_default();
    (found.entries, found.unresolved, checked.diagnostics.into_iter().map(Arc::new).collect())
}

/// Of everything that a file's entries are made from.
pub(super) fn key(settings: Hash, source: &Source) -> Hash {
    Hasher::default().field(settings.to_string().as_bytes()).field(source.hash.to_string().as_bytes()).finish()
}
