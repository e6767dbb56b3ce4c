//! `watch`: builds again into the output at each change.

use std::time::Instant;

use clap::Args;
use jiff::Timestamp;

use super::build::Builder;
use super::signals::Signals;
use super::{Exit, SiteArguments, complain, say, unreadable};
use crate::pipeline::Memo;
use crate::watch::{Change, Watched};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Poll the files every half second instead of waiting for change events.
    #[arg(long)]
    poll: bool,
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let site = &arguments.site;
    let mut request = match site.start(clock) {
        Ok(request) => request,
        Err(exit) => return exit,
    };
    // While somebody works on it, a page that is gone may come back.
    request.is_for_readers = false;
    let signals = Signals::listen();
    let is_frozen = site.now.is_frozen();
    let mut builder = Builder {
        site: site.clone(),
        wait: true,
        strict: false,
        changes: None,
        keeps_ledger: false,
        request,
        key: super::state_key(),
        memo: Memo::default(),
        is_warm: true,
        program: None,
        next_change: None,
        stages: None,
    };
    let mut watched = Watched::new(&site.root, arguments.poll);
    let mut has_told = false;
    loop {
        let due = builder.next_change.filter(|_| !is_frozen).map(Into::into);
        let change = watched.wait(&signals.stop, due);
        if let Some(reason) = watched.why_polling().filter(|_| !has_told) {
            complain(&format!("warning: {reason}; polling the files every half second instead\n"));
            has_told = true;
        }
        match change {
            Change::Stopped => return signals.exit(),
            // It has come; only a site that is built anew knows the next one.
            Change::Due => builder.next_change = None,
            Change::Sources => {}
            Change::Mended => {
                complain("all files can be read again\n");
                continue;
            }
            // It may be mended while we watch.
            Change::Fault(error) => {
                unreadable(&error);
                continue;
            }
        }
        if !is_frozen {
            builder.request.now = Timestamp::now();
        }
        let exit = builder.build(watched.sources(), Instant::now(), &signals);
        if signals.came() {
            return signals.exit();
        }
        // Errors of the content or the disk may be fixed while we watch.
        if exit == Exit::Usage {
            return exit;
        }
        if !site.quiet {
            say("watching for changes\n");
        }
    }
}
