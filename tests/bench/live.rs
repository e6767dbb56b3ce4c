//! How soon a save is on screen: the real server, a client that listens as a browser does.
//!
//! `cargo bench --bench live -- [--postings N] [--articles N] [--rounds N] [--dir DIR]`
//!
//! Makes a site of generated texts (the same for the same numbers), serves it, and saves a posting again and again. Told are the times from
//! before the write until the new text has been read from the page (a body), or from the page, the list, a tag's page, the search index and a
//! feed (a title). Nothing here is a test: figures depend on the machine.

#![allow(clippy::unwrap_used, reason = "a measurement that can't go on should say where")]

#[allow(dead_code, reason = "the other benchmark uses all of it")]
mod content;
#[path = "../it/serving.rs"]
mod serving;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use content::Size;
use serving::{Channel, Serving};

fn main() {
    let mut size = Size { postings: 10_000, articles: 1_000 };
    let mut rounds = 20;
    let mut dir = PathBuf::from(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "." }).join("rolecall-live");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_else(|| panic!("{argument} needs a value"));
        match argument.as_str() {
            "--postings" => size.postings = value().parse().expect("a number"),
            "--articles" => size.articles = value().parse().expect("a number"),
            "--rounds" => rounds = value().parse().expect("a number"),
            "--dir" => dir = PathBuf::from(value()),
            "--bench" => {}
            other => panic!("unknown argument {other}"),
        }
    }
    let _ = fs::remove_dir_all(&dir);
    content::write(&dir, size);
    println!("{} postings, {} articles in {}", size.postings, size.articles, dir.display());
    // The newest, so that it is on the first page of the list.
    let newest = (0..size.postings).max_by_key(|number| content::posting(*number).day).unwrap();
    let posting = content::posting(newest);
    let path = dir.join(format!("content/jobs/{}.md", posting.stem));
    let text = fs::read_to_string(&path).unwrap();
    let tag = posting.skills[0].to_lowercase();

    let mut command = Command::new(env!("CARGO_BIN_EXE_rolecall"));
    command.args(["serve", "--quiet", "--port", "0", "--now", "2026-11-20", "--root"]).arg(&dir);
    let started = Instant::now();
    let serving = Serving::start(command);
    println!("{:<46} {:8.0} ms", "first page can be asked for", started.elapsed().as_secs_f64() * 1e3);
    let mut channel = serving.channel();
    channel.next();
    let page = format!("/jobs/{}/", posting.stem);
    let mut screen = Bench { serving: &serving, channel: &mut channel, path: &path };

    let bodies =
        (0..rounds).map(|round| screen.save(&format!("{text}\nMark {round}.\n"), &format!("Mark {round}."), &[&page]));
    told("a body, until its page shows it", bodies.collect());
    let everywhere = [page.as_str(), "/jobs/", &format!("/tags/{tag}/"), "/search/en/index.json", "/feed.xml"];
    let everywhere: Vec<&str> =
        everywhere.into_iter().filter(|page| serving.get(page).contains(&posting.title)).collect();
    let titles = (0..rounds).map(|round| {
        let title = format!("Renamed {round} {}", posting.title);
        screen.save(&text.replacen(&posting.title, &title, 1), &title, &everywhere)
    });
    told(&format!("a title, until {} show it", everywhere.join(" ")), titles.collect());
    println!("memory {:.0} MB", serving.footprint().0);
    drop(serving);
    let _ = fs::remove_dir_all(&dir);
}

struct Bench<'a> {
    serving: &'a Serving,
    channel: &'a mut Channel,
    path: &'a Path,
}

impl Bench<'_> {
    /// Milliseconds from before the write until every page has the words.
    fn save(&mut self, text: &str, words: &str, pages: &[&str]) -> f64 {
        // Whatever the server does after quiet is done.
        self.channel.until_quiet(Duration::from_millis(2_000));
        let started = Instant::now();
        fs::write(self.path, text).unwrap();
        self.channel.next();
        for page in pages {
            assert!(self.serving.get(page).contains(words), "{page} shows what was saved");
        }
        started.elapsed().as_secs_f64() * 1e3
    }
}

fn told(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{what:<46} {:8.1} ms   (fastest {:.1}, slowest {:.1})", at(0.5), at(0.0), at(1.0));
}
