//! What was staged to its places: in which order, how, and what becomes of it when a build was killed in the middle.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use super::folder::{self, Folder, Kind};
use super::order::Rank;
use super::{
    CAP, DRAFTS, Journal, Manifest, PublishError, SYNC_ONE_BY_ONE, Staged, Step, Target, UNVERIFIED, hash_of, machine,
};
use crate::diag::print::visible;
use crate::source::OutPath;

impl Target {
    /// Finishes a build that was killed while renaming. A journal that does not carry our mark, or whose stage is not what it was, is set aside:
    /// then the manifest of that build comes back, to be believed as any other from elsewhere.
    pub(super) fn recover(&mut self) -> Result<Option<Vec<u8>>, PublishError> {
        let path = self.state.at("journal");
        if self.state.kind_of("journal").map_err(machine("look at", &path))?.is_none() {
            return Ok(None);
        }
        let bytes = self.read("journal", CAP)?.unwrap_or_default();
        let next = self.read_manifest(["manifest.next", "manifest"], ["mark.next", "mark"])?;
        if let Some(journal) = Journal::read(&bytes, &self.place, self.key.as_ref())
            && next.is_some_and(|next| next.is_marked() && self.is_as_staged(&journal, &next))
        {
            self.apply(&journal)?;
            return Ok(None);
        }
        self.state.remove_all(UNVERIFIED).map_err(machine("remove", &self.state.at(UNVERIFIED)))?;
        self.state.rename("journal", (&self.state, UNVERIFIED)).map_err(machine("set aside", &path))?;
        self.notes.push(format!(
            "{} was not written by a build on this machine: set aside, building everything again",
            visible(&path.display().to_string())
        ));
        self.read("manifest.next", CAP)
    }

    /// Whether what a journal is about to rename is there as it was staged, or in its place already; and leads through no link.
    fn is_as_staged(&self, journal: &Journal, next: &Manifest) -> bool {
        let Ok(stage) = self.state.enter("stage") else { return false };
        let is_plain = |folder: &Folder, path: &str| !matches!(folder.kind(path), Ok(Some(Kind::Other)) | Err(_));
        journal.steps.iter().all(|step| match step {
            Step::Put(path) | Step::Tree(path) => {
                is_plain(&self.root, path) && stage.as_ref().is_none_or(|stage| is_staged(stage, path, next))
            }
            Step::Remove(path) => !path.match_indices('/').any(|(at, _)| !is_plain(&self.root, &path[..at])),
        })
    }

    /// The renames and removals in their order: what stands in the way, new files and whole new folders by rank, changed pages, changed lists,
    /// deletions.
    pub(super) fn steps(&self, staged: &Staged) -> Result<Vec<Step>, PublishError> {
        let mut steps = Vec::new();
        let mut folders: HashMap<&str, bool> = HashMap::new();
        // Of a tree, what comes last counts.
        let mut trees: BTreeMap<&str, Rank> = BTreeMap::new();
        let mut new: Vec<(Rank, Step)> = Vec::new();
        for (path, rank) in &staged.new {
            let text = path.as_str();
            let mut missing = None;
            for (at, _) in text.match_indices('/') {
                let folder = &text[..at];
                let is_there = match folders.get(folder) {
                    Some(is_there) => *is_there,
                    None => {
                        let kind = self.root.kind_of(folder).map_err(machine("look at", &self.root.at(folder)))?;
                        folders.insert(folder, kind == Some(Kind::Folder));
                        kind == Some(Kind::Folder)
                    }
                };
                if !is_there {
                    missing = Some(folder);
                    break;
                }
            }
            match missing {
                Some(folder) => {
                    let last = trees.entry(folder).or_insert(*rank);
                    *last = (*last).max(*rank);
                }
                None => new.push((*rank, Step::Put(text.to_owned()))),
            }
        }
        // A file that was ours and is now a folder, or the other way round, must go first.
        let removed: BTreeSet<&str> = staged.removed.iter().map(OutPath::as_str).collect();
        let new_paths = staged.new.iter().map(|(path, _)| path);
        let files: BTreeSet<&str> =
            new_paths.chain(&staged.changed).chain(&staged.lists).map(OutPath::as_str).collect();
        for path in &removed {
            let becomes_folder = trees.contains_key(*path);
            let lay_below_a_file = path.match_indices('/').any(|(at, _)| files.contains(&path[..at]));
            if becomes_folder || lay_below_a_file {
                steps.push(Step::Remove((*path).to_owned()));
            }
        }
        new.extend(trees.into_iter().map(|(path, rank)| (rank, Step::Tree(path.to_owned()))));
        new.sort_by_key(|(rank, _)| *rank);
        steps.extend(new.into_iter().map(|(_, step)| step));
        for list in [&staged.changed, &staged.lists] {
            steps.extend(list.iter().map(|path| Step::Put(path.as_str().to_owned())));
        }
        steps.extend(removed.into_iter().map(|path| Step::Remove(path.to_owned())));
        Ok(steps)
    }

    /// Carries a journal out, whatever part of it was carried out before; then the new manifest holds.
    pub(super) fn apply(&self, journal: &Journal) -> Result<(), PublishError> {
        let at = self.state.at("stage");
        let stage = self.state.enter("stage").map_err(machine("open the folder", &at))?;
        let mut touched: BTreeSet<&str> = BTreeSet::new();
        for step in &journal.steps {
            let (Step::Put(path) | Step::Tree(path) | Step::Remove(path)) = step;
            touched.insert(path.rsplit_once('/').map_or("", |(folder, _)| folder));
            match (step, &stage) {
                (Step::Put(path), Some(stage)) => self.move_file(stage, path)?,
                (Step::Tree(path), Some(stage)) => self.move_tree(stage, path)?,
                (Step::Remove(path), _) => match self.root.remove(path) {
                    // Something else has become of it.
                    Err(error) if error.kind() != io::ErrorKind::IsADirectory => {
                        return Err(machine("remove", &self.root.at(path))(error));
                    }
                    _ => self.remove_empty_folders(path),
                },
                (_, None) => {}
            }
        }
        self.sync_folders(&touched)?;
        for name in DRAFTS {
            let next = format!("{name}.next");
            let there = self.state.at(name);
            if self.state.kind_of(&next).map_err(machine("look at", &there))?.is_some() {
                if self.state.kind_of(name).map_err(machine("look at", &there))? == Some(Kind::Folder) {
                    self.state.remove_all(name).map_err(machine("replace", &there))?;
                }
                self.state.rename(&next, (&self.state, name)).map_err(machine("write", &there))?;
            }
        }
        self.state.sync("").map_err(machine("sync", &self.state.at("")))?;
        self.state.remove("journal").map_err(machine("remove", &self.state.at("journal")))
    }

    /// What was renamed and removed reaches the disk before the journal goes, which could do it again.
    fn sync_folders(&self, touched: &BTreeSet<&str>) -> Result<(), PublishError> {
        if touched.is_empty() || touched.len() > SYNC_ONE_BY_ONE && self.root.sync_file_system().is_ok() {
            return Ok(());
        }
        for folder in touched {
            match self.root.sync(folder) {
                Err(error) if !folder::is_gone(&error) => return Err(machine("sync", &self.root.at(folder))(error)),
                // It went when the last file in it did.
                _ => {}
            }
        }
        Ok(())
    }

    /// Renames a staged file over its place. Nothing staged means that it was renamed before.
    fn move_file(&self, stage: &Folder, path: &str) -> Result<(), PublishError> {
        if stage.kind_of(path).map_err(machine("look at", &stage.at(path)))?.is_none() {
            return Ok(());
        }
        let to = self.root.at(path);
        self.root.make_folders_above(path).map_err(machine("make the folder above", &to))?;
        if self.root.kind_of(path).map_err(machine("look at", &to))? == Some(Kind::Folder) {
            self.root.remove_folder(path).map_err(machine("replace the folder", &to))?;
        }
        stage.rename(path, (&self.root, path)).map_err(machine("replace", &to))
    }

    /// Renames a staged folder to its place; file by file when something is there already.
    fn move_tree(&self, stage: &Folder, path: &str) -> Result<(), PublishError> {
        if stage.kind_of(path).map_err(machine("look at", &stage.at(path)))?.is_none() {
            return Ok(());
        }
        let to = self.root.at(path);
        if self.root.kind_of(path).map_err(machine("look at", &to))?.is_none() {
            self.root.make_folders_above(path).map_err(machine("make the folder above", &to))?;
            return stage.rename(path, (&self.root, path)).map_err(machine("make the folder", &to));
        }
        let mut names = stage.names(path).map_err(machine("read", &stage.at(path)))?;
        names.sort();
        for name in names {
            let below = format!("{path}/{name}");
            match stage.kind_of(&below).map_err(machine("look at", &stage.at(&below)))? {
                Some(Kind::Folder) => self.move_tree(stage, &below)?,
                _ => self.move_file(stage, &below)?,
            }
        }
        Ok(())
    }

    /// Folders that a removal left empty go too; any other folder stays.
    fn remove_empty_folders(&self, path: &str) {
        let mut path = path;
        while let Some((folder, _)) = path.rsplit_once('/') {
            if self.root.remove_folder(folder).is_err() {
                return;
            }
            path = folder;
        }
    }
}

/// Whether a staged file is the one that the manifest names; or a staged folder holds such files alone. Nothing staged was renamed before.
fn is_staged(stage: &Folder, path: &str, next: &Manifest) -> bool {
    match stage.kind(path) {
        Ok(None) => true,
        Ok(Some(Kind::File(_))) => {
            let hash = stage.open_file(path).ok().flatten().and_then(|file| hash_of(file).ok());
            let wanted = OutPath::new(path).ok().and_then(|path| next.get(&path).copied());
            hash.is_some() && hash == wanted.map(|written| written.hash)
        }
        Ok(Some(Kind::Folder)) => stage
            .names(path)
            .is_ok_and(|names| names.iter().all(|name| is_staged(stage, &format!("{path}/{name}"), next))),
        Ok(Some(Kind::Other)) | Err(_) => false,
    }
}
