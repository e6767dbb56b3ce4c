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

/// Whether a template may give `lang` another value than that of the page: by `set`, by a loop, or as a parameter of a component.
pub fn sets_lang(text: &str) -> bool {
    tags(text).iter().any(|tag| {
        let words = || tag.text.split(|c: char| !is_of_name(c) && c != '@').filter(|word| !word.is_empty());
        // A loop stands in a tag of its own, or in a list: `[x for lang in all]`.
        let is_looped = words()
            .zip(words().skip(1))
            .zip(words().skip(2))
            .any(|((a, b), c)| a == "for" && (b == "lang" || c == "lang"));
        match words().next() {
            Some("set" | "set_global") => words().nth(1) == Some("lang"),
            Some("component") => words().skip(1).any(|word| word == "lang"),
            _ => is_looped || tag.text.starts_with('<') && passes_lang(tag.text),
        }
    })
}

/// Whether a call of a component passes on another `lang` than its own.
fn passes_lang(call: &str) -> bool {
    let (mut quote, mut depth) = (None, 0_i32);
    call.char_indices().any(|(at, c)| {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if is_quote(c) => quote = Some(c),
            // A map of who knows what.
            None if call[at..].starts_with("{...") => return true,
            None if matches!(c, '{' | '(' | '[') => depth += 1,
            None if matches!(c, '}' | ')' | ']') => depth -= 1,
            None if depth == 0
                && call[at..].strip_prefix("lang").is_some_and(|rest| rest.trim_start().starts_with('=')) =>
            {
                return !call[..at].ends_with(is_of_name);
            }
            None => {}
        }
        false
    })
}

/// A template's text with the values of calls in their place, `t(key="home")` by `"Home"`: those of the named functions, each with its one argument and that a
/// plain text. A call whose value can't be written as a text of a template stays, and so does one of `t` in a component that does not take `lang`: that is a fault.
pub fn with_values<'a>(text: &str, calls: &[(&str, &str)], value: impl Fn(&str, &str) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(text.len() + 256);
    let (mut copied, mut is_without_lang) = (0, false);
    for tag in tags(text) {
        if let Some((_, rest)) = tag.after("component") {
            is_without_lang = !rest.split(|c: char| !is_of_name(c)).any(|word| word == "lang");
        } else if tag.text.starts_with("endcomponent") {
            is_without_lang = false;
        }
        let mut from = 0;
        while let Some(at) = calls.iter().filter_map(|(name, _)| unquoted(&tag.text[from..], &format!("{name}("))).min()
        {
            let at = from + at;
            from = at + 1;
            let is_whole_name = !tag.text[..at].ends_with(|c: char| is_of_name(c) || is_quote(c));
            let found = calls.iter().find_map(|(name, argument)| {
                let rest = tag.text[at..].strip_prefix(&format!("{name}({argument}=\""))?;
                let (given, behind) = rest.split_once('"')?;
                behind.starts_with(')').then_some((*name, given, tag.text.len() - behind.len() + 1))
            });
            let Some((name, given, end)) = found.filter(|_| is_whole_name) else { continue };
            if is_without_lang && name == "t" {
                continue;
            }
            let Some(literal) = value(name, given).and_then(literal) else { continue };
            out.push_str(&text[copied..tag.at + at]);
            out.push_str(&literal);
            copied = tag.at + end;
            from = end;
        }
    }
    out.push_str(&text[copied..]);
    out
}

/// A text as templates write it.
fn literal(text: &str) -> Option<String> {
    if text.contains(['\\', '\n', '{', '}', '%', '#']) {
        return None;
    }
    ['"', '\'', '`'].into_iter().find(|quote| !text.contains(*quote)).map(|quote| format!("{quote}{text}{quote}"))
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
    let tags = texts.iter().flat_map(|text| tags(text)).map(|tag| tag.text);
    let words = tags.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'));
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

    #[test]
    fn calls_with_one_plain_argument_become_what_they_give() {
        let value = |function: &str, given: &str| match (function, given) {
            ("t", "home") => Some("Home"),
            ("t", "quoted") => Some("\"Home\" & more"),
            ("t", "all") => Some("\"'`"),
            ("asset", "x.css") => Some("/assets/x.css"),
            _ => None,
        };
        let text = "{% component a() %}{{ t(key=\"home\") }}{{ asset(path=\"x.css\") }}{% endcomponent a %}t(key=\"home\") {{ t(key=\"home\") }}{{- t(key=\"quoted\") | upper -}}{% if asset(path=\"x.css\") %}{# t(key=\"home\") #}\
            {{ <a title={t(key=\"home\")} b=\"t(key=home)\" /> }}{% raw %}{{ t(key=\"home\") }}{% endraw %}{{ ' t(key=\"home\")' }}\
            {{ t(key=\"home\", n=1) }}{{ t(key=\"all\") }}{{ start(key=\"home\") }}{{ x.t(key=\"home\") }}";
        let expected = "{% component a() %}{{ t(key=\"home\") }}{{ \"/assets/x.css\" }}{% endcomponent a %}t(key=\"home\") {{ \"Home\" }}{{- '\"Home\" & more' | upper -}}{% if \"/assets/x.css\" %}{# t(key=\"home\") #}\
            {{ <a title={\"Home\"} b=\"t(key=home)\" /> }}{% raw %}{{ t(key=\"home\") }}{% endraw %}{{ ' t(key=\"home\")' }}\
            {{ t(key=\"home\", n=1) }}{{ t(key=\"all\") }}{{ start(key=\"home\") }}{{ x.t(key=\"home\") }}";
        assert_eq!(with_values(text, &[("t", "key"), ("asset", "path")], value), expected);
    }

    #[test]
    fn a_template_that_sets_the_language_is_found() {
        for text in [
            "{% set lang = \"es\" %}",
            "{%- for lang in all %}",
            "{% for x, lang in all %}",
            "{% component a(lang: string) %}",
            "{{ <a b={x(c, d=1)} lang=\"es\" /> }}",
            "{{ <a {...w} /> }}",
            "{{ [t(key=\"x\") for lang in all] | join }}",
        ] {
            assert!(sets_lang(text), "{text}");
        }
        for text in [
            "{{ lang }}",
            "{% component a(job, @lang) %}",
            "{{ t(key=\"x\", lang=y) }}",
            "{% if lang == x %}",
            "{{ <a b={t(key=\"x\", lang=y)} hreflang=\"x\" /> }}",
        ] {
            assert!(!sets_lang(text), "{text}");
        }
    }
}
