//! What CommonMark takes for plain text, and an author surely meant otherwise.

use crate::diag::{Complaint, Diagnostic};
use crate::markdown::rules::{EMPHASIS_SPACES, HEADING_SPACE, LINK_AS_TEXT, LIST_MARKER_SPACE};

use crate::source::Text;

/// Looks through the paragraph at `start..end` of `text`.
pub fn paragraph(text: &Text<'_>, start: usize, end: usize, diagnostics: &mut Vec<Diagnostic>) {
    let mut at = start;
    for line in text.text[start..end].split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[indentation..];
        let mut characters = rest.chars();
        let is_marker = matches!(characters.next(), Some('-' | '+' | '•'));
        let bullet = rest.chars().next().map_or(0, char::len_utf8);
        if is_marker && characters.next().is_some_and(|c| c.is_alphabetic() || (rest.starts_with('•') && c == ' ')) {
            let word = rest[bullet..].split_whitespace().next().unwrap_or("");
            let complaint = Complaint::new(LIST_MARKER_SPACE, "this line looks like a list item, but is ordinary text")
                .help(format!("write `- {word} …`, with a space after the hyphen and an empty line before the list"));
            diagnostics.push(complaint.at(text.span(at + indentation, at + indentation + bullet)));
        }
        let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
        if (2..=6).contains(&hashes) && rest[hashes..].starts_with(char::is_alphanumeric) {
            let complaint = Complaint::new(HEADING_SPACE, "this line looks like a heading, but is ordinary text")
                .help(format!("write `{} …`, with a space after the `#`", &rest[..hashes]));
            diagnostics.push(complaint.at(text.span(at + indentation, at + indentation + hashes)));
        }
        at += line.len();
    }
}

/// A text that has what links are made of, and is none.
pub fn link(text: &Text<'_>, start: usize, end: usize, diagnostics: &mut Vec<Diagnostic>) {
    let written = text.text.get(start..end).unwrap_or("");
    if !written.contains(']') {
        return;
    }
    for mark in ["](", "] ("] {
        let Some(at) = written.find(mark) else { continue };
        let Some(open) = written[..at].rfind('[') else { continue };
        let Some(close) = written[at..].find(')') else { continue };
        if written[..open].ends_with('\\') {
            continue;
        }
        let target = written[at + mark.len()..at + close].trim();
        let looks_like_one = target.contains(['.', '/', '#']);
        if looks_like_one {
            let help = if target.contains(' ') {
                format!("write `](<{target}>)`")
            } else {
                format!("write `]({target})`, without a space between")
            };
            let complaint = Complaint::new(LINK_AS_TEXT, "this looks like a link, but is ordinary text").help(help);
            diagnostics.push(complaint.at(text.span(start + open, start + at + close + 1)));
        }
    }
}

/// Two literal `**` of which one can't begin or end what is bold: a space at its inner side, or a sign there and a letter on the other (CommonMark
/// 0.31.2, 6.2); the second is common where words have no spaces between them. `stars` are their places.
pub fn emphasis(text: &Text<'_>, stars: &[usize], diagnostics: &mut Vec<Diagnostic>) {
    for pair in stars.chunks_exact(2) {
        let (open, close) = (pair[0], pair[1] + 2);
        let inner = &text.text[open + 2..pair[1]];
        let span = text.span(open, close);
        if inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace) {
            let complaint =
                Complaint::new(EMPHASIS_SPACES, "a space inside `**` keeps this from being bold; the stars are shown");
            let help = format!("write `**{}**`", shortened(inner.trim()));
            diagnostics.push(complaint.help(help).at(span));
            continue;
        }
        let is_sign = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let first = is_sign(inner.chars().next()) && is_letter(text.text[..open].chars().next_back());
        let last = is_sign(inner.chars().next_back()) && is_letter(text.text[close..].chars().next());
        if (first || last) && !inner.contains('\n') {
            let complaint = Complaint::new(
                EMPHASIS_SPACES,
                "a sign inside `**` with a letter outside keeps this from being bold; the stars are shown",
            );
            let bold = inner.trim_matches(|c: char| !c.is_alphanumeric());
            let help = match bold.is_empty() {
                true => "write a space on the outer side of the stars".to_owned(),
                false => format!(
                    "leave the signs outside: `{}`, or write a space on the outer side of the stars",
                    shortened(&inner.replacen(bold, &format!("**{bold}**"), 1))
                ),
            };
            diagnostics.push(complaint.help(help).at(span));
        }
    }
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= 6 {
        words.join(" ")
    } else {
        format!("{} … {}", words[..3].join(" "), words[words.len() - 2..].join(" "))
    }
}
