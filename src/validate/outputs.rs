//! What site.yaml says of outputs beside pages: feeds, pictures, the content security policy.

use std::collections::BTreeMap;

use super::fields::Fields;
use crate::diag::{Code, Complaint};
use crate::model::{DIRECTIVES, FeedFormat, Feeds, Images, Lang, OutputLimit, Policy, Taker};
use crate::parse::{Node, Value};

pub fn feeds(fields: &mut Fields<'_>, known: &[Lang]) -> Feeds {
    let formats = vec![FeedFormat::Atom, FeedFormat::Json];
    let usual = Feeds { limit: 20, full: false, formats, takers: BTreeMap::new() };
    let Some(mut parts) = fields.optional("feeds").fields() else { return usual };
    let limit = parts.optional("limit").number(1, 1000).and_then(|n| usize::try_from(n).ok()).unwrap_or(usual.limit);
    let full = parts.optional("full").flag().unwrap_or(usual.full);
    let words = [("atom", FeedFormat::Atom), ("json", FeedFormat::Json), ("rss", FeedFormat::Rss)];
    let has_formats = parts.has("formats");
    let formats = parts.optional("formats").word_list(&words, &["atom", "json", "rss"]);
    let mut takers = BTreeMap::new();
    for (name, taker) in Taker::WORDS {
        if let Some(Node { value: Value::Map(_), .. }) = parts.optional(name).node() {
            let Some(mut own) = parts.optional(name).fields() else { continue };
            let lang = own.optional("language").read(|text| {
                known.iter().find(|lang| lang.as_str() == text.to_lowercase()).cloned().ok_or_else(|| {
                    Complaint::new(Code::UnknownLanguage, format!("`{text}` is no language of this site"))
                        .suggest(text, known.iter().map(Lang::as_str))
                })
            });
            own.finish();
            takers.insert(*taker, lang.map(|lang| lang.value));
        } else if parts.optional(name).flag() == Some(true) {
            takers.insert(*taker, None);
        }
    }
    parts.finish();
    Feeds { limit, full, formats: if has_formats { formats } else { usual.formats }, takers }
}

/// Files and megabytes that no site of a hundred thousand postings comes near.
const LIMIT: OutputLimit = OutputLimit { files: 1_000_000, megabytes: 20_000, at: (0, 0) };

pub fn limit(fields: &mut Fields<'_>) -> OutputLimit {
    let at = fields.optional("output_limit").node().map_or(LIMIT.at, |node| (node.span.start, node.span.end));
    let Some(mut parts) = fields.optional("output_limit").fields() else { return LIMIT };
    let files = parts.optional("files").number(1, 100_000_000).and_then(|n| usize::try_from(n).ok());
    let megabytes = parts.optional("megabytes").number(1, 100_000_000).and_then(|n| u64::try_from(n).ok());
    parts.finish();
    OutputLimit { files: files.unwrap_or(LIMIT.files), megabytes: megabytes.unwrap_or(LIMIT.megabytes), at }
}

/// Widths that suit phones, columns and screens of two pixels a dot.
const WIDTHS: [u32; 3] = [480, 960, 1600];

pub fn images(fields: &mut Fields<'_>) -> Images {
    let usual = Images { widths: WIDTHS.to_vec(), cards: false, qr: false };
    let Some(mut parts) = fields.optional("images").fields() else { return usual };
    let has_widths = parts.has("widths");
    let given = parts.optional("widths").list_then(|text| match text.parse::<u32>() {
        Ok(width) if (16..=8000).contains(&width) => Ok(width),
        _ => Err(Complaint::new(Code::OutOfRange, format!("`{text}` is no width of a picture"))
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

/// A source as policies name it: an address without a path of its own, or a keyword in quotes.
///
/// What may run is named by its host: a scheme alone would allow every host there is.
fn policy_source(text: &str, runs: bool) -> Result<String, Complaint> {
    let is_one = !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && !text.contains([';', ',', '"', '<', '>']);
    let is_worthless = text.contains("unsafe-") || text == "*" || text == "'none'" || text == "'self'";
    let host = text.split_once("//").map_or(text, |(_, rest)| rest).split('/').next().unwrap_or("");
    let is_any = host.split(':').next() == Some("*");
    let is_named = text.starts_with("'sha")
        || text.starts_with("'strict-")
        || host.trim_start_matches("*.").contains(['.', ':']) && !host.ends_with(':');
    if is_one && !is_worthless && !is_any && (is_named || host == "localhost" || !runs) {
        return Ok(text.to_owned());
    }
    Err(Complaint::new(Code::BadPolicy, format!("`{text}` is no source that the policy may allow"))
        .help("write an address such as `https://stats.example`; what makes a policy worthless needs `csp: false`"))
}
