//! Titles of one sex. Directive (EU) 2023/970, article 5(3) (2023-05-10): job titles are neutral. The words are with the languages.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::locale::{language, title_words};

rule! {
    RULE = Warning "title-gendered" {
        why: "A title that names one sex keeps the other from applying, and the law wants neutral ones (Directive (EU) 2023/970, article 5).",
        example: "title: Salesman",
        remedy: "Use a neutral word: `Salesperson`, `Vendedor/a`, `Buchhalter:in`.",
        source: "Directive (EU) 2023/970, article 5(3), 2023-05-10",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let entry = posting.entry;
    if entry.head().has("title_suffix") || posting.cleaned().marker.is_some() {
        return;
    }
    let words = title_words(&posting.title().value);
    let list = language(entry.head().lang.primary()).map_or(&[][..], |language| language.titles.gendered);
    let found: Vec<&(&str, &str)> =
        list.iter().filter(|(gendered, _)| words.iter().any(|word| word == gendered)).collect();
    // Both forms beside one another leave nobody out.
    for (gendered, neutral) in &found {
        if found.iter().filter(|(_, other)| other == neutral).count() == 1 {
            let message = format!("“{gendered}” is gendered");
            let complaint = Complaint::new(RULE, message).help(format!("write “{neutral}”"));
            diagnostics.push(complaint.at(posting.title().span.clone()));
            break;
        }
    }
}
