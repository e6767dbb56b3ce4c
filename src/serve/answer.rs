//! Planned files to responses.

use std::io::{self, Write};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use serde_json::Value;

use super::Shared;
use super::request::{HttpRequest, Refusal};
use super::site::{self, CurrentSite, DatePreview};
use super::status::{self, Query};
use crate::diag::print::{self, Color};
use crate::pipeline::Ready;
use crate::plan::Planned;
use crate::publish::{DeriveError, DerivedFiles};
use crate::relate::Visibility;
use crate::source::percent_encode_part;

/// A response.
pub struct Answer {
    status: u16,
    kind: &'static str,
    /// Where to, when the page is elsewhere.
    location: Option<String>,
    /// Not of the site: the strictest policy holds.
    is_own: bool,
    body: Vec<u8>,
}

/// What pages of the server's own may load.
const POLICY: &str = "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n";

/// What runs in every page.
const LIVE: &str = include_str!("live.js");

impl Answer {
    /// The head of the channel's response.
    pub const EVENTS: &'static str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\nretry: 500\n\n";

    pub fn plain(status: u16, text: &str) -> Answer {
        let body = format!("{text}\n").into_bytes();
        Answer { status, kind: "text/plain; charset=utf-8", location: None, is_own: true, body }
    }

    pub fn refused(refusal: Refusal) -> Answer {
        match refusal {
            Refusal::Malformed => Answer::plain(400, "this is not a request for a page"),
            Refusal::Forbidden => Answer::plain(403, "this server answers its own pages only"),
            Refusal::Host => {
                let said =
                    "this server does not answer to that name; to allow it, run: rolecall serve --allow-host NAME";
                Answer::plain(403, said)
            }
            Refusal::Method => Answer::plain(405, "only GET and HEAD"),
            Refusal::TooSlow => Answer::plain(408, "the request took too long"),
            Refusal::TooLarge => Answer::plain(431, "the request is too large"),
        }
    }

    /// What is to be sent for a request.
    pub fn to(shared: &Shared, request: &HttpRequest) -> Answer {
        let own = |kind: &'static str, text: &str| Answer {
            status: 200,
            kind,
            location: None,
            is_own: true,
            body: text.as_bytes().to_vec(),
        };
        let Some(path) = request.path.strip_prefix("/__rolecall") else {
            return match shared.shown() {
                Some(shown) => Answer::site(shared, &shown, &shown.ready, &request.path, None),
                None => Answer::nothing_yet(shared),
            };
        };
        match path {
            "" => return Answer::moved(301, "/__rolecall/"),
            "/live.js" => return own("text/javascript; charset=utf-8", LIVE),
            "/status.css" => return own("text/css; charset=utf-8", status::STYLE),
            _ => {}
        }
        let Some(shown) = shared.shown() else { return Answer::nothing_yet(shared) };
        let query = Query::read(&request.query);
        match path {
            "/" => Answer::about(shared, &shown, || Some(status::list(&shown, &query))),
            "/posting/" => {
                Answer::about(shared, &shown, || status::posting(&shown, query.get("at"), query.get("file")))
            }
            "/ribbons.json" => own("application/json", &ribbons(&shown)),
            "/on/" => match DatePreview::day(query.get("day"), &shown) {
                Some(day) => Answer::moved(302, &DatePreview::folder(day)),
                None => Answer::nothing_there(shared),
            },
            path => match path.strip_prefix("/on/").and_then(|rest| rest.split_once('/')) {
                Some((day, _)) if request.is_own_click() => match DatePreview::day(day, &shown) {
                    Some(day) => Answer::on(shared, &shown, day, &request.path, request.host()),
                    None => Answer::nothing_there(shared),
                },
                Some(_) => Answer::refused(Refusal::Forbidden),
                None if path.starts_with("/on/") => Answer::moved(301, &format!("{}/", request.path)),
                None => Answer::nothing_there(shared),
            },
        }
    }

    /// A page of the site as it will be on a day.
    fn on(shared: &Shared, shown: &Arc<CurrentSite>, day: Date, path: &str, host: &str) -> Answer {
        // Locked outside `deep`: its thread may take up another request meanwhile.
        let mut guard = shared.trip.lock().unwrap_or_else(PoisonError::into_inner);
        let trip = &mut *guard;
        let ready = deep(|| trip.to(day, host, shown));
        drop(guard);
        match ready {
            Some(Ok(ready)) => Answer::site(shared, shown, &ready, path, Some(day)),
            Some(Err(messages)) => {
                let mut html = String::from("<h1>This day has errors</h1><pre>");
                crate::markdown::escape_html(&mut html, &messages);
                Answer::page(shared, 500, &format!("{html}</pre>"))
            }
            None => Answer::page(shared, 500, "<h1>500</h1>"),
        }
    }

    /// A file of a site, or what a host would answer where there is none. `ready` is the one shown, or the same on another day.
    fn site(shared: &Shared, shown: &CurrentSite, ready: &Arc<Ready>, path: &str, day: Option<Date>) -> Answer {
        // A site may lie below a path.
        let base = ready.site().config.base_url.base_path();
        let Some(path) = path.strip_prefix(base.as_str()) else {
            return if path == "/" { Answer::moved(302, &base) } else { Answer::page(shared, 404, "<h1>404</h1>") };
        };
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let plan = ready.plan();
        let seen = shown.number;
        if let Some(planned) = plan.of(&file) {
            return Answer::file(shared, seen, ready, planned, 200, day);
        }
        if plan.of(&format!("{path}/index.html")).is_some() {
            return Answer::moved(301, &format!("{base}{}/", crate::source::percent_encode(path)));
        }
        // The page for what is not there, in the language of the address.
        let of_language = path.split('/').next().map(|first| format!("{first}/404.html"));
        match of_language.and_then(|file| plan.of(&file)).or_else(|| plan.of("404.html")) {
            Some(planned) => Answer::file(shared, seen, ready, planned, 404, day),
            None => Answer::page(shared, 404, "<h1>404</h1>"),
        }
    }

    /// A file of the plan.
    fn file(
        shared: &Shared,
        seen: u64,
        ready: &Arc<Ready>,
        planned: &Planned,
        status: u16,
        day: Option<Date>,
    ) -> Answer {
        let made = deep(|| {
            ready
                .make_anew(planned)
                .map_err(|fault| print::human(&[*fault], &ready.renderer.sources, Color::Never))
                .and_then(|output| {
                    let derived = DerivedFiles::new(&shared.root, &ready.renderer.sources, shared.key.as_ref());
                    derived.bytes(&output).map_err(|fault| match fault {
                        DeriveError::Content(fault) => print::human(&[*fault], &ready.renderer.sources, Color::Never),
                        DeriveError::Machine(path, cause) => format!("can't read {}: {cause}", path.display()),
                    })
                })
        });
        match made {
            Some(Ok(body)) => {
                let kind = kind(planned.out.as_str());
                let body = match kind.starts_with("text/html") {
                    true => with_script(shared, seen, body, &ribbon_of(ready, planned, day)),
                    false => body,
                };
                Answer { status, kind, location: None, is_own: false, body }
            }
            Some(Err(message)) => {
                let mut html = String::from("<h1>This page has an error</h1><pre>");
                crate::markdown::escape_html(&mut html, &message);
                Answer::page(shared, 500, &format!("{html}</pre>"))
            }
            None => Answer::page(shared, 500, "<h1>500</h1>"),
        }
    }

    /// A page about the site, made where stacks are deep.
    fn about(shared: &Shared, shown: &CurrentSite, make: impl FnOnce() -> Option<String> + Send) -> Answer {
        match deep(make) {
            Some(Some(html)) => Answer {
                status: 200,
                kind: "text/html; charset=utf-8",
                location: None,
                is_own: true,
                body: with_script(shared, shown.number, html.into_bytes(), ""),
            },
            Some(None) => Answer::nothing_there(shared),
            None => Answer::page(shared, 500, "<h1>500</h1>"),
        }
    }

    /// Before there is a first good site.
    fn nothing_yet(shared: &Shared) -> Answer {
        let said = "<h1>No version of this site has built yet</h1><p>See the errors in the terminal; they also appear here.</p>";
        Answer::page(shared, 503, said)
    }

    /// Where the server has no page of its own.
    fn nothing_there(shared: &Shared) -> Answer {
        let said = "<h1>There is nothing here</h1><p>A posting may have been removed or renamed; a day is written 2026-11-21. <a href=\"/__rolecall/\">Every posting</a></p>";
        Answer::page(shared, 404, said)
    }

    fn moved(status: u16, to: &str) -> Answer {
        Answer { location: Some(to.to_owned()), ..Answer::plain(status, "it is elsewhere") }
    }

    /// A page of the server's own.
    fn page(shared: &Shared, status: u16, html: &str) -> Answer {
        // It reloads for whatever site is shown next.
        let seen = shared.shown().map_or(0, |shown| shown.number);
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Rolecall</title></head><body>{html}</body></html>\n"
        );
        let body = with_script(shared, seen, page.into_bytes(), "");
        Answer { status, kind: "text/html; charset=utf-8", location: None, is_own: true, body }
    }

    pub fn write(&self, mut stream: &TcpStream, is_head: bool) -> io::Result<()> {
        let reason = match self.status {
            200 => "OK",
            301 => "Moved Permanently",
            302 => "Found",
            400 => "Bad Request",
            403 => "Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            408 => "Request Timeout",
            431 => "Request Header Fields Too Large",
            503 => "Service Unavailable",
            _ => "Internal Server Error",
        };
        let location = self.location.as_ref().map_or(String::new(), |to| format!("Location: {to}\r\n"));
        let allow = if self.status == 405 { "Allow: GET, HEAD\r\n" } else { "" };
        let policy = if self.is_own { POLICY } else { "" };
        let head = format!(
            "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}{allow}{policy}Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: same-origin\r\nConnection: close\r\n\r\n",
            self.status,
            self.kind,
            self.body.len()
        );
        stream.write_all(head.as_bytes())?;
        if !is_head {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

/// Does something where stacks are deep; `None` when that failed by our fault.
fn deep<T: Send>(make: impl FnOnce() -> T + Send) -> Option<T> {
    catch_unwind(AssertUnwindSafe(|| rayon::join(make, || ()).0)).ok()
}

/// The ribbon across a page, as parameters of its script.
fn ribbon_of(ready: &Ready, planned: &Planned, day: Option<Date>) -> String {
    let ribbon = site::ribbon(ready.site(), planned).map(|text| format!("&amp;ribbon={}", percent_encode_part(text)));
    let preview = &ready.site().preview;
    let marks = (preview.drafts || preview.future).then(|| "&amp;marks=1".to_owned());
    let day = day.map(|day| format!("&amp;on={day}"));
    [ribbon, marks, day].into_iter().flatten().collect()
}

/// The addresses of drafts and of what is to come, and what they are: links to them are marked.
fn ribbons(shown: &CurrentSite) -> String {
    let site = shown.site();
    let marked = site.ids().filter(|id| site.visibility(*id) == Visibility::Listed);
    let marked =
        marked.filter_map(|id| Some((site.address(id).as_str().to_owned(), Value::from(site::mark(site, id)?))));
    Value::Object(marked.collect()).to_string()
}

/// A page with the script that listens to the channel; `seen` is the number of the site that the page was made from.
fn with_script(shared: &Shared, seen: u64, body: Vec<u8>, more: &str) -> Vec<u8> {
    let script = format!(
        "<script type=\"module\" src=\"/__rolecall/live.js?seen={seen}&amp;token={}{more}\"></script>",
        shared.token
    );
    let end = b"</head>";
    match body.windows(end.len()).position(|window| window == end) {
        Some(at) => [&body[..at], script.as_bytes(), &body[at..]].concat(),
        None => [&body[..], script.as_bytes()].concat(),
    }
}

/// The media type of a file's name (IANA, 2026).
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        _ => "application/octet-stream",
    }
}
