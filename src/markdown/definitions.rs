//! What the Markdown parser would take for a definition, and nobody else does: a colon that begins a line and has no white space behind it
//! (`:rocket: Join us`, `:::note`), and one within a code span. A definition needs `:` and white space, outside code, as in Pandoc, PHP Markdown Extra
//! and markdown-it-deflist (2026).

use std::borrow::Cow;

/// Stands in for such a colon while the text is parsed; as long as one, and no character of a text.
const COLON: char = '\u{2}';

/// The text with each such colon hidden, so that offsets stay.
pub fn hidden(text: &str) -> Cow<'_, str> {
    let is_start = |line: &str| behind_marks(line).starts_with(':');
    // A text that has the stand-in itself is left as it is: then none is taken for a colon.
    if text.contains(COLON) || !text.lines().any(is_start) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    // Runs of backticks in the paragraph so far: within a code span there is one without its partner.
    let mut runs: Vec<usize> = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            runs.clear();
        }
        let rest = behind_marks(line);
        let is_marker =
            rest.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t', '\n']) || rest.is_empty());
        match rest.strip_prefix(':') {
            // The second line of a table may begin with a colon.
            Some(_) if rest.trim_end().bytes().all(|byte| matches!(byte, b':' | b'-' | b'|' | b' ' | b'\t')) => {
                out.push_str(line);
            }
            Some(after) if !is_marker || !runs.is_empty() => {
                out.push_str(&line[..line.len() - rest.len()]);
                out.push(COLON);
                out.push_str(after);
            }
            _ => out.push_str(line),
        }
        for run in line.split(|c| c != '`').map(str::len).filter(|len| *len > 0) {
            match runs.iter().position(|open| *open == run) {
                Some(at) => drop(runs.drain(at..)),
                None => runs.push(run),
            }
        }
    }
    Cow::Owned(out)
}

/// A text of the parser with its colons back.
pub fn shown(text: &str) -> Cow<'_, str> {
    match text.contains(COLON) {
        true => Cow::Owned(text.replace(COLON, ":")),
        false => Cow::Borrowed(text),
    }
}

/// A line behind the marks of quotes, lists and footnotes, and behind what it is indented by.
fn behind_marks(line: &str) -> &str {
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', '>']);
        let numbered = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered = numbered.len() < trimmed.len() && numbered.len() + 9 >= trimmed.len();
        let after = match trimmed.as_bytes() {
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] => &trimmed[2..],
            _ if is_numbered && (numbered.starts_with(". ") || numbered.starts_with(") ")) => &numbered[2..],
            [b'[', b'^', ..] => match trimmed.find("]:") {
                Some(end) => &trimmed[end + 2..],
                None => return trimmed,
            },
            _ => return trimmed,
        };
        rest = after;
    }
}
