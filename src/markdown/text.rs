//! Plain text, which the parser hands over in pieces, to nodes that know where they stand.

use super::builder::{Builder, Open, Pending, Piece};
use super::foreign::emoji_codes;
use super::markdown_typos;
use super::tree::Kind;
use crate::diag::Complaint;
use crate::markdown::rules::HIDDEN_TEXT;
use crate::source::{first_hidden, is_hidden, occurrences, without_hidden};

impl Pending {
    /// The text with pictures in place of their names.
    fn with_emoji(self) -> Pending {
        let mut made = Pending { end: self.end, ..Pending::default() };
        let mut done = 0;
        for ((start, end), emoji) in emoji_codes(&self.text) {
            made.take(&self, done, start);
            made.pieces.push(Piece { start: made.text.len(), at: self.place(start), is_verbatim: false });
            made.text.push_str(emoji);
            done = end;
        }
        if done == 0 {
            return self;
        }
        made.take(&self, done, self.text.len());
        made
    }

    /// Takes over a part of another text.
    fn take(&mut self, from: &Pending, start: usize, end: usize) {
        for (number, piece) in from.pieces.iter().enumerate() {
            let until = from.pieces.get(number + 1).map_or(from.text.len(), |next| next.start);
            let (first, last) = (piece.start.max(start), until.min(end));
            if first < last {
                let at = if piece.is_verbatim { piece.at + (first - piece.start) } else { piece.at };
                self.pieces.push(Piece { start: self.text.len(), at, is_verbatim: piece.is_verbatim });
                self.text.push_str(&from.text[first..last]);
            }
        }
    }
}

/// How many words a text has: what white space parts.
fn words(text: &str) -> usize {
    if text.is_ascii() { text.split_ascii_whitespace().count() } else { text.split_whitespace().count() }
}

impl Builder<'_> {
    /// Tells of characters that nobody sees; they are left out of the tree.
    pub fn tell_hidden(&mut self, text: &str, start: usize, end: usize) {
        let Some(hidden) = first_hidden(text) else { return };
        let written = self.text.text.get(start..end).unwrap_or("");
        let (at, len) = written
            .char_indices()
            .find(|(_, c)| is_hidden(*c))
            .map_or((0, written.len()), |(at, c)| (at, c.len_utf8()));
        let message = format!("the text contains the hidden character {}, which is removed", hidden.escape_unicode());
        let complaint = Complaint::new(HIDDEN_TEXT, message).help("delete it and type the text again");
        self.diagnostics.push(complaint.at(self.text.span(start + at, start + at + len)));
    }

    pub fn plain_text(&mut self, text: &str, start: usize, end: usize) {
        self.tell_hidden(text, start, end);
        let text = without_hidden(text);
        let is_verbatim = self.text.text.get(start..end) == Some(&*text);
        if let Some(Open { kind: Kind::CodeBlock(_), .. }) = self.open.last() {
            return self.code_text(&text, start, is_verbatim);
        }
        if let Some(image) = &mut self.image {
            image.alt.push_str(&text);
            return;
        }
        let pending = &mut self.pending;
        let continues =
            is_verbatim && pending.end == start && pending.pieces.last().is_some_and(|last| last.is_verbatim);
        if !continues {
            pending.pieces.push(Piece { start: pending.text.len(), at: start, is_verbatim });
        }
        pending.text.push_str(&text);
        pending.end = end;
    }

    /// A line of code; a block of it has one text.
    fn code_text(&mut self, text: &str, at: usize, is_verbatim: bool) {
        self.body.words += words(text);
        let block = self.open.last().map_or(0, |open| open.node);
        if block + 1 == self.body.nodes.len() {
            return self.push_text(text, at, is_verbatim);
        }
        self.body.text.push_str(text);
        if let Some(last) = self.body.nodes.last_mut() {
            last.extent += text.len() as u32;
        }
    }

    /// Puts the text that has come into the tree.
    pub fn flush(&mut self) {
        if self.pending.pieces.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        if self.raw.muted.is_some() {
            return;
        }
        let start = pending.pieces[0].at;
        self.body.words += words(&pending.text);
        let is_literal = self.is_literal();
        let is_linkable = self.is_full() && !self.is_in_link() && !is_literal;
        if is_linkable {
            markdown_typos::link(self.text, start, pending.end, &mut self.diagnostics);
        }
        let written = self.text.text.get(start..pending.end).unwrap_or("");
        let stars = occurrences(written, "**").map(|at| start + at);
        self.stars.extend(stars.filter(|at| !self.text.text[..*at].ends_with('\\')));
        let pending = if self.rules.extensions.emoji && !is_literal { pending.with_emoji() } else { pending };
        let text = &pending.text;
        let is_in_heading = self.open.iter().any(|open| matches!(open.kind, Kind::Heading(_)));
        if is_linkable && !is_in_heading && (text.contains([':', '@']) || text.contains("www.")) {
            self.bare_addresses(&pending);
        } else {
            self.text_part(&pending, 0, text.len());
        }
    }

    /// A text with `m^2^` or `H~2~O` in it: what stands between two such signs without white space is set high or low.
    fn scripts(&mut self, pending: &Pending, start: usize, stop: usize) {
        let text = &pending.text;
        let is_escaped = |at: usize| self.text.text[..pending.place(at)].ends_with('\\');
        let signs: Vec<(usize, &str)> =
            text.match_indices(['^', '~']).filter(|(at, _)| (start..stop).contains(at) && !is_escaped(*at)).collect();
        let (mut done, mut next) = (start, 0);
        while let Some(((open, sign), (close, end))) = signs.get(next).copied().zip(signs.get(next + 1).copied()) {
            next += 1;
            let inner = &text[open + 1..close];
            if sign != end || inner.is_empty() || inner.contains(char::is_whitespace) {
                continue;
            }
            self.push_pieces(pending, done, open);
            self.open(if sign == "^" { Kind::Superscript } else { Kind::Subscript }, pending.place(open));
            self.push_pieces(pending, open + 1, close);
            self.close();
            done = close + 1;
            next += 1;
        }
        self.push_pieces(pending, done, stop);
    }

    /// What stands between signs of tilde: struck out between two pairs, between single ones set low where the site wants that, and else struck
    /// out where no word touches them. `100~200, 300~400` is none of these.
    pub fn strike(&self, start: usize, end: usize) -> Option<Kind> {
        let text = &self.text.text;
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inner = text[start..end].trim_matches('~');
        if text[start..end].starts_with("~~") {
            Some(Kind::Strike)
        } else if self.rules.extensions.scripts {
            (!inner.contains(char::is_whitespace)).then_some(Kind::Subscript)
        } else {
            let is_apart = !touches(text[..start].chars().next_back()) && !touches(text[end..].chars().next());
            is_apart.then_some(Kind::Strike)
        }
    }

    /// A part of a text that is no address.
    pub fn text_part(&mut self, pending: &Pending, start: usize, stop: usize) {
        if self.rules.extensions.scripts && pending.text[start..stop].contains(['^', '~']) && !self.is_literal() {
            self.scripts(pending, start, stop);
        } else {
            self.push_pieces(pending, start, stop);
        }
    }

    /// Whether an element of the author's HTML is open in which text is what it says.
    fn is_literal(&self) -> bool {
        let is_code = |open: &Open| match open.kind {
            Kind::Html(element) => super::element::is_literal(&self.body.elements[element as usize].name),
            _ => false,
        };
        self.html_depth > 0 && self.open.iter().any(is_code)
    }

    /// A part of the text that has come, in its pieces.
    pub fn push_pieces(&mut self, pending: &Pending, start: usize, end: usize) {
        for (number, piece) in pending.pieces.iter().enumerate() {
            let until = pending.pieces.get(number + 1).map_or(pending.text.len(), |next| next.start);
            let (from, to) = (piece.start.max(start), until.min(end));
            if from < to {
                let at = if piece.is_verbatim { piece.at + (from - piece.start) } else { piece.at };
                self.push_text(&pending.text[from..to], at, piece.is_verbatim);
            }
        }
    }
}
