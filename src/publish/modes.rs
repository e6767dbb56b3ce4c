//! The folders that lead to an output, made with the usual permissions.

use std::fs;
use std::io;
use std::path::Path;

/// Makes every folder of a path that is not there yet, with the permissions 0755 whatever the umask.
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

fn make_usual_folder(folder: &Path) -> io::Result<()> {
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
