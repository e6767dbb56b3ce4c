//! A remote posting whose text asks for days in the office. Google, "JobPosting" structured data (2026-09-08): jobs marked as TELECOMMUTE must be fully remote.

use super::{Posting, bodies};
use crate::diag::{Complaint, Diagnostic, rule};
use crate::model::Workplace;

rule! {
    RULE = Warning "remote-but-office" {
        why: "Google takes a posting as remote only when nobody ever has to come; other postings marked so are taken down.",
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
    let phrases =
        PHRASES.iter().filter(|(lang, _)| *lang == entry.head().lang.primary()).flat_map(|(_, list)| list.iter());
    if let Some((phrase, at)) = phrases.into_iter().find_map(|phrase| Some((phrase, bodies::find(text, phrase)?))) {
        let message = format!("the posting is remote, and its text says “{phrase}”");
        let complaint = Complaint::new(RULE, message);
        let help = "write `workplace: hybrid` and a `location`, or change the text";
        let told = complaint.help(help).at(entry.head().at("workplace"));
        diagnostics.push(told.also("the text says so here", posting.place(at, phrase.len())));
    }
}

/// By language; each says that somebody must come.
const PHRASES: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "day in the office",
            "days in the office",
            "day a week in the office",
            "days a week in the office",
            "days per week in the office",
            "days in office",
            "days on site",
            "days onsite",
            "hybrid role",
            "hybrid position",
            "must live within commuting distance",
        ],
    ),
    (
        "es",
        &[
            "día en la oficina",
            "días en la oficina",
            "día a la semana en la oficina",
            "días a la semana en la oficina",
            "días presenciales",
            "día presencial",
            "modalidad híbrida",
            "trabajo híbrido",
        ],
    ),
];
