//! `theme eject` and `theme diff`, with the real program.

use std::fs;

use crate::begin::rolecall;

fn printed(file: &str) -> String {
    String::from_utf8(rolecall(&["theme", "eject", file]).stdout).unwrap()
}

#[test]
fn a_file_of_the_default_theme_is_printed_to_begin_with() {
    let root = env!("CARGO_MANIFEST_DIR");
    for (file, path) in [
        // The page, not the part of the same name.
        ("job.html", "templates/job.html"),
        ("templates/parts/job.html", "templates/parts/job.html"),
        ("site.js", "static/site.js"),
        ("style.css.tera", "static/style.css.tera"),
        ("video.html", "templates/directives/video.html"),
    ] {
        assert_eq!(printed(file), fs::read_to_string(format!("{root}/themes/default/{path}")).unwrap(), "{file}");
    }
    assert!(printed("es.yaml").contains("no_jobs:"));
    let listed = String::from_utf8(rolecall(&["theme", "eject"]).stdout).unwrap();
    assert!(listed.contains("templates/home.html\n") && listed.contains("i18n/en.yaml\n"), "{listed}");
}

#[test]
fn a_file_that_there_is_not_is_told_with_the_nearest() {
    let output = rolecall(&["theme", "eject", "jbo.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("did you mean `job.html`?"));
}

#[test]
fn what_a_theme_changes_is_shown() {
    let site = crate::support::Folder::site();
    let run = |arguments: &[&str]| site.run(&[&["theme", "diff"], arguments].concat());
    let page = printed("job.html").replace("<article", "<article data-mine");
    site.write("themes/mine/templates/job.html", &page);
    site.write("themes/mine/templates/parts/list.html", printed("list.html"));
    site.write("themes/mine/i18n/en.yaml", "jobs: Openings\n");
    site.write("themes/mine/static/mine.css", "a {}\n");
    let shown = run(&["mine"]).expect(0).out;
    for part in [
        "--- themes/default/templates/job.html\n+++ themes/mine/templates/job.html\n@@ ",
        "\n+<article data-mine",
        "templates/parts/list.html is that of the default theme: it can be removed",
        "-jobs: Jobs\n+jobs: Openings\n",
        "of its own: static/mine.css\n",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!run(&["mine", "list.html"]).expect(0).out.contains("data-mine"));
    assert!(run(&["mnie"]).expect(2).err.contains("did you mean `mine`?"));
    assert!(run(&["mine", "jbo.html"]).expect(2).err.contains("has no file `jbo.html`"));
}
