//! What a stranger may send has a bound, and below it the work grows with the bytes: counted in instructions, which no clock and no neighbour changes.

use std::process::Command;

use crate::support::{Folder, NOW, POSTING, executable};

/// Texts that make parsers look again and again, by how often their piece is repeated: cmark's own list of such texts (2026) and what is ours.
const TEXTS: &[(&str, &str, &str)] = &[
    // Name, the piece that is repeated, what stands behind.
    ("brackets", "[", ""),
    ("pictures", "![[](", ""),
    ("links without an end", "[a](b ", ""),
    ("emphasis", "*a **a ", ""),
    ("emphasis and strikes", "*~~a ", ""),
    ("brackets and emphasis", "[ (*a) _b] ", ""),
    ("backticks", "`` ` ", ""),
    ("references", "[x][y] ", "\n\n[y]: https://x.example\n"),
    ("footnotes", "[^a] ", "\n\n[^a]: b\n"),
    ("entities", "&amp;&#1;&x", ""),
    ("tags", "<b>x</b> ", ""),
    ("boxes", "<div>x</div>\n\n", ""),
    ("odd tags", "<b\u{1}>", ""),
    ("comments", "a <!-- b <!-- ", ""),
    ("tables", "| a ", "\n|---|\n| b |\n"),
    ("definitions", "a\n: b\n\n", ""),
    ("braces", "{ {", "}"),
    ("signs of others", "{% a {{< $$ == [^ :a: ", ""),
    ("stars that stay", "**「a」**b ", ""),
    ("colons", ":: ::: ", ""),
];

#[test]
#[ignore = "needs valgrind, which tests/run installs"]
fn work_grows_with_the_bytes() {
    let all: Vec<usize> = (0..TEXTS.len()).collect();
    if is_linear(&all).is_ok() {
        return;
    }
    // Which of them it is takes longer to tell.
    let faults: Vec<String> = all.iter().filter_map(|which| is_linear(&[*which]).err()).collect();
    panic!("{}", faults.join("\n"));
}

/// Whether four times the bytes are four times the work, and a little for tables that grow.
fn is_linear(which: &[usize]) -> Result<(), String> {
    let [none, small, large] = std::thread::scope(|scope| {
        let counts = [0, 1_500, 6_000].map(|bytes| scope.spawn(move || instructions(which, bytes)));
        counts.map(|count| count.join().expect("valgrind has counted"))
    });
    let (small, large) = (small.saturating_sub(none), large.saturating_sub(none));
    let names: Vec<&str> = which.iter().map(|which| TEXTS[*which].0).collect();
    match large > 5 * small + 3_000_000 {
        true => Err(format!("{}: {small} instructions for 1.5 KB, {large} for 6 KB", names.join(", "))),
        false => Ok(()),
    }
}

/// The instructions of a check of postings with these texts, each of so many bytes.
fn instructions(which: &[usize], bytes: usize) -> u64 {
    let site = Folder::site();
    std::fs::remove_file(site.path.join("content/jobs/engineer.md")).expect("the site has a posting");
    for which in which {
        let (_, piece, behind) = TEXTS[*which];
        // A fault would end the check early.
        let text = "Text.\n\n".to_owned() + &piece.repeat((bytes / piece.len()).max(1)) + behind;
        site.write(&format!("content/jobs/job-{which}.md"), format!("{POSTING}\n{text}\n"));
    }
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(executable())
        .args(["check", "--threads", "1", "--now", NOW, "--root"])
        .arg(&site.path)
        .output()
        .expect("valgrind is installed");
    let out = String::from_utf8_lossy(&run.stderr).into_owned();
    let line = out.lines().find(|line| line.contains("Collected :")).unwrap_or_else(|| panic!("no count in {out}"));
    line.rsplit(' ').next().and_then(|count| count.parse().ok()).expect("it is a number")
}

#[test]
fn what_has_too_much_is_refused_at_its_place() {
    for (text, message) in [
        (">".repeat(10_000), "lists or quotes are nested deeper than 100"),
        ("1. ".repeat(10_000), "lists or quotes are nested deeper than 100"),
        ("**a ".repeat(3_000) + &" b**".repeat(3_000), "emphasis or links are nested deeper than 100"),
        ("<div>".repeat(10_000), "HTML elements are nested deeper than 100"),
        (":::note\n".repeat(20), "directives are nested deeper than 8"),
        ("::button[x]{href=https://x.example}\n\n".repeat(501), "the text has more than 500 directives"),
        ("[x](https://x.example) ".repeat(5_001), "the text has more than 5,000 links"),
        ("https://x.example ".repeat(5_001), "the text has more than 5,000 links"),
        ("## x\n".repeat(2_001), "the text has more than 2,000 headings"),
        ("x[^1] ".repeat(2_001) + "\n\n[^1]: n\n", "the text has more than 2,000 references to footnotes"),
        (
            format!("{}|\n{}|\n{}", "| a ".repeat(1_000), "|---".repeat(1_000), "|x\n".repeat(60)),
            "the tables have more than 50,000 cells",
        ),
        (format!("| a |\n|---|\n{}", "| b |\n".repeat(10_001)), "a table has more than 10,000 rows"),
    ] {
        let site = Folder::site();
        site.write("content/jobs/engineer.md", format!("{POSTING}\n{text}\n"));
        let run = site.run(&["check", "--format", "short", "--now", NOW]).expect(1);
        let line =
            run.out.lines().find(|line| line.contains(message)).unwrap_or_else(|| panic!("{message}: {}", run.out));
        assert!(line.starts_with("content/jobs/engineer.md:") && line.contains("error["), "{line}");
        assert!(run.out.len() < 200_000, "{message}: {} bytes are said", run.out.len());
    }
}
