//! The real program: commands, options, exit codes, and the same bytes wherever it runs.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Folder, NOW, POSTING, Run, SITE, program, tree};

#[test]
fn a_site_is_built_and_a_second_build_changes_nothing() {
    let site = Folder::site();
    let first = site.build().expect(0);
    assert!(first.out.contains(" new, 0 changed, 0 removed, 0 unchanged\n"), "{}", first.out);
    assert!(first.out.contains("next automatic change: none\n"), "{}", first.out);
    let before = site.public();
    assert!(before.contains_key("jobs/engineer/index.html"));
    let second = site.build().expect(0);
    assert!(second.out.starts_with("0 new, 0 changed, 0 removed, "), "{}", second.out);
    assert_eq!(site.public(), before);
}

#[test]
fn an_error_writes_nothing_and_exits_with_1() {
    let site = Folder::site();
    site.build().expect(0);
    let before = site.public();
    site.write("content/jobs/engineer.md", POSTING.replace("posted", "postd"));
    site.write("content/jobs/new.md", POSTING.replace("acme", "acne"));
    let run = site.build().expect(1);
    assert!(run.out.is_empty());
    assert!(run.err.contains("error[unknown-field]: unknown field `postd`"), "{}", run.err);
    assert!(run.err.contains("content/jobs/engineer.md:4:1"), "{}", run.err);
    assert!(run.err.contains("error[unknown-company]"), "{}", run.err);
    assert!(run.err.ends_with("nothing was written\n"), "{}", run.err);
    assert_eq!(site.public(), before);
}

#[test]
fn a_failing_template_leaves_no_folder_behind() {
    let site = Folder::site();
    site.write("themes/default/templates/job.html", "{{ job.titel }}");
    let run = site.build().expect(1);
    assert!(run.err.contains("error[template-error]"), "{}", run.err);
    assert!(run.err.contains("themes/default/templates/job.html:1:"), "{}", run.err);
    assert!(!site.path.join("public").exists());
}

#[test]
fn check_shows_findings_on_stdout_in_three_forms() {
    let site = Folder::site();
    site.write("content/articles/hello.md", "---\ntitle: Hello\ndate: 2026-10-01\n---\nSome ** bold ** text.\n");
    let human = site.run(&["check", "--now", NOW]).expect(0);
    assert!(
        human.out.contains("warning[emphasis-spaces]") && human.out.contains("5 | Some ** bold ** text."),
        "{}",
        human.out
    );
    assert!(human.err.is_empty());
    let short = site.run(&["check", "--now", NOW, "--format", "short"]).expect(0);
    assert!(short.out.starts_with("content/articles/hello.md:5:6: warning[emphasis-spaces]"), "{}", short.out);
    let json = site.run(&["check", "--now", NOW, "--format", "json"]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&json["version"], &json["errors"], &json["warnings"]), (&1.into(), &0.into(), &1.into()));
    let first = &json["diagnostics"][0];
    assert_eq!(
        (&first["file"], &first["line"], &first["column"]),
        (&"content/articles/hello.md".into(), &5.into(), &6.into())
    );
    assert!(!site.path.join("public").exists());
    site.run(&["check", "--now", NOW, "--strict"]).expect(1);
}

#[test]
fn every_rule_can_be_explained() {
    let all = Run::of(program().arg("explain")).expect(0);
    for line in all.out.lines() {
        let code = line.split(' ').next().unwrap();
        let run = Run::of(program().args(["explain", code])).expect(0);
        assert!(run.out.contains("Example:") && run.out.contains("Remedy:"), "{}", run.out);
    }
    let run = Run::of(program().args(["explain", "unknown-feild"])).expect(2);
    assert!(run.err.contains("did you mean `unknown-field`?"));
}

#[test]
fn wrong_usage_exits_with_2() {
    for arguments in [
        &["bild"][..],
        &["build", "--now", "yesterday"],
        &["build", "--threads", "0"],
        &["build", "--base-url", "nowhere"],
    ] {
        Run::of(program().args(arguments)).expect(2);
    }
    Run::of(program().arg("--help")).expect(0);
    Run::of(program().arg("--version")).expect(0);
}

#[test]
fn the_clock_is_an_option_or_a_variable_and_both_must_be_instants() {
    let site = Folder::site();
    site.write("content/articles/later.md", "---\ntitle: Later\ndate: 2027-01-01\n---\nText.\n");
    let run = site.run(&["build", "--now", "2026-12-31T22:59:59Z"]).expect(0);
    assert!(
        run.out.contains("/articles/later/ (content/articles/later.md): opens 2027-01-01T00:00:00+01:00\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("next automatic change: 1 Jan 2027 00:00 Europe/Madrid (/articles/later/ opens)\n"));
    let run = site.run(&["build", "--now", "2026-12-31T23:00:00Z"]).expect(0);
    assert!(run.out.contains("next automatic change: none"), "{}", run.out);
    assert!(site.public().contains_key("articles/later/index.html"));
    let mut command = program();
    command.args(["build", "--root", "."]).env("SOURCE_DATE_EPOCH", "1764547200").current_dir(&site.path);
    let run = Run::of(&mut command).expect(0);
    assert!(!run.out.contains(", 0 removed, "), "{}", run.out);
    assert!(!site.public().contains_key("articles/later/index.html"));
    command.env("SOURCE_DATE_EPOCH", "soon");
    Run::of(&mut command).expect(2);
}

#[test]
fn drafts_and_future_are_shown_on_demand() {
    let site = Folder::site();
    site.write("content/articles/later.md", "---\ntitle: Later\ndate: 2027-01-01\n---\nText.\n");
    site.write(
        "content/articles/draft.md",
        "---\ntitle: SECRET-DRAFT\ndate: 2026-01-01\ntags: [SECRET-TAG]\ndraft: true\n---\nText.\n",
    );
    site.build().expect(0);
    for (path, bytes) in site.public() {
        assert!(!String::from_utf8_lossy(&bytes).contains("SECRET"), "{path} shows a draft");
    }
    site.run(&["build", "--now", NOW, "--drafts", "--future"]).expect(0);
    let public = site.public();
    assert!(public.contains_key("articles/later/index.html") && public.contains_key("articles/draft/index.html"));
}

#[test]
fn options_stand_in_for_the_settings() {
    let site = Folder::site();
    site.run(&["build", "--now", NOW, "--base-url", "https://preview.example/x", "--output", "elsewhere"]).expect(0);
    let page = String::from_utf8(tree(&site.path.join("elsewhere"))["jobs/engineer/index.html"].clone()).unwrap();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://preview.example/x/jobs/engineer/\">"), "{page}");
    let run = site.run(&["build", "--now", NOW, "--theme", "none"]).expect(1);
    assert!(run.err.contains("error[missing-theme]"));
}

#[test]
fn the_same_tree_makes_the_same_bytes_everywhere() {
    let site = Folder::site();
    site.write("content/jobs/b.es.md", POSTING);
    site.build().expect(0);
    let expected = site.public();
    // The same files, made in another order, in a folder with another name, under another clock's zone and another locale.
    let copy = Folder::new();
    let mut files: Vec<_> = tree(&site.path.join("content")).into_iter().collect();
    files.reverse();
    for (path, bytes) in &files {
        copy.write(&format!("a longer name/content/{path}"), bytes);
    }
    for (zone, locale, threads) in
        [("UTC", "C", "1"), ("Pacific/Kiritimati", "es_ES.UTF-8", "2"), ("America/St_Johns", "C.UTF-8", "16")]
    {
        let mut command = program();
        command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale).current_dir(&copy.path);
        command.args([
            "build",
            "--now",
            NOW,
            "--root",
            "a longer name",
            "--output",
            zone.split('/').next().unwrap(),
            "--threads",
            threads,
        ]);
        Run::of(&mut command).expect(0);
        assert_eq!(tree(&copy.path.join(zone.split('/').next().unwrap())), expected, "{zone}");
    }
}

#[test]
#[cfg(unix)]
fn files_have_the_same_permissions_under_every_umask() {
    use std::os::unix::fs::PermissionsExt;
    let site = Folder::site();
    let program = crate::support::executable();
    site.write("content/pages/x/y.md", "---\ntitle: Y\n---\nText.\n");
    let build = |umask: &str| {
        let line = format!("umask {umask}; {program} build --now {NOW} --root . --output out");
        Run::of(Command::new("sh").args(["-c", &line]).current_dir(&site.path)).expect(0);
    };
    build("022");
    site.write("content/jobs/later.md", POSTING);
    site.write("content/pages/new/folder/z.md", "---\ntitle: Z\n---\nText.\n");
    build("077");
    let mode = |path: &str| fs::metadata(site.path.join("out").join(path)).unwrap().permissions().mode() & 0o777;
    for path in ["", "jobs", "jobs/later", "x", "new", "new/folder", "new/folder/z"] {
        assert_eq!(mode(path), 0o755, "{path}");
    }
    for path in ["index.html", "jobs/later/index.html", "new/folder/z/index.html"] {
        assert_eq!(mode(path), 0o644, "{path}");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let site = Folder::site();
    let mut child = program()
        .args(["check", "--root", ".", "--now", NOW])
        .current_dir(&site.path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(!err.contains("panic"), "{err}");
}

#[test]
#[cfg(unix)]
fn names_from_the_disk_reach_no_terminal_as_commands() {
    let site = Folder::site();
    site.write("content/articles/a\u{1b}[31m.md", "Text.\n");
    let run = site.build().expect(1);
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
}

/// A `watch` in the background, ended with the test.
struct Watching(std::process::Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn watch(site: &Folder, options: &[&str]) -> Watching {
    let child = program()
        .args(["watch", "--root", ".", "--now", NOW])
        .args(options)
        .current_dir(&site.path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    Watching(child)
}

#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(30), "{what} did not come about");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn reads(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|found| found.contains(text))
}

fn watching_follows_every_kind_of_change(options: &[&str]) {
    let site = Folder::site();
    let at = |path: &str| site.path.join("public").join(path);
    let _watching = watch(&site, options);
    until("the first build", || reads(&at("jobs/engineer/index.html"), "Build things."));
    site.write("content/jobs/engineer.md", POSTING.replace("Build things.", "Build better things."));
    until("an edit", || reads(&at("jobs/engineer/index.html"), "Build better things."));
    site.write("content/articles/deep/er/new.md", "---\ntitle: New\ndate: 2026-11-01\n---\nText.\n");
    until("a file in new folders", || at("articles/new/index.html").exists());
    fs::rename(
        site.path.join("content/articles/deep/er/new.md"),
        site.path.join("content/articles/deep/er/renamed.md"),
    )
    .unwrap();
    until("a rename", || at("articles/renamed/index.html").exists() && !at("articles/new").exists());
    site.remove("content/articles/deep/er/renamed.md");
    until("a deletion", || !at("articles/renamed").exists() && !reads(&at("articles/index.html"), "renamed"));
    site.write("themes/default/templates/page.html", "<p>mine</p>");
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
    until("a new theme folder", || reads(&at("about/index.html"), "<p>mine</p>"));
    // An editor's way of saving: another file, renamed over the first.
    site.write("content/site.yaml.new", SITE.replace("title: Test", "title: Renamed"));
    fs::rename(site.path.join("content/site.yaml.new"), site.path.join("content/site.yaml")).unwrap();
    until("new settings", || reads(&at("index.html"), "Renamed"));
    // A fault leaves the last good site, and mending it goes on.
    site.write("content/jobs/engineer.md", "---\ntitle: Broken\n");
    std::thread::sleep(Duration::from_millis(800));
    assert!(reads(&at("jobs/engineer/index.html"), "Build better things."));
    site.write("content/jobs/engineer.md", POSTING.replace("Build things.", "Mended."));
    until("the mending", || reads(&at("jobs/engineer/index.html"), "Mended."));
    // And all of it is what a clean build makes.
    let clean = site.run(&["build", "--now", NOW, "--output", "clean"]).expect(0);
    drop(clean);
    assert_eq!(site.public(), tree(&site.path.join("clean")));
}

#[test]
fn watching_follows_every_kind_of_change_by_events() {
    watching_follows_every_kind_of_change(&[]);
}

#[test]
fn watching_follows_every_kind_of_change_by_polling() {
    watching_follows_every_kind_of_change(&["--poll"]);
}

#[test]
fn watching_builds_again_at_the_next_change_and_does_not_spin_on_a_fault() {
    let site = Folder::site();
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(3);
    site.write(
        "content/articles/soon.md",
        format!("---\ntitle: Soon\ndate: {}\n---\nText.\n", soon.strftime("%Y-%m-%dT%H:%M:%SZ")),
    );
    let log = site.path.join("log");
    let child = program()
        .args(["watch", "--root", "."])
        .current_dir(&site.path)
        .stdout(Stdio::null())
        .stderr(fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let _watching = Watching(child);
    until("the first build", || site.path.join("public/index.html").exists());
    assert!(!site.path.join("public/articles/soon").exists());
    site.write("content/articles/faulty.md", "---\ntitle: Faulty\n---\nText.\n");
    std::thread::sleep(Duration::from_secs(5));
    let builds = fs::read_to_string(&log).unwrap().matches("nothing was written").count();
    assert!((1..=4).contains(&builds), "{builds} builds of a faulty site");
    site.remove("content/articles/faulty.md");
    until("the article whose time has come", || site.path.join("public/articles/soon/index.html").exists());
}

#[test]
#[cfg(unix)]
fn a_signal_ends_watching_with_its_number() {
    let site = Folder::site();
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let mut watching = watch(&site, &[]);
        until("the first build", || site.path.join("public/index.html").exists());
        std::thread::sleep(Duration::from_millis(300));
        let done = Command::new("kill").args([&format!("-{name}"), &watching.0.id().to_string()]).status().unwrap();
        assert!(done.success());
        assert_eq!(watching.0.wait().unwrap().code(), Some(code));
    }
}

#[test]
fn input_that_nobody_expects_is_no_panic() {
    // Bytes from a small generator as every kind of file: always an answer, never a panic.
    let mut numbers = crate::support::Numbers(7);
    for round in 0..40 {
        let site = Folder::site();
        for path in [
            "content/jobs/x.md",
            "content/jobs/y.yaml",
            "content/articles/z.md",
            "content/tags/t.md",
            "content/companies/c.yaml",
        ] {
            let len = numbers.below(400);
            let alphabet = b"---\n: []{}#&*!|>'\"%@`abc\xc3\xa9\x00\t0159.,";
            let mut bytes: Vec<u8> = if round % 2 == 0 { b"---\ntitle: ".to_vec() } else { Vec::new() };
            bytes.extend((0..len).map(|_| alphabet[numbers.below(alphabet.len())]));
            let mut file = fs::File::create({
                let path = site.path.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                path
            })
            .unwrap();
            file.write_all(&bytes).unwrap();
        }
        let run = site.run(&["check", "--now", NOW]);
        assert!(matches!(run.code, Some(0 | 1)), "{:?} {}", run.code, run.err);
        assert!(!run.out.contains("internal") && !run.err.contains("panicked"), "{}{}", run.out, run.err);
    }
}
