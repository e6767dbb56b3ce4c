//! `check --fix`: carries out what findings propose, in the files themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diag::{Edit, Severity, applied};
use crate::parse::rules::{DUPLICATE_KEY, FRONT_MATTER_MISSING, FRONT_MATTER_UNCLOSED, YAML_SYNTAX};
use crate::pipeline::{self, Memo, Outcome, Request};
use crate::source::{Content, Source, Sources, SrcPath};

/// How many rounds of fixes are made: one fix may bring another problem to light.
const ROUNDS: usize = 5;

/// Fixes a site's sources and reports what was done; the outcome is that of the fixed site.
///
/// A file that would have more errors afterwards is left as it is, and named.
///
/// # Errors
/// A file that can't be read or written, or that was changed meanwhile; those before it are fixed.
pub fn mend(root: &Path, outcome: Outcome, request: &Request) -> io::Result<(Outcome, String)> {
    let mut memo = Memo::default();
    let mut now = outcome;
    let mut changed: BTreeMap<SrcPath, (String, usize)> = BTreeMap::new();
    let mut left: BTreeSet<SrcPath> = BTreeSet::new();
    let before: BTreeMap<SrcPath, Source> =
        now.sources.iter().map(|source| (source.path.clone(), source.clone())).collect();
    for _ in 0..ROUNDS {
        let mut sources = Sources::clone(&now.sources);
        let round = edited(&now, &mut sources, &left);
        if round.is_empty() {
            break;
        }
        let then = pipeline::build(sources, request, &mut memo);
        let (had, has) = (errors(&now), errors(&then));
        let worse: Vec<SrcPath> = round.keys().filter(|path| has.get(path) > had.get(path)).cloned().collect();
        let is_elsewhere = |(path, count): (&&SrcPath, &(usize, usize))| {
            !round.contains_key(*path) && had.get(*path).is_none_or(|before| count > before)
        };
        if worse.is_empty() && has.iter().any(is_elsewhere) {
            // Together they do harm that none does in its own file.
            left.extend(round.into_keys());
            continue;
        }
        if !worse.is_empty() {
            left.extend(worse);
            continue;
        }
        for (path, (text, count)) in round {
            let entry = changed.entry(path).or_default();
            *entry = (text, entry.1 + count);
        }
        now = then;
    }
    let mut report = String::new();
    for (path, (text, count)) in &changed {
        write(&root.join(path.as_str()), text, before.get(path).map(Source::text))?;
        report.push_str(&format!("fixed {count} {} in {path}\n", if *count == 1 { "problem" } else { "problems" }));
    }
    for path in &left {
        report.push_str(&format!("left {path} unchanged: the fixes would have broken it\n"));
    }
    if report.is_empty() {
        report.push_str("nothing could be fixed automatically\n");
    }
    Ok((now, report))
}

/// The errors of each file: how many break its form, which hides all others, and how many there are.
fn errors(outcome: &Outcome) -> BTreeMap<&SrcPath, (usize, usize)> {
    let mut found: BTreeMap<&SrcPath, (usize, usize)> = BTreeMap::new();
    for diagnostic in outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error) {
        let breaks = [YAML_SYNTAX, FRONT_MATTER_MISSING, FRONT_MATTER_UNCLOSED, DUPLICATE_KEY];
        let count = found.entry(&diagnostic.at.file).or_default();
        *count = (count.0 + usize::from(breaks.contains(&diagnostic.code)), count.1 + 1);
    }
    found
}

/// Carries out the proposals of one round in memory; what came of each file, and how many places changed.
fn edited(outcome: &Outcome, sources: &mut Sources, left: &BTreeSet<SrcPath>) -> BTreeMap<SrcPath, (String, usize)> {
    let mut by_file: BTreeMap<&SrcPath, Vec<&Edit>> = BTreeMap::new();
    for edit in outcome.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_deref()) {
        if !left.contains(&edit.at.file) {
            by_file.entry(&edit.at.file).or_default().push(edit);
        }
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

/// Replaces a file in one step: a power cut leaves the old text or the new one. `last` is the text that the new one was made from.
pub fn write(path: &Path, text: &str, last: Option<&str>) -> io::Result<()> {
    let told = |error: io::Error| {
        let shown = crate::diag::print::visible(&path.display().to_string());
        io::Error::new(error.kind(), format!("can't write {shown}: {error}"))
    };
    let draft = draft_of(path);
    let replace = || -> io::Result<()> {
        let mode = fs::metadata(path).map(|metadata| metadata.permissions());
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&draft)?;
        let filled = (|| {
            file.write_all(text.as_bytes())?;
            if let Ok(mode) = mode {
                file.set_permissions(mode)?;
            }
            file.sync_data()?;
            if last.is_some_and(|last| fs::read(path).is_ok_and(|now| now != last.as_bytes())) {
                return Err(io::Error::other("another program changed it meanwhile"));
            }
            fs::rename(&draft, path)
        })();
        if filled.is_err() {
            let _ = fs::remove_file(&draft);
        }
        filled
    };
    replace().map_err(told)
}

/// Whether a file can be written where one is to be.
///
/// # Errors
/// Its folder takes no file, or it is a folder itself.
pub fn try_to_write(path: &Path) -> io::Result<()> {
    let shown = crate::diag::print::visible(&path.display().to_string());
    let told = |error: io::Error| io::Error::new(error.kind(), format!("can't write {shown}: {error}"));
    if path.is_dir() {
        return Err(told(io::Error::other("it is a folder")));
    }
    let draft = draft_of(path);
    fs::OpenOptions::new().write(true).create_new(true).open(&draft).and_then(|_| fs::remove_file(&draft)).map_err(told)
}

/// A name beside a file that nobody else uses.
fn draft_of(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}
