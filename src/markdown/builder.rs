//! The tree that is being built, what stands open in it, and the steps that all share.

use std::collections::BTreeSet;

use pulldown_cmark::Alignment;

use super::directive_lines::Lines;
use super::options::{Dialect, RawHtml, Rules};
use super::target::Target;
use super::tree::{Align, Body, Kind, Node};
use super::{markdown_typos, math};
use crate::diag::{Code, Complaint, Diagnostic};
use crate::markdown::rules::{BAD_MATH, HEADING_DEMOTED, NESTED_TOO_DEEP, TEXT_TOO_LONG};
use crate::source::{Text, without_hidden};

/// Lists and quotes, elements of HTML, and marks within a line may each be nested this deep.
pub(super) const DEPTH_CAP: usize = 100;

/// A body, and what was wrong with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub body: Body,
    pub diagnostics: Vec<Diagnostic>,
}

pub(super) struct Builder<'a> {
    pub text: &'a Text<'a>,
    pub rules: &'a Rules,
    pub body: Body,
    pub diagnostics: Vec<Diagnostic>,
    pub open: Vec<Open>,
    /// Text that has come in pieces and waits for its end.
    pub pending: Pending,
    /// Elements of the author's HTML among those that are open.
    pub html_depth: usize,
    pub list_depth: usize,
    pub inline_depth: usize,
    /// What the text has too much of.
    pub excess: Option<(Code, &'static str)>,
    /// Where `**` stayed text, within the block at hand.
    pub stars: Vec<usize>,
    /// For each `~` that is open what it makes, none where it is text.
    pub strikes: Vec<Option<Kind>>,
    /// Braces at the end of the heading at hand that are text, and where they stand.
    pub heading_braces: Option<(String, usize)>,
    /// Where the paragraph at hand begins.
    pub paragraph: usize,
    /// A heading of level 1 was told of.
    has_hinted_demotion: bool,
    /// The text inside a picture, which is its alternative.
    pub image: Option<OpenImage>,
    /// For each link that is open whether it became one.
    pub links: Vec<bool>,
    pub table: Vec<OpenTable>,
    /// Ids that the author has given, and where in the source.
    pub given_ids: Vec<(Box<str>, usize, usize)>,
    /// Cells of all tables so far.
    cells: usize,
    /// Names of elements that were removed.
    pub removed: BTreeSet<String>,
    /// The author's HTML in a block, so far.
    pub raw: RawBlock,
    /// Outer texts, while a footnote's is being written.
    pub outer: Vec<(Vec<Node>, Vec<Open>)>,
    pub footnotes: Vec<(String, usize, Vec<Node>)>,
    pub open_footnotes: Vec<(String, usize)>,
    /// The footnotes that are referred to, by their names in small letters.
    pub references: Vec<String>,
    pub footnote_count: usize,
    pub lines: Lines,
}

/// An element that is open.
pub(super) struct Open {
    /// Where its node stands.
    pub node: usize,
    pub kind: Kind,
}

/// A table that is being read.
pub(super) struct OpenTable {
    pub alignments: Vec<Alignment>,
    pub column: usize,
    pub is_in_head: bool,
    pub rows: usize,
}

/// Text in pieces, each where it stands.
#[derive(Default)]
pub(super) struct Pending {
    pub text: String,
    pub pieces: Vec<Piece>,
    /// Where the last of it ends in the source.
    pub end: usize,
}

pub(super) struct Piece {
    /// In the text that waits.
    pub start: usize,
    /// In the source.
    pub at: usize,
    pub is_verbatim: bool,
}

/// A picture whose alternative is being read.
pub(super) struct OpenImage {
    pub depth: usize,
    pub alt: String,
    pub target: Option<Target>,
    pub title: String,
    pub start: usize,
}

/// The author's HTML in a block, so far, and where each piece of it stands in the source.
#[derive(Default)]
pub(super) struct RawBlock {
    pub text: String,
    pub pieces: Vec<(usize, usize)>,
    /// Within an element whose content is no text: until its end, or that of the block.
    pub muted: Option<Box<str>>,
    /// Elements that ended within a paragraph that stands in them: they end with it.
    pub ended: Vec<String>,
    /// Within a comment that goes on: in HTML that is shown as text.
    pub is_in_comment: bool,
}

impl RawBlock {
    pub fn push(&mut self, raw: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(raw);
    }
}

impl<'a> Builder<'a> {
    pub fn new(text: &'a Text<'a>, rules: &'a Rules, lines: Lines) -> Builder<'a> {
        let is_from_anybody = rules.raw_html == RawHtml::Cleaned;
        Builder {
            text,
            rules,
            body: Body {
                is_from_anybody,
                id_prefix: if is_from_anybody { "u-" } else { "" },
                text: String::with_capacity(text.text.len()),
                ..Body::default()
            },
            diagnostics: Vec::new(),
            open: Vec::new(),
            pending: Pending::default(),
            html_depth: 0,
            list_depth: 0,
            inline_depth: 0,
            excess: None,
            stars: Vec::new(),
            strikes: Vec::new(),
            heading_braces: None,
            paragraph: 0,
            has_hinted_demotion: false,
            image: None,
            links: Vec::new(),
            table: Vec::new(),
            given_ids: Vec::new(),
            cells: 0,
            removed: BTreeSet::new(),
            raw: RawBlock::default(),
            outer: Vec::new(),
            footnotes: Vec::new(),
            open_footnotes: Vec::new(),
            references: Vec::new(),
            footnote_count: 0,
            lines,
        }
    }

    pub fn is_full(&self) -> bool {
        self.rules.dialect == Dialect::Full
    }

    /// Puts a node at the end.
    pub fn push(&mut self, kind: Kind, at: usize) {
        let at = u32::try_from(self.text.trace(at)).unwrap_or(u32::MAX);
        self.body.nodes.push(Node { kind, extent: 0, at });
    }

    pub fn push_text(&mut self, text: &str, at: usize, is_verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.body.text.len() as u32;
        self.push(Kind::Text(start, is_verbatim), at);
        self.body.text.push_str(text);
        if let Some(last) = self.body.nodes.last_mut() {
            last.extent = text.len() as u32;
        }
    }

    pub fn open(&mut self, kind: Kind, at: usize) {
        self.open.push(Open { node: self.body.nodes.len(), kind });
        self.push(kind, at);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.html_depth -= usize::from(matches!(open.kind, Kind::Html(_)));
        self.body.nodes[open.node].extent = (self.body.nodes.len() - open.node - 1) as u32;
    }

    /// Closes all that stands open in the innermost element of Markdown, and that element.
    pub fn close_to(&mut self, is_it: impl Fn(Kind) -> bool) {
        while let Some(last) = self.open.last() {
            let is_found = is_it(last.kind);
            if matches!(last.kind, Kind::Directive(_)) {
                self.directive_left_open();
            }
            self.close();
            if is_found {
                return;
            }
        }
    }

    /// At the end of a block of text: stars that stayed text pair up within one block only.
    pub fn end_of_block(&mut self) {
        let stars = std::mem::take(&mut self.stars);
        self.raw.muted = None;
        if self.is_full() {
            markdown_typos::emphasis(self.text, &stars, &mut self.diagnostics);
        }
    }

    pub fn deeper(&mut self) {
        self.list_depth += 1;
        if self.list_depth > DEPTH_CAP {
            self.excess = Some((NESTED_TOO_DEEP, "lists or quotes are nested deeper than 100"));
        }
    }

    pub fn inline_deeper(&mut self) {
        self.inline_depth += 1;
        if self.inline_depth > DEPTH_CAP {
            self.excess = Some((NESTED_TOO_DEEP, "emphasis or links are nested deeper than 100"));
        }
    }

    /// Something within a line that holds text.
    pub fn mark(&mut self, kind: Kind, at: usize) {
        self.inline_deeper();
        self.open(kind, at);
    }

    pub fn end_mark(&mut self, mark: Kind) {
        self.inline_depth -= 1;
        self.close_to(|kind| kind == mark);
    }

    pub fn new_row(&mut self, is_in_head: bool) -> usize {
        let Some(table) = self.table.last_mut() else { return 0 };
        table.is_in_head = is_in_head;
        table.column = 0;
        table.rows += usize::from(!is_in_head);
        if table.rows > ROW_CAP {
            self.excess = Some((TEXT_TOO_LONG, "a table has more than 10,000 rows"));
        }
        table.rows
    }

    pub fn open_cell(&mut self, at: usize) {
        self.cells += 1;
        if self.cells > CELL_CAP {
            self.excess = Some((TEXT_TOO_LONG, "the tables have more than 50,000 cells"));
        }
        let Some(table) = self.table.last() else { return };
        let align = match table.alignments.get(table.column) {
            Some(Alignment::Left) => Align::Left,
            Some(Alignment::Center) => Align::Center,
            Some(Alignment::Right) => Align::Right,
            Some(Alignment::None) | None => Align::None,
        };
        self.open(if table.is_in_head { Kind::HeadCell(align) } else { Kind::Cell(align) }, at);
    }

    pub fn note_demotion(&mut self, level: u8, start: usize, end: usize) {
        if self.is_full() && level == 1 && !std::mem::replace(&mut self.has_hinted_demotion, true) {
            let marks = self.text.text[start..end].lines().next().map_or(0, |line| line.trim_end().len());
            let complaint = Complaint::new(
                HEADING_DEMOTED,
                "the page's title is its main heading; this one and all below it move down a level",
            );
            let help = "begin the body's headings with `##`";
            self.diagnostics.push(complaint.help(help).at(self.text.span(start, start + marks)));
        }
    }

    pub fn code_span(&mut self, code: &str, start: usize, end: usize) {
        self.tell_hidden(code, start, end);
        let text = without_hidden(code);
        if self.raw.muted.is_some() || text.is_empty() {
            return;
        }
        self.body.words += text.split_whitespace().count();
        self.open(Kind::Code, start);
        let written = self.text.text.get(start..end).unwrap_or("");
        let inner = written.find(&*text);
        self.push_text(&text, start + inner.unwrap_or(0), inner.is_some());
        self.close();
    }

    pub fn math(&mut self, text: &str, is_block: bool, at: usize, end: usize) {
        let text = without_hidden(text);
        if self.raw.muted.is_some() {
            return;
        }
        if let Err(fault) = math::mathml(&text, is_block) {
            let complaint = Complaint::new(BAD_MATH, format!("this formula can't be shown: {fault}"));
            let help = "correct it; where a dollar sign is money, write `\\$`";
            self.diagnostics.push(complaint.help(help).at(self.text.span(at, end)));
        }
        self.open(Kind::Math(is_block), at);
        self.push_text(&text, at, false);
        self.close();
    }

    pub fn rule(&mut self, at: usize) {
        if !self.directive_line(at) {
            self.end_raw_paragraph();
            self.push(Kind::Rule, at);
        }
    }
}

/// Cells of all tables of a text: a short row is filled up to the width of its table.
const CELL_CAP: usize = 50_000;
/// Rows of one table.
const ROW_CAP: usize = 10_000;
