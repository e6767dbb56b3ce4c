//! What a theme's own components do with those of the default theme, whose places they take and whose templates call them.

use tera::{ComponentInfo, Tera};

use super::rules::TEMPLATE_ERROR;
use super::template_text::{components, has_components_alone, included};
use crate::diag::{Complaint, Diagnostic};
use crate::source::{Source, Sources, Span, SrcPath};

/// What is wrong with a theme's own components and with its use of others. `own` and `fallback` are folders with their stroke, `engine` has both themes,
/// `plain` the default one alone.
pub fn check(
    sources: &Sources,
    (own, fallback): (&str, &str),
    (engine, plain): (&Tera, &Tera),
    diagnostics: &mut Vec<Diagnostic>,
) {
    for source in sources.under(&format!("{own}templates/")) {
        let mut complain = |at: usize, len: usize, complaint: Complaint| {
            diagnostics.push(complaint.at(Span::new(&source.path, at, at + len)));
        };
        for component in components(source.text()) {
            let definition = |engine: &Tera| engine.get_component_definition(component.name);
            let (Some(ours), Some(theirs)) = (definition(engine), definition(plain)) else { continue };
            for complaint in differences(&ours, &theirs) {
                complain(component.at, component.name.len(), complaint);
            }
            let mut others = sources.under(&format!("{fallback}templates/")).flat_map(|other| components(other.text()));
            let gets_body = others.any(|other| other.name == component.name && other.prints_body());
            if gets_body && !component.prints_body() {
                let message = format!("`{}` doesn't print `body`: what stands in it would be lost", component.name);
                let complaint = Complaint::new(TEMPLATE_ERROR, message).help("write `{{ body }}` where it belongs");
                complain(component.at, component.name.len(), complaint);
            }
        }
        for (at, name) in included(source.text()) {
            let file = |root: &str| sources.get(&SrcPath::new(&format!("{root}templates/{name}")));
            let Some(text) = file(own).or_else(|| file(fallback)).map(Source::text) else { continue };
            if let Some(component) = components(text).first().filter(|_| has_components_alone(text)) {
                let message = format!("`{name}` holds components alone: including it prints nothing");
                let help = format!("write `{{{{ <{} … /> }}}}`", component.name);
                complain(at, name.len(), Complaint::new(TEMPLATE_ERROR, message).help(help));
            }
        }
    }
}

/// Whether every component that takes something from around its call, `lang` and `site` aside, can't be called without it: then one that could be made of its
/// parameters alone is the same wherever it is called.
pub fn need_what_they_take(engine: &Tera) -> bool {
    let definitions = engine.get_component_names().filter_map(|name| engine.get_component_definition(name));
    let mut taken = definitions.flat_map(|component| component.args().to_vec());
    taken.all(|taken| !taken.is_implicit() || taken.default().is_none() || matches!(taken.name(), "lang" | "site"))
}

/// Where a component that takes the place of another can't be called as that is.
fn differences(ours: &ComponentInfo, theirs: &ComponentInfo) -> Vec<Complaint> {
    let mut found = Vec::new();
    let name = ours.name();
    for theirs in theirs.args().iter().filter(|theirs| !theirs.is_implicit()) {
        let parameter = theirs.name();
        match ours.args().iter().find(|ours| ours.name() == parameter) {
            None if ours.rest_param().is_none() => {
                let message = format!("`{name}` takes no `{parameter}`, which the default theme's templates give it");
                let help = format!("add the parameter: `{parameter} = \"\"`");
                found.push(Complaint::new(TEMPLATE_ERROR, message).help(help));
            }
            Some(ours) if ours.is_required() && !theirs.is_required() => {
                let message = format!("`{parameter}` of `{name}` needs a default: some templates leave it out");
                let help = format!("write `{parameter} = \"\"`");
                found.push(Complaint::new(TEMPLATE_ERROR, message).help(help));
            }
            None | Some(_) => {}
        }
    }
    for ours in ours.args().iter().filter(|ours| ours.is_required()) {
        if theirs.args().iter().all(|theirs| theirs.name() != ours.name()) {
            let message = format!("`{}` of `{name}` is given by no template of the default theme", ours.name());
            let known: Vec<String> = theirs.args().iter().map(|theirs| format!("`{}`", theirs.name())).collect();
            let help = format!("give it a default; the parameters are {}", known.join(", "));
            found.push(Complaint::new(TEMPLATE_ERROR, message).help(help));
        }
    }
    found
}
