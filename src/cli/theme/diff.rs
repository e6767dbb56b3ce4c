//! `theme diff`: what the files of a theme of one's own change in those of the default one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use similar::TextDiff;

use super::super::{Exit, complain, read, say};
use super::is_named;
use crate::diag::nearest;
use crate::diag::print::visible;
use crate::render::{DEFAULT, originals};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The theme, a folder of themes/.
    name: String,
    /// This file of it alone (`templates/job.html`), or the end of that (`job.html`).
    file: Option<String>,
    /// The folder that holds content/ and themes/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

pub fn run(arguments: &Arguments) -> Exit {
    let sources = match read(&arguments.root) {
        Ok(sources) => sources,
        Err(exit) => return exit,
    };
    let own = format!("themes/{}/", arguments.name);
    let files: Vec<(&str, &str)> =
        sources.under(&own).filter_map(|file| Some((file.path.as_str().strip_prefix(&own)?, file.text()))).collect();
    if files.is_empty() {
        let themes = sources.under("themes/").filter_map(|file| file.path.as_str().split('/').nth(1));
        let near = nearest(&arguments.name, themes).map_or_else(
            || "`rolecall theme new NAME` creates one".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        complain(&format!("error: the site has no theme `{}`\nhelp: {near}\n", visible(&arguments.name)));
        return Exit::Usage;
    }
    let wanted = arguments.file.as_deref().map(|file| file.trim_start_matches("./").trim_start_matches(&own));
    let files: Vec<(&str, &str)> =
        files.into_iter().filter(|(path, _)| wanted.is_none_or(|end| is_named(path, end))).collect();
    if let (true, Some(file)) = (files.is_empty(), wanted) {
        complain(&format!("error: the theme `{}` has no file `{}`\n", visible(&arguments.name), visible(file)));
        return Exit::Usage;
    }
    let defaults: BTreeMap<String, &str> = originals().collect();
    let (mut out, mut added) = (String::new(), Vec::new());
    for (path, text) in files {
        match defaults.get(&format!("themes/{DEFAULT}/{path}")) {
            Some(default) => out.push_str(&change(&own, path, default, text)),
            None => added.push(path),
        }
    }
    if !added.is_empty() {
        out.push_str(&format!("of its own: {}\n", added.join(", ")));
    }
    say(&out);
    Exit::Fine
}

/// What a file changes in that of the default theme.
fn change(own: &str, path: &str, default: &str, text: &str) -> String {
    if path.starts_with("i18n/") {
        return words(own, path, default, text);
    }
    if default == text {
        return format!("{path} is that of the default theme: it can be removed, and follows new versions then\n");
    }
    // What it adds stands in it, and nothing else.
    let name = path.strip_prefix("templates/").unwrap_or(path);
    if ["\"", "'"].iter().any(|quote| text.contains(&format!("{quote}builtin/{name}{quote}"))) {
        return format!("{path} extends that of the default theme\n");
    }
    let diff = TextDiff::from_lines(default, text);
    diff.unified_diff().header(&format!("themes/{DEFAULT}/{path}"), &format!("{own}{path}")).to_string()
}

/// Words count one by one: those that a table lacks are the default theme's.
fn words(own: &str, path: &str, default: &str, text: &str) -> String {
    let (default, own_words) = (entries(default), entries(text));
    let mut out = String::new();
    for (key, word) in &own_words {
        match default.get(key) {
            Some(usual) if usual == word => {}
            Some(usual) => out.extend([marked('-', usual), marked('+', word)]),
            None => out.push_str(&marked('+', word)),
        }
    }
    if out.is_empty() {
        return format!("{path} has the words of the default theme alone\n");
    }
    format!("--- themes/{DEFAULT}/{path}\n+++ {own}{path}\n{out}")
}

/// The lines of a table by the key that they begin with; forms of a word stand below it, further in.
fn entries(table: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut entries: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut last = "";
    for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '{', '-'])) {
        if !line.starts_with([' ', '\t']) {
            last = line.split(':').next().unwrap_or(line);
        }
        entries.entry(last).or_default().push(line);
    }
    entries
}

fn marked(sign: char, lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{sign}{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::change;

    #[test]
    fn words_are_compared_one_by_one() {
        let default = "# Words.\njobs: Jobs\ncount_open:\n  one: one job\n  other: '{n} jobs'\nhome: Home\n";
        let own = "jobs: Openings\ncount_open:\n  one: one job\n  other: '{n} openings'\nhome: Home\nmine: Mine\n";
        assert_eq!(
            change("themes/mine/", "i18n/en.yaml", default, own),
            "--- themes/default/i18n/en.yaml\n+++ themes/mine/i18n/en.yaml\n\
             -count_open:\n-  one: one job\n-  other: '{n} jobs'\n+count_open:\n+  one: one job\n+  other: '{n} openings'\n\
             -jobs: Jobs\n+jobs: Openings\n+mine: Mine\n"
        );
        assert!(change("themes/mine/", "i18n/en.yaml", default, "{}\n").ends_with("alone\n"));
    }

    #[test]
    fn a_template_that_extends_its_own_is_no_copy() {
        let says = |text| change("themes/mine/", "templates/job.html", "a\nb\n", text);
        assert_eq!(
            says("{% extends \"builtin/job.html\" %}\n"),
            "templates/job.html extends that of the default theme\n"
        );
        assert!(says("a\nb\n").contains("it can be removed"));
        assert_eq!(
            says("a\nc\n"),
            "--- themes/default/templates/job.html\n+++ themes/mine/templates/job.html\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
        );
    }
}
