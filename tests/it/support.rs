//! Sites in memory and on disk, and the program that builds them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rolecall::markdown::{Directive, LinkTarget, PictureView, Surroundings};
use rolecall::source::{Source, Sources};

pub use crate::memory::{NOW, SITE, cold, output, request};
use crate::serving::Serving;

/// What marks the state of builds in tests.
pub const STATE_KEY: &str = "the key of all tests";

/// A whole, faultless posting of the company `acme`.
pub const POSTING: &str = "---\ntitle: Engineer\ncompany: acme\nposted: 2026-11-01\nlocation: Zaragoza, ES\nskills: [Rust]\napply: https://acme.example/apply\n---\nBuild things. People rely on them, and you work with those who run them. You will write code, review it, and see it used.\n";

/// Sources from paths and texts.
pub fn sources<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sources {
    files.into_iter().map(|(path, text)| Source::from_text(path, text)).collect()
}

/// A folder with files in it, gone at the end of the test.
pub struct Folder {
    pub path: PathBuf,
    _guard: tempfile::TempDir,
}

impl Folder {
    pub fn new() -> Folder {
        let guard = tempfile::tempdir().unwrap();
        // The real path: temporary folders may be links.
        Folder { path: guard.path().canonicalize().unwrap(), _guard: guard }
    }

    /// A small site that builds.
    pub fn site() -> Folder {
        let folder = Folder::new();
        folder.write("content/site.yaml", SITE);
        folder.write("content/companies/acme.yaml", "name: Acme\n");
        folder.write("content/jobs/engineer.md", POSTING);
        folder.write("content/articles/hello.md", "---\ntitle: Hello\ndate: 2026-10-01\ntags: [Rust]\n---\nText.\n");
        folder
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path.join(path)).unwrap();
    }

    /// Runs the program on this site.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut command = program();
        command.args(arguments).args(["--root", "."]).current_dir(&self.path);
        Run::of(&mut command)
    }

    pub fn build(&self) -> Run {
        self.run(&["build", "--now", NOW])
    }

    /// The files of the output but for the builds' own state.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path.join("public"))
    }
}

/// The program's path: the one that the variable ROLECALL names, as tests/run does with the released one, else the one built beside these tests.
pub fn executable() -> String {
    std::env::var("ROLECALL").unwrap_or_else(|_| env!("CARGO_BIN_EXE_rolecall").to_owned())
}

/// The program, free of what the machine says about time, zone and language.
pub fn program() -> Command {
    let mut command = Command::new(executable());
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("NO_COLOR").env("LC_ALL", "C");
    command.env("ROLECALL_STATE_KEY", STATE_KEY);
    command
}

/// Serves a site as if now were [`NOW`].
pub fn serve(site: &Folder, options: &[&str]) -> Serving {
    let mut command = program();
    command
        .args(["serve", "--quiet", "--port", "0", "--now", NOW, "--root", "."])
        .args(options)
        .current_dir(&site.path);
    Serving::start(command)
}

/// What a clean build makes, with the server's own address.
pub fn built(site: &Folder, serving: &Serving) -> BTreeMap<String, Vec<u8>> {
    let base = format!("http://localhost:{}/", serving.port);
    let output = tempfile::tempdir().unwrap();
    let to = output.path().join("public");
    site.run(&["build", "--quiet", "--now", NOW, "--base-url", &base, "--output", to.to_str().unwrap()]).expect(0);
    tree(&to)
}

pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Run {
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    #[track_caller]
    pub fn expect(self, code: i32) -> Run {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }
}

/// Every file below a folder, by path; `.rolecall` left out.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.file_name().is_some_and(|name| name == ".rolecall") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The names in an output's state folder.
pub fn state(output: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(output.join(".rolecall"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Numbers for random tests, the same for the same seed (xorshift64*).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}

/// The page that a body stands on, where it does not matter: links of the site lead to one place, words of the theme are their names.
pub struct Around;

impl Surroundings for Around {
    fn href(&self, _: &LinkTarget) -> String {
        "/here/".to_owned()
    }
    fn picture(&self, _: &LinkTarget) -> PictureView {
        PictureView { url: "/here.png".to_owned(), ..PictureView::default() }
    }
    fn word(&self, name: &str) -> String {
        name.to_owned()
    }
    fn here(&self) -> String {
        String::new()
    }
    fn written(&self, address: &str) -> String {
        address.to_owned()
    }
    fn directive(&self, _: &Directive, content: String) -> String {
        content
    }
    fn postings(&self, _: &Directive) -> Vec<(String, String)> {
        vec![("A <posting>".to_owned(), "/here/".to_owned())]
    }
}
