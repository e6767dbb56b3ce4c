//! Values to XML: feeds and the sitemap.

use crate::source::{is_hidden, push_replaced};

/// XML being written: every text escaped, characters that XML 1.0 forbids dropped.
pub struct Xml {
    out: String,
    open: Vec<&'static str>,
    /// The element whose fields are told, and those of each that was written.
    told: Option<(&'static str, Vec<Fields>)>,
}

/// The names and texts of the elements within one.
pub type Fields = Vec<(String, String)>;

impl Xml {
    pub fn document() -> Xml {
        Xml { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(), open: Vec::new(), told: None }
    }

    /// One that tells what stands in each element of a name, for those that show it to people.
    pub fn telling(name: &'static str) -> Xml {
        Xml { told: Some((name, Vec::new())), ..Xml::document() }
    }

    /// The fields of each of those elements.
    pub fn told(self) -> Vec<Fields> {
        self.told.map_or_else(Vec::new, |(_, fields)| fields)
    }

    fn tell(&mut self, name: &str, text: &str) {
        if let Some((element, fields)) = &mut self.told
            && self.open.contains(element)
            && !text.trim().is_empty()
            && let Some(last) = fields.last_mut()
        {
            last.push((name.to_owned(), text.trim().to_owned()));
        }
    }

    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
        self.open.push(name);
        if let Some((element, fields)) = &mut self.told
            && *element == name
        {
            fields.push(Vec::new());
        }
    }

    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.end(name);
        }
    }

    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tell(name, text);
        self.tag(name, attributes, ">");
        escape(&mut self.out, text);
        self.end(name);
    }

    /// A text in CDATA sections, which some boards want: `]]>` is split between two.
    pub fn cdata(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tell(name, text);
        self.tag(name, attributes, "><![CDATA[");
        let text: String = text.chars().filter(|c| is_char(*c)).collect();
        self.out.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        self.out.push_str("]]>");
        self.end(name);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    fn indent(&mut self) {
        self.open.iter().for_each(|_| self.out.push_str("  "));
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
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
    push_replaced(out, text, b"&<>\"", |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        c if is_char(c) => None,
        _ => Some(""),
    });
}

/// Whether XML 1.0 allows a character (section 2.2), and a text of ours has it. A carriage return, which every reader turns into a line feed, is left out.
#[inline]
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
        && !is_hidden(c)
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_dropped() {
        let mut xml = Xml::document();
        xml.open("a", &[("b", "\"<&")]);
        xml.text("c", &[], "]]> \u{0}\u{8}\u{b}\u{fffe}\u{202e}\u{fdd0}x");
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&quot;&lt;&amp;\">\n  <c>]]&gt; x</c>\n</a>\n"
        );
    }

    #[test]
    fn fields_are_told() {
        let mut xml = Xml::telling("job");
        xml.open("jobs", &[]);
        xml.text("publisher", &[], "P");
        for text in ["a < b & ]]> c", "<p>d</p>"] {
            xml.open("job", &[("id", "1>2")]);
            xml.cdata("description", &[], text);
            xml.open("pay", &[]);
            xml.text("title", &[], text);
            xml.close();
            xml.text("none", &[], "");
            xml.close();
        }
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            xml.told(),
            ["a < b & ]]> c", "<p>d</p>"].map(|text| vec![pair("description", text), pair("title", text)])
        );
    }
}
