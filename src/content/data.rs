//! Files in content/data to what templates are told as `data`: `content/data/team.yaml` is `data.team`.

use serde_json::{Map, Value};

use super::rules::BAD_DATA;
use super::unreadable;
use super::values::plain_json;
use crate::diag::{Complaint, Diagnostic};
use crate::parse::{Trust, parse_yaml};
use crate::source::{Source, Sources, Span};

/// Where they lie.
pub const DATA_FOLDER: &str = "content/data/";

/// Reads them all: YAML, JSON, and tables (CSV, RFC 4180) whose first line names the columns.
pub fn read(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let mut found = Map::new();
    for source in sources.under(DATA_FOLDER) {
        let name = source.path.as_str().strip_prefix(DATA_FOLDER).unwrap_or_default();
        let Some((stem, extension)) = name.rsplit_once('.') else { continue };
        let whole = || Span::whole(&source.path);
        let is_name = stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && stem.starts_with(|c: char| c.is_ascii_lowercase());
        if !is_name {
            let complaint = Complaint::new(BAD_DATA, format!("templates can't ask for `{stem}`"));
            diagnostics.push(complaint.help("name the file with small letters, digits and `_`").at(whole()));
            continue;
        }
        if let Some(diagnostic) = unreadable(source).filter(|_| matches!(extension, "yaml" | "yml" | "json" | "csv")) {
            diagnostics.push(diagnostic);
            continue;
        }
        let value = match extension {
            "yaml" | "yml" => yaml(source, diagnostics),
            "json" => json(source, diagnostics),
            "csv" => csv(source, diagnostics),
            _ => {
                let complaint = Complaint::new(BAD_DATA, format!("data can't be read from `.{extension}`"));
                diagnostics.push(complaint.help("use .yaml, .json or .csv").at(whole()));
                continue;
            }
        };
        let Some(value) = value else { continue };
        if found.insert(stem.to_owned(), value).is_some() {
            let complaint = Complaint::new(BAD_DATA, format!("there are two files with the data `{stem}`"));
            diagnostics.push(complaint.help("rename one of them").at(whole()));
        }
    }
    Value::Object(found)
}

fn yaml(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let documents = parse_yaml(&source.path, source.text(), 0, Trust::Owner, diagnostics);
    if let [_, second, ..] = documents.as_slice() {
        let complaint = Complaint::new(BAD_DATA, "a data file holds one document");
        diagnostics.push(complaint.help("remove the line `---`, or use a file for each").at(second.span.clone()));
    }
    documents.first().map(plain_json)
}

fn json(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    match serde_json::from_str(source.text()) {
        Ok(value) => Some(value),
        Err(error) => {
            let text = source.text();
            let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
            let at = (line + error.column().saturating_sub(1)).min(text.len());
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            let complaint = Complaint::new(BAD_DATA, format!("this is not JSON: {message}"));
            diagnostics.push(complaint.help("correct it here").at(Span::new(&source.path, at, at)));
            None
        }
    }
}

/// A row is a group by the names of its columns; every row that has more or fewer is told.
fn csv(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let text = source.text();
    let begin = text.len() - text.trim_start_matches('\u{feff}').len();
    let before = diagnostics.len();
    let mut complain = |at: usize, len: usize, message: String, help: &str| {
        let at = (begin + at).min(text.len());
        let span = Span::new(&source.path, at, (at + len).min(text.len()));
        diagnostics.push(Complaint::new(BAD_DATA, message).help(help).at(span));
    };
    // Each text in quotes has two of them, and within it each is doubled.
    if let Some(last) = text.rfind('"').filter(|_| text.matches('"').count() % 2 == 1) {
        let help = "put a text with a quotation mark in it in quotation marks, and that one twice: `\"5\"\" pipe\"`";
        complain(last - begin, 1, "a quotation mark has no other one".to_owned(), help);
        return None;
    }
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(&text.as_bytes()[begin..]);
    let names: Vec<String> = reader.headers().ok()?.iter().map(|name| name.trim().to_owned()).collect();
    let first = text[begin..].lines().next().map_or(0, str::len);
    for (at, name) in names.iter().enumerate() {
        if name.is_empty() {
            complain(0, first, format!("column {} has no name", at + 1), "name each column in the first line");
        } else if names[..at].contains(name) {
            complain(0, first, format!("two columns are called `{name}`"), "rename one of them");
        }
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        // The text is UTF-8, and rows may have any length: nothing else can be wrong.
        let Ok(row) = row else { continue };
        if row.len() == names.len() {
            let cells = row.iter().map(Value::from);
            rows.push(Value::Object(names.iter().cloned().zip(cells).collect()));
            continue;
        }
        let at = row.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0));
        let line = text.get(begin + at..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
        let message = format!("this row has {} cells, and the first line names {} columns", row.len(), names.len());
        complain(at, line, message, "write as many cells as columns; put a text with a comma in quotation marks");
    }
    (diagnostics.len() == before).then_some(Value::Array(rows))
}
