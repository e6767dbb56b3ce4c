//! The key of this machine: state that carries its mark was written by a build of this user's, all other state came from elsewhere.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::source::Hash;

/// Characters that a key from the environment has at least.
const LEAST: usize = 16;

/// A secret of 32 bytes.
#[derive(Clone)]
pub struct Key([u8; 32]);

/// Why there is no key. Builds go on without: their state is not believed later.
#[derive(Debug)]
pub enum KeyFault {
    /// The text of `ROLECALL_STATE_KEY` is shorter than 16 characters.
    Short,
    /// The file can't be read or made.
    File(PathBuf, io::Error),
    /// The system knows no folder for a user's state.
    NoFolder,
}

impl std::fmt::Display for KeyFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KeyFault::Short => write!(f, "ROLECALL_STATE_KEY needs at least {LEAST} characters"),
            KeyFault::File(path, error) => {
                write!(f, "can't read or create {}: {error}", crate::diag::print::visible(&path.display().to_string()))
            }
            KeyFault::NoFolder => f.write_str("there is no folder for this user's state"),
        }
    }
}

impl Key {
    /// The key from a text, where state is carried from machine to machine.
    pub fn of_text(text: &str) -> Result<Key, KeyFault> {
        match text.chars().count() >= LEAST {
            true => Ok(Key(Hash::of(text.as_bytes()).bytes())),
            false => Err(KeyFault::Short),
        }
    }

    /// The key of this machine, in the user's state folder; made on first use.
    pub fn of_machine() -> Result<Key, KeyFault> {
        let folders = etcetera::base_strategy::choose_native_strategy().map_err(|_| KeyFault::NoFolder)?;
        let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("rolecall");
        let path = folder.join("key");
        read_or_make(&folder, &path).map(Key).map_err(|error| KeyFault::File(path, error))
    }

    /// The mark on bytes of a kind of state at a place.
    pub fn mark(&self, what: &str, place: &str, bytes: &[u8]) -> Hash {
        Hash::keyed(&self.0, &[what.as_bytes(), place.as_bytes(), bytes])
    }

    /// Whether a text is the mark on these bytes.
    pub fn holds(&self, what: &str, place: &str, bytes: &[u8], mark: &str) -> bool {
        let fields: [&[u8]; 3] = [what.as_bytes(), place.as_bytes(), bytes];
        Hash::from_hex(mark.trim_end()).is_some_and(|mark| mark.is_keyed(&self.0, &fields))
    }
}

/// The bytes of the key's file. Of two builds that make it at once, one wins.
fn read_or_make(folder: &Path, path: &Path) -> io::Result<[u8; 32]> {
    match read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        read => return read,
    }
    fs::create_dir_all(folder)?;
    let (mut key, mut name) = ([0; 32], [0; 8]);
    getrandom::fill(&mut key).and_then(|()| getrandom::fill(&mut name)).map_err(io::Error::other)?;
    let draft = folder.join(format!("key-{:016x}", u64::from_le_bytes(name)));
    let mut options = fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(&draft).and_then(|mut file| {
        file.write_all(&key)?;
        file.sync_all()?;
        fs::hard_link(&draft, path)
    });
    let _ = fs::remove_file(&draft);
    match made {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(error),
    }
}

fn read(path: &Path) -> io::Result<[u8; 32]> {
    let metadata = fs::symlink_metadata(path)?;
    let mut key = [0; 32];
    if !metadata.is_file() || metadata.len() != key.len() as u64 {
        return Err(io::Error::other("it is not a key; remove it"));
    }
    fs::File::open(path)?.read_exact(&mut key)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_holds_for_its_key_kind_place_and_bytes_alone() {
        let key = Key::of_text("sixteen letters!").unwrap();
        let mark = key.mark("journal", "/site", b"put x").to_string();
        assert!(key.holds("journal", "/site", b"put x", &mark));
        assert!(!key.holds("cache", "/site", b"put x", &mark));
        assert!(!key.holds("journal", "/other", b"put x", &mark));
        assert!(!key.holds("journal", "/site", b"put y", &mark));
        assert!(!key.holds("journal", "/sitep", b"ut x", &mark));
        assert!(!key.holds("journal", "/site", b"put x", ""));
        assert!(!Key::of_text("another sixteen!").unwrap().holds("journal", "/site", b"put x", &mark));
        assert!(matches!(Key::of_text("short"), Err(KeyFault::Short)));
    }

    #[test]
    fn a_key_is_made_once() {
        let place = tempfile::tempdir().unwrap();
        let (folder, path) = (place.path().join("rolecall"), place.path().join("rolecall/key"));
        let keys: Vec<[u8; 32]> = std::thread::scope(|scope| {
            let made: Vec<_> = (0..4).map(|_| scope.spawn(|| read_or_make(&folder, &path))).collect();
            made.into_iter().map(|made| made.join().unwrap().unwrap()).collect()
        });
        assert!(keys.iter().all(|key| *key == read(&path).unwrap()) && keys[0] != [0; 32]);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::write(&path, "short").unwrap();
        assert!(read_or_make(&folder, &path).is_err());
    }
}
