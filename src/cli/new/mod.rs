//! `new`: a commented file for a posting, an article, a company or an author, at an address that is free.

mod translation;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::init::{OPEN_DAYS, write_new};
use super::{Exit, NowArguments, complain, say};
use crate::content;
use crate::content::{Config, EntryPlace, Holds, KindName, OwnField};
use crate::diag::print::visible;
use crate::discover::discover;
use crate::locale::texts;
use crate::model::Lang;
use crate::pipeline::{Memo, Request, build};
use crate::relate::{EntryId, Preview};
use crate::source::{Slug, Sources, SrcPath, slugify};

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// What to write: job, article, company, author, or a kind of the site's own.
    #[arg(value_name = "KIND")]
    kind: NewKind,
    /// The title of a posting, an article or another entry, the name of a company or an author.
    title: String,
    /// The folder that holds content/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The language, when it is not the site's main one.
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// The file that this is a translation of: its fields are copied, and the two are tied together.
    #[arg(long, value_name = "FILE", requires = "lang")]
    translate_of: Option<PathBuf>,
    #[command(flatten)]
    now: NowArguments,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum NewKind {
    Job,
    Article,
    Company,
    Author,
    /// One that site.yaml is to declare.
    Own(String),
}

impl FromStr for NewKind {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<NewKind, Infallible> {
        Ok(match text {
            "job" => NewKind::Job,
            "article" => NewKind::Article,
            "company" => NewKind::Company,
            "author" => NewKind::Author,
            other => NewKind::Own(other.to_owned()),
        })
    }
}

impl NewKind {
    fn name(&self) -> KindName {
        match self {
            NewKind::Job => KindName::Job,
            NewKind::Article => KindName::Article,
            NewKind::Company => KindName::Company,
            NewKind::Author => KindName::Author,
            NewKind::Own(_) => KindName::Own,
        }
    }

    /// Its folder below content.
    fn folder(&self) -> &str {
        match self {
            NewKind::Own(name) => name,
            known => known.name().folder().unwrap_or_default(),
        }
    }

    /// Whether a file is of it.
    fn is_of(&self, place: &EntryPlace) -> bool {
        place.kind == self.name() && place.own_kind.is_none_or(|own| own == self.folder())
    }

    /// Whether a new file of it is a draft.
    fn is_draft(&self) -> bool {
        matches!(self, NewKind::Job | NewKind::Article | NewKind::Own(_))
    }
}

pub fn run(arguments: &Arguments, clock: Timestamp) -> Exit {
    match write(arguments, clock) {
        Ok(told) => {
            say(&told);
            Exit::Fine
        }
        Err((exit, message)) => {
            complain(&format!("error: {message}\n"));
            exit
        }
    }
}

type Refusal = (Exit, String);

fn write(arguments: &Arguments, clock: Timestamp) -> Result<String, Refusal> {
    let usage = |message: String| (Exit::Usage, message);
    let now = arguments.now.instant(clock).map_err(usage)?;
    let title = arguments.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    if title.chars().any(is_hidden) {
        return Err(usage("the title holds characters that can't be seen".to_owned()));
    }
    let sources = discover(&arguments.root).map_err(|error| (Exit::Machine, error.to_string()))?;
    let site = sources.get(&SrcPath::new(content::SITE)).ok_or_else(|| {
        let shown = visible(&arguments.root.display().to_string());
        usage(format!("there is no {} in {shown}\nhelp: create a site with `rolecall init DIR`", content::SITE))
    })?;
    let config = content::config(site)
        .value
        .ok_or_else(|| (Exit::Content, format!("{} has errors\nhelp: see `rolecall check`", content::SITE)))?;
    if let NewKind::Own(name) = &arguments.kind
        && config.own_kind(name).is_none()
    {
        let known =
            ["job", "article", "company", "author"].into_iter().chain(config.kinds.iter().map(|kind| kind.name));
        let known: Vec<&str> = known.collect();
        let (name, known) = (visible(name), known.join(", "));
        let site = content::SITE;
        return Err(usage(format!(
            "there is no kind `{name}`\nhelp: there are {known}; `kinds:` in {site} declares others"
        )));
    }
    let lang = language(arguments.lang.as_deref(), &config).map_err(usage)?;
    let today = now.to_zoned(config.zone()).date();
    let (path, text, note) = match &arguments.translate_of {
        Some(original) => translation::of(arguments, original, &lang, &config, &title, &sources).map_err(usage)?,
        None => {
            let slug = slugify(&title).filter(|slug| Slug::new(slug).is_ok()).ok_or_else(|| {
                usage(format!(
                    "`{}` has no letters or digits for an address\nhelp: use letters or digits",
                    visible(&title)
                ))
            })?;
            let (stem, note) = free(&arguments.kind, &slug, &lang, &config, &sources, now);
            let text = filled(&arguments.kind, &title, &lang, today, &config, &sources);
            (format!("content/{}/{}.md", arguments.kind.folder(), with_suffix(&stem, &lang, &config)), text, note)
        }
    };
    let place = arguments.root.join(&path);
    write_new(&place, &text).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => usage(format!("{path} already exists")),
        _ => (Exit::Machine, format!("can't write {}: {error}", visible(&place.display().to_string()))),
    })?;
    let mut told = format!("wrote {path}\n{note}");
    if matches!(arguments.kind, NewKind::Company | NewKind::Author) && arguments.translate_of.is_none() {
        told.push_str("the next build publishes it: fill it in first\n");
    }
    if arguments.kind.is_draft() {
        told.push_str("it is a draft: fill it in, then remove the line `draft: true`\n");
    }
    Ok(told)
}

fn language(code: Option<&str>, config: &Config) -> Result<Lang, String> {
    let Some(code) = code else { return Ok(config.main.clone()) };
    let known: Vec<&str> = config.languages.iter().map(|(lang, _)| lang.as_str()).collect();
    Lang::new(code).filter(|lang| config.has_language(lang)).ok_or_else(|| {
        format!(
            "the site has no language `{}`\nhelp: it has {}; add others to `languages` in {}",
            visible(code),
            known.join(", "),
            content::SITE
        )
    })
}

/// `stem.es`, or the stem alone in the main language.
fn with_suffix(stem: &str, lang: &Lang, config: &Config) -> String {
    if *lang == config.main { stem.to_owned() } else { format!("{stem}.{lang}") }
}

/// A stem whose file name and address are free, and a note if it is not the first choice.
fn free(
    kind: &NewKind,
    slug: &str,
    lang: &Lang,
    config: &Config,
    sources: &Sources,
    now: Timestamp,
) -> (String, String) {
    // The later pages of lists, and files that speak for their folder, are called so.
    let mut taken: BTreeSet<String> = BTreeSet::from(["page".to_owned(), "index".to_owned()]);
    for source in sources.iter() {
        if let Ok(content::Placement::Entry(place)) = content::place(&source.path, config)
            && kind.is_of(&place)
            && place.lang == *lang
        {
            taken.extend(slugify(&place.stem));
        }
    }
    let preview = Preview { drafts: true, future: true };
    let request = Request { now, preview, base_url: None, theme: None, is_for_readers: false };
    let outcome = build(sources.clone(), &request, &mut Memo::default());
    if let Some(ready) = &outcome.ready {
        let site = ready.site();
        let is_of_kind = |id: &EntryId| {
            let record = site.index.record(*id);
            record.head.lang == *lang && record.own_entry().is_none_or(|entry| entry.of == kind.folder())
        };
        for id in site.ids_of(kind.name()).filter(is_of_kind) {
            let head = &site.entry(id).head();
            taken.insert(head.slug.value.to_string());
            let former =
                head.aliases.iter().filter_map(|alias| alias.value.as_str().trim_end_matches('/').rsplit('/').next());
            taken.extend(former.map(str::to_owned));
        }
    }
    let stem = (1..)
        .map(|number| if number == 1 { slug.to_owned() } else { format!("{slug}-{number}") })
        .find(|stem| !taken.contains(stem))
        .expect("there are more numbers than files");
    let note = if stem == slug {
        String::new()
    } else {
        format!("the address of `{slug}` is taken; a `slug:` of your own would read better than `{stem}`\n")
    };
    (stem, note)
}

/// A text as a YAML scalar.
fn quoted(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.contains([':', '#', '"', '\'', '\\', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '%', '@', '`'])
        && !text.ends_with(char::is_whitespace)
        && !matches!(text.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n");
    if is_plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// A new file's text, in its language where the program has one, else in English.
fn filled(kind: &NewKind, title: &str, lang: &Lang, today: Date, config: &Config, sources: &Sources) -> String {
    let texts = texts(lang.primary());
    let template = match kind {
        NewKind::Job => texts.job,
        NewKind::Article => texts.article,
        NewKind::Company => texts.company,
        NewKind::Author => texts.author,
        NewKind::Own(_) => texts.entry,
    };
    let companies = stems(KindName::Company, config, sources);
    let company = companies.first().map_or_else(|| "{ name: \"?\" }".to_owned(), |stem| quoted(stem));
    let author = stems(KindName::Author, config, sources)
        .first()
        .map_or_else(|| "# author:".to_owned(), |stem| format!("author: {}", quoted(stem)));
    let later = today.checked_add(OPEN_DAYS.days()).unwrap_or(today);
    let words = [
        ("{title}", quoted(title)),
        ("{today}", today.to_string()),
        ("{later}", later.to_string()),
        ("{company}", company),
        ("{companies}", companies.join(", ")),
        ("{author}", author),
    ];
    // In one pass: a title may hold braces of its own.
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match words.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, value)) => {
                out.push_str(value);
                rest = &rest[name.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    let fields = config.fields_of(kind.name(), Some(kind.folder()));
    let own = fields.iter().map(|field| own_line(field, lang));
    // Before the line that ends the front matter.
    if let Some(at) = out.find("\n---\n") {
        out.insert_str(at + 1, &own.collect::<String>());
    }
    out
}

/// A line for a field of the site's own; one that must be there is no comment.
fn own_line(field: &OwnField, lang: &Lang) -> String {
    let values: Vec<&str> = field.values().iter().map(|(value, _)| value.as_str()).collect();
    let example = match &field.holds {
        Holds::Choice(_) => values.first().map_or_else(String::new, |value| quoted(value)),
        Holds::Choices(_) => format!("[{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ")),
        other => other.example().to_owned(),
    };
    let mark = if field.is_required { "" } else { "# " };
    let said = [field.label(lang), field.help.clone(), values.join(", ")];
    let said: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).map(|said| visible(&said)).collect();
    format!("{mark}{}: {example}  # {}\n", field.name, said.join("; "))
}

/// How the site's files of a kind are called where others name them.
fn stems(kind: KindName, config: &Config, sources: &Sources) -> Vec<String> {
    let mut stems: Vec<String> = sources
        .iter()
        .filter_map(|source| match content::place(&source.path, config) {
            Ok(content::Placement::Entry(place)) if place.kind == kind => Some(place.stem),
            _ => None,
        })
        .collect();
    stems.sort();
    stems.dedup();
    stems
}
