//! What site.yaml says of outputs beside pages: feeds, pictures, the content security policy.

use std::collections::BTreeMap;

use crate::content::fields::Fields;
use crate::content::rules::{BAD_POLICY, OUT_OF_RANGE, UNKNOWN_LANGUAGE};
use crate::content::words;
use crate::content::{Board, DIRECTIVES, FeedFormat, Feeds, Host, Images, LandingFeeds, Limit, OutputLimit, Policy};
use crate::diag::Complaint;
use crate::model::Lang;
use crate::parse::{Node, Value};
use crate::source::{Span, Spanned};

pub fn feeds(fields: &mut Fields<'_>, known: &[Lang]) -> Feeds {
    let formats = vec![FeedFormat::Atom, FeedFormat::Json];
    let usual = Feeds {
        limit: 20,
        full: false,
        formats,
        landings: LandingFeeds::Single,
        boards: BTreeMap::new(),
        poster: None,
    };
    let Some(mut parts) = fields.optional("feeds").fields() else { return usual };
    let limit = parts.optional("limit").number(1, 1000).and_then(|n| usize::try_from(n).ok()).unwrap_or(usual.limit);
    let full = parts.optional("full").flag().unwrap_or(usual.full);
    let words = [("atom", FeedFormat::Atom), ("json", FeedFormat::Json), ("rss", FeedFormat::Rss)];
    let has_formats = parts.has("formats");
    let formats = parts.optional("formats").word_list(&words, &["atom", "json", "rss"]);
    let words = [("none", LandingFeeds::None), ("single", LandingFeeds::Single), ("all", LandingFeeds::All)];
    let landings = parts.optional("landings").word(&words, &["none", "single", "all"]);
    let landings = landings.map_or(usual.landings, |word| word.value);
    let mut boards = BTreeMap::new();
    let mut poster = None;
    for (name, board) in Board::WORDS {
        if let Some(Node { value: Value::Map(_), .. }) = parts.optional(name).node() {
            let Some(mut own) = parts.optional(name).fields() else { continue };
            let lang = own.optional("language").read(|text| {
                known.iter().find(|lang| lang.as_str() == text.to_lowercase()).cloned().ok_or_else(|| {
                    Complaint::new(UNKNOWN_LANGUAGE, format!("`{text}` is not one of this site's languages"))
                        .suggest(text, known.iter().map(Lang::as_str))
                })
            });
            if *board == Board::LinkedIn {
                poster = own.optional("email").read(words::email).map(|email| email.value.0);
            }
            own.finish();
            boards.insert(*board, lang.map(|lang| lang.value));
        } else if parts.optional(name).flag() == Some(true) {
            boards.insert(*board, None);
        }
    }
    parts.finish();
    Feeds { limit, full, formats: if has_formats { formats } else { usual.formats }, landings, boards, poster }
}

/// Files and megabytes that no site of a hundred thousand postings comes near.
const FILES: u64 = 1_000_000;
const MEGABYTES: u64 = 20_000;

/// The limit that the site says, else that of its host, else a wide one.
pub fn limit(fields: &mut Fields<'_>, host: Option<&Spanned<Host>>) -> OutputLimit {
    let place = |span: &Span| (span.start, span.end);
    let at = fields.optional("output_limit").node().map(|node| place(&node.span));
    let (mut files, mut megabytes) = (None, None);
    if let Some(mut parts) = fields.optional("output_limit").fields() {
        let mut number = |name| parts.optional(name).number(1, 100_000_000).and_then(|n| u64::try_from(n).ok());
        (files, megabytes) = (number("files"), number("megabytes"));
        parts.finish();
    }
    let of_host = host.map(|host| host.value.limits()).unwrap_or_default();
    let limit = |said: Option<u64>, of_host: Option<u64>, usual| match (said, of_host, host) {
        (None, Some(most), Some(host)) => Limit { most, of: Some(host.value), at: place(&host.span) },
        (said, ..) => Limit { most: said.unwrap_or(usual), of: None, at: at.unwrap_or_default() },
    };
    OutputLimit { files: limit(files, of_host.files, FILES), megabytes: limit(megabytes, of_host.megabytes, MEGABYTES) }
}

/// Widths that suit phones, columns and screens of two pixels a dot.
const WIDTHS: [u32; 3] = [480, 960, 1600];

pub fn images(fields: &mut Fields<'_>) -> Images {
    let usual = Images { widths: WIDTHS.to_vec(), cards: false, qr: false };
    let Some(mut parts) = fields.optional("images").fields() else { return usual };
    let has_widths = parts.has("widths");
    let given =
        parts.optional("widths").list_then(|text| match text.parse::<u32>() {
            Ok(width) if (16..=8000).contains(&width) => Ok(width),
            _ => Err(Complaint::new(OUT_OF_RANGE, format!("`{text}` is not a picture width"))
                .help("write pixels, 16 to 8000")),
        });
    let mut widths: Vec<u32> = given.into_iter().map(|width| width.value).collect();
    widths.sort_unstable();
    widths.dedup();
    let cards = parts.optional("cards").flag().unwrap_or(usual.cards);
    let qr = parts.optional("qr").flag().unwrap_or(usual.qr);
    parts.finish();
    Images { widths: if has_widths { widths } else { usual.widths }, cards, qr }
}

/// `csp: false`, or sources to allow beside the site's own: `csp: { script-src: https://stats.example }`.
pub fn policy(fields: &mut Fields<'_>) -> Option<Policy> {
    let mut policy = Policy::new();
    let Some(node) = fields.optional("csp").node() else { return Some(policy) };
    if let Value::Scalar { text, .. } = &node.value {
        match text.as_str() {
            "false" => return None,
            "true" => return Some(policy),
            _ => {}
        }
    }
    let mut faults = Vec::new();
    if let Some(mut parts) = Fields::of(node, "csp", &mut faults) {
        for (directive, _) in DIRECTIVES {
            let runs = matches!(directive, "script-src" | "default-src" | "style-src" | "worker-src");
            let sources = parts.optional(directive).list_then(|text| policy_source(text, runs));
            if !sources.is_empty() {
                policy.insert(directive, sources.into_iter().map(|source| source.value).collect());
            }
        }
        parts.finish();
    }
    faults.into_iter().for_each(|fault| fields.complain(fault));
    Some(policy)
}

/// A source as policies name it, by the grammar of source expressions (Content Security Policy Level 3, 2.3.1, 2025): a host, a scheme, or the hash
/// of what may run.
///
/// What may run is named by its host: a scheme alone would allow every host there is.
fn policy_source(text: &str, runs: bool) -> Result<String, Complaint> {
    let is_allowed = match Expression::of(text) {
        Some(Expression::Hash | Expression::Keyword) => true,
        Some(Expression::Host { is_any }) => !is_any,
        Some(Expression::Scheme) => !runs,
        None => false,
    };
    if is_allowed {
        return Ok(text.to_owned());
    }
    Err(Complaint::new(BAD_POLICY, format!("`{text}` is not a source that the policy may allow"))
        .help("write an address such as `https://stats.example`; what makes a policy worthless needs `csp: false`"))
}

/// A source expression; those that make a policy worthless are none: `*`, `'unsafe-…'`, a nonce that never changes.
enum Expression {
    Host { is_any: bool },
    Scheme,
    Hash,
    Keyword,
}

impl Expression {
    fn of(text: &str) -> Option<Expression> {
        if let Some(quoted) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            return match quoted {
                "strict-dynamic" | "report-sample" => Some(Expression::Keyword),
                _ => is_hash(quoted).then_some(Expression::Hash),
            };
        }
        let is_scheme = |scheme: &str| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        };
        if let Some(scheme) = text.strip_suffix(':') {
            return is_scheme(scheme).then_some(Expression::Scheme);
        }
        let rest = match text.split_once("://") {
            Some((scheme, rest)) if is_scheme(scheme) => rest,
            Some(_) => return None,
            None => text,
        };
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let (host, port) = authority.split_once(':').map_or((authority, "*"), |(host, port)| (host, port));
        let is_port = port == "*" || (!port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
        let is_path = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~!$&\'()*+=:@%".contains(&byte));
        let labels = host.strip_prefix("*.").unwrap_or(host);
        let is_label =
            |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        // One label alone is a word that somebody mistyped, or this machine.
        let is_host = labels.split('.').all(is_label) && (labels.contains('.') || labels == "localhost");
        if !is_port || !is_path {
            return None;
        }
        match host {
            "*" => Some(Expression::Host { is_any: true }),
            _ => is_host.then_some(Expression::Host { is_any: false }),
        }
    }
}

/// `sha256-…` and its like, of the length that such a hash has in base64.
fn is_hash(text: &str) -> bool {
    let Some((name, value)) = text.split_once('-') else { return false };
    let len = match name {
        "sha256" => 44,
        "sha384" => 64,
        "sha512" => 88,
        _ => return false,
    };
    let digits = value.trim_end_matches('=');
    value.len() == len
        && value.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_obey_the_grammar_and_keep_the_policy_worth_something() {
        let sha = format!("'sha256-{}='", "A".repeat(43));
        for text in [
            "https://stats.example",
            "stats.example",
            "*.stats.example",
            "https://stats.example:8443/js/",
            "wss://live.example:*",
            "localhost:3000",
            "https://a.example/x.js",
            "'strict-dynamic'",
            sha.as_str(),
            "192.0.2.1:80",
        ] {
            assert!(policy_source(text, true).is_ok(), "{text}");
        }
        for text in [
            "*",
            "https:",
            "data:",
            "'unsafe-inline'",
            "'unsafe-eval'",
            "'wasm-unsafe-eval'",
            "'self'",
            "'none'",
            "'nonce-abc'",
            "'sha256-x'",
            "https://*",
            "http://*:80",
            "https://a.example; script-src *",
            "https://a.example,b",
            "https://a.example?x",
            "https://a.example/#x",
            "https://a example",
            "https://*.*.example",
            "https://a.*",
            "//a.example",
            "https://",
            "https:///x",
            "https://user@a.example",
            "a..example",
            "sha256-abc",
            "\"x\"",
            "https://a.example:",
            "https://a.example:x",
            "https://ä.example",
            "stats",
            "",
        ] {
            assert!(policy_source(text, true).is_err(), "{text}");
        }
        assert!(policy_source("data:", false).is_ok() && policy_source("https:", false).is_ok());
    }
}
