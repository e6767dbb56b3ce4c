//! Ctrl-C and its like to a flag: a build ends between two steps, never within one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::Exit;

/// Set once a signal has come.
#[derive(Clone)]
pub struct Signals {
    pub stop: Arc<AtomicBool>,
    which: Arc<AtomicUsize>,
}

impl Signals {
    /// Listens for the signals that end a program. A second one ends it at once.
    pub fn listen() -> Signals {
        let signals = Signals { stop: Arc::new(AtomicBool::new(false)), which: Arc::new(AtomicUsize::new(0)) };
        #[cfg(unix)]
        for number in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
            let which = usize::try_from(number).unwrap_or(0);
            let _ = signal_hook::flag::register_conditional_shutdown(number, 128 + number, signals.stop.clone());
            let _ = signal_hook::flag::register(number, signals.stop.clone());
            let _ = signal_hook::flag::register_usize(number, signals.which.clone(), which);
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
