//! Changes to sources that fix faults. They replace values and leave comments, order and layout as they are.

use crate::source::Span;

/// A replacement of one value in a source: by another value, by the same one with a further field behind it, or both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub at: Span,
    /// A YAML scalar, to be quoted as the one before it was.
    value: Option<String>,
    /// Names and values of fields to add behind this one.
    fields: Vec<(&'static str, String)>,
}

impl Edit {
    /// Puts another value in the place of one.
    pub fn value(at: Span, value: impl Into<String>) -> Edit {
        Edit { at, value: Some(value.into()), fields: Vec::new() }
    }

    /// Adds a field to the map, behind the value.
    pub fn field(mut self, key: &'static str, value: impl Into<String>) -> Edit {
        self.fields.push((key, value.into()));
        self
    }

    /// The end of what is replaced: of the value, or of its line when a field goes behind it.
    pub fn end(&self, source: &str) -> usize {
        let (start, end) = (self.at.start as usize, self.at.end as usize);
        match key_behind(source, start, end) {
            Some(_) if !self.fields.is_empty() => source[end..].find(['\n', '\r']).map_or(source.len(), |at| end + at),
            _ => end,
        }
    }

    /// What stands in the range afterwards. `source` is the whole file.
    pub fn written(&self, source: &str) -> String {
        let (start, end) = (self.at.start as usize, self.at.end as usize);
        let old = source.get(start..end).unwrap_or("");
        let mut out = self.value.as_ref().map_or_else(|| old.to_owned(), |value| scalar(value, old));
        let indent = key_behind(source, start, end);
        if indent.is_some() && !self.fields.is_empty() {
            // A comment behind the value stays on its line.
            out.push_str(&source[end..self.end(source)]);
        }
        for (key, value) in &self.fields {
            match indent {
                Some(indent) => {
                    let line_end = if source.contains("\r\n") { "\r\n" } else { "\n" };
                    out.push_str(&format!("{line_end}{}{key}: {}", " ".repeat(indent), scalar(value, "")));
                }
                None => out.push_str(&format!(", {key}: {}", scalar(value, "\""))),
            }
        }
        out
    }

    /// Whether the value stands on one line, behind its key or in a list: what is spread over lines is left to its author.
    fn is_safe(&self, source: &str) -> bool {
        let (start, end) = (self.at.start as usize, self.at.end as usize);
        let is_there = source.is_char_boundary(start) && source.is_char_boundary(end) && end <= source.len();
        if !is_there || start > end || source[start..end].contains(['\n', '\r']) {
            return false;
        }
        let line_start = source[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let before = source[line_start..start].trim();
        let lead = before.ends_with([':', '-', '[', ',', '{']);
        lead && (self.fields.is_empty() || before.ends_with(':'))
    }
}

/// In a map of one field a line, how far its keys are indented; `None` in braces.
fn key_behind(source: &str, start: usize, end: usize) -> Option<usize> {
    let line_start = source[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &source[line_start..start];
    let rest = source[end..].split(['\n', '\r']).next().unwrap_or("");
    let is_last = rest.trim().is_empty() || rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#');
    let is_alone = is_last && !before.contains(['{', ',']);
    // `- title: x`: the dash stands where the other keys are blank.
    is_alone.then(|| before.chars().take_while(|c| matches!(c, ' ' | '-')).count())
}

/// A value as a YAML scalar, in the quotes that the old one had.
fn scalar(value: &str, old: &str) -> String {
    if old.starts_with('\'') {
        return format!("'{}'", value.replace('\'', "''"));
    }
    // A comma needs quotes in braces only, where no bare value can have had one.
    let is_plain = is_plain(value) || old.contains(',') && is_plain(&value.replace(',', ""));
    if old.starts_with('"') || !is_plain {
        return format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    }
    value.to_owned()
}

/// Whether a value needs no quotes, in braces and brackets too.
fn is_plain(value: &str) -> bool {
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '+' | '(' | ')' | '€');
    value.starts_with(|c: char| c.is_alphanumeric())
        && value.chars().all(is_safe)
        && !value.ends_with(' ')
        && !value.eq_ignore_ascii_case("null")
}

/// A source with the edits carried out, and how many were: of those that overlap, the first counts, equal ones once.
pub fn applied(source: &str, edits: &[&Edit]) -> (String, usize) {
    let mut ordered: Vec<&Edit> = edits.to_vec();
    ordered.sort();
    ordered.dedup();
    let mut out = String::with_capacity(source.len());
    let (mut at, mut count) = (0, 0);
    for edit in ordered {
        let start = edit.at.start as usize;
        if start < at || !edit.is_safe(source) {
            continue;
        }
        out.push_str(&source[at..start]);
        out.push_str(&edit.written(source));
        (at, count) = (edit.end(source), count + 1);
    }
    out.push_str(&source[at..]);
    (out, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SrcPath;

    fn span(source: &str, part: &str) -> Span {
        let at = source.find(part).unwrap();
        Span::new(&SrcPath::new("x"), at, at + part.len())
    }

    #[test]
    fn a_value_keeps_its_quotes_and_what_stands_around_it() {
        let source = "# a comment\ntitle:   'It''s on'   # why\nid: x\n";
        let edit = Edit::value(span(source, "'It''s on'"), "It's");
        assert_eq!(applied(source, &[&edit, &edit]).0, "# a comment\ntitle:   'It''s'   # why\nid: x\n");
        let edit = Edit::value(span(source, "x"), "a: b");
        assert_eq!(applied(source, &[&edit]).0, "# a comment\ntitle:   'It''s on'   # why\nid: \"a: b\"\n");
    }

    #[test]
    fn a_field_is_added_in_the_form_of_its_map() {
        for (source, expected) in [
            ("- title: Baker\n  id: 1\n", "- title: Baker\n  title_suffix: (m/w/d)\n  id: 1\n"),
            ("- { title: Baker, id: 1 }\n", "- { title: Baker, title_suffix: \"(m/w/d)\", id: 1 }\n"),
            ("title: Baker\r\nid: 1\r\n", "title: Baker\r\ntitle_suffix: (m/w/d)\r\nid: 1\r\n"),
        ] {
            let edit = Edit::value(span(source, "Baker"), "Baker").field("title_suffix", "(m/w/d)");
            let (found, count) = applied(source, &[&edit]);
            assert_eq!(
                (found.replace("\"(m/w/d)\"", "(m/w/d)"), count),
                (expected.replace("\"(m/w/d)\"", "(m/w/d)"), 1)
            );
        }
    }
}
