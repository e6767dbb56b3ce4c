//! A page's HTML to what is wrong with it, as far as that can be told without a browser.

use std::collections::{BTreeMap, BTreeSet};

use crate::markdown::{Tag, tags};
use crate::plan::Plan;
use crate::relate::Site;
use crate::source::Address;

/// What links within the site may lead to.
pub struct Made {
    base_path: String,
    paths: BTreeSet<String>,
}

impl Made {
    pub fn of(plan: &Plan, site: &Site) -> Made {
        let paths = plan.files.iter().map(|page| page.out.as_str().to_owned()).collect();
        Made { base_path: site.config.base_url.base_path(), paths }
    }

    fn has(&self, href: &str) -> Result<(), &'static str> {
        let Some(rest) = href.strip_prefix(self.base_path.as_str()) else { return Err("leads out of the base path") };
        let path = rest.split(['?', '#']).next().unwrap_or("");
        let out = Address::parse(Address::root().file(path).as_str()).ok().and_then(|address| address.out_path().ok());
        match out {
            Some(out) if self.paths.contains(out.as_str()) => Ok(()),
            _ => Err("leads nowhere"),
        }
    }
}

/// What a style sheet loads, which the policy forbids or which is not there.
pub fn style_faults(css: &str, made: &Made) -> Vec<String> {
    let mut faults = Vec::new();
    if css.contains("@import") {
        faults.push("`@import` loads a style sheet of its own: put its rules here".to_owned());
    }
    for (at, _) in css.match_indices("url(") {
        let target = css[at + 4..].split(')').next().unwrap_or("").trim_matches(['"', '\'', ' ']);
        let is_made = target.strip_prefix(&made.base_path).is_some_and(|path| made.paths.contains(path));
        if !target.starts_with("data:") && !target.starts_with('#') && !is_made {
            let message = format!(
                "`url({target})` is not a file of the site: asset names change with their content, and `asset(path=…)` in a file that ends in `.tera` knows them"
            );
            faults.push(message);
        }
    }
    faults
}

/// The faults of a page, as phrases.
pub fn faults(html: &str, made: &Made, is_redirect: bool) -> Vec<String> {
    let tags = tags(html);
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        *ids.entry(id).or_insert(0) += 1;
    }
    let mut faults = of_page(html, &tags, is_redirect);
    let mut outline = Outline::default();
    for tag in &tags {
        faults.extend(outline.take(tag));
        tag.attributes.iter().for_each(|(name, value)| of_attribute(tag, name, value, made, &mut faults));
        faults.extend(of_element(tag).map(str::to_owned));
    }
    faults.extend(outline.end());
    let repeated = ids.iter().filter(|(_, count)| **count > 1);
    faults.extend(repeated.map(|(id, count)| format!("the id `{id}` is used {count} times")));
    for tag in &tags {
        of_references(tag, &ids, &mut faults);
        of_addresses(tag, made, &mut faults);
    }
    for target in tags.iter().filter_map(|tag| tag.get("href")?.strip_prefix('#')) {
        let is_there = target.is_empty()
            || ids.contains_key(target)
            || crate::source::percent_decode(target).is_some_and(|t| ids.contains_key(t.as_str()));
        if !is_there {
            faults.push(format!("no element has the id `{target}`"));
        }
    }
    faults
}

/// What a page lacks as a whole.
fn of_page(html: &str, tags: &[Tag], is_redirect: bool) -> Vec<String> {
    let mut faults = Vec::new();
    if !html.trim_start().to_ascii_lowercase().starts_with("<!doctype html>") {
        faults.push("the page does not begin with `<!doctype html>`".to_owned());
    }
    if !tags.iter().any(|tag| tag.name == "html" && tag.get("lang").is_some_and(|lang| !lang.is_empty())) {
        faults.push("`<html>` has no `lang`".to_owned());
    }
    for (name, what) in [("title", "a `<title>`"), ("main", "a `<main>`")] {
        if !tags.iter().any(|tag| tag.name == name) {
            faults.push(format!("the page lacks {what}"));
        }
    }
    for name in ["canonical", "viewport", "description"] {
        let is_there = tags.iter().any(|tag| tag.get("rel") == Some(name) || tag.get("name") == Some(name));
        if !(is_there || is_redirect && name == "description") {
            faults.push(format!("the head lacks `{name}`"));
        }
    }
    faults
}

/// The headings of a page, in order.
#[derive(Default)]
struct Outline {
    level: u32,
    first: usize,
}

impl Outline {
    fn take(&mut self, tag: &Tag) -> Option<String> {
        let number = heading(&tag.name)?;
        self.first += usize::from(number == 1);
        let last = std::mem::replace(&mut self.level, number);
        (number > last + 1).then(|| format!("a `<h{number}>` follows a heading of level {last}"))
    }

    fn end(&self) -> Option<String> {
        (self.first != 1).then(|| format!("the page has {} `<h1>`", self.first))
    }
}

/// What is wrong with an attribute for itself.
fn of_attribute(tag: &Tag, name: &str, value: &str, made: &Made, faults: &mut Vec<String>) {
    if name == "style" || name.starts_with("on") {
        faults.push(format!("`{name}` on `<{}>` is against the policy of the site", tag.name));
    }
    if matches!(name, "href" | "src" | "action") && value.to_ascii_lowercase().starts_with("javascript:") {
        faults.push(format!("`{name}` of `<{}>` is a script", tag.name));
    }
    let is_link =
        matches!((tag.name.as_str(), name), ("a" | "link", "href") | ("img" | "script", "src") | ("form", "action"));
    if is_link
        && value.starts_with('/')
        && !value.starts_with("//")
        && let Err(reason) = made.has(value)
    {
        faults.push(format!("`{name}` of `<{}>` {reason}: `{value}`", tag.name));
    }
}

/// What is wrong with an element for itself.
fn of_element(tag: &Tag) -> Option<&'static str> {
    match tag.name.as_str() {
        "style" => Some("`<style>` is against the policy of the site"),
        "script" if tag.get("src").is_none() && tag.get("type") != Some("application/ld+json") => {
            Some("a `<script>` of its own is against the policy of the site")
        }
        "img" if tag.get("alt").is_none() => Some("an `<img>` has no `alt`"),
        // Pictures from elsewhere have no size that we know.
        "img"
            if (tag.get("width").is_none() || tag.get("height").is_none())
                && tag.get("src").is_some_and(|src| src.starts_with('/')) =>
        {
            Some("an `<img>` has no `width` and `height`: the page shifts when it loads")
        }
        super::specimen::CANARY => Some("a text of the content became an element"),
        _ => None,
    }
}

/// Elements that are named and not there.
fn of_references(tag: &Tag, ids: &BTreeMap<&str, usize>, faults: &mut Vec<String>) {
    for name in ["aria-labelledby", "aria-describedby", "for"] {
        for id in tag.get(name).unwrap_or("").split_whitespace().filter(|id| !ids.contains_key(id)) {
            faults.push(format!("`{name}` of `<{}>` names `{id}`, but no element has that id", tag.name));
        }
    }
}

/// What is wrong with the addresses that an element loads and leads to.
fn of_addresses(tag: &Tag, made: &Made, faults: &mut Vec<String>) {
    for candidate in tag.get("srcset").unwrap_or("").split(',') {
        let address = candidate.split_whitespace().next().unwrap_or("");
        if address.starts_with('/')
            && let Err(reason) = made.has(address)
        {
            faults.push(format!("`srcset` of `<{}>` {reason}: `{address}`", tag.name));
        }
    }
    let loaded = match (tag.name.as_str(), tag.get("rel")) {
        ("script" | "iframe" | "object" | "embed", _) => tag.get("src").or(tag.get("data")),
        ("link", Some("stylesheet" | "preload" | "modulepreload")) => tag.get("href"),
        _ => None,
    };
    if let Some(address) = loaded.filter(|address| address.contains("//")) {
        faults.push(format!("`<{}>` loads `{address}`, which the policy of the site forbids", tag.name));
    }
    let link = match tag.name.as_str() {
        "a" | "link" => tag.get("href"),
        "img" | "script" => tag.get("src"),
        "form" => tag.get("action"),
        _ => None,
    };
    let is_whole = |link: &str| link.starts_with(['/', '#']) || link.contains(':') || link.is_empty();
    if let Some(link) = link.filter(|link| !is_whole(link)) {
        let name = &tag.name;
        faults.push(format!("`<{name}>` leads to `{link}`, which is another place on each page: begin it with `/`"));
    }
    if tag.name == "img" && tag.get("src").is_some_and(|src| src.starts_with("http:")) {
        faults.push("an `<img>` is loaded over plain http, which the policy of the site forbids".to_owned());
    }
}

fn heading(name: &str) -> Option<u32> {
    name.strip_prefix('h')?.parse().ok().filter(|number| (1..=6).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<String> {
        let made = Made { base_path: "/x/".to_owned(), paths: BTreeSet::from(["jobs/index.html".to_owned()]) };
        let html = format!(
            "<!doctype html><html lang=en><head><title>T</title><meta name=viewport><meta name=description><link rel=canonical></head><main><h1>T</h1>{body}</main>"
        );
        faults(&html, &made, false)
    }

    #[test]
    fn a_sound_page_has_no_faults() {
        assert_eq!(
            found(
                "<h2 id=a>A</h2><a href='/x/jobs/?q=1#z'>j</a><a href=#a>a</a><script type=\"application/ld+json\">{\"<p style\":1}</script>"
            ),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_style_sheet_loads_nothing() {
        let made = Made { base_path: "/careers/".to_owned(), paths: ["assets/a.woff2".to_owned()].into() };
        let count = |css: &str| style_faults(css, &made).len();
        assert_eq!(count("a { background: url(data:image/png;base64,x) }"), 0);
        assert_eq!(count("@import url(https://fonts.example/x);"), 2);
        assert_eq!(count("a { background: url(\"nope.png\") }"), 1);
        assert_eq!(count("a { src: url(\"/careers/assets/a.woff2\"), url(/careers/assets/b.woff2) }"), 1);
    }

    #[test]
    fn each_fault_is_told() {
        for (body, told) in [
            ("<h3>A</h3>", "follows a heading of level 1"),
            ("<h1>A</h1>", "has 2 `<h1>`"),
            ("<p style=\"x\">", "`style` on `<p>`"),
            ("<p onclick=x>", "`onclick` on `<p>`"),
            ("<script>x</script>", "a `<script>` of its own"),
            ("<a href=\"/jobs/\">j</a>", "leads out of the base path"),
            ("<a href=\"/x/job/\">j</a>", "leads nowhere"),
            ("<a href=\"JavaScript:x\">j</a>", "is a script"),
            ("<img src=/x/jobs/>", "has no `alt`"),
            ("<img alt='' src=/x/jobs/>", "the page shifts"),
            ("<p id=a><p id=a>", "the id `a` is used 2 times"),
            ("<a href=\"#b\">b</a>", "no element has the id `b`"),
            ("<a href=b>b</a>", "another place on each page"),
            ("<p aria-labelledby=\"b\">", "names `b`"),
            ("<script src=\"https://cdn.example/x.js\"></script>", "loads `https://cdn.example/x.js`"),
            ("<link rel=stylesheet href=\"//cdn.example/x.css\">", "loads `//cdn.example/x.css`"),
            ("<iframe src=\"https://x.example\"></iframe>", "`<iframe>` loads"),
            (
                "<img alt='' width=1 height=1 src=/x/jobs/ srcset=\"/x/a.png 1x, /x/jobs/ 2x\">",
                "`srcset` of `<img>` leads nowhere",
            ),
            ("<img alt='' src=http://a.example/b.png>", "over plain http"),
        ] {
            let faults = found(body);
            assert!(faults.iter().any(|fault| fault.contains(told)), "{body}: {faults:?}");
        }
    }
}
