//! `schema`: what a kind of file may say, as a JSON Schema.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::{Exit, say};
use crate::content::declare::{KINDS, json_schema};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The kind of file.
    #[arg(value_parser = PossibleValuesParser::new(KINDS.map(|kind| kind.name)))]
    kind: String,
}

pub fn run(arguments: &Arguments) -> Exit {
    let kind = KINDS.into_iter().find(|kind| kind.name == arguments.kind);
    let kind = kind.expect("the command line takes the names of kinds alone");
    say(&format!("{:#}\n", json_schema(kind)));
    Exit::Fine
}
