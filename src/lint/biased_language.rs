//! Phrases that keep people from applying who could do the work, or that the law counts as discrimination: age and mother tongue. Directive 2000/78/EC (2000-11-27) and
//! Directive 2000/43/EC (2000-06-29); the phrases are ours, and with the languages.

use super::{Posting, bodies};
use crate::diag::{Complaint, Diagnostic, rule};
use crate::locale::language;

rule! {
    RULE = Hint "biased-language" {
        why: "Words about age or mother tongue keep people away who could do the work; in many countries they are discrimination.",
        example: "“a young team”, “native speaker”",
        remedy: "Say what the work needs.",
        source: "Directive 2000/78/EC, 2000-11-27; Directive 2000/43/EC, 2000-06-29",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let head = &posting.entry.head();
    let phrases = language(head.lang.primary()).map_or(&[][..], |language| language.phrases.biased);
    for (phrase, better) in phrases {
        let Some(at) = bodies::find(posting.text(), phrase) else { continue };
        let complaint = Complaint::new(RULE, format!("“{phrase}” may discourage applicants"));
        diagnostics.push(complaint.help(*better).at(posting.place(at, phrase.len())));
    }
}
