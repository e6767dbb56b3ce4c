//! `theme eject`: a file of the default theme, to begin a theme's own with.

use clap::Args;

use super::super::{Exit, complain, say};
use super::is_named;
use crate::diag::nearest;
use crate::diag::print::visible;
use crate::render::{DEFAULT, originals};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The file, as it lies in its theme (`templates/job.html`), or the end of that (`job.html`); without it, all there are.
    file: Option<String>,
}

pub fn run(arguments: &Arguments) -> Exit {
    let prefix = format!("themes/{DEFAULT}/");
    let files: Vec<(String, &str)> = originals().collect();
    let all: Vec<(&str, &str)> =
        files.iter().filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?, *text))).collect();
    let Some(wanted) = &arguments.file else {
        say(&all.iter().map(|(path, _)| format!("{path}\n")).collect::<String>());
        return Exit::Fine;
    };
    let wanted = wanted.trim_start_matches("./").trim_start_matches(&prefix);
    // A page before the part of the same name.
    let named = [wanted.to_owned(), format!("templates/{wanted}"), format!("static/{wanted}")];
    let exact = all.iter().find(|(path, _)| named.iter().any(|name| name == path));
    let found: Vec<&(&str, &str)> =
        exact.map_or_else(|| all.iter().filter(|(path, _)| is_named(path, wanted)).collect(), |one| vec![one]);
    match found.as_slice() {
        [(_, text)] => {
            say(text);
            Exit::Fine
        }
        [] => {
            let near =
                nearest(wanted, all.iter().flat_map(|(path, _)| [*path, path.rsplit('/').next().unwrap_or(path)]));
            let help = near.map_or_else(
                || "`rolecall theme eject` lists what there is".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            complain(&format!("error: the default theme has no file `{}`\nhelp: {help}\n", visible(wanted)));
            Exit::Usage
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(path, _)| *path).collect();
            let names = names.join(", ");
            complain(&format!("error: there are several files `{}`\nhelp: name one of {names}\n", visible(wanted)));
            Exit::Usage
        }
    }
}
