//! What a language has: the words that pages print, with their plural forms, and how it writes dates, numbers and pay.
//!
//! The words come from tables of the theme and of the site; what a country or another language is called is in Unicode's own data.

mod currency;
mod format;
pub mod rules;
mod words;

pub use format::{DateStyle, Formats};
pub use words::Strings;
