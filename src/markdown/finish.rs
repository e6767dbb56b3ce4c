//! The last steps over the tree: footnotes at the end, headings in their levels, ids, figures.

use super::builder::{Builder, Rendered};
use super::marks;
use super::plain::one_line;
use super::tree::{Body, Kind};
use crate::diag::{Code, Complaint};

impl Builder<'_> {
    /// What becomes of a text that would come to too much.
    pub fn refused(mut self, (code, what): (Code, &str), at: usize) -> Rendered {
        let complaint = Complaint::new(code, what);
        self.diagnostics.push(complaint.help("flatten or shorten the text").at(self.text.span(at, at + 1)));
        Rendered { body: Body::refused(), diagnostics: self.diagnostics }
    }

    pub fn finish(mut self) -> Rendered {
        self.flush();
        while let Some(open) = self.open.last() {
            if matches!(open.kind, Kind::Directive(_)) {
                self.directive_left_open();
            }
            self.close();
        }
        self.put_footnotes();
        if self.rules.extensions.mark {
            marks::mark(&mut self.body);
        }
        if self.is_full() {
            self.make_figures();
            self.settle_headings();
            self.settle_ids();
            self.foreign_markup();
        }
        let body = &mut self.body;
        body.nodes.shrink_to_fit();
        body.text.shrink_to_fit();
        body.links.shrink_to_fit();
        body.headings.shrink_to_fit();
        body.ids.shrink_to_fit();
        Rendered { body: self.body, diagnostics: self.diagnostics }
    }

    /// A heading of level 1 moves all of them down: the page has one of its own.
    fn settle_headings(&mut self) {
        let demotion = u8::from(self.body.headings.iter().any(|heading| heading.level == 1));
        let mut texts: Vec<String> = vec![String::new(); self.body.headings.len()];
        for (index, node) in self.body.nodes.iter().enumerate() {
            if let Kind::Heading(heading) = node.kind {
                texts[heading as usize] = one_line(&self.body, index);
            }
        }
        for (heading, text) in self.body.headings.iter_mut().zip(texts) {
            heading.level = (heading.level + demotion).min(6);
            heading.text = text.into();
        }
    }

    /// A picture alone in its paragraph, with a title, is a figure, and the title its caption.
    fn make_figures(&mut self) {
        for at in 1..self.body.nodes.len() {
            let Kind::Picture(picture) = self.body.nodes[at].kind else { continue };
            let around = &mut self.body.nodes[at - 1];
            let is_alone = around.kind == Kind::Paragraph && around.extent == 1;
            if is_alone && !self.body.pictures[picture as usize].title.is_empty() {
                around.kind = Kind::Figure;
            }
        }
    }
}
