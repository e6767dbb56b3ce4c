//! A theme's own files to hints about those that do nothing.

use super::built_in::built_in;
use super::components::components;
use super::contract::DEFAULT;
use crate::diag::{Complaint, Diagnostic};
use crate::render::rules::UNUSED_THEME_FILE;
use crate::source::{Source, Sources, Span};

/// Files of a theme beside its parts that people keep there.
const KEPT: [&str; 5] = ["theme.yaml", "README.md", "LICENSE", "LICENSE.md", "picture.jpg"];

/// A hint for each file of the theme in `own` (its folder, with a slash) that the program has no use for.
pub fn unused(sources: &Sources, own: &str, diagnostics: &mut Vec<Diagnostic>) {
    let known: Vec<String> = built_in().filter_map(|source| Some(name(&source, "templates/")?.to_owned())).collect();
    let defaults = format!("themes/{DEFAULT}/templates/");
    let templates = format!("{own}templates/");
    let all: Vec<&Source> = sources.under(&templates).chain(sources.under(&defaults)).collect();
    for source in sources.under(own) {
        let Some(rest) = source.path.as_str().strip_prefix(own) else { continue };
        let complaint = match rest.strip_prefix("templates/") {
            Some(template) => {
                // Others include or extend it by its name in quotes, or call a component of it: those of the default theme, too.
                let quoted = [format!("\"{template}\""), format!("'{template}'")];
                let defined: Vec<&str> = components(source.text()).map(|component| component.name).collect();
                let is_named = |other: &&Source| {
                    let has = |text: &String| other.text().contains(text);
                    let calls = |name: &&str| has(&format!("<{name} "));
                    other.path != source.path && (quoted.iter().any(has) || defined.iter().any(calls))
                };
                if defined.is_empty() && known.iter().any(|known| known == template) {
                    continue;
                }
                if let Some(name) = defined.iter().find(|_| !all.iter().any(is_named)) {
                    let called = built_in().collect::<Vec<_>>();
                    let called =
                        called.iter().flat_map(|other| components(other.text()).map(|component| component.name));
                    let complaint =
                        Complaint::new(UNUSED_THEME_FILE, format!("no template calls the component `{name}`"));
                    diagnostics.push(complaint.suggest(name, called).at(Span::whole(&source.path)));
                    continue;
                }
                if known.iter().any(|known| known == template) || all.iter().any(is_named) {
                    continue;
                }
                Complaint::new(UNUSED_THEME_FILE, format!("no page uses the template `{template}`"))
                    .suggest(template, known.iter().map(String::as_str))
            }
            None if rest.starts_with("static/") || rest.starts_with("i18n/") || KEPT.contains(&rest) => continue,
            None => Complaint::new(UNUSED_THEME_FILE, format!("`{rest}` is not used by themes"))
                .help("put it into templates/, static/ or i18n/, or remove it"),
        };
        diagnostics.push(complaint.at(Span::whole(&source.path)));
    }
}

/// The name of a file below a folder of its theme.
fn name<'a>(source: &'a Source, folder: &str) -> Option<&'a str> {
    source.path.as_str().splitn(3, '/').nth(2)?.strip_prefix(folder)
}
