//! Directives in HTML for readers elsewhere: plain elements, where a page has what the theme makes.

use super::directive::{Directive, Name};
use super::escape::escape;
use super::html::Writer;
use super::target::Target;

impl Writer<'_> {
    /// A directive around its text, whole addresses in it.
    pub fn portable_directive(&mut self, directive: &Directive, content: &str) {
        let below = directive.below();
        match directive.name {
            Name::Figure => {
                self.push("<figure>");
                if let Some(source) = directive.target("src") {
                    self.picture(source, directive.text("alt").unwrap_or_default(), "");
                }
                if !content.is_empty() || below.is_some() {
                    self.push("<figcaption>");
                    self.push(content);
                    if let Some((credit, to)) = below {
                        self.text_or_link(&credit, to);
                    }
                    self.push("</figcaption>");
                }
                self.push("</figure>\n");
            }
            Name::Jobs => self.postings(directive),
            _ => {
                if directive.is_quote() {
                    self.push("<blockquote>\n");
                }
                let around = self.around;
                if let Some(above) = directive.above(&|word| around.word(word)) {
                    self.strong_line(&above);
                }
                if let Some((label, to)) = directive.link() {
                    self.paragraph(label, Some(to));
                }
                self.push(content);
                if let Some((below, to)) = below {
                    self.paragraph(&below, to);
                }
                if directive.is_quote() {
                    self.push("</blockquote>\n");
                }
            }
        }
    }

    fn postings(&mut self, directive: &Directive) {
        let postings = self.around.postings(directive);
        if postings.is_empty() {
            return;
        }
        if !directive.label.is_empty() {
            self.strong_line(&directive.label);
        }
        self.push("<ul>\n");
        for (title, address) in postings {
            self.push("<li><a");
            self.attribute("href", &address);
            self.push(">");
            escape(&mut self.out, &title);
            self.push("</a></li>\n");
        }
        self.push("</ul>\n");
    }

    fn strong_line(&mut self, text: &str) {
        self.push("<p><strong>");
        escape(&mut self.out, text);
        self.push("</strong></p>\n");
    }

    fn paragraph(&mut self, text: &str, to: Option<&Target>) {
        self.push("<p>");
        self.text_or_link(text, to);
        self.push("</p>\n");
    }

    /// A text, linked where it leads somewhere. A link without a text has its address.
    fn text_or_link(&mut self, text: &str, to: Option<&Target>) {
        let Some(to) = to else { return escape(&mut self.out, text) };
        self.link(to, "");
        match to {
            _ if !text.is_empty() => escape(&mut self.out, text),
            Target::Site(target) => {
                let address = self.around.href(target);
                escape(&mut self.out, &address);
            }
            Target::Foreign(url) => escape(&mut self.out, url.as_str()),
            Target::Written(address) => escape(&mut self.out, address),
        }
        self.push("</a>");
    }
}
