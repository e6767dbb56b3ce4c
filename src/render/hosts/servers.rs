//! Rules in the forms of single hosts and servers: redirects, what is gone, what is sent along.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{ASSET_CACHE, decoded, sent_along};
use crate::content::Host;
use crate::render::Renderer;
use crate::source::Address;

/// What a site's host is to do, in its own form.
pub fn rules(
    renderer: &Renderer,
    host: Host,
    redirects: &BTreeMap<Address, Address>,
    gone: &BTreeSet<Address>,
) -> String {
    let target = |to: &Address| renderer.href(to).replace('$', "%24");
    let named = |address: &Address| names(&decoded(renderer, address));
    let rules = Rules {
        renderer,
        moved: redirects.iter().flat_map(|(from, to)| named(from).into_iter().map(|from| (from, target(to)))).collect(),
        gone: gone.iter().flat_map(named).collect(),
    };
    match host {
        Host::Nginx => nginx(rules),
        Host::Apache => apache(rules),
        Host::Caddy => caddy(rules),
        Host::Vercel => vercel(renderer, redirects),
        Host::GitHub | Host::GitLab | Host::Netlify | Host::Cloudflare | Host::S3 | Host::Other => String::new(),
    }
}

/// Addresses as servers see them, decoded: those that lead elsewhere, and those that are gone.
struct Rules<'a> {
    renderer: &'a Renderer,
    moved: BTreeMap<String, String>,
    gone: BTreeSet<String>,
}

/// A page is asked for with and without its last stroke.
fn names(address: &str) -> Vec<String> {
    match address.strip_suffix('/') {
        Some(page) if !page.is_empty() => vec![page.to_owned(), address.to_owned()],
        _ => vec![address.to_owned()],
    }
}

/// In quotes of nginx's and Caddy's.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// To be included in nginx's `server` block (nginx.org, ngx_http_core_module and ngx_http_rewrite_module, 2026).
fn nginx(Rules { renderer, moved, gone }: Rules<'_>) -> String {
    let mut out = String::from("# In the server block, which has `root` and `index`: include /path/to/_nginx.conf;\n");
    // Behind a server that ends TLS, a whole address would begin with http.
    out.push_str("absolute_redirect off;\n");
    out.push_str(&format!("error_page 404 410 {};\n", quoted(&renderer.path("/404.html"))));
    // A location with headers of its own sends no others.
    let headers: String = sent_along(renderer)
        .iter()
        .map(|(name, value)| format!("add_header {name} {} always;\n", quoted(value)))
        .collect();
    out.push_str(&headers);
    out.push_str(&format!("location ^~ {} {{\n", quoted(&renderer.path("/assets/"))));
    out.push_str(&headers);
    out.push_str(&format!("add_header Cache-Control {};\n}}\n", quoted(ASSET_CACHE)));
    for private in ["/_nginx.conf", "/.rolecall/"] {
        let kind = if private.ends_with('/') { "^~" } else { "=" };
        out.push_str(&format!("location {kind} {} {{ return 404; }}\n", quoted(&renderer.path(private))));
    }
    for (from, to) in moved {
        out.push_str(&format!("location = {} {{ return 301 {}; }}\n", quoted(&from), quoted(&to)));
    }
    for address in gone {
        out.push_str(&format!("location = {} {{ return 410; }}\n", quoted(&address)));
    }
    out
}

/// Apache's `.htaccess` (httpd.apache.org, mod_alias and mod_headers, 2026). `RedirectMatch` encodes what it leads to.
fn apache(Rules { renderer, moved, gone }: Rules<'_>) -> String {
    let not_found = renderer.path("/404.html");
    let mut out = format!("ErrorDocument 404 {not_found}\nErrorDocument 410 {not_found}\n");
    out.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in sent_along(renderer) {
        out.push_str(&format!("Header always set {name} {}\n", quoted(&value)));
    }
    let assets = pattern(&renderer.path("/assets/"));
    out.push_str(&format!("<If \"%{{REQUEST_URI}} =~ m#^{assets}#\">\n"));
    out.push_str(&format!("Header set Cache-Control {}\n</If>\n</IfModule>\n", quoted(ASSET_CACHE)));
    for private in ["/.htaccess", "/.rolecall/"] {
        out.push_str(&format!("RedirectMatch 404 \"^{}\"\n", pattern(&renderer.path(private))));
    }
    for (from, to) in moved {
        let to = crate::source::percent_decode(&to).unwrap_or(to).replace('\\', "\\\\").replace('$', "\\$");
        out.push_str(&format!("RedirectMatch 301 \"^{}$\" {}\n", pattern(&from), quoted(&to)));
    }
    for address in gone {
        out.push_str(&format!("RedirectMatch 410 \"^{}$\"\n", pattern(&address)));
    }
    out
}

/// A text as a regular expression that matches it alone.
pub(super) fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '-' | '_') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// To be imported in the site's block of a Caddyfile (caddyserver.com, 2026). What has a star or braces in it stands for more there, and is left out.
fn caddy(Rules { renderer, moved, gone }: Rules<'_>) -> String {
    let is_plain = |address: &str| !address.contains(['*', '{', '}', '`']);
    let mut out =
        String::from("# In the site's block, which has `root` and `file_server`: import /path/to/_caddy.conf\n");
    for (name, value) in sent_along(renderer) {
        out.push_str(&format!("header {name} {}\n", quoted(&value)));
    }
    let assets = format!("{}*", renderer.path("/assets/"));
    out.push_str(&format!("header {} Cache-Control {}\n", quoted(&assets), quoted(ASSET_CACHE)));
    for private in ["/_caddy.conf", "/.rolecall/*"] {
        out.push_str(&format!("error {} 404\n", quoted(&renderer.path(private))));
    }
    for (from, to) in moved.into_iter().filter(|(from, _)| is_plain(from)) {
        out.push_str(&format!("redir {} {} 301\n", quoted(&from), quoted(&to.replace('{', "%7B").replace('}', "%7D"))));
    }
    for address in gone.into_iter().filter(|address| is_plain(address)) {
        out.push_str(&format!("error {} 410\n", quoted(&address)));
    }
    out.push_str(&format!(
        "handle_errors {{\nrewrite * {}\nfile_server {{\nstatus {{err.status_code}}\n}}\n}}\n",
        quoted(&renderer.path("/404.html"))
    ));
    out
}

/// `vercel.json` at the root of what is published (vercel.com, Project Configuration, 2026). Its sources are patterns of path-to-regexp; it has nothing
/// for what is gone.
fn vercel(renderer: &Renderer, redirects: &BTreeMap<Address, Address>) -> String {
    let most = Host::Vercel.limits().redirects.unwrap_or(usize::MAX);
    let escaped = |href: &str| {
        let mut source = String::new();
        for c in href.chars() {
            if matches!(c, '(' | ')' | '{' | '}' | ':' | '*' | '+' | '?' | '\\' | '[' | ']') {
                source.push('\\');
            }
            source.push(c);
        }
        source
    };
    let moved = redirects.iter().take(most).map(|(from, to)| {
        json!({ "source": escaped(&renderer.href(from)), "destination": renderer.href(to), "statusCode": 301 })
    });
    let list = |headers: &[(&str, String)]| -> Vec<_> {
        headers.iter().map(|(name, value)| json!({ "key": name, "value": value })).collect()
    };
    let rules = json!({
        "trailingSlash": true,
        "redirects": moved.collect::<Vec<_>>(),
        "headers": [
            { "source": format!("{}(.*)", renderer.path("/")), "headers": list(&sent_along(renderer)) },
            {
                "source": format!("{}(.*)", renderer.path("/assets/")),
                "headers": list(&[("Cache-Control", ASSET_CACHE.to_owned())]),
            },
        ],
    });
    format!("{rules:#}\n")
}
