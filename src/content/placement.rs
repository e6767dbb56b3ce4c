//! A source's path to what kind of source it is.

use std::collections::BTreeSet;

use super::PAY_RULES;
use super::data::DATA_FOLDER;
use super::defaults::is_defaults;
use crate::content::rules::{UNKNOWN_FILE, UNKNOWN_LANGUAGE};
use crate::content::{Config, KindName};
use crate::diag::{Complaint, Diagnostic, nearest};
use crate::model::Lang;
use crate::source::{Source, Sources, Span, SrcPath};

/// Where a file lies, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// content/site.yaml
    Site,
    /// A file that says one entry or, in YAML, several.
    Entry(EntryPlace),
    /// A file below content/static, and its path there.
    Static(String),
    /// A file beside entries, published where it is linked.
    Beside,
    /// Part of a theme.
    Theme,
    /// Nothing that is read.
    Nothing,
}

/// The place of an entry's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPlace {
    pub kind: KindName,
    pub lang: Lang,
    /// The file's name without language, extension and leading date; the folder's name for `index`.
    pub stem: String,
    /// The folders below the kind's own, for pages.
    pub folders: Vec<String>,
    /// Folder and stem: what ties translations together.
    pub tie: String,
    pub is_yaml: bool,
    /// The name of its kind, where that is one of the site's own.
    pub own_kind: Option<&'static str>,
}

/// Places a source; a language that the site does not have is the author's fault.
pub fn place(path: &SrcPath, config: &Config) -> Result<Placement, Diagnostic> {
    let text = path.as_str();
    if text == SITE || text == PAY_RULES || config.ledger.as_ref().is_some_and(|ledger| ledger.value == *path) {
        return Ok(Placement::Site);
    }
    if config.additions.has_file(path) {
        return Ok(Placement::Site);
    }
    if text.starts_with("themes/") {
        return Ok(Placement::Theme);
    }
    if is_defaults(path, config) || text.starts_with(DATA_FOLDER) {
        return Ok(Placement::Site);
    }
    let Some(rest) = text.strip_prefix("content/") else { return Ok(Placement::Nothing) };
    if let Some(rest) = rest.strip_prefix("static/") {
        return Ok(Placement::Static(rest.to_owned()));
    }
    let Some((folder, rest)) = rest.split_once('/') else { return Ok(Placement::Nothing) };
    let folder = if folder == OLD_LANDINGS { "landings" } else { folder };
    let Some(kind) = KindName::of_folder(folder, config) else { return Ok(Placement::Nothing) };
    let own_kind = config.own_kind(folder).map(|kind| kind.name);
    let extension = path.extension();
    let is_yaml = matches!(extension.as_str(), "yaml" | "yml");
    if extension != "md" && !(is_yaml && kind.declaration().body.is_some()) {
        return Ok(if kind.traits().has_files_beside { Placement::Beside } else { Placement::Nothing });
    }
    if rest.contains('/') && !kind.traits().is_deep {
        return Ok(Placement::Nothing);
    }
    let name = &path.file_name()[..path.file_name().len() - extension.len() - 1];
    let (stem, lang) = split_language(name, path, kind, config)?;
    let mut folders: Vec<String> = rest.split('/').map(str::to_owned).collect();
    folders.pop();
    let tie = format!("{}/{stem}", path.folder());
    let stem = match (stem, folders.last()) {
        ("index", Some(folder)) => {
            let folder = folder.clone();
            folders.pop();
            folder
        }
        _ => stem.to_owned(),
    };
    let stem = without_date(&stem).to_owned();
    Ok(Placement::Entry(EntryPlace { kind, lang, stem, folders, tie, is_yaml, own_kind }))
}

/// What `landings` was called in the first versions.
pub const OLD_LANDINGS: &str = "openings";

/// Whether a file beside entries looks like one that was to be an entry: a text under another extension.
pub fn is_text_of_another_kind(path: &SrcPath) -> bool {
    matches!(
        path.extension().as_str(),
        "markdown" | "mdown" | "mkd" | "mdx" | "txt" | "yaml" | "yml" | "html" | "docx" | "odt" | "rtf"
    )
}

/// A file that is published nowhere, and what to do about it.
pub fn misplaced(path: &SrcPath, config: &Config) -> Diagnostic {
    let complaint = Complaint::new(UNKNOWN_FILE, "files of this kind are not read here, so it is not published");
    let text = path.as_str();
    let folder = text.strip_prefix("content/").and_then(|rest| rest.split_once('/')).map(|(folder, _)| folder);
    let extension = path.extension();
    let is_entry = matches!(extension.as_str(), "md" | "yaml" | "yml");
    let kind = folder.and_then(|folder| KindName::of_folder(folder, config));
    let help = match folder {
        Some(_) if kind.is_some() && !is_entry => {
            let stem = path.file_name().rsplit_once('.').map_or(path.file_name(), |(stem, _)| stem);
            if matches!(extension.as_str(), "docx" | "doc" | "odt" | "rtf" | "pages") {
                let folder = folder.unwrap_or_default();
                let help = format!(
                    "copy its text into content/{folder}/{stem}.md, below `---`, the fields and another `---`; `rolecall new` begins such a file"
                );
                return complaint.help(help).at(Span::whole(path));
            }
            format!(
                "if it is to be read, rename it to `{stem}.md`; if it is to be published as it is, move it to content/static"
            )
        }
        Some(folder) if let Some(kind) = kind => match kind.declaration().body {
            _ if !kind.traits().is_deep && text.matches('/').count() > 2 => {
                format!("move it up into content/{folder}/; folders below it are not read")
            }
            None => {
                format!("files in content/{folder}/ are Markdown: rename it to `.md` and begin it with front matter")
            }
            Some(_) => format!("rename it to `.md` or `.yaml`, in content/{folder}/"),
        },
        Some(folder) if is_entry => match nearest(
            folder,
            KindName::of_every_site().filter_map(KindName::folder).chain(config.kinds.iter().map(|kind| kind.name)),
        ) {
            Some(near) => format!("did you mean content/{near}/?"),
            None => {
                "postings lie in content/jobs/, articles in content/articles/, other pages in content/pages/".to_owned()
            }
        },
        None if is_entry && text.starts_with("content/") => {
            "postings lie in content/jobs/, articles in content/articles/, other pages in content/pages/".to_owned()
        }
        _ => "move it to content/static to publish it as it is, or remove it".to_owned(),
    };
    complaint.help(help).at(Span::whole(path))
}

/// Where the site's settings lie.
pub const SITE: &str = "content/site.yaml";

fn split_language<'a>(
    name: &'a str,
    path: &SrcPath,
    kind: KindName,
    config: &Config,
) -> Result<(&'a str, Lang), Diagnostic> {
    let Some((stem, suffix)) = name.rsplit_once('.') else { return Ok((name, config.main.clone())) };
    let Some(lang) = Lang::new(suffix) else { return Ok((name, config.main.clone())) };
    if config.dotted_names.contains(path) {
        return Ok((name, config.main.clone()));
    }
    if config.has_language(&lang) {
        return Ok((stem, lang));
    }
    // Companies, people and topics have names with dots in them: `fly.io`, `node.js`.
    let is_name = matches!(kind, KindName::Company | KindName::Author | KindName::Tag);
    if is_name || !ISO_639_1.split(' ').any(|code| code == lang.primary()) {
        return Ok((name, config.main.clone()));
    }
    let known: Vec<&str> = config.languages.iter().map(|(lang, _)| lang.as_str()).collect();
    let complaint = Complaint::new(UNKNOWN_LANGUAGE, format!("`{suffix}` is not one of this site's languages"))
        .help(format!("add it to `languages:` in site.yaml, or rename the file; the site has {}", known.join(", ")));
    Err(complaint.at(Span::whole(path)))
}

/// The files of companies, people and topics whose names end like the code of one of the site's languages: `amazon.es.yaml` is so where it says
/// `name: Amazon.es` and no `amazon.yaml` lies beside it; else it is the Spanish page of `amazon`.
pub fn dotted_names(sources: &Sources, config: &Config) -> BTreeSet<SrcPath> {
    let is_name = |source: &&Source| {
        let path = source.path.as_str();
        let Some((name, _)) = path.rsplit_once('.') else { return false };
        let Some((stem, suffix)) = name.rsplit_once('.').filter(|(stem, _)| !stem.ends_with('/')) else { return false };
        if !Lang::new(suffix).is_some_and(|lang| config.has_language(&lang)) {
            return false;
        }
        let has_sibling =
            ["yaml", "yml", "md"].iter().any(|other| sources.contains(&SrcPath::new(&format!("{stem}.{other}"))));
        // What stands below the front matter of a Markdown file says nothing of it.
        let text = source.text().trim_start_matches("---");
        let text = text.split("\n---").next().unwrap_or(text);
        let names = text.lines().filter_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix("name:"));
        let end = format!(".{}", suffix.to_lowercase());
        let mut said = names.map(|name| name.trim().trim_matches(['"', '\'']).to_lowercase());
        !has_sibling && said.next().is_some_and(|name| name.ends_with(&end))
    };
    let folders = ["companies", "authors", "tags"].map(|folder| format!("content/{folder}/"));
    let all = folders.iter().flat_map(|folder| sources.under(folder));
    all.filter(is_name).map(|source| source.path.clone()).collect()
}

/// `2026-10-05-name` is `name`; a date alone stays.
fn without_date(stem: &str) -> &str {
    match stem.as_bytes() {
        date if date.len() > 11
            && date[10] == b'-'
            && stem.is_char_boundary(11)
            && crate::content::words::date(&stem[..10]).is_ok() =>
        {
            &stem[11..]
        }
        _ => stem,
    }
}

/// The languages with codes of two letters (ISO 639-1:2002).
const ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

#[cfg(test)]
mod tests {
    use super::without_date;

    #[test]
    fn a_leading_date_is_no_part_of_the_stem() {
        assert_eq!(without_date("2024-08-26-technical-skills"), "technical-skills");
        assert_eq!(without_date("2024-08-26"), "2024-08-26");
        assert_eq!(without_date("2024-99-26-x"), "2024-99-26-x");
        assert_eq!(without_date("día-del-libro"), "día-del-libro");
    }
}
