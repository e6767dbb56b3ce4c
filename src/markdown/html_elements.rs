//! The elements of a body's HTML that have attributes: headings, links, pictures, the author's own.

use std::fmt::Write as _;

use super::escape::escape;
use super::html::{Form, Writer};
use super::math;
use super::policy;
use super::target::Target;
use super::tree::{Align, Element};

impl Writer<'_> {
    /// The id of a reference to a footnote.
    pub fn reference(&self, number: u16, which: u16) -> String {
        let prefix = self.body.id_prefix;
        match which {
            0 => format!("{prefix}fnref-{number}"),
            _ => format!("{prefix}fnref-{number}-{}", which + 1),
        }
    }

    pub fn heading(&mut self, heading: u32) {
        let heading = &self.body.headings[heading as usize];
        let _ = write!(self.out, "<h{}", heading.level);
        if self.form == Form::Page {
            if !heading.id.is_empty() {
                self.attribute("id", &heading.id);
            }
            if !heading.classes.is_empty() {
                self.attribute("class", &heading.classes);
            }
        }
        self.push(">");
    }

    pub fn cell(&mut self, tag: &str, align: Align) {
        self.push(tag);
        self.push(match align {
            Align::None => ">",
            Align::Left => " class=\"left\">",
            Align::Center => " class=\"center\">",
            Align::Right => " class=\"right\">",
        });
    }

    pub fn link(&mut self, target: &Target, title: &str) {
        self.push("<a");
        match target {
            Target::Site(target) => {
                let href = self.around.href(target);
                self.attribute("href", &href);
            }
            Target::Foreign(url) => {
                self.attribute("href", url.as_str());
                if self.body.is_from_anybody {
                    self.push(" rel=\"nofollow noopener ugc\"");
                }
            }
            Target::Written(address) => {
                self.push(" href=\"");
                escape_address(&mut self.out, address);
                self.push("\"");
            }
        }
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.push(">");
    }

    pub fn picture(&mut self, target: &Target, alt: &str, title: &str) {
        self.push("<img");
        match target {
            Target::Site(target) => {
                let view = self.around.picture(target);
                self.attribute("src", &view.url);
                if let Some((width, height)) = view.size {
                    let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
                }
                if let Some(srcset) = view.srcset {
                    self.attribute("srcset", &srcset);
                    self.push(" sizes=\"(max-width: 44rem) 100vw, 42rem\"");
                }
            }
            Target::Foreign(url) => self.attribute("src", url.as_str()),
            Target::Written(address) => {
                self.push(" src=\"");
                escape_address(&mut self.out, address);
                self.push("\"");
            }
        }
        self.attribute("alt", alt);
        if !title.is_empty() && !self.is_in_figure {
            self.attribute("title", title);
        }
        self.push(if self.form == Form::Page { " loading=\"lazy\" />" } else { " />" });
        if self.is_in_figure {
            self.push("<figcaption>");
            escape(&mut self.out, title);
            self.push("</figcaption>");
        }
    }

    /// A formula. One that can't be shown has been complained of, and stands as it was typed.
    pub fn formula(&mut self, tex: &str) {
        let is_block = self.formula == Some(true);
        match math::mathml(tex, is_block) {
            Ok(mathml) => self.push(&mathml),
            Err(_) => {
                let sign = if is_block { "$$" } else { "$" };
                self.push(sign);
                escape(&mut self.out, tex);
                self.push(sign);
            }
        }
    }

    /// The author's own element.
    pub fn tag(&mut self, element: &Element) {
        self.push("<");
        self.push(&element.name);
        for (name, value) in &element.attributes {
            let is_kept = self.form == Form::Page || policy::is_portable(name);
            if !is_kept
                || name.contains(|c: char| {
                    matches!(c, '"' | '\'' | '<' | '>' | '=' | '/') || c.is_whitespace() || c.is_control()
                })
            {
                continue;
            }
            if self.form == Form::Portable && matches!(&**name, "href" | "src" | "poster" | "cite") {
                let address = self.around.written(value);
                self.attribute(name, &address);
            } else {
                self.attribute(name, value);
            }
        }
        self.push(if Element::is_void(&element.name) { " />" } else { ">" });
    }
}

/// A link's target as CommonMark's examples have it: percent-encoded where it must be, `&` escaped.
fn escape_address(out: &mut String, target: &str) {
    for c in target.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#x27;"),
            c if c.is_ascii_alphanumeric() || "-_.+!*(),/:;=@?#$%~".contains(c) => out.push(c),
            c => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
    }
}
