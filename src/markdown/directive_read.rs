//! The lines that are directives to nodes, with their values looked at one by one.

use super::build::{Builder, RawHtml};
use super::directive::{DIRECTIVES, Declared, Directive, Key, Name, Takes, Value};
use super::directive_lines::{Line, pairs};
use super::tree::{Kind, Target};
use super::video::Video;
use crate::diag::{Code, Complaint};
use crate::source::{SafeUrl, without_hidden};

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
        let Some(declared) = DIRECTIVES.iter().find(|known| known.word == line.word) else {
            let known = DIRECTIVES.iter().map(|known| known.word);
            let complaint = Complaint::new(Code::BadDirective, format!("there is no directive `{}`", line.word));
            let complaint = match foreign(&line.word) {
                Some(kind) => complaint.help(format!("write `:::note{{kind={kind}}}`")),
                None => complaint.suggest(&line.word, known),
            };
            let word = self.text.text[line.start..line.end].find(&line.word).unwrap_or(0) + line.start;
            self.diagnostics.push(complaint.at(self.text.span(word, word + line.word.len())));
            // What stands in it is read, so that its faults come to light, and its end is none too many.
            if line.colons > 2 {
                let stands_in = Directive { name: Name::Column, label: Box::default(), values: Vec::new(), span };
                self.open_directive(stands_in, line.start);
            }
            return true;
        };
        let fault = if declared.has_content && line.colons == 2 {
            Some((
                "text stands in it: three colons begin it",
                format!("write `:::{}`, the text below it, and `:::` at its end", declared.word),
            ))
        } else if !declared.has_content && line.colons > 2 {
            Some(("no text stands in it: two colons begin it", format!("write `::{}`", declared.word)))
        } else {
            None
        };
        if let Some((what, help)) = fault {
            let message = format!("`{}` has the wrong number of colons; {what}", declared.word);
            self.diagnostics.push(Complaint::new(Code::BadDirective, message).help(help).at(span.clone()));
        }
        if !declared.is_for_anybody && self.rules.raw_html == RawHtml::Cleaned {
            let message = format!("`{}` is for articles and pages alone", declared.word);
            let help = "remove it, or put it into an article";
            self.diagnostics.push(Complaint::new(Code::BadDirective, message).help(help).at(span.clone()));
        }
        if let Some(rest) = line.rest {
            let message = format!("`{}` can't be read", &self.text.text[rest..line.end]);
            let help = format!(
                "write `{}{}[text]{{key=value key=\"a longer value\"}}`",
                ":".repeat(line.colons),
                declared.word
            );
            self.diagnostics
                .push(Complaint::new(Code::BadDirective, message).help(help).at(self.text.span(rest, line.end)));
        }
        let label = self.directive_label(declared, &line);
        let values = self.directive_values(declared, &line);
        self.open_directive(Directive { name: declared.name, label, values, span }, line.start);
        if line.colons == 2 {
            self.close();
        }
        true
    }

    fn open_directive(&mut self, directive: Directive, at: usize) {
        let depth = self.open.iter().filter(|open| matches!(open.kind, Kind::Directive(_))).count();
        if depth >= DEPTH_CAP {
            self.excess = Some((Code::NestedTooDeep, "directives are nested deeper than 8"));
        }
        if self.body.directives.len() >= COUNT_CAP {
            self.excess = Some((Code::TextTooLong, "the text has more than 500 directives"));
        }
        self.open(Kind::Directive(self.body.directives.len() as u32), at);
        self.body.directives.push(directive);
    }

    fn directive_label(&mut self, declared: &Declared, line: &Line) -> Box<str> {
        let Some((start, end)) = line.label else { return Box::default() };
        if declared.label.is_none() {
            let complaint = Complaint::new(Code::BadDirective, format!("`{}` takes no `[…]`", declared.word));
            let keys: Vec<String> = declared.keys.iter().map(|key| format!("`{}`", key.name)).collect();
            let help = match keys.is_empty() {
                true => "remove it".to_owned(),
                false => format!("its values stand in braces: {}", keys.join(", ")),
            };
            self.diagnostics.push(complaint.help(help).at(self.text.span(start - 1, end + 1)));
            return Box::default();
        }
        without_hidden(self.text.text[start..end].trim()).as_ref().into()
    }

    fn directive_values(&mut self, declared: &Declared, line: &Line) -> Vec<(&'static str, Value)> {
        let mut values: Vec<(&'static str, Value)> = Vec::new();
        let (start, end) = line.attributes.unwrap_or((line.end, line.end));
        let text = self.text;
        for (at, name, value) in pairs(&text.text[start..end]) {
            let span = text.span(start + at, start + at + name.len());
            let Some(key) = declared.keys.iter().find(|key| key.name == name) else {
                let complaint = Complaint::new(Code::BadDirective, format!("`{}` has no key `{name}`", declared.word));
                let complaint = complaint.suggest(name, declared.keys.iter().map(|key| key.name));
                self.diagnostics.push(complaint.at(span));
                continue;
            };
            let Some((value_at, written)) = value.filter(|(_, value)| !value.trim().is_empty()) else {
                let complaint = Complaint::new(Code::BadDirective, format!("`{name}` has no value"));
                self.diagnostics.push(complaint.help(format!("write `{name}=…`: {}", key.meaning)).at(span));
                continue;
            };
            if values.iter().any(|(known, _)| *known == key.name) {
                let complaint = Complaint::new(Code::BadDirective, format!("`{name}` is there twice"));
                self.diagnostics.push(complaint.help("remove one of them").at(span));
                continue;
            }
            let (from, to) = (start + value_at, start + value_at + written.len());
            if let Some(value) = self.directive_value(key, written, from, to) {
                values.push((key.name, value));
            }
        }
        for key in declared.keys.iter().filter(|key| key.is_required) {
            let is_there = pairs(&text.text[start..end]).iter().any(|(_, name, _)| *name == key.name);
            if !is_there {
                let complaint = Complaint::new(Code::BadDirective, format!("`{}` lacks `{}`", declared.word, key.name));
                let help = format!("add `{{{}=…}}`: {}", key.name, key.meaning);
                self.diagnostics.push(complaint.help(help).at(text.span(line.start, line.end)));
            }
        }
        values
    }

    fn directive_value(&mut self, key: &Key, written: &str, from: usize, to: usize) -> Option<Value> {
        let fault = |message: String, help: String| Some(Complaint::new(Code::BadDirective, message).help(help));
        let complaint = match key.takes {
            Takes::Text => None,
            Takes::Video => match self.resolve(written, from, to, false)? {
                target if Video::of(&target).is_some() => return Some(Value::Target(target)),
                _ => fault(
                    format!("`{written}` is no video that has a player"),
                    "name one at YouTube, Vimeo or a PeerTube site, or a file: .mp4, .webm".to_owned(),
                ),
            },
            Takes::Link | Takes::Picture => {
                let is_picture = key.takes == Takes::Picture;
                let target = self.resolve(written, from, to, is_picture)?;
                let is_foreign = matches!(&target, Target::Foreign(url) if SafeUrl::web(url.as_str()).is_ok());
                if is_picture && is_foreign && self.rules.raw_html == RawHtml::Cleaned {
                    fault(
                        "pictures of other sites are not shown here".to_owned(),
                        "save the picture beside this file".to_owned(),
                    )
                } else {
                    return Some(Value::Target(target));
                }
            }
            Takes::Number => match written.parse::<usize>() {
                Ok(1..=50) => None,
                _ => fault(format!("`{written}` is not a number from 1 to 50"), format!("write `{}=5`", key.name)),
            },
            Takes::OneOf(words) => match words.contains(&written) {
                true => None,
                false => {
                    let complaint = Complaint::new(Code::BadDirective, format!("`{}` is not `{written}`", key.name));
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

    /// A line of colons alone ends the innermost directive that was begun with as many or fewer.
    fn directive_end(&mut self, line: &Line) {
        let is_within = |open: &super::build::Open| matches!(open.kind, Kind::Html(_));
        let last = self.open.iter().rposition(|open| !is_within(open));
        match last.filter(|last| matches!(self.open[*last].kind, Kind::Directive(_))) {
            Some(last) => {
                while self.open.len() > last {
                    self.close();
                }
            }
            None => {
                let complaint = Complaint::new(Code::BadDirective, "no directive is open that this line could end");
                let help = "remove it, or begin one above: `:::note`";
                self.diagnostics.push(complaint.help(help).at(self.text.span(line.start, line.end)));
            }
        }
    }

    /// A directive whose end is missing.
    pub fn directive_left_open(&mut self) {
        let Some(Kind::Directive(directive)) = self.open.last().map(|open| open.kind) else { return };
        let directive = &self.body.directives[directive as usize];
        let complaint = Complaint::new(Code::BadDirective, format!("`{}` has no end", directive.word()));
        self.diagnostics.push(complaint.help("add a line `:::` behind its text").at(directive.span.clone()));
    }
}

/// The kind of note that other tools have under this name.
fn foreign(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "info" | "abstract" | "summary" | "admonition" | "seealso" => "note",
        "tip" | "hint" | "success" => "tip",
        "important" => "important",
        "warning" | "attention" => "warning",
        "caution" | "danger" | "error" => "caution",
        _ => return None,
    })
}
