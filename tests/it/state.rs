//! State that came from elsewhere, in the output and in the cache: it is data, never an order. A forged one costs time, and no byte.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use rolecall::publish::Key;
use rolecall::source::Hash;

use crate::support::{Folder, NOW, POSTING, Run, STATE_KEY, program, state};

/// A built site, a folder beside it that no build may touch, and a link to that in the output.
fn scene() -> Folder {
    let site = Folder::site();
    site.write("victim/hooks/pre-commit", "precious");
    site.build().expect(0);
    symlink("../victim", site.path.join("public/x")).unwrap();
    site
}

fn precious(site: &Folder, what: &str) {
    assert_eq!(fs::read(site.path.join("victim/hooks/pre-commit")).unwrap(), b"precious", "{what}");
    assert_eq!(fs::read_dir(site.path.join("victim/hooks")).unwrap().count(), 1, "{what}");
    assert_eq!(fs::read_dir(site.path.join("victim")).unwrap().count(), 1, "{what}");
}

fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A journal as an attacker writes it, with the mark of a key.
fn journal(site: &Folder, steps: &str, key: &str) -> String {
    let text = format!("rolecall-journal 2\n{steps}");
    let place = site.path.join("public");
    let mark = Key::of_text(key).unwrap().mark("journal", place.to_str().unwrap(), text.as_bytes());
    format!("{text}\n{mark}\n")
}

#[test]
fn a_forged_journal_is_set_aside_with_a_note() {
    let whole = scene();
    let good = whole.public();
    for steps in
        ["put x/hooks/pre-commit", "remove x/hooks/pre-commit", "tree x/hooks", "put index.html", "remove index.html"]
    {
        let forged = [
            format!("rolecall-journal 1\n{steps}\nend\n"),
            journal(&whole, steps, "the key of someone else"),
            format!("rolecall-journal 2\n{steps}\n{}\n", "0".repeat(64)),
        ];
        for text in forged {
            let site = scene();
            site.write("public/.rolecall/journal", text);
            for staged in ["x/hooks/pre-commit", "index.html"] {
                site.write(&format!("public/.rolecall/stage/{staged}"), "evil");
            }
            let run = site.build().expect(0);
            assert!(run.err.contains("note: ") && run.err.contains("set aside, building"), "{steps}: {}", run.err);
            precious(&site, steps);
            assert_eq!(site.public(), good, "{steps}");
            assert!(state(&site.path.join("public")).contains(&"journal.unverified".to_owned()));
            // It is told once.
            assert!(!site.build().expect(0).err.contains("set aside"));
        }
    }
}

#[test]
fn a_marked_journal_leads_through_no_link_and_publishes_what_was_staged_alone() {
    for (steps, staged) in [
        ("put x/hooks/pre-commit", "x/hooks/pre-commit"),
        ("tree x/hooks", "x/hooks/pre-commit"),
        ("put robots.txt", "robots.txt"),
    ] {
        let site = scene();
        let good = site.public();
        site.write("public/.rolecall/journal", journal(&site, steps, STATE_KEY));
        site.write(&format!("public/.rolecall/stage/{staged}"), "evil");
        let run = site.build().expect(0);
        assert!(run.err.contains("set aside, building"), "{steps}: {}", run.err);
        precious(&site, steps);
        assert_eq!(site.public(), good, "{steps}");
    }
    // A staged link is never published.
    let site = scene();
    let good = site.public();
    site.write("public/.rolecall/journal", journal(&site, "put secret.txt\ntree deep", STATE_KEY));
    fs::create_dir_all(site.path.join("public/.rolecall/stage/deep")).unwrap();
    symlink("/etc/hostname", site.path.join("public/.rolecall/stage/secret.txt")).unwrap();
    symlink("/etc/hostname", site.path.join("public/.rolecall/stage/deep/secret.txt")).unwrap();
    site.build().expect(0);
    assert_eq!(site.public(), good);
}

#[test]
fn what_stands_in_for_a_file_of_the_state_hangs_and_harms_nobody() {
    for name in [
        "manifest",
        "mark",
        "pages",
        "journal",
        "lock",
        "stage",
        "manifest.next",
        "pages.next",
        "mark.next",
        "journal.next",
        "journal.unverified",
        "receipt",
    ] {
        for kind in ["pipe", "link", "folder", "link to nowhere"] {
            let site = scene();
            let good = site.public();
            let path = site.path.join("public/.rolecall").join(name);
            let _ = fs::remove_file(&path);
            match kind {
                "pipe" => pipe(&path),
                "link" => symlink("../../victim/hooks/pre-commit", &path).unwrap(),
                "folder" => site.write(&format!("public/.rolecall/{name}/a/b"), "x"),
                _ => symlink("../../victim/new", &path).unwrap(),
            }
            let what = format!("{name} is a {kind}");
            let run = Run::of(
                Command::new("timeout")
                    .arg("20")
                    .arg(crate::support::executable())
                    .args(["build", "--now", NOW, "--root"])
                    .arg(&site.path)
                    .env("ROLECALL_STATE_KEY", STATE_KEY),
            );
            precious(&site, &what);
            assert_eq!(site.public(), good, "{what}");
            match name {
                "lock" => assert!(run.code == Some(3) && run.err.contains("not a regular file"), "{what}: {}", run.err),
                "manifest" => {
                    assert!(run.code == Some(2) && run.err.contains("can't be the output"), "{what}: {}", run.err)
                }
                _ => assert_eq!(run.code, Some(0), "{what}: {}", run.err),
            }
        }
    }
    // The folder itself.
    let site = scene();
    fs::rename(site.path.join("public/.rolecall"), site.path.join("elsewhere")).unwrap();
    symlink("../elsewhere", site.path.join("public/.rolecall")).unwrap();
    let run = site.build().expect(3);
    assert!(run.err.contains(".rolecall"), "{}", run.err);
}

#[test]
fn a_foreign_manifest_is_believed_for_exact_bytes_alone() {
    let marked = |site: &Folder, is_marked: bool| {
        if !is_marked {
            site.remove("public/.rolecall/mark");
        }
    };
    // Named with other bytes: it stays, and a page there is refused.
    for (text, is_kept) in [("mine", true), ("ours", false)] {
        let site = Folder::site();
        site.build().expect(0);
        site.write("public/notes.txt", text);
        let path = site.path.join("public/.rolecall/manifest");
        let named = format!("{} 4 notes.txt\n", Hash::of(b"ours"));
        fs::write(&path, fs::read_to_string(&path).unwrap() + &named).unwrap();
        marked(&site, false);
        site.build().expect(0);
        assert_eq!(site.path.join("public/notes.txt").exists(), is_kept, "{text}");
        if is_kept {
            site.write("content/static/notes.txt", "a page of the site");
            fs::write(&path, fs::read_to_string(&path).unwrap() + &named).unwrap();
            let run = site.build().expect(2);
            assert!(run.err.contains("in the way"), "{}", run.err);
            assert_eq!(fs::read(site.path.join("public/notes.txt")).unwrap(), b"mine");
        }
    }
    // One that was restored with its files costs time alone.
    let site = Folder::site();
    site.build().expect(0);
    site.remove("public/.rolecall/mark");
    site.write("content/jobs/engineer.md", POSTING.replace("Build things.", "Build better things."));
    site.build().expect(0);
    let warm = site.public();
    fs::remove_dir_all(site.path.join("public")).unwrap();
    site.build().expect(0);
    assert_eq!(site.public(), warm);
}

#[test]
fn a_record_of_pages_from_elsewhere_remembers_nothing() {
    let site = Folder::site();
    site.build().expect(0);
    let path = site.path.join("public/.rolecall/pages");
    let forged = format!("{} open /jobs/rival/ ../../../etc/passwd\n", "0".repeat(64));
    fs::write(&path, fs::read_to_string(&path).unwrap() + &forged).unwrap();
    let run = site.run(&["build", "--now", NOW, "--changes", "changes.json"]).expect(0);
    let changes = fs::read_to_string(site.path.join("changes.json")).unwrap();
    assert!(!run.err.contains("rival") && !changes.contains("rival"), "{} {changes}", run.err);
    assert!(!fs::read_to_string(&path).unwrap().contains("rival"));
}

#[test]
fn a_lock_that_is_another_file_too_is_not_written() {
    let site = Folder::site();
    site.build().expect(0);
    site.write("victim", "precious");
    site.remove("public/.rolecall/lock");
    fs::hard_link(site.path.join("victim"), site.path.join("public/.rolecall/lock")).unwrap();
    let run = site.build().expect(3);
    assert!(run.err.contains("it has another name (a hard link)"), "{}", run.err);
    assert_eq!(fs::read(site.path.join("victim")).unwrap(), b"precious");
}

#[test]
fn a_killed_build_of_another_machine_is_built_anew() {
    let site = Folder::site();
    site.build().expect(0);
    // Its renames had begun: one new page is in its place, one is staged.
    site.write("content/jobs/nurse.md", POSTING.replace("Engineer", "Nurse"));
    site.run(&["build", "--now", NOW, "--output", "other"]).expect(0);
    let nurse = fs::read(site.path.join("other/jobs/nurse/index.html")).unwrap();
    site.write("public/jobs/nurse/index.html", &nurse);
    site.write("public/.rolecall/journal", journal(&site, "put jobs/nurse/index.html", "the key of that machine"));
    fs::copy(site.path.join("other/.rolecall/manifest"), site.path.join("public/.rolecall/manifest.next")).unwrap();
    // Meanwhile the text has changed, so that the page is neither the old nor the new one.
    site.write("content/jobs/nurse.md", POSTING.replace("Engineer", "Nurse").replace("Build things.", "Care."));
    site.build().expect(0);
    assert!(String::from_utf8(site.public()["jobs/nurse/index.html"].clone()).unwrap().contains("Care."));
    // And when it is not to be made any more, it goes.
    site.write("public/jobs/nurse2/index.html", &nurse);
    let hash = Hash::of(&nurse);
    site.write(
        "public/.rolecall/manifest.next",
        format!("rolecall-manifest 1\n{hash} {} jobs/nurse2/index.html\n", nurse.len()),
    );
    site.write("public/.rolecall/journal", "rubbish");
    site.build().expect(0);
    assert!(!site.path.join("public/jobs/nurse2").exists());
}

#[test]
fn a_static_file_that_was_changed_under_an_equal_length_is_made_good() {
    let site = Folder::site();
    site.write("content/static/notes.txt", "one thing");
    site.build().expect(0);
    site.write("public/notes.txt", "two thing");
    site.build().expect(0);
    assert_eq!(site.public()["notes.txt"], b"one thing");
}

#[test]
fn an_output_that_is_deleted_during_a_build_leaves_nothing_to_refuse() {
    use rolecall::publish::{Target, TargetOptions};
    let site = Folder::site();
    site.build().expect(0);
    let mut outcome = crate::support::cold(rolecall::discover::discover(&site.path).unwrap(), NOW);
    let ready = outcome.ready.take().unwrap();
    let (output, stop) = (site.path.join("public"), std::sync::atomic::AtomicBool::new(false));
    let opening = TargetOptions { site: &site.path, output: &output, is_named: false, wait: false, key: None };
    let mut target = Target::open(opening, &stop).unwrap();
    fs::remove_dir_all(&output).unwrap();
    assert!(target.publish(&ready, &rolecall::pipeline::MadeFiles::default(), false, &stop).is_err());
    drop(target);
    assert!(!output.exists());
    site.build().expect(0);
}

#[test]
fn the_key_is_this_users_and_a_build_works_without_one() {
    let site = Folder::site();
    let home = Folder::new();
    let build = |key: Option<&str>, folder: &str| {
        let mut command = program();
        command.args(["build", "--now", NOW, "--root"]).arg(&site.path);
        command.env_remove("ROLECALL_STATE_KEY").env("HOME", &home.path).env("XDG_STATE_HOME", home.path.join(folder));
        if let Some(key) = key {
            command.env("ROLECALL_STATE_KEY", key);
        }
        Run::of(&mut command).expect(0)
    };
    assert!(!build(None, "state").err.contains("note: "));
    assert_eq!(fs::metadata(home.path.join("state/rolecall/key")).unwrap().len(), 32);
    let good = site.public();
    home.write("file", "");
    for (key, folder, reason) in
        [(None, "file", "can't read or create"), (Some("short"), "state", "at least 16 characters")]
    {
        let run = build(key, folder);
        assert!(run.err.contains("note: ") && run.err.contains(reason), "{}", run.err);
        assert_eq!(site.public(), good);
    }
    assert!(!build(Some(""), "state").err.contains("note: "), "an empty variable is none");
}

#[test]
fn a_first_signal_ends_the_wait_for_another_build() {
    let site = Folder::site();
    site.build().expect(0);
    let lock = fs::OpenOptions::new().read(true).write(true).open(site.path.join("public/.rolecall/lock")).unwrap();
    lock.lock().unwrap();
    let mut waiting =
        program().args(["build", "--quiet", "--wait", "--now", NOW, "--root"]).arg(&site.path).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(Command::new("kill").arg(waiting.id().to_string()).status().unwrap().success());
    assert_eq!(waiting.wait().unwrap().code(), Some(143));
}

#[test]
fn a_first_signal_ends_what_never_comes_back() {
    let site = Folder::site();
    site.write("content/site.yaml", format!("{}theme: slow\n", crate::support::SITE));
    site.write("themes/slow/theme.yaml", "name: slow\ncontract: 2\n");
    let endless = "{% for a in range(end=99999) %}{% for b in range(end=99999) %}{% endfor %}{% endfor %}";
    site.write("themes/slow/templates/404.html", endless);
    let mut building = program().args(["build", "--quiet", "--now", NOW, "--root"]).arg(&site.path).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(building.try_wait().unwrap().is_none(), "it is at work");
    assert!(Command::new("kill").arg(building.id().to_string()).status().unwrap().success());
    assert_eq!(building.wait().unwrap().code(), Some(143));
    // What it had begun is cleared away by the next.
    site.write("themes/slow/templates/404.html", "fine");
    site.build().expect(0);
    assert_eq!(state(&site.path.join("public")), ["lock", "made", "manifest", "mark", "pages", "receipt"]);
}
