//! The components that templates define (Tera 2), read as text: what a theme's own do with those of the default theme, which its templates call.

use super::rules::{TEMPLATE_ERROR, UNUSED_THEME_FILE};
use crate::diag::{Complaint, Diagnostic};
use crate::source::{Source, Sources, Span};

/// A component as a template defines it.
pub struct Component<'a> {
    pub name: &'a str,
    /// Names, whether each may be left out, and whether it comes from where the component is called (`@lang`).
    parameters: Vec<(&'a str, bool, bool)>,
    /// Whether it takes parameters of any name (`...rest`).
    takes_all: bool,
    content: &'a str,
    /// Where its name stands, in bytes.
    at: usize,
}

/// The components that a template defines.
pub fn components(text: &str) -> impl Iterator<Item = Component<'_>> {
    text.match_indices("component ").filter_map(|(at, word)| {
        // `endcomponent` ends one.
        let is_tag = text[..at].trim_end().ends_with(['%', '-']);
        let rest = &text[at + word.len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).filter(|_| is_tag)?;
        let (name, rest) = rest.split_at(end);
        let inner = rest.strip_prefix('(')?;
        let (list, content) = inner.split_once(")").filter(|(list, _)| !list.contains("%}"))?;
        let content = content.split("endcomponent").next().unwrap_or(content);
        let mut takes_all = false;
        let mut parameters = Vec::new();
        // Defaults that are lists hold no comma in templates that anybody writes.
        for parameter in list.split(',').map(str::trim).filter(|parameter| !parameter.is_empty()) {
            if parameter.starts_with("...") {
                takes_all = true;
                continue;
            }
            let is_implicit = parameter.starts_with('@');
            let name = parameter.trim_start_matches('@').split([':', '=', ' ']).next().unwrap_or_default();
            parameters.push((name, is_implicit || parameter.contains('='), is_implicit));
        }
        Some(Component { name, parameters, takes_all, content, at: at + word.len() })
    })
}

/// In place of a template that can't be read: its components and blocks without content, so that what calls or fills them isn't at fault, too.
pub fn stubs(text: &str) -> String {
    let mut out = String::new();
    if let Some(parent) = text.split("extends \"").nth(1).and_then(|rest| rest.split('"').next()) {
        out.push_str(&format!("{{% extends \"{parent}\" %}}\n"));
    }
    for Component { name, .. } in components(text) {
        out.push_str(&format!("{{% component {name}(...rest) %}}{{% endcomponent {name} %}}\n"));
    }
    let mut seen: Vec<&str> = Vec::new();
    for (at, word) in text.match_indices("block ") {
        let rest = &text[at + word.len()..];
        let name = rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        let is_tag = text[..at].trim_end().ends_with(['%', '-']);
        if is_tag && !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
            out.push_str(&format!("{{% block {name} %}}{{% endblock {name} %}}\n"));
        }
    }
    out
}

/// What is wrong with a theme's own components and with its use of others; `own` and `fallback` are folders with their stroke.
pub fn check(sources: &Sources, own: &str, fallback: &str, diagnostics: &mut Vec<Diagnostic>) {
    if own == fallback {
        return;
    }
    let folder = |root: &str| format!("{root}templates/");
    let built_in: Vec<&Source> = sources.under(&folder(fallback)).collect();
    for source in sources.under(&folder(own)) {
        let mut complain = |at: usize, len: usize, complaint: Complaint| {
            diagnostics.push(complaint.at(Span::new(&source.path, at, at + len)));
        };
        for component in components(source.text()) {
            let known = built_in.iter().flat_map(|other| components(other.text()));
            let Some(theirs) = known.into_iter().find(|theirs| theirs.name == component.name) else { continue };
            for complaint in differences(&component, &theirs) {
                complain(component.at, component.name.len(), complaint);
            }
        }
        for (at, name) in included(source.text()) {
            let file = |root: &str| sources.get(&crate::source::SrcPath::new(&format!("{}{name}", folder(root))));
            let Some(text) = file(own).or_else(|| file(fallback)).map(Source::text) else { continue };
            if let Some(component) = components(text).next().filter(|_| has_components_alone(text)) {
                let message = format!("`{name}` holds components alone: including it prints nothing");
                let help = format!("write `{{{{ <{} … /> }}}}`", component.name);
                complain(at, name.len(), Complaint::new(TEMPLATE_ERROR, message).help(help));
            }
        }
        let rest = source.path.as_str().strip_prefix(&folder(own)).unwrap_or_default();
        let theirs = built_in.iter().find(|other| other.path.as_str().strip_prefix(&folder(fallback)) == Some(rest));
        if let Some(component) = theirs.and_then(|theirs| components(theirs.text()).next())
            && components(source.text()).next().is_none()
        {
            let message = format!("`{rest}` defines no component, and nothing includes it");
            let help = format!("define `{}` in it, as themes/README.md says", component.name);
            complain(0, 1, Complaint::new(UNUSED_THEME_FILE, message).help(help));
        }
    }
}

/// Where a component that takes the place of another can't be called as that is.
fn differences(own: &Component<'_>, theirs: &Component<'_>) -> Vec<Complaint> {
    let mut found = Vec::new();
    let named = |component: &Component<'_>, name: &str| {
        component.parameters.iter().find(|(known, ..)| *known == name).map(|(_, may_lack, _)| *may_lack)
    };
    for (name, may_lack, is_implicit) in &theirs.parameters {
        match named(own, name) {
            None if !(own.takes_all || *is_implicit) => {
                let message = format!("`{}` takes no `{name}`, which the default theme's templates give it", own.name);
                found.push(Complaint::new(TEMPLATE_ERROR, message).help(format!("add the parameter: `{name} = \"\"`")));
            }
            Some(false) if *may_lack => {
                let message = format!("`{name}` of `{}` needs a default: some templates leave it out", own.name);
                found.push(Complaint::new(TEMPLATE_ERROR, message).help(format!("write `{name} = \"\"`")));
            }
            None | Some(_) => {}
        }
    }
    for (name, may_lack, _) in &own.parameters {
        if !may_lack && named(theirs, name).is_none() {
            let message = format!("`{name}` of `{}` is given by no template of the default theme", own.name);
            let known: Vec<String> = theirs.parameters.iter().map(|(name, ..)| format!("`{name}`")).collect();
            let help = format!("give it a default; the parameters are {}", known.join(", "));
            found.push(Complaint::new(TEMPLATE_ERROR, message).help(help));
        }
    }
    if theirs.content.contains("{{ body }}") && !own.content.contains("body") {
        let message = format!("`{}` doesn't print `body`: what stands in it would be lost", own.name);
        found.push(Complaint::new(TEMPLATE_ERROR, message).help("write `{{ body }}` where it belongs"));
    }
    found
}

/// The templates that a template includes, and where their names stand.
fn included(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("include \"").filter_map(|(at, word)| {
        let start = at + word.len();
        let name = text[start..].split('"').next()?;
        Some((start, name.strip_prefix("builtin/").unwrap_or(name)))
    })
}

/// Whether nothing stands outside a template's components.
fn has_components_alone(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("{#") {
            rest = comment.split_once("#}").map_or("", |(_, rest)| rest);
        } else if rest.starts_with("{%") && components(rest).next().is_some_and(|first| first.at < 20) {
            let after = rest.split_once("endcomponent").map_or("", |(_, rest)| rest);
            rest = after.split_once("%}").map_or("", |(_, rest)| rest);
        } else {
            return rest.is_empty();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_read_with_its_parameters() {
        let text = "{#- A row. -#}\n{% component a.row(job: map, note = \"\", @lang, ...rest) -%}\n{{ body }}\n{%- endcomponent a.row %}\n";
        let found: Vec<_> = components(text).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "a.row");
        assert_eq!(found[0].parameters, [("job", false, false), ("note", true, false), ("lang", true, true)]);
        assert!(found[0].takes_all && has_components_alone(text));
        assert!(!has_components_alone(&format!("{text}<p>x</p>")));
    }

    #[test]
    fn a_stub_keeps_what_others_need() {
        let text = "{% extends \"builtin/base.html\" %}{% component a(b) %}{{ c }}{% endcomponent a %}{%- block main -%}{{ x }{% endblock main %}";
        assert_eq!(
            stubs(text),
            "{% extends \"builtin/base.html\" %}\n{% component a(...rest) %}{% endcomponent a %}\n{% block main %}{% endblock main %}\n"
        );
    }
}
