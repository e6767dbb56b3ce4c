//! What each of the parser's events puts into the tree.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::builder::{Builder, OpenTable};
use super::markdown_typos;
use super::tree::{Alert, Kind};
use crate::source::without_hidden;

impl Builder<'_> {
    pub fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        if let Event::Text(text) = &event {
            return self.plain_text(text, start, end);
        }
        self.flush();
        if self.image.is_some() && self.in_image(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, start, end),
            Event::End(tag) => self.end(tag, end),
            Event::Code(code) => self.code_span(&code, start, end),
            Event::Html(raw) => self.raw.push(&raw, start),
            Event::InlineHtml(raw) => self.inline_html(&raw, start),
            Event::SoftBreak => self.push_text("\n", start, false),
            Event::HardBreak => {
                self.push(Kind::Break, start);
                self.push_text("\n", start, false);
            }
            Event::Rule => self.rule(start),
            Event::TaskListMarker(is_done) => self.push(Kind::Task(is_done), start),
            Event::FootnoteReference(name) => self.footnote_reference(&name, start),
            Event::InlineMath(text) => self.math(&text, false, start, end),
            Event::DisplayMath(text) => self.math(&text, true, start, end),
            Event::Text(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, start: usize, end: usize) {
        if is_block(&tag)
            || matches!(tag, Tag::Item | Tag::TableCell | Tag::DefinitionListTitle | Tag::DefinitionListDefinition)
        {
            self.raw.muted = None;
        }
        if is_block(&tag) {
            self.end_raw_paragraph();
        }
        match tag {
            Tag::Paragraph => {
                self.paragraph = start;
                self.open(Kind::Paragraph, start);
            }
            Tag::Heading { level, id, classes, attrs } => {
                self.note_demotion(level as u8, start, end);
                let index = self.body.headings.len() as u32;
                // Braces with anything else are part of the heading: `## Props {value}`.
                if attrs.is_empty() {
                    self.add_heading(level as u8, id.as_deref(), &classes, (start, end));
                } else {
                    self.heading_braces = self.braces(start, end);
                    self.add_heading(level as u8, None, &[], (start, end));
                }
                self.open(Kind::Heading(index), start);
            }
            Tag::BlockQuote(kind) => {
                self.deeper();
                self.open(kind.map_or(Kind::Quote, |kind| Kind::Alert(alert(kind))), start);
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(words) if self.is_full() => words.split(is_no_name).next().unwrap_or(""),
                    CodeBlockKind::Fenced(words) => words.split(' ').next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                let language = without_hidden(language);
                let mut number = 0;
                if !language.is_empty() {
                    self.body.languages.push(language.as_ref().into());
                    number = self.body.languages.len() as u32;
                }
                self.open(Kind::CodeBlock(number), start);
            }
            Tag::List(first) => {
                self.end_of_block();
                self.deeper();
                self.open(first.map_or(Kind::List, |first| Kind::Numbered(first as u32)), start);
            }
            Tag::Item => self.open(Kind::Item, start),
            Tag::Table(alignments) => {
                self.table.push(OpenTable { alignments, column: 0, is_in_head: false, rows: 0 });
                self.open(Kind::Table, start);
            }
            Tag::TableHead => {
                self.open(Kind::TableHead, start);
                self.open(Kind::Row, start);
                self.new_row(true);
            }
            Tag::TableRow => {
                if self.new_row(false) == 1 {
                    self.open(Kind::TableBody, start);
                }
                self.open(Kind::Row, start);
            }
            Tag::TableCell => self.open_cell(start),
            Tag::Emphasis => self.mark(Kind::Emphasis, start),
            Tag::Strong => self.mark(Kind::Strong, start),
            Tag::Strikethrough => {
                let kind = self.strike(start, end);
                self.strikes.push(kind);
                match kind {
                    Some(kind) => self.mark(kind, start),
                    None => self.push_text("~", start, true),
                }
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(link_type, &dest_url, &title, start, end);
                self.inline_deeper();
            }
            Tag::Image { dest_url, title, .. } => self.open_image(&dest_url, &title, start, end),
            Tag::FootnoteDefinition(name) => {
                self.outer.push((std::mem::take(&mut self.body.nodes), std::mem::take(&mut self.open)));
                self.html_depth = 0;
                self.open_footnotes.push((name.into_string(), start));
            }
            Tag::DefinitionList => {
                self.deeper();
                self.open(Kind::Definitions, start);
            }
            Tag::DefinitionListTitle => self.open(Kind::Term, start),
            Tag::DefinitionListDefinition => self.open(Kind::Definition, start),
            Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {}
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
                self.close_to(|kind| kind == Kind::Paragraph);
                self.end_with_paragraph();
                if self.is_full() {
                    markdown_typos::paragraph(self.text, self.paragraph, end, &mut self.diagnostics);
                }
            }
            TagEnd::Heading(_) => {
                if let Some((braces, at)) = self.heading_braces.take() {
                    self.body.words += 1;
                    self.push_text(&format!(" {braces}"), at, false);
                }
                self.close_to(|kind| matches!(kind, Kind::Heading(_)));
            }
            TagEnd::BlockQuote(_) => {
                self.list_depth -= 1;
                self.close_to(|kind| matches!(kind, Kind::Quote | Kind::Alert(_)));
            }
            TagEnd::CodeBlock => self.close(),
            TagEnd::List(_) => {
                self.list_depth -= 1;
                self.close_to(|kind| matches!(kind, Kind::List | Kind::Numbered(_)));
            }
            TagEnd::Item => self.close_to(|kind| kind == Kind::Item),
            TagEnd::Table => {
                self.table.pop();
                self.close_to(|kind| kind == Kind::Table);
            }
            TagEnd::TableHead => self.close_to(|kind| kind == Kind::TableHead),
            TagEnd::TableRow => self.close_to(|kind| kind == Kind::Row),
            TagEnd::TableCell => {
                self.close_to(|kind| matches!(kind, Kind::HeadCell(_) | Kind::Cell(_)));
                if let Some(table) = self.table.last_mut() {
                    table.column += 1;
                }
            }
            TagEnd::Emphasis => self.end_mark(Kind::Emphasis),
            TagEnd::Strong => self.end_mark(Kind::Strong),
            TagEnd::Strikethrough => match self.strikes.pop().flatten() {
                Some(kind) => self.end_mark(kind),
                None => self.push_text("~", end - 1, true),
            },
            TagEnd::Link => {
                self.inline_depth -= 1;
                if self.links.pop() == Some(true) {
                    self.close_to(|kind| matches!(kind, Kind::Link(_)));
                }
            }
            TagEnd::Image => self.close_image(),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => {
                self.list_depth -= 1;
                self.close_to(|kind| kind == Kind::Definitions);
            }
            TagEnd::DefinitionListTitle => self.close_to(|kind| kind == Kind::Term),
            TagEnd::DefinitionListDefinition => self.close_to(|kind| kind == Kind::Definition),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::MetadataBlock(_) | TagEnd::Superscript | TagEnd::Subscript => {}
        }
    }
}

/// Whether a character is none of a language's name, which becomes part of a class.
fn is_no_name(c: char) -> bool {
    !c.is_ascii_alphanumeric() && !matches!(c, '+' | '#' | '.' | '_' | '-')
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::DefinitionList
    )
}
