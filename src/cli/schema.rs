//! `schema`: what a kind of file may say, as a JSON Schema.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::{Exit, say};
use crate::content::declare::{json_schema, kinds};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The kind of file.
    #[arg(value_parser = PossibleValuesParser::new(kinds().map(|kind| kind.name)))]
    kind: String,
}

pub fn run(arguments: &Arguments) -> Exit {
    let kind = kinds().find(|kind| kind.name == arguments.kind);
    let kind = kind.expect("the command line takes the names of kinds alone");
    say(&format!("{:#}\n", json_schema(kind)));
    Exit::Fine
}
