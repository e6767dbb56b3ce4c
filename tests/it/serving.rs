//! The development server as a client sees it, and the ways in which files are saved. The benchmark of the live loop uses it, too.

#![allow(dead_code, reason = "the tests and the benchmark use one half each, and share most")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that runs until this is dropped.
pub struct Serving {
    child: Child,
    pub port: u16,
    /// Its first line.
    pub said: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serving {
    /// Runs `serve` by this command, and waits until it answers.
    pub fn start(mut command: Command) -> Serving {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Serving { child, port: port.unwrap_or_else(|| panic!("it said `{line}`")), said: line }
    }

    /// The whole answer to these bytes.
    pub fn ask(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // A server that has refused need not read on.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    pub fn raw(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(&self.ask(bytes)).into_owned()
    }

    pub fn get(&self, path: &str) -> String {
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).as_bytes())
    }

    /// The bytes of a file as a build makes it: without the script that listens. `None` when there is none.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        let path = percent_encoded(path);
        let answer = self.ask(format!("GET /{path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).as_bytes());
        let at = answer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
        let (head, body) = (String::from_utf8_lossy(&answer[..at]), &answer[at..]);
        if !head.starts_with("HTTP/1.1 200 OK\r\n") {
            return None;
        }
        if !head.contains("text/html") {
            return Some(body.to_vec());
        }
        let text = String::from_utf8(body.to_vec()).ok()?;
        let start = text.find("<script type=\"module\" src=\"/__rolecall/live.js")?;
        let end = start + text[start..].find("</script>")? + 9;
        Some(format!("{}{}", &text[..start], &text[end..]).into_bytes())
    }

    /// The files of a clean build that are served otherwise.
    pub fn differences(&self, built: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        built
            .iter()
            .filter(|(path, bytes)| self.file(path).as_ref() != Some(bytes))
            .map(|(path, _)| path.clone())
            .collect()
    }

    pub fn token(&self) -> String {
        let page = self.get("/");
        page.split("token=").nth(1).unwrap().split(['"', '&']).next().unwrap().to_owned()
    }

    /// The number of the site that pages are made from now.
    pub fn seen(&self) -> u64 {
        let page = self.get("/");
        page.split("live.js?seen=").nth(1).unwrap().split('&').next().unwrap().parse().unwrap()
    }

    /// The channel; what it tells first is how things stand.
    pub fn channel(&self) -> Channel {
        self.listen(&format!("&seen={}", self.seen()), "")
    }

    /// The channel with more in the query, and more lines in the head.
    pub fn listen(&self, query: &str, lines: &str) -> Channel {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = format!(
            "GET /__rolecall/events?token={}{query} HTTP/1.1\r\nHost: localhost:{}\r\nSec-Fetch-Site: same-origin\r\n{lines}\r\n",
            self.token(),
            self.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        Channel { stream: BufReader::new(stream) }
    }

    /// Memory in use, in megabytes, and open files; both 0 where the system does not tell.
    pub fn footprint(&self) -> (f64, usize) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kilobytes =
            status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().split(' ').next()?.parse().ok());
        let files = fs::read_dir(format!("/proc/{}/fd", self.child.id())).map_or(0, Iterator::count);
        (kilobytes.unwrap_or(0.0) / 1024.0, files)
    }
}

/// The channel that tells of changes.
pub struct Channel {
    stream: BufReader<TcpStream>,
}

impl Channel {
    /// The next event within a time: its name and its data.
    pub fn within(&mut self, patience: Duration) -> Option<(String, String)> {
        let (mut name, mut data) = (String::new(), String::new());
        let until = Instant::now() + patience;
        loop {
            let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
            self.stream.get_ref().set_read_timeout(Some(left)).unwrap();
            let mut line = String::new();
            // Lines are sent whole, in one piece with their event.
            if !matches!(self.stream.read_line(&mut line), Ok(1..)) {
                return None;
            }
            if let Some(found) = line.strip_prefix("event: ") {
                name = found.trim().to_owned();
            } else if let Some(found) = line.strip_prefix("data: ") {
                data = found.trim().to_owned();
            } else if line == "\n" && !name.is_empty() {
                return Some((name, data));
            }
        }
    }

    pub fn next(&mut self) -> (String, String) {
        self.within(Duration::from_secs(60)).expect("something is told within a minute")
    }

    /// Waits until nothing has been told for a while.
    pub fn until_quiet(&mut self, quiet: Duration) {
        while self.within(quiet).is_some() {}
    }
}

fn percent_encoded(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// How a program saves a file: `path` gets `text`.
pub type Save = fn(path: &Path, text: &str);

/// The patterns of editors and tools, as strace shows them.
pub const SAVES: [(&str, Save); 10] = [
    ("VS Code, nano: emptied and written", |path, text| fs::write(path, text).unwrap()),
    ("emptied, a moment, written", |path, text| {
        let mut file = fs::File::create(path).unwrap();
        std::thread::sleep(Duration::from_millis(8));
        file.write_all(text.as_bytes()).unwrap();
    }),
    ("written in pieces", |path, text| {
        let mut file = fs::File::create(path).unwrap();
        let half = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap();
        for piece in [&text[..half], &text[half..]] {
            file.write_all(piece.as_bytes()).unwrap();
            file.sync_data().unwrap();
            std::thread::sleep(Duration::from_millis(2));
        }
    }),
    ("vim: moved away, written anew", |path, text| {
        let (probe, backup) = (path.with_file_name("4913"), beside(path, "", "~"));
        fs::write(&probe, "").unwrap();
        fs::remove_file(&probe).unwrap();
        fs::rename(path, &backup).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(&backup).unwrap();
    }),
    ("vim: copied, written in place", |path, text| {
        let (swap, backup) = (beside(path, ".", ".swp"), beside(path, "", "~"));
        fs::write(&swap, "swap").unwrap();
        fs::copy(path, &backup).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(&backup).unwrap();
        fs::remove_file(&swap).unwrap();
    }),
    ("emacs: a lock, a backup, written anew", |path, text| {
        let (lock, backup, auto) = (beside(path, ".#", ""), beside(path, "", "~"), beside(path, "#", "#"));
        #[cfg(unix)]
        std::os::unix::fs::symlink("ana@desk.1234:5678", &lock).unwrap();
        fs::write(&auto, text).unwrap();
        fs::rename(path, &backup).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(&auto).unwrap();
        let _ = fs::remove_file(&lock);
        fs::remove_file(&backup).unwrap();
    }),
    ("JetBrains: three renames", |path, text| {
        let (new, old) = (beside(path, "", "___jb_tmp___"), beside(path, "", "___jb_old___"));
        fs::write(&new, text).unwrap();
        fs::rename(path, &old).unwrap();
        fs::rename(&new, path).unwrap();
        fs::remove_file(&old).unwrap();
    }),
    ("sed -i: another file takes its place", |path, text| {
        let new = path.with_file_name("sedX4zQ1k");
        fs::write(&new, text).unwrap();
        fs::rename(&new, path).unwrap();
    }),
    ("gedit, rsync: a hidden file takes its place", |path, text| {
        let new = beside(path, ".", ".goutputstream-1K2X3Y");
        fs::write(&new, text).unwrap();
        fs::rename(&new, path).unwrap();
    }),
    ("git checkout: removed and made", |path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    }),
];

/// A file beside another, with its name between two pieces.
fn beside(path: &Path, before: &str, after: &str) -> std::path::PathBuf {
    path.with_file_name(format!("{before}{}{after}", path.file_name().unwrap().to_str().unwrap()))
}

/// Postings in new nested folders, some of which are moved, some removed, some written again: what unpacking an archive and changing
/// branches does. `round` makes each storm another.
pub fn storm(jobs: &Path, files: usize, round: usize) {
    let folder = |number: usize| jobs.join(format!("storm-{round}/a{}/b{}", number % 10, number / 10 % 10));
    for number in 0..files {
        let folder = folder(number);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("storm-{round}-{number}.md")), stormed(round, number, 0)).unwrap();
    }
    let top = jobs.join(format!("storm-{round}"));
    let there: Vec<_> = (0..10.min(files)).map(|number| top.join(format!("a{number}"))).collect();
    // One tree moves, one goes, one is written again, the tree of the round before goes.
    fs::rename(&there[0], top.join("moved")).unwrap();
    if let Some(folder) = there.get(1) {
        fs::remove_dir_all(folder).unwrap();
    }
    for number in (2..files).step_by(10) {
        fs::write(folder(number).join(format!("storm-{round}-{number}.md")), stormed(round, number, 1)).unwrap();
    }
    if round > 0 {
        let _ = fs::remove_dir_all(jobs.join(format!("storm-{}", round - 1)));
    }
}

fn stormed(round: usize, number: usize, version: usize) -> String {
    format!(
        "---\ntitle: Storm {round} {number}\ncompany: acme\nposted: 2026-11-01\nlocation: Zaragoza, ES\nskills: [Rust]\napply: https://acme.example/{number}\n---\nVersion {version} of a text that is long enough to be one, and says nothing.\n"
    )
}
