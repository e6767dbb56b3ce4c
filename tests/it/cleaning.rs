//! What an employer's HTML is cleaned to, in the eyes of another cleaner, and of a parser: texts put together from pieces, the same each time.

use std::collections::{HashMap, HashSet};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use rolecall::markdown::{Dialect, Form, RawHtml, Rules, html, markdown};
use rolecall::source::{SrcPath, Text};

use crate::support::Around;

/// Pieces that open, close, nest, run, load and hide, and Markdown between them.
const PIECES: &[&str] = &[
    "<b>",
    "</b>",
    "<i title=\"a>b\">",
    "</i>",
    "<p>",
    "</p>",
    "<div onclick=alert(1)>",
    "</div>",
    "<div style=\"x\" id=x class=anchor>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<ol start=3>",
    "</ol>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<th colspan=2>",
    "<a href=\"https://x.example/?a&b\">",
    "<a href=javascript:alert(1)>",
    "<a href=\"//evil.example\">",
    "<a name=x>",
    "</a>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "</svg>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi>",
    "</math>",
    "<script>alert(1)</script>",
    "<script>",
    "</script>",
    "<style>*{}</style>",
    "<style>",
    "</style>",
    "<iframe src=//e.example>",
    "</iframe>",
    "<form action=//e.example><input name=a>",
    "</form>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<select><option>",
    "</select>",
    "<object data=x>",
    "<base href=//e.example>",
    "<!-- ",
    " -->",
    "<!-->",
    "<!--->",
    "<![CDATA[",
    "]]>",
    "<?php ",
    "?>",
    "<!doctype html>",
    "</",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "&lt;",
    "&#60;script&#62;",
    "&#1;",
    "&quot;",
    "<b",
    " title=",
    "<p title=\"</p><script>\">",
    "<q cite=javascript:x>",
    "</q>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<dl><dt>",
    "<dd>",
    "</dl>",
    "<h2 id=a>",
    "</h2>",
    "<br>",
    "</br>",
    "<hr/>",
    "<x-y>",
    "</x-y>",
    "<span lang=en dir=rtl>",
    "</span>",
    "<isindex>",
    "<image src=x>",
    "text",
    " ",
    "\n",
    "\n\n",
    "**",
    "*",
    "`",
    "```\n",
    "~~",
    "- ",
    "1. ",
    "> ",
    "# ",
    "| a | b |\n|---|---|\n| ",
    " | ",
    "[x](",
    ")",
    "[x](https://x.example)",
    "![x](https://e.example/a.png)",
    "[^1]",
    "\n[^1]: ",
    "> [!NOTE]\n> ",
    "- [x] ",
    "https://x.example",
    "\n:::note\n",
    "\n:::\n",
    "\n: ",
    "\\",
    "    ",
];

/// A sequence of numbers that is the same on every machine (xorshift, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

#[test]
fn another_cleaner_finds_nothing_to_take_away() {
    let cleaner = cleaner();
    let mut numbers = Numbers(0x5eed);
    let rules = Rules {
        dialect: Dialect::Full,
        raw_html: RawHtml::Cleaned,
        extensions: Default::default(),
        picture_hosts: Default::default(),
        policy: None,
    };
    let file = SrcPath::new("content/jobs/a.md");
    let mut has_html = 0;
    for _ in 0..4_000 {
        let count = 1 + numbers.below(24);
        let text: String = (0..count).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        let body = markdown(&Text::of(&file, &text, 0), &rules).body;
        let ours = html(&body, Form::Page, &Around);
        let theirs = cleaner.clean(&ours).to_string();
        assert_eq!(tree(&ours), tree(&theirs), "of {text:?}\n  came {ours}\n  and then {theirs}");
        has_html += usize::from(ours.contains("<b>") || ours.contains("<div>") || ours.contains("<span"));
    }
    assert!(has_html > 400, "only {has_html} texts had HTML that stays");
}

/// Ammonia with what a body may have: elements, attributes and schemes, all else goes.
fn cleaner() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    let names = "a abbr b blockquote br code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s section \
        small span strong sub sup table tbody td tfoot th thead tr u ul";
    builder
        .tags(names.split_whitespace().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "rel", "role", "aria-hidden", "tabindex"])),
            ("ol", HashSet::from(["start"])),
            ("img", HashSet::from(["src", "alt", "loading"])),
            ("input", HashSet::from(["type", "checked", "disabled", "aria-label"])),
            ("section", HashSet::from(["role"])),
            ("pre", HashSet::from(["tabindex"])),
            ("div", HashSet::from(["tabindex"])),
        ]))
        .generic_attributes(HashSet::from(["title", "lang", "dir", "id", "class"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        // No class and no id but ours.
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            (_, "id") if !value.starts_with("u-") => None,
            ("img", "src") if value != "/here.png" => None,
            (_, "class") if !is_class_of_ours(value) => None,
            _ => Some(value.into()),
        });
    builder
}

fn is_class_of_ours(value: &str) -> bool {
    value.starts_with("language-")
        || value.split(' ').all(|class| {
            class.starts_with("alert")
                || class.starts_with("hl-")
                || matches!(
                    class,
                    "anchor"
                        | "footnote"
                        | "footnotes"
                        | "footnote-back"
                        | "table"
                        | "task"
                        | "left"
                        | "center"
                        | "right"
                )
        })
}

/// What a browser makes of it, one node a line.
fn tree(html: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let mut out = String::new();
    write(&dom.document, &mut out);
    out
}

fn write(node: &Handle, out: &mut String) {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            out.push_str(&format!("<{}", name.local));
            let mut attributes: Vec<String> = attrs
                .borrow()
                .iter()
                .map(|found| format!(" {}={:?}", found.name.local, found.value.to_string()))
                .collect();
            attributes.sort();
            out.push_str(&attributes.concat());
            out.push_str(">\n");
        }
        // White space is no matter of safety, and a cleaner drops the first line break of `<pre>`.
        NodeData::Text { contents } => {
            out.extend(contents.borrow().split_whitespace().map(|word| format!("{word:?}\n")));
        }
        NodeData::Comment { .. } => out.push_str("a comment\n"),
        _ => {}
    }
    for child in node.children.borrow().iter() {
        write(child, out);
    }
    out.push_str("end\n");
}
