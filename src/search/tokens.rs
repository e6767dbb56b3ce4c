//! Texts to words, by rules that the search script follows to the letter: `tests/search/words.tsv` holds both to them.
//!
//! 1. A text is folded: compatibility forms to plain ones, accents and points dropped, small letters, `ø` to `o` and its like. Marks of other
//!    scripts stay.
//! 2. A word is letters and digits, with single `. ' & / - ·` within, a `.` before where something begins, and `+` or `#` behind: `node.js`,
//!    `full-stack`, `.net`, `c++`.
//! 3. A compound is also its parts of two letters and more, and what they are in one: `full`, `stack`, `fullstack`. `c++` has no parts.
//! 4. Chinese, Japanese, Thai and their like have no spaces: a run of such letters is its pairs.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// One word of a text, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// All of it: `full-stack`.
    pub whole: String,
    /// Its parts, and what they are in one; empty where it is no compound.
    pub parts: Vec<String>,
    /// Whether it was written in capitals alone.
    pub is_upper: bool,
}

/// Within a word.
fn joins(c: char) -> bool {
    matches!(c, '.' | '\'' | '&' | '/' | '-' | '·')
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// Letters of scripts that are written without spaces.
fn has_no_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FA1F)
}

/// Accents and vowel points, which people leave out when they search.
fn is_dropped(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// A text in the form in which texts are compared: no accents, small letters, each letter in its plain form.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let parts = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let kept: String = parts.chars().filter(|c| !is_dropped(*c)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&kept);
    let mut out = String::with_capacity(composed.len());
    for c in composed.to_lowercase().chars() {
        match c {
            'ø' => out.push('o'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ħ' => out.push('h'),
            '’' | '‘' | 'ʼ' => out.push('\''),
            '‐' | '‑' => out.push('-'),
            c => out.push(c),
        }
    }
    out
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    text.split_whitespace().flat_map(of_written).collect()
}

/// The words of a stretch without spaces.
pub fn of_written(raw: &str) -> Vec<Word> {
    if let Some(word) = simple(raw) {
        return vec![word];
    }
    let is_upper = raw.chars().any(char::is_uppercase) && !raw.chars().any(char::is_lowercase);
    let folded: Vec<char> = fold(raw).chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let begins = at == 0 || matches!(folded[at - 1], '(' | ',' | '/' | ';');
        let has_dot = folded[at] == '.' && begins && folded.get(at + 1).is_some_and(|c| is_letter(*c));
        if !has_dot && !is_letter(folded[at]) {
            at += 1;
            continue;
        }
        let mut end = at + usize::from(has_dot);
        loop {
            while folded.get(end).is_some_and(|c| is_letter(*c)) {
                end += 1;
            }
            let goes_on =
                folded.get(end).is_some_and(|c| joins(*c)) && folded.get(end + 1).is_some_and(|c| is_letter(*c));
            if !goes_on {
                break;
            }
            end += 1;
        }
        let letters = end;
        while end < letters + 2 && folded.get(end).is_some_and(|c| matches!(c, '+' | '#')) {
            end += 1;
        }
        let whole: String = folded[at..end].iter().collect();
        if whole.chars().any(has_no_spaces) {
            found.extend(pairs(&whole).into_iter().map(|whole| Word { whole, parts: Vec::new(), is_upper: false }));
        } else {
            let parts = if end == letters { parts(&whole) } else { Vec::new() };
            found.push(Word { whole, parts, is_upper });
        }
        at = end;
    }
    found
}

/// What most words are: letters, and what ends a clause.
fn simple(raw: &str) -> Option<Word> {
    let word = raw.trim_start_matches(['(', '"']).trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"']);
    let is_simple = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_upper =
        raw.bytes().any(|byte| byte.is_ascii_uppercase()) && !raw.bytes().any(|byte| byte.is_ascii_lowercase());
    is_simple.then(|| Word { whole: word.to_ascii_lowercase(), parts: Vec::new(), is_upper })
}

/// What a compound consists of, and that in one.
fn parts(whole: &str) -> Vec<String> {
    let all: Vec<&str> = whole.split(joins).filter(|part| !part.is_empty()).collect();
    if all.len() < 2 {
        return if all.first().is_some_and(|only| *only != whole) { vec![all[0].to_owned()] } else { Vec::new() };
    }
    let long = all.iter().filter(|part| part.chars().count() > 1).map(|part| (*part).to_owned());
    long.chain([all.concat()]).collect()
}

/// A run without spaces, each two letters of it; other letters within stay together.
fn pairs(run: &str) -> Vec<String> {
    let letters: Vec<char> = run.chars().filter(|c| !joins(*c)).collect();
    let mut found = Vec::new();
    for stretch in letters.chunk_by(|a, b| has_no_spaces(*a) == has_no_spaces(*b)) {
        match has_no_spaces(stretch[0]) && stretch.len() > 1 {
            true => found.extend(stretch.windows(2).map(|pair| pair.iter().collect::<String>())),
            false => found.push(stretch.iter().collect()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_the_table_says() {
        for line in include_str!("../../tests/search/words.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (text, expected) = line.split_once('\t').expect("a text and its words");
            let shown = |word: Word| match word.parts.is_empty() {
                true => word.whole,
                false => format!("{}({})", word.whole, word.parts.join(" ")),
            };
            let found: Vec<String> = words(text).into_iter().map(shown).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
