//! French: phrases alone.

use super::languages::{EditorWords, Language, Phrases, Titles};

pub const LANGUAGE: Language = Language {
    code: "fr",
    texts: None,
    titles: Titles {
        joins: &[" chez "],
        contracts: &["cdi", "cdd", "temps plein", "temps partiel"],
        periods: &[],
        pay: &[],
        promotions: &[],
        urgent: &[],
        references: &[],
        gendered: &[
            ("vendeuse", "vendeur·euse"),
            ("vendeur", "vendeur·euse"),
            ("serveuse", "serveur·euse"),
            ("serveur", "serveur·euse"),
            ("infirmière", "infirmier·ière"),
            ("infirmier", "infirmier·ière"),
            ("développeur", "développeur·euse"),
            ("technicien", "technicien·ne"),
        ],
    },
    phrases: Phrases::NONE,
    written: EditorWords::NONE,
};
