//! The test command itself, with stand-ins for the programs it runs: it can fail.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::support::Run;

/// A stand-in for cargo that passes everything, two test binaries among it.
const CARGO: &str = "case \"$1\" in test)\necho 'running 3 tests'\necho 'test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured'\necho 'test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured' ;; esac";
const NODE: &str = "echo 'ok one (0.1 s)'\necho 'browser: 5 passed, 0 failed'";
/// What the command looks for and does not run.
const OTHERS: [&str; 6] = ["strace", "chromium", "java", "jing", "xmllint", "cc"];

/// Runs the test command where every program is a stand-in.
fn run(cargo: &str, node: &str, npm: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let tests = folder.path().join("tests");
    let bin = folder.path().join("bin");
    fs::create_dir_all(tests.join("browser/node_modules")).unwrap();
    fs::create_dir(&bin).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/run"), tests.join("run")).unwrap();
    fs::write(tests.join("browser/package-lock.json"), "{}").unwrap();
    let program = folder.path().join("target/debug");
    fs::create_dir_all(&program).unwrap();
    let paths = [("cargo", cargo), ("node", node), ("npm", npm)].into_iter().chain(OTHERS.map(|name| (name, "")));
    for (path, script) in paths.map(|(name, script)| (bin.join(name), script)).chain([(program.join("rolecall"), "")]) {
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    Run::of(Command::new("sh").arg(tests.join("run")).env("PATH", path).env_remove("CARGO_TARGET_DIR"))
}

#[track_caller]
fn check(cargo: &str, node: &str, code: i32, counts: &str) -> String {
    let run = run(cargo, node, "").expect(code);
    assert_eq!(run.out.lines().last(), Some(counts), "{}", run.out);
    run.out
}

/// A stand-in for cargo that does otherwise for one subcommand.
fn cargo_but(subcommand: &str, script: &str) -> String {
    format!("if [ \"$1\" = {subcommand} ]; then\n{script}\nelse\n{CARGO}\nfi")
}

#[test]
fn what_passes_is_counted() {
    // rustfmt, clippy, rustdoc and the demo site; 3 + 4 Rust tests; 5 in each of two runs in the browser.
    check(CARGO, NODE, 0, "21 passed, 0 failed");
}

#[test]
fn a_failing_test_in_the_browser_fails_the_whole() {
    let out = check(
        CARGO,
        "echo 'FAILED two'\necho 'ok three (0.1 s)'\necho 'browser: 4 passed, 1 failed'\nexit 1",
        1,
        "19 passed, 2 failed",
    );
    assert!(out.contains("FAILED two") && out.contains("ok three"), "{out}");
}

#[test]
fn a_part_that_ends_early_or_prints_no_counts_fails_the_whole() {
    for (node, reason) in [
        ("echo 'ok one (0.1 s)'\nexit 0", "printed no counts"),
        ("echo 'ok one (0.1 s)'\nexit 13", "ended with status 13"),
        ("kill -9 $$", "ended with status 137"),
        ("echo 'browser: 5 passed, 0 failed'\nexit 1", "ended with status 1"),
    ] {
        let out = run(CARGO, node, "").expect(1).out;
        assert!(out.contains(reason) && out.trim_end().ends_with(" 2 failed"), "{node}: {out}");
    }
    check(&cargo_but("test", "exit 0"), NODE, 1, "14 passed, 1 failed");
    check(&cargo_but("test", "echo 'error: could not compile'\nexit 101"), NODE, 1, "14 passed, 1 failed");
}

#[test]
fn one_failing_part_does_not_keep_the_others_from_running() {
    let failing = "echo 'test a ... FAILED'\necho 'test result: FAILED. 2 passed; 2 failed; 0 ignored'\necho 'test result: ok. 4 passed; 0 failed; 0 ignored'\nexit 101";
    let out = check(&cargo_but("test", failing), NODE, 1, "20 passed, 2 failed");
    assert!(out.contains("test a ... FAILED") && out.contains("== pages"), "{out}");
    let out = check(&cargo_but("fmt", "echo 'Diff in'\nexit 1"), NODE, 1, "20 passed, 1 failed");
    assert!(out.contains("Diff in") && out.contains("FAILED: rustfmt"), "{out}");
    // Without the program there is nothing to look at.
    let out = check(&cargo_but("build", "exit 1"), NODE, 1, "10 passed, 1 failed");
    assert!(!out.contains("== pages"), "{out}");
}

#[test]
fn what_cannot_be_set_up_ends_the_run_with_a_count() {
    let run = run(CARGO, NODE, "echo 'registry is away' >&2\nexit 1").expect(1);
    assert!(run.out.contains("registry is away") && run.out.ends_with("0 passed, 1 failed\n"), "{}", run.out);
}
