//! What is known of the elements of HTML by their names.

use super::tree::Element;

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| &**known == name).map(|(_, value)| &**value)
    }

    /// Whether an element of this name never holds anything (HTML Living Standard, 13.1.2, 2026).
    pub(super) fn is_void(name: &str) -> bool {
        matches!(
            name,
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
        )
    }

    /// Whether an element of this name begins a line of its own.
    pub(super) fn is_block(name: &str) -> bool {
        matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "center"
                | "details"
                | "div"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "main"
                | "nav"
                | "section"
                | "summary"
                | "caption"
                | "option"
        )
    }

    /// Whether what stands in an element of this name is no markup, and written as it is (13.3).
    pub(super) fn is_raw_text(name: &str) -> bool {
        matches!(name, "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes")
    }
}

/// Whether a text in an element of this name is what it says: code, or no text for readers.
pub(super) fn is_literal(name: &str) -> bool {
    Element::is_raw_text(name) || matches!(name, "code" | "kbd" | "samp" | "tt" | "pre" | "textarea" | "title")
}
