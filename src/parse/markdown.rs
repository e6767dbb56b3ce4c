//! Markdown to a body: HTML with holes for links within the site, headings, anchors, words. The only home of pulldown-cmark.
//!
//! Long on purpose: one writer, one match over the events.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::depth::Excess;
use super::html::{self, escape};
use super::{Text, definitions, highlight, messy};
use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::{Body, Heading, LinkTarget, Part, Shape};
use crate::source::{Hash, SafeUrl, is_hidden, slugify, without_hidden};

/// The scheme under which a hole travels through the cleaner; taken off again.
pub(super) const HOLE_SCHEME: &str = "rolecall";
/// Bounds a hole. Behind it stands a word that depends on the whole text, so that none can be forged: not with `&#1;` either, which the cleaner
/// makes into one.
pub(super) const HOLE: char = '\u{1}';
/// Lists and quotes may be nested this deep.
const DEPTH_CAP: usize = 100;

/// What a text may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    pub dialect: Dialect,
    pub raw_html: RawHtml,
    pub smart_punctuation: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// CommonMark and no more: links as written, no ids.
    CommonMark,
    /// With the extensions, ids, and checked links.
    Full,
}

/// What becomes of HTML in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is shown as text.
    Shown,
    /// It stays as it is.
    Kept,
    /// It stays as far as it is harmless: an employer wrote it.
    Cleaned,
}

/// A body, and what was wrong with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub body: Body,
    pub diagnostics: Vec<Diagnostic>,
}

/// Renders a text.
pub fn markdown(text: &Text<'_>, rules: Rules) -> Rendered {
    let options = match rules.dialect {
        Dialect::CommonMark => Options::empty(),
        Dialect::Full => {
            Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_GFM
                | Options::ENABLE_DEFINITION_LIST
                | if rules.smart_punctuation { Options::ENABLE_SMART_PUNCTUATION } else { Options::empty() }
        }
    };
    let mut writer = Writer::new(text, rules);
    let parsed =
        if rules.dialect == Dialect::Full { definitions::hidden(&text.text) } else { Cow::Borrowed(&*text.text) };
    let is_hiding = matches!(parsed, Cow::Owned(_));
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(&parsed, options).into_offset_iter()) {
        let event = if is_hiding { with_colons(event) } else { event };
        writer.event(event, range.start, range.end);
        if writer.depth > DEPTH_CAP {
            return writer.refused(format!("lists or quotes are nested deeper than {DEPTH_CAP}"), range.start);
        }
    }
    writer.finish()
}

/// An event with the colons that were hidden from the parser.
fn with_colons(event: Event<'_>) -> Event<'_> {
    let shown = |text: CowStr<'_>| -> CowStr<'static> { definitions::shown(&text).into_owned().into() };
    match event {
        Event::Text(text) if text.contains('\u{2}') => Event::Text(shown(text)),
        Event::Code(text) if text.contains('\u{2}') => Event::Code(shown(text)),
        Event::Html(text) if text.contains('\u{2}') => Event::Html(shown(text)),
        Event::InlineHtml(text) if text.contains('\u{2}') => Event::InlineHtml(shown(text)),
        event => event,
    }
}

struct Writer<'a> {
    text: &'a Text<'a>,
    rules: Rules,
    out: String,
    /// What stands behind the bound of a hole: of the text, and so of no text that holds it.
    word: String,
    holes: Vec<LinkTarget>,
    diagnostics: Vec<Diagnostic>,
    headings: Vec<Heading>,
    anchors: Vec<String>,
    used_ids: BTreeMap<String, usize>,
    words: usize,
    depth: usize,
    has_raw_html: bool,
    /// Where the first of it stands.
    raw_html_at: usize,
    /// Within an HTML comment.
    in_comment: bool,
    hinted_demotion: bool,
    /// The level added to every heading: 1 when the text has one of level 1.
    demotion: u8,
    first_paragraph: Option<String>,
    paragraph: Option<Paragraph>,
    /// Where `**` stayed text, within the block at hand.
    stars: Vec<usize>,
    heading: Option<OpenHeading>,
    /// The text inside an image, which is its alternative.
    image: Option<OpenImage>,
    links: Vec<bool>,
    code: Option<OpenCode>,
    table: Option<OpenTable>,
    /// Outer texts, while a footnote's is being written.
    outer: Vec<String>,
    footnotes: Vec<(String, Option<String>)>,
    open_footnote: Option<String>,
    references: BTreeMap<String, usize>,
}

struct Paragraph {
    start: usize,
    plain: String,
}

struct OpenHeading {
    level: u8,
    start: usize,
    plain: String,
}

struct OpenImage {
    depth: usize,
    alt: String,
    source: String,
    /// A picture of another site, which is linked and not shown.
    foreign: Option<SafeUrl>,
    title: String,
}

struct OpenCode {
    language: String,
    code: String,
}

struct OpenTable {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl<'a> Writer<'a> {
    fn new(text: &'a Text<'a>, rules: Rules) -> Writer<'a> {
        Writer {
            text,
            rules,
            out: String::with_capacity(text.text.len() * 3 / 2),
            word: Hash::of(text.text.as_bytes()).to_string(),
            holes: Vec::new(),
            diagnostics: Vec::new(),
            headings: Vec::new(),
            anchors: Vec::new(),
            used_ids: BTreeMap::new(),
            words: 0,
            depth: 0,
            has_raw_html: false,
            raw_html_at: 0,
            in_comment: false,
            hinted_demotion: false,
            demotion: u8::from(rules.dialect == Dialect::Full && has_main_heading(&text.text)),
            first_paragraph: None,
            paragraph: None,
            stars: Vec::new(),
            heading: None,
            image: None,
            links: Vec::new(),
            code: None,
            table: None,
            outer: Vec::new(),
            footnotes: Vec::new(),
            open_footnote: None,
            references: BTreeMap::new(),
        }
    }

    fn is_full(&self) -> bool {
        self.rules.dialect == Dialect::Full
    }

    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Start(tag) => self.start(tag, start, end),
            Event::End(tag) => self.end(tag, end),
            Event::Text(text) => self.plain_text(&text, start, end),
            Event::Code(code) => {
                self.tell_hidden(&code, start, end);
                self.note_words(&code);
                if self.image.is_none() {
                    self.out.push_str("<code>");
                    escape(&mut self.out, &code);
                    self.out.push_str("</code>");
                }
            }
            Event::Html(raw) | Event::InlineHtml(raw) => self.raw_html(&raw, start, end),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br />\n"),
            Event::Rule => {
                self.fresh_line();
                self.out.push_str("<hr />\n");
            }
            Event::TaskListMarker(checked) => {
                let (name, state) = if checked { ("task_done", " checked=\"\"") } else { ("task_open", "") };
                let _ = write!(
                    self.out,
                    "<input type=\"checkbox\" disabled=\"\"{state} aria-label=\"{HOLE}{}w{name}{HOLE}\" /> ",
                    self.word
                );
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::InlineMath(text) | Event::DisplayMath(text) => escape(&mut self.out, &text),
        }
    }

    fn start(&mut self, tag: Tag<'_>, start: usize, end: usize) {
        match tag {
            Tag::Paragraph => {
                self.paragraph = Some(Paragraph { start, plain: String::new() });
                self.fresh_line();
                self.out.push_str("<p>");
            }
            Tag::Heading { level, .. } => {
                self.fresh_line();
                self.heading = Some(OpenHeading { level: level as u8, start: self.out.len(), plain: String::new() });
                if self.is_full() && level as u8 == 1 && !self.hinted_demotion {
                    self.hinted_demotion = true;
                    let marks = self.text.text[start..end].lines().next().map_or(0, |line| line.trim_end().len());
                    let complaint = Complaint::new(
                        Code::HeadingDemoted,
                        "the page's title is its main heading; this one and all below it move down a level",
                    )
                    .help("begin the body's headings with `##`");
                    self.diagnostics.push(complaint.at(self.text.span(start, start + marks)));
                }
            }
            Tag::BlockQuote(kind) => self.open_quote(kind),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(words) => words.split_whitespace().next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.fresh_line();
                self.code = Some(OpenCode { language, code: String::new() });
            }
            Tag::List(first) => {
                self.end_of_block();
                self.depth += 1;
                self.fresh_line();
                match first {
                    None => self.out.push_str("<ul>\n"),
                    Some(1) => self.out.push_str("<ol>\n"),
                    Some(first) => {
                        let _ = writeln!(self.out, "<ol start=\"{first}\">");
                    }
                }
            }
            Tag::Item => {
                self.fresh_line();
                self.out.push_str("<li>");
            }
            Tag::Table(alignments) => {
                self.fresh_line();
                // A table that is too wide scrolls within its box, by keyboard too.
                self.out.push_str("<div class=\"table\" tabindex=\"0\"><table>");
                self.table = Some(OpenTable { alignments, column: 0, in_head: false });
            }
            Tag::TableHead => {
                self.out.push_str("<thead><tr>");
                if let Some(table) = &mut self.table {
                    (table.in_head, table.column) = (true, 0);
                }
            }
            Tag::TableRow => {
                self.out.push_str("<tr>");
                if let Some(table) = &mut self.table {
                    table.column = 0;
                }
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Superscript => self.inline("<sup>"),
            Tag::Subscript => self.inline("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, start, end),
            Tag::Image { dest_url, title, .. } => self.open_image(&dest_url, &title, start, end),
            Tag::FootnoteDefinition(name) => {
                self.outer.push(std::mem::take(&mut self.out));
                self.open_footnote = Some(name.into_string());
            }
            Tag::DefinitionList => {
                self.depth += 1;
                self.fresh_line();
                self.out.push_str("<dl>\n");
            }
            Tag::DefinitionListTitle => {
                self.fresh_line();
                self.out.push_str("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.fresh_line();
                self.out.push_str("<dd>");
            }
            Tag::HtmlBlock => self.fresh_line(),
            Tag::MetadataBlock(_) => {}
        }
    }

    /// At the end of a block of text: stars that stayed text pair up within one block only.
    fn end_of_block(&mut self) {
        let stars = std::mem::take(&mut self.stars);
        if self.is_full() {
            messy::emphasis(self.text, &stars, &mut self.diagnostics);
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        if matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::DefinitionListDefinition
        ) {
            self.end_of_block();
        }
        match tag {
            TagEnd::Paragraph => {
                self.out.push_str("</p>\n");
                if let Some(paragraph) = self.paragraph.take() {
                    if self.is_full() {
                        messy::paragraph(self.text, paragraph.start, end, &mut self.diagnostics);
                    }
                    let plain = paragraph.plain.split_whitespace().collect::<Vec<_>>().join(" ");
                    if self.first_paragraph.is_none()
                        && self.depth == 0
                        && self.open_footnote.is_none()
                        && !plain.is_empty()
                    {
                        self.first_paragraph = Some(plain);
                    }
                }
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                self.fresh_line();
                self.out.push_str(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::List(ordered) => {
                self.depth -= 1;
                self.out.push_str(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => {
                self.table = None;
                self.out.push_str("</tbody></table></div>\n");
            }
            TagEnd::TableHead => {
                self.out.push_str("</tr></thead><tbody>\n");
                if let Some(table) = &mut self.table {
                    table.in_head = false;
                }
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                if let Some(table) = &mut self.table {
                    self.out.push_str(if table.in_head { "</th>" } else { "</td>" });
                    table.column += 1;
                }
            }
            TagEnd::Emphasis => self.inline("</em>"),
            TagEnd::Strong => self.inline("</strong>"),
            TagEnd::Strikethrough => self.inline("</del>"),
            TagEnd::Superscript => self.inline("</sup>"),
            TagEnd::Subscript => self.inline("</sub>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.inline("</a>");
                }
            }
            TagEnd::Image => self.close_image(),
            TagEnd::FootnoteDefinition => {
                let outer = self.outer.pop().unwrap_or_default();
                let note = std::mem::replace(&mut self.out, outer);
                if let Some(name) = self.open_footnote.take() {
                    self.footnotes.push((name, Some(note)));
                }
            }
            TagEnd::DefinitionList => {
                self.depth -= 1;
                self.out.push_str("</dl>\n");
            }
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::HtmlBlock => self.in_comment = false,
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A tag of running text; inside an image nothing but its text counts.
    fn inline(&mut self, tag: &str) {
        if self.image.is_none() {
            self.out.push_str(tag);
        }
    }

    fn line_break(&mut self, html: &str) {
        self.note_plain(" ");
        match &mut self.image {
            Some(image) => image.alt.push('\n'),
            None => self.out.push_str(html),
        }
    }

    fn note_plain(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.plain.push_str(text);
        } else if let Some(paragraph) = &mut self.paragraph {
            paragraph.plain.push_str(text);
        }
    }

    /// Tells of characters that nobody sees; they are left out wherever a text goes.
    fn tell_hidden(&mut self, text: &str, start: usize, end: usize) {
        let Some(hidden) = text.chars().find(|c| is_hidden(*c)) else { return };
        let written = self.text.text.get(start..end).unwrap_or("");
        let (at, len) = written
            .char_indices()
            .find(|(_, c)| is_hidden(*c))
            .map_or((0, written.len()), |(at, c)| (at, c.len_utf8()));
        let message = format!("the text contains the hidden character {}, which is removed", hidden.escape_unicode());
        let complaint = Complaint::new(Code::HiddenText, message).help("delete it and type the text again");
        self.diagnostics.push(complaint.at(self.text.span(start + at, start + at + len)));
    }

    fn note_words(&mut self, text: &str) {
        let text = &*without_hidden(text);
        self.words += text.split_whitespace().count();
        self.note_plain(text);
        if let Some(image) = &mut self.image {
            image.alt.push_str(text);
        }
    }

    fn plain_text(&mut self, text: &str, start: usize, end: usize) {
        self.tell_hidden(text, start, end);
        if let Some(code) = &mut self.code {
            code.code.push_str(text);
            return;
        }
        self.note_words(text);
        if self.image.is_some() {
            return;
        }
        if self.is_full() && self.links.is_empty() {
            messy::link(self.text, start, end, &mut self.diagnostics);
        }
        let written = self.text.text.get(start..end).unwrap_or("");
        let stars = written.match_indices("**").map(|(at, _)| start + at);
        self.stars.extend(stars.filter(|at| !self.text.text[..*at].ends_with('\\')));
        if self.is_full()
            && self.links.is_empty()
            && self.heading.is_none()
            && (text.contains("://") || text.contains('@') || text.contains("www."))
        {
            self.bare_addresses(text);
        } else {
            escape(&mut self.out, text);
        }
    }

    fn bare_addresses(&mut self, text: &str) {
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
        // Signs that end an address are parted from it; each comes through as it is.
        let pieces = text.split_inclusive(ends_address).flat_map(|piece| {
            let end =
                piece.char_indices().next_back().filter(|(_, c)| ends_address(*c)).map_or(piece.len(), |(at, _)| at);
            [&piece[..end], &piece[end..]]
        });
        for span in pieces.flat_map(|piece| finder.spans(piece)) {
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
                    self.open_foreign(url.as_str(), "");
                    escape(&mut self.out, span.as_str());
                    self.out.push_str("</a>");
                }
                None => escape(&mut self.out, span.as_str()),
            }
        }
    }

    fn raw_html(&mut self, raw: &str, start: usize, end: usize) {
        self.tell_hidden(raw, start, end);
        let rest = self.without_comments(raw);
        let is_comment = rest.trim().is_empty();
        let span = |writer: &Writer<'_>| writer.text.span(start, start + raw.trim_end().len().min(end - start));
        match self.rules.raw_html {
            RawHtml::Kept => {
                self.push_raw(raw);
                self.note_ids(raw);
                if html::has_relative_link(&rest) {
                    let complaint =
                        Complaint::new(Code::UncheckedLink, "links in HTML are published as written, unchecked")
                            .help("use Markdown, `[text](file.md)`, or write the whole address");
                    self.diagnostics.push(complaint.at(span(self)));
                }
            }
            RawHtml::Cleaned => {
                if !std::mem::replace(&mut self.has_raw_html, true) {
                    self.raw_html_at = start;
                }
                self.push_raw(&rest);
                if !is_comment && html::is_unsafe(&rest) {
                    let complaint =
                        Complaint::new(Code::UnsafeHtml, "this HTML was removed or stripped").help("use Markdown");
                    self.diagnostics.push(complaint.at(span(self)));
                }
            }
            RawHtml::Shown if is_comment => {}
            RawHtml::Shown => {
                escape(&mut self.out, &rest);
                let complaint = Complaint::new(Code::RawHtml, "HTML is shown as text here")
                    .help("use Markdown, or set `raw_html: true` in site.yaml for articles and pages");
                self.diagnostics.push(complaint.at(span(self)));
            }
        }
    }

    /// HTML without its comments, which may go on from one event to the next.
    fn without_comments(&mut self, raw: &str) -> String {
        let mut out = String::new();
        let mut rest = raw;
        loop {
            let mark = if self.in_comment { "-->" } else { "<!--" };
            let (before, after) = match rest.split_once(mark) {
                Some((before, after)) => (before, Some(after)),
                None => (rest, None),
            };
            if !self.in_comment {
                out.push_str(before);
            }
            let Some(after) = after else { return out };
            self.in_comment = !self.in_comment;
            rest = after;
        }
    }

    /// The ids of kept HTML may be linked to.
    fn note_ids(&mut self, raw: &str) {
        for part in raw.split(" id=\"").skip(1) {
            if let Some((id, _)) = part.split_once('"') {
                self.anchors.push(id.to_owned());
                self.used_ids.entry(id.to_owned()).or_insert(1);
            }
        }
    }

    /// HTML as written, without control characters: none may forge a hole.
    fn push_raw(&mut self, raw: &str) {
        self.out.push_str(&without_hidden(raw));
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.depth += 1;
        self.fresh_line();
        let name = match kind {
            None => {
                self.out.push_str("<blockquote>\n");
                return;
            }
            Some(BlockQuoteKind::Note) => "note",
            Some(BlockQuoteKind::Tip) => "tip",
            Some(BlockQuoteKind::Important) => "important",
            Some(BlockQuoteKind::Warning) => "warning",
            Some(BlockQuoteKind::Caution) => "caution",
        };
        let word = &self.word;
        let _ = writeln!(
            self.out,
            "<div class=\"alert alert-{name}\">\n<p class=\"alert-title\">{HOLE}{word}w{name}{HOLE}</p>"
        );
    }

    fn open_cell(&mut self) {
        let Some(table) = &self.table else { return };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.out.push_str(if table.in_head { "<th" } else { "<td" });
        self.out.push_str(class);
        self.out.push('>');
    }

    fn open_link(&mut self, kind: LinkType, target: &str, title: &str, start: usize, end: usize) {
        if self.image.is_some() {
            self.links.push(false);
            return;
        }
        if !self.is_full() {
            let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
            self.out.push_str("<a href=\"");
            escape_address(&mut self.out, &target);
            self.close_address(title);
            self.links.push(true);
            return;
        }
        if kind == LinkType::Email {
            match SafeUrl::mail(target) {
                Ok(url) => self.open_foreign(url.as_str(), title),
                Err(_) => return self.links.push(false),
            }
            return self.links.push(true);
        }
        let opened = match self.resolve(target, start, end, false) {
            Some(Target::Foreign(url)) => {
                self.open_foreign(url.as_str(), title);
                true
            }
            Some(Target::Hole(number)) => {
                let _ = write!(self.out, "<a href=\"{HOLE_SCHEME}:{HOLE}{}{number}{HOLE}", self.word);
                self.close_address(title);
                true
            }
            None => false,
        };
        self.links.push(opened);
    }

    fn open_foreign(&mut self, url: &str, title: &str) {
        self.out.push_str("<a href=\"");
        escape(&mut self.out, url);
        if self.rules.raw_html == RawHtml::Cleaned {
            self.out.push_str("\" rel=\"nofollow noopener ugc");
        }
        self.close_address(title);
    }

    fn close_address(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            escape(&mut self.out, title);
        }
        self.out.push_str("\">");
    }

    fn open_image(&mut self, target: &str, title: &str, start: usize, end: usize) {
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return;
        }
        let mut foreign = None;
        let source = if !self.is_full() {
            let mut source = String::new();
            escape_address(&mut source, target);
            source
        } else {
            match self.resolve(target, start, end, true) {
                // A picture from elsewhere in an employer's text could count its readers.
                Some(Target::Foreign(url)) if self.rules.raw_html == RawHtml::Cleaned => {
                    let complaint = Complaint::new(
                        Code::ForeignPicture,
                        "pictures of other sites are not shown here; a link takes its place",
                    );
                    let help = "save the picture beside this file and name it: `![…](picture.jpg)`";
                    self.diagnostics.push(complaint.help(help).at(self.text.span(start, end)));
                    foreign = Some(url);
                    String::new()
                }
                Some(Target::Foreign(url)) => url.as_str().replace('&', "&amp;"),
                Some(Target::Hole(number)) => format!("{HOLE_SCHEME}:{HOLE}{}{number}{HOLE}", self.word),
                None => String::new(),
            }
        };
        self.image = Some(OpenImage { depth: 0, alt: String::new(), source, foreign, title: title.to_owned() });
    }

    fn close_image(&mut self) {
        match &mut self.image {
            Some(image) if image.depth > 0 => {
                image.depth -= 1;
                return;
            }
            _ => {}
        }
        let Some(image) = self.image.take() else { return };
        if image.source.is_empty() && self.is_full() {
            // Within a link there is none for it.
            match image.foreign.filter(|_| self.links.is_empty()) {
                Some(url) => {
                    self.open_foreign(url.as_str(), &image.title);
                    escape(&mut self.out, if image.alt.trim().is_empty() { url.as_str() } else { &image.alt });
                    self.out.push_str("</a>");
                }
                None => escape(&mut self.out, &image.alt),
            }
            return;
        }
        let _ = write!(self.out, "<img src=\"{}\" alt=\"", image.source);
        escape(&mut self.out, &image.alt);
        if !image.title.is_empty() {
            self.out.push_str("\" title=\"");
            escape(&mut self.out, &image.title);
        }
        self.out.push_str(if self.is_full() { "\" loading=\"lazy\" />" } else { "\" />" });
    }

    /// What a link's target means; `None` after a complaint.
    fn resolve(&mut self, target: &str, start: usize, end: usize, is_image: bool) -> Option<Target> {
        let written = self.text.text.get(start..end).unwrap_or("");
        let span = match written.rfind(target) {
            Some(at) if !target.is_empty() => self.text.span(start + at, start + at + target.len()),
            _ => self.text.span(start, end),
        };
        if target.is_empty() {
            let complaint = Complaint::new(Code::BrokenLink, "the link leads nowhere: its address is empty");
            self.diagnostics.push(complaint.help("write the address between the brackets").at(span));
            return None;
        }
        let has_scheme = target.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
        if has_scheme || target.starts_with("//") {
            match SafeUrl::parse(target) {
                Ok(url) => return Some(Target::Foreign(url)),
                Err(fault) => {
                    let complaint = Complaint::new(Code::BadAddress, format!("`{target}` can't be linked: {fault}"));
                    self.diagnostics.push(complaint.help("write the whole address, `https://…`").at(span));
                    return None;
                }
            }
        }
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
                    let complaint = Complaint::new(Code::BrokenLink, format!("`{target}` leaves the site"))
                        .help("link a file of the site");
                    self.diagnostics.push(complaint.at(span));
                    return None;
                }
            }
        };
        self.holes.push(LinkTarget { shape, query: query.to_owned(), anchor, span, is_image });
        Some(Target::Hole(self.holes.len() - 1))
    }

    fn close_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let inner = self.out.split_off(heading.start);
        let level = (heading.level + self.demotion).min(6);
        if !self.is_full() {
            let _ = writeln!(self.out, "<h{level}>{inner}</h{level}>");
            return;
        }
        let text = heading.plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = self.unique_id(slugify(&text).unwrap_or_else(|| "section".to_owned()));
        let _ = writeln!(
            self.out,
            "<h{level} id=\"{id}\">{inner}<a class=\"anchor\" href=\"#{}\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h{level}>",
            crate::source::percent_encode(&id)
        );
        self.headings.push(Heading { level, id, text });
    }

    fn unique_id(&mut self, wanted: String) -> String {
        // Footnotes have such ids.
        let digits = wanted.strip_prefix("fn-").or_else(|| wanted.strip_prefix("fnref-"));
        let is_footnote = digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let wanted = if is_footnote { format!("section-{wanted}") } else { wanted };
        let wanted = if self.rules.raw_html == RawHtml::Cleaned { format!("u-{wanted}") } else { wanted };
        let mut id = wanted.clone();
        while let Some(count) = self.used_ids.get_mut(&id) {
            *count += 1;
            id = format!("{wanted}-{count}");
        }
        self.used_ids.insert(id.clone(), 1);
        self.anchors.push(id.clone());
        id
    }

    fn close_code(&mut self) {
        let Some(OpenCode { language, code }) = self.code.take() else { return };
        self.words += code.split_whitespace().count();
        // Long lines scroll within the block, by keyboard too.
        let pre = if self.is_full() { "<pre tabindex=\"0\">" } else { "<pre>" };
        if language.is_empty() {
            self.out.push_str(pre);
            self.out.push_str("<code>");
        } else {
            self.out.push_str(pre);
            self.out.push_str("<code class=\"language-");
            escape(&mut self.out, &language);
            self.out.push_str("\">");
        }
        match highlight::highlight(&language, &code).filter(|_| self.is_full()) {
            Some(html) => self.out.push_str(&html),
            None => escape(&mut self.out, &code),
        }
        self.out.push_str("</code></pre>\n");
    }

    fn footnote_reference(&mut self, name: &str) {
        let next = self.references.len() + 1;
        let is_first = !self.references.contains_key(name);
        let number = *self.references.entry(name.to_owned()).or_insert(next);
        let prefix = self.id_prefix();
        let id = if is_first { format!(" id=\"{prefix}fnref-{number}\"") } else { String::new() };
        let _ = write!(self.out, "<sup class=\"footnote\"><a href=\"#{prefix}fn-{number}\"{id}>{number}</a></sup>");
    }

    fn id_prefix(&self) -> &'static str {
        if self.rules.raw_html == RawHtml::Cleaned { "u-" } else { "" }
    }

    fn write_footnotes(&mut self) {
        let mut notes: Vec<(usize, String)> = std::mem::take(&mut self.footnotes)
            .into_iter()
            .filter_map(|(name, html)| Some((*self.references.get(&name)?, html?)))
            .collect();
        if notes.is_empty() {
            return;
        }
        notes.sort();
        let prefix = self.id_prefix();
        self.fresh_line();
        let _ = writeln!(self.out, "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>");
        for (number, html) in notes {
            let html = html.trim_end();
            let back =
                format!(" <a class=\"footnote-back\" href=\"#{prefix}fnref-{number}\" role=\"doc-backlink\">↩</a>");
            let html = match html.strip_suffix("</p>") {
                Some(open) => format!("{open}{back}</p>"),
                None => format!("{html}{back}"),
            };
            let _ = writeln!(self.out, "<li id=\"{prefix}fn-{number}\">{html}</li>");
            self.anchors.push(format!("{prefix}fn-{number}"));
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    /// What becomes of a text that would come to too much.
    fn refused(mut self, message: String, start: usize) -> Rendered {
        let complaint = Complaint::new(Code::NestedTooDeep, message);
        self.diagnostics.push(complaint.help("flatten the text").at(self.text.span(start, start + 1)));
        // Something stands in for the text, so that it is not said to be missing.
        let body = Body { parts: vec![Part::Html(String::new())], ..Body::default() };
        Rendered { body, diagnostics: self.diagnostics }
    }

    fn finish(mut self) -> Rendered {
        self.write_footnotes();
        if self.has_raw_html {
            if let Some(excess) = super::depth::excess(&self.out, DEPTH_CAP) {
                let (start, what) = (self.raw_html_at, excess_of_html(excess));
                return self.refused(what, start);
            }
            self.out = html::clean(&self.out);
        }
        let mut parts = cut_at_holes(&self.out, &self.word, &self.holes);
        if self.has_raw_html {
            // What was written as `&#x202e;` is there now.
            for part in &mut parts {
                if let Part::Html(html) = part
                    && html.contains(is_hidden)
                {
                    *html = without_hidden(html).into_owned();
                }
            }
        }
        let body = Body {
            parts,
            headings: self.headings,
            anchors: self.anchors,
            words: self.words,
            first_paragraph: self.first_paragraph.unwrap_or_default(),
        };
        Rendered { body, diagnostics: self.diagnostics }
    }
}

/// What is wrong with HTML that would come to too much.
fn excess_of_html(excess: Excess) -> String {
    match excess {
        Excess::Depth => format!("HTML elements are nested deeper than {DEPTH_CAP}"),
        Excess::Reopened => "HTML elements such as `<b>` are left open across too many blocks".to_owned(),
        Excess::OutsideCells => "too much of an HTML table is outside its cells".to_owned(),
    }
}

enum Target {
    Foreign(SafeUrl),
    Hole(usize),
}

/// Whether the text has a heading of level 1. A quick look first: most texts have neither `# ` nor a line of `=`.
fn has_main_heading(text: &str) -> bool {
    let may_have = text.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("# ") || line == "#" || line.starts_with("#\t") || line.starts_with('=')
    });
    may_have
        && Parser::new_ext(text, Options::empty())
            .any(|event| matches!(event, Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. })))
}

/// The HTML in pieces, each hole a piece of its own.
fn cut_at_holes(html: &str, word: &str, holes: &[LinkTarget]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, hole, after)) = next_hole(rest, word) {
        text.push_str(before);
        let part = match hole.strip_prefix('w') {
            Some(name) => Some(Part::Word(name.to_owned())),
            None => hole.parse::<usize>().ok().and_then(|number| holes.get(number)).cloned().map(Part::Link),
        };
        if let Some(part) = part {
            if let (Part::Link(_), Some(kept)) = (&part, text.strip_suffix(&format!("{HOLE_SCHEME}:"))) {
                text.truncate(kept.len());
            }
            parts.push(Part::Html(std::mem::take(&mut text)));
            parts.push(part);
        }
        rest = after;
    }
    text.push_str(rest);
    if !text.is_empty() {
        parts.push(Part::Html(text));
    }
    parts
}

/// What stands before the next hole, in it, and behind it.
fn next_hole<'a>(html: &'a str, word: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let mut from = 0;
    loop {
        let at = from + html[from..].find(HOLE)?;
        let rest = &html[at + HOLE.len_utf8()..];
        if let Some((hole, after)) = rest.strip_prefix(word).and_then(|rest| rest.split_once(HOLE)) {
            return Some((&html[..at], hole, after));
        }
        from = at + HOLE.len_utf8();
    }
}

/// Signs that no bare address holds: closing quotes and brackets, full stops and question marks of other scripts, spaces that don't break.
fn ends_address(c: char) -> bool {
    matches!(
        c,
        '«' | '»'
            | '‹'
            | '›'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '…'
            | '、'
            | '。'
            | '「'
            | '」'
            | '『'
            | '』'
            | '【'
            | '】'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '（'
            | '）'
            | '！'
            | '？'
            | '，'
            | '；'
            | '：'
            | '．'
            | '،'
            | '؛'
            | '؟'
            | '۔'
            | '।'
            | '\u{a0}'
            | '\u{3000}'
            | '\u{202f}'
    )
}

fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match (byte, pair) {
            (b'%', Some(value)) => {
                bytes.push(value);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A link's target as CommonMark's examples have it: percent-encoded where it must be, `&` escaped.
fn escape_address(out: &mut String, target: &str) {
    for c in target.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#x27;"),
            c if c.is_ascii_alphanumeric() || "-_.+!*(),/:;=@?#$%~".contains(c) => out.push(c),
            c => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SrcPath;

    fn render(text: &str, raw_html: RawHtml) -> (String, Vec<Code>) {
        let file = SrcPath::new("content/articles/a.md");
        let rendered =
            markdown(&Text::of(&file, text, 0), Rules { dialect: Dialect::Full, raw_html, smart_punctuation: false });
        let html = rendered.body.html(|target| format!("[{:?}]", target.shape), |word| word.to_uppercase());
        (html, rendered.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
    }

    #[track_caller]
    fn check(text: &str, html: &str) {
        assert_eq!(render(text, RawHtml::Shown).0, html);
    }

    #[test]
    fn extensions_have_classes_and_no_styles() {
        check(
            "| a | b |\n|--:|---|\n| 1 | 2 |\n",
            "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th class=\"right\">a</th><th>b</th></tr></thead><tbody>\n<tr><td class=\"right\">1</td><td>2</td></tr>\n</tbody></table></div>\n",
        );
        check(
            "- [x] done\n",
            "<ul>\n<li><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"TASK_DONE\" /> done</li>\n</ul>\n",
        );
        check("~~x~~", "<p><del>x</del></p>\n");
        check(
            "> [!NOTE]\n> x\n",
            "<div class=\"alert alert-note\">\n<p class=\"alert-title\">NOTE</p>\n<p>x</p>\n</div>\n",
        );
        check(
            "see https://a.example/x?y=1&z. a@b.example",
            "<p>see <a href=\"https://a.example/x?y=1&amp;z\">https://a.example/x?y=1&amp;z</a>. <a href=\"mailto:a@b.example\">a@b.example</a></p>\n",
        );
        check("T\n: D\n", "<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>\n");
    }

    #[test]
    fn footnotes_stand_at_the_end_and_lead_back() {
        let html = render("a[^x]\n\n[^x]: note\n", RawHtml::Shown).0;
        assert!(html.contains("<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>"), "{html}");
        assert!(html.contains("<li id=\"fn-1\"><p>note <a class=\"footnote-back\" href=\"#fnref-1\""), "{html}");
    }

    #[test]
    fn headings_move_down_when_the_body_has_a_main_one() {
        let (html, codes) = render("# A\n## B\n", RawHtml::Shown);
        assert!(html.starts_with("<h2 id=\"a\">A") && html.contains("<h3 id=\"b\">B"), "{html}");
        assert_eq!(codes, [Code::HeadingDemoted]);
        assert!(render("## A\n### A\n", RawHtml::Shown).0.contains("<h3 id=\"a-2\">"));
        assert!(render("```\n# no\n```\n## A", RawHtml::Shown).0.contains("<h2 id=\"a\">"));
    }

    #[test]
    fn links_within_the_site_are_holes_and_others_are_checked() {
        let (html, codes) = render("[x](../jobs/y.md#z) [a](javascript:alert) [h](#here)", RawHtml::Shown);
        assert!(
            html.contains("<a href=\"[Source(SrcPath(\"content/jobs/y.md\"))]\">x</a> a <a href=\"[Here]\">h</a>"),
            "{html}"
        );
        assert_eq!(codes, [Code::BadAddress]);
    }

    #[test]
    fn an_employers_html_is_cleaned_and_holes_survive() {
        let (html, codes) =
            render("<b onclick=x>hi</b> [x](y.md) <script>1</script>\n\n> [!TIP]\n> t\n", RawHtml::Cleaned);
        assert!(
            html.contains(
                "<b>hi</b> <a href=\"[Source(SrcPath(\"content/articles/y.md\"))]\" rel=\"nofollow noopener ugc\">x</a>"
            ),
            "{html}"
        );
        assert!(html.contains("TIP") && !html.contains("script"), "{html}");
        assert!(codes.contains(&Code::UnsafeHtml));
        assert!(!render("![x](https://spy.example/p.png)", RawHtml::Cleaned).0.contains("<img"));
    }

    #[test]
    fn what_was_surely_meant_otherwise_is_said() {
        assert_eq!(render("a ** bold ** b", RawHtml::Shown).1, [Code::EmphasisSpaces]);
        assert_eq!(render("**From this. **", RawHtml::Shown).1, [Code::EmphasisSpaces]);
        assert_eq!(render("- ** bold ** item\n", RawHtml::Shown).1, [Code::EmphasisSpaces]);
        assert_eq!(render("## ** bold ** heading\n", RawHtml::Shown).1, [Code::EmphasisSpaces]);
        assert_eq!(render("##Heading\n", RawHtml::Shown).1, [Code::HeadingSpace]);
        assert_eq!(render("![x](a b.png) and [y] (z.md)\n", RawHtml::Shown).1, [Code::LinkAsText, Code::LinkAsText]);
        assert_eq!(render("an array[0](see below) and \\[x](y.md)\n", RawHtml::Shown).1, []);
        assert_eq!(render("-Item\n", RawHtml::Shown).1, [Code::ListMarkerSpace]);
        assert_eq!(render("-5 degrees, 2 ** 3, --flag, \\*\\* x \\*\\*", RawHtml::Shown).1, []);
        assert_eq!(render("a <b>x</b>", RawHtml::Shown).1, [Code::RawHtml, Code::RawHtml]);
    }

    #[test]
    fn a_definition_needs_a_colon_and_white_space_outside_code() {
        for text in [
            "We are hiring.\n:rocket: Join us.",
            "Some results.\n:::note\nMind the scale.\n:::",
            "Write `name\n: value` on one line.",
            "a\n  :b",
            "```\na\n:b\n```",
            "<p>a\n:b</p>",
        ] {
            let html = render(text, RawHtml::Shown).0;
            assert!(!html.contains("<dl>") && !html.contains('\u{2}'), "{html}");
            assert_eq!(html.matches(':').count(), text.matches(':').count(), "{html}");
        }
        assert!(render("T\n: D `x`\n: E\n", RawHtml::Shown).0.contains("<dd>E</dd>"));
    }

    #[test]
    fn a_bare_address_ends_where_it_ends() {
        for (text, linked) in [
            ("“https://x.example/q” «https://y.example/q»", vec!["https://x.example/q", "https://y.example/q"]),
            (
                "https://x.example/a… （https://x.example/b）を見る。https://x.example/c。次",
                vec!["https://x.example/a", "https://x.example/b", "https://x.example/c"],
            ),
            ("https://x.example/a؟", vec!["https://x.example/a"]),
            ("jobs@x.example\u{a0}or", vec!["mailto:jobs@x.example"]),
            ("jobs@x.example。", vec!["mailto:jobs@x.example"]),
            ("see www.x.example/a. and x.example/b", vec!["http://www.x.example/a"]),
        ] {
            let html = render(text, RawHtml::Shown).0;
            let found: Vec<&str> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(found, linked, "{html}");
        }
    }

    #[test]
    fn a_picture_of_another_site_is_a_link_in_an_employers_text() {
        let (html, codes) = render("![our logo](https://img.example/logo.png)", RawHtml::Cleaned);
        assert!(
            html.contains("<a href=\"https://img.example/logo.png\" rel=\"nofollow noopener ugc\">our logo</a>"),
            "{html}"
        );
        assert_eq!(codes, [Code::ForeignPicture]);
        assert!(
            render("![our logo](https://img.example/logo.png)", RawHtml::Shown)
                .0
                .contains("<img src=\"https://img.example")
        );
    }

    #[test]
    fn every_id_is_there_once() {
        let html = render("## fn 1\n\nText[^1].\n\n[^1]: Note\n", RawHtml::Shown).0;
        assert!(html.contains("<h2 id=\"section-fn-1\">") && html.matches(" id=\"fn-1\"").count() == 1, "{html}");
        let html = render("<div id=\"test\"></div>\n\n## test\n", RawHtml::Kept).0;
        assert!(html.contains("<h2 id=\"test-2\">"), "{html}");
    }

    #[test]
    fn comments_are_never_shown_and_take_nothing_with_them() {
        assert_eq!(render("<!--\nsecret\n-->\n\nseen", RawHtml::Shown).0, "<p>seen</p>\n");
        assert_eq!(render("a <!-- x --> b", RawHtml::Shown).0, "<p>a  b</p>\n");
        assert!(!render("<!--\nsecret\n-->\n", RawHtml::Cleaned).0.contains("secret"));
    }

    #[test]
    fn an_employers_html_leaves_pictures_and_code_alone() {
        let html = render("![x](pic.png)<br>\n\n```rust\nfn x() {}\n```\n", RawHtml::Cleaned).0;
        assert!(
            html.contains("<img src=\"[Source(SrcPath(\"content/articles/pic.png\"))]\" alt=\"x\" loading=\"lazy\">"),
            "{html}"
        );
        assert!(html.contains("class=\"language-rust\""), "{html}");
        let html = render(
            "<a href=\"https://google.com@evil.example\">x</a> <a href=\"rolecall:evil\">y</a>",
            RawHtml::Cleaned,
        )
        .0;
        assert!(!html.contains("evil"), "{html}");
        assert_eq!(render("<a href=\"/nope/\">x</a>", RawHtml::Cleaned).1, [Code::UnsafeHtml]);
        assert_eq!(render("<a href=\"nope.html\">x</a>", RawHtml::Kept).1, [Code::UncheckedLink]);
    }

    #[test]
    fn no_control_character_forges_a_hole() {
        assert_eq!(render("a\u{1}0\u{1}b", RawHtml::Shown).0, "<p>a0b</p>\n");
        assert_eq!(render("<b title=\"\u{1}0\u{1}\">x</b>", RawHtml::Kept).0, "<p><b title=\"0\">x</b></p>\n");
    }

    #[test]
    fn no_reference_to_a_character_forges_a_hole() {
        for raw in [
            "[self](a.md)\n\n<p title=\"12345678&#1;0&#1; onmouseover=alert(document.domain) \">hover me</p>",
            "[self](a.md)\n\n<p>&#1;0&#1;</p>",
            "[self](a.md)\n\n<p>&#x1;wnote&#x1;</p> &#1;",
            "<p>&#1;</p>",
        ] {
            let html = render(raw, RawHtml::Cleaned).0;
            assert!(!html.contains("NOTE") && !html.contains('\u{1}'), "{html}");
            assert_eq!(html.matches("[Source(").count(), raw.matches("a.md").count(), "{html}");
            assert!(
                !html.contains(" onmouseover=alert(document.domain) \">")
                    || html.contains("title=\"123456780 onmouseover"),
                "{html}"
            );
        }
        // Whoever knows the word of a text has written another text.
        let text = "[self](a.md)\n\n<p title=\"&#1;WORD0&#1; onclick=alert(1)\">x</p>";
        let text = text.replace("WORD", &Hash::of(text.as_bytes()).to_string());
        assert!(render(&text, RawHtml::Cleaned).0.contains("onclick=alert(1)\">x</p>"), "it stays within its quotes");
    }

    #[test]
    fn depth_is_capped() {
        assert_eq!(render(&">".repeat(300), RawHtml::Cleaned).1, [Code::NestedTooDeep]);
        for html in ["<div>", "<ul><li>", "<b title=x>", "<div>\n\n- x\n\n"] {
            let codes = render(&format!("a\n\n{}", html.repeat(30_000)), RawHtml::Cleaned).1;
            assert_eq!(codes.last(), Some(&Code::NestedTooDeep), "{html}");
        }
        assert!(!render(&"<div>x</div>\n\n".repeat(300), RawHtml::Cleaned).1.contains(&Code::NestedTooDeep));
    }
}
