//! What hosts and browsers read beside pages: headers, policies, redirects, robots.txt, the web app manifest.

mod servers;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

pub use servers::rules;

use super::Renderer;
use crate::content::{Config, DIRECTIVES, Host};
use crate::facts::{ICON_SIZES, icon_address};
use crate::model::Lang;
use crate::source::Address;

/// The content security policy of a page whose text loads these, by directive; `None` when the site publishes none.
///
/// Content Security Policy Level 3 (2025): nothing of the default theme needs an inline script or style.
pub fn policy(config: &Config, loads: &BTreeMap<&'static str, Vec<String>>) -> Option<String> {
    let widened = config.policy.as_ref()?;
    let mut parts: Vec<String> = Vec::new();
    for (directive, usual) in DIRECTIVES {
        let own = widened.get(directive).into_iter().flatten();
        let more: Vec<&str> = own.chain(loads.get(directive).into_iter().flatten()).map(String::as_str).collect();
        let more = (!more.is_empty()).then(|| more.join(" "));
        match more {
            Some(more) if usual == "'none'" => parts.push(format!("{directive} {more}")),
            Some(more) => parts.push(format!("{directive} {usual} {more}")),
            None if usual == "'none'" && directive != "default-src" => {}
            None => parts.push(format!("{directive} {usual}")),
        }
    }
    parts.push("base-uri 'none'".to_owned());
    parts.push("object-src 'none'".to_owned());
    Some(parts.join("; "))
}

/// What browsers are to do with what never changes: its name has its hash.
const ASSET_CACHE: &str = "public, max-age=31536000, immutable";

/// What is sent along with every page: the policy, and what browsers are not to do.
fn sent_along(renderer: &Renderer) -> Vec<(&'static str, String)> {
    // Hosts add a header of theirs to each page's own policy, and both hold: this one allows what any page does.
    let mut loads: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for (key, sources) in renderer.site.ids().flat_map(|id| renderer.loads_of(id)) {
        let known = loads.entry(key).or_default();
        known.extend(sources);
        known.sort();
        known.dedup();
    }
    let policy = policy(&renderer.site.config, &loads);
    // It has no effect in a page's own `<meta>`.
    let policy = policy.map(|policy| ("Content-Security-Policy", format!("{policy}; frame-ancestors 'none'")));
    let others = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];
    policy.into_iter().chain(others.map(|(name, value)| (name, value.to_owned()))).collect()
}

/// What hosts that read `_headers` (Netlify, Cloudflare Pages; 2026) send along: the policy, and how long to keep what never changes.
pub fn headers(renderer: &Renderer) -> String {
    let mut out = format!("{}*\n", renderer.path("/"));
    for (name, value) in sent_along(renderer) {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    out.push_str(&format!("\n{}*\n  Cache-Control: {ASSET_CACHE}\n", renderer.path("/assets/")));
    out
}

/// The web app manifest of a language (W3C, 2025).
pub fn manifest(renderer: &Renderer, lang: &Lang) -> String {
    let config = &renderer.site.config;
    let texts = config.texts(lang);
    let start = renderer.href(&config.home(lang));
    let mut icons = Vec::new();
    if let (Some((svg, _)), Some((_, hash))) = (renderer.icon_addresses(), &renderer.icon) {
        icons.push(json!({ "src": svg, "sizes": "any", "type": "image/svg+xml" }));
        for side in ICON_SIZES.into_iter().filter(|side| *side > 180) {
            let src = renderer.href(&icon_address(*hash, side));
            icons.push(json!({ "src": src, "sizes": format!("{side}x{side}"), "type": "image/png" }));
        }
    }
    let mut manifest = json!({
        "name": texts.title, "short_name": texts.title, "lang": lang.as_str(), "dir": lang.direction(),
        "start_url": start, "scope": renderer.path("/"), "display": "browser", "icons": icons,
    });
    if !texts.description.is_empty() {
        manifest["description"] = texts.description.clone().into();
    }
    format!("{manifest:#}\n")
}

pub fn robots(renderer: &Renderer) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", renderer.whole(&renderer.path("/sitemap.xml")))
}

/// Characters that a line of Cloudflare's table may have (Cloudflare Pages, Redirects, November 2026).
const LINE: usize = 1_000;

/// One redirect a line, as Netlify, Cloudflare and GitLab read them (2026). Netlify answers 410 for what is gone, Cloudflare and GitLab do not; on Netlify
/// the page that leads on would win over the line without the `!`.
pub fn redirects(renderer: &Renderer, redirects: &BTreeMap<Address, Address>, gone: &BTreeSet<Address>) -> String {
    let host = renderer.site.config.host.as_ref().map(|host| host.value);
    let code = if host == Some(Host::Netlify) { "301!" } else { "301" };
    let moved = redirects.iter().flat_map(|(from, to)| {
        let (from, to) = (renderer.href(from), renderer.href(to));
        // What was the name of a file had no stroke behind it.
        let file = from.strip_suffix('/').filter(|file| {
            file.rsplit_once('.').is_some_and(|(_, extension)| crate::source::is_page_extension(extension))
        });
        let as_file = file.map(|file| format!("{file} {to} {code}\n"));
        as_file.into_iter().chain([format!("{from} {to} {code}\n")])
    });
    let most = host.and_then(|host| host.limits().redirects).unwrap_or(usize::MAX);
    let moved = moved.filter(|line| host != Some(Host::Cloudflare) || line.chars().count() <= LINE).take(most);
    let not_found = renderer.path("/404.html");
    let gone = gone.iter().filter(|_| host.is_none_or(|host| host == Host::Netlify));
    moved.chain(gone.map(|address| format!("{} {not_found} 410\n", renderer.href(address)))).collect()
}

/// What is gone as a table for nginx's `map` (nginx.org, ngx_http_map_module, 2026), which sees addresses decoded, whatever their case.
pub fn gone_nginx(renderer: &Renderer, gone: &BTreeSet<Address>) -> String {
    let mut out = String::from(
        "# What is gone. In the http block:\n\
         #   map_hash_bucket_size 1024;\n\
         #   map $uri $is_gone { default 0; include /path/to/_gone.nginx.conf; }\n\
         # In the server block:\n\
         #   if ($is_gone) { return 410; }\n",
    );
    let mut seen = BTreeSet::new();
    for address in gone {
        let decoded = decoded(renderer, address);
        // A page has its address with and without the last stroke, and the files behind it.
        let (page, ends): (&str, &[&str]) = match decoded.strip_suffix('/') {
            Some(page) => (page, &["", "/", "/index.html", "/index.md"]),
            None => (&decoded, &[""]),
        };
        for end in ends {
            let key = format!("{page}{end}");
            if seen.insert(key.to_lowercase()) {
                out.push_str(&format!("\"{}\" 1;\n", key.replace('\\', "\\\\").replace('"', "\\\"")));
            }
        }
    }
    out
}

/// What is gone as rules for Apache (httpd.apache.org, mod_alias, 2026), to be included or put into `.htaccess`.
pub fn gone_apache(renderer: &Renderer, gone: &BTreeSet<Address>) -> String {
    let mut out = String::from("# What is gone: Include this file, or put its lines into .htaccess.\n");
    for address in gone {
        let decoded = decoded(renderer, address);
        let page = decoded.strip_suffix('/');
        let pattern = servers::pattern(page.unwrap_or(&decoded));
        let end = if page.is_some() { "(/(index\\.(html|md))?)?" } else { "" };
        out.push_str(&format!("RedirectMatch 410 \"^{pattern}{end}$\"\n"));
    }
    out
}

/// An address below the base path, as servers compare it.
fn decoded(renderer: &Renderer, address: &Address) -> String {
    let href = renderer.href(address);
    crate::source::percent_decode(&href).unwrap_or(href)
}
