//! Names to entries: companies, authors, translations; and ids that must be unique.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{EntryId, Visibility};
use crate::content::rules::{DUPLICATE_ADDRESS, EMPTY_SLUG};
use crate::content::{
    Author, AuthorRef, Company, CompanyRef, Config, Head, Holds, Keys, Kind, KindName, OwnValue, Record, TextRecord,
    TranslationKey, UnresolvedRefs,
};
use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::Lang;
use crate::relate::rules::{
    DUPLICATE_ID, DUPLICATE_TRANSLATION, UNKNOWN_AUTHOR, UNKNOWN_COMPANY, UNKNOWN_ENTRY, UNPUBLISHED_LINK,
};
use crate::source::{Slug, Span, Spanned, SrcPath, fold_key};

/// The company of each posting. Inline companies are added to the records, after all others.
pub fn companies(
    records: &mut Vec<Arc<Record>>,
    unresolved: &[UnresolvedRefs],
    unread: &BTreeSet<SrcPath>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<EntryId>> {
    let mut by_slug = by_slug(records, KindName::Company);
    let mut found = vec![None; records.len()];
    for i in 0..records.len() {
        let record = records[i].clone();
        let Some(job) = record.job() else { continue };
        match &job.company {
            CompanyRef::Stem(stem) => {
                let company =
                    Slug::of(&stem.value).ok().and_then(|slug| in_language(by_slug.get(&slug)?, &record.head.lang));
                if company.is_none() {
                    diagnostics.extend(unknown(UNKNOWN_COMPANY, stem, &by_slug, unread));
                }
                found[i] = company;
            }
            CompanyRef::Inline(inline) => {
                let logo = inline.logo.as_ref().map(|logo| Spanned::new(logo.to_string(), inline.name.span.clone()));
                let name = inline.name.value.clone();
                let company = Company { name, url: inline.url.clone(), logo, ..Company::default() };
                let kind = Kind::Company(Box::new(company));
                found[i] = brought(records, &mut by_slug, &record.head, (&inline.name, kind), diagnostics);
            }
        }
    }
    for stem in unresolved.iter().filter_map(|unresolved| unresolved.company.as_ref()) {
        if Slug::of(&stem.value).ok().is_none_or(|slug| !by_slug.contains_key(&slug)) {
            diagnostics.extend(unknown(UNKNOWN_COMPANY, stem, &by_slug, unread));
        }
    }
    found
}

type BySlug = BTreeMap<Slug, Vec<(Lang, EntryId)>>;

fn by_slug(records: &[Arc<Record>], kind: KindName) -> BySlug {
    named(records, |record| record.kind.name() == kind)
}

/// Some entries by the names that others call them.
fn named(records: &[Arc<Record>], is_wanted: impl Fn(&Record) -> bool) -> BySlug {
    let mut found = BySlug::new();
    for (i, record) in records.iter().enumerate() {
        if is_wanted(record) {
            // The file's name counts, whatever its slug.
            let stem = match &record.head.translation {
                TranslationKey::Stem(tie) => tie.rsplit('/').next().and_then(|stem| Slug::of(stem).ok()),
                _ => None,
            };
            let name = stem.unwrap_or_else(|| record.head.slug.value.clone());
            found.entry(name).or_default().push((record.head.lang.clone(), EntryId::new(i)));
        }
    }
    // Its name counts as well, where no other file is called so.
    let mut by_name = BySlug::new();
    for (lang, id) in found.values().flatten() {
        let name = Slug::of(records[id.index()].name()).ok().filter(|name| !found.contains_key(name));
        if let Some(name) = name {
            by_name.entry(name).or_default().push((lang.clone(), *id));
        }
    }
    found.extend(by_name);
    found
}

/// The one in this language, else the first.
fn in_language(candidates: &[(Lang, EntryId)], lang: &Lang) -> Option<EntryId> {
    candidates.iter().find(|(own, _)| own == lang).or(candidates.first()).map(|(_, id)| *id)
}

/// The word and the folder of a kind that an entry may write in itself, for messages.
fn words_of(kind: KindName) -> (&'static str, &'static str) {
    if kind == KindName::Author { ("author", "authors") } else { ("company", "companies") }
}

/// A company that is written in a posting, an author who is written in an article: the one of its name, or a new record.
fn brought(
    records: &mut Vec<Arc<Record>>,
    by_slug: &mut BySlug,
    entry: &Head,
    (name, kind): (&Spanned<String>, Kind),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<EntryId> {
    let (what, folder) = words_of(kind.name());
    let Ok(slug) = Slug::of(&name.value) else {
        let complaint =
            Complaint::new(EMPTY_SLUG, format!("the {what} `{}` has no letter or digit for an address", name.value));
        diagnostics.push(complaint.help(format!("add a file for it in content/{folder}")).at(name.span.clone()));
        return None;
    };
    if let Some(known) = by_slug.get(&slug).and_then(|known| in_language(known, &entry.lang)) {
        let other = &records[known.index()];
        if fold_key(other.name()) != fold_key(&name.value) {
            let complaint = Complaint::new(
                DUPLICATE_ADDRESS,
                format!("the {folder} `{}` and `{}` have one address", name.value, other.name()),
            );
            let diagnostic = complaint
                .help(format!("add a file for one of them in content/{folder}, with a `slug:`"))
                .at(name.span.clone());
            diagnostics.push(diagnostic.also("the other one is here", other.head.span.clone()));
        }
        return Some(known);
    }
    let id = EntryId::new(records.len());
    let head = Head {
        template: None,
        source: entry.source.clone(),
        span: name.span.clone(),
        lang: entry.lang.clone(),
        slug: Spanned::new(slug.clone(), name.span.clone()),
        aliases: Vec::new(),
        translation: TranslationKey::Named(format!("{what} {slug}")),
        draft: false,
        own: Vec::new(),
        extra: String::new(),
        keys: Keys::default(),
    };
    records.push(Arc::new(Record { head, kind, text: TextRecord::default() }));
    by_slug.entry(slug).or_default().push((entry.lang.clone(), id));
    Some(id)
}

/// The authors of each article, each once. Those written in an article are added to the records, after all others.
pub fn authors(
    records: &mut Vec<Arc<Record>>,
    unresolved: &[UnresolvedRefs],
    unread: &BTreeSet<SrcPath>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<EntryId>> {
    let mut by_slug = by_slug(records, KindName::Author);
    let mut found = vec![Vec::new(); records.len()];
    for i in 0..records.len() {
        let record = records[i].clone();
        let Some(article) = record.article() else { continue };
        for author in &article.authors {
            let author = match author {
                AuthorRef::Stem(name) => {
                    let author =
                        Slug::of(&name.value).ok().and_then(|slug| in_language(by_slug.get(&slug)?, &record.head.lang));
                    if author.is_none() {
                        diagnostics.extend(unknown(UNKNOWN_AUTHOR, name, &by_slug, unread));
                    }
                    author
                }
                AuthorRef::Inline(inline) => {
                    let (name, role, url) = (inline.name.value.clone(), inline.role.clone(), inline.url.clone());
                    let author = Author { name, role, url, avatar: None, links: Vec::new() };
                    let kind = Kind::Author(Box::new(author));
                    brought(records, &mut by_slug, &record.head, (&inline.name, kind), diagnostics)
                }
            };
            if let Some(author) = author.filter(|author| !found[i].contains(author)) {
                found[i].push(author);
            }
        }
    }
    for name in unresolved.iter().flat_map(|unresolved| &unresolved.authors) {
        if Slug::of(&name.value).ok().is_none_or(|slug| !by_slug.contains_key(&slug)) {
            diagnostics.extend(unknown(UNKNOWN_AUTHOR, name, &by_slug, unread));
        }
    }
    found
}

/// The complaint of a name that no file has; none when the file is there and is faulty itself.
fn unknown(code: Code, name: &Spanned<String>, known: &BySlug, unread: &BTreeSet<SrcPath>) -> Option<Diagnostic> {
    let (what, folder) = words_of(if code == UNKNOWN_AUTHOR { KindName::Author } else { KindName::Company });
    if is_unread(folder, &name.value, unread) {
        return None;
    }
    let complaint = Complaint::new(code, format!("unknown {what} `{}`", name.value));
    let complaint = complaint.suggest(&name.value, known.keys().map(Slug::as_str));
    let is_file_name = Slug::of(&name.value).is_ok_and(|slug| slug.as_str() == name.value);
    let is_near = complaint.help.as_ref().is_some_and(|help| help.starts_with("did you mean"));
    let complaint = match (is_near, is_file_name, Slug::of(&name.value)) {
        (true, ..) => complaint,
        (_, true, _) | (_, _, Err(_)) if complaint.help.is_some() => complaint,
        (_, false, Ok(slug)) => complaint.help(format!(
            "write it here, `{what}: {{ name: \"{}\" }}`, or add content/{folder}/{slug}.yaml with that `name`",
            name.value.replace('"', "'")
        )),
        (_, _, slug) => {
            let slug = slug.map_or_else(|_| "NAME".to_owned(), |slug| slug.to_string());
            complaint.help(format!("add content/{folder}/{slug}.yaml with a `name`"))
        }
    };
    Some(complaint.at(name.span.clone()))
}

/// The published entries that fields of the site's own name, by the entry that names them and the field.
pub fn own_entries(
    records: &[Arc<Record>],
    visibility: &[Visibility],
    (config, unread): (&Config, &BTreeSet<SrcPath>),
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<(EntryId, &'static str), EntryId> {
    let mut found = BTreeMap::new();
    let mut by_kind: BTreeMap<&'static str, BySlug> = BTreeMap::new();
    for (i, record) in records.iter().enumerate() {
        for (field, value) in &record.head.own {
            let OwnValue::Entry(name) = value else { continue };
            let declared = config.own_fields(&record.kind).iter().find(|own| own.name == *field);
            let Some(Holds::Entry(kind)) = declared.map(|own| &own.holds) else { continue };
            let is_of_kind = |other: &Record| match other.own_entry() {
                Some(entry) => entry.of == *kind,
                None => other.kind.name().declaration().name == *kind,
            };
            let folder = KindName::of_every_site().find(|known| known.declaration().name == *kind);
            let folder = folder.and_then(KindName::folder).unwrap_or(kind);
            let known = by_kind.entry(*kind).or_insert_with(|| named(records, is_of_kind));
            let at = record.head.at(field);
            match Slug::of(name).ok().and_then(|slug| in_language(known.get(&slug)?, &record.head.lang)) {
                Some(other) if visibility[other.index()] != Visibility::Unpublished => {
                    found.insert((EntryId::new(i), *field), other);
                }
                Some(_) => {
                    let message = format!("`{name}` is not published, so `{field}` is not shown");
                    diagnostics
                        .push(Complaint::new(UNPUBLISHED_LINK, message).help("publish it, or name another").at(at));
                }
                None if is_unread(folder, name, unread) => {}
                None => {
                    let complaint =
                        Complaint::new(UNKNOWN_ENTRY, format!("unknown entry `{name}` in content/{folder}"));
                    diagnostics.push(complaint.suggest(name, known.keys().map(Slug::as_str)).at(at));
                }
            }
        }
    }
    found
}

/// Whether a file of this name is there and has faults, which are told.
fn is_unread(folder: &str, name: &str, unread: &BTreeSet<SrcPath>) -> bool {
    let prefix = format!("content/{folder}/{name}.");
    unread.iter().any(|path| path.as_str().starts_with(&prefix))
}

/// An employer's reference is unique per company and language.
pub fn ids(records: &[Arc<Record>], company_of: &[Option<EntryId>], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(Option<&Slug>, &Lang, &str), &Span> = BTreeMap::new();
    for (i, record) in records.iter().enumerate() {
        let Some(id) = record.job().and_then(|job| job.id.as_ref()) else { continue };
        let company = company_of[i].map(|company| &records[company.index()].head.slug.value);
        match seen.get(&(company, &record.head.lang, id.value.as_str())) {
            Some(first) => {
                let complaint = Complaint::new(
                    DUPLICATE_ID,
                    format!("the id `{}` is taken by another posting of this company", id.value),
                );
                diagnostics.push(
                    complaint
                        .help("give each posting its own")
                        .at(id.span.clone())
                        .also("it is taken here", (*first).clone()),
                );
            }
            None => {
                seen.insert((company, &record.head.lang, &id.value), &id.span);
            }
        }
    }
}

/// For each entry, the published entries that are its translations, itself included; in the order of their languages.
pub fn translations(
    records: &[Arc<Record>],
    visibility: &[Visibility],
    company_of: &[Option<EntryId>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<EntryId>> {
    type Key<'a> = (KindName, Option<&'static str>, &'a TranslationKey, Option<&'a Slug>);
    let mut numbers: HashMap<Key<'_>, usize> = HashMap::with_capacity(records.len());
    let mut groups: Vec<BTreeMap<&Lang, EntryId>> = Vec::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(records.len());
    for (i, record) in records.iter().enumerate() {
        // An id says something only together with its company.
        let company = match &record.head.translation {
            TranslationKey::Id(_) => company_of[i].map(|company| &records[company.index()].head.slug.value),
            _ => None,
        };
        let own_kind = record.own_entry().map(|entry| entry.of);
        let number =
            *numbers.entry((record.kind.name(), own_kind, &record.head.translation, company)).or_insert_with(|| {
                groups.push(BTreeMap::new());
                groups.len() - 1
            });
        group_of.push(number);
        let group = &mut groups[number];
        match group.get(&record.head.lang) {
            Some(first) if matches!(record.head.translation, TranslationKey::Named(_)) => {
                let complaint = Complaint::new(
                    DUPLICATE_TRANSLATION,
                    "another entry of this language has the same `translation_key`",
                );
                let first = records[first.index()].head.span.clone();
                diagnostics.push(
                    complaint
                        .help("give each its own")
                        .at(record.head.span.clone())
                        .also("the other one is here", first),
                );
            }
            Some(_) => {}
            None => {
                group.insert(&record.head.lang, EntryId::new(i));
            }
        }
    }
    (0..records.len())
        .map(|i| {
            let group = &groups[group_of[i]];
            group.values().copied().filter(|id| visibility[id.index()] != Visibility::Unpublished).collect()
        })
        .collect()
}
