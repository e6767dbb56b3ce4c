//! A theme's own files to hints about those that do nothing.

use std::collections::HashSet;

use super::built_in::built_in;
use super::contract::DEFAULT;
use super::template_text::{called, components, quoted};
use crate::content::Config;
use crate::diag::{Complaint, Diagnostic};
use crate::render::rules::UNUSED_THEME_FILE;
use crate::source::{Source, Sources, Span};

/// Files of a theme beside its parts that people keep there.
const KEPT: [&str; 4] = ["theme.yaml", "README.md", "LICENSE", "LICENSE.md"];
/// What the names of pictures of a theme begin with.
const PICTURE: &str = "picture";

/// What a template says of others.
struct Mentions<'a> {
    source: &'a Source,
    /// In quotes: what it includes, extends or chooses.
    quoted: HashSet<&'a str>,
    /// The components that it calls.
    called: HashSet<&'a str>,
}

impl<'a> Mentions<'a> {
    fn of(source: &'a Source) -> Mentions<'a> {
        let text = source.text();
        Mentions { source, quoted: quoted(text).into_iter().collect(), called: called(text).into_iter().collect() }
    }
}

/// A hint for each file of the theme in `own` (its folder, with a slash) that the program has no use for.
pub fn unused(sources: &Sources, own: &str, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let built_in: Vec<Source> = built_in().collect();
    let is_ours = |source: &Source| built_in.iter().any(|ours| ours.path == source.path && ours.hash == source.hash);
    let files: Vec<&Source> = sources.under(own).filter(|source| !is_ours(source)).collect();
    if files.is_empty() {
        return;
    }
    let known: Vec<&str> = built_in.iter().filter_map(|source| name(source, "templates/")).collect();
    let defaults = format!("themes/{DEFAULT}/templates/");
    let templates = format!("{own}templates/");
    let defaults = sources.under(&defaults).filter(|_| defaults != templates);
    let all: Vec<Mentions<'_>> = sources.under(&templates).chain(defaults).map(Mentions::of).collect();
    for source in files {
        let Some(rest) = source.path.as_str().strip_prefix(own) else { continue };
        let complaint = match rest.strip_prefix("templates/") {
            Some(template) => {
                // Others include or extend it by its name in quotes, or call a component of it: those of the default theme, too.
                let is_named =
                    all.iter().any(|other| other.source.path != source.path && other.quoted.contains(template));
                let is_known = known.contains(&template);
                let defined = components(source.text());
                for component in &defined {
                    if !all.iter().any(|other| other.called.contains(component.name)) {
                        let message = format!("no template calls the component `{}`", component.name);
                        let others = built_in.iter().flat_map(|other| components(other.text())).map(|other| other.name);
                        let complaint = Complaint::new(UNUSED_THEME_FILE, message).suggest(component.name, others);
                        diagnostics.push(complaint.at(Span::new(
                            &source.path,
                            component.at,
                            component.at + component.name.len(),
                        )));
                    }
                }
                if !defined.is_empty() || is_named {
                    continue;
                }
                let replaced = built_in.iter().find(|other| name(other, "templates/") == Some(template));
                if let Some(component) = replaced.and_then(|other| components(other.text()).into_iter().next()) {
                    let message = format!("`{template}` defines no component, and nothing includes it");
                    let help = format!("define `{}` in it, as themes/README.md says", component.name);
                    diagnostics.push(Complaint::new(UNUSED_THEME_FILE, message).help(help).at(Span::new(
                        &source.path,
                        0,
                        1,
                    )));
                    continue;
                }
                if is_known || is_chosen(template, config) {
                    continue;
                }
                Complaint::new(UNUSED_THEME_FILE, format!("no page uses the template `{template}`"))
                    .suggest(template, known.iter().copied())
            }
            None if rest.starts_with("static/")
                || rest.starts_with("i18n/")
                || KEPT.contains(&rest)
                || (rest.starts_with(PICTURE) && !rest.contains('/')) =>
            {
                continue;
            }
            None => Complaint::new(UNUSED_THEME_FILE, format!("`{rest}` is not used by themes"))
                .help("put it into templates/, static/ or i18n/, or remove it"),
        };
        diagnostics.push(complaint.at(Span::whole(&source.path)));
    }
}

/// Whether an author may choose a template, or a kind of the site's own has it: `page-wide.html`, `kinds/events.html`.
fn is_chosen(template: &str, config: &Config) -> bool {
    let Some(stem) = template.strip_suffix(".html") else { return false };
    match stem.strip_prefix("kinds/") {
        Some(name) => config
            .kinds
            .iter()
            .any(|kind| name.strip_prefix(kind.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))),
        None => ["page-", "article-", "entry-"].iter().any(|begin| stem.starts_with(begin)),
    }
}

/// The name of a file below a folder of its theme.
fn name<'a>(source: &'a Source, folder: &str) -> Option<&'a str> {
    source.path.as_str().splitn(3, '/').nth(2)?.strip_prefix(folder)
}
