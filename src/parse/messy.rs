//! What CommonMark takes for plain text, and an author surely meant otherwise.

use crate::diag::{Code, Complaint, Diagnostic};

use super::Text;

/// Looks through the paragraph at `start..end` of `text`. `stars` are the places where `**` stayed text.
pub fn paragraph(text: &Text<'_>, start: usize, end: usize, stars: &[usize], diagnostics: &mut Vec<Diagnostic>) {
    emphasis(text, stars, diagnostics);
    let mut at = start;
    for line in text.text[start..end].split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[indentation..];
        let mut characters = rest.chars();
        let is_marker = matches!(characters.next(), Some('-' | '+' | '•'));
        let bullet = rest.chars().next().map_or(0, char::len_utf8);
        if is_marker && characters.next().is_some_and(|c| c.is_alphabetic() || (rest.starts_with('•') && c == ' ')) {
            let word = rest[bullet..].split_whitespace().next().unwrap_or("");
            let complaint =
                Complaint::new(Code::ListMarkerSpace, "this line looks like a list item, but is ordinary text").help(
                    format!("write `- {word} …`, with a space after the hyphen and an empty line before the list"),
                );
            diagnostics.push(complaint.at(text.span(at + indentation, at + indentation + bullet)));
        }
        at += line.len();
    }
}

/// Two literal `**` with a space at the inner side of one of them.
fn emphasis(text: &Text<'_>, stars: &[usize], diagnostics: &mut Vec<Diagnostic>) {
    for pair in stars.chunks_exact(2) {
        let (open, close) = (pair[0], pair[1] + 2);
        let inner = &text.text[open + 2..pair[1]];
        if inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace) {
            let complaint = Complaint::new(
                Code::EmphasisSpaces,
                "a space inside `**` keeps this from being bold; the stars are shown",
            )
            .help(format!("write `**{}**`", shortened(inner.trim())));
            diagnostics.push(complaint.at(text.span(open, close)));
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
