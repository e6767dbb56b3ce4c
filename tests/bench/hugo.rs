//! The same texts as two sites of Hugo's, each with a theme as those who know Hugo write one: nothing is searched for twice. What both print is made once
//! (`partialCached`), and what is alike comes from a topic's own list, not from `.Related`, whose work grows with the square of the site.

mod themes;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rolecall::source::Slug;

use crate::content::{COMPANIES, Posting, SKILLS, Size, article, posting};
use themes::{FULL_CONFIG, FULL_LAYOUTS, PLAIN_CONFIG, PLAIN_LAYOUTS};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Page, list, topic, a feed each, one search file.
    Plain,
    /// What the default theme of ours shows, and the same files but for a few.
    Full,
}

pub fn is_there(hugo: &Path) -> bool {
    Command::new(hugo)
        .arg("version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The landing pages of an output of ours, by what follows `openings/`, the list of them aside.
pub fn landings(output: &Path) -> BTreeSet<String> {
    fn below(folder: &Path, path: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            if name != "page" && entry.path().is_dir() {
                if entry.path().join("index.html").is_file() {
                    found.insert(path.clone());
                }
                below(&entry.path(), &path, found);
            }
        }
    }
    let mut found = BTreeSet::new();
    below(&output.join("openings"), "", &mut found);
    found
}

/// Those of a posting.
fn of_posting(posting: &Posting, made: &BTreeSet<String>) -> Vec<String> {
    let slug = |name: &str| Slug::of(name).map(|slug| slug.to_string()).unwrap_or_default();
    let country = posting.country.to_lowercase();
    let mut single = vec![
        format!("place/{country}"),
        format!("place/{country}/{}", slug(posting.city)),
        format!("level/{}", posting.level),
        "employment/full-time".to_owned(),
    ];
    single.extend((posting.workplace == "remote").then(|| format!("remote/{country}")));
    let crossed = posting.skills.iter().flat_map(|skill| {
        let skill = slug(skill);
        single.iter().map(move |facet| format!("skill/{skill}/{facet}")).collect::<Vec<_>>()
    });
    let all: Vec<String> = crossed.chain(single.clone()).filter(|path| made.contains(path)).collect();
    all.iter().map(|path| term(path)).collect()
}

fn term(path: &str) -> String {
    path.replace('/', "-")
}

/// Writes a site. `made` are the landing pages of ours.
pub fn write(root: &Path, size: Size, theme: Theme, made: &BTreeSet<String>) {
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    let (config, layouts) = match theme {
        Theme::Plain => (PLAIN_CONFIG, PLAIN_LAYOUTS),
        Theme::Full => (FULL_CONFIG, FULL_LAYOUTS),
    };
    put("hugo.toml", config);
    for (name, text) in layouts {
        put(&format!("layouts/{name}"), text);
    }
    for number in 0..COMPANIES {
        put(
            &format!("content/companies/company-{number}/_index.md"),
            &format!(
                "---\ntitle: Company {number}\nwebsite: https://company-{number}.example\nsummary: Makes things.\n---\n"
            ),
        );
    }
    for path in made {
        let is_crossed = path.starts_with("skill/");
        let outputs = if is_crossed { "outputs: [html]\ncrossed: true\n" } else { "" };
        put(
            &format!("content/openings/{}/_index.md", term(path)),
            &format!("---\ntitle: Jobs, {path}\n{outputs}---\n"),
        );
    }
    for number in 0..size.postings {
        let p = posting(number);
        let skills: Vec<String> = p.skills.iter().map(|skill| format!("\"{}\"", slug(skill))).collect();
        let openings: Vec<String> = of_posting(&p, made).iter().map(|term| format!("\"{term}\"")).collect();
        let openings = if made.is_empty() { String::new() } else { format!("openings: [{}]\n", openings.join(", ")) };
        put(
            &format!("content/jobs/{}.md", p.stem),
            &format!(
                "---\ntitle: {}\ncompanies: [company-{}]\nref: REF-{number}\ndate: {}\ncloses: 2027-01-31\ncity: {}\ncountry: {}\nworkplace: {}\nemployment: full-time\nlevel: {}\nmin: {}\nmax: {}\ntags: [{}]\n{openings}apply: https://company-{}.example/jobs/{number}\n---\n{}",
                p.title,
                p.company,
                p.day,
                p.city,
                p.country,
                p.workplace,
                p.level,
                p.min,
                p.min + 12_000,
                skills.join(", "),
                p.company,
                p.body
            ),
        );
    }
    for number in 0..size.articles {
        let a = article(number);
        let tags: Vec<String> = a.tags.iter().map(|tag| format!("\"{}\"", slug(tag))).collect();
        put(
            &format!("content/articles/{}.md", a.stem),
            &format!("---\ntitle: {}\ndate: {}\ntags: [{}]\n---\n{}", a.title, a.day, tags.join(", "), a.body),
        );
    }
}

/// Hugo would give `C++` and `C#` one address.
fn slug(skill: &str) -> String {
    let at = SKILLS.iter().position(|known| *known == skill).unwrap_or(0);
    format!("{}-{at}", skill.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), ""))
}
