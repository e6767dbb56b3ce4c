//! A build over the output of an earlier one, by another process: it makes what has changed, and the output is that of a build from nothing.

use std::collections::BTreeMap;
use std::fs;

use rolecall::publish::Key;

use crate::support::{Folder, NOW, POSTING, Run, SITE, STATE_KEY, program};

const MADE: &str = "public/.rolecall/made";
const ARTICLE: &str = "content/articles/a.md";

/// A site with a picture and every kind of feed.
fn site() -> Folder {
    let site = Folder::site();
    site.write("content/site.yaml", format!("{SITE}feeds: {{ indeed: true, jooble: true }}\nmarkdown_pages: true\n"));
    site.write(ARTICLE, article("Article", "Text."));
    site.write("content/articles/b.md", article("Another", "Other text."));
    site.write("content/pages/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    site.write("content/pages/about.md", "---\ntitle: About\n---\n![Logo](logo.svg)\n");
    site.build().expect(0);
    site
}

fn article(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-11-01\nsummary: In short.\ntags: [Rust]\n---\n{text}\n")
}

/// Builds, and tells how many files were made and not known, by kind.
fn made(site: &Folder, arguments: &[&str]) -> BTreeMap<String, usize> {
    let mut all = vec!["build", "--timings"];
    all.extend(arguments);
    if !arguments.contains(&"--now") {
        all.extend(["--now", NOW]);
    }
    told(&site.run(&all).expect(0))
}

fn told(run: &Run) -> BTreeMap<String, usize> {
    let rows = run.out.lines().skip_while(|line| !line.contains("kind of file")).skip(1);
    let row = |line: &str| {
        let mut parts = line.split_whitespace();
        let made: usize = parts.nth(1)?.parse().ok()?;
        Some((parts.skip(2).collect::<Vec<_>>().join(" "), made))
    };
    rows.filter_map(row).filter(|(kind, made)| *made > 0 && kind != "feed of a job board").collect()
}

fn all(of: &BTreeMap<String, usize>) -> usize {
    of.values().sum()
}

/// The output is what a build from nothing makes of the same site.
#[track_caller]
fn assert_whole(site: &Folder, arguments: &[&str], what: &str) {
    let again = site.public();
    let _ = fs::remove_dir_all(site.path.join("public"));
    let mut all = vec!["build"];
    all.extend(arguments);
    if !arguments.contains(&"--now") {
        all.extend(["--now", NOW]);
    }
    site.run(&all).expect(0);
    let whole = site.public();
    assert_eq!(again.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>(), "{what}");
    for (path, bytes) in &whole {
        assert!(again[path] == *bytes, "{what}: {path} differs");
    }
}

#[test]
fn a_later_process_makes_what_has_changed() {
    let nothing = site();
    assert_eq!(made(&nothing, &[]), BTreeMap::new());
    let text = site();
    text.write(ARTICLE, article("Article", "Text, and more of it."));
    let of_text = made(&text, &[]);
    // Its page, and the feeds that carry its text.
    assert!(of_text["article"] == 1 && all(&of_text) < 12, "{of_text:?}");
    assert!(["job", "jobs", "company", "sitemap"].iter().all(|kind| !of_text.contains_key(*kind)), "{of_text:?}");
    assert_whole(&text, &[], "a text");
    let title = site();
    title.write(ARTICLE, article("Renamed", "Text."));
    let of_title = made(&title, &[]);
    assert!(all(&of_text) < all(&of_title) && !of_title.contains_key("jobs"), "{of_title:?}");
    assert_whole(&title, &[], "a title");
    let tag = site();
    tag.write(ARTICLE, article("Article", "Text.").replace("Rust", "Go"));
    assert!(all(&made(&tag, &[])) > all(&of_title));
    assert_whole(&tag, &[], "a tag");
}

#[test]
fn what_is_no_entry_changes_what_is_made_of_it() {
    let posting = |fields: &str| POSTING.replacen("title: ", &format!("{fields}title: "), 1);
    type Change<'a> = (&'a str, &'a str, String, &'a [&'a str]);
    let changes: &[Change] = &[
        ("a picture", "content/pages/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\"/>".into(), &[]),
        ("a template", "themes/default/templates/404.html", "gone".into(), &[]),
        ("a style", "themes/default/static/more.css", "a{}".into(), &[]),
        ("a word", "themes/default/i18n/en.yaml", "jobs: Offers\n".into(), &[]),
        ("a setting", "content/site.yaml", format!("{SITE}pagination: 1\n"), &[]),
        ("an address of its own", ARTICLE, article("Article", "Text."), &["--base-url", "https://other.example"]),
        ("a draft that is shown", "content/jobs/engineer.md", posting("draft: true\n"), &["--drafts"]),
        (
            "a posting that closes",
            "content/jobs/engineer.md",
            posting("closes: 2026-12-01\n"),
            &["--now", "2026-12-05"],
        ),
        ("an alias", ARTICLE, article("Article", "Text.").replace("tags:", "aliases: [/old/]\ntags:"), &[]),
        (
            "a company",
            "content/companies/acme.yaml",
            "name: Acme\nurl: https://acme.example\nsummary: Big.\n".into(),
            &[],
        ),
    ];
    for (what, path, text, arguments) in changes {
        let site = site();
        site.write(path, text);
        made(&site, arguments);
        assert_whole(&site, arguments, what);
    }
}

/// A board leaves out what has become too old for it, though no entry says so.
#[test]
fn what_ages_by_itself_is_made_each_time() {
    let site = site();
    let at = ["--now", "2027-06-01"];
    made(&site, &at);
    assert_whole(&site, &at, "half a year later");
}

#[test]
fn what_somebody_did_to_the_output_is_repaired() {
    let page = "articles/a/index.html";
    type Change = (&'static str, fn(&Folder));
    let changes: &[Change] = &[
        ("a page less", |site| site.remove("public/articles/a/index.html")),
        ("a page of the same length", |site| {
            let path = site.path.join("public/articles/a/index.html");
            let old = fs::metadata(&path).unwrap().modified().unwrap();
            let text = fs::read_to_string(&path).unwrap().replace("Text.", "TEXT.");
            fs::write(&path, text).unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
        }),
        ("a page of another length", |site| site.write("public/articles/a/index.html", "x")),
    ];
    for (what, change) in changes {
        // With and without a build between, which looks at what the first one wrote.
        for is_looked_at in [false, true] {
            let site = site();
            let good = site.public();
            if is_looked_at {
                std::thread::sleep(std::time::Duration::from_millis(20));
                site.build().expect(0);
            }
            change(&site);
            assert!(site.public().get(page) != good.get(page), "{what}");
            assert_eq!(all(&made(&site, &[])), 1, "{what}");
            assert!(site.public() == good, "{what}");
        }
    }
}

#[test]
fn a_damaged_or_foreign_memory_changes_no_byte() {
    let of = |site: &Folder, key: &str, place: &str, change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(site.path.join(MADE)).unwrap();
        let (_, text) = text.split_once('\n').unwrap();
        let text = change(text.to_owned());
        let mark = Key::of_text(key).unwrap().mark("made", site.path.join(place).to_str().unwrap(), text.as_bytes());
        site.write(MADE, format!("{mark}\n{text}"));
    };
    let same = |text: String| text;
    type Damage<'a> = (&'a str, &'a dyn Fn(&Folder), bool);
    let damages: &[Damage] = &[
        ("ours", &|site| of(site, STATE_KEY, "public", &same), true),
        ("another key's", &|site| of(site, "the key of someone else", "public", &same), false),
        ("of another place", &|site| of(site, STATE_KEY, "elsewhere", &same), false),
        (
            "of another program",
            &|site| of(site, STATE_KEY, "public", &|text| text.replacen("rolecall-made 1 ", "rolecall-made 1 0", 1)),
            false,
        ),
        ("nothing", &|site| site.write(MADE, ""), false),
        ("no text", &|site| fs::write(site.path.join(MADE), [0xff, 0xfe, b'\n', 0]).unwrap(), false),
        (
            "half of it",
            &|site| {
                let text = fs::read_to_string(site.path.join(MADE)).unwrap();
                site.write(MADE, &text[..text.len() / 2]);
            },
            false,
        ),
        (
            "lines that make no sense",
            &|site| {
                of(site, STATE_KEY, "public", &|text| {
                    text.replace(" articles/a/index.html", " ../../x") + "x y z\n\n- - - - a\n"
                })
            },
            true,
        ),
        (
            "entries that there are not",
            &|site| of(site, STATE_KEY, "public", &|text| text.replace(" - ", " 4000000000,7 ")),
            false,
        ),
    ];
    for (what, damage, is_believed) in damages {
        let site = site();
        let good = site.public();
        damage(&site);
        let made = made(&site, &[]);
        assert_eq!(all(&made) < good.len() / 2, *is_believed, "{what}: {made:?}");
        assert!(site.public() == good, "{what}");
        site.write(ARTICLE, article("Article", "Other."));
        damage(&site);
        self::made(&site, &[]);
        assert_whole(&site, &[], what);
    }
}

#[test]
fn without_a_key_everything_is_made_again() {
    let site = site();
    let mut command = program();
    command.args(["build", "--timings", "--now", NOW, "--root", "."]).current_dir(&site.path);
    let run = Run::of(command.env("ROLECALL_STATE_KEY", "short")).expect(0);
    assert!(all(&told(&run)) > site.public().len() - 5, "{}", run.out);
}
