//! `serve`: the site in a browser, in step with its sources; nothing is written to the output.

use std::net::{IpAddr, Ipv4Addr};
use std::process::Command;

use clap::Args;
use jiff::Timestamp;

use super::signals::Signals;
use super::{Exit, SiteArguments, complain, published, read, say, stderr_is_terminal};
use crate::diag::{Severity, print};
use crate::discover::DiskMemo;
use crate::pipeline::{self, Memo};
use crate::serve::{Place, Server};
use crate::source::SafeUrl;
use crate::watch::{Change, Watcher};

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
    let (mut disk, mut memo) = (DiskMemo::default(), Memo::default());
    let mut watcher = Watcher::new(&site.root, arguments.poll);
    let (mut has_begun, mut next_change) = (false, None);
    loop {
        let sources = match (read(&site.root, &mut disk), published(site)) {
            (Ok(sources), Ok(published)) => {
                request.published = published.into();
                Some(sources)
            }
            // What the disk is at fault for may be mended while somebody works.
            _ => None,
        };
        if let Some(sources) = sources {
            let mut outcome = pipeline::build(sources, &request, &mut memo);
            if !site.quiet && !outcome.diagnostics.is_empty() {
                complain(&print::human(&outcome.diagnostics, &outcome.sources, site.color(stderr_is_terminal())));
                complain(&format!("{}\n", print::summary(&outcome.diagnostics)));
            }
            match outcome.ready.take() {
                Some(ready) => {
                    next_change = ready.site().next_change;
                    server.show(ready);
                }
                None => {
                    let errors: Vec<_> =
                        outcome.diagnostics.into_iter().filter(|d| d.severity() == Severity::Error).collect();
                    server.fault(print::json(&errors, &outcome.sources));
                }
            }
        }
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
            if let Some(reason) = watcher.why_polling() {
                complain(&format!("warning: {reason}; looking at the files every half second instead\n"));
            }
        }
        let due = next_change.filter(|_| !is_frozen).map(Into::into);
        match watcher.wait(&signals.stop, due) {
            Change::Stopped => return signals.exit(),
            Change::Due => next_change = None,
            Change::Something => {}
        }
        if !is_frozen {
            request.now = Timestamp::now();
        }
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
