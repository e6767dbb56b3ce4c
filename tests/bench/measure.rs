//! A command's median user, system and wall seconds and its peak memory; what an output holds.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Medians over several runs, in seconds and megabytes.
#[derive(Clone, Copy)]
pub struct Figures {
    pub user: f64,
    pub system: f64,
    pub wall: f64,
    pub memory: f64,
}

impl Figures {
    pub fn print(&self, name: &str, output: Option<&Path>) {
        let Figures { user, system, wall, memory } = self;
        print!("{name:<44} user {user:7.2}   system {system:5.2}   wall {wall:7.2}   memory {memory:5.0} MB");
        match output.map(held) {
            Some((files, bytes)) => println!("   {files:6} files   {:4} MB", bytes / 1_000_000),
            None => println!(),
        }
    }

    /// How many times as much `other` takes.
    pub fn print_ratio(&self, name: &str, other: &Figures) {
        println!(
            "{name:<44} user {:7.1} ×                  wall {:7.1} ×   memory {:5.1} ×",
            other.user / self.user,
            other.wall / self.wall,
            other.memory / self.memory
        );
    }
}

/// Runs a command `runs` times, `before` each time.
pub fn measure(program: &Path, arguments: &[String], runs: usize, mut before: impl FnMut()) -> Figures {
    let mut all: [Vec<f64>; 4] = Default::default();
    for _ in 0..runs {
        before();
        let started = Instant::now();
        // GNU time, for the child's own figures.
        let output = Command::new("/usr/bin/time")
            .args(["-f", "%U %S %M"])
            .arg(program)
            .args(arguments)
            .stdout(Stdio::null())
            .output()
            .expect("GNU time is installed (Debian package `time`)");
        let wall = started.elapsed().as_secs_f64();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} failed:\n{text}", program.display());
        let told: Vec<f64> = text.lines().last().unwrap_or("").split(' ').filter_map(|n| n.parse().ok()).collect();
        let [user, system, memory] = told[..] else { panic!("GNU time told nothing: {text}") };
        for (values, value) in all.iter_mut().zip([user, system, wall, memory / 1024.0]) {
            values.push(value);
        }
    }
    let [user, system, wall, memory] = all.map(median);
    Figures { user, system, wall, memory }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// How many files a folder holds, and their bytes; what begins with a dot aside.
pub fn held(folder: &Path) -> (usize, u64) {
    let (mut files, mut bytes) = (0, 0);
    for entry in fs::read_dir(folder).expect("the output is there") {
        let entry = entry.expect("it can be listed");
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let metadata = entry.metadata().expect("it can be looked at");
        let (more, larger) = if metadata.is_dir() { held(&entry.path()) } else { (1, metadata.len()) };
        files += more;
        bytes += larger;
    }
    (files, bytes)
}
