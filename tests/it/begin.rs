//! The first five minutes: `init`, `new`, `theme new`, `theme check`, completions and manual pages, with the real program.

use std::fs;
use std::process::Output;

use crate::support::Folder;

pub fn rolecall(arguments: &[&str]) -> Output {
    std::process::Command::new(crate::support::executable())
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program starts")
}

/// Runs the program in a site's root, at an instant of its own; what it said, or its complaint.
fn told(root: &str, arguments: &[&str]) -> Result<String, (Option<i32>, String)> {
    let mut all = arguments.to_vec();
    all.extend(["--root", root]);
    let output = rolecall(&all);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err((output.status.code(), text(&output.stderr))) }
}

fn begun(lang: &str) -> (Folder, String) {
    let folder = Folder::new();
    let root = folder.path.join("site").to_str().unwrap().to_owned();
    let output = rolecall(&["init", &root, "--lang", lang, "--now", "2026-11-20"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (folder, root)
}

#[test]
fn a_new_site_builds_without_a_word_in_each_language() {
    for lang in ["en", "es"] {
        let (_folder, root) = begun(lang);
        let found = told(&root, &["check", "--strict", "--now", "2026-11-20T12:00:00Z"]).unwrap();
        assert!(found.starts_with("no problems found\n"), "{found}");
        assert!(!found.contains("not published"), "{found}");
        assert!(fs::read_to_string(format!("{root}/.gitignore")).unwrap().contains("/public"));
        assert!(
            fs::read_to_string(format!("{root}/.github/workflows/publish.yml")).unwrap().contains("rolecall build")
        );
    }
}

/// Editors complete and check YAML by the schemas of the site, its own fields among them.
#[test]
fn a_new_site_has_its_schemas_for_editors() {
    let (_folder, root) = begun("en");
    let read = |path: &str| fs::read_to_string(format!("{root}/{path}")).unwrap();
    let settings: serde_json::Value = serde_json::from_str(&read(".vscode/settings.json")).unwrap();
    assert_eq!(
        settings["yaml.schemas"][".vscode/schemas/job.json"],
        serde_json::json!(["content/jobs/**/*.yaml", "!content/jobs/**/_defaults.yaml"])
    );
    assert_eq!(settings["yaml.schemas"][".vscode/schemas/site.json"], "content/site.yaml");
    for path in settings["yaml.schemas"].as_object().unwrap().keys() {
        let _: serde_json::Value = serde_json::from_str(&read(path)).unwrap();
    }
    assert!(read("content/site.yaml").starts_with("# yaml-language-server: $schema=../.vscode/schemas/site.json\n"));
    let site = read("content/site.yaml")
        + "fields: { job: { clearance: { type: choice, values: [none, sc], required: true } } }\n";
    fs::write(format!("{root}/content/site.yaml"), site).unwrap();
    fs::write(format!("{root}/.vscode/settings.json"), "{}").unwrap();
    let told_of = told(&root, &["schema", "--write"]).unwrap();
    assert!(told_of.contains("was there before, and stays") && told_of.contains("yaml.schemas"), "{told_of}");
    let job: serde_json::Value = serde_json::from_str(&read(".vscode/schemas/job.json")).unwrap();
    assert_eq!(job["$defs"]["one"]["properties"]["clearance"]["enum"][1], "sc");
    assert_eq!(read(".vscode/settings.json"), "{}", "an editor's own settings stay");
    let new = told(&root, &["new", "job", "Cook", "--now", "2026-11-20"]).unwrap();
    assert!(new.starts_with("wrote content/jobs/cook.md"), "{new}");
    assert!(read("content/jobs/cook.md").contains("\nclearance: none  # Clearance; none, sc\n---\n"));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = Folder::new();
    fs::write(folder.path.join("notes.txt"), "mine").unwrap();
    let output = rolecall(&["init", folder.path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("it holds notes.txt"));
    assert_eq!(fs::read_dir(&folder.path).unwrap().count(), 1);
}

#[test]
fn a_new_file_of_every_kind_is_sound_as_it_is() {
    let (_folder, root) = begun("en");
    for (kind, title, path) in [
        ("job", "Data: \"Engineer\" #1", "content/jobs/data-engineer-sharp-1.md"),
        ("article", "true", "content/articles/true.md"),
        ("company", "Acme & Sons", "content/companies/acme-and-sons.md"),
        ("author", "Ana Díaz", "content/authors/ana-diaz.md"),
    ] {
        let said = told(&root, &["new", kind, title, "--now", "2026-11-20"]).unwrap();
        assert!(said.starts_with(&format!("wrote {path}\n")), "{said}");
        let text = fs::read_to_string(format!("{root}/{path}")).unwrap();
        assert!(kind == "company" || kind == "author" || text.contains("2026-11-20"), "{text}");
    }
    let found = told(&root, &["check", "--strict", "--drafts", "--now", "2026-11-20T12:00:00Z"]).unwrap();
    assert!(found.starts_with("no problems found\n"), "{found}");
}

#[test]
fn every_field_in_a_new_file_is_one_that_is_read() {
    let (_folder, root) = begun("en");
    for lang in ["en", "es"] {
        for kind in ["job", "article", "company", "author"] {
            let template =
                fs::read_to_string(format!("{}/src/locale/{lang}/new/{kind}.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
            // Fields that are offered in comments are taken in, values and all.
            let text: String = template
                .lines()
                .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(": ")).unwrap_or(line))
                .filter(|line| {
                    !line.starts_with("{author}")
                        && !line.starts_with("image")
                        && !line.starts_with("logo")
                        && !line.starts_with("avatar")
                })
                .map(|line| format!("{line}\n"))
                .collect();
            let text = text
                .replace("{title}", "Title")
                .replace("{company}", "company")
                .replace("{today}", "2026-11-19")
                .replace("{later}", "2026-12-24");
            let folder = match kind {
                "job" => "jobs",
                "article" => "articles",
                "company" => "companies",
                _ => "authors",
            };
            fs::write(
                format!("{root}/content/{folder}/tried-{lang}.md"),
                text.replace("/es/jobs/", "/jobs/")
                    .replace("old-address", &format!("old-{lang}"))
                    .replace("another-address", &format!("a-{lang}"))
                    .replace("AB-1", lang)
                    .replace("a-key", lang),
            )
            .unwrap();
        }
    }
    let output =
        rolecall(&["check", "--drafts", "--format", "short", "--root", &root, "--now", "2026-11-20T12:00:00Z"]);
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(!found.contains("unknown-field"), "{found}");
}

#[test]
fn an_address_that_is_taken_is_not_taken_again() {
    let (_folder, root) = begun("en");
    told(&root, &["new", "job", "Tester"]).unwrap();
    let said = told(&root, &["new", "job", "Tester"]).unwrap();
    assert!(said.contains("wrote content/jobs/tester-2.md") && said.contains("is taken"), "{said}");
    let said = told(&root, &["new", "job", "Backend  Engineer"]).unwrap();
    assert!(said.contains("backend-engineer-2"), "{said}");
}

#[test]
fn a_translation_keeps_the_fields_and_is_tied_to_its_original() {
    let (_folder, root) = begun("en");
    let site = fs::read_to_string(format!("{root}/content/site.yaml")).unwrap();
    fs::write(format!("{root}/content/site.yaml"), site.replace("# languages:", "languages:")).unwrap();
    let original = format!("{root}/content/jobs/backend-engineer.md");
    let text = fs::read_to_string(&original).unwrap();
    fs::write(&original, text.replace("id: C-1", "aliases:\n- /jobs/old/\nslug: backend\nid: C-1")).unwrap();
    let said =
        told(&root, &["new", "job", "Ingeniería: backend", "--lang", "es", "--translate-of", &original]).unwrap();
    assert!(said.starts_with("wrote content/jobs/backend-engineer.es.md\n"), "{said}");
    let text = fs::read_to_string(format!("{root}/content/jobs/backend-engineer.es.md")).unwrap();
    assert!(text.contains("title: \"Ingeniería: backend\"\n") && text.contains("id: C-1"), "{text}");
    assert!(!text.contains("aliases") && !text.contains("/jobs/old/") && !text.contains("slug"), "{text}");
    let found = told(&root, &["check", "--strict", "--drafts"]).unwrap();
    assert!(found.starts_with("no problems found\n"), "{found}");
}

#[test]
fn what_can_not_be_written_is_refused_with_a_reason() {
    let (_folder, root) = begun("en");
    for (arguments, reason) in [
        (vec!["new", "job", "Tester", "--lang", "xx"], "the site has no language `xx`"),
        (vec!["new", "job", "!!!"], "`!!!` has no letters or digits for an address"),
        (vec!["theme", "new", "default"], "a theme can't be called `default`"),
        (vec!["theme", "new", "Mine!"], "a theme can't be called `Mine!`"),
    ] {
        let (code, message) = told(&root, &arguments).unwrap_err();
        assert_eq!(code, Some(2), "{message}");
        assert!(message.contains(reason), "{message}");
    }
    let folder = Folder::new();
    let (code, message) = told(folder.path.to_str().unwrap(), &["new", "job", "Tester"]).unwrap_err();
    assert!(code == Some(2) && message.contains("rolecall init"), "{message}");
}

#[test]
fn a_new_theme_passes_its_check_and_a_broken_one_does_not() {
    let (_folder, root) = begun("en");
    told(&root, &["theme", "new", "mine"]).unwrap();
    let said = told(&root, &["theme", "check", "mine"]).unwrap();
    assert!(said.contains("no problems found in mine"), "{said}");
    fs::write(
        format!("{root}/themes/mine/templates/page.html"),
        "{% extends \"base.html\" %}{% block main %}<h1 style=\"color: red\">{{ page.title | safe }}</h1><img src=\"/x.png\">{% endblock main %}",
    )
    .unwrap();
    let output = rolecall(&["theme", "check", "mine", "--root", &root]);
    assert_eq!(output.status.code(), Some(1));
    let found = String::from_utf8(output.stdout).unwrap();
    for fault in ["`style` on `<h1>`", "became an element", "has no `alt`", "leads out of the base path"] {
        assert!(found.contains(fault), "{fault}: {found}");
    }
    assert!(found.contains("themes/mine/templates/page.html:1:1"), "{found}");
}

#[test]
fn every_theme_of_this_repository_passes_its_check() {
    let root = env!("CARGO_MANIFEST_DIR");
    for entry in fs::read_dir(format!("{root}/themes")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            let said =
                told(root, &["theme", "check", &name]).unwrap_or_else(|(_, message)| panic!("{name}: {message}"));
            assert!(said.contains("no problems found"), "{said}");
        }
    }
}

#[test]
fn a_picture_that_is_broken_off_is_an_error_at_its_place() {
    let (_folder, root) = begun("en");
    // The beginning of a PNG of 600 × 400, and nothing behind it.
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x58\0\0\x01\x90\x08\x02\0\0\0".to_vec();
    png.extend([0x92, 0x84, 0x4c, 0xfe]);
    png.extend(b"\0\0\0\x0aIDAT");
    fs::write(format!("{root}/content/articles/photo.png"), png).unwrap();
    let article = format!("{root}/content/articles/how-this-site-works.md");
    let text = fs::read_to_string(&article).unwrap();
    fs::write(&article, text.replace("tags:", "image: photo.png\nimage_alt: A photo\ntags:")).unwrap();
    for command in ["check", "build"] {
        let output = rolecall(&[command, "--root", &root]);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("error[bad-picture]") && said.contains("photo.png"), "{said}");
    }
    assert!(!std::path::Path::new(&format!("{root}/public/index.html")).exists());
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let (_folder, root) = begun("en");
    let pages = format!("{root}/man");
    assert!(rolecall(&["man", "--output", &pages]).status.success());
    let help = String::from_utf8(rolecall(&["--help"]).stdout).unwrap();
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() >= 9, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = String::from_utf8(rolecall(&["completions", shell]).stdout).unwrap();
        for command in &commands {
            assert!(text.contains(command), "{shell} does not know {command}");
        }
    }
    for command in commands {
        assert!(std::path::Path::new(&format!("{pages}/rolecall-{command}.1")).exists(), "{command} has no page");
    }
}

#[test]
fn the_next_change_is_told_to_people_programs_and_crontabs() {
    let (_folder, root) = begun("en");
    let posting = "---\ntitle: Tester\ncompany: company\nposted: 2026-11-01\nopens: 2026-11-25\nfeatured_until: 2026-11-27\ncloses: 2026-12-01 17:00:30\nlocation: Zaragoza, ES\napply: a@b.example\n---\nText.\n";
    fs::write(format!("{root}/content/jobs/tester.md"), posting).unwrap();
    let next = |format: &str, now: &str| told(&root, &["next-change", "--format", format, "--now", now]).unwrap();
    let now = "2026-11-20T12:00:00Z";
    assert_eq!(
        next("human", now),
        "next automatic change: 25 Nov 2026 00:00 Europe/Madrid\n  /jobs/tester/: scheduled → featured\n"
    );
    let json: serde_json::Value = serde_json::from_str(&next("json", now)).unwrap();
    assert_eq!(json["at"], "2026-11-25T00:00:00+01:00");
    let steps: Vec<String> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change["address"] == "/jobs/tester/")
        .map(|change| {
            format!(
                "{} {} {}",
                change["at"].as_str().unwrap(),
                change["from"].as_str().unwrap(),
                change["to"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        steps,
        [
            "2026-11-25T00:00:00+01:00 scheduled featured",
            "2026-11-28T00:00:00+01:00 featured open",
            "2026-12-01T17:00:30+01:00 open closed"
        ]
    );
    assert_eq!(next("cron", now), "0 23 24 11 *\n");
    assert_eq!(next("cron", "2026-11-30"), "1 16 1 12 *\n");
    assert_eq!(next("cron", "2027-06-01"), "");
    assert_eq!(next("human", "2027-06-01"), "next automatic change: none\n");
    let checked = |now: &str| told(&root, &["check", "--now", now]).unwrap();
    assert!(checked("2026-11-29").contains("closing within 7 days: 1\n  /jobs/tester/: 2026-12-01T17:00:30+01:00\n"));
    assert!(!checked("2026-11-20").contains("closing within 7 days"));
}

#[test]
fn a_translation_is_made_field_by_field_whatever_their_form() {
    let (_folder, root) = begun("en");
    let site = fs::read_to_string(format!("{root}/content/site.yaml")).unwrap();
    fs::write(format!("{root}/content/site.yaml"), site.replace("# languages:", "languages:")).unwrap();
    for (number, front) in [
        "title: >-\n  A long\n  title\ndraft: false\ndate: 2026-11-01\n",
        "\"title\": \"A\n  b\"\n\"slug\": given\ndate: 2026-11-01\n",
        "date: 2026-11-01\naliases:\n\n- /a0/\n\n# why\n- /b0/\ntitle: Last # a comment\n",
        "  title: Indented\n  date: 2026-11-01\n",
    ]
    .iter()
    .enumerate()
    {
        let path = format!("{root}/content/articles/original-{number}.md");
        fs::write(&path, format!("---\n{front}---\nText with\ndraft: nothing.\n")).unwrap();
        told(&root, &["new", "article", "Una cosa", "--lang", "es", "--translate-of", &path]).unwrap();
        let text = fs::read_to_string(format!("{root}/content/articles/original-{number}.es.md")).unwrap();
        assert!(text.contains("title: Una cosa\n") && text.contains("draft: true\n"), "{text}");
        assert!(!text.contains("long") && !text.contains("/a0/") && !text.contains("given"), "{text}");
        assert!(text.ends_with("---\nText with\ndraft: nothing.\n"), "{text}");
    }
    let found = told(&root, &["check", "--drafts", "--now", "2026-11-20T12:00:00Z"]).unwrap();
    assert!(found.starts_with("no problems found\n"), "{found}");
    let flow = format!("{root}/content/articles/flow.md");
    fs::write(&flow, "---\n{ title: A, date: 2026-11-01 }\n---\nText.\n").unwrap();
    let (code, message) = told(&root, &["new", "article", "B", "--lang", "es", "--translate-of", &flow]).unwrap_err();
    assert!(code == Some(2) && message.contains("fields on one line"), "{message}");
    // One posting is one, however its lists are written.
    let posting = format!("{root}/content/jobs/one.yaml");
    fs::write(&posting, "---\ntitle: One\ncompany: company\nskills:\n- Rust\nposted: 2026-11-01\nlocation: Zaragoza, ES\napply: a@b.example\ndescription: Text.\n").unwrap();
    told(&root, &["new", "job", "Uno", "--lang", "es", "--translate-of", &posting]).unwrap();
    let several = format!("{root}/content/jobs/several.yaml");
    fs::write(&several, "- { title: A }\n- { title: B }\n").unwrap();
    let (_, message) = told(&root, &["new", "job", "Dos", "--lang", "es", "--translate-of", &several]).unwrap_err();
    assert!(message.contains("holds several entries"), "{message}");
}

#[test]
fn titles_that_look_like_something_else_stay_titles() {
    let (_folder, root) = begun("en");
    for title in ["Use {company} {today} well", "Null", "Yes", "Page", "Index", "Ends with: ", "@at", "# sharp"] {
        told(&root, &["new", "job", title]).unwrap_or_else(|(_, message)| panic!("{title}: {message}"));
    }
    let found = told(&root, &["check", "--drafts"]).unwrap();
    assert!(found.starts_with("no problems found\n"), "{found}");
    let text = fs::read_to_string(format!("{root}/content/jobs/use-company-today-well.md")).unwrap();
    assert!(text.contains("title: \"Use {company} {today} well\""), "{text}");
    let (_, message) = told(&root, &["new", "job", "a\u{202e}b"]).unwrap_err();
    assert!(message.contains("can't be seen"), "{message}");
}

#[test]
fn checking_writes_nothing() {
    let (_folder, root) = begun("en");
    told(&root, &["check"]).unwrap();
    told(&root, &["theme", "check", "default"]).unwrap();
    assert!(!std::path::Path::new(&format!("{root}/.rolecall")).exists());
}
