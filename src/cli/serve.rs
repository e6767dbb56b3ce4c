//! `serve`: the site in a browser, in step with its sources; nothing is written to the output.

use std::net::{IpAddr, Ipv4Addr};
use std::process::Command;
use std::sync::Arc;

use clap::Args;
use jiff::{SignedDuration, Timestamp};

use super::signals::Signals;
use super::{Exit, SiteArguments, complain, published, say, stderr_is_terminal, unreadable};
use crate::diag::{Diagnostic, Severity, print};
use crate::pipeline::{self, Memo, Outcome};
use crate::publish;
use crate::serve::{Place, Server};
use crate::source::SafeUrl;
use crate::watch::{Change, Watched};

/// The instant that counts as now is kept as long as nothing of the site depends on it, but no longer than this.
const STALE: SignedDuration = SignedDuration::from_hours(1);

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The first port to try; the next free one is taken, with 0 any.
    #[arg(long, value_name = "PORT", default_value_t = 4321)]
    port: u16,
    /// The address to listen at; another one than this machine's own lets others in.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// A further name under which browsers may ask; needed for other machines. Several times for several.
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Open the site in a browser.
    #[arg(long)]
    open: bool,
    /// Look at the files every half second instead of waiting for the system to tell of changes.
    #[arg(long)]
    poll: bool,
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let site = &arguments.site;
    let mut request = match site.start(clock) {
        Ok(request) => request,
        Err(exit) => return exit,
    };
    if !arguments.host.is_loopback() {
        if arguments.allow_host.is_empty() {
            complain("error: --host lets other machines in; name this one as they call it: --allow-host NAME\n");
            return Exit::Usage;
        }
        complain("warning: other machines can read this site, drafts and all, as long as it is served\n");
    }
    let place = Place { host: arguments.host, port: arguments.port, names: arguments.allow_host.clone() };
    let signals = Signals::listen();
    let server = match Server::listen(&place, &site.root) {
        Ok(server) => server,
        Err(error) => {
            complain(&format!("error: can't listen at {}:{}: {error}\n", arguments.host, arguments.port));
            return Exit::Machine;
        }
    };
    let name = arguments.allow_host.first().map_or("localhost", String::as_str);
    let address = format!("http://{name}:{}/", server.port());
    // Addresses in pages are those of this server, unless somebody wants others.
    if request.base_url.is_none() {
        request.base_url = SafeUrl::web(&address).ok();
    }
    request.is_ledger_strict = false;
    let is_frozen = site.now.is_frozen();
    let mut memo = Memo::default();
    let mut watched = Watched::new(&site.root, arguments.poll);
    let mut messages = Messages::default();
    let (mut has_begun, mut next_change, mut state) = (false, None, None);
    loop {
        let due = next_change.filter(|_| !is_frozen).map(Into::into);
        match watched.wait(&signals.stop, due) {
            Change::Stopped => return signals.exit(),
            Change::Due => {
                next_change = None;
                request.now = Timestamp::now();
            }
            Change::Sources if !is_frozen && request.now.duration_until(Timestamp::now()) > STALE => {
                request.now = Timestamp::now();
            }
            Change::Sources => {}
            // What the disk is at fault for may be mended while somebody works.
            Change::Fault(error) => {
                unreadable(&error);
                continue;
            }
        }
        // A build beside this server is rare; what it publishes is known when it has.
        let written = publish::written_at(&site.output());
        if !has_begun || written != state {
            state = written;
            if let Ok(published) = published(site) {
                request.published = published.into();
            }
        }
        let mut outcome = pipeline::build(watched.sources(), &request, &mut memo);
        match outcome.ready.take() {
            Some(ready) => {
                next_change = ready.site().next_change;
                server.show(ready, outcome.diagnostics.clone(), &request);
            }
            None => {
                let errors = outcome.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
                server.fault(print::json(&errors.cloned().collect::<Vec<_>>(), &outcome.sources));
            }
        }
        messages.tell(site, &outcome);
        if !has_begun {
            has_begun = true;
            if let Err(error) = server.start() {
                complain(&format!("error: can't answer: {error}\n"));
                return Exit::Machine;
            }
            say(&format!("serving {address}\n"));
            if arguments.open && !opened(&address) {
                complain("warning: no browser could be opened\n");
            }
            if let Some(reason) = watched.why_polling() {
                complain(&format!("warning: {reason}; looking at the files every half second instead\n"));
            }
        }
    }
}

/// What has been told of the site so far.
#[derive(Default)]
struct Messages {
    last: Vec<Arc<Diagnostic>>,
}

impl Messages {
    /// Tells what was not told before, and how much there is when that has changed.
    fn tell(&mut self, site: &SiteArguments, outcome: &Outcome) {
        let now = &outcome.diagnostics;
        let mut before = self.last.iter().peekable();
        // Both are in order.
        let is_new = |found: &&Arc<Diagnostic>| {
            while before.next_if(|last| last.sort_key() < found.sort_key()).is_some() {}
            before.peek().is_none_or(|last| *last != *found)
        };
        let new: Vec<Arc<Diagnostic>> = now.iter().filter(is_new).cloned().collect();
        if !site.quiet && (!new.is_empty() || now.len() != self.last.len()) {
            complain(&print::human(&new, &outcome.sources, site.color(stderr_is_terminal())));
            let summary = print::summary(now);
            complain(&if summary.is_empty() { "nothing to complain of\n".to_owned() } else { format!("{summary}\n") });
        }
        self.last.clone_from(now);
    }
}

/// Asks the system to show an address.
fn opened(address: &str) -> bool {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let shown = if cfg!(windows) {
        Command::new("cmd").args(["/C", "start", "", address]).spawn()
    } else {
        Command::new(program).arg(address).spawn()
    };
    shown.is_ok()
}
