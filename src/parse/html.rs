//! Text to HTML: escaping, and cleaning what employers wrote.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Appends `text` with `& < > "` escaped. Control characters, which HTML forbids, become U+FFFD.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// The HTML without what an employer may not use: scripts, styles, frames, forms, pictures from elsewhere, classes, ids.
///
/// What we wrote ourselves (`hl-…` classes, ids of headings, disabled check boxes, links with holes) stays.
pub fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Whether a raw tag would lose something in [`clean`].
pub fn is_unsafe(raw: &str) -> bool {
    let lower = raw.to_lowercase();
    let mut rest = lower.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name = rest.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if !name.is_empty() && !ALLOWED.contains(&name) {
            return true;
        }
        let tag = rest.split('>').next().unwrap_or("");
        if tag.split_whitespace().skip(1).any(|attribute| {
            attribute.starts_with("on") || attribute.starts_with("style") || attribute.contains("javascript:")
        }) {
            return true;
        }
    }
    false
}

/// Elements that an employer's text may have.
const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .tags(ALLOWED.iter().copied().collect())
        .clean_content_tags(HashSet::from([
            "script", "style", "iframe", "object", "svg", "math", "template", "noscript", "textarea", "title",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "id", "aria-hidden", "aria-label", "tabindex", "role"])),
            ("ol", HashSet::from(["start"])),
            ("input", HashSet::from(["type", "checked", "disabled"])),
            ("li", HashSet::from(["id"])),
            ("section", HashSet::from(["role", "aria-label"])),
        ]))
        .generic_attributes(HashSet::from(["title", "lang", "dir", "id"]))
        .allowed_classes(
            [
                ("a", &["anchor", "footnote-back"][..]),
                ("span", &["hl-c", "hl-s", "hl-n", "hl-k"]),
                ("th", &["left", "center", "right"]),
                ("td", &["left", "center", "right"]),
                ("li", &["task"]),
                ("section", &["footnotes"]),
                ("sup", &["footnote"]),
                (
                    "div",
                    &["alert", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution", "table"],
                ),
                ("p", &["alert-title"]),
            ]
            .into_iter()
            .map(|(tag, classes)| (tag, classes.iter().copied().collect()))
            .collect(),
        )
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", super::markdown::HOLE_SCHEME]))
        .url_relative(ammonia::UrlRelative::Custom(Box::new(only_anchors)))
        .link_rel(Some("nofollow noopener ugc"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("input", "type") if value != "checkbox" => None,
            (_, "id") if !value.starts_with("u-") => None,
            _ => Some(value.into()),
        });
    builder
});

/// Of relative addresses, only those of this page's own places stay.
fn only_anchors(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with('#').then_some(Cow::Borrowed(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_survives() {
        for html in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<p onclick=alert(1)>x</p>",
            "<style>*{}</style>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<iframe src=//evil.example></iframe>",
            "<form action=//evil.example><button>x</button></form>",
            "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
            "<p style=\"position:fixed\">x</p>",
            "<base href=//evil.example>",
        ] {
            let cleaned = clean(html);
            for word in [
                "script",
                "onerror",
                "onload",
                "onclick",
                "javascript",
                "iframe",
                "<form",
                "style",
                "<base",
                "<svg",
                "<math",
                "<img",
            ] {
                assert!(!cleaned.contains(word), "{html} left {cleaned}");
            }
            assert!(is_unsafe(html), "{html}");
        }
    }

    #[test]
    fn cleaning_twice_is_cleaning_once() {
        for html in ["<p>a<b>b", "<ul><li>x</ul>", "<p id=\"u-a\" class=x>&amp;lt;</p>", "<table><tr><td>x"] {
            let once = clean(html);
            assert_eq!(clean(&once), once);
        }
        assert!(!is_unsafe("<p>fine <strong>text</strong></p>"));
    }
}
