//! What people write as pay, piece by piece: numbers, signs, words.

use super::money::SEPARATORS;
use crate::locale::{LANGUAGES, Language};

/// A piece of what people write as pay.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    Number(&'a str),
    Dash,
    Slash,
    Plus,
    /// `60,000+`: so much and more.
    Above,
    /// Between what is said and what is said besides.
    Comma,
    Word(&'a str),
}

pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}');
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '0'..='9' => {
                let len = number_len(rest);
                found.push(Piece::Number(&rest[..len]));
                // `3.400,-`
                let end = rest[len..].strip_prefix(",-").or_else(|| rest[len..].strip_prefix(",–"));
                end.map_or(len, |_| len + rest[len..].chars().take(2).map(char::len_utf8).sum::<usize>())
            }
            '-' | '–' | '—' | '−' | '~' => {
                found.push(Piece::Dash);
                first.len_utf8()
            }
            '/' => {
                found.push(Piece::Slash);
                1
            }
            '+' => {
                let before = &text[..text.len() - rest.len()];
                let is_above =
                    matches!(found.last(), Some(Piece::Number(_) | Piece::Word("€" | "£" | "$" | "¥" | "₹")))
                        && !before.ends_with(is_space)
                        && !rest[1..].starts_with(|c: char| c.is_alphanumeric());
                found.push(if is_above { Piece::Above } else { Piece::Plus });
                1
            }
            ',' | ';' | '(' | ')' | '·' | '|' | ':' => {
                found.push(Piece::Comma);
                first.len_utf8()
            }
            _ => {
                let is_in = |c: char| {
                    !is_space(c)
                        && !c.is_ascii_digit()
                        && !matches!(c, '/' | '+' | ',' | ';' | '(' | ')' | '–' | '—' | '−' | '·' | '|' | ':')
                };
                let mut len = 0;
                for c in rest.chars() {
                    // A hyphen within a word is its own: `pro-rata`; a sign ends where letters begin: `€EUR`.
                    let is_hyphen = c == '-' && !rest[len + 1..].starts_with(char::is_alphabetic);
                    if !is_in(c) || is_hyphen {
                        break;
                    }
                    len += c.len_utf8();
                    if matches!(c, '€' | '£' | '$' | '¥' | '₹') {
                        break;
                    }
                }
                let len = len.max(first.len_utf8());
                found.push(Piece::Word(&rest[..len]));
                len
            }
        };
        rest = rest[len..].trim_start_matches(is_space);
    }
    found
}

/// How long the number is that a text begins with: separators and blanks stand before digits, and a `k` behind it is its own.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits_at = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits_at(0);
    while let Some(next) = text[end..].chars().next() {
        let behind = end + next.len_utf8();
        let digits = digits_at(behind);
        let is_separator = SEPARATORS.contains(&next) && digits > 0;
        let is_blank = matches!(next, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '_') && digits == 3;
        if !is_separator && !is_blank {
            break;
        }
        end = behind + digits;
    }
    // `35k`, `35 k€`
    let at = end + usize::from(bytes.get(end) == Some(&b' '));
    let is_thousand = matches!(bytes.get(at), Some(b'k' | b'K')) && !text[at + 1..].starts_with(char::is_alphabetic);
    if is_thousand { at + 1 } else { end }
}

/// Words of a language's list in the pieces from `at` on: how many pieces the longest has.
pub fn phrase(pieces: &[Piece<'_>], at: usize, list: fn(&Language) -> &'static [&'static str]) -> Option<usize> {
    let matches = |phrase: &'static str| {
        let words: Vec<&str> = phrase.split(' ').collect();
        let is_there = words.iter().enumerate().all(|(i, word)| {
            matches!(pieces.get(at + i), Some(Piece::Word(own)) if own.trim_end_matches('.').to_lowercase() == word.trim_end_matches('.'))
        });
        is_there.then_some(words.len())
    };
    LANGUAGES.iter().flat_map(|language| list(language)).filter_map(|phrase| matches(phrase)).max()
}
