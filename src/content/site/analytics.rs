//! Web analytics: which services there are, what site.yaml says of each, and the script by which each counts. That stands beside what the policy allows for it: both must
//! name the same hosts, and the policy has the hash of what stands in the page.

use super::additions::{SITE_CODE, code, is_code};
use crate::content::declare::{Field, Shape, field};
use crate::content::fields::Fields;
use crate::content::rules::BAD_SERVICE;
use crate::content::words;
use crate::diag::Complaint;
use crate::markdown::escape_html;
use crate::parse::Value;
use crate::source::{SafeUrl, policy_hash};

const SERVICE: Shape = Shape::Either(&[Shape::Text, Shape::Group(SERVICE_FIELDS)]);

const SERVICE_FIELDS: &[Field] = &[
    field("site", Shape::Text, "what the service calls the site", "jobs.example").required(),
    field("host", Shape::Address, "a server of your own", "https://stats.example"),
];

const MATOMO: &[Field] = &[
    field("site", Shape::Text, "the number of the site", "3").required(),
    field("host", Shape::Address, "where Matomo runs", "https://stats.example").required(),
];

pub const ANALYTICS: &[Field] = &[
    field("plausible", SERVICE, "the site's domain, or `pa-…`, as its script is called", "jobs.example"),
    field("umami", SERVICE, "the id of the site", "94db1cb1-74f4-4a40-ad6c-962362670409"),
    field("goatcounter", SERVICE, "the code, the first part of its address", "harbour-jobs"),
    field("matomo", Shape::Group(MATOMO), "number and address", "{ site: 3, host: 'https://stats.example' }"),
];

/// A service that counts visits; addresses of servers end without a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Analytics {
    Plausible { site: String, host: String },
    Umami { site: String, host: String },
    GoatCounter { site: String, host: Option<String> },
    Matomo { site: String, host: String },
}

impl Analytics {
    /// Its script, as its service writes it, on a site of this host; none of them sets a cookie.
    pub fn html(&self, own: &str) -> String {
        let text = |text: &str| {
            let mut escaped = String::new();
            escape_html(&mut escaped, text);
            escaped
        };
        let inline = self.inline(own).map(|script| format!("<script>{script}</script>\n")).unwrap_or_default();
        let element = match self {
            Analytics::Plausible { site, host } if self.is_of_2025() => {
                format!("<script async src=\"{}/js/{}.js\"></script>", text(host), text(site))
            }
            Analytics::Plausible { site, host } => {
                format!("<script defer data-domain=\"{}\" src=\"{}/js/script.js\"></script>", text(site), text(host))
            }
            // Its own list of hosts keeps it from counting those who look at a preview.
            Analytics::Umami { site, host } => format!(
                "<script defer src=\"{}/script.js\" data-website-id=\"{}\" data-domains=\"{}\"></script>",
                text(host),
                text(site),
                text(own)
            ),
            Analytics::GoatCounter { site, host } => {
                let count = host.clone().unwrap_or_else(|| format!("https://{site}.goatcounter.com"));
                let script = host.as_deref().unwrap_or(GOATCOUNTER);
                format!(
                    "<script async src=\"{}/count.js\" data-goatcounter=\"{}/count\"></script>",
                    text(script),
                    text(&count)
                )
            }
            Analytics::Matomo { host, .. } => format!("<script async src=\"{}/matomo.js\"></script>", text(host)),
        };
        inline + &element
    }

    /// What stands in the page itself.
    fn inline(&self, own: &str) -> Option<String> {
        match self {
            Analytics::Plausible { .. } if self.is_of_2025() => Some(PLAUSIBLE_QUEUE.to_owned()),
            // It counts on the site's own host alone, not while somebody looks at a preview.
            Analytics::Matomo { site, host } => {
                let text = |text: &str| serde_json::Value::from(text).to_string().replace('<', "\\u003c");
                let (own, url, site) = (text(own), text(&format!("{host}/matomo.php")), text(site));
                Some(format!(
                    "var _paq=window._paq=window._paq||[];if(location.hostname=={own})_paq.push([\"disableCookies\"],[\"setTrackerUrl\",{url}],[\"setSiteId\",{site}],[\"trackPageView\"],[\"enableLinkTracking\"])"
                ))
            }
            Analytics::Plausible { .. } | Analytics::Umami { .. } | Analytics::GoatCounter { .. } => None,
        }
    }

    /// Whether it is Plausible with a script for each site.
    fn is_of_2025(&self) -> bool {
        matches!(self, Analytics::Plausible { site, .. } if site.starts_with("pa-"))
    }

    /// What its script loads and sends to, by directive (the services' documentation, November 2026).
    pub fn loads(&self, own: &str) -> Vec<(&'static str, String)> {
        let of = |scripts: &str, counts: &str| {
            let origin = |url: &str| SafeUrl::web(url).map(|url| url.origin()).unwrap_or_default();
            vec![("script-src", origin(scripts)), ("connect-src", origin(counts))]
        };
        let mut loads = match self {
            Analytics::Umami { host, .. } if host == UMAMI => {
                // Its own cloud counts on another host than that of the script.
                let mut loads = of(host, host);
                loads.push(("connect-src", UMAMI_COUNTS.to_owned()));
                loads
            }
            Analytics::GoatCounter { site, host: None } => of(GOATCOUNTER, &format!("https://{site}.goatcounter.com")),
            Analytics::Plausible { host, .. }
            | Analytics::Umami { host, .. }
            | Analytics::Matomo { host, .. }
            | Analytics::GoatCounter { host: Some(host), .. } => of(host, host),
        };
        loads.extend(self.inline(own).map(|script| ("script-src", policy_hash(&script))));
        loads
    }
}

const PLAUSIBLE: &str = "https://plausible.io";
const UMAMI: &str = "https://cloud.umami.is";
const UMAMI_COUNTS: &str = "https://api-gateway.umami.dev";
/// Where GoatCounter's script lies for those who have no server of their own.
const GOATCOUNTER: &str = "https://gc.zgo.at";
/// Plausible's queue, for what is counted before its script has come.
const PLAUSIBLE_QUEUE: &str = "window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)};plausible.init=plausible.init||function(o){plausible.o=o||{}};plausible.init()";

/// The services that a site uses.
pub fn analytics(fields: &mut Fields<'_>) -> Vec<Analytics> {
    let mut found = Vec::new();
    let Some(parts) = fields.optional("analytics").fields() else { return found };
    let mut parts = parts.of_group(ANALYTICS);
    if let Some((site, host)) = service(&mut parts, "plausible", is_domain) {
        found.push(Analytics::Plausible { site, host: host.unwrap_or_else(|| PLAUSIBLE.to_owned()) });
    }
    if let Some((site, host)) = service(&mut parts, "umami", is_code) {
        found.push(Analytics::Umami { site, host: host.unwrap_or_else(|| UMAMI.to_owned()) });
    }
    if let Some((site, host)) = service(&mut parts, "goatcounter", is_code) {
        found.push(Analytics::GoatCounter { site, host });
    }
    if let Some(matomo) = parts.optional("matomo").fields() {
        let mut matomo = matomo.of_group(MATOMO);
        let site = matomo.required("site").read(|text| {
            code(text, ("the number of a site", "copy the number from Matomo's list of sites"), |text| {
                text.parse::<u32>().is_ok()
            })
        });
        let host = matomo.required("host").read(server);
        matomo.finish();
        if let (Some(site), Some(host)) = (site, host) {
            found.push(Analytics::Matomo { site: site.value, host: without_slash(&host.value) });
        }
    }
    parts.finish();
    found
}

/// What a service calls the site, and its server if that is one's own.
fn service(parts: &mut Fields<'_>, name: &'static str, is_right: fn(&str) -> bool) -> Option<(String, Option<String>)> {
    let is_group = parts.optional(name).node().is_some_and(|node| matches!(node.value, Value::Map(_)));
    if !is_group {
        let site = parts.optional(name).read(|text| code(text, SITE_CODE, is_right))?;
        return Some((site.value, None));
    }
    let mut own = parts.optional(name).fields()?.of_group(SERVICE_FIELDS);
    let site = own.required("site").read(|text| code(text, SITE_CODE, is_right));
    let host = own.optional("host").read(server);
    own.finish();
    Some((site?.value, host.map(|host| without_slash(&host.value))))
}

/// The address of a server of one's own.
fn server(text: &str) -> Result<SafeUrl, Complaint> {
    let url = words::web_address(text)?;
    match url.has_query_or_fragment() || url.as_str().starts_with("http:") {
        true => Err(Complaint::new(BAD_SERVICE, format!("nothing would be counted at `{text}`"))
            .help("write the address alone, with `https:`, as in `https://stats.example`")),
        false => Ok(url),
    }
}

fn without_slash(url: &SafeUrl) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

fn is_domain(text: &str) -> bool {
    text.split(['.', ',']).all(|part| !part.is_empty() && is_code(part))
}
