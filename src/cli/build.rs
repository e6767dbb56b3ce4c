//! `build`: content to output.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use jiff::Timestamp;

use super::progress;
use super::signals::Signals;
use super::timings::Stages;
use super::{Exit, SiteArguments, complain, read, report, say, stderr_is_terminal};
use crate::content;
use crate::content::{Published, write_ledger};
use crate::diag::Severity;
use crate::diag::print;
use crate::pipeline::{self, MadeFiles, Memo, Outcome, Ready, Request};
use crate::publish::{self, Key, PublishError, Receipt, Report, Target, TargetOptions};
use crate::relate::{Preview, Site};
use crate::source::{Hash, Hasher, Sources};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Wait for another build of the same output to end.
    #[arg(long)]
    wait: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Write the addresses added, changed and removed since the last build to this JSON file, outside the output.
    #[arg(long, value_name = "FILE")]
    changes: Option<PathBuf>,
    /// Print how long each stage took, and each kind of file.
    #[arg(long)]
    timings: bool,
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let site = &arguments.site;
    let request = match site.start(clock) {
        Ok(request) => request,
        Err(exit) => return exit,
    };
    if let Some(file) = &arguments.changes
        && is_inside(file, &site.output())
    {
        complain("error: --changes names a file inside the output, where it would be published\n");
        return Exit::Usage;
    }
    // Better told before anything is published than behind it.
    if let Some(file) = &arguments.changes
        && let Err(error) = super::fix::try_to_write(file)
    {
        complain(&format!("error: {error}\n"));
        return Exit::Machine;
    }
    let signals = Signals::listen();
    let mut builder = Builder {
        site: site.clone(),
        wait: arguments.wait,
        strict: arguments.strict,
        changes: arguments.changes.clone(),
        // A build for another instant is a preview.
        keeps_ledger: !site.now.is_given(),
        request,
        key: super::state_key(),
        memo: Memo::default(),
        is_warm: false,
        program: program(),
        next_change: None,
        stages: arguments.timings.then(Stages::start),
    };
    let started = Instant::now();
    match read(&site.root) {
        Ok(sources) => builder.build(sources, started, &signals),
        Err(exit) => exit,
    }
}

/// What tells this program from another one, which makes something else, whatever it calls itself: its length and the checksum of its bytes. A hash that
/// withstands an attacker would take most of a small build, and whoever can change the program needs none.
fn program() -> Option<Hash> {
    let mut file = File::open(std::env::current_exe().ok()?).ok()?;
    let mut checksum = crc32fast::Hasher::new();
    let mut buffer = vec![0; 256 << 10];
    let mut len = 0u64;
    loop {
        match file.read(&mut buffer).ok()? {
            0 => break,
            read => {
                checksum.update(&buffer[..read]);
                len += read as u64;
            }
        }
    }
    Some(Hasher::default().field(&len.to_be_bytes()).field(&checksum.finalize().to_be_bytes()).finish())
}

/// Whether a path is inside a folder, with links and `..` resolved as far as the path exists.
fn is_inside(file: &Path, folder: &Path) -> bool {
    let real = |path: &Path| -> PathBuf {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let there =
            whole.ancestors().find_map(|part| Some((part.canonicalize().ok()?, whole.strip_prefix(part).ok()?)));
        there.map_or(whole.clone(), |(there, rest)| there.join(rest))
    };
    real(file).starts_with(real(folder))
}

/// A build that can be repeated: `watch` is this in a loop.
pub struct Builder {
    pub site: SiteArguments,
    pub wait: bool,
    pub strict: bool,
    /// Where to write what changed.
    pub changes: Option<PathBuf>,
    /// Whether pages are added to the site's ledger.
    pub keeps_ledger: bool,
    pub request: Request,
    /// What marks the output's state as ours.
    pub key: Option<Key>,
    pub memo: Memo,
    /// Whether this process builds again, and itself remembers what it made.
    pub is_warm: bool,
    /// The hash of the program's own bytes; `None` where what was made is not kept for a later process.
    pub program: Option<Hash>,
    /// When the site that was built last changes by itself.
    pub next_change: Option<Timestamp>,
    /// How long each stage took, where that is to be told.
    pub stages: Option<Stages>,
}

impl Builder {
    /// Builds from what the disk held; it was looked at from `started` on.
    pub fn build(&mut self, sources: Sources, started: Instant, signals: &Signals) -> Exit {
        if let Some(stages) = &self.stages {
            stages.done("look at the files");
            self.memo.on_stage = Some(stages.on_stage());
        }
        let inputs = self.inputs(&sources);
        if let Some(exit) = inputs.and_then(|inputs| self.unchanged(inputs)) {
            return exit;
        }
        let mut outcome = pipeline::build(sources, &self.request, &mut self.memo);
        let is_refused = outcome.ready.is_none()
            || (self.strict && outcome.diagnostics.iter().any(|d| d.severity() == Severity::Warning));
        if is_refused {
            self.show(&outcome);
            complain("nothing was written\n");
            return Exit::Content;
        }
        let ready = outcome.ready.take().expect("it is there: that was looked at just now");
        // Better told before anything is published than behind it.
        if let Some(ledger) = ready.site().config.ledger.as_ref().filter(|_| self.keeps_ledger)
            && let Err(error) = super::fix::try_to_write(&self.site.root.join(ledger.value.as_str()))
        {
            complain(&format!("error: {error}\n"));
            return Exit::Machine;
        }
        let output = self.site.output();
        let mut target = match Target::open(self.target_options(&output), &signals.stop) {
            Ok(target) => target,
            Err(error) => return self.failed(&mut outcome, error, signals),
        };
        target.notes().iter().for_each(|note| complain(&format!("note: {note}\n")));
        if let Some(stages) = &self.stages {
            stages.done("open the output");
            target.keep_times();
        }
        let is_preview = self.request.preview != Preview::default();
        if !self.is_warm {
            self.memo.made = self.program.map_or_else(MadeFiles::default, |program| target.recall(program));
        }
        let made = &self.memo.made;
        let published =
            progress::shown(&ready, !self.site.quiet, || target.publish(&ready, made, is_preview, &signals.stop));
        match published {
            Ok(report) => {
                self.next_change = ready.site().index.next_change;
                self.published(&target, (&outcome, &ready, &report), inputs, started)
            }
            Err(error) => self.failed(&mut outcome, error, signals),
        }
    }

    fn target_options<'a>(&'a self, output: &'a Path) -> TargetOptions<'a> {
        let is_named = self.site.output.is_some();
        TargetOptions { site: &self.site.root, output, is_named, wait: self.wait, key: self.key.as_ref() }
    }

    /// Tells what was published, and writes down what is to be remembered of it.
    fn published(
        &self,
        target: &Target,
        (outcome, ready, report): (&Outcome, &Ready, &Report),
        inputs: Option<Hash>,
        started: Instant,
    ) -> Exit {
        let messages = self.messages(outcome);
        complain(&messages);
        let tail = tail(ready.site(), self.site.verbose);
        if let Err((path, error)) = self.note(ready, report) {
            let shown = print::visible(&path.display().to_string());
            complain(&format!("error: can't write {shown}: {error}\n"));
            return Exit::Machine;
        }
        if let Some(program) = self.program
            && let Err(error) = target.keep(&self.memo.made, program)
        {
            complain(&format!("note: the next build can't make what has changed alone: {error}\n"));
        }
        // Last: what is still to be done then would never be.
        if let Some(inputs) = inputs.filter(|_| !self.site.verbose)
            && let Err(error) = target.sign(self.receipt(inputs, (outcome, messages), ready.site(), &tail))
        {
            complain(&format!("note: the next build can't skip what is unchanged: {error}\n"));
        }
        if !self.site.quiet {
            let mut text = report::written(report) + &tail;
            if self.site.verbose {
                text.push_str(&format!("built in {}\n", seconds(started.elapsed())));
            }
            say(&text);
        }
        if let Some(stages) = &self.stages {
            stages.done("make, stage and publish");
            say(&stages.told(&target.times()));
        }
        Exit::Fine
    }

    /// Writes down what a publish changed, and what the site's ledger is to remember.
    fn note(&self, ready: &Ready, report: &Report) -> Result<(), (PathBuf, io::Error)> {
        let is_preview = self.request.preview != Preview::default();
        if let Some(file) = &self.changes {
            super::fix::write(file, &report.changes.json(ready), None).map_err(|error| (file.clone(), error))?;
        }
        let Some(ledger) = ready.site().config.ledger.as_ref().filter(|_| self.keeps_ledger && !is_preview) else {
            return Ok(());
        };
        let sources = &ready.renderer.sources;
        let last = sources.get(&ledger.value).map_or("", |source| source.text());
        let known = sources.get(&ledger.value).and_then(|source| content::ledger(source).value);
        let mut pages: BTreeMap<_, _> = known
            .into_iter()
            .flatten()
            .chain(report.published.iter().cloned())
            .map(|page| (page.address, page.source))
            .collect();
        let pages: Vec<Published> =
            std::mem::take(&mut pages).into_iter().map(|(address, source)| Published { address, source }).collect();
        let text = write_ledger(&pages, last);
        if text == last {
            return Ok(());
        }
        let path = self.site.root.join(ledger.value.as_str());
        super::fix::write(&path, &text, Some(last).filter(|last| !last.is_empty())).map_err(|error| (path, error))
    }

    fn failed(&self, outcome: &mut Outcome, error: PublishError, signals: &Signals) -> Exit {
        match error {
            PublishError::Faults(faults) => {
                outcome.add(faults);
                self.show(outcome);
                complain("nothing was written\n");
                Exit::Content
            }
            PublishError::Interrupted => signals.exit(),
            PublishError::Refused(_) => {
                complain(&format!("error: {error}\n"));
                Exit::Usage
            }
            PublishError::Busy(_) | PublishError::Machine { .. } => {
                complain(&format!("error: {error}\n"));
                Exit::Machine
            }
        }
    }

    /// The hash of all inputs of this build except its instant; `None` if it does more than build the site.
    fn inputs(&self, sources: &Sources) -> Option<Hash> {
        if self.is_warm || self.changes.is_some() || self.stages.is_some() {
            return None;
        }
        let Request { preview, base_url, theme, is_for_readers, now: _ } = &self.request;
        let mut hasher = Hasher::default();
        hasher.field(&self.program?.bytes()).field(&sources.fingerprint().bytes());
        hasher.field(format!("{preview:?} {base_url:?} {theme:?} {is_for_readers}").as_bytes());
        let color = self.site.color(stderr_is_terminal());
        hasher.field(format!("{color:?} {} {}", self.keeps_ledger, self.site.quiet).as_bytes());
        Some(hasher.finish())
    }

    /// Repeats the last build's report if this one would write and report the same.
    fn unchanged(&self, inputs: Hash) -> Option<Exit> {
        let output = self.site.output();
        let (receipt, files) = publish::unchanged(self.target_options(&output), inputs, self.request.now)?;
        if self.strict && receipt.warnings > 0 || self.site.verbose {
            return None;
        }
        complain(&receipt.messages);
        if !self.site.quiet {
            say(&(report::written(&Report { unchanged: files, ..Report::default() }) + &receipt.tail));
        }
        Some(Exit::Fine)
    }

    fn receipt(&self, inputs: Hash, (outcome, messages): (&Outcome, String), site: &Site, tail: &str) -> Receipt {
        let warnings = outcome.diagnostics.iter().filter(|d| d.severity() == Severity::Warning).count();
        // The tail has asked of the instant by now: only then it is known until when all of it holds.
        let (now, until) = (self.request.now, site.next_instant());
        Receipt { inputs: inputs.to_string(), now, until, messages, warnings, tail: tail.to_owned() }
    }

    fn show(&self, outcome: &Outcome) {
        complain(&self.messages(outcome));
    }

    /// The messages that this build shows, and how many there are; nothing where there are none.
    fn messages(&self, outcome: &Outcome) -> String {
        let is_shown = |severity: Severity| !self.site.quiet || severity == Severity::Error;
        let shown: Vec<_> = outcome.diagnostics.iter().filter(|d| is_shown(d.severity())).cloned().collect();
        match shown.is_empty() {
            true => String::new(),
            false => {
                let text = print::human(&shown, &outcome.sources, self.site.color(stderr_is_terminal()));
                format!("{text}{}\n", print::summary(&shown))
            }
        }
    }
}

/// What is told behind the count of files.
fn tail(site: &Site, verbose: bool) -> String {
    let unlisted = report::unlisted(site, verbose);
    unlisted + &report::landings(site) + &report::closing(site) + &report::next_change_with_cause(site)
}

fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}
