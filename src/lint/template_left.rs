//! What `new` wrote for the editor to replace, and other tools' placeholders, left in a text that readers would see.

use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::{Entry, KindName, Part};

/// Pieces of HTML that no finished text has.
const PLACEHOLDERS: [&str; 9] = [
    "<li>…</li>",
    "<p>…</p>",
    "Lorem ipsum",
    "[company]",
    "[Company Name]",
    "[company name]",
    "[title]",
    "{{",
    "TODO:",
];
/// Where `new` lets applicants apply until somebody says where.
const APPLY: &str = "https://company.example/apply";

pub fn look(entry: &Entry, diagnostics: &mut Vec<Diagnostic>) {
    if entry.head.draft || !matches!(entry.kind.name(), KindName::Job | KindName::Article) {
        return;
    }
    let html = entry.body.parts.iter().filter_map(|part| match part {
        Part::Html(html) => Some(html.as_str()),
        Part::Link(_) | Part::Word(_) => None,
    });
    let left = html.flat_map(|html| PLACEHOLDERS.into_iter().filter(move |left| html.contains(left))).next();
    let apply = entry.job().and_then(|job| job.apply.url.as_ref()).filter(|url| url.as_str() == APPLY);
    if let Some(found) = left.or(apply.map(|_| APPLY)) {
        let shown = found.trim_start_matches("<li>").trim_start_matches("<p>").split('<').next().unwrap_or(found);
        let complaint = Complaint::new(Code::TemplateLeft, format!("`{shown}` was meant to be replaced"));
        let help = "write what readers should know, or add `draft: true` until then";
        diagnostics.push(complaint.help(help).at(entry.head.span.clone()));
    }
}
