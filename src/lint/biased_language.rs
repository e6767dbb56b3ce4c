//! Phrases that keep people from applying who could do the work, or that the law counts as discrimination: age and mother tongue. Directive 2000/78/EC (2000-11-27) and
//! Directive 2000/43/EC (2000-06-29); the lists are ours.

use super::{Posting, bodies};
use crate::diag::{Complaint, Diagnostic, rule};

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
    let phrases = PHRASES.iter().filter(|(lang, _)| *lang == head.lang.primary()).flat_map(|(_, list)| list.iter());
    for (phrase, better) in phrases {
        let Some(at) = bodies::find(posting.text(), phrase) else { continue };
        let complaint = Complaint::new(RULE, format!("“{phrase}” may discourage applicants"));
        diagnostics.push(complaint.help(*better).at(posting.place(at, phrase.len())));
    }
}

/// By language: a phrase, and what to say instead.
const PHRASES: [(&str, &[(&str, &str)]); 2] = [
    (
        "en",
        &[
            ("young team", "leave the age out"),
            ("young and dynamic", "leave the age out"),
            ("digital native", "name the skill"),
            ("digital natives", "name the skill"),
            ("native speaker", "name the level: “C2”, “fluent”"),
            ("native speakers", "name the level: “C2”, “fluent”"),
            ("rockstar", "name the skill"),
            ("ninja", "name the skill"),
        ],
    ),
    (
        "es",
        &[
            ("equipo joven", "quita la edad"),
            ("joven y dinámico", "quita la edad"),
            ("nativo digital", "nombra la habilidad"),
            ("nativos digitales", "nombra la habilidad"),
            ("inglés nativo", "nombra el nivel: «C2»"),
            ("español nativo", "nombra el nivel: «C2»"),
            ("buena presencia", "quítalo"),
        ],
    ),
];
