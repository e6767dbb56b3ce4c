//! What a language has: the words that pages print, with their plural forms, how it writes dates, numbers and pay, the phrases that rules look for, and
//! the words that editors write.
//!
//! What the program itself has of a language is in the folder of its code; `languages` says what there is to have. Themes and sites have tables of their
//! own; what a country or another language is called is in Unicode's own data.

mod currency;
mod de;
mod en;
mod es;
mod format;
mod fr;
mod languages;
pub mod rules;
mod title_words;
mod titles;
mod words;

pub use format::{DateStyle, Formats, decimal_separator};
pub use languages::{Language, Texts, any_has, language, texts, with_texts};
pub use title_words::{has_pay, has_reference, is_date, words as title_words};
pub use titles::{Cleaned, Extra, clean as clean_title, clean_of as clean_title_of, is_picture, plain_title};
pub use words::Strings;

/// Lists the languages: the names of their folders, English first.
macro_rules! languages {
    ($first:ident $(, $code:ident)*) => {
        /// Every language that the program itself has something of. What the first has stands behind the words of all others.
        pub const LANGUAGES: &[&Language] = &[&$first::LANGUAGE $(, &$code::LANGUAGE)*];
    };
}

languages!(en, de, es, fr);
