//! A template read as text, its comments and `raw` parts left out: what the engine does not tell of, places, and what it refuses.

use std::collections::HashSet;

/// What stands between `{%` and `%}`, or between `{{` and `}}`, without dashes and blanks around it.
struct Tag<'a> {
    text: &'a str,
    /// Where the text begins, in bytes.
    at: usize,
    /// The first byte of the tag, and the one behind it.
    start: usize,
    end: usize,
}

impl<'a> Tag<'a> {
    /// What follows a tag's word: `base.html` in `extends "base.html"`, with the place.
    fn after(&self, word: &str) -> Option<(usize, &'a str)> {
        let rest = self.text.strip_prefix(word)?;
        let trimmed = rest.trim_start();
        (trimmed.len() < rest.len()).then(|| (self.at + self.text.len() - trimmed.len(), trimmed))
    }

    /// The quoted text that follows a tag's word, and where it begins.
    fn quoted(&self, word: &str) -> Option<(usize, &'a str)> {
        let (at, rest) = self.after(word)?;
        let quote = rest.chars().next().filter(|c| is_quote(*c))?;
        Some((at + 1, rest[1..].split(quote).next()?))
    }
}

/// The tags of a template and, as tags without a text, its comments.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags: Vec<Tag<'_>> = Vec::new();
    let mut from = 0;
    let mut is_raw = false;
    while let Some(start) = text[from..].find('{').map(|found| from + found) {
        let (close, is_comment) = match text.as_bytes().get(start + 1) {
            Some(b'#') => ("#}", true),
            Some(b'%') => ("%}", false),
            Some(b'{') => ("}}", false),
            _ => {
                from = start + 1;
                continue;
            }
        };
        let inner = &text[start + 2..];
        let Some(len) = (if is_comment { inner.find(close) } else { unquoted(inner, close) }) else { break };
        from = start + 2 + len + 2;
        let inner = &inner[..len];
        let content = inner.strip_prefix('-').unwrap_or(inner).trim_start();
        let at = start + 2 + inner.len() - content.len();
        let content = content.strip_suffix('-').unwrap_or(content).trim_end();
        is_raw = if is_raw { content != "endraw" } else { close == "%}" && content == "raw" };
        if !is_raw {
            tags.push(Tag { text: if is_comment { "" } else { content }, at, start, end: from });
        }
    }
    tags
}

/// Where a text stands first outside quotes.
fn unquoted(text: &str, wanted: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| {
        match quote {
            Some(open) if c == open => quote = None,
            None if is_quote(c) => quote = Some(c),
            None if text[at..].starts_with(wanted) => return Some(at),
            Some(_) | None => {}
        }
        None
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}

/// A component as a template defines it.
pub struct Component<'a> {
    pub name: &'a str,
    /// Where its name stands, in bytes.
    pub at: usize,
    content: &'a str,
}

impl Component<'_> {
    /// Whether it prints what stands within its call.
    pub fn prints_body(&self) -> bool {
        tags(self.content).iter().any(|tag| tag.text.split(|c| !is_of_name(c)).any(|word| word == "body"))
    }
}

/// The components that a template defines.
pub fn components(text: &str) -> Vec<Component<'_>> {
    let tags = tags(text);
    let begun = tags.iter().enumerate().filter_map(|(i, tag)| Some((i, tag.end, tag.after("component")?)));
    begun
        .map(|(i, start, (at, rest))| {
            let end =
                tags[i..].iter().find(|tag| tag.text.starts_with("endcomponent")).map_or(text.len(), |tag| tag.start);
            Component {
                name: rest.split(|c| !is_of_name(c)).next().unwrap_or_default(),
                at,
                content: &text[start..end],
            }
        })
        .collect()
}

/// Whether nothing stands outside a template's components.
pub fn has_components_alone(text: &str) -> bool {
    let (mut is_inside, mut from) = (false, 0);
    for tag in tags(text) {
        let is_begin = tag.after("component").is_some();
        let is_fine = is_inside || is_begin || tag.text.is_empty();
        if !is_fine || !is_inside && !text[from..tag.start].trim().is_empty() {
            return false;
        }
        is_inside = is_begin || is_inside && !tag.text.starts_with("endcomponent");
        from = tag.end;
    }
    text[from..].trim().is_empty()
}

/// The components that a template calls: `{{ <name …/> }}`, `{% <name …> %}`.
pub fn called(text: &str) -> Vec<&str> {
    let parts = tags(text).into_iter().flat_map(|tag| tag.text.split('<').skip(1));
    parts.filter_map(|part| part.split(|c| !is_of_name(c)).next()).collect()
}

/// What stands in quotes in a template's tags.
pub fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for tag in tags(text) {
        let mut rest = tag.text;
        while let Some(start) = rest.find(is_quote) {
            let inner = &rest[start + 1..];
            let Some(len) = inner.find(&rest[start..=start]) else { break };
            found.push(&inner[..len]);
            rest = &inner[len + 1..];
        }
    }
    found
}

/// The templates that a template includes, and where their names stand.
pub fn included(text: &str) -> Vec<(usize, &str)> {
    let found = tags(text).into_iter().filter_map(|tag| tag.quoted("include"));
    found.map(|(at, name)| (at, name.strip_prefix("builtin/").unwrap_or(name))).collect()
}

/// In place of a template that can't be read: its parent, its components and its blocks without content, so that what calls or fills them isn't at
/// fault, too.
pub fn stubs(text: &str) -> String {
    let mut out = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for tag in tags(text) {
        if let Some((_, parent)) = tag.quoted("extends") {
            out.push_str(&format!("{{% extends \"{parent}\" %}}\n"));
        } else if let Some((_, rest)) = tag.after("component").or(tag.after("block")) {
            let name = rest.split(|c| !is_of_name(c)).next().unwrap_or_default();
            if name.is_empty() || seen.contains(&name) {
                continue;
            }
            seen.push(name);
            match tag.text.starts_with("component") {
                true => out.push_str(&format!("{{% component {name}(...rest) %}}{{% endcomponent {name} %}}\n")),
                false => out.push_str(&format!("{{% block {name} %}}{{% endblock {name} %}}\n")),
            }
        }
    }
    out
}

/// Every name that stands in these templates, wherever.
pub fn names(texts: &[&str]) -> HashSet<String> {
    let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'));
    // Most stand there many times.
    let words: HashSet<&str> = words.filter(|word| !word.is_empty()).collect();
    words.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_found_however_it_is_written() {
        let text = "{#- {% component old(a) %} -#}\n{%-  component  a.row (job: map, note = \"a, %} b\") -%}\n{{ body }}\n{%- endcomponent a.row %}\n{% raw %}{% component raw() %}{% endraw %}";
        let found = components(text);
        assert_eq!(found.iter().map(|component| component.name).collect::<Vec<_>>(), ["a.row"]);
        assert_eq!(&text[found[0].at..found[0].at + 5], "a.row");
        assert!(
            found[0].prints_body() && !components("{% component a() %}<body>{% endcomponent a %}")[0].prints_body()
        );
    }

    #[test]
    fn what_stands_outside_components_is_seen() {
        let component = "{# A row. #}\n{% component a(b) %}{% if b %}x{% endif %}{% endcomponent a %}\n";
        assert!(has_components_alone(component));
        assert!(!has_components_alone(&format!("{component}<p>x</p>")));
        assert!(!has_components_alone(&format!("{{{{ x }}}}{component}")));
    }

    #[test]
    fn a_call_and_an_include_are_found_however_they_are_written() {
        for text in ["{{ <slip/> }}", "{%- <slip a={b}> -%}", "{{ <slip\n/> }}"] {
            assert_eq!(called(text), ["slip"], "{text}");
        }
        assert_eq!(called("{{ <slips/> }}{# <slip/> #} <slip>"), ["slips"]);
        assert_eq!(
            quoted("{% include 'a.html' %}\"b.html\"{{ x ? \"it's\" : 'c' }}{# 'd' #}{{ ' }}"),
            ["a.html", "it's", "c"]
        );
        assert_eq!(included("{% include 'a.html' %}{% include \"builtin/b.html\" %}").len(), 2);
    }

    #[test]
    fn a_stub_keeps_what_others_need() {
        let text = "{% extends 'builtin/base.html' %}{% component a(b) %}{{ c }}{% endcomponent a %}{%- block main -%}{{ x }}{% endblock main %}";
        assert_eq!(
            stubs(text),
            "{% extends \"builtin/base.html\" %}\n{% component a(...rest) %}{% endcomponent a %}\n{% block main %}{% endblock main %}\n"
        );
    }
}
