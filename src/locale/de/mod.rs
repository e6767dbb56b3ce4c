//! German: phrases alone.

use super::languages::{EditorWords, Language, Phrases, Titles};

pub const LANGUAGE: Language = Language {
    code: "de",
    texts: None,
    titles: Titles {
        joins: &[" bei ", " ab "],
        contracts: &["vollzeit", "teilzeit", "unbefristet", "befristet"],
        periods: &[],
        pay: &[],
        promotions: &[],
        urgent: &["dringend"],
        references: &["kennziffer"],
        gendered: &[
            ("verkäufer", "Verkäufer:in"),
            ("verkäuferin", "Verkäufer:in"),
            ("krankenschwester", "Pflegefachkraft"),
            ("buchhalter", "Buchhalter:in"),
            ("entwickler", "Entwickler:in"),
            ("kellner", "Servicekraft"),
            ("kellnerin", "Servicekraft"),
            ("mitarbeiter", "Mitarbeiter:in"),
        ],
    },
    phrases: Phrases::NONE,
    written: EditorWords::NONE,
};
