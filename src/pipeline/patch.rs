//! Patches the previous site when only texts and titles have changed, at the cost of the change.
//!
//! An entry's *record* is a type of its own, [`crate::content::Record`]: everything of it that a relation, an address or a rule over the whole site sees.
//! Where a record differs, the whole site is related anew.

use std::collections::HashSet;
use std::sync::Arc;

use super::read::{key, read_file};
use super::{FileResult, Memo, Outcome, Ready, Request};
use crate::content::{self, Entry, Placement};
use crate::diag::{Diagnostic, Severity, in_order};
use crate::lint;
use crate::plan::Plan;
use crate::relate::{EntryId, Site};
use crate::render::{Renderer, Theme};
use crate::source::{Hash, Source, Sources, SrcPath};

/// With more changed files than this, the site is related anew.
const CAP: usize = 16;

/// The last site that could be rendered, and what it was made from.
pub struct PreviousBuild {
    pub request: Request,
    /// Of the settings.
    pub settings: Hash,
    /// Of everything but entries that rules look at.
    pub linted_for: Hash,
    pub sources: Arc<Sources>,
    pub theme: Arc<Theme>,
    /// What files in content/data hold.
    pub data: Arc<serde_json::Value>,
    pub site: Arc<Site>,
    pub plan: Arc<Plan>,
    /// How many entries are in files; those after them are companies and authors written in them.
    pub written: usize,
    pub diagnostics: Vec<Arc<Diagnostic>>,
    /// Files in which something was found by looking at more than the file.
    pub cross_file_findings: HashSet<SrcPath>,
}

/// The change is more than a patch. Files may have been read for that; what came of them is in the memo.
pub struct NeedsFullBuild {
    pub parsed: usize,
}

/// The files that a finding from elsewhere names. `wide` was found by looking at more than one file, `single` at an entry and its company.
pub fn cross_file_findings(wide: &[Diagnostic], single: &[Arc<Diagnostic>]) -> HashSet<SrcPath> {
    let places = |diagnostic: &Diagnostic| -> Vec<SrcPath> {
        let also = diagnostic.also.iter().map(|label| label.at.file.clone());
        std::iter::once(diagnostic.at.file.clone()).chain(also).collect()
    };
    let strays = single.iter().filter(|diagnostic| !is_within(diagnostic, &diagnostic.at.file));
    wide.iter().flat_map(places).chain(strays.flat_map(|diagnostic| places(diagnostic))).collect()
}

/// The previous site with the current texts, if nothing else has changed.
pub fn try_patch(sources: &Arc<Sources>, request: &Request, memo: &mut Memo) -> Result<Outcome, NeedsFullBuild> {
    let mut tried = NeedsFullBuild { parsed: 0 };
    let Some(last) = memo.last.take() else { return Err(tried) };
    let changed =
        Some(&last).filter(|last| last.request == *request).and_then(|last| last.sources.changed(sources, CAP));
    let replacements = changed.as_ref().and_then(|changed| replacements(changed, sources, &last, memo, &mut tried));
    let (Some(changed), Some(replacements)) = (changed, replacements) else {
        memo.last = Some(last);
        return Err(tried);
    };
    let site = Arc::new(last.site.with_entries(replacements.iter().map(|(id, entry)| (*id, entry.clone()))));
    let (plan, theme) = (last.plan.clone(), last.theme.clone());
    let mut diagnostics = last.diagnostics.clone();
    if !changed.is_empty() {
        diagnostics.retain(|diagnostic| !changed.contains(&diagnostic.at.file));
        let mut found: Vec<Arc<Diagnostic>> = Vec::new();
        for path in &changed {
            found.extend(memo.files.get(path).into_iter().flat_map(|(_, result)| result.2.iter().cloned()));
        }
        for (id, _) in &replacements {
            let entry = &last.site.entries[id.index()];
            found.extend(memo.lint.replace(&site, *id, entry, last.linted_for).iter().cloned());
        }
        // The rules over the whole site that look at titles, and the findings that would not stay.
        let has_title = |(id, entry): &(EntryId, Entry)| last.site.entry(*id).title() != entry.title();
        let of_titles = if replacements.iter().any(has_title) { lint::of_titles(&site) } else { Vec::new() };
        let is_touched = |path: &SrcPath| changed.contains(path);
        let stays = found.iter().all(|found| is_touched(&found.at.file) && is_within(found, &found.at.file))
            && !cross_file_findings(&of_titles, &[]).iter().any(is_touched);
        if !stays {
            memo.last = Some(last);
            return Err(tried);
        }
        diagnostics.extend(found);
        diagnostics = in_order(diagnostics);
    }
    let renderer = Renderer::new(site.clone(), theme.clone(), sources.clone(), &last.data);
    let ready = Some(Ready::new(renderer, plan.clone()));
    memo.last =
        Some(PreviousBuild { sources: sources.clone(), site, plan, theme, diagnostics: diagnostics.clone(), ..last });
    Ok(Outcome { sources: sources.clone(), diagnostics, ready, parsed: tried.parsed, related: 0 })
}

/// The entries that take the place of others. `None` when they can't without looking at the whole site.
fn replacements(
    changed: &[SrcPath],
    sources: &Sources,
    last: &PreviousBuild,
    memo: &mut Memo,
    tried: &mut NeedsFullBuild,
) -> Option<Vec<(EntryId, Entry)>> {
    let site = &last.site;
    let mut replacements = Vec::new();
    for path in changed {
        let source = sources.get(path)?;
        let is_known = last.sources.contains(path)
            && !last.cross_file_findings.contains(path)
            && !site.index.unread.contains(path);
        let Ok(Placement::Entry(place)) = content::place(path, &site.config) else { return None };
        let ids = site.index.by_source.get(path).filter(|_| is_known)?;
        let result = read_once(source, last.settings, memo, tried, || read_file(source, &place, &site.config));
        let (entries, unresolved, diagnostics) = &*result;
        let is_faulty = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
        // Companies and authors that its entries brought along would have to be replaced, too.
        let has_brought = site.index.records().skip(last.written).any(|record| record.head.source == *path);
        if is_faulty || has_brought || !unresolved.is_empty() || entries.len() != ids.len() {
            return None;
        }
        for (id, entry) in ids.iter().zip(entries) {
            if site.entry(*id).record != entry.record {
                return None;
            }
            replacements.push((*id, entry.clone()));
        }
    }
    Some(replacements)
}

/// A file's entries, read now if they are not known.
fn read_once(
    source: &Source,
    settings: Hash,
    memo: &mut Memo,
    tried: &mut NeedsFullBuild,
    read: impl FnOnce() -> FileResult + Send,
) -> Arc<FileResult> {
    let key = key(settings, source);
    if let Some((_, result)) = memo.files.get(&source.path).filter(|(known, _)| *known == key) {
        return result.clone();
    }
    // Deeply nested texts need the deep stacks of the pool.
    let result = Arc::new(rayon::join(read, || ()).0);
    tried.parsed += 1;
    memo.files.insert(source.path.clone(), (key, result.clone()));
    result
}

/// Whether every place that it names is in this file.
fn is_within(diagnostic: &Diagnostic, path: &SrcPath) -> bool {
    diagnostic.at.file == *path && diagnostic.also.iter().all(|label| label.at.file == *path)
}
