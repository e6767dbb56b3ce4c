//! A Markdown file to its front matter and its body.

use crate::diag::{Complaint, Diagnostic};
use crate::parse::rules::{FRONT_MATTER_MISSING, FRONT_MATTER_UNCLOSED};
use crate::source::{Span, SrcPath};

/// Front matter may be this long, in bytes.
pub const FRONT_MATTER_CAP: usize = 64 << 10;

/// The two halves of a file, each with the byte at which it begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Halves<'a> {
    pub front: (usize, &'a str),
    pub body: (usize, &'a str),
}

impl Halves<'_> {
    /// Where the first line of the text stands that says something: its first and last byte.
    pub fn first_line(&self) -> (u32, u32) {
        let (base, text) = self.body;
        let blank = text.len() - text.trim_start().len();
        let end = base + blank + text.trim_start().lines().next().map_or(0, str::len);
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (short(base + blank), short(end))
    }
}

/// Cuts a file at its `---` lines.
pub fn split<'a>(file: &SrcPath, text: &'a str) -> Result<Halves<'a>, Diagnostic> {
    let skipped = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = Lines { text, at: skipped };
    let first = lines.next().unwrap_or((skipped, ""));
    if first.1.trim_end() != "---" {
        let complaint = Complaint::new(FRONT_MATTER_MISSING, "the file does not begin with front matter").help(
            match first.1.trim_end() {
                "+++" => {
                    "TOML between `+++` is not read: write the fields as YAML, `title: …`, between two lines `---`"
                }
                _ => "begin it with a line `---`, then `title: …`, then another line `---`",
            },
        );
        return Err(complaint.at(Span::new(file, skipped, skipped + first.1.len())));
    }
    let start = lines.at;
    while let Some((at, line)) = lines.next() {
        if line.trim_end() == "---" {
            return Ok(Halves { front: (start, &text[start..at]), body: (lines.at, &text[lines.at..]) });
        }
        if at - start > FRONT_MATTER_CAP {
            break;
        }
    }
    let complaint = Complaint::new(FRONT_MATTER_UNCLOSED, "front matter is opened here and never closed")
        .help("put a line `---` alone after the last field");
    Err(complaint.at(Span::new(file, skipped, skipped + 3)))
}

/// Lines with their offsets; LF, CRLF and CR end one.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let rest = &self.text[start..];
        let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = if rest[len..].starts_with("\r\n") { len + 2 } else { (len + 1).min(rest.len()) };
        self.at = start + end;
        Some((start, &rest[..len]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    fn halves(text: &str) -> Result<(String, String), Code> {
        split(&SrcPath::new("a.md"), text).map(|h| (h.front.1.to_owned(), h.body.1.to_owned())).map_err(|d| d.code)
    }

    #[test]
    fn the_halves_are_cut_at_lines_of_three_hyphens() {
        assert_eq!(halves("---\na: 1\n---\nbody\n---\n"), Ok(("a: 1\n".into(), "body\n---\n".into())));
        assert_eq!(halves("\u{feff}---\r\na: 1\r\n---\r\nbody"), Ok(("a: 1\r\n".into(), "body".into())));
        assert_eq!(halves("---\n---"), Ok((String::new(), String::new())));
        assert_eq!(halves("--- \na: |\n  ---x\n---\n"), Ok(("a: |\n  ---x\n".into(), String::new())));
    }

    #[test]
    fn what_is_never_closed_or_never_opened_is_said() {
        assert_eq!(halves("---\ntitle: x\n\nText"), Err(FRONT_MATTER_UNCLOSED));
        assert_eq!(halves("title: x"), Err(FRONT_MATTER_MISSING));
        assert_eq!(halves(""), Err(FRONT_MATTER_MISSING));
        let long = format!("---\n{}---\n", "a: b\n".repeat(20_000));
        assert_eq!(halves(&long), Err(FRONT_MATTER_UNCLOSED));
    }
}
