//! site.yaml to a [`Config`].

use std::collections::{BTreeMap, BTreeSet};

use super::additions::additions;
use super::menu::menu;
use super::outputs;
use super::texts;
use crate::content::Defaults;
use crate::content::declare;
use crate::content::fields::Fields;
use crate::content::own;
use crate::content::own_kind;
use crate::content::placement::SITE;
use crate::content::rules::{BAD_LEDGER, MISSING_SITE, RESERVED_SLUG, UNKNOWN_LANGUAGE, WRONG_TYPE};
use crate::content::words;
use crate::content::{ClosedPage, Config, Encoding, GroupJobs, Host, LanguageTexts, OptionValue, Section};
use crate::diag::{Checked, Complaint, Diagnostic};
use crate::markdown::rules::BAD_ADDRESS;
use crate::model::{Country, Lang};
use crate::parse::rules::YAML_SYNTAX;
use crate::parse::{Node, Trust, Value, parse_yaml};
use crate::source::{FileKind, OutPath, SafeUrl, Slug, Source, Span, Spanned, SrcPath, is_hidden};

/// Reads the site's settings.
pub fn config(source: &Source) -> Checked<Config> {
    let mut diagnostics = Vec::new();
    let nodes = parse_yaml(&source.path, source.text(), 0, Trust::Owner, &mut diagnostics);
    if let Some(second) = nodes.get(1) {
        let complaint = Complaint::new(YAML_SYNTAX, format!("{SITE} contains more than one document"));
        diagnostics.push(complaint.help("remove the line `---` and join the fields").at(second.span.clone()));
    }
    let value = match nodes.first() {
        Some(node) => Fields::of(node, "the site", &mut diagnostics)
            .and_then(|fields| read(fields.of_kind(declare::of_site()), &source.path)),
        None => {
            if diagnostics.is_empty() {
                diagnostics.push(
                    Complaint::new(MISSING_SITE, format!("{SITE} is empty"))
                        .help("write `title`, `base_url` and `language`")
                        .at(Span::whole(&source.path)),
                );
            }
            None
        }
    };
    Checked { value, diagnostics }
}

fn read(mut fields: Fields<'_>, path: &SrcPath) -> Option<Config> {
    let title = fields.required("title").text();
    let base_url = fields.required("base_url").read(base_url);
    let main = fields.required("language").read(language);
    let description = fields.optional("description").text().map(|text| text.value).unwrap_or_default();
    let texts =
        LanguageTexts { title: title.as_ref().map(|title| title.value.clone()).unwrap_or_default(), description };
    let others = languages(&mut fields, main.as_ref().map(|main| &main.value), &texts);
    let timezone = fields
        .optional("timezone")
        .read(|name| words::zone(name).map(|zone| (name.to_owned(), zone)))
        .map(|zone| zone.value);
    let theme =
        fields.optional("theme").text().unwrap_or_else(|| Spanned::new("default".to_owned(), Span::whole(path)));
    let theme_options = options(&mut fields);
    let raw_html = fields.optional("raw_html").flag().unwrap_or(false);
    let extensions = texts::extensions(&mut fields);
    let picture_hosts = fields.optional("picture_hosts").list_then(texts::host);
    // The site's own host is allowed too.
    let own_host = base_url.as_ref().and_then(|url| url.value.host());
    let picture_hosts = picture_hosts.into_iter().map(|host| host.value).chain(own_host).collect();
    let pagination = fields.optional("pagination").number(1, 1000).and_then(|n| usize::try_from(n).ok()).unwrap_or(20);
    let group_jobs = fields.optional("group_jobs").word(GroupJobs::WORDS, GroupJobs::CANONICAL).map(|word| word.value);
    let fallback = fields.optional("fallback").flag().unwrap_or(true);
    let closed = closed(&mut fields);
    let gone = fields.optional("gone").list_then(words::address);
    let ledger = fields.optional("ledger").read(ledger);
    let count = |n: i64| usize::try_from(n).ok();
    let is_off = matches!(fields.optional("landing_minimum").node().map(|node| &node.value), Some(Value::Scalar { text, .. }) if text == "false");
    let landing_minimum = match is_off {
        true => usize::MAX,
        false => fields.optional("landing_minimum").number(1, 1000).and_then(count).unwrap_or(3),
    };
    let salary_minimum = fields.optional("salary_minimum").number(3, 1000).and_then(count).unwrap_or(5);
    let landing_limit = fields.optional("landing_limit").number(0, 1_000_000).and_then(count);
    let tag_minimum = fields.optional("tag_minimum").number(1, 1000).and_then(count).unwrap_or(2);
    let host = fields.optional("host").word(Host::WORDS, Host::CANONICAL);
    let output_limit = outputs::limit(&mut fields, host.as_ref());
    let markdown_pages = fields.optional("markdown_pages").flag().unwrap_or(false);
    let images = outputs::images(&mut fields);
    let compress = fields.optional("compress").word_list(
        &[("gzip", Encoding::Gzip), ("gz", Encoding::Gzip), ("brotli", Encoding::Brotli), ("br", Encoding::Brotli)],
        &["gzip", "brotli"],
    );
    let files = fields.optional("files").word_list(
        &[("txt", FileKind::Text), ("odt", FileKind::Odt), ("docx", FileKind::Docx), ("ics", FileKind::Calendar)],
        &["txt", "odt", "docx", "ics"],
    );
    let allowed_aliases = fields.optional("allowed_aliases").list_then(words::address);
    let policy = outputs::policy(&mut fields);
    let additions = additions(&mut fields);
    let mut languages = vec![(main.as_ref().map(|main| main.value.clone()), texts)];
    languages.extend(others.into_iter().map(|(lang, texts)| (Some(lang), texts)));
    let known: Vec<Lang> = languages.iter().filter_map(|(lang, _)| lang.clone()).collect();
    let feeds = outputs::feeds(&mut fields, &known);
    let menu = menu(&mut fields, main.as_ref().map(|main| &main.value), &known);
    let paths = paths(&mut fields, &known);
    let synonyms = synonyms(&mut fields, &known);
    let own = own::declared(&mut fields, &known);
    let kinds = own_kind::declared(&mut fields, &known);
    let distance_search = fields.optional("distance_search").flag().unwrap_or(false);
    let optional_description = fields.optional("optional_description").flag().unwrap_or(false);
    let saved_jobs = fields.optional("saved_jobs").flag().unwrap_or(true);
    let country = fields.optional("country").read(|text| words::country(text, &known)).map(|country| country.value);
    let of_language = main.as_ref().and_then(|main| Country::from_code(main.value.as_str().split('-').nth(1)?));
    fields.finish();
    let languages = languages.into_iter().map(|(lang, texts)| Some((lang?, texts))).collect::<Option<Vec<_>>>()?;
    title?;
    Some(Config {
        base_url: base_url?.value,
        main: main?.value,
        languages,
        country: country.or(of_language),
        timezone,
        theme,
        theme_options,
        menu,
        raw_html,
        extensions,
        picture_hosts,
        pagination,
        group_jobs,
        paths,
        synonyms,
        defaults: Defaults::new(),
        fields: own,
        kinds,
        distance_search,
        dotted_names: BTreeSet::new(),
        optional_description,
        saved_jobs,
        closed,
        gone,
        ledger,
        landing_minimum,
        landing_limit,
        tag_minimum,
        host,
        output_limit,
        salary_minimum,
        feeds,
        markdown_pages,
        images,
        files,
        allowed_aliases,
        compress,
        policy,
        additions,
        fallback,
    })
}

/// A text file directly in content/.
fn ledger(text: &str) -> Result<SrcPath, Complaint> {
    let name = text.strip_prefix("content/").unwrap_or(text);
    let is_name = !name.contains('/') && OutPath::new(name).is_ok() && !name.chars().any(is_hidden);
    if !is_name || !name.ends_with(".txt") || name.starts_with(['.', '_']) {
        return Err(Complaint::new(BAD_LEDGER, format!("`{text}` can't be the ledger"))
            .help("name a file directly in content/: `ledger: content/ledger.txt`"));
    }
    Ok(SrcPath::new(&format!("content/{name}")))
}

/// An http or https address without query and fragment.
pub fn base_url(text: &str) -> Result<SafeUrl, Complaint> {
    let url = words::web_address(text)?;
    if url.has_query_or_fragment() {
        return Err(Complaint::new(BAD_ADDRESS, format!("`{text}` has a query or a fragment"))
            .help("write the address of the home page alone"));
    }
    Ok(url)
}

fn language(text: &str) -> Result<Lang, Complaint> {
    match Lang::new(text) {
        Some(lang) if (2..=3).contains(&lang.primary().len()) => Ok(lang),
        _ => Err(Complaint::new(UNKNOWN_LANGUAGE, format!("`{text}` is not a language code"))
            .help("use a code such as `en`, `es` or `pt-br`")),
    }
}

fn languages(fields: &mut Fields<'_>, main: Option<&Lang>, texts: &LanguageTexts) -> Vec<(Lang, LanguageTexts)> {
    let Some(node) = fields.optional("languages").node() else { return Vec::new() };
    let mut found: Vec<(Lang, LanguageTexts)> = Vec::new();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    match &node.value {
        Value::Map(items) => {
            for (key, value) in items {
                let lang = match language(&key.value) {
                    Ok(lang) => lang,
                    Err(complaint) => {
                        diagnostics.push(complaint.at(key.span.clone()));
                        continue;
                    }
                };
                let mut own = texts.clone();
                if value.value != Value::Null
                    && let Some(parts) = Fields::of(value, "a language", &mut diagnostics)
                {
                    let mut parts = parts.of_group(super::fields::LANGUAGE);
                    if let Some(title) = parts.optional("title").text() {
                        own.title = title.value;
                    }
                    if let Some(description) = parts.optional("description").text() {
                        own.description = description.value;
                    }
                    parts.finish();
                }
                if Some(&lang) != main {
                    found.push((lang, own));
                }
            }
        }
        _ => {
            let list = fields.optional("languages").list_then(language);
            found.extend(
                list.into_iter().filter(|lang| Some(&lang.value) != main).map(|lang| (lang.value, texts.clone())),
            );
        }
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    found
}

fn options(fields: &mut Fields<'_>) -> Vec<(Spanned<String>, Spanned<OptionValue>)> {
    let Some(node) = fields.optional("theme_options").node() else { return Vec::new() };
    match plain(node).value {
        OptionValue::Map(items) => items,
        _ => {
            fields.complain(
                Complaint::new(WRONG_TYPE, "`theme_options` is a group of fields")
                    .help("write `theme_options: { accent: … }`")
                    .at(node.span.clone()),
            );
            Vec::new()
        }
    }
}

/// A tree without styles: what a theme's option is given as.
pub fn plain(node: &Node) -> Spanned<OptionValue> {
    let value = match &node.value {
        Value::Null => OptionValue::Text(String::new()),
        Value::Scalar { text, .. } => OptionValue::Text(text.clone()),
        Value::List(items) => OptionValue::List(items.iter().map(plain).collect()),
        Value::Map(items) => OptionValue::Map(items.iter().map(|(key, value)| (key.clone(), plain(value))).collect()),
    };
    Spanned::new(value, node.span.clone())
}

fn closed(fields: &mut Fields<'_>) -> ClosedPage {
    let Some(mut parts) = fields.optional("closed").fields() else { return ClosedPage::Keep };
    let is_gone = parts
        .optional("page")
        .word(&[("keep", false), ("gone", true)], &["keep", "gone"])
        .is_some_and(|word| word.value);
    let after_days =
        parts.optional("after_days").number(0, 3650).and_then(|days| u16::try_from(days).ok()).unwrap_or(0);
    parts.finish();
    if is_gone { ClosedPage::Gone { after_days } } else { ClosedPage::Keep }
}

/// The word of a section in addresses; some are the site's own.
fn section_word(text: &str) -> Result<Slug, Complaint> {
    let slug = words::slug(text)?;
    if matches!(slug.as_str(), "assets" | "feeds" | "page") {
        return Err(Complaint::new(RESERVED_SLUG, format!("the address `/{slug}/` belongs to the site itself"))
            .help("choose another word"));
    }
    Ok(slug)
}

/// The language of the site that a key names; complains of any other.
fn language_of<'a>(key: &Spanned<String>, known: &'a [Lang], diagnostics: &mut Vec<Diagnostic>) -> Option<&'a Lang> {
    let found = known.iter().find(|lang| lang.as_str() == key.value.to_lowercase());
    if found.is_none() {
        let complaint =
            Complaint::new(UNKNOWN_LANGUAGE, format!("`{}` is not one of this site's languages", key.value));
        diagnostics.push(complaint.suggest(&key.value, known.iter().map(Lang::as_str)).at(key.span.clone()));
    }
    found
}

/// Words that mean the same on this site, by language: each text is a group, with commas between.
fn synonyms(fields: &mut Fields<'_>, known: &[Lang]) -> BTreeMap<Lang, Vec<Vec<String>>> {
    let mut synonyms: BTreeMap<Lang, Vec<Vec<String>>> = BTreeMap::new();
    let Some(node) = fields.optional("synonyms").node() else { return synonyms };
    let usual = "write `synonyms: { en: ['carer, caregiver'] }`";
    let mut diagnostics = Vec::new();
    let Value::Map(items) = &node.value else {
        let complaint = Complaint::new(WRONG_TYPE, "`synonyms` is a group of languages").help(usual);
        fields.complain(complaint.at(node.span.clone()));
        return synonyms;
    };
    for (key, value) in items {
        let Some(lang) = language_of(key, known, &mut diagnostics) else { continue };
        let groups = match &value.value {
            Value::List(groups) => groups.as_slice(),
            _ => std::slice::from_ref(value),
        };
        for group in groups {
            let text = match &group.value {
                Value::Scalar { text, .. } => text.as_str(),
                _ => "",
            };
            let words: Vec<String> = text.split(',').map(|word| word.trim().to_owned()).collect();
            let is_word = |word: &String| !word.is_empty() && !word.contains(char::is_whitespace);
            if words.len() > 1 && words.iter().all(is_word) {
                synonyms.entry(lang.clone()).or_default().push(words);
            } else {
                let message = "a group of synonyms is single words with commas between";
                diagnostics.push(Complaint::new(WRONG_TYPE, message).help(usual).at(group.span.clone()));
            }
        }
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    synonyms
}

fn paths(fields: &mut Fields<'_>, known: &[Lang]) -> BTreeMap<Lang, BTreeMap<Section, Slug>> {
    let mut paths = BTreeMap::new();
    let Some(node) = fields.optional("paths").node() else { return paths };
    let mut diagnostics = Vec::new();
    if let Value::Map(items) = &node.value {
        for (key, value) in items {
            let Some(lang) = language_of(key, known, &mut diagnostics) else { continue };
            let Some(mut parts) = Fields::of(value, "paths", &mut diagnostics) else { continue };
            let mut own = BTreeMap::new();
            for (name, section) in Section::ALL {
                if let Some(slug) = parts.optional(name).read(section_word) {
                    own.insert(section, slug.value);
                }
            }
            parts.finish();
            paths.insert(lang.clone(), own);
        }
    } else {
        diagnostics.push(
            Complaint::new(WRONG_TYPE, "`paths` is a group of languages")
                .help("write `paths: { es: { jobs: empleos } }`")
                .at(node.span.clone()),
        );
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    paths
}
