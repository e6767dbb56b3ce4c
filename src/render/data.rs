//! Files in content/data to what templates are told as `data`: `content/data/team.yaml` is `data.team`.

use tera::Value;

use crate::content::{plain_json, unreadable};
use crate::diag::{Complaint, Diagnostic};
use crate::parse::{Trust, parse_yaml};
use crate::render::rules::BAD_DATA;
use crate::source::{Source, Sources, Span};

/// Where they lie.
pub const DATA_FOLDER: &str = "content/data/";

/// Reads them all: YAML, JSON, and tables (CSV, RFC 4180) whose first line names the columns.
pub fn read(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let mut found = serde_json::Map::new();
    for source in sources.under(DATA_FOLDER) {
        let name = source.path.as_str().strip_prefix(DATA_FOLDER).unwrap_or_default();
        let Some((stem, extension)) = name.rsplit_once('.') else { continue };
        if let Some(diagnostic) = unreadable(source) {
            diagnostics.push(diagnostic);
            continue;
        }
        let whole = || Span::whole(&source.path);
        let is_name = stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && stem.starts_with(|c: char| c.is_ascii_lowercase());
        if !is_name {
            let complaint = Complaint::new(BAD_DATA, format!("templates can't ask for `{stem}`"));
            diagnostics.push(complaint.help("name the file with small letters, digits and `_`").at(whole()));
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
    Value::from_serializable(&found)
}

fn yaml(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<serde_json::Value> {
    parse_yaml(&source.path, source.text(), 0, Trust::Owner, diagnostics).first().map(plain_json)
}

fn json(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<serde_json::Value> {
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

/// A row is a group by the names of its columns.
fn csv(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<serde_json::Value> {
    let text = source.text();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = csv_rows(text).into_iter();
    let (_, names) = rows.next()?;
    let mut found = Vec::new();
    for (line, cells) in rows {
        if cells.len() != names.len() {
            let start: usize = source.text().split_inclusive('\n').take(line).map(str::len).sum();
            let message =
                format!("this row has {} cells, and the first line names {} columns", cells.len(), names.len());
            let complaint = Complaint::new(BAD_DATA, message);
            diagnostics.push(
                complaint
                    .help("write as many cells as columns; put a text with a comma in double quotes")
                    .at(Span::new(&source.path, start, start + 1)),
            );
            return None;
        }
        found.push(names.iter().cloned().zip(cells.into_iter().map(serde_json::Value::from)).collect());
    }
    Some(serde_json::Value::Array(found))
}

/// The cells of each row, and the line that it begins on, from 0. Empty lines are none.
fn csv_rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut is_quoted, mut line, mut start) = (false, 0, 0);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !is_quoted => {
                line += 1;
                if !(row.is_empty() && cell.is_empty()) {
                    row.push(std::mem::take(&mut cell));
                    rows.push((start, std::mem::take(&mut row)));
                }
                start = line;
            }
            c => {
                line += usize::from(c == '\n');
                cell.push(c);
            }
        }
    }
    if !(row.is_empty() && cell.is_empty()) {
        row.push(cell);
        rows.push((start, row));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_cells_with_commas_quotes_and_lines() {
        let rows = csv_rows("name,said\r\nAna,\"a, \"\"b\"\"\nc\"\n\nTom,\n");
        assert_eq!(
            rows,
            [
                (0, vec!["name".to_owned(), "said".to_owned()]),
                (1, vec!["Ana".to_owned(), "a, \"b\"\nc".to_owned()]),
                (4, vec!["Tom".to_owned(), String::new()]),
            ]
        );
    }
}
