//! The ids of headings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::builder::Builder;
use super::options::{HeadingIds, RawHtml};
use super::tree::Heading;
use crate::diag::Complaint;
use crate::markdown::rules::{DOUBLED_ID, TEXT_TOO_LONG};
use crate::source::{slugify, without_hidden};

/// Ids that the default theme's own parts of a page with an article have, or that its scripts ask for, beside those of footnotes.
pub const IDS_OF_PAGES: &str = "article-jobs call contents main q site-menu save saved saved-jobs saved-link saved-none scheme search search-all \
    search-chips search-engine search-facets search-filters search-offers search-results search-places search-status search-where share \
    site-comments site-newsletter site-newsletter-email";

static OF_PAGES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| IDS_OF_PAGES.split_whitespace().collect());

/// Headings of one body.
const HEADING_CAP: usize = 2_000;

impl Builder<'_> {
    /// The last braces of a heading, and where they stand.
    pub fn braces(&self, start: usize, end: usize) -> Option<(String, usize)> {
        let line = self.text.text[start..end].trim_end();
        let open = line.rfind('{')?;
        let close = line[open..].find('}')?;
        Some((without_hidden(&line[open..=open + close]).into_owned(), start + open))
    }

    /// A heading of Markdown; its text and an id of our own come when all of the text is known.
    pub fn add_heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        at: (usize, usize),
    ) {
        // An employer's text has no classes: they would be those of the theme.
        let classes = if self.rules.raw_html == RawHtml::Cleaned { String::new() } else { classes.join(" ") };
        if self.body.headings.len() >= HEADING_CAP {
            self.excess = Some((TEXT_TOO_LONG, "the text has more than 2,000 headings"));
        }
        let id = id.map(|id| format!("{}{id}", self.body.id_prefix)).unwrap_or_default();
        if !id.is_empty() {
            let written = self.text.text[at.0..at.1].rfind("{#").map_or(at.0, |found| at.0 + found);
            self.given_ids.push((id.as_str().into(), written, at.1));
        }
        self.body.headings.push(Heading { level, id: id.into(), classes: classes.into(), text: Box::default() });
    }

    /// Tells of ids that the author has given twice, and gives each heading without one an id that nothing else on the page has.
    pub fn settle_ids(&mut self) {
        let mut used: BTreeMap<String, usize> = self.body.ids.iter().map(|id| (id.to_string(), 0)).collect();
        // Those that the author gave come first, wherever they stand.
        for (id, start, end) in std::mem::take(&mut self.given_ids) {
            if used.insert(id.to_string(), 0).is_some() || OF_PAGES.contains(&*id) {
                let complaint = Complaint::new(DOUBLED_ID, format!("duplicate id `{id}` on this page"));
                let help = "choose another: a link could lead to one of them only";
                self.diagnostics.push(complaint.help(help).at(self.text.span(start, end)));
            }
            if !self.body.headings.iter().any(|heading| *heading.id == *id) {
                self.body.ids.push(id.into());
            }
        }
        for heading in &mut self.body.headings {
            if heading.id.is_empty() {
                let wanted = match self.rules.extensions.heading_ids {
                    HeadingIds::GitHub => github(&heading.text),
                    HeadingIds::Plain => slugify(&heading.text).unwrap_or_default(),
                };
                heading.id = unique(&mut used, &wanted, self.body.id_prefix).into();
            }
        }
    }
}

fn unique(used: &mut BTreeMap<String, usize>, wanted: &str, prefix: &str) -> String {
    let wanted = if wanted.is_empty() { "section" } else { wanted };
    let wanted = format!("{prefix}{wanted}");
    let mut id = wanted.clone();
    if OF_PAGES.contains(id.as_str()) {
        used.entry(id.clone()).or_default();
    }
    while let Some(count) = used.get_mut(&id) {
        *count += 1;
        id = format!("{wanted}-{count}");
    }
    used.insert(id.clone(), 0);
    id
}

/// As GitHub makes it (github-slugger 2.0, 2024): small letters, digits, marks, `_` and `-` stay, each blank becomes a hyphen, the rest goes.
fn github(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => out.push('-'),
            '_' | '-' => out.push(c),
            c if c.is_alphanumeric() || is_mark(c) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// Marks that belong to the letter before them and are no letters themselves: accents, and the signs of scripts that write vowels so.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x94d | 0x9cd | 0xa4d | 0xacd | 0xb4d | 0xbcd | 0xc4d | 0xccd | 0xd4d | 0xe31..=0xe4e | 0x5b0..=0x5c7 | 0x64b..=0x65f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_that_github_makes() {
        for (text, id) in [
            ("What you will do", "what-you-will-do"),
            ("C++ & Rust: why?", "c--rust-why"),
            ("Über uns", "über-uns"),
            ("¿Qué harás?", "qué-harás"),
            ("仕事内容", "仕事内容"),
            ("🚀 Start", "-start"),
            ("snake_case-x", "snake_case-x"),
            ("हिन्दी", "हिन्दी"),
        ] {
            assert_eq!(github(text), id, "{text}");
        }
    }

    #[test]
    fn a_second_one_is_counted() {
        let mut used = BTreeMap::new();
        let ids: Vec<String> = ["a", "a", "a-1", "a", ""].iter().map(|wanted| unique(&mut used, wanted, "")).collect();
        assert_eq!(ids, ["a", "a-1", "a-1-1", "a-2", "section"]);
    }
}
