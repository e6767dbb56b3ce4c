//! Where output may lie, and the address it is linked by.

use std::fmt;

use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizerBorrowed;

use super::file_kind::is_made_by_server;
use super::slug::is_windows_device;

/// A file of the output: `jobs/x/index.html`. The only way to name one; it can't leave the output folder, nor lie in the
/// state folder, nor be a name that Windows refuses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

/// Why a text names no output file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathFault {
    /// A segment is empty, `.` or `..`, or the path is absolute.
    Outside,
    /// A segment holds this character.
    Character(char),
    /// A segment ends with a dot or a space.
    Trailing(String),
    /// A segment is a device name on Windows.
    Windows(String),
    /// A segment is longer than 255 bytes.
    TooLong,
    /// It lies in the state folder, `.rolecall/`.
    State,
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathFault::Outside => f.write_str("it would leave the output folder"),
            PathFault::Character(c) => write!(f, "it contains the character {c:?}"),
            PathFault::Trailing(part) => write!(f, "`{part}` ends with a dot or a space"),
            PathFault::Windows(part) => write!(f, "`{part}` is a device name on Windows"),
            PathFault::TooLong => f.write_str("a part of it is longer than 255 bytes"),
            PathFault::State => f.write_str("`.rolecall` is the folder where builds keep their own state"),
        }
    }
}

impl OutPath {
    pub fn new(path: &str) -> Result<OutPath, PathFault> {
        for segment in path.split('/') {
            check_segment(segment)?;
        }
        if path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(".rolecall")) {
            return Err(PathFault::State);
        }
        Ok(OutPath(path.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key under which two paths are one file on some disk: NFC, case folded.
    pub fn collision_key(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        let folded =
            CaseMapper::new().fold_string(&ComposingNormalizerBorrowed::new_nfc().normalize(&self.0)).into_owned();
        ComposingNormalizerBorrowed::new_nfc().normalize(&folded).into_owned()
    }

    /// The address that serves this file: `jobs/x/index.html` is `/jobs/x/`.
    pub fn address(&self) -> Address {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => Address(format!("/{folder}")),
            _ => Address(format!("/{}", self.0)),
        }
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_segment(segment: &str) -> Result<(), PathFault> {
    if segment.is_empty() || segment == "." || segment == ".." {
        return Err(PathFault::Outside);
    }
    let refused = |c: &char| c.is_control() || matches!(c, '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*');
    if let Some(c) = segment.chars().find(refused) {
        return Err(PathFault::Character(c));
    }
    if segment.ends_with(['.', ' ']) {
        return Err(PathFault::Trailing(segment.to_owned()));
    }
    if is_windows_device(segment) {
        return Err(PathFault::Windows(segment.to_owned()));
    }
    if segment.len() > 255 {
        return Err(PathFault::TooLong);
    }
    Ok(())
}

/// A page's address within the site, before the base path and before percent-encoding: `/es/jobs/x/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// Reads an address as authors write it in `aliases`: from the site's root, percent-encoding allowed.
    pub fn parse(text: &str) -> Result<Address, PathFault> {
        let Some(rest) = text.strip_prefix('/') else { return Err(PathFault::Outside) };
        let decoded = percent_decode(rest).ok_or(PathFault::Character('%'))?;
        if let Some(c) = decoded.chars().find(|c| matches!(c, '#' | '%')) {
            return Err(PathFault::Character(c));
        }
        let path = decoded.strip_suffix('/').unwrap_or(&decoded);
        if !path.is_empty() {
            OutPath::new(path)?;
        }
        Ok(Address(format!("/{decoded}")))
    }

    /// The home page's.
    pub fn root() -> Address {
        Address("/".to_owned())
    }

    /// A folder below this one: `/jobs/` and `baker` are `/jobs/baker/`. Several are separated by slashes.
    pub fn below(&self, folders: &str) -> Address {
        Address(format!("{}{folders}/", self.0))
    }

    /// A file in this folder: `/jobs/` and `atom.xml` are `/jobs/atom.xml`.
    pub fn file(&self, name: &str) -> Address {
        Address(format!("{}{name}", self.0))
    }

    /// A page of the list that is here, counted from 1, which is the list itself: `/jobs/` and 2 are `/jobs/page/2/`.
    pub fn numbered(&self, number: usize) -> Address {
        if number == 1 { self.clone() } else { self.below("page").below(&number.to_string()) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same from the site's root: `jobs/atom.xml`.
    pub fn path(&self) -> &str {
        self.0.trim_start_matches('/')
    }

    /// The file that serves this address: `/jobs/x/` and `/jobs/x` are `jobs/x/index.html`, `/a.pdf` is itself. `/a.php` is
    /// `a.php/index.html`: a file of that name would be run by a server.
    pub fn out_path(&self) -> Result<OutPath, PathFault> {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            return OutPath::new(&format!("{path}index.html"));
        }
        match path.rsplit('/').next() {
            Some(last) if last.rsplit_once('.').is_some_and(|(_, extension)| !is_made_by_server(extension)) => {
                OutPath::new(path)
            }
            _ => OutPath::new(&format!("{path}/index.html")),
        }
    }

    /// As a link carries it: percent-encoded.
    pub fn encoded(&self) -> String {
        percent_encode(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A path with everything percent-encoded that RFC 3986 doesn't allow in one.
pub fn percent_encode(path: &str) -> String {
    encoded(path, b"/-._~!$()*+,;=:@")
}

/// A text as one value of a query: everything percent-encoded but what RFC 3986 calls unreserved.
pub fn percent_encode_part(text: &str) -> String {
    encoded(text, b"-._~")
}

fn encoded(text: &str, kept: &[u8]) -> String {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || kept.contains(&byte);
    if text.bytes().all(is_kept) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if is_kept(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(b"0123456789ABCDEF"[usize::from(byte >> 4)]));
            out.push(char::from(b"0123456789ABCDEF"[usize::from(byte & 15)]));
        }
    }
    out
}

/// A text with its percent-encoded bytes put back; `None` when they are no UTF-8.
pub fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            bytes.push(u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_output_leaves_its_folder() {
        for text in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/.",
            ".",
            "a\\b",
            "c:x",
            "a\0",
            "a/b ",
            "a.",
            "con",
            "aux.html",
            ".rolecall/x",
        ] {
            assert!(OutPath::new(text).is_err(), "{text:?}");
        }
        assert!(OutPath::new(&"x".repeat(256)).is_err());
        assert!(OutPath::new("a/b.html").is_ok());
    }

    #[test]
    fn an_alias_is_decoded_once_and_stays_within_the_site() {
        assert_eq!(Address::parse("/jobs/caf%C3%A9/").unwrap().as_str(), "/jobs/café/");
        for text in ["jobs/x", "/a/../b", "/%2e%2e/x", "/%252e", "//evil.example", "/a\n", "/%ff"] {
            assert!(Address::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(Address::parse("/old").unwrap().out_path().unwrap().as_str(), "old/index.html");
        for (address, file) in [
            ("/a.html", "a.html"),
            ("/a.pdf", "a.pdf"),
            ("/a.php", "a.php/index.html"),
            ("/b/old.ASPX", "b/old.ASPX/index.html"),
            ("/v1.2/", "v1.2/index.html"),
        ] {
            assert_eq!(Address::parse(address).unwrap().out_path().unwrap().as_str(), file);
        }
        assert_eq!(Address::parse("/").unwrap().out_path().unwrap().as_str(), "index.html");
    }

    #[test]
    fn paths_that_one_disk_takes_for_the_same_share_a_key() {
        let key = |path: &str| OutPath::new(path).unwrap().collision_key();
        assert_eq!(key("A/É"), key("a/e\u{301}"));
        assert_ne!(key("a"), key("b"));
    }

    #[test]
    fn a_page_is_served_at_its_folder() {
        assert_eq!(OutPath::new("index.html").unwrap().address().as_str(), "/");
        assert_eq!(OutPath::new("jobs/x/index.html").unwrap().address().as_str(), "/jobs/x/");
        assert_eq!(OutPath::new("404.html").unwrap().address().as_str(), "/404.html");
        assert_eq!(Address::parse("/jobs/ñ/").unwrap().encoded(), "/jobs/%C3%B1/");
    }
}
