//! A word of a query to what it may stand for: a form, a form with an ending of the language, words that begin so.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Term, Terms};

/// So many words that begin alike are looked at.
const WIDTH: usize = 24;
/// The most letters of an ending.
const LONGEST: usize = 12;

/// The forms of a tier's terms.
pub struct Lookup<'a> {
    pub terms: &'a Terms,
    pub forms: BTreeMap<&'a str, &'a str>,
}

impl<'a> Lookup<'a> {
    pub fn of(terms: &'a Terms) -> Lookup<'a> {
        let forms =
            terms.iter().flat_map(|(stem, term)| term.forms.iter().map(move |form| (form.as_str(), stem.as_str())));
        Lookup { terms, forms: forms.collect() }
    }

    pub fn has(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    pub fn count(&self, stem: &str) -> usize {
        self.terms.get(stem).map_or(0, Term::count)
    }

    /// The stem of a form that stands in no text: a known form or stem with an ending of the language.
    fn by_ending(&self, form: &str, endings: &[String]) -> Option<&'a str> {
        if let Some((stem, _)) = self.terms.get_key_value(form) {
            return Some(stem);
        }
        let cuts: Vec<usize> = form.char_indices().map(|(at, _)| at).skip(3).collect();
        cuts.into_iter().rev().take(LONGEST).find_map(|cut| {
            let (begin, ending) = form.split_at(cut);
            let of_form = || self.forms.get(begin).copied();
            let known = || self.terms.get_key_value(begin).map(|(stem, _)| stem.as_str()).or_else(of_form);
            endings.iter().any(|known| known == ending).then(known).flatten()
        })
    }

    /// The stems of the forms that begin so, those of most entries first.
    fn by_prefix(&self, prefix: &str) -> Vec<&'a str> {
        let begins = self.forms.range(prefix..).take_while(|(form, _)| form.starts_with(prefix));
        let stems: BTreeSet<&str> =
            begins.filter(|(form, _)| !form[prefix.len()..].starts_with(['+', '#'])).map(|(_, stem)| *stem).collect();
        let mut stems: Vec<&str> = stems.into_iter().collect();
        stems.sort_by_key(|stem| (std::cmp::Reverse(self.count(stem)), *stem));
        stems.truncate(WIDTH);
        stems
    }

    /// What a word may stand for.
    pub fn variants(&self, form: &str, endings: &[String], goes_on: bool) -> Vec<(String, f64)> {
        let mut found: Vec<(String, f64)> = Vec::new();
        if let Some(stem) = self.forms.get(form) {
            found.push(((*stem).to_owned(), 1.0));
        } else if let Some(stem) = self.by_ending(form, endings) {
            found.push((stem.to_owned(), 0.9));
        }
        let least = if found.is_empty() { 2 } else { 3 };
        if (found.is_empty() || goes_on) && form.chars().count() >= least {
            for stem in self.by_prefix(form) {
                if !found.iter().any(|(known, _)| known == stem) {
                    found.push((stem.to_owned(), 0.7));
                }
            }
        }
        found
    }
}
