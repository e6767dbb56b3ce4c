//! A command's median user and wall seconds, and its peak memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Medians over several runs.
pub struct Figures {
    pub user: f64,
    pub wall: f64,
    pub memory_mb: f64,
}

impl Figures {
    pub fn print(&self, name: &str) {
        println!("{name:<38} user {:6.2} s   wall {:6.2} s   memory {:5.0} MB", self.user, self.wall, self.memory_mb);
    }
}

/// Runs a command `runs` times, `before` each time.
pub fn measure(program: &Path, arguments: &[String], runs: usize, mut before: impl FnMut()) -> Figures {
    let (mut users, mut walls, mut memories) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        before();
        let started = Instant::now();
        // GNU time, for the child's own figures.
        let output = Command::new("/usr/bin/time")
            .args(["-f", "%U %M"])
            .arg(program)
            .args(arguments)
            .stdout(Stdio::null())
            .output()
            .expect("GNU time is installed (Debian package `time`)");
        walls.push(started.elapsed().as_secs_f64());
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} failed:\n{text}", program.display());
        let mut figures = text.lines().last().unwrap_or("").split(' ');
        users.push(figures.next().and_then(|s| s.parse().ok()).unwrap_or(f64::NAN));
        memories.push(figures.next().and_then(|s| s.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0);
    }
    Figures { user: median(users), wall: median(walls), memory_mb: median(memories) }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
