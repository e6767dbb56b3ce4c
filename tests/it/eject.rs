//! `theme eject`, with the real program.

use std::fs;

use crate::begin::rolecall;

#[test]
fn a_file_of_the_default_theme_is_printed_to_begin_with() {
    let printed = |file: &str| String::from_utf8(rolecall(&["theme", "eject", file]).stdout).unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    for (file, path) in [
        ("job.html", "templates/job.html"),
        ("templates/parts/job.html", "templates/parts/job.html"),
        ("site.js", "static/site.js"),
    ] {
        let text = fs::read_to_string(format!("{root}/themes/default/{path}")).unwrap();
        // There are two of the first name.
        if file == "job.html" {
            let output = rolecall(&["theme", "eject", file]);
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains("name one of templates/job.html, templates/parts/job.html"), "{said}");
        } else {
            assert_eq!(printed(file), text);
        }
    }
    assert!(printed("es.yaml").contains("no_jobs:"));
    let listed = String::from_utf8(rolecall(&["theme", "eject"]).stdout).unwrap();
    assert!(listed.contains("templates/home.html\n") && listed.contains("i18n/en.yaml\n"), "{listed}");
    let output = rolecall(&["theme", "eject", "jbo.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("did you mean `job.html`?"));
}
