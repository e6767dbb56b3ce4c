//! What the engine says of a template to a diagnostic at its place.

use tera::ErrorKind;

use super::contract::DEFAULT;
use super::rules::TEMPLATE_ERROR;
use super::template_text;
use crate::diag::{Complaint, Diagnostic};
use crate::source::{Sources, Span, SrcPath};

/// A fault that the engine reports as a text: message, template, line from 1, column from 0.
type Reported = (String, String, usize, usize);

/// A name that is not there.
fn reported(text: &str) -> Option<Reported> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line): (usize, usize) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
    Some((message.to_owned(), place.next()?.to_owned(), line, column.saturating_sub(1)))
}

/// A block that the default theme's templates fill and the theme's own frame lacks is the frame's fault.
fn of_parent(found: Reported, theme: &str, sources: &Sources) -> Reported {
    let (message, name, line, column) = found;
    let block =
        message.strip_prefix("Block `").and_then(|rest| rest.strip_suffix("` is not defined in any parent template"));
    let frame = SrcPath::new(&format!("themes/{theme}/templates/base.html"));
    match block {
        Some(block) if name.starts_with("builtin/") && sources.contains(&frame) => {
            let message = format!("the block `{block}` is missing, which the default theme's templates fill");
            (message, frame.as_str().to_owned(), 1, 0)
        }
        _ => (message, name, line, column),
    }
}

/// The diagnostic of a template's fault, and the template's name in the engine.
pub fn template_fault(error: &tera::Error, theme: &str, sources: &Sources) -> (Diagnostic, Option<String>) {
    let found = match error.kind() {
        ErrorKind::Msg(text) => reported(text),
        _ => None,
    };
    let (message, name, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let at = report.span();
            let place = (at.start_line, at.start_col, at.end_line, at.end_col);
            (report.message().to_owned(), Some(report.filename().to_owned()), Some(place))
        }
        ErrorKind::Msg(text) => match found.clone().map(|found| of_parent(found, theme, sources)) {
            Some((message, name, line, column)) => (message, Some(name), Some((line, column, line, column + 1))),
            // `… is defined in both `A` and `B``
            None => {
                let name = text.rsplit('`').nth(1).map(str::to_owned).filter(|name| name.ends_with(".html"));
                (text.replace("`theme/", &format!("`themes/{theme}/templates/")), name, None)
            }
        },
        ErrorKind::MissingParent { current, parent } => {
            (format!("it extends `{parent}`, which does not exist"), Some(current.clone()), None)
        }
        ErrorKind::CircularExtend { tpl, .. } => ("it extends itself".to_owned(), Some(tpl.clone()), None),
        ErrorKind::CircularInclude { tpl, .. } => ("it includes itself".to_owned(), Some(tpl.clone()), None),
        ErrorKind::TemplateNotFound(name) => (format!("there is no template `{name}`"), None, None),
        other => (other.to_string(), None, None),
    };
    let path = SrcPath::new(&match name.as_deref() {
        Some(name) if name.starts_with("themes/") => name.to_owned(),
        Some(name) => match name.strip_prefix("builtin/") {
            Some(rest) => format!("themes/{DEFAULT}/templates/{rest}"),
            None => format!("themes/{theme}/templates/{}", name.strip_prefix("theme/").unwrap_or(name)),
        },
        None => format!("themes/{theme}/theme.yaml"),
    });
    let span = match place {
        Some((start_line, start_column, end_line, end_column)) => {
            let text = sources.get(&path).map_or("", |source| source.text());
            let offset = |line: usize, column: usize| -> usize {
                let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
                let in_line = text[start..].split('\n').next().unwrap_or("");
                start + in_line.char_indices().nth(column).map_or(in_line.len(), |(at, _)| at)
            };
            Span::new(&path, offset(start_line, start_column), offset(end_line, end_column))
        }
        None => Span::whole(&path),
    };
    let message = message.lines().next().unwrap_or("").trim().to_owned();
    let unknown =
        message.strip_prefix("Unknown component `").and_then(|rest| rest.strip_suffix('`')).map(str::to_owned);
    let mut complaint = Complaint::new(TEMPLATE_ERROR, message);
    if let Some(unknown) = unknown {
        let within = [theme, DEFAULT].map(|theme| format!("themes/{theme}/templates/"));
        let templates = within.iter().flat_map(|folder| sources.under(folder));
        let components = templates.flat_map(|source| template_text::components(source.text()));
        complaint = complaint.suggest(&unknown, components.map(|component| component.name));
    }
    if complaint.help.is_none() {
        complaint = complaint.help("see themes/README.md for what each template is told");
    }
    (complaint.at(span), found.map(|(_, template, ..)| template).or(name))
}
