//! What site.yaml says of texts: the extensions of Markdown, and whose pictures employers may show.

use crate::content::fields::Fields;
use crate::diag::Complaint;
use crate::markdown::rules::BAD_ADDRESS;
use crate::markdown::{Extensions, HeadingIds};
use crate::source::SafeUrl;

/// `markdown: { math: true, emoji: true, … }`.
pub fn extensions(fields: &mut Fields<'_>) -> Extensions {
    let mut extensions = Extensions::default();
    let Some(node) = fields.optional("markdown").node() else { return extensions };
    let mut faults = Vec::new();
    if let Some(parts) = Fields::of(node, "markdown", &mut faults) {
        let mut parts = parts.of_group(super::fields::MARKDOWN);
        let ids = parts
            .optional("heading_ids")
            .word(&[("github", HeadingIds::GitHub), ("plain", HeadingIds::Plain)], &["github", "plain"]);
        extensions.heading_ids = ids.map_or_else(HeadingIds::default, |ids| ids.value);
        for (name, flag) in [
            ("smart_punctuation", &mut extensions.smart_punctuation),
            ("math", &mut extensions.math),
            ("emoji", &mut extensions.emoji),
            ("mark", &mut extensions.mark),
            ("scripts", &mut extensions.scripts),
        ] {
            *flag = parts.optional(name).flag().unwrap_or(false);
        }
        parts.finish();
    }
    faults.into_iter().for_each(|fault| fields.complain(fault));
    extensions
}

/// The host of a site: `images.example`.
pub fn host(text: &str) -> Result<String, Complaint> {
    match SafeUrl::web(&format!("https://{text}/")).ok().and_then(|url| url.host()) {
        Some(host) if host.eq_ignore_ascii_case(text) && host.contains('.') && !host.contains('*') => Ok(host),
        _ => Err(Complaint::new(BAD_ADDRESS, format!("`{text}` is not the name of a host"))
            .help("write the name alone, without `https://` and path: `images.example`")),
    }
}
