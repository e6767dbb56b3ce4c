//! Titles of one sex. Directive (EU) 2023/970, article 5(3) (2023-05-10): job titles are neutral. The lists are short on purpose: words that have a common neutral
//! form, and no word that is also something else.

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::model::title_words;

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
    let lists = LISTS.iter().filter(|(lang, _)| *lang == entry.head().lang.primary()).flat_map(|(_, list)| list.iter());
    let found: Vec<&(&str, &str)> = lists.filter(|(gendered, _)| words.iter().any(|word| word == gendered)).collect();
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

/// By language: a word, and what is written instead.
const LISTS: [(&str, &[(&str, &str)]); 4] = [
    (
        "en",
        &[
            ("salesman", "salesperson"),
            ("saleswoman", "salesperson"),
            ("foreman", "supervisor"),
            ("handyman", "maintenance worker"),
            ("waitress", "server"),
            ("waiter", "server"),
            ("stewardess", "flight attendant"),
            ("chairman", "chair"),
            ("cameraman", "camera operator"),
            ("repairman", "repair technician"),
            ("craftsman", "artisan"),
            ("storeman", "warehouse operative"),
        ],
    ),
    (
        "es",
        &[
            ("enfermera", "enfermero/a, o personal de enfermería"),
            ("enfermero", "enfermero/a, o personal de enfermería"),
            ("camarero", "camarero/a"),
            ("camarera", "camarero/a"),
            ("azafata", "auxiliar de congresos, o tripulante de cabina"),
            ("secretaria", "secretario/a, o asistente"),
            ("vendedor", "vendedor/a"),
            ("vendedora", "vendedor/a"),
            ("desarrollador", "desarrollador/a"),
            ("programador", "programador/a"),
            ("ingeniero", "ingeniero/a"),
            ("cocinero", "cocinero/a"),
            ("cocinera", "cocinero/a"),
            ("limpiadora", "personal de limpieza"),
        ],
    ),
    (
        "fr",
        &[
            ("vendeuse", "vendeur·euse"),
            ("vendeur", "vendeur·euse"),
            ("serveuse", "serveur·euse"),
            ("serveur", "serveur·euse"),
            ("infirmière", "infirmier·ière"),
            ("infirmier", "infirmier·ière"),
            ("développeur", "développeur·euse"),
            ("technicien", "technicien·ne"),
        ],
    ),
    (
        "de",
        &[
            ("verkäufer", "Verkäufer:in"),
            ("verkäuferin", "Verkäufer:in"),
            ("krankenschwester", "Pflegefachkraft"),
            ("buchhalter", "Buchhalter:in"),
            ("entwickler", "Entwickler:in"),
            ("kellner", "Servicekraft"),
            ("kellnerin", "Servicekraft"),
            ("mitarbeiter", "Mitarbeiter:in"),
        ],
    ),
];
