//! Publishing: what is refused, what is left alone, and what is mended.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::{Folder, NOW, POSTING, Run, program, state};

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = Folder::site();
    site.write("full/precious.txt", "mine");
    site.write("file", "mine");
    fs::create_dir_all(site.path.join("content/out")).unwrap();
    for output in
        [".", "..", "/", "content", "content/out", "content/new", "themes/x", "full", "file", "content/../content"]
    {
        let run = site.run(&["build", "--now", NOW, "--output", output]);
        assert_eq!(run.code, Some(2), "{output}: {} {}", run.out, run.err);
        assert!(run.err.contains("can't be the output"), "{output}: {}", run.err);
    }
    let home = Run::of(
        program()
            .args(["build", "--now", NOW, "--root"])
            .arg(&site.path)
            .arg("--output")
            .arg(site.path.join("full"))
            .env("HOME", site.path.join("full")),
    );
    assert_eq!(home.code, Some(2));
    assert_eq!(fs::read_to_string(site.path.join("full/precious.txt")).unwrap(), "mine");
}

#[test]
#[cfg(unix)]
fn links_do_not_hide_where_an_output_lies() {
    let site = Folder::site();
    std::os::unix::fs::symlink("content", site.path.join("alias")).unwrap();
    std::os::unix::fs::symlink("nowhere", site.path.join("dangling")).unwrap();
    for output in ["alias", "alias/new"] {
        let run = site.run(&["build", "--now", NOW, "--output", output]).expect(2);
        assert!(run.err.contains("can't be the output"), "{}", run.err);
    }
    site.run(&["build", "--now", NOW, "--output", "dangling"]).expect(3);
}

#[test]
fn what_we_did_not_write_stays() {
    let site = Folder::site();
    site.write("public/.gitkeep", "");
    site.build().expect(0);
    site.write("public/jobs/mine.txt", "mine");
    site.write("public/.htaccess", "mine");
    site.remove("content/jobs/engineer.md");
    let run = site.build().expect(0);
    assert!(!run.out.contains(" 0 removed"), "{}", run.out);
    let public = site.public();
    assert!(!public.contains_key("jobs/engineer/index.html"));
    assert!(!site.path.join("public/jobs/engineer").exists(), "an empty folder is left");
    assert_eq!(public["jobs/mine.txt"], b"mine");
    assert_eq!(public[".htaccess"], b"mine");
    assert!(public.contains_key(".gitkeep"));
}

#[test]
fn what_somebody_changed_or_removed_is_mended() {
    let site = Folder::site();
    site.build().expect(0);
    let good = site.public();
    site.write("public/index.html", "vandal");
    site.remove("public/jobs/index.html");
    fs::remove_dir_all(site.path.join("public/articles")).unwrap();
    site.build().expect(0);
    assert_eq!(site.public(), good);
}

#[test]
fn a_page_becomes_a_folder_and_a_folder_a_page() {
    let site = Folder::site();
    site.write("content/static/a", "file");
    site.write("content/static/b/c", "file");
    site.build().expect(0);
    site.remove("content/static/a");
    fs::remove_dir_all(site.path.join("content/static/b")).unwrap();
    site.write("content/static/a/x", "file");
    site.write("content/static/b", "file");
    site.build().expect(0);
    let public = site.public();
    assert!(
        public.contains_key("a/x") && public.contains_key("b") && !public.contains_key("b/c"),
        "{:?}",
        public.keys()
    );
}

#[test]
fn a_damaged_state_costs_time_and_nothing_else() {
    let site = Folder::site();
    site.build().expect(0);
    let good = site.public();
    for (file, text) in
        [("manifest", "rubbish\n\u{0}"), ("journal", "rolecall-journal 1\nput index.html\n"), ("journal", "rubbish")]
    {
        site.write(&format!("public/.rolecall/{file}"), text);
        site.build().expect(0);
        assert_eq!(site.public(), good, "{file}");
    }
    // Half of a stage that a killed build left.
    site.write("public/.rolecall/stage/index.html", "half");
    site.build().expect(0);
    assert_eq!(site.public(), good);
    // A journal that is not believed stays, to be looked at.
    assert_eq!(
        state(&site.path.join("public")),
        ["journal.unverified", "lock", "made", "manifest", "mark", "pages", "receipt"]
    );
}

#[test]
fn one_of_two_builds_waits_or_says_so() {
    let site = Folder::site();
    site.build().expect(0);
    let lock = fs::OpenOptions::new().read(true).write(true).open(site.path.join("public/.rolecall/lock")).unwrap();
    lock.lock().unwrap();
    let run = site.build().expect(3);
    assert!(run.err.contains("another build") && run.err.contains("--wait"), "{}", run.err);
    let mut waiting = program()
        .args(["build", "--quiet", "--wait", "--now", NOW, "--root", "."])
        .current_dir(&site.path)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert!(waiting.try_wait().unwrap().is_none(), "it did not wait");
    lock.unlock().unwrap();
    assert!(waiting.wait().unwrap().success());
}

#[test]
fn eight_builds_at_once_leave_one_whole_site() {
    let site = Folder::site();
    site.build().expect(0);
    let good = site.public();
    fs::remove_dir_all(site.path.join("public")).unwrap();
    let children: Vec<_> = (0..8)
        .map(|_| {
            program()
                .args(["build", "--quiet", "--wait", "--now", NOW, "--root", "."])
                .current_dir(&site.path)
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(site.public(), good);
}

#[test]
#[cfg(unix)]
fn a_pipe_among_the_sources_hangs_nobody() {
    let site = Folder::site();
    assert!(Command::new("mkfifo").arg(site.path.join("content/jobs/pipe.md")).status().unwrap().success());
    let run = site.build().expect(1);
    assert!(run.err.contains("error[irregular-file]"), "{}", run.err);
}

#[test]
#[cfg(unix)]
fn names_that_are_no_text_and_keys_are_errors() {
    use std::os::unix::ffi::OsStrExt;
    let site = Folder::site();
    fs::write(site.path.join("content/jobs").join(std::ffi::OsStr::from_bytes(b"a\xff.md")), "x").unwrap();
    site.write("content/static/server.key", "secret");
    site.write("content/static/.env", "secret");
    let run = site.build().expect(1);
    assert_eq!(run.err.matches("error[irregular-file]").count(), 2, "{}", run.err);
}

#[test]
fn what_lies_in_the_way_is_refused_before_anything_is_written() {
    let ways: [(&str, &str, &str); 5] = [
        ("public/notes.txt", "content/static/notes.txt", "a file where a file goes"),
        ("public/zz/f", "content/static/zz", "a folder where a file goes"),
        ("public/dir", "content/static/dir/f", "a file where a folder goes"),
        ("public/jobs/new/index.html", "content/jobs/new.md", "a page where a page goes"),
        ("public/.htaccess", "content/static/.htaccess", "a dot file"),
    ];
    for (foreign, ours, what) in ways {
        let site = Folder::site();
        site.build().expect(0);
        site.write(foreign, "MINE");
        site.write(ours, if ours.ends_with(".md") { POSTING } else { "ours" });
        let before = site.public();
        let run = site.build();
        assert_eq!(run.code, Some(2), "{what}: {}{}", run.out, run.err);
        assert!(run.err.contains("in the way"), "{what}: {}", run.err);
        assert_eq!(site.public(), before, "{what}");
        site.remove(foreign);
        if foreign == "public/zz/f" {
            fs::remove_dir(site.path.join("public/zz")).unwrap();
        }
        site.build().expect(0);
    }
}

#[test]
#[cfg(unix)]
fn a_manifest_with_other_lines_deletes_nothing_of_others() {
    let site = Folder::site();
    site.build().expect(0);
    site.write("elsewhere/e.txt", "precious");
    site.write("public/keep.txt", "precious");
    std::os::unix::fs::symlink("../elsewhere", site.path.join("public/link")).unwrap();
    let path = site.path.join("public/.rolecall/manifest");
    let zeros = "0".repeat(64);
    let text = fs::read_to_string(&path).unwrap() + &format!("{zeros} 8 keep.txt\n{zeros} 8 link/e.txt\n");
    fs::write(&path, text).unwrap();
    let run = site.build().expect(0);
    assert!(run.out.contains("left in place, because they were changed by something else: 2"), "{}", run.out);
    assert!(site.path.join("public/keep.txt").exists() && site.path.join("elsewhere/e.txt").exists());
    // And nothing is written through the link.
    site.write("content/static/link/x", "x");
    site.build().expect(2);
    assert!(!site.path.join("elsewhere/x").exists());
}

#[test]
fn what_is_known_is_not_drawn_again() {
    use rolecall::discover::Disk;
    use rolecall::pipeline::{Memo, build};
    let site = Folder::site();
    let settings = fs::read_to_string(site.path.join("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{settings}\nimages: {{ cards: true }}\n"));
    let (mut disk, mut memo) = (Disk::new(&site.path), Memo::default());
    let stop = std::sync::atomic::AtomicBool::new(false);
    let mut rendered = Vec::new();
    for _ in 0..2 {
        disk.scan(&|| true).unwrap();
        let mut outcome = build(disk.sources().clone(), &crate::support::request(NOW), &mut memo);
        let ready = outcome.ready.take().unwrap();
        let output = site.path.join("public");
        let opening = rolecall::publish::TargetOptions {
            site: &site.path,
            output: &output,
            is_named: false,
            wait: false,
            key: None,
        };
        let mut target = rolecall::publish::Target::open(opening, &stop).unwrap();
        target.publish(&ready, &memo.made, false, &stop).unwrap();
        assert!(ready.plan().files.iter().any(|page| page.out.as_str().ends_with("card.png")));
        outcome.ready = Some(ready);
        rendered.push(outcome.work().rendered);
    }
    assert!(rendered[0] > 5 && rendered[1] == 0, "{rendered:?}");
}
