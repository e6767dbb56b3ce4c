//! The author's HTML where none is allowed: shown as it was typed.

use super::builder::Builder;
use crate::diag::Complaint;
use crate::markdown::rules::RAW_HTML;
use crate::source::without_hidden;

impl Builder<'_> {
    /// HTML where none is allowed: as it was typed, without its comments.
    pub fn html_as_text(&mut self, raw: &str, pieces: &[(usize, usize)]) {
        let mut has_text = false;
        for (number, (start, at)) in pieces.iter().enumerate() {
            let end = pieces.get(number + 1).map_or(raw.len(), |(next, _)| *next);
            let line = &raw[*start..end];
            let shown = self.without_comments(line);
            let shown = without_hidden(&shown);
            if shown.trim().is_empty() {
                if has_text {
                    self.push_text(&shown, *at, false);
                }
                continue;
            }
            has_text = true;
            self.body.words += shown.split_whitespace().count();
            self.push_text(&shown, *at, false);
            let complaint = Complaint::new(RAW_HTML, "HTML is shown as text here")
                .help("use Markdown, or set `raw_html: true` in site.yaml for articles and pages");
            self.diagnostics.push(complaint.at(self.text.span(*at, at + line.trim_end().len())));
        }
        if std::mem::take(&mut self.raw.is_in_comment)
            && let Some(start) = raw.rfind("<!--")
        {
            let (inner, at) = pieces[pieces.partition_point(|(inner, _)| *inner <= start).saturating_sub(1)];
            self.comment_left_open(at + (start - inner));
        }
    }

    /// HTML without its comments, which may go on from one piece to the next.
    fn without_comments(&mut self, raw: &str) -> String {
        let mut out = String::new();
        let mut rest = raw;
        loop {
            let mark = if self.raw.is_in_comment { "-->" } else { "<!--" };
            let (before, after) = match rest.split_once(mark) {
                Some((before, after)) => (before, Some(after)),
                None => (rest, None),
            };
            if !self.raw.is_in_comment {
                out.push_str(before);
            }
            let Some(after) = after else { return out };
            self.raw.is_in_comment = !self.raw.is_in_comment;
            rest = after;
        }
    }
}
