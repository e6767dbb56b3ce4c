//! What documents and themes must say: every directive, view, word, command and field; and what the theme's own files must not hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{Run, program};
use crate::tidy::{code, root, rust_files};

#[test]
fn every_directive_is_documented_and_has_a_template() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for directive in rolecall::markdown::DIRECTIVES {
        let start = readme.find(&format!("`:::{}", directive.word)).or(readme.find(&format!("`::{}", directive.word)));
        let start = start.unwrap_or_else(|| panic!("README.md does not explain `{}`", directive.word));
        let line = readme[start..].lines().next().unwrap();
        for key in directive.keys {
            assert!(
                line.contains(&format!("{}=", key.name)),
                "README.md does not explain `{}` of `{}`",
                key.name,
                directive.word
            );
        }
        let template = format!("themes/default/templates/directives/{}.html", directive.word);
        assert!(root().join(&template).is_file(), "{template} is missing");
    }
}

/// What templates are told, and how the paragraph of themes/README.md begins that says so.
const VIEWS: [(&str, &str); 32] = [
    ("MenuLink", "`menu` (each item"),
    ("OwnCard", "**entry**"),
    ("FactView", "**job**"),
    ("ContactView", "**job**"),
    ("Link", "A *link* is"),
    ("FeedLink", "A *feed* is"),
    ("ShareView", "`share` has the places"),
    ("ImageView", "An *image* is"),
    ("CardView", "**share card**"),
    ("SiteView", "- `site`:"),
    ("PageView", "- `page`:"),
    ("Alternate", "An *alternate* is"),
    ("DateView", "A *date* is"),
    ("WordView", "A *word* is"),
    ("TagView", "A *tag* is"),
    ("CountView", "**filters**"),
    ("FilterView", "**filters**"),
    ("PayView", "**pay**"),
    ("ChartView", "**pay**"),
    ("PayTables", "`tables` are"),
    ("SalaryComparisonView", "`pay` (where its"),
    ("CompanyView", "**company**"),
    ("JobCard", "**job card**"),
    ("JobDetails", "**job**"),
    ("ApplyView", "`apply` ("),
    ("ArticleCard", "**article card**"),
    ("ArticleView", "**article**"),
    ("HeadingView", "`contents` (headings"),
    ("SeriesView", "`series` ("),
    ("AuthorView", "**author**"),
    ("PaginationView", "**pagination**"),
    ("YearView", "`years`"),
];

#[test]
fn every_view_is_documented_field_by_field() {
    let readme = fs::read_to_string(root().join("themes/README.md")).unwrap();
    let read = |name: &str| fs::read_to_string(root().join("src/render").join(name)).unwrap();
    let views = read("views.rs") + &read("job_views.rs");
    let mut seen = 0;
    for part in views.split("\npub struct ").skip(1) {
        let (name, rest) = part.split_once(" {").unwrap();
        let begin = VIEWS.iter().find(|(view, _)| *view == name).unwrap_or_else(|| panic!("{name} is not in VIEWS")).1;
        let start = readme.find(begin).unwrap_or_else(|| panic!("themes/README.md has no `{begin}`"));
        // What follows is of another: the next paragraph, item or sentence that begins so.
        let rest_of_readme = &readme[start + begin.len()..];
        let ends = ["\n\n", "\n- `", "A *", "An *", "`share` has the places"];
        let end = ends.iter().filter_map(|end| rest_of_readme.find(end)).min().unwrap_or(rest_of_readme.len());
        let text = &rest_of_readme[..end];
        seen += 1;
        for line in rest.split("\n}").next().unwrap().lines() {
            let Some((field, _)) = line.trim().strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) else {
                continue;
            };
            let field = field.trim_start_matches("r#");
            // A card is told as fields of what it is the card of.
            assert!(text.contains(&format!("`{field}`")) || field == "card", "`{field}` of {name} is not in: {text}");
        }
    }
    assert_eq!(seen, VIEWS.len());
    for entry in fs::read_dir(root().join("themes/default/templates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            !name.ends_with(".html") || readme.contains(&format!("`{name}`")),
            "themes/README.md does not name {name}"
        );
    }
}

/// A part of the default theme is a component, and the table of components names it and its parameters.
#[test]
fn every_component_is_documented() {
    let readme = fs::read_to_string(root().join("themes/README.md")).unwrap();
    let table = readme.split("| component | parameters |").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(root().join("themes/default/templates/parts")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("{#- "), "{} does not say what it is", path.display());
        for part in text.split("{% component ").skip(1) {
            let (name, rest) = part.split_once('(').unwrap();
            let row = table.lines().find(|row| row.contains(&format!("`{name}`")));
            let row = row.unwrap_or_else(|| panic!("themes/README.md does not name `{name}`"));
            for parameter in rest.split(')').next().unwrap().split(',').map(str::trim) {
                let parameter = parameter.split([':', ' ']).next().unwrap();
                assert!(
                    parameter.is_empty() || parameter.starts_with('@') || row.contains(&format!("`{parameter}`")),
                    "`{parameter}` of `{name}` is not in: {row}"
                );
            }
            seen += 1;
        }
    }
    let names = table.lines().filter_map(|row| row.split('|').nth(1));
    let named: usize = names.map(|cell| cell.matches('`').count() / 2).sum();
    assert_eq!(seen, named, "what themes/README.md names is there");
}

#[test]
fn every_word_that_a_template_asks_for_is_there() {
    let words = fs::read_to_string(root().join("src/locale/en/words.yaml")).unwrap();
    let keys: BTreeSet<&str> = words.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
    let mut open = vec![root().join("themes/default/templates")];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for part in text.split("t(key=\"").skip(1).chain(text.split("forms(key=\"").skip(1)) {
                let key = part.split('"').next().unwrap();
                assert!(keys.contains(key), "{} asks for `{key}`", path.display());
            }
        }
    }
}

/// Words whose keys are put together from a value: their beginnings, and those that are a value's name alone.
const COMPOSED: [&str; 16] = [
    "detail_",
    "extra_",
    "term_",
    "visa_",
    "relocation_",
    "search_",
    "facet_",
    "employment_",
    "workplace_",
    "level_",
    "education_",
    "salary_",
    "landing_",
    "filter_",
    "feed_",
    "pay_standing_",
];
const VALUES: [&str; 11] = [
    "filled",
    "withdrawn",
    "scheduled",
    "draft",
    "task_done",
    "task_open",
    "note",
    "tip",
    "important",
    "warning",
    "caution",
];

#[test]
fn every_word_is_asked_for() {
    let words = fs::read_to_string(root().join("src/locale/en/words.yaml")).unwrap();
    let mut asking: String = rust_files("src").values().map(|text| code(text)).collect();
    let mut open = vec![root().join("themes/default/templates")];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { asking.push_str(&fs::read_to_string(&path).unwrap()) }
        }
    }
    let calls = ["t(key=", "forms(key=", "forms(", "plain(", "text(", "count(", "word(", "words(", "fact("];
    let unused: Vec<&str> = words
        .lines()
        .filter(|line| !line.starts_with(['#', ' ']))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key)
        .filter(|key| !COMPOSED.iter().any(|start| key.starts_with(start)) && !VALUES.contains(key))
        .filter(|key| !calls.iter().any(|call| asking.contains(&format!("{call}\"{key}\""))))
        .collect();
    assert_eq!(unused, [] as [&str; 0]);
}

#[test]
fn every_language_has_every_word() {
    let keys = |words: &str| -> BTreeSet<String> {
        words.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key.to_owned()).collect()
    };
    let english = keys(rolecall::locale::texts("en").words);
    assert!(english.len() > 150);
    for (code, texts) in rolecall::locale::with_texts() {
        assert_eq!(keys(texts.words), english, "{code}");
    }
}

/// A word that the program asks for is in the table; those that templates ask for are checked above.
#[test]
fn every_word_that_the_program_asks_for_is_there() {
    let words = rolecall::locale::texts("en").words;
    let has = |key: &str| words.lines().any(|line| line.split_once(':').is_some_and(|(known, _)| known == key));
    let mut seen = 0;
    for (path, text) in rust_files("src") {
        let is_asking = ["src/pages/", "src/render/", "src/facts/", "src/locale/format", "src/locale/words"];
        if !is_asking.iter().any(|start| path.starts_with(start)) {
            continue;
        }
        let text = code(&text);
        for call in
            [".plain(\"", ".text(\"", ".count(\"", ".word(\"", ".words(\"", ".words(&self.lang, \"", ".words(lang, \""]
        {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                // Elements of XML and directives have texts, too.
                if path.ends_with("feeds.rs") || path.ends_with("xml.rs") || path.ends_with("directives.rs") {
                    continue;
                }
                assert!(has(key), "{path} asks for `{key}`");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn every_file_of_the_default_theme_is_in_the_binary() {
    let inside: BTreeSet<String> = rolecall::render::built_in().map(|source| source.path.to_string()).collect();
    let mut on_disk = BTreeSet::new();
    let mut open = vec![root().join("themes/default")];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with("picture")) {
                on_disk.insert(path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    // Words are with the languages.
    on_disk.extend(rolecall::locale::with_texts().map(|(code, _)| format!("themes/default/i18n/{code}.yaml")));
    assert_eq!(inside, on_disk);
}

#[test]
fn the_readme_names_every_command() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let help = Run::of(program().arg("--help")).expect(0).out;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() > 8, "{help}");
    for command in commands {
        assert!(readme.contains(&format!("`{command}")), "README.md does not name `{command}`");
    }
}

/// `UPDATE=1 cargo test readme_has_the_table` writes them.
#[test]
fn the_readme_has_the_table_of_every_kind_as_it_is_declared() {
    let path = root().join("README.md");
    let mut readme = fs::read_to_string(&path).unwrap();
    for kind in rolecall::content::declare::kinds() {
        let begin = format!("<!-- fields: {} -->\n", kind.name);
        let start = readme.find(&begin).unwrap_or_else(|| panic!("README.md has no {begin}")) + begin.len();
        let end = start + readme[start..].find("<!-- end -->").unwrap();
        let table = kind.table();
        if std::env::var_os("UPDATE").is_some() {
            readme.replace_range(start..end, &table);
        } else {
            assert_eq!(readme[start..end], table, "the table of {}", kind.title);
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, readme).unwrap();
    }
}

/// A new file says all that its kind can say.
#[test]
fn a_new_file_names_every_field() {
    for (file, kind) in
        [("job", "job"), ("article", "article"), ("company", "company"), ("author", "author"), ("entry", "entry")]
    {
        let kind = rolecall::content::declare::kinds().find(|found| found.name == kind).unwrap();
        for lang in ["en", "es"] {
            let path = format!("src/locale/{lang}/new/{file}.md");
            let text = fs::read_to_string(root().join(&path)).unwrap();
            for field in kind.fields() {
                let is_there =
                    text.lines().any(|line| line.trim_start_matches("# ").starts_with(&format!("{}:", field.name)));
                let is_other_form =
                    matches!(field.name, "locations" | "author" | "authors") && text.contains(field.name);
                assert!(is_there || is_other_form, "{path} does not have `{}`", field.name);
            }
        }
    }
}

#[test]
fn the_shipped_script_writes_no_markup() {
    let script = fs::read_to_string(root().join("themes/default/static/search.js")).unwrap();
    for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
        assert!(!script.contains(word), "search.js uses {word}");
    }
    let templates = Path::new("themes/default/templates");
    for entry in fs::read_dir(root().join(templates)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = fs::read_to_string(&path).unwrap();
            assert!(
                !text.contains(" style=") && !text.contains("| safe") && !text.contains(" onclick="),
                "{}",
                path.display()
            );
        }
    }
}
