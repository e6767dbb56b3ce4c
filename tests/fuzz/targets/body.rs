//! A text through every form that a body has: no panic, nothing that runs in what an employer wrote, no HTML in the Markdown that comes of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolecall::markdown::{
    self, Dialect, Directive, Extensions, Form, HeadingIds, LinkTarget, PictureView, RawHtml, Rules, Subset, Surroundings, Tag,
};
use rolecall::source::{SrcPath, Text};

struct Around;

impl Surroundings for Around {
    fn href(&self, _: &LinkTarget) -> String {
        "/here/".to_owned()
    }
    fn picture(&self, _: &LinkTarget) -> PictureView {
        PictureView { url: "/here.png".to_owned(), ..PictureView::default() }
    }
    fn word(&self, name: &str) -> String {
        name.to_owned()
    }
    fn here(&self) -> String {
        String::new()
    }
    fn written(&self, address: &str) -> String {
        address.to_owned()
    }
    fn directive(&self, _: &Directive, content: String) -> String {
        content
    }
    fn postings(&self, _: &Directive) -> Vec<(String, String)> {
        vec![("A <posting>".to_owned(), "/here/".to_owned())]
    }
}

/// Elements that stand in a body, Markdown's and those that an employer may use.
const ELEMENTS: &str = " a abbr b blockquote br code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s section small \
    span strong sub sup table tbody td tfoot th thead tr u ul ";

fn look(html: &str) {
    for Tag { name, attributes, .. } in markdown::tags(html) {
        let is_math = name == "math" || name == "semantics" || name == "annotation" || name.starts_with('m');
        assert!(ELEMENTS.contains(&format!(" {name} ")) || is_math, "<{name}> in {html}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "style", "{key} in {html}");
            if matches!(key.as_str(), "href" | "src") {
                let is_fine = ["/", "#", "http://", "https://", "mailto:", "tel:"].iter().any(|start| value.starts_with(start));
                assert!(is_fine, "{key}={value} in {html}");
            }
        }
    }
}

fuzz_target!(|input: (u8, &str)| {
    let (bits, text) = input;
    let raw_html = match bits & 3 {
        0 => RawHtml::Shown,
        1 => RawHtml::Kept,
        _ => RawHtml::Cleaned,
    };
    let has = |bit: u8| bits & bit != 0;
    let extensions = Extensions {
        smart_punctuation: has(4),
        heading_ids: if has(8) { HeadingIds::Plain } else { HeadingIds::GitHub },
        math: has(16),
        emoji: has(32),
        mark: has(64),
        scripts: has(128),
    };
    let rules = Rules { dialect: Dialect::Full, raw_html, extensions, picture_hosts: Default::default(), policy: None };
    let file = SrcPath::new("content/jobs/a.md");
    let read = markdown::markdown(&Text::of(&file, text, 0), &rules);
    for found in &read.diagnostics {
        assert!(found.at.start <= found.at.end && found.at.end as usize <= text.len() + 1, "{found:?}");
    }
    let body = read.body;
    let page = markdown::html(&body, Form::Page, &Around);
    let portable = markdown::html(&body, Form::Portable, &Around);
    let word = |name: &str| name.to_owned();
    let boards = [Subset::Indeed, Subset::LinkedIn].map(|subset| markdown::board_html(&body, subset, &word));
    let _ = (markdown::board_text(&body, &word), markdown::length_up_to(&body, usize::MAX), markdown::prose(&body));
    let again = markdown::markup(&body, &|_| "https://here.example/".to_owned(), &word);
    if raw_html != RawHtml::Kept {
        for html in [&page, &portable].into_iter().chain(&boards) {
            look(html);
        }
        // Read by another program, the Markdown holds no HTML.
        let plain = Rules { dialect: Dialect::CommonMark, raw_html: RawHtml::Kept, extensions: Extensions::default(), ..rules };
        let elsewhere = markdown::markdown(&Text::of(&file, &again, 0), &plain).body;
        look(&markdown::html(&elsewhere, Form::Page, &Around));
    }
});
