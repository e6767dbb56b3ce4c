//! `init`: a small site that builds, looks right and explains itself.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::{Exit, NowArguments, complain, say, schema};
use crate::diag::print::visible;
use crate::locale::{texts, with_texts};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The folder to create; it may exist if it is empty.
    dir: PathBuf,
    /// The site's main language.
    #[arg(long, value_parser = languages(), default_value = "en")]
    lang: String,
    #[command(flatten)]
    now: NowArguments,
}

/// The files of a new site that are the same in every language.
const COMMON: [(&str, &str); 2] = [
    (".gitignore", include_str!("starter/gitignore")),
    (".github/workflows/publish.yml", include_str!("starter/publish.yml")),
];

/// The languages in which a site can be begun.
fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(with_texts().map(|(code, _)| code))
}

/// How many days a new posting stays open by default.
pub const OPEN_DAYS: i64 = 45;

fn files(lang: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    texts(lang).starter.iter().copied().chain(COMMON)
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    let today = match arguments.now.instant(clock) {
        Ok(now) => now.to_zoned(TimeZone::UTC).date(),
        Err(message) => {
            complain(&format!("error: {message}\n"));
            return Exit::Usage;
        }
    };
    let dir = &arguments.dir;
    let shown = visible(&dir.display().to_string());
    // A repository that was just made is as good as empty.
    let is_in_the_way = |name: &str| !matches!(name, ".git" | ".gitattributes" | "README.md" | "LICENSE");
    match std::fs::read_dir(dir) {
        Ok(entries) => {
            let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
            if let Some(name) = names.filter(|name| is_in_the_way(name)).min() {
                complain(&format!(
                    "error: {shown} is not empty: it holds {}\nhelp: name a new folder\n",
                    visible(&name)
                ));
                return Exit::Usage;
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => {
            complain(&format!("error: can't use {shown}: {error}\n"));
            return Exit::Machine;
        }
    }
    for (path, text) in files(&arguments.lang) {
        if let Err(error) = write_new(&dir.join(path), &dated(text, today)) {
            complain(&format!("error: can't write {}: {error}\n", visible(&dir.join(path).display().to_string())));
            return Exit::Machine;
        }
    }
    let schemas = match schema::write(dir) {
        Ok(written) => written,
        Err(error) => {
            complain(&format!("error: can't write to {shown}: {error}\n"));
            return Exit::Machine;
        }
    };
    let mut text = format!("created a new site in {shown}/:\n");
    files(&arguments.lang).for_each(|(path, _)| text.push_str(&format!("  {path}\n")));
    let settings = schemas.last().map_or("", String::as_str);
    text.push_str(&format!("  {settings} and the schemas that it names, for editors that complete and check YAML\n"));
    let is_plain = shown.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c)) && !shown.starts_with('-');
    let pasted = if is_plain { shown.clone() } else { format!("'{}'", shown.replace('\'', "'\\''")) };
    let root = if dir.as_os_str() == "." { String::new() } else { format!(" --root={pasted}") };
    text.push_str(&format!("next: `rolecall serve{root} --open` shows it and follows each save; `rolecall build{root}` writes {shown}/public\n"));
    say(&text);
    Exit::Fine
}

fn dated(text: &str, today: Date) -> String {
    let later = today.checked_add(OPEN_DAYS.days()).unwrap_or(today);
    text.replace("{today}", &today.to_string()).replace("{later}", &later.to_string())
}

/// Writes a file that is not there yet, and the folders above it.
pub fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    if let Some(folder) = path.parent() {
        // The folders of a site that a checkout may have made links: content and themes, and those below.
        let is_top = |folder: &Path| folder.file_name().is_some_and(|name| name == "content" || name == "themes");
        let own = folder.ancestors().position(is_top).map_or(0, |top| top + 1);
        if let Some(linked) = folder.ancestors().take(own).find(|folder| folder.is_symlink()) {
            let shown = visible(&linked.display().to_string());
            return Err(std::io::Error::other(format!("{shown} is a link, and links are not followed")));
        }
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
