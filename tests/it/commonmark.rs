//! The examples of the CommonMark specification, through our own pipeline.

use std::fs;
use std::path::Path;

use rolecall::parse::{Dialect, RawHtml, Rules, Text, markdown};
use rolecall::source::SrcPath;

#[test]
#[ignore = "needs the npm package commonmark-spec, which tests/run installs"]
fn all_examples_of_commonmark_come_out_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/commonmark-spec/spec.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing; run tests/run", path.display()));
    let examples = examples(&text);
    assert_eq!(examples.len(), 652);
    let rules = Rules { dialect: Dialect::CommonMark, raw_html: RawHtml::Kept, smart_punctuation: false };
    let file = SrcPath::new("example.md");
    let mut failed = Vec::new();
    for (number, (source, expected)) in examples.iter().enumerate() {
        let body = markdown(&Text::of(&file, source, 0), rules).body;
        let html = body.html(|_| unreachable!("links stay as written"), |_| unreachable!("there are no alerts"));
        if plain(&html) != plain(expected) {
            failed.push(format!("{}: {source:?}\n  {html:?}\n  {expected:?}", number + 1));
        }
    }
    assert!(failed.is_empty(), "{} of 652 failed:\n{}", failed.len(), failed.join("\n"));
}

/// The same characters, however they are spelt: `&quot;` and `"` are one in a text.
fn plain(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'")
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
