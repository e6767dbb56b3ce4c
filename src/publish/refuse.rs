//! Which folders can't be an output: those that hold anything we did not write.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::folder::{Folder, Kind, is_gone};
use super::{PublishError, STATE, machine};

/// The output's real path, links resolved; refused when a build could harm what lies there.
pub fn check(site: &Path, output: &Path, is_named: bool) -> Result<PathBuf, PublishError> {
    let refused = |reason: String| Err(PublishError::Refused(reason));
    let site = site.canonicalize().map_err(machine("find", site))?;
    if !is_named && output.is_symlink() {
        let shown = crate::diag::print::visible(&output.display().to_string());
        return refused(format!(
            "{shown} can't be the output: it is a link; use --output to name the folder it points to"
        ));
    }
    let output = real_path(output).map_err(machine("find", output))?;
    let shown = crate::diag::print::visible(&output.display().to_string());
    if output.parent().is_none() {
        return refused(format!("{shown} can't be the output: it is the root of the file system"));
    }
    if home().is_some_and(|home| home == output) {
        return refused(format!("{shown} can't be the output: it is your home folder"));
    }
    if site.starts_with(&output) {
        return refused(format!("{shown} can't be the output: the site's sources lie in it"));
    }
    for folder in ["content", "themes"] {
        let sources = site.join(folder);
        let sources = sources.canonicalize().unwrap_or(sources);
        if output.starts_with(&sources) || sources.starts_with(&output) {
            return refused(format!("{shown} can't be the output: it lies in {folder}/, among the sources"));
        }
    }
    let there = match fs::symlink_metadata(&output) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(machine("look at", &output)(error)),
    };
    if there.is_some_and(|there| !there.is_dir()) {
        return refused(format!("{shown} can't be the output folder: it is not a folder"));
    }
    if has_state(&output).map_err(machine("look at", &output.join(STATE)))? {
        return Ok(output);
    }
    match fs::read_dir(&output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(output),
        Err(error) => Err(machine("read", &output)(error)),
        Ok(entries) => {
            for entry in entries {
                let name = entry.map_err(machine("read", &output))?.file_name();
                if !name.to_string_lossy().starts_with('.') {
                    let name = crate::diag::print::visible(&name.to_string_lossy());
                    return refused(format!(
                        "{shown} can't be the output: it holds `{name}`, which no build of ours has written; empty it, or choose another folder with --output"
                    ));
                }
            }
            Ok(output)
        }
    }
}

/// Whether a build's state lies in a folder: a manifest or a journal, each a regular file. What they say is looked at later.
fn has_state(output: &Path) -> io::Result<bool> {
    let folder = match Folder::open(output) {
        Ok(folder) => folder,
        Err(error) if is_gone(&error) => return Ok(false),
        Err(error) => return Err(error),
    };
    let Some(state) = folder.enter(STATE)? else { return Ok(false) };
    for name in ["manifest", "journal"] {
        if matches!(state.kind_of(name)?, Some(Kind::File(_))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The path with its links resolved as far as it exists, and `..` resolved in the rest.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut plain = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                plain = plain.canonicalize().unwrap_or(plain);
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    let mut rest = Vec::new();
    let mut there = plain.as_path();
    loop {
        match there.canonicalize() {
            Ok(real) => return Ok(rest.iter().rev().fold(real, |path, name| path.join(name))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match (there.parent(), there.file_name()) {
                (Some(parent), Some(name)) => {
                    // A link to nowhere would be followed when the folder is made.
                    if there.is_symlink() {
                        return Err(io::Error::other("it is a link to nowhere"));
                    }
                    rest.push(name.to_owned());
                    there = parent;
                }
                _ => return Err(error),
            },
            Err(error) => return Err(error),
        }
    }
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().and_then(|home| home.canonicalize().ok())
}
