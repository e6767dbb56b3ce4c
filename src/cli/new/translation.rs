//! A new file that says the same as another one in another language.

use std::path::Path;

use super::{Arguments, quoted, with_suffix};
use crate::content::{self, Config};
use crate::diag::print::visible;
use crate::model::Lang;
use crate::parse::{Trust, Value, parse_yaml};
use crate::source::{Source, Sources, Spanned, SrcPath};

/// The original's text under another title, with what belongs to the original alone taken out.
pub fn of(
    arguments: &Arguments,
    original: &Path,
    lang: &Lang,
    config: &Config,
    title: &str,
    sources: &Sources,
) -> Result<(String, String, String), String> {
    let shown = visible(&original.display().to_string());
    // Relative to the current folder, like any argument; or, as messages name files, to the site's root.
    let absolute = |path: &Path| std::fs::canonicalize(path).ok();
    let root = absolute(&arguments.root).unwrap_or_else(|| arguments.root.clone());
    let found = absolute(original).and_then(|path| path.strip_prefix(&root).ok().map(Path::to_path_buf));
    let relative = found.unwrap_or_else(|| original.to_path_buf()).to_string_lossy().replace('\\', "/");
    let path = SrcPath::new(relative.trim_start_matches("./"));
    let source = sources.get(&path).ok_or_else(|| format!("there is no file {shown} in the site"))?;
    let place = match content::place(&path, config) {
        Ok(content::Placement::Entry(place)) if arguments.kind.is_of(&place) => place,
        _ => return Err(format!("{shown} is not a file in content/{}/", arguments.kind.folder())),
    };
    if place.lang == *lang {
        return Err(format!("{shown} is in that language itself\nhelp: name another with `--lang`"));
    }
    let is_titled = arguments.kind.is_draft();
    let fields = top_fields(source, place.is_yaml).map_err(|reason| format!("{shown} {reason}"))?;
    let text = source.text();
    let key = if is_titled { "title" } else { "name" };
    let mut out = String::new();
    let mut at = 0;
    for field in &fields {
        // What belongs to the original alone is left out; the title comes anew, and nothing is published by itself.
        let replaced = match field.name.as_str() {
            name if name == key => {
                let indent = " ".repeat(field.indent);
                let draft = if is_titled { format!("{indent}draft: true\n") } else { String::new() };
                format!("{indent}{key}: {}\n{draft}", quoted(title))
            }
            "slug" | "aliases" => String::new(),
            "draft" if is_titled => String::new(),
            _ => continue,
        };
        out.push_str(&text[at..field.range.start]);
        out.push_str(&replaced);
        at = field.range.end;
    }
    out.push_str(&text[at..]);
    let extension = path.extension();
    let folder = path.folder();
    let stem = if path.file_name().starts_with("index.") { "index" } else { stem_of(&path, &place.lang, config) };
    let note = if is_titled { String::new() } else { "the next build publishes it: translate it first\n".to_owned() };
    Ok((format!("{folder}/{}.{extension}", with_suffix(stem, lang, config)), out, note))
}

/// A field at the top of an entry, with its whole lines.
struct TopField {
    name: String,
    indent: usize,
    range: std::ops::Range<usize>,
}

/// The top fields of a file's only entry, in order.
fn top_fields(source: &Source, is_yaml: bool) -> Result<Vec<TopField>, &'static str> {
    let text = source.text();
    let (from, to) = if is_yaml {
        (0, text.len())
    } else {
        let open = text.find("---").ok_or("has no front matter")?;
        let from = open + text[open..].find('\n').ok_or("has no front matter")? + 1;
        let mut at = from;
        let mut end = None;
        for line in text[from..].split_inclusive('\n') {
            if line.trim_end() == "---" {
                end = Some(at);
                break;
            }
            at += line.len();
        }
        (from, end.ok_or("has front matter that is never closed")?)
    };
    let mut faults = Vec::new();
    let nodes = parse_yaml(&source.path, &text[from..to], from, Trust::Owner, &mut faults);
    if !faults.is_empty() {
        return Err("has errors\nhelp: see `rolecall check`");
    }
    let [node] = nodes.as_slice() else {
        return Err("holds several entries\nhelp: copy the one you mean into a list of its own, with the same `id`");
    };
    let Value::Map(items) = &node.value else {
        return Err("holds several entries\nhelp: copy the one you mean into a list of its own, with the same `id`");
    };
    let start_of = |key: &Spanned<String>| key.span.start as usize;
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let starts: Vec<usize> = items.iter().map(|(key, _)| line_start(start_of(key))).collect();
    let is_block = starts.windows(2).all(|pair| pair[0] < pair[1])
        && items.iter().zip(&starts).all(|((key, _), start)| text[*start..start_of(key)].trim().is_empty());
    if !is_block {
        return Err("has its fields on one line\nhelp: write each on a line of its own");
    }
    let ends = starts[1..].iter().copied().chain([to]);
    Ok(items
        .iter()
        .zip(&starts)
        .zip(ends)
        .map(|(((key, _), start), end)| TopField {
            name: key.value.clone(),
            indent: text[*start..start_of(key)].len(),
            range: *start..end,
        })
        .collect())
}

/// A file's name without language and extension, a leading date kept.
fn stem_of<'a>(path: &'a SrcPath, lang: &Lang, config: &Config) -> &'a str {
    let name = path.file_name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if *lang == config.main { stem } else { stem.strip_suffix(&format!(".{lang}")).unwrap_or(stem) }
}
