//! How far a build has come, on a terminal, when it takes longer than a moment.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{complain, stderr_is_terminal};
use crate::pipeline::Ready;

/// Builds that are done sooner show nothing.
const PATIENCE: Duration = Duration::from_millis(500);
const WIDTH: usize = 30;

/// Does the work, with a bar below it if a person is looking.
pub fn shown<T>(ready: &Ready, is_wanted: bool, work: impl FnOnce() -> T) -> T {
    if !is_wanted || !stderr_is_terminal() {
        return work();
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| draw(ready, &done));
        let _end = End(&done);
        work()
    })
}

/// Ends the drawing, also when the work panics.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn draw(ready: &Ready, done: &AtomicBool) {
    let started = Instant::now();
    let mut has_drawn = false;
    while !done.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(50));
        if started.elapsed() >= PATIENCE {
            complain(&format!("\r{}", bar(ready.made(), ready.plan().files.len())));
            has_drawn = true;
        }
    }
    if has_drawn {
        // Back to an empty line.
        complain("\r\u{1b}[K");
    }
}

/// `[######                        ] 2400/12000 files`
fn bar(made: usize, all: usize) -> String {
    let full = (WIDTH * made.min(all)).checked_div(all).unwrap_or(WIDTH);
    format!("[{}{}] {made}/{all} files", "#".repeat(full), " ".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn the_bar_is_as_full_as_the_work_is_done() {
        assert_eq!(bar(0, 4), format!("[{}] 0/4 files", " ".repeat(30)));
        assert_eq!(bar(2, 4), format!("[{}{}] 2/4 files", "#".repeat(15), " ".repeat(15)));
        assert_eq!(bar(0, 0), format!("[{}] 0/0 files", "#".repeat(30)));
    }
}
