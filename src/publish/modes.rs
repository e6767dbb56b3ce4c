//! Permissions and durability, where systems differ.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Whether a file made here has the permissions 0644.
#[cfg(unix)]
pub fn has_usual_mode(file: &File) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o777 == 0o644)
}

#[cfg(not(unix))]
pub fn has_usual_mode(_: &File) -> bool {
    true
}

#[cfg(unix)]
pub fn set_usual_mode(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub fn set_usual_mode(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
pub fn set_usual_folder_mode(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if fs::metadata(folder).is_ok_and(|metadata| metadata.permissions().mode() & 0o777 != 0o755) {
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o755));
    }
}

#[cfg(not(unix))]
pub fn set_usual_folder_mode(_: &Path) {}

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
