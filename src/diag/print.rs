//! Diagnostics to text: for people, one line each, or JSON.

use std::borrow::Borrow;
use std::fmt::Write as _;

use super::{Diagnostic, Edit, Severity, count};
use crate::source::{LineColumn, Sources, Span, line_column};

/// Whether escape sequences for colour go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Always,
    Never,
}

/// With snippets of the source, the characters underlined.
pub fn human(diagnostics: &[impl Borrow<Diagnostic>], sources: &Sources, color: Color) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter().map(Borrow::<Diagnostic>::borrow) {
        let severity = diagnostic.severity();
        let head = paint(color, severity, &format!("{}[{}]", severity.as_str(), diagnostic.code.name()));
        line(&mut out, &format!("{head}: {}", visible(&diagnostic.message)));
        snippet(&mut out, "-->", None, &diagnostic.at, sources, color, severity);
        for label in &diagnostic.also {
            snippet(&mut out, ":::", Some(&label.message), &label.at, sources, color, Severity::Hint);
        }
        if let Some(help) = &diagnostic.help {
            for (i, text) in help.lines().enumerate() {
                let lead = if i == 0 { "   = help: " } else { "           " };
                line(&mut out, &format!("{lead}{}", visible(text)));
            }
        }
        out.push('\n');
    }
    out
}

/// `PATH:LINE:COLUMN: severity[code]: message (help)`, one line each.
pub fn short(diagnostics: &[impl Borrow<Diagnostic>], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter().map(Borrow::<Diagnostic>::borrow) {
        let place = place(&diagnostic.at, sources);
        let _ = write!(
            out,
            "{place}: {}[{}]: {}",
            diagnostic.severity().as_str(),
            diagnostic.code.name(),
            visible(&diagnostic.message)
        );
        for label in &diagnostic.also {
            let _ = write!(out, "; {}: {}", visible(&label.message), self::place(&label.at, sources));
        }
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, " ({})", visible(&help.replace('\n', " ")));
        }
        out.push('\n');
    }
    out
}

/// One JSON object: `version`, the counts, and every diagnostic with its places.
pub fn json(diagnostics: &[impl Borrow<Diagnostic>], sources: &Sources) -> String {
    let list: Vec<serde_json::Value> = diagnostics
        .iter()
        .map(Borrow::<Diagnostic>::borrow)
        .map(|diagnostic| {
            let (start, end) = ends(&diagnostic.at, sources);
            let also: Vec<serde_json::Value> = diagnostic
                .also
                .iter()
                .map(|label| {
                    let (start, end) = ends(&label.at, sources);
                    serde_json::json!({
                        "message": label.message, "file": label.at.file.as_str(), "line": start.line, "column": start.column,
                        "end_line": end.line, "end_column": end.column,
                    })
                })
                .collect();
            serde_json::json!({
                "code": diagnostic.code.name(), "severity": diagnostic.severity().as_str(), "message": diagnostic.message,
                "file": diagnostic.at.file.as_str(), "line": start.line, "column": start.column,
                "end_line": end.line, "end_column": end.column, "help": diagnostic.help, "also": also, "fix": fix(diagnostic.fix.as_deref(), sources),
            })
        })
        .collect();
    let whole = serde_json::json!({
        "version": 1, "errors": count(diagnostics, Severity::Error), "warnings": count(diagnostics, Severity::Warning), "diagnostics": list,
    });
    format!("{whole:#}\n")
}

/// What `check --fix` would write, and where; null when nothing.
fn fix(edit: Option<&Edit>, sources: &Sources) -> serde_json::Value {
    let Some(edit) = edit else { return serde_json::Value::Null };
    let text = sources.get(&edit.at.file).map_or("", |source| source.text());
    let range = Span::new(&edit.at.file, edit.at.start as usize, edit.end(text));
    let (start, end) = ends(&range, sources);
    serde_json::json!({
        "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column, "text": edit.written(text),
    })
}

/// `PATH:LINE:COLUMN`.
pub fn place(span: &Span, sources: &Sources) -> String {
    let start = ends(span, sources).0;
    format!("{}:{}:{}", visible(span.file.as_str()), start.line, start.column)
}

/// `2 errors, 1 warning`, or an empty text when there is nothing to say.
pub fn summary(diagnostics: &[impl Borrow<Diagnostic>]) -> String {
    let mut parts = Vec::new();
    for (severity, name) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")] {
        match count(diagnostics, severity) {
            0 => {}
            1 => parts.push(format!("1 {name}")),
            n => parts.push(format!("{n} {name}s")),
        }
    }
    parts.join(", ")
}

/// The text with what could move a terminal's cursor, hide or reorder letters written out: `\u{1b}`.
pub fn visible(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(u32::from(c), 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0x061C | 0xE0000..=0xE007F)
    };
    if !text.chars().any(is_hidden) {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if is_hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

fn ends(span: &Span, sources: &Sources) -> (LineColumn, LineColumn) {
    let text = sources.get(&span.file).map_or("", |source| source.text());
    (line_column(text, span.start as usize), line_column(text, span.end as usize))
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn snippet(
    out: &mut String,
    arrow: &str,
    message: Option<&str>,
    span: &Span,
    sources: &Sources,
    color: Color,
    severity: Severity,
) {
    let (start, end) = ends(span, sources);
    let number = start.line.to_string();
    let margin = " ".repeat(number.len());
    let place = place(span, sources);
    match message {
        Some(message) => line(out, &format!("{margin} {arrow} {place}: {}", visible(message))),
        None => line(out, &format!("{margin} {arrow} {place}")),
    }
    let text = sources.get(&span.file).map_or("", |source| source.text());
    let Some(source_line) = nth_line(text, start.line) else { return };
    if source_line.trim().is_empty() && span.start == span.end {
        return;
    }
    let shown = Window::around(source_line, start.column, if end.line == start.line { end.column } else { usize::MAX });
    line(out, &format!("{margin} |"));
    line(out, &format!("{number} | {}", shown.text));
    let marks = paint(color, severity, &"^".repeat(shown.marks));
    line(out, &format!("{margin} | {}{marks}", " ".repeat(shown.lead)));
}

fn nth_line(text: &str, number: usize) -> Option<&str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rest = text;
    for _ in 1..number {
        let at = rest.find(['\n', '\r'])?;
        let step = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[at + step..];
    }
    Some(rest.split(['\n', '\r']).next().unwrap_or(""))
}

/// The part of a line that is shown: at most 120 characters around the marked ones.
struct Window {
    text: String,
    lead: usize,
    marks: usize,
}

impl Window {
    fn around(source_line: &str, from: usize, to: usize) -> Window {
        const WIDTH: usize = 120;
        let characters: Vec<char> = source_line.chars().collect();
        let from = (from - 1).min(characters.len());
        let to = to.saturating_sub(1).clamp(from, characters.len().max(from));
        let first = if characters.len() <= WIDTH { 0 } else { from.saturating_sub(40) };
        let last = characters.len().min(first + WIDTH);
        let mut text = String::new();
        let mut lead = 0;
        let mut marks = 0;
        if first > 0 {
            text.push('…');
            lead += 1;
        }
        for (i, c) in characters.iter().enumerate().take(last).skip(first) {
            let shown = if *c == '\t' { "    ".to_owned() } else { visible(&c.to_string()) };
            let width = shown.chars().count();
            if i < from {
                lead += width;
            } else if i < to {
                marks += width;
            }
            text.push_str(&shown);
        }
        if last < characters.len() {
            text.push('…');
        }
        Window { text, lead, marks: marks.max(1) }
    }
}

fn paint(color: Color, severity: Severity, text: &str) -> String {
    let code = match (color, severity) {
        (Color::Never, _) => return text.to_owned(),
        (Color::Always, Severity::Error) => "1;31",
        (Color::Always, Severity::Warning) => "1;33",
        (Color::Always, Severity::Hint) => "1;36",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Complaint};
    use crate::source::{Source, SrcPath};

    fn sample() -> (Vec<Diagnostic>, Sources) {
        let text = "title: A\nsalery: 3\n";
        let sources: Sources = [Source::from_text("content/jobs/a.yaml", text)].into_iter().collect();
        let span = Span::new(&SrcPath::new("content/jobs/a.yaml"), 9, 15);
        (
            vec![Complaint::new(Code::UnknownField, "unknown field `salery`").help("did you mean `salary`?").at(span)],
            sources,
        )
    }

    #[test]
    fn a_person_sees_place_characters_and_remedy() {
        let (diagnostics, sources) = sample();
        let expected = "error[unknown-field]: unknown field `salery`\n  --> content/jobs/a.yaml:2:1\n  |\n2 | salery: 3\n  | ^^^^^^\n   = help: did you mean `salary`?\n\n";
        assert_eq!(human(&diagnostics, &sources, Color::Never), expected);
    }

    #[test]
    fn the_short_form_is_one_line() {
        let (diagnostics, sources) = sample();
        assert_eq!(
            short(&diagnostics, &sources),
            "content/jobs/a.yaml:2:1: error[unknown-field]: unknown field `salery` (did you mean `salary`?)\n"
        );
    }

    #[test]
    fn nothing_an_author_writes_reaches_the_terminal_as_a_command() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
    }
}
