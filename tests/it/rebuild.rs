//! Warm equals cold: after any edit, a build with a memo makes the bytes that a build from nothing makes, and does little for it.

use std::collections::BTreeMap;

use rolecall::pipeline::{Made, MadeFiles, Memo, Outcome, Work, build};
use rolecall::render::FileContent;
use rolecall::source::{Hash, Sources};

use crate::support::{NOW, Numbers, SITE, cold, output, request, sources};

/// What a warm process has written so far: bytes by path.
type Written = BTreeMap<String, Vec<u8>>;

/// Builds with a memo, as `watch` does: pages that are known keep their bytes.
fn warm(files: &Files, now: &str, memo: &mut Memo, written: &mut Written) -> Outcome {
    let outcome = build(files.sources(), &request(now), memo);
    if let Some(ready) = &outcome.ready {
        let mut now = Written::new();
        for planned in &ready.plan().files {
            let path = planned.out.as_str().to_owned();
            let Ok(made) = ready.make(planned, Some(&memo.made)) else { return outcome };
            let bytes = match made {
                Made::Content(content, from) => {
                    let bytes = bytes(content);
                    from.into_iter().for_each(|from| memo.made.learn(&planned.out, from, Hash::of(&bytes)));
                    bytes
                }
                // As publishing does: what is known but no longer there is made anew.
                Made::Known(hash) => match written.get(&path).filter(|bytes| Hash::of(bytes) == hash) {
                    Some(bytes) => bytes.clone(),
                    None => ready.make_anew(planned).map(bytes).expect("it was rendered before"),
                },
            };
            now.insert(path, bytes);
        }
        *written = now;
    }
    outcome
}

/// What stands for the bytes of a file.
fn bytes(content: FileContent) -> Vec<u8> {
    match content {
        FileContent::Bytes(bytes) => bytes,
        FileContent::File(path) => format!("(copy of {path})").into_bytes(),
        other => format!("{other:?}").into_bytes(),
    }
}

/// What another process knows of what this one made.
fn of_another_process(memo: &Memo) -> Memo {
    let mut other = Memo::default();
    other.made = MadeFiles::read(&memo.made.text(), None);
    assert_eq!(other.made.text(), memo.made.text());
    other
}

/// The texts of a site, by path.
#[derive(Clone)]
struct Files(BTreeMap<String, String>);

impl Files {
    fn sources(&self) -> Sources {
        sources(self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// A site with everything in it: two languages, lists, tags, a theme of its own.
    fn sample() -> Files {
        let mut files = BTreeMap::new();
        let mut put = |path: &str, text: &str| files.insert(path.to_owned(), text.to_owned());
        put("content/site.yaml", SITE);
        put("content/companies/acme.yaml", "name: Acme\nurl: https://acme.example\n");
        put("content/companies/bolt.md", "---\nname: Bolt\n---\nMakes bolts.\n");
        put("content/authors/ana.yaml", "name: Ana\n");
        // A hint about the theme.
        put("themes/default/templates/unheard.html", "Of no use.");
        put("content/tags/rust.md", "---\ntitle: Rust jobs\n---\nA language.\n");
        put("content/pages/about.md", "---\ntitle: About\nmenu: 1\n---\n[Rust](/tags/rust/)\n");
        for number in 0..6 {
            put(&format!("content/jobs/job-{number}.md"), &posting(number, 0));
            put(&format!("content/articles/article-{number}.md"), &article(number, 0));
        }
        put("content/jobs/job-1.es.md", &posting(1, 7));
        put("content/articles/article-2.es.md", &article(2, 3));
        put(
            "content/jobs/list.yaml",
            "- {title: One, company: acme, id: L1, posted: 2026-11-01, location: 'Oslo, NO', apply: 'a@b.example', description: Text.}\n- {title: Two, company: bolt, id: L2, posted: 2026-11-02, closes: 2026-11-10, location: 'Oslo, NO', apply: 'a@b.example', description: Text.}\n",
        );
        Files(files)
    }
}

/// As much as every board asks for.
const LONG_ENOUGH: &str = "It has more to say of the work, of those who do it with you, and of what they would have you do in the first weeks.";

fn posting(number: usize, version: usize) -> String {
    let skills = ["Rust", "C++", "Go", "SQL"];
    format!(
        "---\ntitle: Job {number}\ncompany: {}\nposted: 2026-10-{:02}\nlocation: Zaragoza, ES\nskills: [{}, {}]\napply: https://acme.example/{number}\n---\nBody {version}. {LONG_ENOUGH}\n",
        ["acme", "bolt"][number % 2],
        1 + number,
        skills[number % 4],
        skills[(number + version) % 4],
    )
}

/// One of them lists postings and holds a note.
fn article(number: usize, version: usize) -> String {
    let directives = match number {
        3 => "\n::jobs[Open]{tags=rust limit=3}\n\n:::note\nFor [all](../jobs/job-0.md).\n:::\n",
        _ => "",
    };
    format!(
        "---\ntitle: Article {number} v{}\ndate: 2026-09-{:02}\nauthor: {}\ntags: [Rust]\n---\nText {version}, see [a job](../jobs/job-0.md).\n{directives}",
        version % 2,
        1 + number,
        ["ana", "[ana, { name: Guest }]", "{ name: Guest, role: Writer }", "{ name: Ana }"][(number + version) % 4],
    )
}

/// One random change.
fn edit(files: &mut Files, base: &Files, numbers: &mut Numbers) {
    let number = numbers.below(6);
    let version = numbers.below(9);
    match numbers.below(22) {
        0 | 1 => drop(files.0.insert(format!("content/jobs/job-{number}.md"), posting(number, version))),
        2 | 3 => drop(files.0.insert(format!("content/articles/article-{number}.md"), article(number, version))),
        4 => drop(files.0.remove(&format!("content/jobs/job-{}.md", 1 + numbers.below(5)))),
        5 => drop(files.0.remove(&format!("content/articles/article-{number}.md"))),
        6 => {
            // A rename.
            if let Some(text) = files.0.remove(&format!("content/jobs/job-{}.md", 1 + numbers.below(5))) {
                files.0.insert(format!("content/jobs/moved-{version}.md"), text);
            }
        }
        7 => drop(files.0.insert(
            "content/tags/rust.md".into(),
            format!("---\ntitle: Rust {version}\naliases: [other-{version}]\n---\nText.\n"),
        )),
        8 => drop(files.0.insert(
            "content/site.yaml".into(),
            format!(
                "{SITE}pagination: {}\nfeeds: {{ indeed: {}, full: {} }}\ntheme_options: {{ footer: {{ en: v{version} }}, accent: {} }}\nimages: {{ cards: {} }}\n",
                2 + version,
                version.is_multiple_of(3),
                version.is_multiple_of(2),
                ["blue", "rust", "plum"][version % 3],
                version.is_multiple_of(2)
            ),
        )),
        9 => drop(files.0.insert(
            "themes/default/templates/page.html".into(),
            format!(
                "{{% extends \"base.html\" %}}{{% block main %}}<h1>{version}</h1>{{{{ body }}}}{{% endblock main %}}"
            ),
        )),
        10 => drop(files.0.insert(
            "themes/default/i18n/en.yaml".into(),
            include_str!("../../src/locale/en/words.yaml").replace("jobs: Jobs", &format!("jobs: Jobs {version}")),
        )),
        // A text alone, with and without what other pages or rules depend on.
        11..=13 => {
            let path = match numbers.below(3) {
                0 => format!("content/jobs/job-{number}.md"),
                1 => format!("content/articles/article-{number}.md"),
                _ => "content/jobs/list.yaml".to_owned(),
            };
            let texts = [
                "More words.",
                "Write to ana@gmail.com about € 50,000 a year, young and dynamic ninja!",
                "See [the other](../jobs/job-1.md#more).",
                "See [nothing](../jobs/nothing.md).",
                "## More\n\nAnd [here](#more), [there](/tags/rust/).",
                "{{ left }}",
                "| a |\n| - |\n| b |",
                "",
            ];
            if let Some(text) = files.0.get_mut(&path) {
                let new = texts[numbers.below(texts.len())];
                *text = match path.ends_with(".yaml") {
                    true => text.replacen("Text.", &format!("Text {version}."), 1),
                    false => format!("{}\n\n{new}\n", text.split("\n\n").next().unwrap_or("").trim_end()),
                };
            }
        }
        // A title alone; two postings may come to have the same.
        16 | 17 => {
            let (kind, name) = [("jobs", "job"), ("articles", "article")][numbers.below(2)];
            if let Some(text) = files.0.get_mut(&format!("content/{kind}/{name}-{number}.md")) {
                let title = ["Same", "Ninja (m/f/d)", "Ünlike\u{200b}ly 漢字", "A longer title than before"][version % 4];
                let rest = text.split_once("title: ").and_then(|(_, rest)| rest.split_once('\n'));
                *text = format!("---\ntitle: {title}\n{}", rest.map_or("", |(_, rest)| rest));
            }
        }
        // A fault, which the next edit may or may not mend.
        14 => drop(files.0.insert("content/articles/article-5.md".into(), format!("---\ntitle: {version}\n"))),
        15 => *files = base.clone(),
        // Back to what is right, where it matters.
        _ => {
            for (path, text) in &base.0 {
                if path.starts_with("content/") {
                    files.0.entry(path.clone()).or_insert_with(|| text.clone());
                }
            }
            files.0.insert("content/articles/article-5.md".into(), article(5, version));
        }
    }
}

/// Before and after postings of the sample begin and end.
const INSTANTS: [&str; 4] = ["2026-10-03T12:00:00Z", "2026-11-09T12:00:00Z", NOW, "2026-11-20T13:00:00Z"];

fn run(edits: usize, seed: u64) {
    let base = Files::sample();
    let mut files = base.clone();
    let mut numbers = Numbers(seed);
    let (mut memo, mut written, mut now) = (Memo::default(), Written::new(), NOW);
    let (mut patched, mut partly) = (0, 0);
    for step in 0..edits {
        let warm = warm(&files, now, &mut memo, &mut written);
        patched += usize::from(warm.work().parsed > 0 && warm.work().related == 0);
        partly += usize::from((1..20).contains(&warm.work().rendered));
        let cold = cold(files.sources(), now);
        assert_eq!(warm.diagnostics, cold.diagnostics, "step {step} of seed {seed}");
        if cold.ready.is_some() {
            let expected = output(&cold);
            assert_eq!(
                written.keys().collect::<Vec<_>>(),
                expected.keys().collect::<Vec<_>>(),
                "step {step} of seed {seed}"
            );
            for (path, bytes) in &expected {
                assert!(written[path] == *bytes, "step {step} of seed {seed}: {path} differs");
            }
        }
        edit(&mut files, &base, &mut numbers);
        if numbers.below(12) == 0 {
            memo = of_another_process(&memo);
        }
        if numbers.below(8) == 0 {
            now = INSTANTS[numbers.below(INSTANTS.len())];
        }
    }
    assert!(patched > edits / 50, "{patched} of {edits} edits were of texts alone");
    assert!(partly > edits / 20, "after {partly} of {edits} edits only some pages were made");
}

#[test]
fn after_random_edits_warm_is_cold_byte_for_byte() {
    run(200, 0x5EED);
}

#[test]
#[ignore = "it takes minutes: cargo test --release --test it -- --ignored long_run"]
fn long_run_of_ten_thousand_random_edits() {
    for seed in 1..=10 {
        run(1_000, seed);
    }
}

/// How much a build does after one change to a warm site.
#[track_caller]
fn effort(change: impl FnOnce(&mut Files), parsed: usize, rendered: usize) -> Work {
    let mut files = Files::sample();
    let (mut memo, mut written) = (Memo::default(), Written::new());
    warm(&files, NOW, &mut memo, &mut written);
    change(&mut files);
    let work = warm(&files, NOW, &mut memo, &mut written).work();
    // The work is counted in the outcome before its pages are taken out of it.
    assert_eq!((work.parsed, work.rendered), (parsed, rendered));
    work
}

#[test]
fn nothing_changed_costs_nothing() {
    assert_eq!(effort(|_| {}, 0, 0).related, 0);
}

#[test]
fn an_edited_body_is_one_file_and_one_page() {
    let work = effort(
        |files| drop(files.0.insert("content/jobs/job-0.md".into(), posting(0, 0) + "\n## More\n\nAnd more.\n")),
        1,
        1,
    );
    assert!(work.related > 0, "there is a new place to link to");
    let work =
        effort(|files| drop(files.0.insert("content/jobs/job-0.md".into(), posting(0, 0) + "\nAnd more.\n")), 1, 1);
    assert_eq!(work.related, 0, "nothing but the text is new");
    // Its page, the lists, and every page that names it: those of like postings, of its tags, of articles.
    let work = effort(|files| retitle(files, "content/jobs/job-0.md", "Job 0", "Renamed"), 1, 19);
    assert_eq!(work.related, 0, "nothing but the title is new");
    let work = effort(|files| retitle(files, "content/jobs/job-0.md", "Job 0", "Job 4"), 1, 19);
    assert!(work.related > 0, "now there are two of one title");
}

#[test]
fn what_others_depend_on_relates_the_whole_site_anew() {
    let settings = format!("{SITE}feeds: {{ indeed: true, linkedin: true }}\nimages: {{ cards: true }}\n");
    let (path, text) = ("content/jobs/job-0.md", posting(0, 0).replace("company:", "summary: Long.\ncompany:"));
    let edits = [
        ("a letter that the font of share cards lacks", text.replace("Job 0", "Job 漢字"), true),
        ("a text too short for a board", text.replace(LONG_ENOUGH, ""), true),
        ("a table, which a board does not show", text.clone() + "\n\n| a |\n| - |\n| b |\n", true),
        ("a place to link to", text.clone() + "\n\n## More\n", true),
        ("a link", text.clone() + "\n\n[Rust](/tags/rust/)\n", true),
        ("a tag", text.replace("skills: [", "skills: [Ada, "), true),
        ("a day", text.replace("posted: 2026-10-01", "posted: 2026-10-21"), true),
        ("an alias", text.replace("company:", "aliases: [/jobs/old/]\ncompany:"), true),
        ("what closes it", text.replace("company:", "status: filled\ncompany:"), true),
        (
            "a text, a title and a summary",
            text.replace("Job 0", "Job Zero").replace("Long.", "Short.") + "More.",
            false,
        ),
    ];
    for (what, new, is_whole) in edits {
        let mut files = Files::sample();
        files.0.insert("content/site.yaml".to_owned(), settings.clone());
        files.0.insert(path.to_owned(), text.clone());
        let (mut memo, mut written) = (Memo::default(), Written::new());
        assert!(warm(&files, NOW, &mut memo, &mut written).ready.is_some());
        files.0.insert(path.to_owned(), new);
        let warm = warm(&files, NOW, &mut memo, &mut written);
        assert_eq!(warm.work().related > 0, is_whole, "{what}");
        let cold = cold(files.sources(), NOW);
        assert_eq!(warm.diagnostics, cold.diagnostics, "{what}");
        assert!(written == output(&cold), "{what}");
    }
}

fn retitle(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = files.0[path].replace(from, to);
    files.0.insert(path.to_owned(), text);
}

#[test]
fn a_new_template_renders_every_page_and_reads_no_file() {
    let mut files = Files::sample();
    let (mut memo, mut written) = (Memo::default(), Written::new());
    let all = warm(&files, NOW, &mut memo, &mut written).work().rendered;
    files.0.insert("themes/default/templates/404.html".into(), "gone".into());
    let work = warm(&files, NOW, &mut memo, &mut written).work();
    assert_eq!((work.parsed, work.rendered), (0, all));
}

#[test]
fn a_deleted_posting_leaves_its_tag_page_its_company_and_the_sitemap() {
    let mut files = Files::sample();
    let (mut memo, mut written) = (Memo::default(), Written::new());
    warm(&files, NOW, &mut memo, &mut written);
    assert!(written.contains_key("jobs/job-3/index.html"));
    files.0.remove("content/jobs/job-3.md");
    warm(&files, NOW, &mut memo, &mut written);
    let leftovers: Vec<&String> = written
        .iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("job-3"))
        .map(|(path, _)| path)
        .collect();
    assert!(!written.contains_key("jobs/job-3/index.html"));
    assert!(leftovers.is_empty(), "{leftovers:?}");
}

/// What a folder's entries have in common is no entry, and all of them depend on it.
#[test]
fn a_folders_defaults_reach_its_entries_whenever_they_change() {
    let mut files = Files::sample();
    let path = "content/jobs/_defaults.yaml".to_owned();
    let (mut memo, mut written) = (Memo::default(), Written::new());
    assert!(warm(&files, NOW, &mut memo, &mut written).ready.is_some());
    for text in [Some("benefits: [Lunch]\nlevel: lead\n"), Some("benefits: [Lunch, A boat]\n"), None] {
        match text {
            Some(text) => drop(files.0.insert(path.clone(), text.to_owned())),
            None => drop(files.0.remove(&path)),
        }
        let found = warm(&files, NOW, &mut memo, &mut written);
        let cold = cold(files.sources(), NOW);
        assert_eq!(found.diagnostics, cold.diagnostics, "{text:?}");
        assert!(written == output(&cold), "{text:?}");
        let page = written.iter().find(|(path, _)| path.starts_with("jobs/job-0/index.html")).unwrap().1;
        assert_eq!(String::from_utf8_lossy(page).contains("A boat"), text.is_some_and(|text| text.contains("A boat")));
    }
}
