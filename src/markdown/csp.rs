//! What the policy of the site's own pages would keep from working in an author's HTML (Content Security Policy Level 3, W3C, 2025).

use std::collections::BTreeMap;

use super::tree::Element;
use crate::source::SafeUrl;

/// The sources that each directive of the policy allows, as the header has them.
pub type Policy = BTreeMap<&'static str, Vec<String>>;

/// What will not work of an element: a message and what to do.
pub(super) fn fault(element: &Element, policy: &Policy) -> Option<(String, String)> {
    let name = &*element.name;
    if let Some((handler, _)) = element.attributes.iter().find(|(name, _)| name.starts_with("on")) {
        return Some((
            format!("`{handler}` is an inline script and will not run"),
            "put the script into content/static and load it: `<script src=\"/x.js\"></script>`".to_owned(),
        ));
    }
    if name == "style" || element.get("style").is_some() {
        return Some((
            "an inline style will not apply".to_owned(),
            "use a class of the theme, or a style sheet of the theme's own".to_owned(),
        ));
    }
    let src = element.get("src").map(str::trim);
    match name {
        "script" if src.is_none() && !is_data(element.get("type")) => Some((
            "an inline script will not run".to_owned(),
            "put it into content/static and load it: `<script src=\"/x.js\"></script>`".to_owned(),
        )),
        "script" => blocked(src, "script-src", "run", policy),
        "iframe" | "frame" => {
            let (message, help) = blocked(src, "frame-src", "be framed", policy)?;
            Some((message, help.replacen("add", "use `::video`, or add", 1)))
        }
        "video" | "audio" | "source" | "track" => blocked(src, "media-src", "be loaded", policy),
        "img" => blocked(src, "img-src", "be loaded", policy),
        "object" | "embed" => Some((
            format!("`<{name}>` is not allowed on pages"),
            "link the file, or use `<video>` or `<img>`".to_owned(),
        )),
        "link" => blocked(element.get("href"), "style-src", "be loaded", policy),
        "form" => blocked(element.get("action"), "form-action", "be sent to", policy),
        _ => None,
    }
}

/// Whether a picture of another site may be shown.
pub(super) fn picture_fault(url: &SafeUrl, policy: &Policy) -> Option<(String, String)> {
    blocked(Some(url.as_str()), "img-src", "be loaded", policy)
}

/// Whether a script of this type is data, which does not run.
pub(super) fn is_data(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.ends_with("json") || kind.starts_with("text/template"))
}

fn blocked(address: Option<&str>, directive: &'static str, what: &str, policy: &Policy) -> Option<(String, String)> {
    let address = address?;
    let whole = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    // What has no host is the site's own.
    let url = SafeUrl::web(&whole).ok()?;
    let sources = policy.get(directive).or_else(|| policy.get("default-src"))?;
    if sources.iter().any(|source| allows(source, &url)) {
        return None;
    }
    let origin = url.origin();
    let message = format!("`{}` is not allowed to {what}", url.host().unwrap_or_default());
    let is_plain = url.as_str().starts_with("http:") && sources.iter().any(|source| source == "https:");
    let help = match is_plain {
        true => "write its address with `https:`".to_owned(),
        false => format!("add `csp: {{ {directive}: {origin} }}` to site.yaml"),
    };
    Some((message, help))
}

/// Whether a source of the policy covers an address: `https:`, `https://x.example`, `*.x.example`.
fn allows(source: &str, url: &SafeUrl) -> bool {
    let Some((scheme, _)) = url.as_str().split_once(':') else { return false };
    if let Some(known) = source.strip_suffix(':') {
        return known == scheme;
    }
    let (known, rest) = source.split_once("://").unwrap_or(("https", source));
    let host = rest.split(['/', ':']).next().unwrap_or("");
    let Some(own) = url.host() else { return false };
    let is_host = match host.strip_prefix("*.") {
        Some(domain) => own.strip_suffix(domain).is_some_and(|before| before.ends_with('.')),
        None => own == host,
    };
    (known == scheme || known == "http" && scheme == "https") && is_host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_covers_what_browsers_say_it_does() {
        let url = |text: &str| SafeUrl::web(text).unwrap();
        for (source, address, expected) in [
            ("https:", "https://a.example/x", true),
            ("https:", "http://a.example/x", false),
            ("https://a.example", "https://a.example/x", true),
            ("https://a.example", "https://b.a.example/x", false),
            ("https://*.a.example", "https://b.a.example/x", true),
            ("*.a.example", "https://a.example/x", false),
            ("'self'", "https://a.example/x", false),
        ] {
            assert_eq!(allows(source, &url(address)), expected, "{source} {address}");
        }
    }
}
