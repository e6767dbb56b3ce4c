//! Planned files to responses.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, PoisonError};

use super::Shared;
use super::request::{Refusal, Request};
use crate::pipeline::Ready;
use crate::plan::Planned;
use crate::publish::{WorkFault, Workshop};

/// A response.
pub struct Answer {
    status: u16,
    kind: &'static str,
    /// Where to, when the page is elsewhere.
    location: Option<String>,
    body: Vec<u8>,
}

/// What runs in every page.
const LIVE: &str = include_str!("live.js");

impl Answer {
    /// The head of the channel's response.
    pub const EVENTS: &'static str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\nretry: 500\n\n";

    pub fn plain(status: u16, text: &str) -> Answer {
        Answer { status, kind: "text/plain; charset=utf-8", location: None, body: format!("{text}\n").into_bytes() }
    }

    pub fn refused(refusal: Refusal) -> Answer {
        match refusal {
            Refusal::Malformed => Answer::plain(400, "this is no request for a page"),
            Refusal::Forbidden => Answer::plain(403, "this server answers its own pages only"),
            Refusal::Method => Answer::plain(405, "only GET and HEAD"),
            Refusal::TooSlow => Answer::plain(408, "the request took too long"),
            Refusal::TooLarge => Answer::plain(431, "the request is too large"),
        }
    }

    /// What is to be sent for a request.
    pub fn to(shared: &Shared, request: &Request) -> Answer {
        if request.path == "/__rolecall/live.js" {
            return Answer {
                status: 200,
                kind: "text/javascript; charset=utf-8",
                location: None,
                body: LIVE.as_bytes().to_vec(),
            };
        }
        let site = shared.site.read().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(site) = site else {
            return Answer::page(shared, 503, "<h1>…</h1>");
        };
        let path = request.path.trim_start_matches('/');
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        if let Some(planned) = site.plan().of(&file) {
            return Answer::file(shared, &site, planned, 200);
        }
        if site.plan().of(&format!("{path}/index.html")).is_some() {
            let location = format!("/{}/", crate::source::percent_encode(path));
            return Answer { location: Some(location), ..Answer::plain(301, "it is a folder") };
        }
        // The page for what is not there, in the language of the address.
        let of_language = path.split('/').next().map(|first| format!("{first}/404.html"));
        let found = of_language.and_then(|file| site.plan().of(&file)).or_else(|| site.plan().of("404.html"));
        match found {
            Some(planned) => Answer::file(shared, &site, planned, 404),
            None => Answer::page(shared, 404, "<h1>404</h1>"),
        }
    }

    /// A file of the plan. What takes deep stacks is done where they are.
    fn file(shared: &Shared, site: &Arc<Ready>, planned: &Planned, status: u16) -> Answer {
        let (sender, receiver) = sync_channel(1);
        let (site, root, planned) = (site.clone(), shared.root.clone(), planned.clone());
        rayon::spawn(move || {
            let made = site.make_anew(&planned).map_err(|fault| fault.message.clone()).and_then(|output| {
                let workshop = Workshop::new(&root, &site.renderer.sources);
                workshop.bytes(&output).map_err(|fault| match fault {
                    WorkFault::Content(fault) => fault.message.clone(),
                    WorkFault::Machine(path, cause) => format!("can't read {}: {cause}", path.display()),
                })
            });
            let _ = sender.send((made, planned.out.as_str().to_owned()));
        });
        match receiver.recv() {
            Ok((Ok(body), path)) => {
                let kind = kind(&path);
                let body = if kind.starts_with("text/html") { with_script(shared, body) } else { body };
                Answer { status, kind, location: None, body }
            }
            Ok((Err(message), _)) => {
                let mut html = String::from("<h1>500</h1><pre>");
                crate::parse::escape_html(&mut html, &message);
                Answer::page(shared, 500, &format!("{html}</pre>"))
            }
            Err(_) => Answer::page(shared, 500, "<h1>500</h1>"),
        }
    }

    /// A page of the server's own.
    fn page(shared: &Shared, status: u16, html: &str) -> Answer {
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Rolecall</title></head><body>{html}</body></html>\n"
        );
        let body = with_script(shared, page.into_bytes());
        Answer { status, kind: "text/html; charset=utf-8", location: None, body }
    }

    pub fn write(&self, mut stream: &TcpStream, is_head: bool) -> io::Result<()> {
        let reason = match self.status {
            200 => "OK",
            301 => "Moved Permanently",
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
        let head = format!(
            "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}{allow}Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: same-origin\r\nConnection: close\r\n\r\n",
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

/// A page with the script that listens to the channel.
fn with_script(shared: &Shared, body: Vec<u8>) -> Vec<u8> {
    let script = format!(
        "<script type=\"module\" src=\"/__rolecall/live.js?seen={}&amp;token={}\"></script>",
        shared.number(),
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
