//! How soon a save is on screen: the real server, a client that listens as a browser does.
//!
//! `cargo bench --bench live -- [--postings N] [--articles N] [--rounds N] [--dir DIR] [--hugo PATH]`
//!
//! Makes a site of generated texts (the same for the same numbers), serves it, and saves a posting again and again. Told are the times from
//! before the write until the new text has been read from the page (a body), or from the page, the list, a tag's page, the search index and a
//! feed (a title). With `--hugo`, Hugo's server does the first with the same texts and a plainer theme. Nothing here is a test: figures depend on
//! the machine, so quote the ratio.

#![allow(clippy::unwrap_used, reason = "a measurement that can't go on should say where")]

#[allow(dead_code, reason = "the other benchmark uses all of it")]
mod content;
#[allow(dead_code, reason = "the other benchmark uses all of it")]
mod hugo;
#[path = "../it/serving.rs"]
mod serving;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use content::Size;
use serving::{Channel, Serving};

fn main() {
    let mut size = Size { postings: 10_000, articles: 1_000 };
    let (mut rounds, mut peer) = (20, None);
    let mut dir = PathBuf::from(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "." }).join("rolecall-live");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_else(|| panic!("{argument} needs a value"));
        match argument.as_str() {
            "--postings" => size.postings = value().parse().expect("a number"),
            "--articles" => size.articles = value().parse().expect("a number"),
            "--rounds" => rounds = value().parse().expect("a number"),
            "--dir" => dir = PathBuf::from(value()),
            "--hugo" => peer = Some(PathBuf::from(value())),
            "--bench" => {}
            other => panic!("unknown argument {other}"),
        }
    }
    let _ = fs::remove_dir_all(&dir);
    content::write(&dir, size, content::Theme::Default);
    println!("{} postings, {} articles in {}", size.postings, size.articles, dir.display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolecall"));
    command.args(["serve", "--quiet", "--port", "0", "--now", "2026-11-20", "--root"]).arg(&dir);
    let started = Instant::now();
    let serving = Serving::start(command);
    println!("{:<46} {:8.0} ms", "first page can be asked for", started.elapsed().as_secs_f64() * 1e3);
    // The first of the list, so that it is on many pages.
    let list = serving.get("/jobs/");
    let number = list.split("/jobs/posting-").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
    let posting = content::posting(number.expect("the list links postings"));
    let path = dir.join(format!("content/jobs/{}.md", posting.stem));
    let text = fs::read_to_string(&path).unwrap();
    let mut channel = serving.channel();
    channel.next();
    let page = format!("/jobs/{}/", posting.stem);
    let mut screen = Bench { serving: &serving, channel: &mut channel, path: &path };

    let bodies =
        (0..rounds).map(|round| screen.save(&format!("{text}\nMark {round}.\n"), &format!("Mark {round}."), &[&page]));
    let ours = told("a body, until its page shows it", bodies.collect());
    let tag = format!("/tags/{}/", posting.skills[0].to_lowercase());
    let everywhere = [page.as_str(), "/jobs/", &tag, "/search/en/index.json", "/jobs/atom.xml"];
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
    if let Some(peer) = peer {
        hugo::write(&dir, size, hugo::Theme::Plain, &Default::default());
        let theirs = hugos(&peer, &dir, &posting.stem, rounds);
        println!("hugo : rolecall   a body {:.1} x", theirs / ours);
        let _ = fs::remove_dir_all(&dir);
    }
}

/// The same with Hugo's server: it tells browsers by a channel of another kind, so its page is asked for again and again.
fn hugos(program: &Path, dir: &Path, stem: &str, rounds: usize) -> f64 {
    let path = dir.join(format!("content/jobs/{stem}.md"));
    let text = fs::read_to_string(&path).unwrap();
    let port = 41_313;
    let mut command = Command::new(program);
    command.args(["server", "--quiet", "--port", &port.to_string(), "--source"]).arg(dir);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let page = |words: &str| {
        let mut answer = String::new();
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
        let request = format!("GET /jobs/{stem}/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.read_to_string(&mut answer);
        answer.contains(words)
    };
    let started = Instant::now();
    while !page("</html>") {
        std::thread::sleep(Duration::from_millis(20));
    }
    println!("{:<46} {:8.0} ms", "hugo, first page can be asked for", started.elapsed().as_secs_f64() * 1e3);
    let bodies = (0..rounds).map(|round| {
        std::thread::sleep(Duration::from_millis(1_500));
        let started = Instant::now();
        fs::write(&path, format!("{text}\nMark {round}.\n")).unwrap();
        while !page(&format!("Mark {round}.")) {
            std::thread::sleep(Duration::from_millis(2));
        }
        started.elapsed().as_secs_f64() * 1e3
    });
    let median = told("hugo, a body, until its page shows it", bodies.collect());
    let _ = child.kill();
    let _ = child.wait();
    median
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

/// Prints the median and the ends, and gives the median back.
fn told(what: &str, mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{what:<46} {:8.1} ms   (fastest {:.1}, slowest {:.1})", at(0.5), at(0.0), at(1.0));
    at(0.5)
}
