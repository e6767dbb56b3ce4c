//! A body as a tree: its nodes in the order of reading, its texts in one string.
//!
//! A link, a picture, a word of the theme, the author's HTML: each is a node, and an attribute is a value. Nothing is escaped here; each form that a
//! body is written in does that for itself, once. A node says how many of those behind it stand in it, so that no node points to another and a body is
//! a few allocations whatever its length.

use std::sync::Arc;

use super::directive::{Directive, Name};
use super::target::{Link, LinkTarget, Picture, Target};
use crate::source::occurrences;

/// A text made from Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub(super) nodes: Vec<Node>,
    pub(super) text: String,
    pub(super) links: Vec<Link>,
    pub(super) pictures: Vec<Picture>,
    pub(super) elements: Vec<Element>,
    /// What stands behind the fences of its code blocks.
    pub(super) languages: Vec<Box<str>>,
    pub(super) directives: Vec<Directive>,
    pub(super) headings: Vec<Heading>,
    /// The ids of footnotes and of the author's HTML.
    pub(super) ids: Vec<Arc<str>>,
    /// What is put before the ids of its footnotes.
    pub(super) id_prefix: &'static str,
    /// An employer wrote it: its links are not vouched for.
    pub(super) is_from_anybody: bool,
    pub(super) words: usize,
    /// Its source could not be used; a complaint says why.
    pub(super) is_refused: bool,
}

/// One node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub kind: Kind,
    /// Of an element: how many of the nodes behind it stand in it. Of a text: how many bytes it has.
    pub extent: u32,
    /// Where it stands in its file, in bytes.
    pub at: u32,
}

/// What a node is. Numbers lead into the tables of the [`Body`], if nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    // Leaves
    /// Begins at this byte of the text. `true` where the file has the same bytes: no reference to a character, no escape.
    Text(u32, bool),
    /// A comment of the author's HTML; a text, too.
    Comment(u32),
    Break,
    Rule,
    /// The box before an item: done or not.
    Task(bool),
    Picture(u32),
    /// A footnote's number, from 1, and which reference to it this is, from 0.
    FootnoteReference(u16, u16),
    /// At the end of a footnote, back to a reference; the same numbers.
    FootnoteBack(u16, u16),
    // Blocks
    Paragraph,
    /// A paragraph that is a picture with a title, which is its caption.
    Figure,
    Heading(u32),
    Quote,
    Alert(Alert),
    /// Its language: the one at this number less 1, none for 0.
    CodeBlock(u32),
    List,
    /// Begins with this number.
    Numbered(u32),
    Item,
    Definitions,
    Term,
    Definition,
    Table,
    TableHead,
    TableBody,
    Row,
    HeadCell(Align),
    Cell(Align),
    /// All footnotes.
    Footnotes,
    /// A footnote by its number, from 1.
    Footnote(u16),
    Directive(u32),
    // Within a line
    Emphasis,
    Strong,
    Strike,
    Mark,
    Subscript,
    Superscript,
    Code,
    /// TeX; `true` on a line of its own.
    Math(bool),
    Link(u32),
    /// An element of the author's HTML.
    Html(u32),
}

/// The kinds of alerts that GitHub has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl Alert {
    /// As its class and its word in the theme's table are named.
    pub fn name(self) -> &'static str {
        match self {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Warning => "warning",
            Alert::Caution => "caution",
        }
    }
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    None,
    Left,
    Center,
    Right,
}

/// An element of the author's HTML, its name in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub name: Box<str>,
    pub attributes: Vec<(Box<str>, Box<str>)>,
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, after demotion.
    pub level: u8,
    /// Empty in CommonMark alone.
    pub id: Arc<str>,
    /// Further classes, separated by blanks.
    pub classes: Box<str>,
    /// Without markup.
    pub text: Box<str>,
}

impl Body {
    /// Something in place of a source that could not be used, so that it is not said to be missing.
    pub(super) fn refused() -> Body {
        Body { is_refused: true, ..Body::default() }
    }

    /// Whether there is no text. One that could not be used counts as one.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && !self.is_refused
    }

    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// Every id in the text.
    pub fn anchors(&self) -> impl Iterator<Item = &Arc<str>> {
        self.headings.iter().map(|heading| &heading.id).chain(&self.ids)
    }

    /// Whether its text, code and all, has one of these pieces: a quick look before a slow one.
    pub fn has_any(&self, pieces: &[&str]) -> bool {
        pieces.iter().any(|piece| occurrences(&self.text, piece).next().is_some())
    }

    /// The number of its words.
    pub fn words(&self) -> usize {
        self.words
    }

    /// The links and pictures within the site, in the order of reading.
    pub fn links<'a>(&'a self) -> impl Iterator<Item = &'a Arc<LinkTarget>> {
        let linked = self.nodes.iter().filter_map(|node| match node.kind {
            Kind::Link(link) => Some(&self.links[link as usize].target),
            Kind::Picture(picture) => Some(&self.pictures[picture as usize].target),
            _ => None,
        });
        let within = |target: &'a Target| match target {
            Target::Site(target) => Some(target),
            Target::Foreign(_) | Target::Written(_) => None,
        };
        let named = self.directives.iter().flat_map(Directive::targets);
        linked.chain(named).filter_map(within)
    }

    /// Whether an element stands on lines of its own. Cells stand beside each other on the line of their row.
    pub(super) fn is_block(&self, kind: Kind) -> bool {
        match kind {
            Kind::Paragraph
            | Kind::Figure
            | Kind::Heading(_)
            | Kind::Quote
            | Kind::Alert(_)
            | Kind::CodeBlock(_)
            | Kind::List
            | Kind::Numbered(_)
            | Kind::Item
            | Kind::Definitions
            | Kind::Term
            | Kind::Definition
            | Kind::Table
            | Kind::Row
            | Kind::Footnotes
            | Kind::Footnote(_)
            | Kind::Directive(_)
            | Kind::Rule => true,
            Kind::Text(..)
            | Kind::Comment(_)
            | Kind::Break
            | Kind::Task(_)
            | Kind::Picture(_)
            | Kind::FootnoteReference(..)
            | Kind::FootnoteBack(..)
            | Kind::TableHead
            | Kind::TableBody
            | Kind::HeadCell(_)
            | Kind::Cell(_)
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strike
            | Kind::Mark
            | Kind::Subscript
            | Kind::Superscript
            | Kind::Code
            | Kind::Math(_)
            | Kind::Link(_) => false,
            Kind::Html(element) => Element::is_block(&self.elements[element as usize].name),
        }
    }

    /// Whether an employer wrote it.
    pub fn is_from_anybody(&self) -> bool {
        self.is_from_anybody
    }

    /// The directives, in the order of reading.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// Where in its file the first table or picture stands, which a board of text alone leaves out.
    pub fn more_than_text(&self) -> Option<usize> {
        let is_more = |node: &&Node| match node.kind {
            Kind::Table | Kind::Picture(_) => true,
            Kind::Directive(directive) => self.directives[directive as usize].name == Name::Figure,
            Kind::Html(element) => matches!(&*self.elements[element as usize].name, "table" | "img"),
            _ => false,
        };
        self.nodes.iter().find(is_more).map(|node| node.at as usize)
    }

    /// What an element of the author's HTML says of a node: the kind that Markdown has for the same.
    pub(super) fn meaning(&self, kind: Kind) -> Kind {
        let Kind::Html(element) = kind else { return kind };
        let element = &self.elements[element as usize];
        match &*element.name {
            "p" => Kind::Paragraph,
            "b" | "strong" => Kind::Strong,
            "i" | "em" | "cite" | "dfn" | "var" => Kind::Emphasis,
            "s" | "del" | "strike" => Kind::Strike,
            "mark" => Kind::Mark,
            "sub" => Kind::Subscript,
            "sup" => Kind::Superscript,
            "code" | "kbd" | "samp" | "tt" => Kind::Code,
            "pre" => Kind::CodeBlock(0),
            "blockquote" => Kind::Quote,
            "ul" | "menu" => Kind::List,
            "ol" => Kind::Numbered(element.get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1)),
            "li" => Kind::Item,
            "dl" => Kind::Definitions,
            "dt" => Kind::Term,
            "dd" => Kind::Definition,
            "table" => Kind::Table,
            "thead" => Kind::TableHead,
            "tbody" | "tfoot" => Kind::TableBody,
            "tr" => Kind::Row,
            "th" => Kind::HeadCell(Align::None),
            "td" => Kind::Cell(Align::None),
            "br" => Kind::Break,
            "hr" => Kind::Rule,
            _ => kind,
        }
    }

    /// The language of a block of code; empty for none.
    pub(super) fn language(&self, number: u32) -> &str {
        number.checked_sub(1).and_then(|index| self.languages.get(index as usize)).map_or("", |language| language)
    }

    /// Whether nothing stands in a node.
    pub(super) fn is_leaf(&self, kind: Kind) -> bool {
        match kind {
            Kind::Break
            | Kind::Rule
            | Kind::Task(_)
            | Kind::Picture(_)
            | Kind::FootnoteReference(..)
            | Kind::FootnoteBack(..) => true,
            Kind::Html(element) => Element::is_void(&self.elements[element as usize].name),
            _ => false,
        }
    }

    /// The level of a heading, of Markdown's or of the author's HTML.
    pub(super) fn level(&self, kind: Kind) -> Option<u8> {
        match kind {
            Kind::Heading(heading) => Some(self.headings[heading as usize].level),
            Kind::Html(element) => match self.elements[element as usize].name.as_bytes() {
                [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn slice(&self, start: u32, len: u32) -> &str {
        &self.text[start as usize..(start + len) as usize]
    }
}

impl Node {
    /// How many nodes stand in it.
    pub(super) fn inner(&self) -> usize {
        match self.kind {
            Kind::Text(..) | Kind::Comment(_) => 0,
            _ => self.extent as usize,
        }
    }
}

const _: () = assert!(size_of::<Kind>() == 8 && size_of::<Node>() == 16, "a site has millions of nodes");
