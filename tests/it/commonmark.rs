//! The examples of the CommonMark specification, through our own pipeline.

use std::fs;
use std::path::Path;

use rolecall::parse::{Dialect, RawHtml, Rules, Text, markdown};
use rolecall::source::SrcPath;

#[test]
#[ignore = "needs the npm package commonmark-spec, which tests/run installs"]
fn all_examples_of_commonmark_come_out_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/commonmark-spec/commonmark.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing; run tests/run", path.display()));
    let examples: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(examples.len(), 652);
    let rules = Rules { dialect: Dialect::CommonMark, raw_html: RawHtml::Kept, smart_punctuation: false };
    let file = SrcPath::new("example.md");
    let mut failed = Vec::new();
    for example in &examples {
        let source = example["markdown"].as_str().unwrap();
        let body = markdown(&Text::of(&file, source, 0), rules).body;
        let html = body.html(|_| unreachable!("links stay as written"), |_| unreachable!("there are no alerts"));
        if plain(&html) != plain(example["html"].as_str().unwrap()) {
            failed.push(format!("{}: {source:?}\n  {html:?}\n  {:?}", example["example"], example["html"]));
        }
    }
    assert!(failed.is_empty(), "{} of 652 failed:\n{}", failed.len(), failed.join("\n"));
}

/// The same characters, however they are spelt: `&quot;` and `"` are one in a text.
fn plain(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'")
}
