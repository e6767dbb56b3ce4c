//! Diagnostics to text: for people, one line each, or JSON.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Code, Diagnostic, Edit, Severity, count};
use crate::source::{LineColumn, Lines, Sources, Span, SrcPath};

/// Whether escape sequences for colour go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Always,
    Never,
}

/// At most this many messages of one rule about one file are shown to people and to programs; the rest is counted. An author who makes a mistake a
/// thousand times needs no more.
const SHOWN: usize = 20;
const LISTED: usize = 1_000;

/// The sources that messages point into; the lines of each are found once.
struct Places<'a> {
    sources: &'a Sources,
    lines: HashMap<SrcPath, Lines<'a>>,
}

impl<'a> Places<'a> {
    fn of(sources: &'a Sources) -> Places<'a> {
        Places { sources, lines: HashMap::new() }
    }

    fn lines(&mut self, file: &SrcPath) -> &Lines<'a> {
        if !self.lines.contains_key(file) {
            let text = self.sources.get(file).map_or("", |source| source.text());
            self.lines.insert(file.clone(), Lines::of(text));
        }
        &self.lines[file]
    }

    fn ends(&mut self, span: &Span) -> (LineColumn, LineColumn) {
        let lines = self.lines(&span.file);
        (lines.at(span.start as usize), lines.at(span.end as usize))
    }

    /// `PATH:LINE:COLUMN`.
    fn place(&mut self, span: &Span) -> String {
        let start = self.lines(&span.file).at(span.start as usize);
        format!("{}:{}:{}", visible(span.file.as_str()), start.line, start.column)
    }
}

/// The messages that are shown, each with how many more of its rule and file are left out behind it.
fn bounded<D: Borrow<Diagnostic>>(diagnostics: &[D], most: usize) -> Vec<(&Diagnostic, usize)> {
    let all = || diagnostics.iter().map(Borrow::<Diagnostic>::borrow);
    let mut counts: HashMap<(&SrcPath, Code), usize> = HashMap::new();
    for diagnostic in all() {
        *counts.entry((&diagnostic.at.file, diagnostic.code)).or_default() += 1;
    }
    let mut seen: HashMap<(&SrcPath, Code), usize> = HashMap::new();
    let shown = all().filter_map(|diagnostic| {
        let key = (&diagnostic.at.file, diagnostic.code);
        let number = seen.entry(key).or_default();
        *number += 1;
        let left_out = if *number == most { counts[&key] - most } else { 0 };
        (*number <= most).then_some((diagnostic, left_out))
    });
    shown.collect()
}

/// What is said of messages that are left out.
fn more(diagnostic: &Diagnostic, left_out: usize) -> String {
    format!(
        "… and {left_out} more {}[{}] in {}",
        diagnostic.severity().as_str(),
        diagnostic.code.name(),
        visible(diagnostic.at.file.as_str())
    )
}

/// With snippets of the source, the characters underlined.
pub fn human(diagnostics: &[impl Borrow<Diagnostic>], sources: &Sources, color: Color) -> String {
    let mut out = String::new();
    let mut places = Places::of(sources);
    for (diagnostic, left_out) in bounded(diagnostics, SHOWN) {
        let severity = diagnostic.severity();
        let head = paint(color, severity, &format!("{}[{}]", severity.as_str(), diagnostic.code.name()));
        line(&mut out, &format!("{head}: {}", message(&diagnostic.message)));
        snippet(&mut out, ("-->", None), &diagnostic.at, &mut places, color, severity);
        for label in &diagnostic.also {
            snippet(&mut out, (":::", Some(&label.message)), &label.at, &mut places, color, Severity::Hint);
        }
        if let Some(help) = &diagnostic.help {
            for (i, text) in help.lines().enumerate() {
                let lead = if i == 0 { "   = help: " } else { "           " };
                line(&mut out, &format!("{lead}{}", message(text)));
            }
        }
        if left_out > 0 {
            line(&mut out, &more(diagnostic, left_out));
        }
        out.push('\n');
    }
    out
}

/// `PATH:LINE:COLUMN: severity[code]: message (help)`, one line each.
pub fn short(diagnostics: &[impl Borrow<Diagnostic>], sources: &Sources) -> String {
    let mut out = String::new();
    let mut places = Places::of(sources);
    for (diagnostic, left_out) in bounded(diagnostics, LISTED) {
        let place = places.place(&diagnostic.at);
        let _ = write!(
            out,
            "{place}: {}[{}]: {}",
            diagnostic.severity().as_str(),
            diagnostic.code.name(),
            message(&diagnostic.message)
        );
        for label in &diagnostic.also {
            let _ = write!(out, "; {}: {}", message(&label.message), places.place(&label.at));
        }
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, " ({})", message(&help.replace('\n', " ")));
        }
        out.push('\n');
        if left_out > 0 {
            line(&mut out, &more(diagnostic, left_out));
        }
    }
    out
}

/// One JSON object: `version`, the counts, and the diagnostics with their places; `omitted` are those of which a file has more than a thousand
/// of one rule.
pub fn json(diagnostics: &[impl Borrow<Diagnostic>], sources: &Sources) -> String {
    let mut places = Places::of(sources);
    let shown = bounded(diagnostics, LISTED);
    let omitted = diagnostics.len() - shown.len();
    let list: Vec<serde_json::Value> = shown
        .into_iter()
        .map(|(diagnostic, _)| {
            let (start, end) = places.ends(&diagnostic.at);
            let also: Vec<serde_json::Value> = diagnostic
                .also
                .iter()
                .map(|label| {
                    let (start, end) = places.ends(&label.at);
                    serde_json::json!({
                        "message": label.message, "file": label.at.file.as_str(), "line": start.line, "column": start.column,
                        "end_line": end.line, "end_column": end.column,
                    })
                })
                .collect();
            serde_json::json!({
                "code": diagnostic.code.name(), "severity": diagnostic.severity().as_str(), "message": diagnostic.message,
                "file": diagnostic.at.file.as_str(), "line": start.line, "column": start.column,
                "end_line": end.line, "end_column": end.column, "help": diagnostic.help, "also": also,
                "fix": fix(diagnostic.fix.as_deref(), &mut places),
            })
        })
        .collect();
    let whole = serde_json::json!({
        "version": 1, "errors": count(diagnostics, Severity::Error), "warnings": count(diagnostics, Severity::Warning), "omitted": omitted,
        "diagnostics": list,
    });
    format!("{whole:#}\n")
}

/// What `check --fix` would write, and where; null when nothing.
fn fix(edit: Option<&Edit>, places: &mut Places<'_>) -> serde_json::Value {
    let Some(edit) = edit else { return serde_json::Value::Null };
    let text = places.sources.get(&edit.at.file).map_or("", |source| source.text());
    if !edit.is_safe(text) {
        return serde_json::Value::Null;
    }
    let range = Span::new(&edit.at.file, edit.start(text), edit.end(text));
    let (start, end) = places.ends(&range);
    serde_json::json!({
        "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column, "text": edit.written(text),
    })
}

/// `PATH:LINE:COLUMN`.
pub fn place(span: &Span, sources: &Sources) -> String {
    Places::of(sources).place(span)
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

/// A message as it is shown: what an author wrote is quoted in it, and not at any length.
fn message(text: &str) -> String {
    const MOST: usize = 600;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => visible(&text[..end]) + "…",
        None => visible(text),
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn snippet(
    out: &mut String,
    (arrow, message): (&str, Option<&str>),
    span: &Span,
    places: &mut Places<'_>,
    color: Color,
    severity: Severity,
) {
    let place = places.place(span);
    let lines = places.lines(&span.file);
    let start = lines.at(span.start as usize);
    let number = start.line.to_string();
    let margin = " ".repeat(number.len());
    match message {
        Some(message) => line(out, &format!("{margin} {arrow} {place}: {}", visible(message))),
        None => line(out, &format!("{margin} {arrow} {place}")),
    }
    let Some((begin, source_line)) = lines.line(start.line) else { return };
    if source_line.trim().is_empty() && span.start == span.end {
        return;
    }
    let within =
        |offset: u32| source_line.floor_char_boundary((offset as usize).saturating_sub(begin).min(source_line.len()));
    let shown = Window::around(source_line, within(span.start), within(span.end));
    line(out, &format!("{margin} |"));
    line(out, &format!("{number} | {}", shown.text));
    let marks = paint(color, severity, &"^".repeat(shown.marks));
    line(out, &format!("{margin} | {}{marks}", " ".repeat(shown.lead)));
}

/// The part of a line that is shown: at most 120 characters around the marked ones.
struct Window {
    text: String,
    lead: usize,
    marks: usize,
}

impl Window {
    /// The marked bytes are `from..to`; what is far from them is not looked at.
    fn around(source_line: &str, from: usize, to: usize) -> Window {
        const WIDTH: usize = 120;
        const BEFORE: usize = 40;
        let first = match source_line.char_indices().nth(WIDTH) {
            None => 0,
            Some(_) => source_line[..from].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at),
        };
        let mut shown = Window { text: String::new(), lead: 0, marks: 0 };
        if first > 0 {
            shown.text.push('…');
            shown.lead += 1;
        }
        let mut characters = source_line[first..].char_indices();
        for (at, c) in characters.by_ref().take(WIDTH) {
            let text = if c == '\t' { "    ".to_owned() } else { visible(c.encode_utf8(&mut [0; 4])) };
            let width = text.chars().count();
            if first + at < from {
                shown.lead += width;
            } else if first + at < to {
                shown.marks += width;
            }
            shown.text.push_str(&text);
        }
        if characters.next().is_some() {
            shown.text.push('…');
        }
        shown.marks = shown.marks.max(1);
        shown
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

    crate::diag::rule! {
        UNKNOWN = Error "unknown-field" { why: "w", example: "e", remedy: "r", }
        EMPTY = Error "empty-value" { why: "w", example: "e", remedy: "r", }
    }
    use crate::diag::Complaint;
    use crate::source::{Source, SrcPath};

    fn sample() -> (Vec<Diagnostic>, Sources) {
        let text = "title: A\nsalery: 3\n";
        let sources: Sources = [Source::from_text("content/jobs/a.yaml", text)].into_iter().collect();
        let span = Span::new(&SrcPath::new("content/jobs/a.yaml"), 9, 15);
        (vec![Complaint::new(UNKNOWN, "unknown field `salery`").help("did you mean `salary`?").at(span)], sources)
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
    fn a_thousand_messages_of_one_rule_are_counted() {
        let path = SrcPath::new("content/a.yaml");
        let sources: Sources = [Source::from_text(path.as_str(), &"x\n".repeat(3_000))].into_iter().collect();
        let one = |i: usize| Complaint::new(UNKNOWN, "unknown").at(Span::new(&path, 2 * i, 2 * i + 1));
        let mut many: Vec<Diagnostic> = (0..3_000).map(one).collect();
        many.push(Complaint::new(EMPTY, "empty").at(Span::new(&path, 0, 1)));
        let text = human(&many, &sources, Color::Never);
        assert!(text.contains("… and 2980 more error[unknown-field] in content/a.yaml\n"), "{text}");
        assert_eq!(
            (text.matches("error[unknown-field]: ").count(), text.matches("error[empty-value]: ").count()),
            (20, 1)
        );
        assert!(
            short(&many, &sources)
                .contains("content/a.yaml:1000:1: error[unknown-field]: unknown\n… and 2000 more error")
        );
        let found: serde_json::Value = serde_json::from_str(&json(&many, &sources)).unwrap();
        assert_eq!((&found["errors"], &found["omitted"]), (&3_001.into(), &2_000.into()));
        assert_eq!(found["diagnostics"].as_array().unwrap().len(), 1_001);
    }

    #[test]
    fn of_a_long_line_only_what_is_near_is_shown() {
        let path = SrcPath::new("a");
        let text = format!("{}HERE{}", "ä".repeat(5_000), "ö".repeat(5_000));
        let sources: Sources = [Source::from_text("a", &text)].into_iter().collect();
        let found = [Complaint::new(UNKNOWN, "x").at(Span::new(&path, 10_000, 10_004))];
        let text = human(&found, &sources, Color::Never);
        assert!(text.contains("a:1:5001\n"), "{text}");
        assert!(
            text.contains(&format!("1 | …{}HERE{}…\n  | {}^^^^\n", "ä".repeat(40), "ö".repeat(76), " ".repeat(41))),
            "{text}"
        );
    }

    #[test]
    fn nothing_an_author_writes_reaches_the_terminal_as_a_command() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
    }
}
