//! What is about to be renamed and removed, in order; on disk, so that the next build can finish it.
//!
//! Its last line is the mark of this machine's key. A journal without it came from elsewhere, or was not written to its end: it is an
//! order from nobody, and is set aside.

use super::key::Key;
use crate::source::OutPath;

const HEAD: &str = "rolecall-journal 2";
const WHAT: &str = "journal";

#[derive(Debug, PartialEq, Eq)]
pub struct Journal {
    pub steps: Vec<Step>,
}

/// One rename or removal; paths below the output folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// A staged file to its place.
    Put(String),
    /// A staged folder that is new as a whole.
    Tree(String),
    Remove(String),
}

impl Journal {
    /// Reads a journal of the output at `place`; `None` when it lacks the mark, or holds what no build writes.
    pub fn read(bytes: &[u8], place: &str, key: Option<&Key>) -> Option<Journal> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (text, mark) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        if !key?.holds(WHAT, place, text.as_bytes(), mark) {
            return None;
        }
        let mut lines = text.lines();
        (lines.next()? == HEAD).then_some(())?;
        let steps = lines.map(|line| {
            let (kind, path) = line.split_once(' ')?;
            let path = OutPath::new(path).ok()?.as_str().to_owned();
            Some(match kind {
                "put" => Step::Put(path),
                "tree" => Step::Tree(path),
                "remove" => Step::Remove(path),
                _ => return None,
            })
        });
        Some(Journal { steps: steps.collect::<Option<_>>()? })
    }

    /// The journal as a file. Without a key it is one that no build will finish.
    pub fn text(&self, place: &str, key: Option<&Key>) -> String {
        let mut text = String::from(HEAD);
        for step in &self.steps {
            let (kind, path) = match step {
                Step::Put(path) => ("put", path),
                Step::Tree(path) => ("tree", path),
                Step::Remove(path) => ("remove", path),
            };
            text.push_str(&format!("\n{kind} {path}"));
        }
        let mark = key.map_or_else(|| "-".to_owned(), |key| key.mark(WHAT, place, text.as_bytes()).to_string());
        format!("{text}\n{mark}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_without_its_mark_is_an_order_from_nobody() {
        let key = Key::of_text("sixteen letters!").unwrap();
        let steps = vec![Step::Put("a".into()), Step::Tree("b".into()), Step::Remove("c/d".into())];
        let journal = Journal { steps };
        let text = journal.text("/out", Some(&key));
        assert_eq!(Journal::read(text.as_bytes(), "/out", Some(&key)), Some(journal));
        for other in [
            text.replace("remove c/d", "remove c/e"),
            text.replace("put a\n", ""),
            text[..text.len() - 1].to_owned(),
            text[..text.len() / 2].to_owned(),
            format!("{text}put z\n"),
            String::new(),
        ] {
            assert_eq!(Journal::read(other.as_bytes(), "/out", Some(&key)), None, "{other}");
        }
        assert_eq!(Journal::read(text.as_bytes(), "/elsewhere", Some(&key)), None);
        assert_eq!(Journal::read(text.as_bytes(), "/out", None), None);
        let unmarked = Journal { steps: Vec::new() }.text("/out", None);
        assert_eq!(Journal::read(unmarked.as_bytes(), "/out", Some(&key)), None);
    }

    #[test]
    fn a_marked_journal_still_names_places_in_the_output_alone() {
        let key = Key::of_text("sixteen letters!").unwrap();
        for path in ["../x", "/etc/passwd", ".rolecall/key", "a//b", "a\\b", "con", ""] {
            let text = Journal { steps: vec![Step::Put(path.to_owned())] }.text("/out", Some(&key));
            assert_eq!(Journal::read(text.as_bytes(), "/out", Some(&key)), None, "{path}");
        }
    }
}
