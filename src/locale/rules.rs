//! Rules about themes and their tables of words.

use crate::diag::rules;

rules! {
    BAD_THEME = Error "bad-theme" {
        why: "The theme can't be used: its theme.yaml is wrong, or it is made for another version of the theme contract.",
        example: "contract: 9",
        remedy: "See themes/README.md for what a theme holds.",
    }

    UNKNOWN_WORD = Hint "unknown-word" {
        why: "A table of words has a key that the theme does not, but it has a similar one: the word is shown nowhere.",
        example: "themes/mine/i18n/fr.yaml with `aply: Postuler`",
        remedy: "Correct the key. Words for templates of your own may have any other name.",
    }

    MISSING_WORDS = Hint "missing-words" {
        why: "A theme prints words of its own: “Apply”, “Posted”. In a language that it has no table for, its pages say them in English.",
        example: "languages: [ar], and no themes/NAME/i18n/ar.yaml",
        remedy: "Add the table; words that it lacks come from English.",
    }
}
