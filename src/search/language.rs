//! What the search knows of a language: stems, words that every text has, words that mean the same.
//!
//! Stems are Snowball's (snowballstem.org, 2026); no browser computes any. It knows the forms that stand in the index, and tries the language's endings
//! on any other.

use std::collections::HashMap;

use pagefind_stem::{Algorithm, Stemmer};

use super::tokens::{fold, words};
use crate::locale::language;

/// A language as the search sees it.
pub struct SearchLanguage {
    stemmer: Option<Stemmer>,
    stop: Vec<String>,
    /// What is said of every posting: `job`.
    jobs: Vec<String>,
    endings: Vec<String>,
    genders: &'static [(&'static str, &'static str)],
    /// Words that mean the same: each to the first of its group.
    synonyms: HashMap<String, String>,
    /// By the first of a group: all of it.
    members: HashMap<String, Vec<String>>,
}

fn algorithm(code: &str) -> Option<Algorithm> {
    Some(match code {
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

impl SearchLanguage {
    /// The language of a code (`es`, `pt-BR`), with a site's own words that mean the same.
    pub fn of(code: &str, own: &[Vec<String>]) -> SearchLanguage {
        let code = code.split('-').next().unwrap_or(code);
        let known = language(code).map(|language| &language.search);
        let built_in = known.map_or(&[][..], |known| known.synonyms);
        let of_line = |line: &&str| line.split_whitespace().map(str::to_owned).collect();
        let mut groups: Vec<Vec<String>> = built_in.iter().map(of_line).collect();
        groups.extend(own.iter().map(|group| group.iter().filter_map(|word| one(word)).collect()));
        groups.retain(|group: &Vec<String>| group.len() > 1);
        let mut synonyms: HashMap<String, String> = HashMap::new();
        let mut members: HashMap<String, Vec<String>> = HashMap::new();
        for mut group in groups {
            // A word that stands in several groups ties all of them together.
            let known: Vec<String> = group.iter().filter_map(|word| synonyms.get(word).cloned()).collect();
            let first = known.first().unwrap_or(&group[0]).clone();
            group.extend(
                known.iter().filter(|other| **other != first).filter_map(|other| members.remove(other)).flatten(),
            );
            for word in group {
                let of_first = members.entry(first.clone()).or_default();
                if !of_first.contains(&word) {
                    of_first.push(word.clone());
                }
                synonyms.insert(word, first.clone());
            }
        }
        let list = |text: Option<&str>| text.unwrap_or("").split_whitespace().map(fold).collect();
        SearchLanguage {
            stemmer: algorithm(code).map(Stemmer::create),
            stop: list(known.map(|known| known.stop)),
            jobs: list(known.map(|known| known.jobs)),
            endings: list(known.map(|known| known.endings)),
            genders: known.map_or(&[], |known| known.genders),
            synonyms,
            members,
        }
    }

    /// The stem of a folded word.
    pub fn stem(&self, word: &str) -> String {
        let other = self.genders.iter().find_map(|(own, other)| Some(format!("{}{other}", word.strip_suffix(own)?)));
        let word = other.as_deref().unwrap_or(word);
        self.stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| fold(&stemmer.stem(word)))
    }

    /// The word that stands for all that mean the same as this one.
    pub fn synonym<'a>(&'a self, word: &'a str) -> &'a str {
        self.synonyms.get(word).map_or(word, String::as_str)
    }

    /// All words that mean the same as this one, if there are others.
    pub fn group(&self, word: &str) -> &[String] {
        self.synonyms.get(word).and_then(|first| self.members.get(first)).map_or(&[], Vec::as_slice)
    }

    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.iter().any(|stop| stop == word)
    }

    /// The words that nobody means to insist on.
    pub fn optional(&self) -> Vec<String> {
        self.stop.iter().chain(&self.jobs).cloned().collect()
    }

    /// What may stand behind a stem.
    pub fn endings(&self) -> &[String] {
        &self.endings
    }
}

/// A text that is one word, folded.
fn one(text: &str) -> Option<String> {
    match words(text).as_slice() {
        [word] => Some(word.whole.clone()),
        _ => None,
    }
}
