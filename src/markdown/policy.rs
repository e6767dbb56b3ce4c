//! What an employer's HTML may use. Elements outside the list go and their text stays; of those that run, load or draw, the text goes too.

use super::tree::Element;
use crate::source::without_hidden;

/// What becomes of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It stays, with these of its attributes.
    Stays(Vec<(Box<str>, Box<str>)>),
    /// It goes, what stands in it stays.
    Goes,
    /// It goes with all that stands in it.
    GoesWhole,
}

/// Elements that an employer's text may have. None of them changes how what follows is read: no raw text, no other namespace, no form.
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
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
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

/// Elements whose content is no text for readers.
const NO_TEXT: &[&str] = &[
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "template",
    "noscript",
    "noembed",
    "noframes",
    "textarea",
    "title",
    "xmp",
    "select",
    "canvas",
    "audio",
    "video",
    "plaintext",
];

/// Of them, those that stand in a line.
const IN_LINE: &[&str] = &[
    "a", "abbr", "b", "br", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "u",
];

pub(super) fn is_allowed(name: &str) -> bool {
    ALLOWED.contains(&name)
}

/// What becomes of an element that stands in `parent`, an element of the author's HTML.
/// Within a line of Markdown (`is_in_line`) there is room for what stands in a line.
pub(super) fn judge(name: &str, attributes: &[(String, String)], parent: Option<&str>, is_in_line: bool) -> Verdict {
    if NO_TEXT.contains(&name) {
        return Verdict::GoesWhole;
    }
    if !ALLOWED.contains(&name) || !fits(name, parent) || is_in_line && !IN_LINE.contains(&name) {
        return Verdict::Goes;
    }
    let kept = attributes.iter().filter(|(key, value)| match (name, key.as_str()) {
        (_, "title" | "lang") => true,
        (_, "dir") => matches!(value.as_str(), "ltr" | "rtl" | "auto"),
        ("ol", "start") => value.trim().parse::<u32>().is_ok(),
        _ => false,
    });
    Verdict::Stays(kept.map(|(key, value)| (key.as_str().into(), without_hidden(value).as_ref().into())).collect())
}

/// Whether an element may stand there: parts of lists and tables stand in lists and tables, so that no reader has to mend the tree.
fn fits(name: &str, parent: Option<&str>) -> bool {
    let among = |parents: &[&str]| parent.is_some_and(|parent| parents.contains(&parent));
    match name {
        "li" => among(&["ul", "ol"]),
        "dt" | "dd" => among(&["dl"]),
        "thead" | "tbody" | "tfoot" => among(&["table"]),
        "tr" => among(&["table", "thead", "tbody", "tfoot"]),
        "td" | "th" => among(&["tr"]),
        _ => true,
    }
}

/// Which of those that are open an element ends as it opens (HTML Living Standard, 13.1.2.4, 2026), and across which it ends none.
pub(super) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
        "tr" => (&["tr", "td", "th"], &["table"]),
        "td" | "th" => (&["td", "th"], &["table", "tr"]),
        "thead" | "tbody" | "tfoot" => {
            (&["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"], &["table"])
        }
        "option" => (&["option"], &["select"]),
        "address" | "article" | "aside" | "blockquote" | "center" | "details" | "div" | "dl" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr"
        | "main" | "menu" | "nav" | "ol" | "p" | "pre" | "section" | "summary" | "table" | "ul" => {
            (&["p"], &["table", "td", "th", "caption", "button", "object"])
        }
        _ => (&[], &[]),
    }
}

/// Whether a link or a source within the site, which only Markdown can have, is among an element's attributes.
pub(super) fn has_relative_link(element: &Element) -> bool {
    let is_whole = |value: &str| {
        value.starts_with('#') || value.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'))
    };
    element.attributes.iter().any(|(name, value)| matches!(&**name, "href" | "src") && !is_whole(value))
}

/// Whether an element is nothing for readers elsewhere: it runs, loads or asks.
pub(super) fn is_only_for_pages(name: &str) -> bool {
    NO_TEXT.contains(&name) || matches!(name, "form" | "button" | "dialog")
}

/// Whether an attribute says something to readers elsewhere.
pub(super) fn is_portable(name: &str) -> bool {
    matches!(
        name,
        "href"
            | "src"
            | "alt"
            | "title"
            | "lang"
            | "dir"
            | "start"
            | "width"
            | "height"
            | "colspan"
            | "rowspan"
            | "cite"
            | "poster"
            | "datetime"
            | "open"
    )
}
