//! `check --fix`: carries out what findings propose, in the files themselves.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diag::{Edit, applied};
use crate::pipeline::{self, Memo, Outcome, Request};
use crate::source::{Content, Source, Sources, SrcPath};

/// How often findings are looked at anew: mending one may bring another to light.
const ROUNDS: usize = 5;

/// Mends a site's sources and tells what was done; the outcome is that of the mended site.
///
/// Nothing is written unless the site has no more errors afterwards than before.
///
/// # Errors
/// A file that can't be read or written; those before it are mended.
pub fn mend(root: &Path, outcome: Outcome, request: &Request) -> io::Result<(Outcome, String)> {
    let mut memo = Memo::default();
    let mut now = outcome;
    let mut changed: BTreeMap<SrcPath, (String, usize)> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut sources = Sources::clone(&now.sources);
        let round = edited(&now, &mut sources);
        if round.is_empty() {
            break;
        }
        let then = pipeline::build(sources, request, &mut memo);
        if then.errors() > now.errors() {
            break;
        }
        for (path, (text, count)) in round {
            let entry = changed.entry(path).or_default();
            *entry = (text, entry.1 + count);
        }
        now = then;
    }
    let mut report = String::new();
    for (path, (text, count)) in &changed {
        write(&root.join(path.as_str()), text)?;
        report.push_str(&format!("mended {path}: {count} {}\n", if *count == 1 { "place" } else { "places" }));
    }
    if changed.is_empty() {
        report.push_str("nothing to mend\n");
    }
    Ok((now, report))
}

/// Carries out the proposals of one round in memory; what came of each file, and how many places changed.
fn edited(outcome: &Outcome, sources: &mut Sources) -> BTreeMap<SrcPath, (String, usize)> {
    let mut by_file: BTreeMap<&SrcPath, Vec<&Edit>> = BTreeMap::new();
    for edit in outcome.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_deref()) {
        by_file.entry(&edit.at.file).or_default().push(edit);
    }
    let mut changed = BTreeMap::new();
    for (path, edits) in by_file {
        let Some(Content::Text(text)) = outcome.sources.get(path).map(|source| &source.content) else { continue };
        let (mended, count) = applied(text, &edits);
        if count > 0 && mended != **text {
            sources.insert(Source::from_text(path.as_str(), &mended));
            changed.insert(path.clone(), (mended, count));
        }
    }
    changed
}

/// Replaces a file in one step; a power cut leaves the old text or the new one.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let told = |error: io::Error| {
        let shown = crate::diag::print::visible(&path.display().to_string());
        io::Error::new(error.kind(), format!("can't write {shown}: {error}"))
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let draft: PathBuf = path.with_file_name(format!(".{name}.mended"));
    let replace = || -> io::Result<()> {
        let mode = fs::metadata(path).map(|metadata| metadata.permissions());
        let mut file = fs::File::create(&draft)?;
        file.write_all(text.as_bytes())?;
        if let Ok(mode) = mode {
            file.set_permissions(mode)?;
        }
        file.sync_data()?;
        fs::rename(&draft, path)
    };
    replace().map_err(|error| {
        let _ = fs::remove_file(&draft);
        told(error)
    })
}
