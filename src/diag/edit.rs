//! Changes to sources that fix faults. They replace values and leave comments, order and layout as they are.

use crate::source::Span;

/// A replacement of one value in a source: by another value, by the same one with a further field behind it, or both; or the end of its field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub at: Span,
    value: Option<Replacement>,
    /// Names and values of fields to add behind this one.
    fields: Vec<(&'static str, String)>,
}

/// What stands in the place of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Replacement {
    /// A YAML scalar, to be quoted as the one before it was.
    Scalar(String),
    /// A list of scalars, in brackets.
    List(Vec<String>),
    /// Nothing: its field goes, with its line.
    Nothing,
}

impl Edit {
    /// Puts another value in the place of one.
    pub fn value(at: Span, value: impl Into<String>) -> Edit {
        Edit { at, value: Some(Replacement::Scalar(value.into())), fields: Vec::new() }
    }

    /// Puts a list in the place of a value.
    pub fn list(at: Span, items: Vec<String>) -> Edit {
        Edit { at, value: Some(Replacement::List(items)), fields: Vec::new() }
    }

    /// Takes the field of a value away, where it has a line to itself.
    pub fn remove(at: Span) -> Edit {
        Edit { at, value: Some(Replacement::Nothing), fields: Vec::new() }
    }

    /// Adds a field to the map, behind the value.
    pub fn field(mut self, key: &'static str, value: impl Into<String>) -> Edit {
        self.fields.push((key, value.into()));
        self
    }

    /// The beginning of what is replaced: of the value, or of its line where all of it goes.
    pub fn start(&self, source: &str) -> usize {
        let start = self.at.start as usize;
        if self.value == Some(Replacement::Nothing) { line_start(source, start) } else { start }
    }

    /// The end of what is replaced: of the value, or of its line when a field goes behind it or all of it goes.
    pub fn end(&self, source: &str) -> usize {
        let (start, end) = (self.at.start as usize, self.at.end as usize);
        if self.value == Some(Replacement::Nothing) {
            return source[end..].find('\n').map_or(source.len(), |at| end + at + 1);
        }
        match key_behind(source, start, end) {
            Some(_) if !self.fields.is_empty() => source[end..].find(['\n', '\r']).map_or(source.len(), |at| end + at),
            _ => end,
        }
    }

    /// What stands in the range afterwards. `source` is the whole file.
    pub fn written(&self, source: &str) -> String {
        let (start, end) = (self.at.start as usize, self.at.end as usize);
        let old = source.get(start..end).unwrap_or("");
        let mut out = match &self.value {
            None => old.to_owned(),
            Some(Replacement::Scalar(value)) => scalar(value, old),
            Some(Replacement::List(items)) => {
                format!("[{}]", items.iter().map(|item| item_of_list(item)).collect::<Vec<_>>().join(", "))
            }
            Some(Replacement::Nothing) => return String::new(),
        };
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
    pub fn is_safe(&self, source: &str) -> bool {
        let (start, end) = (self.at.start as usize, self.at.end as usize);
        let is_there = source.is_char_boundary(start) && source.is_char_boundary(end) && end <= source.len();
        if !is_there || start > end || source[start..end].contains(['\n', '\r']) {
            return false;
        }
        let before = source[line_start(source, start)..start].trim();
        if self.value == Some(Replacement::Nothing) {
            // The first field of a list's item has the dash on its line; a comment behind it stays its author's.
            let is_last = source[end..].split(['\n', '\r']).next().unwrap_or("").trim().is_empty();
            return before.ends_with(':') && !before.starts_with(['-', '{']) && !before.contains(", ") && is_last;
        }
        let lead = before.ends_with([':', '-', '[', ',', '{']);
        lead && (self.fields.is_empty() || before.ends_with(':') && !is_in_open_braces(source, start))
    }
}

/// Whether a place is in braces that an earlier line has opened: a field behind it would need a comma that may not be there.
fn is_in_open_braces(source: &str, at: usize) -> bool {
    let before = &source[..line_start(source, at)];
    let begin = before.rfind("\n---").map_or(0, |found| found + 4);
    before[begin..].matches('{').count() > before[begin..].matches('}').count()
}

/// Where the line of a place begins.
fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// An item of a list in brackets.
fn item_of_list(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { scalar(value, "\"") }
}

/// In a map of one field a line, how far its keys are indented; `None` in braces.
fn key_behind(source: &str, start: usize, end: usize) -> Option<usize> {
    let before = &source[line_start(source, start)..start];
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
    let is_bare = old.contains(',') && !old.starts_with('[');
    let is_plain = is_plain(value) || is_bare && is_plain(&value.replace(',', ""));
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
    let all = ordered.clone();
    let mut out = String::with_capacity(source.len());
    let (mut at, mut count) = (0, 0);
    for edit in ordered {
        // Two files read one place of a folder's defaults differently: what is meant is their author's to say.
        let is_disputed = |other: &&Edit| *other != edit && other.at == edit.at && other.value.is_some();
        if !edit.is_safe(source) || edit.start(source) < at || edit.value.is_some() && all.iter().any(is_disputed) {
            continue;
        }
        let start = edit.start(source);
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
    fn a_field_that_goes_takes_its_line_along() {
        for (source, part, expected) in [
            ("title: x\ncloses: ''  \nid: 1\n", "''", "title: x\nid: 1\n"),
            ("title: x\nlist: ['', '']\nid: 1\n", "['', '']", "title: x\nid: 1\n"),
            ("- title: x\r\n  closes: \"\"\r\n  id: 1\r\n", "\"\"", "- title: x\r\n  id: 1\r\n"),
            // Where other fields are on its line it stays.
            ("- { title: x, closes: '', id: 1 }\n", "''", "- { title: x, closes: '', id: 1 }\n"),
            ("- closes: ''\n  id: 1\n", "''", "- closes: ''\n  id: 1\n"),
            // So it does with a comment.
            ("title: x\ncloses: ''  # ask Jane\n", "''", "title: x\ncloses: ''  # ask Jane\n"),
        ] {
            assert_eq!(applied(source, &[&Edit::remove(span(source, part))]).0, expected);
        }
        let source = "skills: Rust, C#, it's\n";
        let items = ["Rust", "C#", "it's"].map(str::to_owned).to_vec();
        let edit = Edit::list(span(source, "Rust, C#, it's"), items);
        assert_eq!(applied(source, &[&edit]).0, "skills: [Rust, \"C#\", \"it's\"]\n");
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
