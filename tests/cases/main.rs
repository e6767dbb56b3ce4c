//! Cases: Markdown files beside this one. Each `## ` heading is a site and what must come of it, and a test with its file and heading for a name:
//! `cargo test --test cases "unknown field"` runs those whose names have that text.
//!
//! A fenced block whose info string is a path is a file of the site; a missing content/site.yaml and the company `acme` are added.
//! The other blocks are expectations: `diagnostics` (the short form), `main PATH` (a page's `<main>`), `file PATH` (a whole file),
//! `part PATH` (lines that must all be in a file), `without PATH` (lines that must not), `absent` (paths that are not made), `unlisted`, `next change`.
//!
//! What stands above a file's first heading holds for all of its cases: files of the site, which a case may replace, and `quiet: CODE, …`, the rules that
//! `diagnostics` leaves out; a `quiet:` of a case's own stands in its place. `now: INSTANT` moves the clock of a case.
//! `UPDATE=1 cargo test --test cases` rewrites `diagnostics`, `main` and `file`.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

#[path = "../it/memory.rs"]
mod memory;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use rolecall::diag::{Code, print};
use rolecall::pipeline::Outcome;
use rolecall::source::{Content, FileKind, Hash, Picture, PictureFormat, Source, Sources, SrcPath};

use crate::memory::{SITE, cold, output};
use crate::read::{Case, Expectation, parse};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let files: Vec<(PathBuf, Vec<Case>)> =
        files_of_cases().into_iter().map(|path| (path.clone(), parse(&path))).collect();
    if std::env::var_os("UPDATE").is_some() {
        for (path, cases) in &files {
            rewrite(path, cases.iter().filter(|case| is_wanted(&arguments, case)));
        }
        return ExitCode::SUCCESS;
    }
    let seen = codes_named(files.iter().flat_map(|(_, cases)| cases));
    let mut trials = vec![Trial::test("every rule has a case", move || every_rule_is_among(&seen))];
    for case in files.into_iter().flat_map(|(_, cases)| cases) {
        trials.push(Trial::test(case.name.clone(), move || try_out(&case)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn files_of_cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths
}

fn is_wanted(arguments: &Arguments, case: &Case) -> bool {
    arguments.filter.as_ref().is_none_or(|filter| case.name.contains(filter.as_str()))
}

fn try_out(case: &Case) -> Result<(), Failed> {
    let outcome = run(case);
    let mut faults = String::new();
    for expectation in &case.expectations {
        if let Err(found) = compare(case, &outcome, expectation) {
            let found = found.text();
            let _ =
                writeln!(faults, "=== {}\n--- expected\n{}\n--- found\n{found}", expectation.info, expectation.text);
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

/// Puts what was found in the place of what was expected.
fn rewrite<'a>(path: &Path, cases: impl Iterator<Item = &'a Case>) {
    let mut lines: Vec<String> = fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for case in cases {
        let outcome = run(case);
        for expectation in &case.expectations {
            match compare(case, &outcome, expectation) {
                Err(Unlike::Whole(found)) => changes.push((expectation.lines.clone(), found)),
                Err(Unlike::Part(found)) => println!("{}: {}: {found}", case.name, expectation.info),
                Ok(()) => {}
            }
        }
    }
    for (range, found) in changes.into_iter().rev() {
        lines.splice(range, found.lines().map(str::to_owned));
    }
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// The rules that the expectations name.
fn codes_named<'a>(cases: impl Iterator<Item = &'a Case>) -> BTreeSet<String> {
    let blocks = cases.flat_map(|case| &case.expectations).filter(|expectation| expectation.info == "diagnostics");
    blocks.flat_map(|block| block.text.split('[').filter_map(|part| Some(part.split_once(']')?.0.to_owned()))).collect()
}

fn every_rule_is_among(seen: &BTreeSet<String>) -> Result<(), Failed> {
    // A fault of the program itself can't be written down as a site; themes are tried in `it/begin.rs`, what an output remembers in
    // `it/removed_pages.rs`, texts that are too long in `it/strangers.rs`.
    let elsewhere = ["internal", "bad-page", "lost-page", "text-too-long"];
    let names = rolecall::cli::every_rule().map(Code::name);
    let missing: Vec<&str> = names.filter(|name| !elsewhere.contains(name) && !seen.contains(*name)).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("rules without a case: {missing:?}").into()) }
}

/// What came instead of what was expected.
enum Unlike {
    /// All of it, in the block's own form: `UPDATE` may write it there.
    Whole(String),
    /// What is wrong about it.
    Part(String),
}

impl Unlike {
    fn text(self) -> String {
        match self {
            Unlike::Whole(text) | Unlike::Part(text) => text,
        }
    }
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
            // `(repeat N TEXT)` stands for a long text, `{n}` in it for a number.
            _ => Source::from_text(info, &expand(text)),
        };
        sources.insert(source);
    }
    let mut outcome = cold(sources, &case.now);
    if let Some(ready) = &outcome.ready {
        let faults = ready.check();
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
        let what = what.replace("\\n", "\n");
        out.extend((0..count.parse().unwrap()).map(|n: usize| what.replace("{n}", &n.to_string())));
        rest = &rest[end + 1..];
    }
    out + rest
}

fn compare(case: &Case, outcome: &Outcome, expectation: &Expectation) -> Result<(), Unlike> {
    let (kind, path) = expectation.info.split_once(' ').unwrap_or((&expectation.info, ""));
    let expected = expectation.text.as_str();
    let whole = |found: String| if found == expected { Ok(()) } else { Err(Unlike::Whole(found)) };
    let same = |found: String| if found == expected { Ok(()) } else { Err(Unlike::Part(found)) };
    match kind {
        "diagnostics" => {
            let found = print::short(&outcome.diagnostics, &outcome.sources);
            let is_loud = |line: &&str| !case.quiet.iter().any(|code| line.contains(&format!("[{code}]")));
            whole(found.lines().filter(is_loud).map(|line| format!("{line}\n")).collect())
        }
        "main" => whole(main_of(&page(outcome, path)?)),
        "file" => {
            let found = page(outcome, path)?;
            whole(if found.ends_with('\n') { found } else { found + "\n" })
        }
        "part" => {
            let page = page(outcome, path)?;
            match expected.lines().find(|line| !page.contains(line.trim())) {
                None => Ok(()),
                Some(line) => Err(Unlike::Part(format!("`{line}` is not in:\n{page}"))),
            }
        }
        "absent" => {
            let made = files(outcome);
            let there: Vec<&str> = expected.lines().filter(|path| made.contains_key(*path)).collect();
            if there.is_empty() { Ok(()) } else { Err(Unlike::Part(format!("they are there: {there:?}"))) }
        }
        "without" => {
            let page = page(outcome, path)?;
            match expected.lines().find(|line| page.contains(line.trim())) {
                None => Ok(()),
                Some(line) => Err(Unlike::Part(format!("`{line}` is in:\n{page}"))),
            }
        }
        "unlisted" => {
            let site = outcome.ready.as_ref().expect("the site has no errors").site();
            let lines = site.index.unlisted.iter().map(|unlisted| {
                let kept = if unlisted.is_kept { " (kept)" } else { "" };
                format!("{} {:?}{kept}\n", site.address(unlisted.entry), unlisted.reason)
            });
            same(lines.collect())
        }
        "next" => {
            let site = outcome.ready.as_ref().expect("the site has no errors").site();
            same(site.index.next_change.map_or("none\n".to_owned(), |at| format!("{at}\n")))
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

fn page(outcome: &Outcome, path: &str) -> Result<String, Unlike> {
    let mut made = files(outcome);
    match made.remove(path) {
        Some(bytes) => Ok(String::from_utf8(bytes).unwrap()),
        None => Err(Unlike::Part(format!("{path} is not made; there are {:?}", made.keys().collect::<Vec<_>>()))),
    }
}

/// The inside of `<main>`.
fn main_of(page: &str) -> String {
    let start = page.find("<main").and_then(|at| Some(at + page[at..].find('>')? + 1)).unwrap();
    let end = page.rfind("</main>").unwrap();
    let inside = page[start..end].trim_start_matches('\n');
    if inside.ends_with('\n') { inside.to_owned() } else { format!("{inside}\n") }
}
