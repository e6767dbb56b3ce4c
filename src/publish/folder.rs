//! A folder held open: what is in it is named relative to the handle, and no link is followed.
//!
//! The output, its state and the cache may come with a checkout, links, pipes and all. A [`Folder`] reads regular files of a bounded size, and
//! says of everything else that it is there.

use std::fs::{File, Metadata, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsMaybeDirExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use jiff::Timestamp;

/// An open folder, and the path under which messages know it.
pub struct Folder {
    dir: Dir,
    path: PathBuf,
    /// Whether what is made in here has the usual permissions by itself, as the first file and the first folder showed.
    usual: [OnceLock<bool>; 2],
}

/// What is at a path; a link is never looked behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file, and its length in bytes.
    File(u64),
    Folder,
    /// A link, a pipe, a socket, a device; or a path that leads through one.
    Other,
}

impl Folder {
    fn of(dir: Dir, path: PathBuf) -> Folder {
        Folder { dir, path, usual: Default::default() }
    }

    /// Opens a folder by its path, links and all: whoever names it on the command line is trusted.
    pub fn open(path: &Path) -> io::Result<Folder> {
        Ok(Folder::of(Dir::open_ambient_dir(path, ambient_authority())?, path.to_path_buf()))
    }

    /// The folder of this name; `None` when there is none. A link or a file in its place is an error.
    pub fn enter(&self, name: &str) -> io::Result<Option<Folder>> {
        match self.kind(name)? {
            None => Ok(None),
            Some(Kind::Folder) => Ok(Some(Folder::of(self.dir.open_dir_nofollow(name)?, self.path.join(name)))),
            Some(_) => Err(io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder of its own")),
        }
    }

    /// The same, made when it is not there.
    pub fn enter_or_make(&self, name: &str) -> io::Result<Folder> {
        self.make_folder(name)?;
        self.enter(name)?.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// The path of something in this folder, for messages.
    pub fn at(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// What is at a path. Each folder on the way is looked at: a link there makes it [`Kind::Other`].
    pub fn kind(&self, path: &str) -> io::Result<Option<Kind>> {
        for (at, _) in path.match_indices('/') {
            match self.kind_of(&path[..at])? {
                Some(Kind::Folder) => {}
                Some(Kind::File(_)) | None => return Ok(None),
                Some(Kind::Other) => return Ok(Some(Kind::Other)),
            }
        }
        self.kind_of(path)
    }

    /// The same where the folders on the way are known to be no links.
    pub fn kind_of(&self, path: &str) -> io::Result<Option<Kind>> {
        match self.dir.symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() => Ok(Some(Kind::Folder)),
            Ok(metadata) if metadata.is_file() => Ok(Some(Kind::File(metadata.len()))),
            Ok(_) => Ok(Some(Kind::Other)),
            Err(error) if is_gone(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How long ago a file was written; `None` where that is not known.
    pub fn age(&self, path: &str, now: SystemTime) -> Option<Duration> {
        let modified = self.dir.symlink_metadata(path).ok()?.modified().ok()?;
        now.duration_since(modified.into_std()).ok()
    }

    /// A regular file, opened to be read; `None` when there is none, or something else. The folders on the way are known to be no links.
    pub fn open_file(&self, path: &str) -> io::Result<Option<File>> {
        if !matches!(self.kind_of(path)?, Some(Kind::File(_))) {
            return Ok(None);
        }
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        match self.dir.open_with(path, &options) {
            Ok(file) => Ok(Some(file.into_std())),
            Err(error) if is_gone(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The bytes of a regular file; `None` when there is none, something else, or one of more than `cap` bytes.
    pub fn read(&self, path: &str, cap: u64) -> io::Result<Option<Vec<u8>>> {
        if !matches!(self.kind(path)?, Some(Kind::File(len)) if len <= cap) {
            return Ok(None);
        }
        let Some(file) = self.open_file(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(cap.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= cap))
    }

    /// A file of our own, opened to be read and written, made when it is not there. A link, or what is no regular file, is an error.
    pub fn open_own(&self, name: &str) -> io::Result<File> {
        match self.kind_of(name)? {
            None | Some(Kind::File(_)) => {}
            Some(_) => return Err(io::Error::other("it is not a regular file; remove it")),
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).follow(FollowSymlinks::No);
        let file = self.dir.open_with(name, &options)?.into_std();
        match has_other_names(&file)? {
            true => Err(io::Error::other("it has another name (a hard link); remove it")),
            false => Ok(file),
        }
    }

    /// Writes a file that is not there yet, with the permissions 0644 whatever the umask.
    pub fn write_new(&self, path: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).follow(FollowSymlinks::No);
        let mut file = self.dir.open_with(path, &options)?.into_std();
        write(&mut file)?;
        if self.usual[0].get() != Some(&true) {
            let _ = self.usual[0].set(make_usual(&file, 0o644)?);
        }
        Ok(())
    }

    /// Writes a small file of the state to the disk itself, in place of what was there.
    pub fn write_synced(&self, name: &str, text: &[u8]) -> io::Result<()> {
        self.remove(name)?;
        self.write_new(name, |file| {
            file.write_all(text)?;
            file.sync_data()
        })
    }

    /// Makes a folder that is not there yet, with the permissions 0755 whatever the umask.
    pub fn make_folder(&self, path: &str) -> io::Result<()> {
        match self.dir.create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match self.kind_of(path)? {
                Some(Kind::Folder) => return Ok(()),
                _ => return Err(error),
            },
            Err(error) => return Err(error),
            Ok(()) => {}
        }
        #[cfg(unix)]
        if self.usual[1].get() != Some(&true) {
            use cap_std::fs::PermissionsExt as _;
            use std::os::unix::fs::PermissionsExt as _;
            let was_usual = self.dir.symlink_metadata(path)?.permissions().mode() & 0o7777 == 0o755;
            if !was_usual {
                let usual = cap_std::fs::Permissions::from_std(Permissions::from_mode(0o755));
                self.dir.set_permissions(path, usual)?;
            }
            let _ = self.usual[1].set(was_usual);
        }
        Ok(())
    }

    /// The same for the folders above a path.
    pub fn make_folders_above(&self, path: &str) -> io::Result<()> {
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
        if self.kind_of(folder)? == Some(Kind::Folder) {
            return Ok(());
        }
        self.make_folders_above(folder)?;
        self.make_folder(folder)
    }

    /// The names in a folder, in no order; those that are not UTF-8 with replacement characters.
    pub fn names(&self, path: &str) -> io::Result<Vec<String>> {
        let entries = if path.is_empty() { self.dir.entries()? } else { self.dir.read_dir(path)? };
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    pub fn rename(&self, from: &str, to: (&Folder, &str)) -> io::Result<()> {
        self.dir.rename(from, &to.0.dir, to.1)
    }

    /// Removes a file, a link or whatever else is no folder. What is gone already is fine.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        match self.dir.remove_file_or_symlink(path) {
            Err(error) if !is_gone(&error) => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.dir.remove_dir(path)
    }

    /// Removes whatever is at a path, a folder with all that is in it. Links are removed, never followed.
    pub fn remove_all(&self, path: &str) -> io::Result<()> {
        match self.kind_of(path)? {
            None => Ok(()),
            Some(Kind::Folder) => self.dir.remove_dir_all(path),
            Some(_) => self.remove(path),
        }
    }

    /// Makes what was made, renamed and removed in a folder of this one durable; the empty path is this folder.
    #[cfg(unix)]
    pub fn sync(&self, path: &str) -> io::Result<()> {
        self.handle(path)?.sync_all()
    }

    #[cfg(not(unix))]
    pub fn sync(&self, _: &str) -> io::Result<()> {
        Ok(())
    }

    /// Makes all pending writes of the file system durable, where one call does it.
    #[cfg(target_os = "linux")]
    pub fn sync_file_system(&self) -> io::Result<()> {
        Ok(rustix::fs::syncfs(self.handle("")?)?)
    }

    #[cfg(not(target_os = "linux"))]
    pub fn sync_file_system(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// A folder opened to be synced: the handle that we hold only names it.
    #[cfg(unix)]
    fn handle(&self, path: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).maybe_dir(true).follow(FollowSymlinks::No);
        Ok(self.dir.open_with(if path.is_empty() { "." } else { path }, &options)?.into_std())
    }

    /// Whether an open file is the one that has this name now.
    #[cfg(unix)]
    pub fn is_same_file(&self, file: &File, name: &str) -> bool {
        use cap_std::fs::MetadataExt as _;
        use std::os::unix::fs::MetadataExt as _;
        match (file.metadata(), self.dir.symlink_metadata(name)) {
            (Ok(own), Ok(there)) => (own.dev(), own.ino()) == (there.dev(), there.ino()),
            _ => false,
        }
    }

    #[cfg(not(unix))]
    pub fn is_same_file(&self, _: &File, _: &str) -> bool {
        true
    }
}

/// The same of a file by what the system says of it.
#[cfg(unix)]
pub fn touched(metadata: &Metadata) -> Option<Timestamp> {
    use std::os::unix::fs::MetadataExt;
    instant(metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
pub fn touched(metadata: &Metadata) -> Option<Timestamp> {
    metadata.modified().ok()?.try_into().ok()
}

#[cfg(unix)]
fn instant(seconds: i64, nanoseconds: i64) -> Option<Timestamp> {
    Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok()
}

/// Whether there is nothing at a path, or a file where it has a folder.
pub fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether a file has other hard links than the one it was opened by: what is written to it would be written to all of them.
#[cfg(unix)]
fn has_other_names(file: &File) -> io::Result<bool> {
    Ok(std::os::unix::fs::MetadataExt::nlink(&file.metadata()?) > 1)
}

#[cfg(not(unix))]
fn has_other_names(_: &File) -> io::Result<bool> {
    Ok(false)
}

/// Gives a file or a folder its permissions; says whether it had them already.
#[cfg(unix)]
fn make_usual(file: &File, mode: u32) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    if file.metadata()?.permissions().mode() & 0o7777 == mode {
        return Ok(true);
    }
    file.set_permissions(Permissions::from_mode(mode)).map(|()| false)
}

#[cfg(not(unix))]
fn make_usual(_: &File, _: u32) -> io::Result<bool> {
    Ok(true)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_is_no_regular_file_is_neither_read_nor_written_through() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        std::fs::create_dir_all(at("inside/real")).unwrap();
        std::fs::write(at("victim"), "mine").unwrap();
        std::fs::write(at("inside/real/file"), "ours").unwrap();
        symlink("../victim", at("inside/link")).unwrap();
        symlink("real", at("inside/alias")).unwrap();
        symlink("..", at("inside/up")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(at("inside/pipe")).status().unwrap().success());
        let folder = Folder::open(&at("inside")).unwrap();
        assert_eq!(folder.read("real/file", 9).unwrap().as_deref(), Some(&b"ours"[..]));
        assert_eq!(folder.read("real/file", 3).unwrap(), None);
        for name in ["link", "alias/file", "up/victim", "pipe", "none", "real"] {
            assert_eq!(folder.read(name, 99).unwrap(), None, "{name}");
        }
        assert_eq!(folder.kind("alias/file").unwrap(), Some(Kind::Other));
        assert!(folder.enter("alias").is_err() && folder.enter_or_make("up").is_err());
        std::fs::hard_link(at("victim"), at("inside/twin")).unwrap();
        assert!(folder.open_own("twin").is_err());
        for name in ["link", "pipe"] {
            assert!(folder.open_own(name).is_err(), "{name}");
            assert!(folder.write_new(name, |file| file.write_all(b"x")).is_err(), "{name}");
        }
        folder.write_synced("link", b"new").unwrap();
        folder.remove_all("up").unwrap();
        assert_eq!(std::fs::read(at("victim")).unwrap(), b"mine");
        assert_eq!(std::fs::read(at("inside/link")).unwrap(), b"new");
    }
}
