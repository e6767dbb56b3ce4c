//! `theme new`, `theme eject`, `theme diff` and `theme check`: a theme begun, with files of the default one, compared with it, and tried on a site that is meant to break it.

mod check;
mod diff;
mod eject;
mod scan;
mod specimen;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::init::write_new;
use super::{Exit, complain, say};
use crate::diag::print::visible;
use crate::render::{CONTRACT, DEFAULT};
use crate::source::Slug;

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    command: ThemeCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum ThemeCommand {
    /// Create a theme that extends the default one.
    New(NewArguments),
    /// Render every template against a site of long, odd and missing things, and report what breaks.
    Check(check::Arguments),
    /// Print a file of the default theme, to begin one of your own with.
    Eject(eject::Arguments),
    /// Print what the files of your own theme change in those of the default one of this version.
    Diff(diff::Arguments),
}

#[derive(Args, Clone, Debug)]
struct NewArguments {
    /// The theme's name: lower-case letters, digits and `-`.
    name: String,
    /// The folder that holds content/ and themes/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub fn run(arguments: &Arguments) -> Exit {
    match &arguments.command {
        ThemeCommand::New(arguments) => begin(arguments),
        ThemeCommand::Check(arguments) => check::run(arguments),
        ThemeCommand::Eject(arguments) => eject::run(arguments),
        ThemeCommand::Diff(arguments) => diff::run(arguments),
    }
}

/// Whether a theme can be called so.
fn is_name(name: &str) -> bool {
    Slug::new(name).is_ok() && !name.contains('.')
}

/// Whether a file of a theme is meant by a path, or by the end of one: `parts/job.html`, `job.html`.
fn is_named(path: &str, wanted: &str) -> bool {
    path == wanted || path.strip_suffix(wanted).is_some_and(|rest| rest.ends_with('/'))
}

fn begin(arguments: &NewArguments) -> Exit {
    let name = arguments.name.as_str();
    if !is_name(name) || name == DEFAULT {
        complain(&format!(
            "error: a theme can't be called `{}`\nhelp: use lower-case letters, digits and `-`\n",
            visible(name)
        ));
        return Exit::Usage;
    }
    let folder = arguments.root.join("themes").join(name);
    if folder.exists() {
        complain(&format!("error: {} already exists\n", visible(&folder.display().to_string())));
        return Exit::Usage;
    }
    let files = [
        (
            "theme.yaml",
            format!(
                "name: {name}\ndescription: What it is for.\ncontract: {CONTRACT}\n# Options of its own, beside those of the default theme; \
                 templates find them in `site.options`.\noptions:\n  rounded: {{ type: flag, default: false, help: Whether boxes have round corners. }}\n"
            ),
        ),
        (
            "templates/base.html",
            format!(
                "{{# The frame of every page: the default theme's, with a style sheet more. Any other template can be replaced the same way. #}}\n\
                 {{% extends \"builtin/base.html\" %}}\n{{% block head %}}<link rel=\"stylesheet\" href=\"{{{{ asset(path=\"{name}.css\") }}}}\">\n\
                 {{% endblock head %}}\n"
            ),
        ),
        (
            &*format!("static/{name}.css.tera"),
            "/* The names of colours and sizes are in the default theme's style.css.tera. `options` holds the site's options. */\n\
             :root {\n  --radius: {% if options.rounded %}1rem{% else %}0{% endif %};\n}\n"
                .to_owned(),
        ),
        ("i18n/en.yaml", "# Words that differ from the default theme's: `jobs: Openings`.\n{}\n".to_owned()),
    ];
    for (path, text) in &files {
        let place = folder.join(path);
        if let Err(error) = write_new(&place, text) {
            complain(&format!("error: can't write {}: {error}\n", visible(&place.display().to_string())));
            return Exit::Machine;
        }
    }
    let mut text = format!("created a new theme in {}:\n", visible(&folder.display().to_string()));
    files.iter().for_each(|(path, _)| text.push_str(&format!("  {path}\n")));
    text.push_str(&format!(
        "next: write `theme: {name}` in content/site.yaml, and try `rolecall theme check {name}`\n"
    ));
    say(&text);
    Exit::Fine
}
