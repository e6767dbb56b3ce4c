//! Values to XML: feeds and the sitemap.

use std::fmt::Write as _;

/// XML being written: every text escaped, characters that XML 1.0 forbids dropped.
pub struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    pub fn document() -> Xml {
        Xml { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(), open: Vec::new() }
    }

    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
        self.open.push(name);
    }

    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = writeln!(self.out, "{}</{name}>", "  ".repeat(self.open.len()));
        }
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        escape(&mut self.out, text);
        let _ = writeln!(self.out, "</{name}>");
    }

    /// A text in CDATA sections, which some takers want: `]]>` is split between two.
    pub fn cdata(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, "><![CDATA[");
        let text: String = text.chars().filter(|c| is_char(*c)).collect();
        self.out.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        let _ = writeln!(self.out, "]]></{name}>");
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        let _ = write!(self.out, "{}<{name}", "  ".repeat(self.open.len()));
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// Escapes markup and drops what is no `Char` of XML 1.0 (section 2.2).
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_char(c) => out.push(c),
            _ => {}
        }
    }
}

/// Whether XML 1.0 allows a character (section 2.2). A carriage return, which every reader turns into a line feed, is left out.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_dropped() {
        let mut xml = Xml::document();
        xml.open("a", &[("b", "\"<&")]);
        xml.text("c", &[], "]]> \u{0}\u{8}\u{b}\u{fffe}x");
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&quot;&lt;&amp;\">\n  <c>]]&gt; x</c>\n</a>\n"
        );
    }
}
