//! The command line: options, one file for each command, exit codes.
//!
//! Exit codes: 0 fine · 1 the content has errors · 2 wrong usage · 3 the machine failed · 130 and 143 on a signal.

mod build;
mod check;
mod explain;
mod fix;
mod init;
mod manual;
mod new;
mod next_change;
mod progress;
mod report;
pub mod rules;
mod schema;
mod search;
mod serve;
mod signals;
mod theme;
mod timings;
mod watch;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;

pub use explain::every_rule;

use crate::diag::print::{self, Color};
use crate::discover::{DiscoverError, discover};
use crate::pipeline::{self, Memo, Ready, Request};
use crate::publish::Key;
use crate::relate::Preview;
use crate::source::{SafeUrl, Sources};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Fine,
    Content,
    Usage,
    Machine,
    Signal(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Content => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
            Exit::Signal(number) => 128 + number,
        })
    }
}

/// A static site generator for job postings and career articles.
#[derive(Parser)]
#[command(name = "rolecall", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into the output folder.
    Build(build::Arguments),
    /// Check the site without writing anything.
    Check(check::Arguments),
    /// Build, and rebuild on every change.
    Watch(watch::Arguments),
    /// Serve the site and reload the browser on every change.
    Serve(serve::Arguments),
    /// Explain the rule behind a message.
    Explain(explain::Arguments),
    /// Show when the site next changes without an edit.
    NextChange(next_change::Arguments),
    /// Search the site as its readers do.
    Search(search::Arguments),
    /// Create a new site.
    Init(init::Arguments),
    /// Create a commented file for a posting, article, company or author.
    New(new::Arguments),
    /// Print the JSON Schema of a kind of file.
    Schema(schema::Arguments),
    /// Create or check a theme.
    Theme(theme::Arguments),
    /// Print completions for a shell.
    Completions(manual::CompletionArguments),
    /// Print the manual page.
    Man(manual::ManArguments),
}

/// What the commands that build have in common.
#[derive(Args, Clone, Debug)]
pub struct SiteArguments {
    /// The folder that holds content/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where to write the site [default: ROOT/public].
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address of the home page, overriding site.yaml.
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<SafeUrl>,
    /// Include drafts.
    #[arg(long)]
    drafts: bool,
    /// Include entries dated in the future.
    #[arg(long)]
    future: bool,
    #[command(flatten)]
    now: NowArguments,
    /// The theme, overriding site.yaml.
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// The number of threads [default: one per processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Print less.
    #[arg(short, long)]
    quiet: bool,
    /// Print more.
    #[arg(short, long)]
    verbose: bool,
    /// Whether to use colour.
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
}

/// The instant that counts as now.
#[derive(Args, Clone, Copy, Debug)]
pub struct NowArguments {
    /// The instant to build for, RFC 3339 or a date [default: SOURCE_DATE_EPOCH, else the clock].
    #[arg(long, value_name = "INSTANT", value_parser = parse_now)]
    now: Option<Timestamp>,
}

impl NowArguments {
    /// Whether the command line names the instant.
    pub fn is_given(&self) -> bool {
        self.now.is_some()
    }

    /// Whether the instant stays the same however long the program runs.
    pub fn is_frozen(&self) -> bool {
        self.now.is_some() || std::env::var_os("SOURCE_DATE_EPOCH").is_some()
    }

    /// The instant, `clock` if nothing else is said.
    pub fn instant(&self, clock: Timestamp) -> Result<Timestamp, String> {
        match (self.now, std::env::var("SOURCE_DATE_EPOCH")) {
            (Some(now), _) => Ok(now),
            (None, Ok(seconds)) => seconds
                .trim()
                .parse()
                .ok()
                .and_then(|seconds| Timestamp::from_second(seconds).ok())
                .ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{seconds}`, not a number of seconds")),
            (None, Err(_)) => Ok(clock),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines of the source.
    Human,
    /// One line each.
    Short,
    Json,
}

fn parse_base_url(text: &str) -> Result<SafeUrl, String> {
    crate::content::base_url(text).map_err(|complaint| complaint.message)
}

fn parse_now(text: &str) -> Result<Timestamp, String> {
    crate::content::now(text)
        .map_err(|complaint| format!("{}; {}", complaint.message, complaint.help.unwrap_or_default()))
}

impl SiteArguments {
    fn output(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| self.root.join("public"))
    }

    fn color(&self, is_terminal: bool) -> Color {
        let wanted = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none(),
        };
        if wanted { Color::Always } else { Color::Never }
    }

    fn request(&self, clock: Timestamp) -> Result<Request, String> {
        let now = self.now.instant(clock)?;
        let preview = Preview { drafts: self.drafts, future: self.future };
        Ok(Request { now, preview, base_url: self.base_url.clone(), theme: self.theme.clone(), is_for_readers: true })
    }

    /// What is asked for, with the threads for it ready.
    fn start(&self, clock: Timestamp) -> Result<Request, Exit> {
        let threads = self.threads.map_or(0, usize::from);
        // Deeply nested texts need deep stacks; a pool that is there already stays.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(16 << 20).build_global();
        if std::fs::metadata(&self.root).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
            let shown = print::visible(&self.root.display().to_string());
            complain(&format!("error: there is no folder {shown}\n"));
            return Err(Exit::Usage);
        }
        self.request(clock).map_err(|message| {
            complain(&format!("error: {message}\n"));
            Exit::Usage
        })
    }
}

/// What is asked for, and the site's sources.
fn begin(site: &SiteArguments, clock: Timestamp) -> Result<(Request, Sources), Exit> {
    Ok((site.start(clock)?, read(&site.root)?))
}

/// The site, for a command that tells something of it; its errors are told where it can't be built.
fn built(site: &SiteArguments, clock: Timestamp) -> Result<(Request, Ready), Exit> {
    let (request, sources) = begin(site, clock)?;
    let outcome = pipeline::build(sources, &request, &mut Memo::default());
    let Some(ready) = outcome.ready else {
        complain(&print::human(&outcome.diagnostics, &outcome.sources, site.color(stderr_is_terminal())));
        return Err(Exit::Content);
    };
    Ok((request, ready))
}

/// The key that marks state as ours: from the environment, else this machine's. Without one a build costs more time, and no byte differs.
fn state_key() -> Option<Key> {
    static KEY: OnceLock<Option<Key>> = OnceLock::new();
    let read = || {
        let key = match std::env::var("ROLECALL_STATE_KEY") {
            Ok(text) if !text.is_empty() => Key::of_text(&text),
            _ => Key::of_machine(),
        };
        key.map_err(|fault| complain(&format!("note: {fault}: no state of earlier builds is used\n"))).ok()
    };
    KEY.get_or_init(read).clone()
}

/// Runs the program. `clock` is the instant at which it was started, read once.
pub fn run(clock: Timestamp) -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let is_help = !error.use_stderr();
            let _ = error.print();
            return if is_help { Exit::Fine } else { Exit::Usage }.into();
        }
    };
    let exit = match cli.command {
        Command::Build(arguments) => build::run(&arguments, clock),
        Command::Check(arguments) => check::run(&arguments, clock),
        Command::Watch(arguments) => watch::run(&arguments, clock),
        Command::Serve(arguments) => serve::run(&arguments, clock),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::NextChange(arguments) => next_change::run(&arguments, clock),
        Command::Search(arguments) => search::run(&arguments, clock),
        Command::Init(arguments) => init::run(&arguments, clock),
        Command::New(arguments) => new::run(&arguments, clock),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Completions(arguments) => manual::completions(&arguments),
        Command::Man(arguments) => manual::man(&arguments),
    };
    exit.into()
}

/// A site's sources; an I/O error is reported.
fn read(root: &std::path::Path) -> Result<Sources, Exit> {
    discover(root).map_err(|error| unreadable(&error))
}

/// Reports an I/O error.
fn unreadable(error: &DiscoverError) -> Exit {
    complain(&format!("error: {error}\n"));
    Exit::Machine
}

/// Prints to stdout; a closed pipe is not an error.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
    let _ = std::io::stdout().flush();
}

/// Prints to stderr.
fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

fn stderr_is_terminal() -> bool {
    std::io::stderr().is_terminal()
}

fn stdout_is_terminal() -> bool {
    std::io::stdout().is_terminal()
}
