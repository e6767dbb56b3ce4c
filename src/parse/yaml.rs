//! YAML text to a tree of values with their places. The only home of the YAML crate.

use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use std::cell::RefCell;

use super::raw::{Raw, RawValue};
use super::yaml_faults::complain;
use super::yaml_help::without_tags;
use crate::diag::{Complaint, Diagnostic};
use crate::parse::rules::LOST_COMMENT;
use crate::source::{Span, Spanned, SrcPath};

/// A value and its place.
pub type Node = Spanned<Value>;

/// A YAML value. A plain scalar is the text its author typed: `007`, `30.000` and `NO` are texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Scalar {
        text: String,
        style: Style,
    },
    List(Vec<Node>),
    /// Ordered as written; keys are unique.
    Map(Vec<(Spanned<String>, Node)>),
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Quoted,
    Block,
}

impl Value {
    /// What it is, for messages: `a text`, `a list` …
    pub fn describe(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of fields",
        }
    }
}

/// How far YAML may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Written by the site's owner: anchors and merges allowed.
    Owner,
    /// May come from anybody: no anchors, no aliases.
    Anybody,
}

/// The documents in `text`, a part of `file` that begins at byte `base`.
///
/// A syntax fault leaves nothing; a duplicate key is reported and the last value counts for what follows.
pub fn parse(file: &SrcPath, text: &str, base: usize, trust: Trust, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    let (text, base) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, base + '\u{feff}'.len_utf8()),
        None => (text, base),
    };
    let place = TextPlace { file, text, base, lost: RefCell::default() };
    let first = read(text, trust, DuplicateKeyPolicy::Error);
    // What a field holds follows from its name: tags of YAML's own say nothing.
    let untagged = first.is_err().then(|| without_tags(text)).filter(|untagged| untagged != text);
    let (text, first) =
        untagged.as_deref().map_or((text, first), |text| (text, read(text, trust, DuplicateKeyPolicy::Error)));
    let documents = match first {
        Ok(documents) => documents,
        Err(error) => {
            let (diagnostic, is_duplicate) = complain(&error, &place);
            diagnostics.push(diagnostic);
            if !is_duplicate {
                return Vec::new();
            }
            match read(text, trust, DuplicateKeyPolicy::LastWins) {
                Ok(documents) => documents,
                Err(error) => {
                    diagnostics.push(complain(&error, &place).0);
                    return Vec::new();
                }
            }
        }
    };
    let nodes = documents.into_iter().map(|raw| place.node(raw)).collect();
    diagnostics.extend(place.lost.into_inner());
    nodes
}

/// Documents in a file, at most.
pub(super) const MOST_DOCUMENTS: usize = 10_000;

/// Values that a text may have: 20,000, and in long lists of postings one for each 8 bytes up to 500,000. A posting of 2 KB has about 60.
pub(super) fn most_nodes(text: &str) -> usize {
    (text.len() / 8).clamp(20_000, 500_000)
}

fn read(text: &str, trust: Trust, duplicate_keys: DuplicateKeyPolicy) -> Result<Vec<Raw>, serde_yaml::Error> {
    let (anchors, merge_keys) = match trust {
        Trust::Owner => (100, MergeKeyPolicy::Merge),
        Trust::Anybody => (0, MergeKeyPolicy::Error),
    };
    let nodes = most_nodes(text);
    let options = serde_yaml::options! {
        strict_booleans: true,
        duplicate_keys: duplicate_keys,
        merge_keys: merge_keys,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_depth: 32, max_nodes: nodes, max_events: 5 * nodes, max_aliases: anchors, max_anchors: anchors,
            max_total_scalar_bytes: 8 << 20, max_documents: MOST_DOCUMENTS,
        },
    };
    serde_yaml::from_multiple_with_options(text, options)
}

/// The text that offsets of the crate count in, and where it lies in its file.
pub(super) struct TextPlace<'a> {
    file: &'a SrcPath,
    pub(super) text: &'a str,
    base: usize,
    /// Texts that were cut short by what looks like no comment.
    lost: RefCell<Vec<Diagnostic>>,
}

impl TextPlace<'_> {
    pub(super) fn range(&self, location: &serde_yaml::Location) -> (usize, usize) {
        let span = location.span();
        let offset = span.byte_offset().and_then(|offset| usize::try_from(offset).ok());
        let len = span.byte_len().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
        let start = offset.unwrap_or_else(|| self.offset_of(location)).min(self.text.len());
        let end = (start + len).min(self.text.len());
        (start, end)
    }

    /// From a line and a column, where the crate knows no bytes.
    fn offset_of(&self, location: &serde_yaml::Location) -> usize {
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        let column = usize::try_from(location.column()).unwrap_or(1).max(1);
        let start: usize = self.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = &self.text[start..];
        let in_line = rest.split('\n').next().unwrap_or("");
        start + in_line.char_indices().nth(column - 1).map_or(in_line.len(), |(at, _)| at)
    }

    pub(super) fn span(&self, (start, end): (usize, usize)) -> Span {
        Span::new(self.file, self.base + start, self.base + end)
    }

    fn node(&self, raw: Raw) -> Node {
        let range = self.range(&raw.referenced);
        let written = self.text.get(range.0..range.1).unwrap_or("").trim_end();
        let value = match raw.value {
            RawValue::Null => Value::Null,
            RawValue::Typed => match written {
                "null" | "Null" | "NULL" | "~" => Value::Null,
                text => Value::Scalar { text: text.to_owned(), style: Style::Plain },
            },
            RawValue::Text(text) => {
                let style = match written.as_bytes().first() {
                    Some(b'"' | b'\'') => Style::Quoted,
                    Some(b'|' | b'>') => Style::Block,
                    _ if self.follows_block_header(range.0) => Style::Block,
                    _ => Style::Plain,
                };
                Value::Scalar { text, style }
            }
            RawValue::List(items) => {
                let items: Vec<Node> = items.into_iter().map(|item| self.node(item)).collect();
                let range = self.closed(range, items.last());
                return Node { value: Value::List(items), span: self.span(self.trimmed(range)) };
            }
            RawValue::Map(items) => {
                let of_item = |(key, value): (serde_yaml::Spanned<String>, Raw)| {
                    let span = self.span(self.trimmed(self.range(&key.referenced)));
                    (Spanned::new(key.value, span), self.node(value))
                };
                let items: Vec<_> = items.into_iter().map(of_item).collect();
                let range = self.closed(range, items.last().map(|(_, node)| node));
                return Node { value: Value::Map(items), span: self.span(self.trimmed(range)) };
            }
        };
        if let Value::Scalar { style: Style::Plain, .. } = value {
            self.note_lost_comment(self.trimmed(range));
        }
        let range = match value {
            Value::Scalar { style: Style::Block, .. } => range,
            _ => self.trimmed(range),
        };
        Node { value, span: self.span(range) }
    }

    /// A list or a map in brackets, to the bracket that closes it.
    fn closed(&self, (start, end): (usize, usize), last: Option<&Node>) -> (usize, usize) {
        let close = match self.text.as_bytes().get(start) {
            Some(b'[') => ']',
            Some(b'{') => '}',
            _ => return (start, end),
        };
        let behind = last.map_or(start + 1, |last| (last.span.end as usize).saturating_sub(self.base));
        let rest = self.text.get(behind.max(start + 1)..).unwrap_or("");
        let gap = rest.find(|c: char| !c.is_whitespace() && c != ',').unwrap_or(rest.len());
        match rest[gap..].starts_with(close) {
            true => (start, behind.max(start + 1) + gap + 1),
            false => (start, end),
        }
    }

    /// A comment that begins like a number or a word, ` #1`, was surely meant as text.
    fn note_lost_comment(&self, (start, end): (usize, usize)) {
        let line = self.text[end..].split(['\n', '\r']).next().unwrap_or("");
        if line.strip_prefix(" #").is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            let whole = format!("{}{}", &self.text[start..end], line.trim_end());
            let complaint =
                Complaint::new(LOST_COMMENT, format!("`{}` is a comment, not part of the text", line.trim()))
                    .help(format!("put the text in quotes: `\"{}\"`", whole.replace('"', "\\\"")));
            self.lost.borrow_mut().push(complaint.at(self.span((end + 1, end + line.trim_end().len()))));
        }
    }

    /// Whether what stands before `at` is the `|` or `>` of a block scalar.
    fn follows_block_header(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let Some(line_end) = before.trim_end_matches(' ').strip_suffix('\n') else { return false };
        let header = line_end.trim_end_matches(['\n', '\r', ' ']).rsplit('\n').next().unwrap_or("");
        let header = header.find(" #").map_or(header, |comment| &header[..comment]).trim_end();
        let word = header.rsplit([' ', ':']).next().unwrap_or("");
        word.starts_with(['|', '>']) && word[1..].chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+'))
    }

    /// Without trailing white space.
    pub(super) fn trimmed(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let len = self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        (start, start + len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::rules::{DUPLICATE_KEY, YAML_LIMIT, YAML_SYNTAX};

    fn read(text: &str, trust: Trust) -> (Vec<Node>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let nodes = parse(&SrcPath::new("x.yaml"), text, 0, trust, &mut diagnostics);
        (nodes, diagnostics)
    }

    fn field(node: &Node, name: &str) -> Node {
        let Value::Map(items) = &node.value else { panic!("no map") };
        items.iter().find(|(key, _)| key.value == name).unwrap().1.clone()
    }

    fn text(node: &Node) -> &str {
        match &node.value {
            Value::Scalar { text, .. } => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_long_list_has_more_values_than_a_short_one_may() {
        let posting = "- title: Nurse\n  company: acme\n  posted: 2026-11-01\n  skills: [a, b, c]\n  description: Care for people who need it, every day of the week.\n";
        let (nodes, diagnostics) = read(&posting.repeat(3_000), Trust::Anybody);
        assert!(diagnostics.is_empty() && matches!(&nodes[0].value, Value::List(items) if items.len() == 3_000));
        for (text, message) in [
            (format!("[{}a]", "a,".repeat(60_000)), "there are more than 20000 values, too many for this file"),
            (format!("[{}a]", "a,".repeat(600_000)), "there are more than 150000 values, too many for this file"),
            ("---\na\n".repeat(10_001), "there are more than 10000 documents, too many for this file"),
        ] {
            let (_, diagnostics) = read(&text, Trust::Anybody);
            assert_eq!((diagnostics[0].code, diagnostics[0].message.as_str()), (YAML_LIMIT, message));
        }
    }

    #[test]
    fn a_plain_scalar_is_the_text_its_author_typed() {
        let source = "country: NO\nid: 007\npostal: 08001\npay: 30.000\nyes: on\ndate: 2026-10-05\nempty:\nhex: 0x1F\nnum: 1_000\n";
        let (nodes, diagnostics) = read(source, Trust::Anybody);
        assert_eq!(diagnostics, []);
        for (name, expected) in [
            ("country", "NO"),
            ("id", "007"),
            ("postal", "08001"),
            ("pay", "30.000"),
            ("yes", "on"),
            ("hex", "0x1F"),
            ("num", "1_000"),
        ] {
            assert_eq!(text(&field(&nodes[0], name)), expected);
            let span = field(&nodes[0], name).span;
            assert_eq!(&source[span.start as usize..span.end as usize], expected);
        }
        assert_eq!(field(&nodes[0], "empty").value, Value::Null);
    }

    #[test]
    fn quoted_and_block_scalars_keep_their_style_and_place() {
        let source = "a: \"x \\n y\"\nb: |\n  one\n  two\nc: 'it''s'\nd: x # comment\n";
        let (nodes, _) = read(source, Trust::Anybody);
        let b = field(&nodes[0], "b");
        assert_eq!(b.value, Value::Scalar { text: "one\ntwo\n".to_owned(), style: Style::Block });
        assert_eq!(&source[b.span.start as usize..b.span.end as usize], "one\n  two\n");
        assert_eq!(text(&field(&nodes[0], "c")), "it's");
        let d = field(&nodes[0], "d").span;
        assert_eq!(&source[d.start as usize..d.end as usize], "x");
    }

    #[test]
    fn several_documents_and_a_byte_order_mark_are_read() {
        let (nodes, diagnostics) = read("\u{feff}a: 1\n---\nb: 2\n", Trust::Anybody);
        assert_eq!((nodes.len(), diagnostics.len()), (2, 0));
        assert_eq!(field(&nodes[0], "a").span.start, 6);
    }

    #[test]
    fn a_duplicate_key_is_one_fault_and_the_rest_is_read() {
        let (nodes, diagnostics) = read("a: 1\nb: 2\na: 3\n", Trust::Anybody);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, DUPLICATE_KEY);
        assert_eq!((diagnostics[0].at.start, diagnostics[0].at.end), (10, 11));
        assert_eq!(text(&field(&nodes[0], "b")), "2");
    }

    #[test]
    fn bombs_are_refused_quickly() {
        let bomb = format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(2000), "*a,".repeat(200));
        for (source, trust) in [
            (bomb.as_str(), Trust::Anybody),
            (&"[".repeat(100_000), Trust::Owner),
            (&"{a: ".repeat(10_000), Trust::Owner),
            (bomb.as_str(), Trust::Owner),
        ] {
            let (nodes, diagnostics) = read(source, trust);
            assert_eq!((nodes.len(), diagnostics.len()), (0, 1));
            assert!(matches!(diagnostics[0].code, YAML_LIMIT | YAML_SYNTAX), "{diagnostics:?}");
        }
    }

    #[test]
    fn an_unquoted_colon_is_explained() {
        let (_, diagnostics) = read("title: Backend: the basics\n", Trust::Anybody);
        assert_eq!(diagnostics[0].code, YAML_SYNTAX);
        assert_eq!(diagnostics[0].help.as_deref(), Some("put the text in quotes: `title: \"Backend: the basics\"`"));
    }
}
