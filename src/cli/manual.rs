//! `completions` and `man`: from the same definitions as `--help`.

use clap::{Args, CommandFactory};

use super::{Cli, Exit, complain, say};
use crate::diag::print::visible;

#[derive(Args, Clone, Debug)]
pub struct CompletionArguments {
    /// The shell.
    shell: clap_complete::Shell,
}

#[derive(Args, Clone, Debug)]
pub struct ManArguments {
    /// Write a page for each command into this folder, instead of the main one to stdout.
    #[arg(long, value_name = "DIR")]
    output: Option<std::path::PathBuf>,
}

pub fn completions(arguments: &CompletionArguments) -> Exit {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "rolecall", &mut out);
    say(&String::from_utf8_lossy(&out));
    Exit::Fine
}

pub fn man(arguments: &ManArguments) -> Exit {
    let written = match &arguments.output {
        None => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut out).map(|()| say(&String::from_utf8_lossy(&out)))
        }
        Some(folder) => std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder)),
    };
    match written {
        Ok(()) => Exit::Fine,
        Err(error) => {
            let folder = arguments.output.as_deref().unwrap_or(std::path::Path::new("."));
            complain(&format!("error: can't write to {}: {error}\n", visible(&folder.display().to_string())));
            Exit::Machine
        }
    }
}
