//! `schema`: what a kind of file may say, as a JSON Schema; one kind to the standard output, or all of them for editors.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Exit, complain, say};
use crate::content::declare::{Declaration, json_schema, kinds};
use crate::content::{Config, KindName, OwnFields, OwnKind, SITE, config};
use crate::diag::print::visible;
use crate::source::Source;

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The kind of file: job, article, company, author, tag, landing, page, site, or a kind of the site's own.
    #[arg(required_unless_present = "write")]
    kind: Option<String>,
    /// The folder that holds content/, whose site.yaml may declare fields of its own.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Write the schemas of all kinds to ROOT/.vscode/schemas, where editors find them.
    #[arg(long, conflicts_with = "kind")]
    write: bool,
}

/// Where editors find the schemas, and what tells Visual Studio Code which file has which.
const FOLDER: &str = ".vscode/schemas";
const SETTINGS: &str = ".vscode/settings.json";

pub fn run(arguments: &Arguments) -> Exit {
    if arguments.write {
        return match write(&arguments.root) {
            Ok(written) => {
                let lines: String = written.iter().map(|path| format!("  {path}\n")).collect();
                say(&format!("wrote the schemas of this site:\n{lines}"));
                if !written.iter().any(|path| path == SETTINGS) {
                    say(&format!(
                        "{SETTINGS} was there before, and stays; Visual Studio Code wants in it:\n{:#}\n",
                        settings()
                    ));
                }
                Exit::Fine
            }
            Err(error) => {
                let shown = visible(&arguments.root.join(FOLDER).display().to_string());
                complain(&format!("error: can't write to {shown}: {error}\n"));
                Exit::Machine
            }
        };
    }
    let config = settings_of(&arguments.root);
    let name = arguments.kind.as_deref().unwrap_or_default();
    let of_program =
        kinds().filter(|kind| kind.name != KindName::Own.declaration().name).find(|kind| kind.name == name);
    let own_kind = config.as_ref().and_then(|config| config.own_kind(name));
    match (of_program, own_kind) {
        (Some(kind), _) => say(&schema(kind, &own_fields(config.as_ref()))),
        (None, Some(kind)) => say(&schema_of_own(kind)),
        (None, None) => {
            let own = config.iter().flat_map(|config| config.kinds.iter().map(|kind| kind.name));
            let known =
                kinds().map(|kind| kind.name).filter(|name| *name != KindName::Own.declaration().name).chain(own);
            let known: Vec<&str> = known.collect();
            complain(&format!("error: there is no kind `{}`\nhelp: there are {}\n", visible(name), known.join(", ")));
            return Exit::Usage;
        }
    }
    Exit::Fine
}

fn schema_of_own(kind: &OwnKind) -> String {
    format!("{:#}\n", json_schema(KindName::Own.declaration(), &kind.fields))
}

fn schema(kind: &Declaration, own: &OwnFields) -> String {
    let own = own.iter().find(|(name, _)| name.declaration().name == kind.name);
    format!("{:#}\n", json_schema(kind, own.map_or(&[], |(_, fields)| fields)))
}

/// The settings of a site; `None` without a site, or with one that has errors.
fn settings_of(root: &Path) -> Option<Config> {
    let text = std::fs::read_to_string(root.join(SITE)).ok()?;
    config(&Source::from_text(SITE, &text)).value
}

/// The fields of a site's own.
fn own_fields(config: Option<&Config>) -> OwnFields {
    config.map(|config| config.fields.clone()).unwrap_or_default()
}

/// Which files have which schema, for Visual Studio Code. What the entries of a folder have in common is no entry.
fn settings() -> serde_json::Value {
    let mut files = serde_json::Map::new();
    for kind in kinds() {
        // Editors check YAML; what stands above Markdown they don't see.
        let is_yaml = kind.files.split(", ").any(|files| files.ends_with(".yaml"));
        let Some(folder) = kind.files.split("/*").next().filter(|_| is_yaml) else { continue };
        let patterns = match folder == SITE {
            true => serde_json::json!(SITE),
            false => serde_json::json!([format!("{folder}/**/*.yaml"), format!("!{folder}/**/_defaults.yaml")]),
        };
        files.insert(format!("{FOLDER}/{}.json", kind.name), patterns);
    }
    serde_json::json!({ "yaml.schemas": files })
}

/// Writes the schemas of all kinds, and the settings that name them where there are none. What was written, in its order.
pub fn write(root: &Path) -> io::Result<Vec<String>> {
    let config = settings_of(root);
    let own = own_fields(config.as_ref());
    std::fs::create_dir_all(root.join(FOLDER))?;
    let mut written = Vec::new();
    for kind in kinds().filter(|kind| kind.name != KindName::Own.declaration().name) {
        let path = format!("{FOLDER}/{}.json", kind.name);
        std::fs::write(root.join(&path), schema(kind, &own))?;
        written.push(path);
    }
    for kind in &config.as_ref().map_or_else(Vec::new, |config| config.kinds.clone()) {
        let path = format!("{FOLDER}/{}.json", kind.name);
        std::fs::write(root.join(&path), schema_of_own(kind))?;
        written.push(path);
    }
    let settings = settings();
    match std::fs::OpenOptions::new().write(true).create_new(true).open(root.join(SETTINGS)) {
        Ok(mut file) => {
            io::Write::write_all(&mut file, format!("{settings:#}\n").as_bytes())?;
            written.push(SETTINGS.to_owned());
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    Ok(written)
}
