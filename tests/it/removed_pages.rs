//! What was published once: the record in the output's state, the ledger, and the notice of changes.

use std::fs;

use serde_json::Value;

use crate::support::{Folder, NOW, POSTING, Run, SITE, program, state};

fn changes(folder: &Folder) -> Value {
    let beside = Folder::new();
    let path = beside.path.join("changes.json");
    folder.run(&["build", "--now", NOW, "--changes", path.to_str().unwrap()]).expect(0);
    serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()
}

fn reasons(changes: &Value, list: &str) -> Vec<(String, String)> {
    let of = |entry: &Value| {
        let url = entry["url"].as_str().unwrap().trim_start_matches("https://site.example");
        (url.to_owned(), entry["reason"].as_str().unwrap().to_owned())
    };
    changes[list].as_array().unwrap().iter().map(of).collect()
}

/// A build for the instant of tests that is no rehearsal: reproducible builds name theirs so.
fn build(folder: &Folder) -> Run {
    let instant = "1795176000";
    let mut command = program();
    command.args(["build", "--root", "."]).env("SOURCE_DATE_EPOCH", instant).current_dir(&folder.path);
    Run::of(&mut command)
}

#[test]
fn every_change_that_readers_see_is_told_with_its_reason() {
    let folder = Folder::site();
    let first = changes(&folder);
    assert!(reasons(&first, "added").contains(&("/jobs/engineer/".to_owned(), "new".to_owned())), "{first}");
    assert_eq!((reasons(&first, "changed"), reasons(&first, "removed")), (vec![], vec![]));
    let again = changes(&folder);
    assert_eq!(
        (reasons(&again, "added"), reasons(&again, "changed"), reasons(&again, "removed")),
        (vec![], vec![], vec![])
    );

    folder.write("content/jobs/engineer.md", POSTING.replace("apply:", "status: filled\napply:"));
    folder.write("content/jobs/second.md", POSTING.replace("Engineer", "Second"));
    let third = changes(&folder);
    assert!(reasons(&third, "added").contains(&("/jobs/second/".to_owned(), "new".to_owned())), "{third}");
    let changed = reasons(&third, "changed");
    assert!(changed.contains(&("/jobs/engineer/".to_owned(), "filled".to_owned())), "{third}");
    assert!(changed.contains(&("/jobs/".to_owned(), "list".to_owned())), "{third}");

    folder.remove("content/jobs/engineer.md");
    let second = POSTING.replace("Engineer", "Second").replace("apply:", "aliases: [/jobs/engineer/]\napply:");
    folder.write("content/jobs/second.md", format!("{second}\nAnd more.\n"));
    let fourth = changes(&folder);
    assert_eq!(reasons(&fourth, "removed"), [("/jobs/engineer/".to_owned(), "moved".to_owned())]);
    assert_eq!(fourth["removed"][0]["to"], "https://site.example/jobs/second/");
    assert!(reasons(&fourth, "changed").contains(&("/jobs/second/".to_owned(), "content".to_owned())), "{fourth}");

    folder.write("content/site.yaml", SITE.replace("title: Test", "title: Other"));
    let fifth = changes(&folder);
    assert!(reasons(&fifth, "changed").contains(&("/jobs/second/".to_owned(), "layout".to_owned())), "{fifth}");
}

#[test]
fn the_notice_never_lies_in_the_output() {
    let folder = Folder::site();
    for file in ["public/changes.json", "./content/../public/x/changes.json"] {
        let run = folder.run(&["build", "--now", NOW, "--changes", file]).expect(2);
        assert!(run.err.contains("inside the output"), "{}", run.err);
    }
    // And what can't be written is told before anything is published.
    folder.run(&["build", "--now", NOW, "--changes", "nowhere/changes.json"]).expect(3);
    assert!(!folder.path.join("public").exists());
}

/// Nobody may have seen what a build on somebody's machine left there.
#[test]
fn a_page_that_only_an_output_remembers_is_no_loss() {
    let folder = Folder::site();
    folder.build().expect(0);
    fs::rename(folder.path.join("content/jobs/engineer.md"), folder.path.join("content/jobs/senior.md")).unwrap();
    let run = folder.build().expect(0);
    assert!(!run.err.contains("lost"), "{}", run.err);
    let run = folder.run(&["check", "--now", NOW, "--format", "short"]).expect(0);
    assert!(!run.out.contains("lost"), "{}", run.out);
    assert!(state(&folder.path.join("public")).contains(&"pages".to_owned()));
}

#[test]
fn a_committed_ledger_makes_a_lost_page_an_error_on_every_machine() {
    let folder = Folder::site();
    folder.write("content/site.yaml", format!("{SITE}ledger: ledger.txt\n"));
    // A build for another instant is a rehearsal.
    folder.build().expect(0);
    assert!(!folder.path.join("content/ledger.txt").exists());
    build(&folder).expect(0);
    let ledger = fs::read_to_string(folder.path.join("content/ledger.txt")).unwrap();
    assert!(ledger.ends_with("/articles/hello/ content/articles/hello.md\n/companies/acme/ content/companies/acme.yaml\n/jobs/engineer/ content/jobs/engineer.md\n"), "{ledger}");
    // A preview is no publication.
    folder.write("content/jobs/draft.md", POSTING.replace("apply:", "draft: true\napply:"));
    folder.run(&["build", "--now", NOW, "--drafts"]).expect(0);
    assert_eq!(fs::read_to_string(folder.path.join("content/ledger.txt")).unwrap(), ledger);
    folder.remove("content/jobs/draft.md");

    folder.remove("content/jobs/engineer.md");
    fs::remove_dir_all(folder.path.join("public")).unwrap();
    let run = build(&folder).expect(1);
    assert!(run.err.contains("error[lost-address]: `/jobs/engineer/`"), "{}", run.err);
    let run = folder.run(&["check", "--now", NOW]).expect(1);
    assert!(run.out.contains("error[lost-address]"), "{}", run.out);
    folder.write("content/site.yaml", format!("{SITE}ledger: ledger.txt\ngone: [/jobs/engineer/]\n"));
    build(&folder).expect(0);
    assert_eq!(fs::read_to_string(folder.path.join("content/ledger.txt")).unwrap(), ledger);
    // What the site's owner noted in it stays.
    folder.write("content/ledger.txt", ledger.replacen('\n', "\n# Ours.\n", 1));
    folder.write("content/jobs/new.md", POSTING.replace("Engineer", "New"));
    build(&folder).expect(0);
    let later = fs::read_to_string(folder.path.join("content/ledger.txt")).unwrap();
    assert!(later.contains("\n# Ours.\n") && later.contains("/jobs/new/ content/jobs/new.md\n"), "{later}");
}
