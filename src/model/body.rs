//! A text made from Markdown: HTML with holes where links to other sources go.

use crate::source::{Span, SrcPath};

/// A rendered text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub parts: Vec<Part>,
    pub headings: Vec<Heading>,
    /// Every id in the text, in order: headings and footnotes.
    pub anchors: Vec<String>,
    /// The number of words.
    pub words: usize,
    /// The first paragraph without its markup.
    pub first_paragraph: String,
}

impl Body {
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The HTML with every hole filled: `resolve` answers the address that a target has, `word` the text of a named word.
    pub fn html(&self, mut resolve: impl FnMut(&LinkTarget) -> String, mut word: impl FnMut(&str) -> String) -> String {
        let mut out = String::with_capacity(self.parts.iter().map(Part::len).sum());
        for part in &self.parts {
            match part {
                Part::Html(html) => out.push_str(html),
                Part::Link(target) => out.push_str(&resolve(target)),
                Part::Word(name) => out.push_str(&word(name)),
            }
        }
        out
    }

    /// The number of characters that readers see; runs of blanks count once.
    pub fn length(&self) -> usize {
        let mut count = 0;
        let mut was_blank = true;
        for part in &self.parts {
            let Part::Html(html) = part else { continue };
            // A tag is never cut in two.
            for piece in html.split('<') {
                let text = piece.split_once('>').map_or(piece, |(_, text)| text);
                for c in text.chars() {
                    let is_blank = c.is_whitespace();
                    count += usize::from(!(is_blank && was_blank));
                    was_blank = is_blank;
                }
            }
        }
        count - usize::from(was_blank && count > 0)
    }

    /// Whether the text has one of these pieces of HTML.
    pub fn holds(&self, pieces: &[&str]) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Html(html) if pieces.iter().any(|piece| html.contains(piece))))
    }

    pub fn links(&self) -> impl Iterator<Item = &LinkTarget> {
        self.parts.iter().filter_map(|part| match part {
            Part::Link(target) => Some(target),
            Part::Html(_) | Part::Word(_) => None,
        })
    }
}

/// A piece of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Html(String),
    /// The value of a `href` or `src` that goes to this site.
    Link(LinkTarget),
    /// A word in the page's language: the title of an alert, `note`, `tip`, …
    Word(String),
}

impl Part {
    fn len(&self) -> usize {
        match self {
            Part::Html(html) => html.len(),
            Part::Link(_) | Part::Word(_) => 64,
        }
    }
}

/// Where a link within the site goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    pub shape: Shape,
    /// The part from `?` on, or nothing.
    pub query: String,
    /// The part after `#`, decoded, without the `#`.
    pub anchor: Option<String>,
    pub span: Span,
    /// A picture's source, not a link to follow.
    pub is_image: bool,
}

/// How a link within the site was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `../articles/y.md`: a source, resolved from the file it stands in.
    Source(SrcPath),
    /// `/jobs/x/`: an address from the site's root.
    Address(String),
    /// `#heading`: this page.
    Here,
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6, after demotion.
    pub level: u8,
    pub id: String,
    /// Without markup.
    pub text: String,
}
