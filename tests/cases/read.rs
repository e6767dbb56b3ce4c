//! The text of a file of cases → its cases.

use std::fs;
use std::ops::Range;
use std::path::Path;

use crate::memory::NOW;

pub struct Case {
    /// Its file and heading: `fields: an unknown field is suggested its nearest name`.
    pub name: String,
    pub now: String,
    /// Rules that its diagnostics leave out.
    pub quiet: Vec<String>,
    /// Info strings and texts.
    pub files: Vec<(String, String)>,
    pub expectations: Vec<Expectation>,
}

pub struct Expectation {
    pub info: String,
    pub text: String,
    /// The lines of the block's inside within the file.
    pub lines: Range<usize>,
}

/// The first words of info strings that are files of the site and not expectations; a path alone is one too.
const FILES: [&str; 5] = ["hex", "opaque", "picture", "broken", "kind"];

/// Reads a file of cases. Panics where it is not one.
pub fn parse(path: &Path) -> Vec<Case> {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut cases: Vec<Case> = Vec::new();
    let mut shared_files: Vec<(String, String)> = Vec::new();
    let mut shared_quiet: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(heading) = line.strip_prefix("## ") {
            cases.push(Case {
                name: format!("{stem}: {heading}"),
                now: NOW.to_owned(),
                quiet: shared_quiet.clone(),
                files: shared_files.clone(),
                expectations: Vec::new(),
            });
        } else if let Some(now) = line.strip_prefix("now: ") {
            cases.last_mut().expect("a clock stands below a heading").now = now.to_owned();
        } else if let Some(codes) = line.strip_prefix("quiet:") {
            let codes = codes.split(',').map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
            *cases.last_mut().map_or(&mut shared_quiet, |case| &mut case.quiet) = codes.collect();
        } else if line.starts_with("```") {
            let fence = line.len() - line.trim_start_matches('`').len();
            let info = line[fence..].trim().to_owned();
            let start = at + 1;
            let end = (start..lines.len()).find(|i| lines[*i] == &line[..fence]).expect("a block is closed");
            let text: String = lines[start..end].iter().map(|line| format!("{line}\n")).collect();
            let is_file = match info.split_once(' ') {
                Some((word, _)) => FILES.contains(&word),
                None => info.contains('/'),
            };
            if is_file {
                let files = cases.last_mut().map_or(&mut shared_files, |case| &mut case.files);
                let named = |info: &str| info.rsplit(' ').next().unwrap().to_owned();
                files.retain(|(other, _)| named(other) != named(&info));
                files.push((info, text));
            } else {
                let case = cases.last_mut().expect("an expectation stands below a heading");
                case.expectations.push(Expectation { info, text, lines: start..end });
            }
            at = end;
        }
        at += 1;
    }
    assert!(!cases.is_empty(), "{} has no case", path.display());
    cases
}
