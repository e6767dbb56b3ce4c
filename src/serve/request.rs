//! What a client asks for. Everything that no browser of the site's own would send is refused.

use crate::source::percent_decode;

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Malformed,
    Forbidden,
    /// The host is none of the server's own.
    Host,
    Method,
    TooLarge,
    TooSlow,
}

/// A request that may be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// Decoded once; begins with `/`.
    pub path: String,
    pub query: String,
    pub is_head: bool,
    origin: Option<String>,
    host: String,
    site: Option<String>,
    /// The last event that a browser remembers (HTML, "Server-sent events").
    last_event: Option<u64>,
}

impl HttpRequest {
    /// Reads a head; `hosts` are the server's own names.
    pub fn read(head: &[u8], hosts: &[String]) -> Result<HttpRequest, Refusal> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(head) {
            Ok(httparse::Status::Complete(_)) => {}
            Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLarge),
            _ => return Err(Refusal::Malformed),
        }
        let only = |name: &str| -> Result<Option<String>, Refusal> {
            let mut found = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
            let first = found.next().map(|header| std::str::from_utf8(header.value).map(str::to_owned)).transpose();
            if found.next().is_some() { Err(Refusal::Malformed) } else { first.map_err(|_| Refusal::Malformed) }
        };
        let host = only("host")?.ok_or(Refusal::Malformed)?.to_lowercase();
        if !hosts.contains(&host) {
            return Err(Refusal::Host);
        }
        let is_head = match parsed.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(Refusal::Method),
        };
        let site = only("sec-fetch-site")?;
        let (mode, dest) = (only("sec-fetch-mode")?, only("sec-fetch-dest")?);
        // A page from elsewhere, another port of this machine too, may link here; it may not load or frame anything from here.
        // What no browser says is no word for the server's own (Fetch Metadata Request Headers, W3C, 2025).
        let is_foreign = !matches!(site.as_deref(), None | Some("none" | "same-origin"));
        let is_link = mode.as_deref() == Some("navigate") && dest.as_deref().is_none_or(|dest| dest == "document");
        if is_foreign && !is_link {
            return Err(Refusal::Forbidden);
        }
        let (path, query) = target(parsed.path.unwrap_or(""))?;
        let last_event = only("last-event-id")?.and_then(|number| number.parse().ok());
        Ok(HttpRequest { path, query, is_head, origin: only("origin")?, host, site, last_event })
    }

    /// The name and the port that it was asked by.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Which site the page that listens was made from: what it was told last, else what it says itself.
    pub fn seen(&self) -> u64 {
        let said = self.query.split('&').find_map(|part| part.strip_prefix("seen=")?.parse().ok());
        self.last_event.max(said).unwrap_or(0)
    }

    /// Whether the user typed the address or came from a page of this server: expensive work is done for no other.
    pub fn is_own_click(&self) -> bool {
        self.site.as_deref().is_none_or(|site| matches!(site, "same-origin" | "none"))
    }

    /// Whether a page of the server's own asks for the channel: it knows the token, and comes from here. Browsers send no `Origin` with such a
    /// request of the same origin, but say `Sec-Fetch-Site: same-origin`.
    pub fn may_listen(&self, token: &str) -> bool {
        let knows = self.query.split('&').any(|part| part.strip_prefix("token=") == Some(token));
        let is_own = match (&self.origin, &self.site) {
            (Some(origin), _) => *origin == format!("http://{}", self.host),
            (None, site) => site.as_deref() == Some("same-origin"),
        };
        knows && is_own
    }
}

/// The path, decoded once, and the query. A path that could be read in two ways is refused.
fn target(target: &str) -> Result<(String, String), Refusal> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if !path.starts_with('/') || path.contains('#') {
        return Err(Refusal::Malformed);
    }
    let path = percent_decode(path).ok_or(Refusal::Malformed)?;
    let is_odd = path.contains(['\\', ':'])
        || path.contains("//")
        || path.chars().any(char::is_control)
        || path.split('/').any(|part| part == "." || part == "..");
    if is_odd { Err(Refusal::Malformed) } else { Ok((path, query.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Result<HttpRequest, Refusal> {
        HttpRequest::read(format!("{head}\r\n\r\n").as_bytes(), &["localhost:8000".to_owned()])
    }

    #[test]
    fn only_its_own_name_is_answered() {
        assert_eq!(
            read("GET /a%20b/?x=1 HTTP/1.1\r\nHost: localhost:8000").map(|r| (r.path, r.query)),
            Ok(("/a b/".to_owned(), "x=1".to_owned()))
        );
        for host in [
            "evil.example:8000",
            "localhost",
            "localhost:8001",
            "localhost:8000.evil.example",
            "user@localhost:8000",
            "localhost:8000, evil",
            "",
        ] {
            assert_eq!(read(&format!("GET / HTTP/1.1\r\nHost: {host}")), Err(Refusal::Host), "{host}");
        }
        for head in [
            "GET / HTTP/1.1",
            "GET / HTTP/1.1\r\nHost: localhost:8000\r\nHost: localhost:8000",
            "GET",
            "",
            "GET / HTTP/3\r\nHost: x",
        ] {
            assert_eq!(read(head), Err(Refusal::Malformed), "{head}");
        }
        assert_eq!(read("POST / HTTP/1.1\r\nHost: localhost:8000"), Err(Refusal::Method));
    }

    #[test]
    fn a_page_from_elsewhere_may_link_here_and_no_more() {
        let ask = |site: &str, mode: &str, dest: &str| {
            let lines = format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}");
            read(&format!("GET / HTTP/1.1\r\nHost: localhost:8000\r\n{lines}")).is_ok()
        };
        for site in ["cross-site", "same-site", "Same-Origin", "same-origin, none", "other", ""] {
            assert!(ask(site, "navigate", "document"));
            for (mode, dest) in [
                ("navigate", "iframe"),
                ("no-cors", "script"),
                ("no-cors", "image"),
                ("cors", "empty"),
                ("navigate", "embed"),
            ] {
                assert!(!ask(site, mode, dest), "{site} {mode} {dest}");
            }
        }
        assert!(ask("same-origin", "cors", "empty") && ask("none", "navigate", "document"));
    }

    #[test]
    fn no_path_leads_elsewhere() {
        for path in [
            "//etc/passwd",
            "/..",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/a//b",
            "/a\\b",
            "/a%5cb",
            "/%00",
            "/a%0d%0ab",
            "http://localhost:8000/",
            "/C:/x",
            "*",
            "x",
            "/a/./b",
            "/%",
            "/%zz",
            "/%ff",
            "/a#b",
        ] {
            let found = read(&format!("GET {path} HTTP/1.1\r\nHost: localhost:8000"));
            assert_eq!(found, Err(Refusal::Malformed), "{path}");
        }
    }

    #[test]
    fn the_channel_is_for_its_own_pages() {
        let may = |lines: &str, token: &str| {
            read(&format!("GET /__rolecall/events?token={token} HTTP/1.1\r\nHost: localhost:8000{lines}"))
                .is_ok_and(|request| request.may_listen("secret"))
        };
        assert!(may("\r\nSec-Fetch-Site: same-origin", "secret"));
        assert!(may("\r\nOrigin: http://localhost:8000", "secret"));
        for (lines, token) in [
            ("\r\nSec-Fetch-Site: same-origin", "other"),
            ("\r\nSec-Fetch-Site: same-origin", ""),
            ("", "secret"),
            ("\r\nSec-Fetch-Site: cross-site", "secret"),
            ("\r\nSec-Fetch-Site: same-site", "secret"),
            ("\r\nOrigin: http://evil.example", "secret"),
            ("\r\nOrigin: null", "secret"),
            ("\r\nOrigin: https://localhost:8000", "secret"),
            ("\r\nOrigin: http://localhost:8000.evil.example", "secret"),
        ] {
            assert!(!may(lines, token), "{lines} {token}");
        }
    }
}
