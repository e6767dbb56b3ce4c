//! What a site adds to the pages of any theme: HTML of its own, analytics, site verification, a newsletter form, comments.

use std::collections::BTreeMap;

use super::analytics::{ANALYTICS, Analytics, analytics};
use crate::content::declare::{Field, Shape, field};
use crate::content::fields::Fields;
use crate::content::rules::{BAD_ADDITION, BAD_SERVICE};
use crate::content::words;
use crate::content::{Config, Policy, unreadable};
use crate::diag::{Complaint, Diagnostic};
use crate::markdown::rules::BLOCKED_BY_POLICY;
use crate::markdown::{PagePart, page_html};
use crate::parse::Value;
use crate::source::{OutPath, SafeUrl, Sources, Span, Spanned, SrcPath, is_hidden};

pub const ADDITIONS: &[Field] = &[
    field(
        "head",
        Shape::Text,
        "a file of HTML directly in content/ that ends the `<head>` of every page; the policy of the pages allows the hosts that it names and the scripts in it; what those load from elsewhere needs `csp`",
        "content/head.html",
    ),
    field("body_end", Shape::Text, "the same for the end of `<body>`", "content/body_end.html"),
    field(
        "analytics",
        Shape::Group(ANALYTICS),
        "web analytics, all without cookies: `plausible`, `umami`, `goatcounter`, `matomo`, each by what that service calls the site, or `{ site, host }` with the address of a server of your own, which Matomo always needs",
        "{ goatcounter: harbour-jobs }",
    ),
    field(
        "verification",
        Shape::Group(VERIFICATION),
        "site verification: the codes by which `google`, `bing`, `yandex`, `pinterest` and `facebook` know that the site is yours; they are in the home pages",
        "{ google: 2fQx8_Yv0o }",
    ),
    field(
        "newsletter",
        Shape::Group(NEWSLETTER),
        "a newsletter form above the footer of every page: `action`, the address that the service gives for forms, `field`, what the address is called there (`email`), `hidden`, further fields and their values",
        "{ action: 'https://letters.example/subscribe' }",
    ),
    field(
        "comments",
        Shape::Group(COMMENTS),
        "comments below articles, kept in GitHub's discussions by giscus: `repo`, `repo_id`, `category`, `category_id`, as giscus.app gives them",
        "{ repo: acme/site, repo_id: R_kgDO, category: Comments, category_id: DIC_kwDO }",
    ),
];

const VERIFICATION: &[Field] = &[
    field("google", Shape::Text, "of Google's Search Console", "2fQx8_Yv0o"),
    field("bing", Shape::Text, "of Bing's Webmaster Tools", "4A1F"),
    field("yandex", Shape::Text, "of Yandex", "7b1c"),
    field("pinterest", Shape::Text, "of Pinterest", "9c2d"),
    field("facebook", Shape::Text, "of Meta", "x8k2"),
];

/// The names of `<meta>` by which each asks for its code (their documentation, November 2026).
const META: [(&str, &str); 5] = [
    ("google", "google-site-verification"),
    ("bing", "msvalidate.01"),
    ("yandex", "yandex-verification"),
    ("pinterest", "p:domain_verify"),
    ("facebook", "facebook-domain-verification"),
];

const NEWSLETTER: &[Field] = &[
    field("action", Shape::Address, "where the form is sent", "https://letters.example/subscribe").required(),
    field("field", Shape::Text, "what the e-mail address is called there; `email`", "EMAIL"),
    field("hidden", Shape::Named(&Shape::Text), "further fields", "{ list: jobs }"),
];

const COMMENTS: &[Field] = &[
    field("repo", Shape::Text, "the repository, with its owner", "acme/site").required(),
    field("repo_id", Shape::Text, "its id", "R_kgDO").required(),
    field("category", Shape::Text, "the category of discussions", "Comments").required(),
    field("category_id", Shape::Text, "its id", "DIC_kwDO").required(),
];

/// What a site adds to its pages.
#[derive(Clone, Debug, Default)]
pub struct Additions {
    /// The files that end the head and the body of every page, and their HTML.
    pub head: Option<PageFile>,
    pub body_end: Option<PageFile>,
    pub analytics: Vec<Analytics>,
    /// Names and contents of `<meta>` in home pages.
    pub verification: Vec<(&'static str, String)>,
    pub newsletter: Option<Newsletter>,
    pub comments: Option<Comments>,
}

/// A file of HTML for all pages.
#[derive(Clone, Debug)]
pub struct PageFile {
    pub path: Spanned<SrcPath>,
    /// Its text; empty until it has been read.
    pub html: String,
}

/// Where giscus runs.
pub const GISCUS: &str = "https://giscus.app";

/// A newsletter form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsletter {
    pub action: SafeUrl,
    /// What the e-mail address is called.
    pub field: String,
    /// Further fields, by name.
    pub hidden: BTreeMap<String, String>,
}

/// Comments by giscus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comments {
    pub repo: String,
    pub repo_id: String,
    pub category: String,
    pub category_id: String,
}

/// What a site adds, by its settings alone.
pub fn additions(fields: &mut Fields<'_>) -> Additions {
    let head = fields.optional("head").read(page_file).map(PageFile::at);
    let body_end = fields.optional("body_end").read(page_file).map(PageFile::at);
    let analytics = analytics(fields);
    let mut verification = Vec::new();
    if let Some(parts) = fields.optional("verification").fields() {
        let mut parts = parts.of_group(VERIFICATION);
        for (name, meta) in META {
            let is_token = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"'&".contains(&byte));
            let value = parts.optional(name).read(|text| {
                code(
                    text,
                    ("a code for `verification`", "copy what stands in `content=\"…\"`, without the tag"),
                    is_token,
                )
            });
            verification.extend(value.map(|value| (meta, value.value)));
        }
        parts.finish();
    }
    Additions { head, body_end, analytics, verification, newsletter: newsletter(fields), comments: comments(fields) }
}

impl PageFile {
    fn at(path: Spanned<SrcPath>) -> PageFile {
        PageFile { path, html: String::new() }
    }
}

impl Additions {
    /// Whether a file of HTML is one of its own.
    pub fn has_file(&self, path: &SrcPath) -> bool {
        [&self.head, &self.body_end].into_iter().flatten().any(|file| file.path.value == *path)
    }

    /// Which settings add something, and the name by which templates are told it in `site`.
    pub fn printed(&self) -> Vec<(&'static str, &'static str)> {
        let all = [
            (self.head.is_some(), "head", "head_html"),
            (!self.analytics.is_empty(), "analytics", "head_html"),
            (self.body_end.is_some(), "body_end", "body_end_html"),
            (!self.verification.is_empty(), "verification", "verification"),
            (self.newsletter.is_some(), "newsletter", "newsletter_form"),
            (self.comments.is_some(), "comments", "giscus"),
        ];
        all.into_iter().filter(|(is_on, ..)| *is_on).map(|(_, field, name)| (field, name)).collect()
    }

    /// The HTML that ends the head of every page of a site of this host, and that which ends the body.
    pub fn html(&self, own: &str) -> (String, String) {
        let analytics = self.analytics.iter().map(|service| service.html(own));
        let head: Vec<String> = analytics.chain(self.head.as_ref().map(|file| file.html.clone())).collect();
        (head.join("\n"), self.body_end.as_ref().map(|file| file.html.clone()).unwrap_or_default())
    }

    /// What the policy of the pages has to allow for all but the files, on a site of this host.
    fn loads(&self, own: &str) -> Policy {
        let mut loads = Policy::new();
        for (directive, source) in self.analytics.iter().flat_map(|service| service.loads(own)) {
            loads.entry(directive).or_default().push(source);
        }
        if self.comments.is_some() {
            for directive in ["script-src", "style-src", "frame-src"] {
                loads.entry(directive).or_default().push(GISCUS.to_owned());
            }
        }
        loads
    }
}

/// Reads the files that the settings name, and lets the policy allow what all additions load.
///
/// Visits are counted only where readers see the site: not while it is being written, and not on the author's own machine.
pub fn read_additions(config: &mut Config, sources: &Sources, is_for_readers: bool, diagnostics: &mut Vec<Diagnostic>) {
    let own = config.base_url.host().unwrap_or_default();
    if !is_for_readers || matches!(own.as_str(), "localhost" | "127.0.0.1" | "[::1]") {
        config.additions.analytics.clear();
    }
    let mut loads = vec![config.additions.loads(&own)];
    let Additions { head, body_end, .. } = &mut config.additions;
    for (file, part) in [(head, PagePart::Head), (body_end, PagePart::BodyEnd)] {
        let Some(file) = file else { continue };
        let path = &file.path.value;
        let Some(source) = sources.get(path) else {
            let complaint = Complaint::new(BAD_ADDITION, format!("there is no {path}"));
            diagnostics.push(complaint.help("write the file, or correct its name").at(file.path.span.clone()));
            continue;
        };
        if let Some(diagnostic) = unreadable(source) {
            diagnostics.push(diagnostic);
            continue;
        }
        // Browsers hash scripts with plain line breaks.
        let html = source.text().trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (needed, faults) = page_html(&html, part);
        for fault in faults.into_iter().filter(|fault| !fault.is_blocked || config.policy.is_some()) {
            let rule = if fault.is_blocked { BLOCKED_BY_POLICY } else { BAD_ADDITION };
            let at = written_at(source.text(), fault.at);
            let place = Span::new(path, at, (at + 1).min(source.text().len()));
            diagnostics.push(Complaint::new(rule, fault.message).help(fault.help).at(place));
        }
        loads.push(needed);
        file.html = html.trim().to_owned();
    }
    let Some(policy) = &mut config.policy else { return };
    for (directive, sources) in loads.into_iter().flatten() {
        let known = policy.entry(directive).or_default();
        for source in sources {
            if !known.contains(&source) {
                known.push(source);
            }
        }
    }
}

/// Where a byte of a text stood before its mark of byte order and the first halves of its line breaks were left out.
fn written_at(written: &str, at: usize) -> usize {
    let begin = written.len() - written.trim_start_matches('\u{feff}').len();
    let mut left = at;
    let mut place = begin;
    for line in written[begin..].split_inclusive('\n') {
        let len = line.len() - usize::from(line.ends_with("\r\n"));
        if left < len {
            return place + left;
        }
        left -= len;
        place += line.len();
    }
    written.len()
}

/// A file of HTML directly in content/.
fn page_file(text: &str) -> Result<SrcPath, Complaint> {
    let name = text.strip_prefix("content/").unwrap_or(text);
    let is_name = !name.contains('/') && OutPath::new(name).is_ok() && !name.chars().any(is_hidden);
    if !is_name || !name.ends_with(".html") || name.starts_with('.') {
        return Err(Complaint::new(BAD_ADDITION, format!("`{text}` can't be a file of HTML for all pages"))
            .help("name a file directly in content/: `content/head.html`"));
    }
    Ok(SrcPath::new(&format!("content/{name}")))
}

pub(super) fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// A code that a service gave; `what` it is, and what to write.
pub(super) fn code(
    text: &str,
    (what, help): (&str, &str),
    is_right: impl Fn(&str) -> bool,
) -> Result<String, Complaint> {
    if is_right(text) {
        return Ok(text.to_owned());
    }
    Err(Complaint::new(BAD_SERVICE, format!("`{text}` is not {what}")).help(help))
}

/// What a service calls a site.
pub(super) const SITE_CODE: (&str, &str) =
    ("a code of that service", "copy what it calls the site, without an address or a tag around it");

fn newsletter(fields: &mut Fields<'_>) -> Option<Newsletter> {
    let mut parts = fields.optional("newsletter").fields()?.of_group(NEWSLETTER);
    let action = parts.required("action").read(|text| match words::web_address(text) {
        Ok(url) if url.as_str().starts_with("http:") => {
            Err(Complaint::new(BAD_SERVICE, format!("browsers warn of a form that is sent to `{text}`"))
                .help("write its address with `https:`"))
        }
        other => other,
    });
    let is_field = |text: &str| {
        let bare = text.replace(['[', ']'], "");
        !bare.is_empty() && is_code(&bare)
    };
    let name = ("the name of a field", "copy the `name` of the service's own field for the address");
    let field = parts.optional("field").read(|text| code(text, name, is_field));
    let field = field.map_or_else(|| "email".to_owned(), |field| field.value);
    let mut hidden = BTreeMap::new();
    if let Some(node) = parts.optional("hidden").node() {
        match &node.value {
            Value::Map(items) => {
                for (key, value) in items {
                    match &value.value {
                        Value::Scalar { text, .. } if !key.value.is_empty() && key.value != field => {
                            hidden.insert(key.value.clone(), text.clone());
                        }
                        _ => {
                            let message =
                                format!("the hidden field `{}` needs one text, and a name of its own", key.value);
                            let help = "write `hidden: { list: jobs }`";
                            parts.complain(Complaint::new(BAD_SERVICE, message).help(help).at(key.span.clone()));
                        }
                    }
                }
            }
            _ => {
                let complaint = Complaint::new(BAD_SERVICE, "`hidden` is a group of fields and their values");
                parts.complain(complaint.help("write `hidden: { list: jobs }`").at(node.span.clone()));
            }
        }
    }
    parts.finish();
    Some(Newsletter { action: action?.value, field, hidden })
}

fn comments(fields: &mut Fields<'_>) -> Option<Comments> {
    let mut parts = fields.optional("comments").fields()?.of_group(COMMENTS);
    let is_repo = |text: &str| {
        let part = |text: &str| !text.is_empty() && text.split('.').all(|part| part.is_empty() || is_code(part));
        text.split_once('/').is_some_and(|(owner, name)| part(owner) && part(name))
    };
    const ID: (&str, &str) = ("an id of GitHub", "copy it from giscus.app");
    let is_id = |text: &str| is_code(&text.replace('=', ""));
    let repo = parts
        .required("repo")
        .read(|text| code(text, ("a repository", "write its owner and its name: `acme/site`"), is_repo));
    let repo_id = parts.required("repo_id").read(|text| code(text, ID, is_id));
    let category = parts.required("category").text();
    let category_id = parts.required("category_id").read(|text| code(text, ID, is_id));
    parts.finish();
    Some(Comments {
        repo: repo?.value,
        repo_id: repo_id?.value,
        category: category?.value,
        category_id: category_id?.value,
    })
}
