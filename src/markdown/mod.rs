//! Markdown to a [`Body`], and a body to the forms that it is published in. The only home of pulldown-cmark and html5ever.
//!
//! 1. [`markdown`] reads a text as `options` say: `build` and `events` take the parser's events to `builder`, `text` and `links` plain text and addresses, `raw` the author's HTML by
//!    the tokens of `tokens` (of which an employer may use what `policy` says, and of which `csp` says what pages keep from working), `directive…` what
//!    begins with colons; `footnotes` gathers them; `finish`, `ids` and `marks` go over the tree. `page_html` reads HTML of the site's own for all pages. `definitions`, `markdown_typos` and `foreign` know what authors type and CommonMark does not mean.
//! 2. [`Body`] is the tree (`tree`), `steps` the way through it.
//! 3. The forms: [`html`] for pages and for readers elsewhere (`highlight` code, `math`), [`board_html`] for job boards, [`plain`] text, [`markup`] for programs.

mod board;
mod build;
mod builder;
mod csp;
mod definitions;
mod directive;
mod directive_lines;
mod directive_read;
mod element;
mod escape;
mod events;
mod finish;
mod footnotes;
mod foreign;
mod highlight;
mod html;
mod html_directives;
mod html_elements;
mod ids;
mod links;
mod markdown_typos;
mod marks;
mod markup;
mod math;
mod options;
mod page_html;
mod plain;
mod policy;
mod raw;
mod raw_shown;
pub mod rules;
mod steps;
mod target;
mod text;
mod tokens;
mod tree;
mod video;

pub use board::{Subset, board_html, board_text};
pub use build::markdown;
pub use builder::Rendered;
pub use directive::{DIRECTIVES, Declared, Directive, Key, Name, Takes};
pub use escape::escape as escape_html;
pub use html::{Form, PictureView, Surroundings, html};
pub use ids::IDS_OF_PAGES;
pub use links::{foreign_help, is_from};
pub use markup::{escape_markup, markup};
pub use options::{Dialect, Extensions, HeadingIds, RawHtml, Rules};
pub use page_html::{PageHtmlFault, PagePart, page_html};
pub use plain::{Plain, first_paragraph, length_up_to, plain, prose};
pub use target::{LinkTarget, Shape, Target};
pub use tokens::{Tag, tags};
pub use tree::{Body, Heading};
pub use video::Video;

#[cfg(test)]
mod tests;

#[cfg(test)]
mod test {
    use super::*;
    use crate::source::{SrcPath, Text};

    /// Links by what they lead to, words in capitals.
    pub struct Plainly;

    impl Surroundings for Plainly {
        fn href(&self, target: &LinkTarget) -> String {
            format!("[{:?}]", target.shape).replace('"', "'")
        }

        fn picture(&self, target: &LinkTarget) -> PictureView {
            PictureView { url: self.href(target), ..PictureView::default() }
        }

        fn word(&self, name: &str) -> String {
            name.to_uppercase()
        }

        fn here(&self) -> String {
            String::new()
        }

        fn written(&self, address: &str) -> String {
            crate::source::join_address("https://site.example/a/", address)
        }

        fn directive(&self, directive: &Directive, content: String) -> String {
            format!("<{0}>{content}</{0}>", directive.word())
        }

        fn postings(&self, _: &Directive) -> Vec<(String, String)> {
            vec![("A <posting>".to_owned(), "https://site.example/jobs/a/".to_owned())]
        }
    }

    pub fn rules(raw_html: RawHtml) -> Rules {
        Rules {
            dialect: Dialect::Full,
            raw_html,
            extensions: Extensions::default(),
            picture_hosts: Default::default(),
            policy: None,
        }
    }

    pub fn read(text: &str, raw_html: RawHtml) -> Rendered {
        markdown(&Text::of(&SrcPath::new("content/articles/a.md"), text, 0), &rules(raw_html))
    }

    /// An article's.
    pub fn body(text: &str) -> Body {
        read(text, RawHtml::Shown).body
    }

    pub fn of_employer(text: &str) -> Body {
        read(text, RawHtml::Cleaned).body
    }
}
