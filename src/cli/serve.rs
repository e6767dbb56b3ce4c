//! `serve`: the site in a browser, in step with its sources; nothing is written to the output.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::signals::Signals;
use super::{Exit, SiteArguments, complain, published, report, say, stderr_is_terminal, unreadable};
use crate::diag::{Diagnostic, Severity, print};
use crate::discover::DiscoverError;
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
    #[arg(long, value_name = "NAME", value_parser = parse_host)]
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
    let address = format!("http://{}:{}/", name(arguments), server.port());
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
    // The errors of the last save, and the theme that was looked at last.
    let (mut errors, mut theme) = (None, None);
    loop {
        let due = next_change.filter(|_| !is_frozen).map(Into::into);
        let change = watched.wait(&signals.stop, due);
        if let Change::Stopped = change {
            return signals.exit();
        }
        if !is_frozen && (matches!(change, Change::Due) || request.now.duration_until(Timestamp::now()) > STALE) {
            request.now = Timestamp::now();
        }
        match change {
            // What the disk is at fault for may be mended while somebody works.
            Change::Fault(error) => {
                unreadable(&error);
                server.fault(disk_fault(&error, &site.root));
            }
            Change::Mended => {
                complain("all files can be read again\n");
                errors.clone().map_or_else(|| server.mended(), |errors| server.fault(errors));
            }
            Change::Stopped | Change::Due | Change::Sources => {
                // A build beside this server is rare; what it publishes is known when it has.
                let written = publish::written_at(&site.output());
                if !has_begun || written != state {
                    state = written;
                    if let Ok(published) = published(site) {
                        request.published = published.into();
                    }
                }
                let mut outcome = pipeline::build(watched.sources(), &request, &mut memo);
                let mut ready = outcome.ready.take();
                // What templates are at fault for is seen when they are used.
                if let Some(made) = &ready
                    && theme.as_ref().is_none_or(|theme| !Arc::ptr_eq(theme, &made.renderer.theme))
                {
                    let faults = made.check_some();
                    if faults.is_empty() {
                        theme = Some(made.renderer.theme.clone());
                    } else {
                        outcome.add(faults);
                        ready = None;
                    }
                }
                next_change = ready.as_ref().and_then(|ready| ready.site().next_change);
                errors = match ready {
                    Some(ready) => {
                        if !has_begun && !site.quiet {
                            say(&report::withheld(ready.site(), site.verbose));
                        }
                        server.show(ready, outcome.diagnostics.clone(), &request);
                        None
                    }
                    None => {
                        let errors = outcome.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
                        let errors = print::json(&errors.cloned().collect::<Vec<_>>(), &outcome.sources);
                        server.fault(errors.clone());
                        Some(errors)
                    }
                };
                messages.tell(site, &outcome);
            }
        }
        if !has_begun {
            has_begun = true;
            if let Err(error) = server.start() {
                complain(&format!("error: can't answer: {error}\n"));
                return Exit::Machine;
            }
            if arguments.port != 0 && arguments.port != server.port() {
                say(&format!("port {} is taken; ", arguments.port));
            }
            say(&format!("serving {address}\n"));
            if !site.quiet {
                say(&format!("every posting, its state and its checks: {address}__rolecall/\n"));
            }
            if arguments.open && !opened(&address) {
                complain("warning: no browser could be opened\n");
            }
            if let Some(reason) = watched.why_polling() {
                complain(&format!("warning: {reason}; looking at the files every half second instead\n"));
            }
        }
    }
}

/// The name under which this machine's own browser finds the server.
fn name(arguments: &Arguments) -> String {
    match (arguments.host, arguments.allow_host.first()) {
        (host, Some(name)) if !host.is_loopback() => name.clone(),
        (IpAddr::V4(host), _) if host != Ipv4Addr::LOCALHOST => host.to_string(),
        (IpAddr::V6(host), _) => format!("[{host}]"),
        _ => "localhost".to_owned(),
    }
}

/// A fault of the disk as browsers are told of faults.
fn disk_fault(error: &DiscoverError, root: &Path) -> String {
    let file = error.path.strip_prefix(root).unwrap_or(&error.path).display().to_string();
    let (message, help) = (format!("it can't be read: {}", error.cause), "until it can be, changes to it are not seen");
    let fault = json!({ "code": "disk", "severity": "error", "message": message, "file": file, "line": 1, "column": 1, "help": help });
    json!({ "version": 1, "errors": 1, "warnings": 0, "diagnostics": [fault] }).to_string()
}

/// A name of this machine: no address of a page, no port.
fn parse_host(text: &str) -> Result<String, String> {
    let is_name = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let is_v6 =
        text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|v6| v6.parse::<Ipv6Addr>().is_ok());
    if (is_name(text) && !text.is_empty()) || is_v6 {
        Ok(text.to_lowercase())
    } else {
        Err("a name alone, as `desk.local`: no `http://`, no port".to_owned())
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
        let is_wanted = |found: &Arc<Diagnostic>| !site.quiet || found.severity() == Severity::Error;
        let new: Vec<Arc<Diagnostic>> = new.into_iter().filter(is_wanted).collect();
        complain(&print::human(&new, &outcome.sources, site.color(stderr_is_terminal())));
        if !site.quiet && (!new.is_empty() || now.len() != self.last.len()) {
            let summary = print::summary(now);
            complain(&if summary.is_empty() {
                "nothing to complain of\n".to_owned()
            } else {
                format!("in all: {summary}\n")
            });
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
