//! Text to HTML: escaping, and cleaning what employers wrote.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::source::{SafeUrl, is_hidden};

/// Appends `text` with `& < > "` escaped, without hidden characters.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
}

/// The HTML without what an employer may not use: scripts, styles, frames, forms, pictures from elsewhere, classes, ids.
///
/// What we wrote ourselves (`hl-…` classes, ids of headings, disabled check boxes, links with holes) stays.
pub fn clean(html: &str) -> String {
    without_empty_pictures(&CLEANER.clean(html).to_string())
}

/// Without pictures that have lost their source.
fn without_empty_pictures(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<img") {
        let mut is_quoted = false;
        let len = rest[at..].find(|c: char| {
            is_quoted ^= c == '"';
            c == '>' && !is_quoted
        });
        let end = len.map_or(rest.len(), |len| at + len + 1);
        out.push_str(&rest[..at]);
        if rest[at..end].contains(" src=\"") {
            out.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    out + rest
}

/// Whether a raw tag would lose something in [`clean`].
pub fn is_unsafe(raw: &str) -> bool {
    let lower = raw.to_lowercase();
    lower.split('<').skip(1).any(|rest| {
        // A tag goes to its end, or to the next one.
        let tag = rest.split('>').next().unwrap_or("");
        let name = tag.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        (!name.is_empty() && (!ALLOWED.contains(&name) || name == "img"))
            || tag.split_whitespace().skip(1).any(|attribute| {
                attribute.starts_with("on")
                    || attribute.starts_with("style")
                    || attribute.contains("javascript:")
                    || is_relative(attribute)
            })
    })
}

/// Whether an attribute is a link or a source within the site, which only Markdown can have.
pub fn is_relative(attribute: &str) -> bool {
    let Some((name, value)) = attribute.split_once('=') else { return false };
    let value = value.trim_start_matches(['"', '\'']);
    let is_whole = value.starts_with('#') || value.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    matches!(name, "href" | "src") && !is_whole
}

/// Whether raw HTML has such a link.
pub fn has_relative_link(raw: &str) -> bool {
    raw.to_lowercase().split_whitespace().any(is_relative)
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
    "img",
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
            ("img", HashSet::from(["src", "alt", "loading"])),
            ("code", HashSet::from(["class"])),
            ("input", HashSet::from(["type", "checked", "disabled", "aria-label"])),
            ("li", HashSet::from(["id"])),
            ("section", HashSet::from(["role", "aria-label"])),
            ("pre", HashSet::from(["tabindex"])),
            ("div", HashSet::from(["tabindex"])),
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
            ("a", "href") if !may_be_linked(value) => None,
            // Only pictures of the site's own, which are holes here: others could count their readers.
            ("img", "src") if !is_hole(value) => None,
            ("code", "class") if !value.starts_with("language-") => None,
            ("input", "type") if value != "checkbox" => None,
            ("input", "aria-label") if !value.starts_with(super::markdown::HOLE) => None,
            (_, "tabindex") if !matches!(value, "0" | "-1") => None,
            (_, "id") if !value.starts_with("u-") => None,
            _ => Some(value.into()),
        });
    builder
});

/// A place on the page, a hole for a link within the site, or a foreign address as Markdown's links may have.
fn may_be_linked(value: &str) -> bool {
    value.starts_with('#') || is_hole(value) || SafeUrl::parse(value).is_ok()
}

/// Whether a value has the form of a hole; whether it is one, the text's own word says later.
fn is_hole(value: &str) -> bool {
    let inner = value.strip_prefix(super::markdown::HOLE_SCHEME).and_then(|rest| {
        rest.strip_prefix(':')?.strip_prefix(super::markdown::HOLE)?.strip_suffix(super::markdown::HOLE)
    });
    inner.is_some_and(|inner| inner.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

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
            "<svg><a href=\"https://google.com@evil.example\">x</a></svg>",
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
        assert_eq!(clean("a<img alt=\"x > y\">b"), "ab");
        for html in ["<p>a<b>b", "<ul><li>x</ul>", "<p id=\"u-a\" class=x>&amp;lt;</p>", "<table><tr><td>x"] {
            let once = clean(html);
            assert_eq!(clean(&once), once);
        }
        assert!(!is_unsafe("<p>fine <strong>text</strong></p>"));
    }
}
