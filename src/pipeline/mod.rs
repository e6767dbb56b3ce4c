//! The build: from sources, an instant and a memo to everything to write. Pure: it never touches the disk.
//!
//! 1. Every entry's file is read, in parallel; known ones come from the [`Memo`]. When texts alone changed, `patch` puts them into
//!    the site of last time, and that is all.
//! 2. `relate`, `lint` and `plan` look at all of them.
//! 3. [`Outcome`] hands out the pages, each rendered when it is asked for.

mod made;
mod patch;
mod read;
mod ready;
pub mod rules;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use jiff::Timestamp;

use crate::content::rules::MISSING_SITE;
use crate::content::{self, Config, Entry, PAY_RULES, SITE, UnresolvedRefs};
use crate::diag::{Complaint, Diagnostic, Severity, count, in_order};
use crate::lint;
use crate::pipeline::rules::INTERNAL;
use crate::plan::{ThemeParts, plan};
use crate::relate::{Inputs, Material, Preview, relate};
use crate::render::{self, Renderer, Theme};
use crate::source::{Hash, Hasher, SafeUrl, Source, Sources, Span, Spanned, SrcPath};
pub use made::{MadeFiles, MadeFrom};
pub use ready::{Made, Ready};

use patch::PreviousBuild;
use read::{Read, kinds, pictures, read_entries, sort_sources};

/// What a build is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub now: Timestamp,
    pub preview: Preview,
    /// Instead of site.yaml's.
    pub base_url: Option<SafeUrl>,
    /// Instead of site.yaml's.
    pub theme: Option<String>,
    /// Whether readers are to see what is made: then a page of the ledger that is no longer made is an error, else a warning, and visits are counted.
    pub is_for_readers: bool,
}

/// What was learned in earlier builds. Dropping it changes speed, never a byte.
#[derive(Default)]
pub struct Memo {
    /// By file: the hash of everything its entries depend on, and what came of it.
    files: HashMap<SrcPath, (Hash, Arc<FileResult>)>,
    /// The theme, by the hash of all that it is made from, and what was said of it.
    theme: Option<(Hash, Arc<Theme>, Vec<Diagnostic>)>,
    lint: lint::FindingsCache,
    last: Option<PreviousBuild>,
    pub made: MadeFiles,
    /// Called with the name of each stage when it ends, to time the build.
    pub on_stage: Option<OnStage>,
}

/// Takes the name of a stage that has ended.
pub type OnStage = Box<dyn Fn(&'static str) + Send + Sync>;

type FileResult = (Vec<Entry>, Vec<UnresolvedRefs>, Vec<Arc<Diagnostic>>);

impl Memo {
    fn has_done(&self, stage: &'static str) {
        if let Some(on_stage) = &self.on_stage {
            on_stage(stage);
        }
    }
}

/// How much a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Files of entries read anew.
    pub parsed: usize,
    /// Entries related to one another anew: all of them or none.
    pub related: usize,
    /// Pages rendered through a template.
    pub rendered: usize,
}

/// What came of a build.
pub struct Outcome {
    /// The sources and the built-in theme's: what diagnostics point into.
    pub sources: Arc<Sources>,
    /// In order of place.
    pub diagnostics: Vec<Arc<Diagnostic>>,
    /// `None` when there is nothing to render: an error stands in the way.
    pub ready: Option<Ready>,
    parsed: usize,
    related: usize,
}

/// Builds a site.
pub fn build(sources: Sources, request: &Request, memo: &mut Memo) -> Outcome {
    let sources = Arc::new(render::with_built_in(sources));
    match patch::try_patch(&sources, request, memo) {
        Ok(outcome) => outcome,
        Err(patch::NeedsFullBuild { parsed }) => {
            let outcome = whole(sources, request, memo);
            Outcome { parsed: outcome.parsed + parsed, ..outcome }
        }
    }
}

/// What is said while a site is made: of files for more than what stands in them, and of single entries.
#[derive(Default)]
struct Said {
    wide: Vec<Diagnostic>,
    single: Vec<Arc<Diagnostic>>,
}

impl Said {
    fn errors(&self) -> usize {
        count(&self.wide, Severity::Error) + count(&self.single, Severity::Error)
    }

    /// Nothing to render yet.
    fn into_outcome(self, sources: Arc<Sources>, parsed: usize) -> Outcome {
        let diagnostics = self.wide.into_iter().map(Arc::new).chain(self.single).collect();
        Outcome { sources, diagnostics: in_order(diagnostics), ready: None, parsed, related: 0 }
    }
}

/// Builds a site whose entries are related to one another anew.
fn whole(sources: Arc<Sources>, request: &Request, memo: &mut Memo) -> Outcome {
    let mut said = Said::default();
    let config = config(&sources, request, &mut said.wide);
    let Some(config) = config else { return said.into_outcome(sources, 0) };
    let settings = Hash::of(format!("{config:?}").as_bytes());
    let (material, parsed) = material(&sources, request, (&config, settings), memo, &mut said);
    let data = Arc::new(content::read_data(&sources, &mut said.wide));
    memo.has_done("read content");
    let (written, has_unresolved) = (material.entries.len(), !material.unresolved.is_empty());
    let theme = theme(&sources, (&config, settings), memo, &mut said.wide);
    memo.has_done("load the theme");
    let linted_for = linted_for(settings, request.now, &sources);
    // Pages with errors would be reported as lost.
    let remembered = match said.errors() {
        0 => content::remembered(&sources, &config, request.is_for_readers, &mut said.wide),
        _ => Vec::new(),
    };
    let parts = parts(theme.as_deref(), &sources);
    let related = guarded(&SrcPath::new(SITE), || {
        let (site, mut found) = relate(material);
        memo.has_done("relate");
        let (of_entries, of_site) = lint::lint(&site, linted_for, &mut memo.lint);
        memo.has_done("check rules");
        let (plan, of_plan) = plan(&site, parts, &remembered);
        memo.has_done("plan the output");
        found.extend(of_site);
        found.extend(of_plan);
        (site, plan, found, of_entries)
    });
    let (site, plan) = match related {
        Ok((site, plan, found, of_entries)) => {
            said.wide.extend(found);
            said.single.extend(of_entries);
            (Arc::new(site), Arc::new(plan))
        }
        Err(diagnostic) => {
            said.wide.push(*diagnostic);
            return said.into_outcome(sources, parsed);
        }
    };
    memo.made.retain(&plan);
    let cross_file_findings = patch::cross_file_findings(&said.wide, &said.single);
    let mut outcome = Outcome { related: site.entries.len(), ..said.into_outcome(sources, parsed) };
    if let Some(theme) = theme.filter(|_| outcome.errors() == 0) {
        let sources = outcome.sources.clone();
        outcome.ready =
            Some(Ready::new(Renderer::new(site.clone(), theme.clone(), sources.clone(), &data), plan.clone()));
        let (request, diagnostics) = (request.clone(), outcome.diagnostics.clone());
        let last = PreviousBuild {
            request,
            settings,
            linted_for,
            sources,
            theme,
            data,
            site,
            plan,
            written,
            diagnostics,
            cross_file_findings,
        };
        memo.last = Some(last).filter(|_| !has_unresolved);
    }
    outcome
}

/// Everything that a site is related from, and how many files were read anew for it.
fn material(
    sources: &Sources,
    request: &Request,
    (config, settings): (&Arc<Config>, Hash),
    memo: &mut Memo,
    said: &mut Said,
) -> (Material, usize) {
    let sorted = sort_sources(sources, config, &mut said.wide);
    let Read { entries, unresolved, unread, parsed } =
        read_entries(sources, &sorted.entries, (config, settings), memo, &mut said.single);
    let inputs = Inputs {
        config: config.clone(),
        unread,
        pictures: pictures(sources, &sorted.files),
        kinds: kinds(sources, &sorted.files),
        files: sorted.files,
        pay_rules: content::pay_rules(sources.get(&SrcPath::new(PAY_RULES)), &mut said.wide),
        now: request.now,
        preview: request.preview,
    };
    (Material { entries, unresolved, inputs }, parsed)
}

/// What a theme brings into the output; nothing where it can't be loaded.
fn parts<'a>(theme: Option<&'a Theme>, sources: &Sources) -> ThemeParts<'a> {
    ThemeParts {
        assets: theme.map_or(&[], |theme| theme.assets.as_slice()),
        links: theme.map_or(&[], |theme| theme.options.links.as_slice()),
        icon: theme.and_then(|theme| theme.icon(sources)).map(|(_, hash)| hash),
    }
}

impl Outcome {
    pub fn work(&self) -> Work {
        Work {
            parsed: self.parsed,
            related: self.related,
            rendered: self.ready.as_ref().map_or(0, |ready| ready.rendered()),
        }
    }

    /// Takes in what rendering found.
    pub fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics.into_iter().map(Arc::new));
        self.diagnostics = in_order(std::mem::take(&mut self.diagnostics));
    }

    pub fn errors(&self) -> usize {
        count(&self.diagnostics, Severity::Error)
    }
}

fn config(sources: &Sources, request: &Request, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<Config>> {
    let path = SrcPath::new(SITE);
    let Some(source) = sources.get(&path) else {
        let other = SrcPath::new("content/site.yml");
        let usual = "write it, with `title`, `base_url` and `language`";
        let help = if sources.contains(&other) { "rename content/site.yml to site.yaml" } else { usual };
        let complaint = Complaint::new(MISSING_SITE, format!("there is no {SITE}")).help(help);
        diagnostics.push(complaint.at(Span::whole(&path)));
        return None;
    };
    if let Some(diagnostic) = content::unreadable(source) {
        diagnostics.push(diagnostic);
        return None;
    }
    let checked = content::config(source);
    diagnostics.extend(checked.diagnostics);
    let mut config = checked.value?;
    if let Some(base_url) = &request.base_url {
        config.base_url = base_url.clone();
    }
    if let Some(theme) = &request.theme {
        config.theme = Spanned::new(theme.clone(), config.theme.span);
    }
    let of_folders: Vec<&Source> =
        sources.iter().filter(|source| content::is_defaults(&source.path, &config)).collect();
    for source in of_folders {
        match content::unreadable(source) {
            Some(diagnostic) => diagnostics.push(diagnostic),
            None => {
                let fields = content::read_defaults(source, diagnostics);
                config.defaults.insert(source.path.folder().to_owned(), fields);
            }
        }
    }
    content::read_additions(&mut config, sources, request.is_for_readers, diagnostics);
    config.dotted_names = content::dotted_names(sources, &config);
    Some(Arc::new(config))
}

/// Of everything but entries that rules look at.
fn linted_for(settings: Hash, now: Timestamp, sources: &Sources) -> Hash {
    let mut hasher = Hasher::default();
    hasher.field(settings.to_string().as_bytes()).field(now.to_string().as_bytes());
    if let Some(rules) = sources.get(&SrcPath::new(PAY_RULES)) {
        hasher.field(rules.hash.to_string().as_bytes());
    }
    hasher.finish()
}

/// Does something in which a panic is our fault, and becomes an error that names a file.
fn guarded<T>(path: &SrcPath, work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let complaint = Complaint::new(INTERNAL, "rolecall itself failed here; the content is not at fault");
        Box::new(complaint.help("please report it with this file").at(Span::whole(path)))
    })
}

/// The theme, from the memo when neither its files nor the settings have changed.
fn theme(
    sources: &Sources,
    (config, settings): (&Config, Hash),
    memo: &mut Memo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let mut hasher = Hasher::default();
    hasher.field(settings.to_string().as_bytes());
    for source in sources.under("themes/") {
        hasher.field(source.path.as_str().as_bytes()).field(source.hash.to_string().as_bytes());
    }
    let key = hasher.finish();
    if let Some((_, theme, said)) = memo.theme.as_ref().filter(|(known, ..)| *known == key) {
        diagnostics.extend(said.iter().cloned());
        return Some(theme.clone());
    }
    let mut said = Vec::new();
    let theme = render::load(sources, config, &mut said).map(Arc::new);
    diagnostics.extend(said.iter().cloned());
    memo.theme = theme.clone().map(|theme| (key, theme, said));
    theme
}
