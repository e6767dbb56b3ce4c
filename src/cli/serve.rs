//! `serve`: the site in a browser, rebuilt on each change; nothing is written to the output.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::signals::Signals;
use super::{Exit, SiteArguments, complain, report, say, stderr_is_terminal, unreadable};
use crate::diag::{Diagnostic, Severity, print};
use crate::discover::DiscoverError;
use crate::pipeline::{self, Memo, Outcome, Ready, Request};
use crate::render::Theme;
use crate::serve::{ListenAddress, Server};
use crate::source::{SafeUrl, Sources};
use crate::watch::{Change, Watched};

/// The instant that counts as now is kept as long as nothing of the site depends on it, but no longer than this.
const STALE: SignedDuration = SignedDuration::from_hours(1);

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The first port to try; if taken, the next free one; 0 for any free port.
    #[arg(long, value_name = "PORT", default_value_t = 4321)]
    port: u16,
    /// The address to listen on; any but a loopback address lets other machines in.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Another host name to accept; needed for other machines. Can be repeated.
    #[arg(long, value_name = "NAME", value_parser = parse_host)]
    allow_host: Vec<String>,
    /// Open the site in a browser.
    #[arg(long)]
    open: bool,
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
    if !arguments.host.is_loopback() {
        if arguments.allow_host.is_empty() {
            complain("error: --host lets other machines in; name this one as they call it: --allow-host NAME\n");
            return Exit::Usage;
        }
        complain("warning: other machines can read this site, including drafts, while it is being served\n");
    }
    let place = ListenAddress { host: arguments.host, port: arguments.port, names: arguments.allow_host.clone() };
    let signals = Signals::listen();
    let server = match Server::listen(&place, &site.root, super::state_key()) {
        Ok(server) => server,
        Err(error) => {
            complain(&format!("error: can't listen on {}:{}: {error}\n", arguments.host, arguments.port));
            return Exit::Machine;
        }
    };
    let address = format!("http://{}:{}/", name(arguments), server.port());
    // Addresses in pages are those of this server, unless somebody wants others.
    if request.base_url.is_none() {
        request.base_url = SafeUrl::web(&address).ok();
    }
    request.is_for_readers = false;
    let is_frozen = site.now.is_frozen();
    let mut watched = Watched::new(&site.root, arguments.poll);
    let mut live = Live {
        site,
        server: &server,
        request,
        memo: Memo::default(),
        theme: None,
        errors: None,
        next_change: None,
        told: Vec::new(),
        has_shown: false,
    };
    let (mut has_begun, mut has_warned) = (false, false);
    loop {
        let due = live.next_change.filter(|_| !is_frozen).map(Into::into);
        let change = watched.wait(&signals.stop, due);
        let is_late = || live.request.now.duration_until(Timestamp::now()) > STALE;
        if !is_frozen && (matches!(change, Change::Due) || is_late()) {
            live.request.now = Timestamp::now();
        }
        match change {
            Change::Stopped => return signals.exit(),
            Change::Due | Change::Sources => live.build(watched.sources()),
            // An I/O error may go away while the server runs.
            Change::Fault(error) => {
                unreadable(&error);
                server.fault(disk_fault(&error, &site.root));
            }
            Change::Mended => {
                complain("all files can be read again\n");
                live.errors.clone().map_or_else(|| server.clear_error(), |errors| server.fault(errors));
            }
        }
        if !has_begun {
            has_begun = true;
            if let Err(error) = server.start() {
                complain(&format!("error: can't answer: {error}\n"));
                return Exit::Machine;
            }
            arguments.greet(&address, server.port());
        }
        if let Some(reason) = watched.why_polling().filter(|_| !has_warned) {
            complain(&format!("warning: {reason}; polling the files every half second instead\n"));
            has_warned = true;
        }
    }
}

/// A site that is shown, and built anew when something changes.
struct Live<'a> {
    site: &'a SiteArguments,
    server: &'a Server,
    request: Request,
    memo: Memo,
    /// The theme whose templates were looked at last.
    theme: Option<Arc<Theme>>,
    /// The errors of the last save.
    errors: Option<String>,
    /// When the site changes by itself.
    next_change: Option<Timestamp>,
    /// What was said of the site before.
    told: Vec<Arc<Diagnostic>>,
    /// Whether a site was shown before.
    has_shown: bool,
}

impl Live<'_> {
    fn build(&mut self, sources: Sources) {
        let mut outcome = pipeline::build(sources, &self.request, &mut self.memo);
        let ready = outcome.ready.take().and_then(|ready| match self.faults_of_theme(&ready) {
            faults if faults.is_empty() => Some(ready),
            faults => {
                outcome.add(faults);
                None
            }
        });
        self.next_change = ready.as_ref().and_then(|ready| ready.site().index.next_change);
        self.errors = match ready {
            Some(ready) => {
                if !std::mem::replace(&mut self.has_shown, true) && !self.site.quiet {
                    say(&report::unlisted(ready.site(), self.site.verbose));
                }
                self.server.show(ready, outcome.diagnostics.clone(), &self.request);
                None
            }
            None => {
                let errors = outcome.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
                let errors = print::json(&errors.cloned().collect::<Vec<_>>(), &outcome.sources);
                self.server.fault(errors.clone());
                Some(errors)
            }
        };
        self.tell(&outcome);
    }

    /// The faults of a new theme's templates; they show only in use, so a few pages are rendered.
    fn faults_of_theme(&mut self, ready: &Ready) -> Vec<Diagnostic> {
        let theme = &ready.renderer.theme;
        if self.theme.as_ref().is_some_and(|last| Arc::ptr_eq(last, theme)) {
            return Vec::new();
        }
        let faults = ready.check_some();
        self.theme = Some(theme.clone()).filter(|_| faults.is_empty());
        faults
    }

    /// Prints the new messages, and the counts if they have changed.
    fn tell(&mut self, outcome: &Outcome) {
        let now = &outcome.diagnostics;
        let mut before = self.told.iter().peekable();
        // Both are in order.
        let is_new = |found: &&Arc<Diagnostic>| {
            while before.next_if(|last| last.sort_key() < found.sort_key()).is_some() {}
            before.peek().is_none_or(|last| *last != *found)
        };
        let is_wanted = |found: &&Arc<Diagnostic>| !self.site.quiet || found.severity() == Severity::Error;
        let new: Vec<Arc<Diagnostic>> = now.iter().filter(is_new).filter(is_wanted).cloned().collect();
        complain(&print::human(&new, &outcome.sources, self.site.color(stderr_is_terminal())));
        if !self.site.quiet && (!new.is_empty() || now.len() != self.told.len()) {
            let summary = print::summary(now);
            let summary = if summary.is_empty() { "no problems found".to_owned() } else { format!("total: {summary}") };
            complain(&format!("{summary}\n"));
        }
        self.told.clone_from(now);
    }
}

impl Arguments {
    /// Says where the site is, and shows it when that is wanted.
    fn greet(&self, address: &str, port: u16) {
        if self.port != 0 && self.port != port {
            say(&format!("port {} is taken; ", self.port));
        }
        say(&format!("serving {address}\n"));
        if !self.site.quiet {
            say(&format!("every posting, its state and its checks: {address}__rolecall/\n"));
        }
        if self.open && !opened(address) {
            complain("warning: no browser could be opened\n");
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

/// An I/O error as the JSON that browsers show.
fn disk_fault(error: &DiscoverError, root: &Path) -> String {
    // The disk is looked at by its real path.
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let file = error.path.strip_prefix(&root).unwrap_or(&error.path).display().to_string();
    let (message, help) = (format!("it can't be read: {}", error.cause), "changes to it are ignored until then");
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
        Err("use a host name such as `desk.local`: no `http://`, no port".to_owned())
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
