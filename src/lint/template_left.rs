//! What `new` wrote for the editor to replace, and other tools' placeholders, left in a text that readers would see.

use crate::content::{Entry, KindName};
use crate::diag::{Complaint, Diagnostic, rule};
use crate::markdown::prose;
use crate::source::{Span, occurrences};

rule! {
    RULE = Warning "template-left" {
        why: "A file that `rolecall new` wrote holds places to fill in. Once `draft: true` is gone, readers see them.",
        example: "- … below “What you will do”, or apply: https://company.example/apply",
        remedy: "Write what readers should know, or put `draft: true` back.",
    }
}

/// Pieces of text that no finished text has. In code, they are what the text is about.
const PLACEHOLDERS: [&str; 7] =
    ["Lorem ipsum", "[company]", "[Company Name]", "[company name]", "[title]", "{{", "TODO:"];
/// What all of them and what `new` writes have.
const SIGNS: [&str; 5] = ["Lorem ipsum", "[", "{{", "TODO:", TO_FILL];
/// What `new` writes in a line of its own.
const TO_FILL: &str = "…";
/// Where `new` lets applicants apply until somebody says where.
const APPLY: &str = "https://company.example/apply";

pub fn check(entry: &Entry, diagnostics: &mut Vec<Diagnostic>) {
    if entry.head().draft || !matches!(entry.record.kind.name(), KindName::Job | KindName::Article | KindName::Own) {
        return;
    }
    let apply = entry.job().and_then(|job| job.apply.url.as_ref()).filter(|url| url.as_str() == APPLY);
    let has_signs = entry.body().has_any(&SIGNS);
    if apply.is_none() && !has_signs {
        return;
    }
    let prose = prose(entry.body());
    // A shortcode of another tool is told of as such.
    let is_shortcode = |at: usize| prose.text[at..].starts_with("{{<") || prose.text[at..].starts_with("{{%");
    let find = |left: &str| occurrences(&prose.text, left).find(|at| !is_shortcode(*at));
    let placeholder = PLACEHOLDERS.iter().filter_map(|left| Some((find(left)?, *left))).min();
    let line = || {
        prose.text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim()))
        })
    };
    let to_fill = line().find(|(_, line)| *line == TO_FILL);
    let in_text = placeholder.into_iter().chain(to_fill).min().map(|(at, left)| {
        let (start, end) = prose.place(at, at + left.len());
        (left, Span::new(&entry.head().source, start, end))
    });
    let found = in_text.or_else(|| apply.map(|_| (APPLY, entry.head().at("apply"))));
    if let Some((shown, span)) = found {
        let complaint = Complaint::new(RULE, format!("the placeholder `{shown}` was not replaced"));
        let help = "write what readers should know, or add `draft: true` until then";
        diagnostics.push(complaint.help(help).at(span));
    }
}
