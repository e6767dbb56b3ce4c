//! A whole posting through the whole build: no panic, no script, no handler in its page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolecall::pipeline::{Memo, Request, build};
use rolecall::relate::Preview;
use rolecall::render::FileContent;
use rolecall::source::{Source, Sources};

const SITE: &str = "title: T\nbase_url: https://t.example\nlanguage: en\ntimezone: UTC\n";
const HEAD: &str = "---\ntitle: Nurse\ncompany: acme\nposted: 2026-11-01\nlocation: Zaragoza, ES\napply: https://acme.example/x\n---\n";

fuzz_target!(|body: &str| {
    let files = [
        ("content/site.yaml", SITE.to_owned()),
        ("content/companies/acme.yaml", "name: Acme\n".to_owned()),
        ("content/jobs/a.md", format!("{HEAD}{body}")),
    ];
    let sources: Sources = files.iter().map(|(path, text)| Source::from_text(path, text)).collect();
    let request = Request {
        now: "2026-11-20T12:00:00Z".parse().expect("it is an instant"),
        preview: Preview::default(),
        base_url: None,
        theme: None,
        published: [].into(),
        is_for_readers: true,
    };
    let outcome = build(sources, &request, &mut Memo::default());
    assert!(outcome.diagnostics.iter().all(|found| found.code.name() != "internal"), "{:?}", outcome.diagnostics);
    let Some(ready) = &outcome.ready else { return };
    for path in ["jobs/a/index.html", "jobs/a/index.md"] {
        let planned = ready.plan().of(path).expect("a posting has a page");
        let Ok(FileContent::Bytes(bytes)) = ready.make_anew(planned) else { panic!("it can be made") };
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        if path.ends_with(".html") {
            let own = text.split("<div class=\"prose\">").nth(1).unwrap_or("").split("<div class=\"share\">").next().unwrap_or("");
            let lower = own.to_lowercase();
            for bad in ["<script", "<iframe", "<svg", "<style", "<object", "<form"] {
                assert!(!lower.contains(bad), "{bad}: {own}");
            }
        }
    }
});
