//! Addresses: of links and pictures as they are written, and those that stand in the text bare.

use std::sync::Arc;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, LinkType, TagEnd};

use super::builder::{Builder, OpenImage, Pending};
use super::csp;
use super::options::RawHtml;
use super::target::{Link, LinkTarget, Picture, Shape, Target};
use super::tree::Kind;
use crate::diag::Complaint;
use crate::markdown::rules::{BAD_ADDRESS, BLOCKED_BY_POLICY, BROKEN_LINK, FOREIGN_PICTURE, TEXT_TOO_LONG};
use crate::source::{SafeUrl, percent_decode, without_hidden};

/// Links and pictures of one body.
const LINK_CAP: usize = 5_000;

impl Builder<'_> {
    /// Whether a link is open, Markdown's or the author's.
    pub fn is_in_link(&self) -> bool {
        self.open.iter().any(|open| match open.kind {
            Kind::Link(_) => true,
            Kind::Html(element) => &*self.body.elements[element as usize].name == "a",
            _ => false,
        })
    }

    pub fn open_link(&mut self, kind: LinkType, target: &str, title: &str, start: usize, end: usize) {
        let target = match (self.is_full(), kind) {
            (false, LinkType::Email) => Some(Target::Written(format!("mailto:{target}").into())),
            (false, _) => Some(Target::Written(target.into())),
            (true, _) if self.is_in_link() || self.raw.muted.is_some() => None,
            (true, LinkType::Email) => SafeUrl::mail(target).ok().map(Target::Foreign),
            (true, _) => self.resolve(target, start, end, false),
        };
        self.links.push(target.is_some());
        if let Some(target) = target {
            self.add_link(target, title, start);
        }
    }

    fn add_link(&mut self, target: Target, title: &str, at: usize) {
        if self.body.links.len() >= LINK_CAP && self.is_full() {
            self.excess = Some((TEXT_TOO_LONG, "the text has more than 5,000 links"));
        }
        let link = Link { target, title: without_hidden(title).as_ref().into() };
        self.body.links.push(link);
        self.open(Kind::Link(self.body.links.len() as u32 - 1), at);
    }

    pub fn open_image(&mut self, target: &str, title: &str, start: usize, end: usize) {
        let target = match self.is_full() {
            false => Some(Target::Written(target.into())),
            true => self.resolve(target, start, end, true),
        };
        if let (Some(Target::Foreign(url)), Some(policy), false) =
            (&target, &self.rules.policy, self.rules.raw_html == RawHtml::Cleaned)
            && let Some((message, help)) = csp::picture_fault(url, policy)
        {
            let complaint = Complaint::new(BLOCKED_BY_POLICY, message).help(help);
            self.diagnostics.push(complaint.at(self.text.span(start, end)));
        }
        let target = match target {
            // A picture from elsewhere in an employer's text could count its readers.
            Some(Target::Foreign(url)) if self.rules.raw_html == RawHtml::Cleaned && !self.may_show(&url) => {
                let message = "pictures from other sites are not shown here; a link is shown instead";
                let help = picture_help(&url);
                let complaint = Complaint::new(FOREIGN_PICTURE, message);
                self.diagnostics.push(complaint.help(help).at(self.text.span(start, end)));
                Some(Target::Foreign(url))
            }
            target => target,
        };
        self.image = Some(OpenImage { depth: 0, alt: String::new(), target, title: title.to_owned(), start });
    }

    /// Whether an employer's picture from there is shown.
    pub fn may_show(&self, url: &SafeUrl) -> bool {
        is_from(&self.rules.picture_hosts, url)
    }

    /// An event within a picture: only its text counts. `false` for the picture's own end.
    pub fn in_image(&mut self, event: &Event<'_>) -> bool {
        let Some(image) = &mut self.image else { return false };
        match event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth == 0 => return false,
            Event::End(TagEnd::Image) => image.depth -= 1,
            Event::Code(code) => image.alt.push_str(&without_hidden(code)),
            Event::SoftBreak | Event::HardBreak => image.alt.push('\n'),
            _ => {}
        }
        true
    }

    pub fn close_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        if self.raw.muted.is_some() {
            return;
        }
        self.body.words += image.alt.split_whitespace().count();
        match image.target {
            Some(Target::Foreign(url)) if self.rules.raw_html == RawHtml::Cleaned && !self.may_show(&url) => {
                let text = if image.alt.trim().is_empty() { url.as_str().to_owned() } else { image.alt };
                // Within a link there is none for it.
                let is_linked = !self.is_in_link();
                if is_linked {
                    self.add_link(Target::Foreign(url), &image.title, image.start);
                }
                self.push_text(&text, image.start, false);
                if is_linked {
                    self.close();
                }
            }
            None => self.push_text(&image.alt, image.start, false),
            Some(target) => {
                if self.body.pictures.len() >= LINK_CAP && self.is_full() {
                    self.excess = Some((TEXT_TOO_LONG, "the text has more than 5,000 pictures"));
                }
                let title = without_hidden(&image.title).as_ref().into();
                self.body.pictures.push(Picture { target, alt: image.alt.into(), title });
                self.push(Kind::Picture(self.body.pictures.len() as u32 - 1), image.start);
            }
        }
    }

    /// Where an address leads; `None` after a complaint.
    pub fn resolve(&mut self, target: &str, start: usize, end: usize, is_image: bool) -> Option<Target> {
        let written = self.text.text.get(start..end).unwrap_or("");
        let span = match written.rfind(target) {
            Some(at) if !target.is_empty() => self.text.span(start + at, start + at + target.len()),
            _ => self.text.span(start, end),
        };
        if target.is_empty() {
            let complaint = Complaint::new(BROKEN_LINK, "the link has an empty address");
            self.diagnostics.push(complaint.help("write the address between the brackets").at(span));
            return None;
        }
        let has_scheme = target.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
        if has_scheme || target.starts_with("//") {
            match SafeUrl::parse(target) {
                Ok(url) => return Some(Target::Foreign(url)),
                Err(fault) => {
                    let complaint = Complaint::new(BAD_ADDRESS, format!("`{target}` can't be linked: {fault}"));
                    self.diagnostics.push(complaint.help("write the whole address, `https://…`").at(span));
                    return None;
                }
            }
        }
        let decoded = |text: &str| percent_decode(text).unwrap_or_else(|| text.to_owned());
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(decoded(anchor)).filter(|anchor| !anchor.is_empty())),
            None => (target, None),
        };
        let (path, query) = path.find('?').map_or((path, ""), |at| path.split_at(at));
        let shape = if path.is_empty() {
            Shape::Here
        } else if path.starts_with('/') {
            Shape::Address(decoded(path))
        } else {
            match self.text.file.join(&decoded(path)) {
                Some(path) => Shape::Source(path),
                None => {
                    let complaint = Complaint::new(BROKEN_LINK, format!("`{target}` leaves the site"))
                        .help("link a file of the site");
                    self.diagnostics.push(complaint.at(span));
                    return None;
                }
            }
        };
        Some(Target::Site(Arc::new(LinkTarget { shape, query: query.to_owned(), anchor, span, is_image })))
    }

    /// A text with bare addresses, which become links.
    pub fn bare_addresses(&mut self, pending: &Pending) {
        let text = pending.text.as_str();
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
        // Signs that end an address are parted from it; each comes through as it is.
        let mut offset = 0;
        for piece in text.split_inclusive(ends_address) {
            let end =
                piece.char_indices().next_back().filter(|(_, c)| ends_address(*c)).map_or(piece.len(), |(at, _)| at);
            for span in finder.spans(&piece[..end]) {
                let (start, stop) = (offset + span.start(), offset + span.end());
                let url = match span.kind() {
                    Some(LinkKind::Url) if span.as_str().contains("://") => SafeUrl::web(span.as_str()).ok(),
                    // As GitHub Flavored Markdown has it (0.29, 6.9): a host without a scheme only behind `www.`.
                    Some(LinkKind::Url) if span.as_str().starts_with("www.") => {
                        SafeUrl::web(&format!("http://{}", span.as_str())).ok()
                    }
                    Some(LinkKind::Email) => SafeUrl::mail(span.as_str()).ok(),
                    _ => None,
                };
                match url {
                    Some(url) => {
                        self.add_link(Target::Foreign(url), "", pending.place(start));
                        self.push_pieces(pending, start, stop);
                        self.close();
                    }
                    None => self.text_part(pending, start, stop),
                }
            }
            self.push_pieces(pending, offset + end, offset + piece.len());
            offset += piece.len();
        }
    }
}

/// Whether a picture is from one of these hosts, by `https:`.
pub fn is_from(hosts: &[String], url: &SafeUrl) -> bool {
    url.as_str().starts_with("https:") && url.host().is_some_and(|host| hosts.contains(&host))
}

/// What to do about a picture of another site in an employer's text.
pub(super) fn picture_help(url: &SafeUrl) -> String {
    foreign_help(url, "save the picture beside this file and name it: `![…](picture.jpg)`")
}

/// What to do about a picture of another site that only its owner's allowance would show.
pub fn foreign_help(url: &SafeUrl, instead: &str) -> String {
    match url.host().filter(|_| url.as_str().starts_with("https:")) {
        Some(host) => {
            format!("{instead}; or the site's owner may allow its host: `picture_hosts: [{host}]` in site.yaml")
        }
        None => format!("{instead}; one of an allowed host needs `https:`"),
    }
}

impl Pending {
    /// Where a byte of the text stands in the source.
    pub fn place(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.start <= offset).saturating_sub(1);
        let Some(piece) = self.pieces.get(piece) else { return self.end };
        if piece.is_verbatim { piece.at + (offset - piece.start) } else { piece.at }
    }
}

/// Signs that no bare address holds: closing quotes and brackets, full stops and question marks of other scripts, spaces that don't break.
fn ends_address(c: char) -> bool {
    const SIGNS: &str = "«»‹›“”„‘’…、。「」『』【】《》〈〉（）！？，；：．،؛؟۔।\u{a0}\u{3000}\u{202f}";
    !c.is_ascii() && SIGNS.contains(c)
}
