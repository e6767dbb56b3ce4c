//! `check`: everything that `build` does but write.

use clap::Args;
use jiff::Timestamp;

use super::{Exit, Format, SiteArguments, begin, complain, fix, report, say, stdout_is_terminal};
use crate::diag::{Severity, count, print};
use crate::pipeline::{self, Memo};
use crate::publish::DerivedFiles;

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Fix what is safe to fix in the files themselves, keeping comments and layout.
    #[arg(long)]
    fix: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let site = &arguments.site;
    let (request, sources) = match begin(site, clock) {
        Ok(begun) => begun,
        Err(exit) => return exit,
    };
    let mut outcome = pipeline::build(sources, &request, &mut Memo::default());
    if arguments.fix {
        outcome = match fix::mend(&site.root, outcome, &request) {
            Ok((outcome, report)) => {
                // What programs read is the findings alone.
                if arguments.format == Format::Human {
                    say(&report)
                } else {
                    complain(&report)
                }
                outcome
            }
            Err(error) => {
                complain(&format!("error: {error}\n"));
                return Exit::Machine;
            }
        };
    }
    let mut tail = String::new();
    if let Some(ready) = outcome.ready.take() {
        outcome.add(ready.check());
        match DerivedFiles::reading(&site.root, &outcome.sources, super::state_key().as_ref()).check(&ready) {
            Ok(faults) => outcome.add(faults),
            Err(error) => {
                complain(&format!("error: {error}\n"));
                return Exit::Machine;
            }
        }
        tail.push_str(&report::unlisted(ready.site(), site.verbose));
        tail.push_str(&report::landings(ready.site()));
        tail.push_str(&report::closing(ready.site()));
        tail.push_str(&report::next_change_with_cause(ready.site()));
    }
    let diagnostics = &outcome.diagnostics;
    match arguments.format {
        Format::Human => {
            say(&print::human(diagnostics, &outcome.sources, site.color(stdout_is_terminal())));
            let summary = print::summary(diagnostics);
            if !site.quiet {
                say(&if summary.is_empty() { "no problems found\n".to_owned() } else { format!("{summary}\n") });
                say(&tail);
            }
        }
        Format::Short => say(&print::short(diagnostics, &outcome.sources)),
        Format::Json => say(&print::json(diagnostics, &outcome.sources)),
    }
    let is_faulty = outcome.errors() > 0 || (arguments.strict && count(diagnostics, Severity::Warning) > 0);
    if is_faulty { Exit::Content } else { Exit::Fine }
}
