//! The lock of an output: one build writes at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use super::{PublishError, machine, modes};

/// Locks the state folder. A lock file that was removed while we waited for it protects nothing: then a new one is made.
pub fn take(path: &Path, wait: bool) -> Result<File, PublishError> {
    loop {
        let mut options = OpenOptions::new();
        let mut lock =
            options.read(true).write(true).create(true).truncate(false).open(path).map_err(machine("open", path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) if wait => lock.lock().map_err(machine("lock", path))?,
            Err(fs::TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = lock.read_to_string(&mut holder);
                let who =
                    if holder.trim().is_empty() { String::new() } else { format!(" (process {})", holder.trim()) };
                let reason = format!("another build{who} is writing to this output; wait for it, or use --wait");
                return Err(PublishError::Busy(reason));
            }
            Err(fs::TryLockError::Error(error)) => return Err(machine("lock", path)(error)),
        }
        if !modes::is_same_file(&lock, path) {
            continue;
        }
        let note = |lock: &mut File| -> io::Result<()> {
            lock.set_len(0)?;
            lock.rewind()?;
            writeln!(lock, "{}", std::process::id())
        };
        note(&mut lock).map_err(machine("write", path))?;
        return Ok(lock);
    }
}
