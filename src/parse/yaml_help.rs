//! What an author of YAML most often got wrong where its syntax breaks.

/// What most often is the matter on the line at hand.
pub fn syntax_help(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let written = text[start..].split('\n').next().unwrap_or("");
    let indented = &written[..written.len() - written.trim_start().len()];
    if indented.contains('\t') {
        return "indent with spaces; YAML takes no tabs".to_owned();
    }
    if written.contains('\u{a0}') {
        return "this line has a no-break space; delete it and type a space".to_owned();
    }
    let before = text[..start].trim_end_matches(['\n', '\r']).rsplit('\n').next().unwrap_or("");
    for line in [written, before] {
        let field = line.trim_start_matches([' ', '-']);
        let name = field.split(':').next().unwrap_or("");
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let value = field.get(name.len() + 1..).unwrap_or("");
        if is_name && field.contains(':') && value.starts_with(char::is_alphanumeric) {
            return format!("put a space after the colon: `{name}: {}`", value.trim_end());
        }
        let value = value.trim();
        if is_name && value.starts_with('"') && value.matches('"').count() == 1 {
            return format!("the quote that `{name}` begins with is never closed");
        }
        if is_name && value.starts_with('\'') && value.matches('\'').count() % 2 == 1 {
            return format!("a `'` within single quotes ends them: use double quotes for `{name}`");
        }
    }
    if !written.contains(':') && !written.starts_with([' ', '-', '#']) && !written.trim().is_empty() {
        return "if the text begins here, a line `---` is missing above it; else check quotes and indentation"
            .to_owned();
    }
    if let Some((from, to)) = unquoted(text, at) {
        if let Some(rest) = tagged(&text[from..to]) {
            return format!("remove the tag: `{} {rest}`", &text[start..from].trim());
        }
        let (key, value) = (&text[start..from].trim(), &text[from..to]);
        return format!("put the text in quotes: `{key} \"{}\"`", value.replace('"', "\\\""));
    }
    "check quotes, brackets and indentation here and on the line before".to_owned()
}

/// On the line at hand: the value that wants quotes, since there is a colon or a sign of YAML's in it.
pub fn unquoted(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let line = text[start..].split(['\n', '\r']).next().unwrap_or("");
    let value_at = line.find(": ")? + 2;
    // A comment stays one.
    let value = line[value_at..].split(" #").next().unwrap_or("").trim();
    let from = start + value_at + line[value_at..].find(value)?;
    let is_bare = !value.starts_with(['"', '\'', '[', '{', '|', '>']) && !value.is_empty();
    let is_odd = value.contains(": ") || value.ends_with(':') || value.starts_with(['@', '`', '%', '*', '&', '!']);
    // In brackets a value ends before the next one, and where that is its author alone knows.
    let is_within = line[..value_at].contains(['{', '[']) || value.ends_with([',', '}', ']']);
    (is_bare && is_odd && !is_within).then_some((from, from + value.len()))
}

/// A value behind one of YAML's own tags: `!!timestamp 2026-11-01`.
pub fn tagged(value: &str) -> Option<&str> {
    let (_, rest) = value.strip_prefix("!!")?.split_once(' ')?;
    Some(rest.trim().trim_matches(['\'', '"']))
}

/// In a list in brackets that is never closed: an item that begins with `#`, which begins a comment.
pub fn comment_in_list(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let line = text[start..].split(['\n', '\r']).next().unwrap_or("");
    let open = line.find('[')?;
    let is_item =
        |hash: &usize| line[open..*hash].trim_end().ends_with([',', '[']) && line.as_bytes()[hash - 1] == b' ';
    let hash = line.match_indices('#').map(|(hash, _)| hash).find(|hash| *hash > open && is_item(hash))?;
    let len = line[hash..].find([',', ']']).unwrap_or(line.len() - hash);
    let item = line[hash..hash + len].trim_end();
    line[hash..].contains(']').then_some((start + hash, start + hash + item.len()))
}

/// A text with blanks in the place of YAML's own tags, so that all else stays where it is.
pub fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let known = ["!!timestamp ", "!!str ", "!!int ", "!!float ", "!!bool "];
        let value = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
        let tag = known.into_iter().find(|tag| value.starts_with(tag));
        match tag {
            Some(tag) => out.push_str(&line.replacen(tag, &" ".repeat(tag.len()), 1)),
            None => out.push_str(line),
        }
    }
    out
}

pub fn next_word_end(text: &str, start: usize) -> usize {
    let rest = &text[start.min(text.len())..];
    start + rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len())
}
