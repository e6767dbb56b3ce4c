//! The examples of the CommonMark specification, through our own pipeline.

use std::fs;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use rolecall::markdown::{Dialect, Form, RawHtml, Rules, html, markdown};
use rolecall::source::{SrcPath, Text};

use crate::support::Around;

#[test]
#[ignore = "needs the npm package commonmark-spec, which tests/run installs"]
fn all_examples_of_commonmark_come_out_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/commonmark-spec/spec.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing; run tests/run", path.display()));
    let examples = examples(&text);
    assert_eq!(examples.len(), 652);
    let rules = Rules {
        dialect: Dialect::CommonMark,
        raw_html: RawHtml::Kept,
        extensions: Default::default(),
        picture_hosts: Default::default(),
        policy: None,
    };
    let file = SrcPath::new("example.md");
    let mut failed = Vec::new();
    let mut as_trees = 0;
    for (number, (source, expected)) in examples.iter().enumerate() {
        let body = markdown(&Text::of(&file, source, 0), &rules).body;
        let portable = html(&body, Form::Portable, &Around);
        if plain(&portable) == plain(expected) {
            continue;
        }
        // The author's HTML comes out as browsers read it, balanced: what is compared is what they see.
        as_trees += 1;
        let page = html(&body, Form::Page, &Around);
        if tree(page.trim_end()) != tree(expected.trim_end()) {
            failed.push(format!("{}: {source:?}\n  {page:?}\n  {expected:?}", number + 1));
        }
    }
    assert!(failed.is_empty(), "{} of 652 failed:\n{}", failed.len(), failed.join("\n"));
    assert!(as_trees < 70, "{as_trees} examples differ in more than the author's HTML");
}

/// The same characters, however they are spelt: `&quot;` and `"` are one in a text.
fn plain(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'")
}

/// What a browser makes of it, one node a line, without what our pages add for keyboards; empty texts between blocks are none.
fn tree(html: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let mut out = String::new();
    write(&dom.document, 0, &mut out);
    out
}

fn write(node: &Handle, depth: usize, out: &mut String) {
    let start = out.len();
    let line = match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let mut attributes: Vec<String> = attrs
                .borrow()
                .iter()
                .filter(|attribute| !matches!(&*attribute.name.local, "tabindex" | "loading"))
                .map(|attribute| format!("{}={:?}", attribute.name.local, attribute.value))
                .collect();
            attributes.sort();
            format!("<{}> {}", name.local, attributes.join(" "))
        }
        NodeData::Text { contents } => {
            let text = contents.borrow();
            let words: Vec<&str> = text.split_whitespace().collect();
            if words.is_empty() {
                return;
            }
            format!("{:?}", words.join(" "))
        }
        NodeData::Comment { contents } => format!("comment {contents:?}"),
        _ => String::new(),
    };
    out.push_str(&format!("{:depth$}{line}\n", ""));
    for child in node.children.borrow().iter() {
        write(child, depth + 1, out);
    }
    // A paragraph with nothing in it is what browsers make of an end tag too many.
    if out[start..].trim() == "<p>" {
        out.truncate(start);
    }
}

/// The specification's examples: what goes in and what comes out; `→` is a tab.
fn examples(spec: &str) -> Vec<(String, String)> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line == format!("{fence} example") {
            let mut part = |end: &str| -> String {
                lines
                    .by_ref()
                    .take_while(|line| *line != end)
                    .map(|line| format!("{}\n", line.replace('→', "\t")))
                    .collect()
            };
            examples.push((part("."), part(&fence)));
        }
    }
    examples
}
