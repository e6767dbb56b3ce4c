//! Ctrl-C and its like to a flag: a build ends between two steps, and only one that can't come to such a place within one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::Exit;

/// Set once a signal has come.
#[derive(Clone)]
pub struct Signals {
    pub stop: Arc<AtomicBool>,
    which: Arc<AtomicUsize>,
}

/// How long a build that was told to end may take to come to a place where it can. Then the program ends wherever it is: in a read that never
/// comes back, most likely. An end at any call is safe; the next build finishes or begins anew.
const GRACE: Duration = Duration::from_secs(3);

impl Signals {
    /// Listens for the signals that end a program. A second one ends it at once.
    pub fn listen() -> Signals {
        let signals = Signals { stop: Arc::new(AtomicBool::new(false)), which: Arc::new(AtomicUsize::new(0)) };
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
            for number in [SIGINT, SIGTERM, SIGHUP] {
                let which = usize::try_from(number).unwrap_or(0);
                let _ = signal_hook::flag::register_conditional_shutdown(number, 128 + number, signals.stop.clone());
                let _ = signal_hook::flag::register_usize(number, signals.which.clone(), which);
                let _ = signal_hook::flag::register(number, signals.stop.clone());
            }
            if let Ok(mut came) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) {
                std::thread::spawn(move || {
                    if let Some(number) = came.forever().next() {
                        std::thread::sleep(GRACE);
                        std::process::exit(128 + number);
                    }
                });
            }
        }
        signals
    }

    pub fn came(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub fn exit(&self) -> Exit {
        Exit::Signal(u8::try_from(self.which.load(Ordering::Relaxed)).unwrap_or(2))
    }
}
