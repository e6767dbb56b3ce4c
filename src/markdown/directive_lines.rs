//! Which lines of a text are directives.
//!
//! A directive is a line of its own. While a text is parsed, each such line is a thematic break, which parts what stands above from what stands below in
//! every block of Markdown; which breaks are directives is known by where they stand.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser};

use super::directive::DIRECTIVES;
use crate::diag::nearest;

/// The lines of a text that are directives.
#[derive(Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Without the white space around it.
    pub start: usize,
    pub end: usize,
    pub colons: usize,
    /// Empty where a directive ends.
    pub word: String,
    pub label: Option<(usize, usize)>,
    /// What stands between the braces.
    pub attributes: Option<(usize, usize)>,
    /// The line can't be read on from here.
    pub rest: Option<usize>,
}

impl Lines {
    /// Finds them. A line in code or in HTML is none: there, no thematic break comes of it.
    pub fn of(text: &str, options: Options) -> Lines {
        let mut lines = Lines { lines: Vec::new() };
        if !text.contains("::") {
            return lines;
        }
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            lines.lines.extend(Line::read(line, at));
            at += line.len();
        }
        while !lines.lines.is_empty() {
            let masked = lines.masked(text);
            let rules: BTreeSet<usize> = Parser::new_ext(&masked, options)
                .into_offset_iter()
                .filter(|(event, _)| *event == Event::Rule)
                .map(|(_, range)| range.start)
                .collect();
            let before = lines.lines.len();
            lines.lines.retain(|line| {
                rules.range(..line.end).next_back().is_some_and(|rule| *rule + 3 >= line.start && line.start >= *rule)
            });
            if lines.lines.len() == before {
                break;
            }
        }
        lines
    }

    /// The text with thematic breaks in their place, as long as they.
    pub fn masked<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.lines.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut masked = String::with_capacity(text.len());
        let mut from = 0;
        for line in &self.lines {
            masked.push_str(&text[from..line.start]);
            masked.push_str("***");
            masked.extend(std::iter::repeat_n(' ', line.end - line.start - 3));
            from = line.end;
        }
        masked.push_str(&text[from..]);
        Cow::Owned(masked)
    }

    /// The line whose thematic break stands at this place.
    pub fn at(&self, rule: usize) -> Option<&Line> {
        let index = self.lines.partition_point(|line| line.end <= rule);
        self.lines.get(index).filter(|line| line.start <= rule + 3 && rule <= line.start)
    }
}

impl Line {
    /// The directive that a line is, if it is one. `at` is where the line begins.
    fn read(line: &str, at: usize) -> Option<Line> {
        let body = line.trim_end();
        let indentation = body.len() - body.trim_start_matches(' ').len();
        let rest = &body[indentation..];
        let colons = rest.bytes().take_while(|byte| *byte == b':').count();
        if indentation > 3 || colons < 2 {
            return None;
        }
        let start = at + indentation;
        let after = &rest[colons..];
        let after_blanks = after.trim_start_matches(' ');
        let word: String =
            after_blanks.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        let mut found = Line { start, end: at + body.len(), colons, word, label: None, attributes: None, rest: None };
        if after.is_empty() {
            return (colons >= 3).then_some(found);
        }
        // `:: x` is text; `::: x` is how some write it.
        if found.word.is_empty() || (colons == 2 && after.len() != after_blanks.len()) {
            return None;
        }
        let offset = |rest: &str| at + body.len() - rest.len();
        let mut rest = &after_blanks[found.word.len()..];
        if let Some(inner) = rest.strip_prefix('[')
            && let Some(end) = inner.find(']')
        {
            found.label = Some((offset(inner), offset(inner) + end));
            rest = &inner[end + 1..];
        }
        if let Some(inner) = rest.strip_prefix('{')
            && let Some(end) = closing_brace(inner)
        {
            found.attributes = Some((offset(inner), offset(inner) + end));
            rest = &inner[end + 1..];
        }
        if !rest.trim().is_empty() {
            // `::name and more` is text; behind three colons it is a slip.
            if colons == 2 && !rest.starts_with(['[', '{']) {
                return None;
            }
            found.rest = Some(offset(rest));
        }
        // Near enough to one to be it: `::job`.
        let is_known = nearest(&found.word, DIRECTIVES.iter().map(|known| known.word)).is_some();
        let is_bare = found.label.is_none() && found.attributes.is_none() && found.rest.is_none();
        // `::before` alone is a word of style sheets, or of another language.
        (colons > 2 || is_known || !is_bare).then_some(found)
    }
}

/// Where the brace closes; quoted text may hold braces.
fn closing_brace(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        (c == '}' && quote.is_none()).then_some(at)
    })
}

/// Where a key stands, the key, where its value stands, the value.
pub(super) type Pair<'a> = (usize, &'a str, Option<(usize, &'a str)>);

/// `key=value`, `key="a value"`, in order.
pub(super) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t', ',']).len();
        let rest = &text[at..];
        if rest.is_empty() {
            return pairs;
        }
        let len = rest.find([' ', '\t', '=']).unwrap_or(rest.len()).max(1);
        let len = (len..=rest.len()).find(|len| rest.is_char_boundary(*len)).unwrap_or(rest.len());
        let key = (at, &rest[..len]);
        at += len;
        let Some(value) = text[at..].strip_prefix('=') else {
            pairs.push((key.0, key.1, None));
            continue;
        };
        at += 1;
        let (value, skipped) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let end = value[1..].find(quote).map_or(value.len() - 1, |end| end);
                at += 1;
                (&value[1..=end], end + 1)
            }
            _ => {
                let end = value.find([' ', '\t']).unwrap_or(value.len());
                (&value[..end], end)
            }
        };
        pairs.push((key.0, key.1, Some((at, value))));
        at = (at + skipped).min(text.len());
    }
}
