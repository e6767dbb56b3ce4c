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
    if let Some((key, value)) = written.split_once(": ") {
        let value = value.trim();
        let is_bare = !value.starts_with(['"', '\'', '[', '{', '|', '>']);
        if is_bare
            && (value.contains(": ") || value.ends_with(':') || value.starts_with(['@', '`', '%', '*', '&', '!']))
        {
            return format!("put the text in quotes: `{}: \"{}\"`", key.trim_start(), value.replace('"', "\\\""));
        }
    }
    "check quotes, brackets and indentation here and on the line before".to_owned()
}
