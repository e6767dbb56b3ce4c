//! The lock of an output: one build writes at a time.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::folder::Folder;
use super::{PublishError, machine};

/// How often the lock is tried again and `stop` is checked.
const AGAIN: Duration = Duration::from_millis(50);

/// Locks a state folder; with `wait`, waits for another build until `stop` is set. A lock file that was removed while we waited for it protects
/// nothing: then a new one is made.
pub fn take(state: &Folder, wait: bool, stop: &AtomicBool) -> Result<File, PublishError> {
    let path = state.at("lock");
    loop {
        let mut lock = state.open_own("lock").map_err(machine("open", &path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) if stop.load(Ordering::Relaxed) => return Err(PublishError::Interrupted),
            Err(fs::TryLockError::WouldBlock) if wait => {
                std::thread::sleep(AGAIN);
                continue;
            }
            Err(fs::TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = (&mut lock).take(32).read_to_string(&mut holder);
                let who = match holder.trim().parse::<u32>() {
                    Ok(process) => format!(" (process {process})"),
                    Err(_) => String::new(),
                };
                let reason = format!("another build{who} is writing to this output; wait for it, or use --wait");
                return Err(PublishError::Busy(reason));
            }
            Err(fs::TryLockError::Error(error)) => return Err(machine("lock", &path)(error)),
        }
        if !state.is_same_file(&lock, "lock") {
            continue;
        }
        let note = |lock: &mut File| -> io::Result<()> {
            lock.set_len(0)?;
            lock.rewind()?;
            writeln!(lock, "{}", std::process::id())
        };
        note(&mut lock).map_err(machine("write", &path))?;
        return Ok(lock);
    }
}
