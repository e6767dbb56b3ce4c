//! The author's HTML to nodes: html5ever's tokens, put where they stand. What is left open ends with the block of Markdown that it stands in, and an
//! end tag ends nothing of ours.

use super::builder::{Builder, DEPTH_CAP, Open};
use super::csp;
use super::options::RawHtml;
use super::policy::{self, Verdict};
use super::target::{Link, Target};
use super::tokens::{Tag, Token, tokens};
use super::tree::{Element, Kind};
use crate::diag::{Code, Complaint};
use crate::markdown::rules::{BLOCKED_BY_POLICY, BROKEN_HTML, NESTED_TOO_DEEP, UNCHECKED_LINK, UNSAFE_HTML};
use crate::source::{SafeUrl, is_hidden, without_hidden};

impl Builder<'_> {
    /// At the end of a block of HTML.
    pub fn html_block(&mut self) {
        let block = std::mem::take(&mut self.raw);
        self.html(&block.text, &block.pieces);
        self.raw.muted = None;
    }

    /// HTML within a line: one tag, or a comment.
    pub fn inline_html(&mut self, raw: &str, at: usize) {
        self.html(raw, &[(0, at)]);
    }

    fn html(&mut self, raw: &str, pieces: &[(usize, usize)]) {
        let Some(first) = pieces.first() else { return };
        // Where a byte of the HTML stands in the source.
        let place = |offset: usize| {
            let (inner, outer) = pieces[pieces.partition_point(|(inner, _)| *inner <= offset).saturating_sub(1)];
            outer + (offset - inner)
        };
        self.tell_hidden(raw, first.1, place(raw.len()));
        if self.rules.raw_html == RawHtml::Shown {
            return self.html_as_text(raw, pieces);
        }
        // The tokenizer counts lines; within its line a tag is found by its name.
        let starts: Vec<usize> =
            std::iter::once(0).chain(raw.match_indices('\n').map(|(newline, _)| newline + 1)).collect();
        let mut from = 0;
        let mut told: Vec<(usize, String)> = Vec::new();
        let all = tokens(raw);
        for (number, (token, line)) in all.iter().enumerate() {
            if self.excess.is_some() {
                return;
            }
            let found = match token {
                Token::Start(tag) => find_tag(raw, from, &tag.name),
                Token::End(name) => find_tag(raw, from, &format!("/{name}")),
                _ => None,
            };
            let line_start = starts.get(*line as usize - 1).copied().unwrap_or(0).min(raw.len());
            let at = found.unwrap_or(from.max(line_start));
            // Behind the `<`.
            from = found.map_or(from, |at| at + 1);
            let at_source = place(at);
            let fault = match token {
                Token::Start(tag) => self.html_start(tag.clone(), at_source),
                Token::End(name) => self.html_end(name),
                Token::Text(text) => {
                    self.html_text(text, at_source);
                    None
                }
                Token::Comment(text) => {
                    let ended =
                        raw[from..].find("<!--").and_then(|start| Some(start + raw[from + start..].find("-->")?));
                    from += ended.map_or(0, |end| end + 3);
                    // `<!x`, `<?x`: a comment to browsers, which ends with the next `>`.
                    let is_odd = raw[from..].find("<!").or(raw[from..].find("<?")).filter(|_| ended.is_none());
                    if is_odd.is_some_and(|start| !raw[from + start..].contains('>')) && self.is_full() {
                        self.html_unfinished(raw, from, true, &place);
                    }
                    self.html_comment(text, at_source);
                    None
                }
                Token::Unfinished if !self.is_full() => None,
                Token::Unfinished => {
                    let is_comment = all[number + 1..].iter().any(|(token, _)| matches!(token, Token::Comment(_)));
                    self.html_unfinished(raw, from, is_comment, &place);
                    None
                }
            };
            let line_at = starts.partition_point(|start| *start <= at);
            if let Some((code, message, help)) = fault
                && !told.contains(&(line_at, message.clone()))
            {
                let end = raw[at..].find('>').map_or(raw.trim_end().len(), |len| at + len + 1).max(at);
                told.push((line_at, message.clone()));
                let complaint = Complaint::new(code, message).help(help);
                self.diagnostics.push(complaint.at(self.text.span(at_source, place(end))));
            }
        }
    }

    /// The HTML ends within a tag, which is shown as it was typed, or within a comment, which hides all that follows.
    fn html_unfinished(&mut self, raw: &str, from: usize, is_comment: bool, place: &dyn Fn(usize) -> usize) {
        if is_comment {
            let start = raw[from..].find("<!").or(raw[from..].find("<?")).unwrap_or(0);
            return self.comment_left_open(place(from + start));
        }
        let begins_tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let mut candidates = raw[from..].match_indices('<').map(|(at, _)| from + at);
        let Some(start) = candidates.find(|at| begins_tag(&raw[at + 1..])) else { return };
        let end = start + raw[start..].find('\n').unwrap_or(raw.len() - start);
        let complaint = Complaint::new(BROKEN_HTML, "this HTML tag is never closed, and is shown as text");
        self.diagnostics.push(complaint.help("write `>` where it ends").at(self.text.span(place(start), place(end))));
        self.html_text(&raw[start..], place(start));
    }

    /// A comment without its end hides all that follows.
    pub fn comment_left_open(&mut self, at: usize) {
        let complaint = Complaint::new(BROKEN_HTML, "this comment is never closed, and hides what follows");
        let help = "write `-->` where it ends, or remove it";
        self.diagnostics.push(complaint.help(help).at(self.text.span(at, at + 2)));
    }

    fn html_text(&mut self, text: &str, at: usize) {
        if self.raw.muted.is_none() {
            let text = without_hidden(text);
            self.body.words += text.split_whitespace().count();
            self.push_text(&text, at, false);
        }
    }

    fn html_comment(&mut self, text: &str, at: usize) {
        if self.rules.raw_html == RawHtml::Kept && self.raw.muted.is_none() {
            // Without such a character it could end elsewhere.
            if text.contains(is_hidden) {
                return;
            }
            let start = self.body.text.len() as u32;
            self.push(Kind::Comment(start), at);
            self.body.text.push_str(text);
            if let Some(last) = self.body.nodes.last_mut() {
                last.extent = text.len() as u32;
            }
        }
    }

    /// An element opens.
    fn html_start(&mut self, tag: Tag, at: usize) -> Option<Fault> {
        if self.raw.muted.is_some() {
            return None;
        }
        let (ended, barriers) = policy::ended_by(&tag.name);
        self.end_implied(ended, barriers);
        if self.rules.raw_html == RawHtml::Cleaned {
            return self.html_of_anybody(tag, at);
        }
        let is_void = Element::is_void(&tag.name) || (tag.is_self_closing && self.is_in_drawing());
        let pairs = tag.attributes.iter();
        let attributes: Vec<(Box<str>, Box<str>)> =
            pairs.map(|(name, value)| (name.as_str().into(), without_hidden(value).as_ref().into())).collect();
        let element = Element { name: tag.name.into(), attributes };
        if let Some(id) = element.get("id") {
            self.given_ids.push((id.into(), at, at + element.name.len() + 1));
        }
        let is_unchecked = policy::has_relative_link(&element) && self.is_full();
        let blocked = self.rules.policy.as_ref().and_then(|policy| csp::fault(&element, policy));
        self.open_html(element, is_void, at);
        if let Some((message, help)) = blocked {
            return Some((BLOCKED_BY_POLICY, message, help));
        }
        is_unchecked.then(|| {
            let help = "use Markdown, `[text](file.md)`, or write the whole address".to_owned();
            (UNCHECKED_LINK, "links in HTML are published as written, unchecked".to_owned(), help)
        })
    }

    fn html_of_anybody(&mut self, tag: Tag, at: usize) -> Option<Fault> {
        let parent = self.open.last().and_then(|open| match open.kind {
            Kind::Html(element) => Some(&*self.body.elements[element as usize].name),
            _ => None,
        });
        let name = tag.name.clone();
        // A picture of another site is what Markdown's is: a link, or shown where the site allows its host.
        if name == "img"
            && let Some(src) = tag.get("src").map(str::trim).filter(|src| SafeUrl::web(src).is_ok())
        {
            let end = self.text.text[at..].find('>').map_or(at + 1, |len| at + len + 1);
            self.open_image(src, tag.get("title").unwrap_or(""), at, end);
            if let Some(image) = &mut self.image {
                image.alt.push_str(&without_hidden(tag.get("alt").unwrap_or("")));
            }
            self.close_image();
            return None;
        }
        let is_in_line = self.open.iter().rev().find(|open| !matches!(open.kind, Kind::Html(_))).is_some_and(|open| {
            !matches!(
                open.kind,
                Kind::Quote | Kind::Alert(_) | Kind::Item | Kind::Definition | Kind::Footnote(_) | Kind::Directive(_)
            )
        });
        let verdict = policy::judge(&tag.name, &tag.attributes, parent, is_in_line);
        if !matches!(verdict, Verdict::Stays(_)) {
            self.removed.insert(name.clone());
        }
        match verdict {
            Verdict::GoesWhole => {
                // Outside drawings and formulas a stroke ends nothing.
                let is_ended = tag.is_self_closing && matches!(name.as_str(), "svg" | "math");
                if !is_ended && !Element::is_void(&name) {
                    self.raw.muted = Some(name.as_str().into());
                }
                lost(format!("`<{name}>`"))
            }
            Verdict::Goes => lost(format!("`<{name}>`")),
            Verdict::Stays(attributes) if name == "a" => {
                let href = tag.get("href").map(str::trim).unwrap_or("");
                let target = match href.starts_with('#') {
                    true => self.resolve(href, at, at + 1, false),
                    false => SafeUrl::parse(href).ok().map(Target::Foreign),
                };
                match target.filter(|_| !self.is_in_link()) {
                    Some(target) => {
                        let title = attributes.into_iter().find(|(key, _)| &**key == "title");
                        let title = title.map_or_else(Box::default, |(_, title)| title);
                        self.body.links.push(Link { target, title });
                        let link = self.body.links.len() as u32 - 1;
                        self.open_html(Element { name: "a".into(), attributes: Vec::new() }, false, at);
                        // Its end is found by the element; what it is, the link says.
                        self.body.nodes.last_mut()?.kind = Kind::Link(link);
                        None
                    }
                    None if href.is_empty() => lost("`<a>` without an address".to_owned()),
                    None => lost(format!("the link to `{href}`")),
                }
            }
            Verdict::Stays(attributes) => {
                let removed = tag.attributes.iter().find(|(key, _)| attributes.iter().all(|(kept, _)| **kept != **key));
                let removed = removed.map(|(key, _)| format!("`{key}` of `<{name}>`"));
                let element = Element { name: tag.name.into(), attributes };
                self.open_html(element, Element::is_void(&name), at);
                removed.and_then(lost)
            }
        }
    }

    fn open_html(&mut self, element: Element, is_void: bool, at: usize) {
        self.body.elements.push(element);
        let kind = Kind::Html(self.body.elements.len() as u32 - 1);
        if is_void {
            return self.push(kind, at);
        }
        self.open(kind, at);
        self.html_depth += 1;
        if self.html_depth > DEPTH_CAP {
            self.excess = Some((NESTED_TOO_DEEP, "HTML elements are nested deeper than 100"));
        }
    }

    fn html_end(&mut self, name: &str) -> Option<Fault> {
        if let Some(muted) = &self.raw.muted {
            if **muted == *name {
                self.raw.muted = None;
            }
            return None;
        }
        let found = self.html_within().position(|known| known == name);
        if let Some(at) = found {
            for _ in 0..=at {
                self.close();
            }
        } else if self.html_around().any(|known| known == name) {
            self.raw.ended.push(name.to_owned());
        } else if self.rules.raw_html == RawHtml::Cleaned && !self.removed.contains(name) && !policy::is_allowed(name) {
            return lost(format!("`</{name}>`"));
        }
        None
    }

    /// At the end of a paragraph of Markdown.
    pub fn end_with_paragraph(&mut self) {
        for name in std::mem::take(&mut self.raw.ended) {
            self.html_end(&name);
        }
    }

    /// The names of the author's elements that are open around the paragraph at hand.
    fn html_around(&self) -> impl Iterator<Item = &str> {
        let is_in_paragraph = |open: &&Open| {
            matches!(open.kind, Kind::Emphasis | Kind::Strong | Kind::Strike | Kind::Link(_) | Kind::Html(_))
        };
        let mut around = self.open.iter().rev().skip_while(is_in_paragraph);
        let is_paragraph = around.next().is_some_and(|open| open.kind == Kind::Paragraph);
        around.take_while(move |_| is_paragraph).map_while(|open| match open.kind {
            Kind::Html(element) => Some(&*self.body.elements[element as usize].name),
            _ => None,
        })
    }

    /// The names of the author's elements that are open within the innermost block of Markdown, the last first.
    fn html_within(&self) -> impl Iterator<Item = &str> {
        self.open.iter().rev().map_while(|open| match open.kind {
            Kind::Html(element) => Some(&*self.body.elements[element as usize].name),
            _ => None,
        })
    }

    fn is_in_drawing(&self) -> bool {
        self.html_within().any(|name| matches!(name, "svg" | "math"))
    }

    /// Ends what ends without a tag of its own.
    fn end_implied(&mut self, ended: &[&str], barriers: &[&str]) {
        let mut found = None;
        for (at, name) in self.html_within().enumerate() {
            if ended.contains(&name) {
                found = Some(at);
            } else if barriers.contains(&name) {
                break;
            }
        }
        if let Some(at) = found {
            for _ in 0..=at {
                self.close();
            }
        }
    }

    /// A block of Markdown ends a paragraph of the author's HTML.
    pub fn end_raw_paragraph(&mut self) {
        if self.html_depth > 0 {
            let (ended, barriers) = policy::ended_by("p");
            self.end_implied(ended, barriers);
            // Blocks have links of their own, and one holds no other.
            if self.rules.raw_html == RawHtml::Cleaned {
                self.end_implied(&["a"], &[]);
            }
        }
    }
}

/// What was wrong with a piece of HTML: the rule, the message, the help.
type Fault = (Code, String, String);

fn lost(what: String) -> Option<Fault> {
    Some((UNSAFE_HTML, format!("{what} is not allowed here and was removed"), "use Markdown".to_owned()))
}

/// Where the next tag of this name begins. It is near, if it is there as it is called.
pub(super) fn find_tag(raw: &str, from: usize, name: &str) -> Option<usize> {
    raw.get(from..)?
        .match_indices('<')
        .take(512)
        .map(|(at, _)| from + at)
        .find(|at| raw.get(at + 1..at + 1 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
}
