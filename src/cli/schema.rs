//! `schema`: what a kind of file may say, as a JSON Schema.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::{Exit, say};
use crate::content::declare::{json_schema, kinds};
use crate::content::{Config, SITE, config};
use crate::source::Source;

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The kind of file.
    #[arg(value_parser = PossibleValuesParser::new(kinds().map(|kind| kind.name)))]
    kind: String,
    /// The folder that holds content/, whose site.yaml may declare fields of its own.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub fn run(arguments: &Arguments) -> Exit {
    let kind = kinds().find(|kind| kind.name == arguments.kind);
    let kind = kind.expect("the command line takes the names of kinds alone");
    // Without a site, or with one that has errors, what every site has.
    let text = std::fs::read_to_string(arguments.root.join(SITE)).ok();
    let config = text.and_then(|text| config(&Source::from_text(SITE, &text)).value);
    let of_kind = |config: Config| config.fields.into_iter().find(|(name, _)| name.declaration().name == kind.name);
    let own = config.and_then(of_kind).map(|(_, own)| own).unwrap_or_default();
    say(&format!("{:#}\n", json_schema(kind, &own)));
    Exit::Fine
}
