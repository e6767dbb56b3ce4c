//! The lines that are directives to nodes, with their values looked at one by one.

use super::builder::Builder;
use super::directive::{DIRECTIVES, Declared, Directive, Key, Name, Takes, Value};
use super::directive_lines::{Line, pairs};
use super::foreign::note_kind;
use super::links::picture_help;
use super::options::RawHtml;
use super::target::Target;
use super::tree::Kind;
use super::video::Video;
use crate::diag::Complaint;
use crate::markdown::rules::{BAD_DIRECTIVE, NESTED_TOO_DEEP, TEXT_TOO_LONG};
use crate::source::without_hidden;

/// Directives within one another, and of one text: each is made by a template, around all that stands in it.
const DEPTH_CAP: usize = 8;
const COUNT_CAP: usize = 500;

impl Builder<'_> {
    /// Whether the thematic break at this place is a directive; then it is put into the tree.
    pub fn directive_line(&mut self, at: usize) -> bool {
        let Some(line) = self.lines.at(at).cloned() else { return false };
        self.end_raw_paragraph();
        if line.word.is_empty() {
            self.directive_end(&line);
            return true;
        }
        let span = self.text.span(line.start, line.end);
        let before = self.diagnostics.len();
        let (name, label, values) = match DIRECTIVES.iter().find(|known| known.word == line.word) {
            Some(declared) => {
                self.directive_form(declared, &line);
                let label = self.directive_label(declared, &line);
                (declared.name, label, self.directive_values(declared, &line))
            }
            // What stands in it is read, so that its faults come to light, and its end is none too many.
            None => {
                self.unknown_directive(&line);
                (Name::Column, Box::default(), Vec::new())
            }
        };
        let is_faulty = self.diagnostics.len() > before;
        self.open_directive(Directive { name, label, values, span, colons: line.colons, is_faulty }, line.start);
        if line.colons == 2 {
            self.close();
        }
        true
    }

    fn unknown_directive(&mut self, line: &Line) {
        let complaint = Complaint::new(BAD_DIRECTIVE, format!("there is no directive `{}`", line.word));
        let title = line.label.or(line.rest.map(|rest| (rest, line.end)));
        let title = title.map(|(start, end)| format!("[{}]", self.text.text[start..end].trim())).unwrap_or_default();
        let complaint = match note_kind(&line.word) {
            Some(kind) => complaint.help(format!("write `:::note{title}{{kind={kind}}}`")),
            None => complaint.suggest(&line.word, DIRECTIVES.iter().map(|known| known.word)),
        };
        let word = self.text.text[line.start..line.end].find(&line.word).unwrap_or(0) + line.start;
        self.diagnostics.push(complaint.at(self.text.span(word, word + line.word.len())));
    }

    /// Whether a directive is written as it should be, its values aside.
    fn directive_form(&mut self, declared: &Declared, line: &Line) {
        let span = self.text.span(line.start, line.end);
        let word = declared.word;
        let mut complain = |message: String, help: String, span| {
            self.diagnostics.push(Complaint::new(BAD_DIRECTIVE, message).help(help).at(span));
        };
        if declared.has_content && line.colons == 2 {
            let help = format!("write `:::{word}`, the text below it, and `:::` at its end");
            complain(format!("`{word}` encloses text, so it begins with three colons"), help, span.clone());
        } else if !declared.has_content && line.colons > 2 {
            let help = format!("write `::{word}`, without a line `:::` below it");
            complain(format!("`{word}` takes no text, so it begins with two colons"), help, span.clone());
        }
        if !declared.is_for_anybody && self.rules.raw_html == RawHtml::Cleaned {
            let help = "remove it, or put it into an article".to_owned();
            complain(format!("`{word}` is only for articles and pages"), help, span.clone());
        }
        if let Some(rest) = line.rest {
            let text = self.text.text[rest..line.end].trim();
            let is_open = text.starts_with('{') && text.matches('"').count() % 2 == 1;
            let message = match is_open {
                true => format!("a `\"` is never closed: `{text}`"),
                false => format!("unexpected text after `{word}`: `{text}`"),
            };
            let help = format!("write `{}{word}[text]{{key=value key=\"a longer value\"}}`", ":".repeat(line.colons));
            complain(message, help, self.text.span(rest, line.end));
        } else if let Some((what, true)) = declared.label
            && line.label.is_none_or(|(start, end)| self.text.text[start..end].trim().is_empty())
        {
            let help = format!("write `{}{word}[…]`: {what}", ":".repeat(line.colons));
            complain(format!("`{word}` lacks its text"), help, span);
        }
    }

    fn open_directive(&mut self, directive: Directive, at: usize) {
        let depth = self.open.iter().filter(|open| matches!(open.kind, Kind::Directive(_))).count();
        if depth >= DEPTH_CAP {
            self.excess = Some((NESTED_TOO_DEEP, "directives are nested deeper than 8"));
        }
        if self.body.directives.len() >= COUNT_CAP {
            self.excess = Some((TEXT_TOO_LONG, "the text has more than 500 directives"));
        }
        self.open(Kind::Directive(self.body.directives.len() as u32), at);
        self.body.directives.push(directive);
    }

    fn directive_label(&mut self, declared: &Declared, line: &Line) -> Box<str> {
        let Some((start, end)) = line.label else { return Box::default() };
        if declared.label.is_none() {
            let complaint = Complaint::new(BAD_DIRECTIVE, format!("`{}` takes no `[…]`", declared.word));
            let keys: Vec<String> = declared.keys.iter().map(|key| format!("`{}`", key.name)).collect();
            let help = match keys.is_empty() {
                true => "remove it".to_owned(),
                false => format!("put its values in braces: {}", keys.join(", ")),
            };
            self.diagnostics.push(complaint.help(help).at(self.text.span(start - 1, end + 1)));
            return Box::default();
        }
        without_hidden(self.text.text[start..end].trim()).as_ref().into()
    }

    fn directive_values(&mut self, declared: &Declared, line: &Line) -> Vec<(&'static str, Value)> {
        let mut values: Vec<(&'static str, Value)> = Vec::new();
        let before = self.diagnostics.len();
        let (start, end) = line.attributes.unwrap_or((line.end, line.end));
        let text = self.text;
        for (at, name, value) in pairs(&text.text[start..end]) {
            let span = text.span(start + at, start + at + name.len());
            let Some(key) = declared.keys.iter().find(|key| key.name == name) else {
                let complaint = Complaint::new(BAD_DIRECTIVE, format!("`{}` has no key `{name}`", declared.word));
                // A word behind a value is most often the rest of it.
                let complaint = match values.last() {
                    Some((last, _)) if value.is_none() => {
                        complaint.help(format!("put the value of `{last}` in quotes: `{last}=\"…\"`"))
                    }
                    _ => complaint.suggest(name, declared.keys.iter().map(|key| key.name)),
                };
                self.diagnostics.push(complaint.at(span));
                continue;
            };
            let Some((value_at, written)) = value.filter(|(_, value)| !value.trim().is_empty()) else {
                let complaint = Complaint::new(BAD_DIRECTIVE, format!("`{name}` has no value"));
                self.diagnostics.push(complaint.help(format!("write `{name}=…`: {}", key.meaning)).at(span));
                continue;
            };
            if values.iter().any(|(known, _)| *known == key.name) {
                let complaint = Complaint::new(BAD_DIRECTIVE, format!("`{name}` is given twice"));
                self.diagnostics.push(complaint.help("remove one of them").at(span));
                continue;
            }
            let (from, to) = (start + value_at, start + value_at + written.len());
            if let Some(value) = self.directive_value(key, written, from, to) {
                values.push((key.name, value));
            }
        }
        // One slip, one message: a key that is missing may be there under a wrong name.
        let is_clear = self.diagnostics.len() == before && line.rest.is_none();
        for key in declared.keys.iter().filter(|key| key.is_required && is_clear) {
            let is_there = pairs(&text.text[start..end]).iter().any(|(_, name, _)| *name == key.name);
            if !is_there {
                let complaint = Complaint::new(BAD_DIRECTIVE, format!("`{}` lacks `{}`", declared.word, key.name));
                let help = format!("add `{{{}=…}}`: {}", key.name, key.meaning);
                self.diagnostics.push(complaint.help(help).at(text.span(line.start, line.end)));
            }
        }
        values
    }

    fn directive_value(&mut self, key: &Key, written: &str, from: usize, to: usize) -> Option<Value> {
        let fault = |message: String, help: String| Some(Complaint::new(BAD_DIRECTIVE, message).help(help));
        let complaint = match key.takes {
            Takes::Text => None,
            Takes::Video => match self.resolve(written, from, to, false)? {
                target if Video::of(&target).is_some() => return Some(Value::Target(target)),
                _ => fault(
                    format!("no player is known for `{written}`"),
                    "give the address of a video on YouTube, Vimeo or a PeerTube site, or of a file: .mp4, .webm"
                        .to_owned(),
                ),
            },
            Takes::Link | Takes::Picture => {
                let is_picture = key.takes == Takes::Picture;
                let target = self.resolve(written, from, to, is_picture)?;
                let foreign = match &target {
                    Target::Foreign(url) if is_picture && self.rules.raw_html == RawHtml::Cleaned => Some(url),
                    _ => None,
                };
                match foreign.filter(|url| !self.may_show(url)) {
                    Some(url) => fault("pictures from other sites are not shown here".to_owned(), picture_help(url)),
                    None => return Some(Value::Target(target)),
                }
            }
            Takes::Number => match written.parse::<usize>() {
                Ok(1..=50) => None,
                _ => fault(format!("`{written}` is not a number from 1 to 50"), format!("write `{}=5`", key.name)),
            },
            Takes::OneOf(words) => match words.contains(&written) {
                true => None,
                false => {
                    let complaint =
                        Complaint::new(BAD_DIRECTIVE, format!("`{written}` is not a value of `{}`", key.name));
                    Some(complaint.suggest(written, words.iter().copied()))
                }
            },
        };
        match complaint {
            Some(complaint) => {
                self.diagnostics.push(complaint.at(self.text.span(from, to)));
                None
            }
            None => Some(Value::Text(without_hidden(written).as_ref().into())),
        }
    }

    /// A line of colons alone ends the innermost directive that was begun with as many, else the innermost.
    fn directive_end(&mut self, line: &Line) {
        let within = self.open.iter().enumerate().rev().map_while(|(at, open)| match open.kind {
            Kind::Directive(directive) => Some(Some((at, self.body.directives[directive as usize].colons))),
            Kind::Html(_) => Some(None),
            _ => None,
        });
        let within: Vec<(usize, usize)> = within.flatten().collect();
        let same = within.iter().find(|(_, colons)| *colons == line.colons);
        match same.or(within.first()).copied() {
            Some((at, _)) => {
                while self.open.len() > at {
                    if self.open.len() > at + 1 {
                        self.directive_left_open();
                    }
                    self.close();
                }
            }
            None => {
                let complaint = Complaint::new(BAD_DIRECTIVE, "this line of colons does not close anything");
                let help = "remove it, or begin a directive above: `:::note`";
                self.diagnostics.push(complaint.help(help).at(self.text.span(line.start, line.end)));
            }
        }
    }

    /// A directive whose end is missing.
    pub fn directive_left_open(&mut self) {
        let Some(Kind::Directive(directive)) = self.open.last().map(|open| open.kind) else { return };
        let directive = &self.body.directives[directive as usize];
        if directive.is_faulty {
            return;
        }
        let complaint = Complaint::new(BAD_DIRECTIVE, format!("`{}` is never closed", directive.word()));
        let help = format!("add a line `{}` after its text", ":".repeat(directive.colons));
        self.diagnostics.push(complaint.help(help).at(directive.span.clone()));
    }
}
