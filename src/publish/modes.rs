//! Permissions and durability, where systems differ.

use std::fs::{self, File};
use std::io;
use std::path::Path;

#[cfg(unix)]
pub fn set_usual_mode(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub fn set_usual_mode(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes a folder that is not there yet, with the permissions 0755 whatever the umask.
pub fn make_usual_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => return Ok(()),
        Err(error) => return Err(error),
        Ok(()) => {}
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// The same for every folder of a path that is not there yet.
pub fn make_usual_folders(folder: &Path) -> io::Result<()> {
    let mut missing: Vec<&Path> = Vec::new();
    for folder in folder.ancestors() {
        if folder.as_os_str().is_empty() || folder.try_exists()? {
            break;
        }
        missing.push(folder);
    }
    missing.into_iter().rev().try_for_each(make_usual_folder)
}

#[cfg(target_os = "linux")]
pub fn sync_file_system(folder: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(folder)?)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub fn sync_file_system(_: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether an open file is the one that has this path now.
#[cfg(unix)]
pub fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let inode = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(own), Ok(there)) if inode(&own) == inode(&there))
}

#[cfg(not(unix))]
pub fn is_same_file(_: &File, _: &Path) -> bool {
    true
}
