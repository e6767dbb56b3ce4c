//! HTML of the site's own for every page: what browsers load for it, and what of it would break the page around it.

use super::csp::{self, Policy};
use super::raw::find_tag;
use super::tokens::{Tag, Token, tokens};
use super::tree::Element;
use crate::source::{SafeUrl, policy_hash};

/// Where on a page it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePart {
    /// At the end of `<head>`.
    Head,
    /// At the end of `<body>`.
    BodyEnd,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageHtmlFault {
    /// The byte at which it stands.
    pub at: usize,
    pub message: String,
    pub help: String,
    /// Whether the policy of the pages keeps it from working; else it would break pages.
    pub is_blocked: bool,
}

/// Elements that browsers leave in the head; any other one ends it (HTML, WHATWG, 13.2.6.4.4, 2026).
const OF_HEAD: [&str; 6] = ["link", "meta", "noscript", "script", "style", "template"];
/// Elements whose end may be left out.
const OPTIONAL_END: [&str; 9] = ["dd", "dt", "li", "option", "p", "tbody", "td", "th", "tr"];

/// What the policy of the pages has to allow for a piece of HTML, by directive, and what is wrong with it, in order.
pub fn page_html(html: &str, part: PagePart) -> (Policy, Vec<PageHtmlFault>) {
    let mut reader = Reader { html, part, from: 0, open: Vec::new(), loads: Policy::new(), faults: Vec::new() };
    for (token, _) in tokens(html) {
        reader.token(token);
    }
    for Open { name, at, .. } in std::mem::take(&mut reader.open) {
        if !OPTIONAL_END.contains(&name.as_str()) {
            let help = format!("add `</{name}>`: what follows on the page would become a part of it");
            reader.fault(at, format!("`<{name}>` is never closed"), help);
        }
    }
    (reader.loads, reader.faults)
}

struct Reader<'a> {
    html: &'a str,
    part: PagePart,
    /// Behind the last tag.
    from: usize,
    open: Vec<Open>,
    loads: Policy,
    faults: Vec<PageHtmlFault>,
}

/// An element that is open.
struct Open {
    name: String,
    at: usize,
    /// A script that stands in it and runs.
    is_inline_script: bool,
}

impl Reader<'_> {
    fn token(&mut self, token: Token) {
        match token {
            Token::Start(tag) => {
                let at = self.find(&tag.name);
                self.start(&tag, at);
            }
            Token::End(name) => {
                let at = self.find(&format!("/{name}"));
                self.end(&name, at);
            }
            Token::Text(text) => {
                self.text(&text);
                // Tags within a script are none.
                let end = self.html[self.from..].find(&text).map(|at| self.from + at + text.len());
                self.from = end.unwrap_or(self.from);
            }
            Token::Comment(_) => {
                let end = self.html[self.from..].find("-->").map(|at| self.from + at + 3);
                self.from = end.unwrap_or(self.from);
            }
            Token::Unfinished => {
                let comment = self.html[self.from..].find("<!--").map(|at| self.from + at);
                let at = comment.or(self.html.rfind('<')).unwrap_or(self.from);
                let what = if comment.is_some() { ("comment", "-->") } else { ("tag", ">") };
                self.fault(at, format!("this {} has no end", what.0), format!("add `{}`", what.1));
            }
        }
    }

    fn find(&mut self, name: &str) -> usize {
        let Some(at) = find_tag(self.html, self.from, name) else { return self.from };
        // Behind the `<`.
        self.from = at + 1;
        at
    }

    fn start(&mut self, tag: &Tag, at: usize) {
        let name = tag.name.as_str();
        let is_inside = |names: &[&str]| self.open.iter().any(|open| names.contains(&open.name.as_str()));
        let is_content = is_inside(&["noscript", "template"]);
        // Elsewhere browsers take no notice of the slash in `<script/>`.
        let is_closed = tag.is_self_closing && is_inside(&["math", "svg"]);
        if matches!(name, "html" | "head" | "body" | "title" | "base") {
            self.fault(at, format!("every page has its own `<{name}>`, or must have none"), "remove it".to_owned());
            return;
        }
        if self.part == PagePart::Head && !is_content && !OF_HEAD.contains(&name) {
            let help = "browsers would end the head there; put it into the file of `body_end`".to_owned();
            self.fault(at, format!("`<{name}>` can't stand in the head of a page"), help);
        }
        if !Element::is_void(name) && !is_closed {
            let is_inline_script = name == "script" && tag.get("src").is_none() && !csp::is_data(tag.get("type"));
            self.open.push(Open { name: name.to_owned(), at, is_inline_script });
        }
        for (attribute, _) in &tag.attributes {
            if attribute.starts_with("on") || attribute == "style" {
                let what = if attribute == "style" { "an inline style will not apply" } else { "it will not run" };
                let help = "put it into the file's `<script>` or `<style>`, which the policy then allows".to_owned();
                self.blocked(at, format!("`{attribute}` of `<{name}>`: {what}"), help);
            }
        }
        match name {
            "script" => self.load(tag.get("src"), &["script-src", "connect-src"], at),
            "link" => {
                let kinds = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
                let is = |kind: &str| kinds.split_ascii_whitespace().any(|known| known == kind);
                match tag.get("as").filter(|_| is("preload") || is("modulepreload")) {
                    Some("font") => self.load(tag.get("href"), &["font-src"], at),
                    Some("style") => self.load(tag.get("href"), &["style-src"], at),
                    Some("script") | None if is("preload") || is("modulepreload") => {
                        self.load(tag.get("href"), &["script-src"], at);
                    }
                    _ if is("stylesheet") => self.load(tag.get("href"), &["style-src", "font-src"], at),
                    // Where fonts come from, which a style sheet names and not the page.
                    _ if is("preconnect") && tag.get("crossorigin").is_some() => {
                        self.load(tag.get("href"), &["font-src"], at);
                    }
                    _ => {}
                }
            }
            "iframe" => {
                self.load(tag.get("src"), &["frame-src"], at);
                if tag.get("srcdoc").is_some_and(|page| page.contains("<script")) {
                    let help = "load a page of its own: `<iframe src=\"/x.html\">`".to_owned();
                    self.blocked(at, "a script in `srcdoc` will not run".to_owned(), help);
                }
            }
            "audio" | "source" | "track" | "video" => self.load(tag.get("src"), &["media-src"], at),
            // What the policy allows of any host, as long as it comes by https.
            "img" => self.load(tag.get("src"), &[], at),
            "form" => self.load(tag.get("action"), &[], at),
            "object" | "embed" => {
                self.blocked(at, format!("`<{name}>` is not allowed on pages"), "use `<iframe>`".to_owned());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: usize) {
        if Element::is_void(name) {
            return;
        }
        match self.open.iter().rposition(|open| open.name == name) {
            Some(place) => self.open.truncate(place),
            None => {
                let message = format!("`</{name}>` closes nothing of this file");
                self.fault(at, message, "remove it: it would end a part of the page".to_owned());
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(open) if open.is_inline_script => self.allow("script-src", policy_hash(text)),
            Some(open) if open.name == "style" => self.allow("style-src", policy_hash(text)),
            None if self.part == PagePart::Head && !text.trim().is_empty() => {
                let first = text.trim().lines().next().unwrap_or_default();
                let at = self.html[self.from..].find(first).map_or(self.from, |at| self.from + at);
                let help = "browsers would end the head there; put it into the file of `body_end`".to_owned();
                self.fault(at, "text can't stand in the head of a page".to_owned(), help);
            }
            _ => {}
        }
    }

    /// Allows what an element loads; what has no host is the site's own.
    fn load(&mut self, address: Option<&str>, directives: &[&'static str], at: usize) {
        let Some(address) = address.map(str::trim).filter(|address| !address.is_empty()) else { return };
        let whole = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
        let is_of_pictures = directives.is_empty() && whole.starts_with("data:");
        if is_of_pictures || !has_scheme(&whole) {
            return;
        }
        let url = match SafeUrl::web(&whole) {
            Ok(url) if !url.as_str().starts_with("http:") => url,
            Ok(_) => {
                let help = "write its address with `https:`".to_owned();
                self.blocked(at, format!("browsers don't load `{address}` on a page that came by https"), help);
                return;
            }
            Err(fault) => {
                let shown: String = address.chars().take(60).collect();
                let help = "load it from an address that begins with `https://`, or from the site itself".to_owned();
                self.blocked(at, format!("`{shown}` will not be loaded: {fault}"), help);
                return;
            }
        };
        for directive in directives {
            self.allow(directive, url.origin());
        }
    }

    fn allow(&mut self, directive: &'static str, source: String) {
        let sources = self.loads.entry(directive).or_default();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }

    fn fault(&mut self, at: usize, message: String, help: String) {
        self.faults.push(PageHtmlFault { at, message, help, is_blocked: false });
    }

    fn blocked(&mut self, at: usize, message: String, help: String) {
        self.faults.push(PageHtmlFault { at, message, help, is_blocked: true });
    }
}

/// Whether an address names how it is reached; others are the site's own.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or_default();
    address[scheme.len()..].starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_loaded_is_allowed_and_nothing_else() {
        let html = "<script src=\"https://a.example/x.js\"></script><script src=\"/own.js\"></script>\n\
            <script>alert(1)</script><script type=\"application/ld+json\">{}</script><style>p{}</style>\n\
            <link rel=\"stylesheet\" href=\"//b.example/x.css\"><link rel=\"preconnect\" href=\"https://c.example\">";
        let (loads, faults) = page_html(html, PagePart::Head);
        assert_eq!(faults, []);
        assert_eq!(loads["script-src"], ["https://a.example".to_owned(), policy_hash("alert(1)")]);
        assert_eq!(loads["connect-src"], ["https://a.example"]);
        assert_eq!(loads["style-src"], [policy_hash("p{}"), "https://b.example".to_owned()]);
        assert_eq!(loads["font-src"], ["https://b.example"]);
        assert_eq!(loads.len(), 4);
    }

    #[test]
    fn a_tag_that_looks_longer_is_read_as_it_is() {
        let html = "<script data-x=\"a>b\">x()</script><script data-x=\"a>b\" src=\"https://a.example/x\"></script>";
        let (loads, _) = page_html(html, PagePart::BodyEnd);
        assert_eq!(loads["script-src"], [policy_hash("x()"), "https://a.example".to_owned()]);
    }

    #[test]
    fn a_tag_that_is_looked_for_in_vain_stops_nothing() {
        // The place of a tag is looked for behind 512 others at most.
        let html = format!("<p>&amp; ñ{} ñ</p><script>x()</script>", "< ".repeat(600));
        let (loads, faults) = page_html(&html, PagePart::BodyEnd);
        assert_eq!((loads["script-src"].len(), faults.len()), (1, 0));
    }
}
