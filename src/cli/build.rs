//! `build`: content to output.

use std::time::{Duration, Instant};

use clap::Args;
use jiff::Timestamp;

use super::progress;
use super::signals::Signals;
use super::{Exit, SiteArguments, complain, read, report, say, stderr_is_terminal};
use crate::diag::print::{self, Color};
use crate::discover::DiskMemo;
use crate::pipeline::{self, Memo, Outcome, Request};
use crate::publish::{PublishError, Target};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Wait for another build of the same output to end.
    #[arg(long)]
    wait: bool,
    /// Take warnings for errors.
    #[arg(long)]
    strict: bool,
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let site = &arguments.site;
    let request = match site.start(clock) {
        Ok(request) => request,
        Err(exit) => return exit,
    };
    let signals = Signals::listen();
    let mut builder = Builder {
        site: site.clone(),
        wait: arguments.wait,
        strict: arguments.strict,
        request,
        disk: DiskMemo::default(),
        memo: Memo::default(),
        is_warm: false,
        next_change: None,
    };
    builder.build(&signals)
}

/// A build that can be repeated: `watch` is this in a loop.
pub struct Builder {
    pub site: SiteArguments,
    pub wait: bool,
    pub strict: bool,
    pub request: Request,
    pub disk: DiskMemo,
    pub memo: Memo,
    /// Whether pages are remembered for the next build.
    pub is_warm: bool,
    /// When the site that was built last changes by itself.
    pub next_change: Option<Timestamp>,
}

impl Builder {
    pub fn build(&mut self, signals: &Signals) -> Exit {
        let started = Instant::now();
        let sources = match read(&self.site.root, &mut self.disk) {
            Ok(sources) => sources,
            Err(exit) => return exit,
        };
        let mut outcome = pipeline::build(sources, &self.request, &mut self.memo);
        let is_refused = outcome.ready.is_none()
            || (self.strict && outcome.diagnostics.iter().any(|d| d.severity() == crate::diag::Severity::Warning));
        if is_refused {
            self.show(&outcome);
            complain("nothing was written\n");
            return Exit::Content;
        }
        let ready = outcome.ready.take().expect("it is there: that was looked at just now");
        let mut target = match Target::open(&self.site.root, &self.site.output(), self.wait) {
            Ok(target) => target,
            Err(error) => return self.failed(&mut outcome, error, signals),
        };
        let memo = self.is_warm.then_some(&self.memo);
        let published = progress::shown(&ready, !self.site.quiet, || target.publish(&ready, memo, &signals.stop));
        match published {
            Ok(report) => {
                self.next_change = ready.site().next_change;
                self.show(&outcome);
                if !self.site.quiet {
                    let mut text = report::written(&report);
                    text.push_str(&report::withheld(ready.site(), self.site.verbose));
                    text.push_str(&report::openings(ready.site()));
                    text.push_str(&report::closing(ready.site()));
                    text.push_str(&report::next_change(ready.site()));
                    if self.site.verbose {
                        text.push_str(&format!("built in {}\n", seconds(started.elapsed())));
                    }
                    say(&text);
                }
                Exit::Fine
            }
            Err(error) => self.failed(&mut outcome, error, signals),
        }
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

    fn show(&self, outcome: &Outcome) {
        let shown: Vec<_> = match self.site.quiet {
            true => {
                outcome.diagnostics.iter().filter(|d| d.severity() == crate::diag::Severity::Error).cloned().collect()
            }
            false => outcome.diagnostics.clone(),
        };
        if shown.is_empty() {
            return;
        }
        let color: Color = self.site.color(stderr_is_terminal());
        complain(&print::human(&shown, &outcome.sources, color));
        complain(&format!("{}\n", print::summary(&shown)));
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}
