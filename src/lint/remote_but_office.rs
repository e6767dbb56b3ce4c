//! A remote posting whose text asks for days in the office. Google, "JobPosting" structured data (2026-09-08): jobs marked as TELECOMMUTE must be fully remote.

use super::{Posting, bodies};
use crate::content::Workplace;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::locale::language;

rule! {
    RULE = Warning "remote-but-office" {
        why: "Google takes a posting as remote only when no one ever has to come to an office; others are taken down.",
        example: "workplace: remote and “two days in the office” in the text",
        remedy: "Write `workplace: hybrid` and a `location`, or change the text.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    if job.workplace != Some(Workplace::Remote) {
        return;
    }
    let entry = posting.entry;
    let text = posting.text();
    let phrases = language(entry.head().lang.primary()).map_or(&[][..], |language| language.phrases.office);
    if let Some((phrase, at)) = phrases.iter().find_map(|phrase| Some((phrase, bodies::find(text, phrase)?))) {
        let message = format!("the posting is remote, but its text says “{phrase}”");
        let complaint = Complaint::new(RULE, message);
        let help = "write `workplace: hybrid` and a `location`, or change the text";
        let told = complaint.help(help).at(entry.head().at("workplace"));
        diagnostics.push(told.also("the text says so here", posting.place(at, phrase.len())));
    }
}
