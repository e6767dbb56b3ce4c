//! What a file is by its bytes, whatever its name says; and names that are more than a name to those who serve them.

/// The kinds of files that entries may bring along, told by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    Jpeg,
    Png,
    WebP,
    Gif,
    Avif,
    Svg,
    Pdf,
    /// UTF-8 without control characters.
    Text,
    /// OpenDocument text.
    Odt,
    /// Office Open XML text, without macros.
    Docx,
    /// An iCalendar file.
    Calendar,
    /// Anything else.
    Other,
}

impl FileKind {
    /// The kind of a file's bytes. `extension`, lower case, decides only where a text may be more than a text.
    pub fn of(bytes: &[u8], extension: &str) -> FileKind {
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        let brand = |brands: &[&[u8]]| {
            bytes.get(4..8) == Some(b"ftyp") && brands.iter().any(|brand| bytes.get(8..12) == Some(brand))
        };
        match bytes {
            [0xff, 0xd8, 0xff, ..] => FileKind::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => FileKind::Png,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => FileKind::WebP,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => FileKind::Gif,
            [b'%', b'P', b'D', b'F', b'-', ..] => FileKind::Pdf,
            _ if brand(&[b"avif", b"avis"]) => FileKind::Avif,
            // Its first entry says what it is, uncompressed (OpenDocument 1.3, part 2, 3.3, 2021).
            [b'P', b'K', 3, 4, ..]
                if bytes
                    .get(30..)
                    .is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text")) =>
            {
                FileKind::Odt
            }
            // Names of entries are never compressed (ECMA-376, part 2, 2021).
            [b'P', b'K', 3, 4, ..] if holds(b"word/document.xml") && !holds(b"vbaProject") => FileKind::Docx,
            _ => FileKind::of_text(bytes, extension),
        }
    }

    fn of_text(bytes: &[u8], extension: &str) -> FileKind {
        let Ok(text) = std::str::from_utf8(bytes) else { return FileKind::Other };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match extension {
            "svg" if is_svg(text) => FileKind::Svg,
            "ics" if text.trim_start().starts_with("BEGIN:VCALENDAR") => FileKind::Calendar,
            "txt" if !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) => {
                FileKind::Text
            }
            _ => FileKind::Other,
        }
    }

    /// What such files are called by; the first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            FileKind::Jpeg => &["jpg", "jpeg"],
            FileKind::Png => &["png"],
            FileKind::WebP => &["webp"],
            FileKind::Gif => &["gif"],
            FileKind::Avif => &["avif"],
            FileKind::Svg => &["svg"],
            FileKind::Pdf => &["pdf"],
            FileKind::Text => &["txt"],
            FileKind::Odt => &["odt"],
            FileKind::Docx => &["docx"],
            FileKind::Calendar => &["ics"],
            FileKind::Other => &[],
        }
    }

    /// The kind that a name promises.
    pub fn promised(extension: &str) -> Option<FileKind> {
        use FileKind::{Avif, Calendar, Docx, Gif, Jpeg, Odt, Pdf, Png, Svg, Text, WebP};
        [Jpeg, Png, WebP, Gif, Avif, Svg, Pdf, Text, Odt, Docx, Calendar]
            .into_iter()
            .find(|kind| kind.extensions().contains(&extension))
    }

    /// What a reader calls it.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Jpeg => "a JPEG picture",
            FileKind::Png => "a PNG picture",
            FileKind::WebP => "a WebP picture",
            FileKind::Gif => "a GIF picture",
            FileKind::Avif => "an AVIF picture",
            FileKind::Svg => "an SVG drawing",
            FileKind::Pdf => "a PDF",
            FileKind::Text => "plain text",
            FileKind::Odt => "an ODT document",
            FileKind::Docx => "a DOCX document",
            FileKind::Calendar => "an iCalendar file",
            FileKind::Other => "another kind of file",
        }
    }
}

/// Whether a text is an XML document whose first element is `svg`.
fn is_svg(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            _ if rest.starts_with("<?xml ") => rest.find("?>").map(|at| at + 2),
            _ if rest.get(..13).is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE svg")) => {
                rest.find('>').map(|at| at + 1)
            }
            _ => {
                return rest
                    .strip_prefix("<svg")
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'));
            }
        };
        let Some(end) = end else { return false };
        rest = rest[end..].trim_start();
    }
}

/// Why a name is not that of a file to publish as it came: servers look at every part between dots, and at signs that mean something to them.
pub fn name_fault(name: &str) -> Option<String> {
    let (stem, _) = name.rsplit_once('.')?;
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '(' | ')' | '.' | '\u{300}'..='\u{36f}');
    if let Some(odd) = stem.chars().find(|c| !is_plain(*c)) {
        return Some(format!("its name contains the character {odd:?}"));
    }
    if stem.starts_with(['.', '_', ' ']) || stem.ends_with([' ', '.']) || stem.is_empty() {
        return Some("names that begin with a dot or an underscore, or end with a space or a dot, are special to hosts and servers".to_owned());
    }
    // `2026` and `v1.2` are no endings; whatever else stands behind a dot may be one.
    let is_number = |part: &str| {
        let part = part.trim_matches(['(', ')', ' ']);
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let inner = stem.split('.').skip(1).find(|part| !is_number(part));
    inner.map(|inner| format!("a server may read `.{inner}` in its name as the file type"))
}

/// The extensions of pages that a server makes: in former addresses of pages, and nowhere else.
const PAGES: [&str; 7] = ["html", "htm", "php", "asp", "aspx", "jsp", "jspx"];

/// Whether an extension is one of those by which pages once had their address.
pub fn is_page_extension(extension: &str) -> bool {
    PAGES.contains(&extension.to_ascii_lowercase().as_str())
}

/// Whether a server would make the page, not hand out a file.
pub fn is_made_by_server(extension: &str) -> bool {
    is_page_extension(extension) && !matches!(extension.to_ascii_lowercase().as_str(), "html" | "htm")
}

/// Names that hosts, servers, browsers and search engines look for, lower case: settings of hosts (Netlify, Vercel, Cloudflare Pages, Firebase,
/// Azure, GitHub Pages; 2026), of servers (Apache, IIS), of browsers (service workers, manifests), and statements about a site.
const READ_BY_OTHERS: [&str; 51] = [
    "web.config",
    "netlify.toml",
    "vercel.json",
    "now.json",
    "firebase.json",
    "staticwebapp.config.json",
    "wrangler.toml",
    "wrangler.json",
    "wrangler.jsonc",
    "cname",
    "robots.txt",
    "sitemap.xml",
    "sitemap_index.xml",
    "humans.txt",
    "security.txt",
    "ads.txt",
    "app-ads.txt",
    "sellers.json",
    "llms.txt",
    "favicon.ico",
    "apple-touch-icon.png",
    "crossdomain.xml",
    "clientaccesspolicy.xml",
    "browserconfig.xml",
    "manifest.json",
    "site.webmanifest",
    "service-worker.js",
    "serviceworker.js",
    "sw.js",
    "ngsw.json",
    "package.json",
    "composer.json",
    "procfile",
    "dockerfile",
    "nginx.conf",
    "php.ini",
    "user.ini",
    "global.asa",
    "cgi-bin",
    "functions",
    "assets",
    "feeds",
    "index.html",
    "200.html",
    "401.html",
    "403.html",
    "404.html",
    "500.html",
    "50x.html",
    "error.html",
    "offline.html",
];

/// Whether a segment of an address is a name that others read, or that builds have for themselves; case aside.
pub fn is_read_by_others(segment: &str) -> bool {
    READ_BY_OTHERS.contains(&segment.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        let odt = [b"PK\x03\x04".as_slice(), &[0; 26], b"mimetypeapplication/vnd.oasis.opendocument.text"].concat();
        for (bytes, extension, kind) in [
            (&b"\xff\xd8\xff\xe0 JFIF"[..], "jpg", FileKind::Jpeg),
            (b"\x89PNG\r\n\x1a\n....", "gif", FileKind::Png),
            (b"RIFF....WEBPVP8 ", "webp", FileKind::WebP),
            (b"GIF89a....", "gif", FileKind::Gif),
            (b"\0\0\0\x20ftypavif\0\0", "avif", FileKind::Avif),
            (b"\0\0\0\x20ftypmp42\0\0", "avif", FileKind::Other),
            (b"%PDF-1.7\n", "pdf", FileKind::Pdf),
            (b"<script>alert(1)</script>%PDF-1.7", "pdf", FileKind::Other),
            (&odt, "odt", FileKind::Odt),
            (b"PK\x03\x04 [Content_Types].xml word/document.xml", "docx", FileKind::Docx),
            (b"PK\x03\x04 word/document.xml word/vbaProject.bin", "docx", FileKind::Other),
            (b"PK\x03\x04 evil.exe", "docx", FileKind::Other),
            (b"BEGIN:VCALENDAR\r\n", "ics", FileKind::Calendar),
            (b"plain\n", "txt", FileKind::Text),
            (b"plain\x00", "txt", FileKind::Other),
            (b"\xff\xfep\0", "txt", FileKind::Other),
            (b"plain", "htm", FileKind::Other),
            (b"<?xml version='1.0'?>\n<!-- a --><!DOCTYPE svg><svg xmlns='x'/>", "svg", FileKind::Svg),
            (b"<svgx/>", "svg", FileKind::Other),
            (b"<!doctype html><svg/>", "svg", FileKind::Other),
            (b"<html><svg></html>", "svg", FileKind::Other),
            (b"<svg/>", "html", FileKind::Other),
            (b"", "png", FileKind::Other),
        ] {
            assert_eq!(FileKind::of(bytes, extension), kind, "{:?} .{extension}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn tables_are_lower_case_and_hold_each_name_once() {
        for table in [&PAGES[..], &READ_BY_OTHERS] {
            let unique: std::collections::BTreeSet<_> = table.iter().collect();
            assert_eq!(unique.len(), table.len());
            assert!(table.iter().all(|name| name.to_ascii_lowercase() == **name));
        }
        assert!(is_read_by_others("Web.Config"));
    }

    #[test]
    fn a_name_has_one_ending() {
        for name in
            ["plan.pdf", "Plan 2026 (v1.2).pdf", "año-nuevo.pdf", "an\u{303}o.pdf", "日程.pdf", "plan.2026.11.pdf"]
        {
            assert_eq!(name_fault(name), None, "{name}");
        }
        for name in [
            "shell.php.jpg",
            "plan.var.pdf",
            "a.asis.pdf",
            "m.php;x.pdf",
            "g.html .pdf",
            "t.ph\u{200b}p.pdf",
            "z.\u{202e}fdp.pdf",
            "_headers.pdf",
            ".x.pdf",
            "x .pdf",
            "x..pdf",
            "a'b.pdf",
            "a\"b.pdf",
            "a%2e.pdf",
            "a.en.pdf",
            "a?b.pdf",
            "$x.pdf",
            "a`b.pdf",
        ] {
            assert!(name_fault(name).is_some(), "{name}");
        }
    }
}
