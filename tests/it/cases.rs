//! Cases: Markdown files in tests/cases. Each `## ` heading is a site and what must come of it.
//!
//! A fenced block whose info string is a path is a file of the site; a missing content/site.yaml and the company `acme` are added.
//! The other blocks are expectations: `diagnostics` (the short form), `main PATH` (a page's `<main>`), `file PATH` (a whole file),
//! `part PATH` (lines that must all be in a file), `absent` (paths that are not made), `withheld`, `next change`.
//! Their texts are short and say no pay; `description-short` and `pay-expected` count in a case that names them. `now: INSTANT` on a line of its own moves the clock. `UPDATE=1 cargo test` rewrites `diagnostics`, `main` and `file`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rolecall::diag::{Code, print};
use rolecall::pipeline::Outcome;
use rolecall::source::{Content, FileKind, Hash, Picture, PictureFormat, Source, Sources, SrcPath};

use crate::support::{NOW, SITE, cold, output};

struct Case {
    name: String,
    now: String,
    files: Vec<(String, String)>,
    expectations: Vec<Expectation>,
}

struct Expectation {
    info: String,
    text: String,
    /// The lines of the block's inside within the file.
    lines: std::ops::Range<usize>,
}

#[test]
fn every_case_comes_out_as_it_says() {
    let updating = std::env::var_os("UPDATE").is_some();
    let mut faults = String::new();
    let mut count = 0;
    let mut paths: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut changes: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for case in parse(&text) {
            count += 1;
            let name = format!("{} · {}", path.file_name().unwrap().to_str().unwrap(), case.name);
            let outcome = run(&case);
            for expectation in &case.expectations {
                match compare(&outcome, expectation) {
                    Ok(()) => {}
                    Err(Some(found)) if updating && may_be_rewritten(&expectation.info) => {
                        changes.push((expectation.lines.clone(), found))
                    }
                    Err(found) => {
                        let found = found.unwrap_or_else(|| "(see above)".to_owned());
                        let _ = writeln!(
                            faults,
                            "=== {name} · {}\n--- expected\n{}\n--- found\n{found}",
                            expectation.info, expectation.text
                        );
                    }
                }
            }
        }
        for (range, found) in changes.into_iter().rev() {
            lines.splice(range, found.lines().map(str::to_owned));
        }
        if updating {
            fs::write(&path, lines.join("\n") + "\n").unwrap();
        }
    }
    assert!(count > 50, "only {count} cases were found");
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_rule_has_a_case() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap() {
        for case in parse(&fs::read_to_string(entry.unwrap().path()).unwrap()) {
            for expectation in case.expectations.iter().filter(|e| e.info == "diagnostics") {
                seen.extend(expectation.text.split('[').filter_map(|part| Some(part.split_once(']')?.0.to_owned())));
            }
        }
    }
    // A fault of the program itself can't be written down as a site; themes are tried in `it/begin.rs`, what an output remembers in
    // `it/former.rs`, texts that are too long in `it/strangers.rs`.
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| {
            !matches!(*name, "internal" | "bad-page" | "lost-page" | "text-too-long") && !seen.contains(*name)
        })
        .collect();
    assert!(missing.is_empty(), "rules without a case: {missing:?}");
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                now: NOW.to_owned(),
                files: Vec::new(),
                expectations: Vec::new(),
            });
        } else if let (Some(now), Some(case)) = (line.strip_prefix("now: "), cases.last_mut()) {
            case.now = now.to_owned();
        } else if line.starts_with("```") {
            let fence: String = line.chars().take_while(|c| *c == '`').collect();
            let info = line[fence.len()..].trim().to_owned();
            let start = at + 1;
            let end = (start..lines.len()).find(|i| lines[*i] == fence).expect("a block is closed");
            let case = cases.last_mut().expect("a block stands below a heading");
            let text: String = lines[start..end].iter().map(|line| format!("{line}\n")).collect();
            if info.contains('/') && !info.contains(' ')
                || info.starts_with("hex ")
                || info.starts_with("opaque ")
                || info.starts_with("picture ")
                || info.starts_with("broken ")
                || info.starts_with("kind ")
            {
                case.files.push((info, text));
            } else {
                case.expectations.push(Expectation { info, text, lines: start..end });
            }
            at = end;
        }
        at += 1;
    }
    cases
}

fn run(case: &Case) -> Outcome {
    let mut sources = Sources::default();
    sources.insert(Source::from_text("content/companies/acme.yaml", "name: Acme\n"));
    sources.insert(Source::from_text("content/site.yaml", SITE));
    if case.files.iter().any(|(path, text)| path == "content/site.yaml" && text.is_empty()) {
        sources = Sources::default();
    }
    for (info, text) in &case.files {
        let source = match info.split_once(' ') {
            Some(("hex", path)) => {
                let bytes: Vec<u8> =
                    text.split_whitespace().map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
                let content = match String::from_utf8(bytes.clone()) {
                    Ok(text) => Content::Text(Arc::from(text)),
                    Err(error) => Content::NotUtf8 {
                        valid_up_to: error.utf8_error().valid_up_to(),
                        readable: Arc::from(String::from_utf8_lossy(&bytes)),
                    },
                };
                Source { path: SrcPath::new(path), hash: Hash::of(&bytes), content }
            }
            Some((word @ ("opaque" | "broken"), path)) => {
                let path = SrcPath::new(path);
                // What is called a picture is one of 64 × 48, unless it is broken.
                let is_picture = matches!(path.extension().as_str(), "png" | "jpg" | "svg") && word == "opaque";
                let picture = is_picture.then_some(Picture { width: 64, height: 48, format: PictureFormat::Svg });
                // Its content is what its name says, unless the block names another kind.
                let named = text.split_whitespace().next().map(str::to_owned).unwrap_or_else(|| path.extension());
                let kind = FileKind::promised(&named).unwrap_or(FileKind::Other);
                Source { path, hash: Hash::of(b"x"), content: Content::Opaque { len: 1, kind, picture } }
            }
            // A picture of which nothing but its size and format counts: `1200 800 jpeg`.
            Some(("picture", path)) => {
                let mut words = text.split_whitespace();
                let mut side = || words.next().unwrap().parse().unwrap();
                let (width, height) = (side(), side());
                let format = match words.next().unwrap() {
                    "jpeg" => PictureFormat::Jpeg,
                    "png" => PictureFormat::Png,
                    "webp" => PictureFormat::WebP,
                    "svg" => PictureFormat::Svg,
                    _ => PictureFormat::Moving,
                };
                let picture = Some(Picture { width, height, format });
                let path = SrcPath::new(path);
                let kind = FileKind::promised(&path.extension()).unwrap_or(FileKind::Other);
                Source { path, hash: Hash::of(b"x"), content: Content::Opaque { len: 1, kind, picture } }
            }
            Some(("kind", path)) => {
                let content = match text.trim() {
                    "link" => Content::Irregular { kind: "a symbolic link" },
                    "pipe" => Content::Irregular { kind: "a pipe, a socket or a device" },
                    len => Content::TooLarge { len: len.parse().unwrap(), cap: 8 << 20 },
                };
                Source { path: SrcPath::new(path), hash: Hash::of(b"x"), content }
            }
            _ if info == "content/site.yaml" && text.is_empty() => continue,
            // `(repeat N TEXT)` stands for a long text.
            _ => Source::from_text(info, &expand(text)),
        };
        sources.insert(source);
    }
    let mut outcome = cold(sources, &case.now);
    if let Some(ready) = &outcome.ready {
        let faults = ready.check(None);
        let has_errors = !faults.is_empty();
        outcome.add(faults);
        if has_errors {
            outcome.ready = None;
        }
    }
    outcome
}

fn expand(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("(repeat ") {
        let end = rest[at..].find(")\n").unwrap() + at;
        let (count, what) = rest[at + 8..end].split_once(' ').unwrap();
        out.push_str(&rest[..at]);
        out.push_str(&what.replace("\\n", "\n").repeat(count.parse().unwrap()));
        rest = &rest[end + 1..];
    }
    out + rest
}

/// Blocks that hold the whole of something; the others say what must be so.
fn may_be_rewritten(info: &str) -> bool {
    matches!(info.split(' ').next(), Some("diagnostics" | "main" | "file"))
}

/// `Err` with what was found instead, when that can be told in the block's own form.
fn compare(outcome: &Outcome, expectation: &Expectation) -> Result<(), Option<String>> {
    let (kind, path) = expectation.info.split_once(' ').unwrap_or((&expectation.info, ""));
    let expected = expectation.text.as_str();
    let equal = |found: String| if found == expected { Ok(()) } else { Err(Some(found)) };
    match kind {
        "diagnostics" => {
            let found = print::short(&outcome.diagnostics, &outcome.sources);
            // What every short text of a case would be told counts in cases that name it.
            let is_meant = |line: &&str| {
                let silent = ["[description-short]", "[pay-expected]"];
                silent.iter().all(|code| !line.contains(code) || expected.contains(code))
            };
            equal(found.lines().filter(is_meant).map(|line| format!("{line}\n")).collect())
        }
        "main" => equal(main_of(&page(outcome, path)?)),
        "file" => {
            let found = page(outcome, path)?;
            equal(if found.ends_with('\n') { found } else { found + "\n" })
        }
        "part" => {
            let page = page(outcome, path)?;
            match expected.lines().find(|line| !page.contains(line.trim())) {
                None => Ok(()),
                Some(line) => Err(Some(format!("`{line}` is not in:\n{page}"))),
            }
        }
        "absent" => {
            let made = files(outcome);
            let there: Vec<&str> = expected.lines().filter(|path| made.contains_key(*path)).collect();
            if there.is_empty() { Ok(()) } else { Err(Some(format!("they are there: {there:?}"))) }
        }
        "without" => {
            let page = page(outcome, path)?;
            match expected.lines().find(|line| page.contains(line.trim())) {
                None => Ok(()),
                Some(line) => Err(Some(format!("`{line}` is in:\n{page}"))),
            }
        }
        "withheld" => {
            let site = outcome.ready.as_ref().expect("the site has no errors").site();
            let lines = site.withheld.iter().map(|withheld| {
                let kept = if withheld.is_kept { " (kept)" } else { "" };
                format!("{} {:?}{kept}\n", site.address(withheld.entry), withheld.reason)
            });
            equal(lines.collect())
        }
        "next" => {
            let site = outcome.ready.as_ref().expect("the site has no errors").site();
            equal(site.next_change.map_or("none\n".to_owned(), |at| format!("{at}\n")))
        }
        other => panic!("unknown block `{other}`"),
    }
}

fn files(outcome: &Outcome) -> BTreeMap<String, Vec<u8>> {
    if outcome.ready.is_none() {
        panic!("the site has errors:\n{}", print::short(&outcome.diagnostics, &outcome.sources));
    }
    output(outcome)
}

fn page(outcome: &Outcome, path: &str) -> Result<String, Option<String>> {
    let mut made = files(outcome);
    match made.remove(path) {
        Some(bytes) => Ok(String::from_utf8(bytes).unwrap()),
        None => Err(Some(format!("{path} is not made; there are {:?}", made.keys().collect::<Vec<_>>()))),
    }
}

/// The inside of `<main>`.
fn main_of(page: &str) -> String {
    let start = page.find("<main").and_then(|at| Some(at + page[at..].find('>')? + 1)).unwrap();
    let end = page.rfind("</main>").unwrap();
    let inside = page[start..end].trim_start_matches('\n');
    if inside.ends_with('\n') { inside.to_owned() } else { format!("{inside}\n") }
}
