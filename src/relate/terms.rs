//! Tags to terms: which names are one tag, what it is called, where its page is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{EntryId, Visibility};
use crate::diag::{Complaint, Diagnostic};
use crate::model::{Config, Entry, Lang};
use crate::relate::rules::{COLLIDING_TAGS, TAG_ALIAS_LOOP, TAG_ALIAS_TAKEN};
use crate::source::{Slug, Span, fold_key, slugify};
use crate::validate::rules::{EMPTY_SLUG, RESERVED_SLUG};

/// The place of a term in [`Terms`]; ordered by slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(u32);

impl TermId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A posting is listed under so many of its skills and tags, the first ones: anybody may write postings, and each of its tags lists it on
/// pages and in feeds. All of them are shown on its own page.
pub const TERM_CAP: usize = 30;

/// A tag: one address, one name, all spellings.
#[derive(Debug)]
pub struct Term {
    pub slug: String,
    /// As most entries spell it, unless its page gives a name.
    name: String,
    names: BTreeMap<Lang, String>,
    /// Its own pages, by language.
    pub pages: BTreeMap<Lang, EntryId>,
    /// The slugs of its other names, which redirect to it.
    pub other_slugs: Vec<String>,
    /// What its page lists, by language; only languages in which it has a page.
    pub lists: BTreeMap<Lang, TermLists>,
}

impl Term {
    pub fn name(&self, lang: &Lang) -> &str {
        self.names.get(lang).unwrap_or(&self.name)
    }
}

/// What a term's page shows in one language.
#[derive(Debug, Default)]
pub struct TermLists {
    pub jobs: Vec<EntryId>,
    pub articles: Vec<EntryId>,
    /// Terms that often stand beside it, most often first.
    pub related: Vec<TermId>,
}

/// Every term, and the terms of every entry.
#[derive(Debug, Default)]
pub struct Terms {
    all: Vec<Term>,
    of_entry: Vec<Vec<TermId>>,
    /// How many of them are skills; these come first.
    skills: Vec<usize>,
    of_page: BTreeMap<EntryId, TermId>,
    /// By the folded key of any spelling or other name.
    by_key: HashMap<String, TermId>,
}

impl Terms {
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Term)> {
        self.all.iter().enumerate().map(|(i, term)| (TermId(i as u32), term))
    }

    pub fn get(&self, id: TermId) -> &Term {
        &self.all[id.index()]
    }

    /// The term of a slug.
    fn at(&self, slug: &str) -> Option<TermId> {
        self.all.binary_search_by(|term| term.slug.as_str().cmp(slug)).ok().map(|at| TermId(at as u32))
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The terms of an entry, skills first.
    pub fn of(&self, entry: EntryId) -> &[TermId] {
        self.of_entry.get(entry.index()).map_or(&[], Vec::as_slice)
    }

    /// The skills that a posting asks for.
    pub fn skills(&self, entry: EntryId) -> &[TermId] {
        self.of(entry).get(..self.skills.get(entry.index()).copied().unwrap_or(0)).unwrap_or(&[])
    }

    /// The term whose page this entry is.
    pub fn of_page(&self, entry: EntryId) -> Option<&Term> {
        self.of_page.get(&entry).map(|id| self.get(*id))
    }

    /// The term that a name means.
    pub fn named(&self, name: &str) -> Option<TermId> {
        self.by_key.get(&fold_key(name)).copied()
    }

    /// Takes the lists in, one map for each term.
    pub fn fill(&mut self, lists: Vec<BTreeMap<Lang, TermLists>>) {
        for (term, lists) in self.all.iter_mut().zip(lists) {
            term.lists = lists;
        }
    }
}

/// A slug's claims, while terms are being gathered.
#[derive(Default)]
struct Draft {
    pages: BTreeMap<Lang, EntryId>,
    /// The folded key whose spellings this slug belongs to, and where it was first used.
    owner: Option<(String, Span)>,
    /// The folded keys of other names, with their slugs.
    others: BTreeMap<String, Option<String>>,
    names: BTreeMap<Lang, String>,
    spellings: BTreeMap<String, usize>,
}

pub fn terms(
    entries: &[Arc<Entry>],
    visibility: &[Visibility],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Terms {
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let mut key_slugs: HashMap<String, String> = HashMap::new();
    gather_pages(entries, &mut drafts, &mut key_slugs, diagnostics);
    // Names are few and entries are many: each name is looked at once.
    let mut slugs: Vec<String> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    let mut of_entry: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    let mut skills = vec![0; entries.len()];
    for (i, entry) in entries.iter().enumerate() {
        let skill_count = entry.job().map_or(0, |job| job.skills.len());
        let most = entry.job().map_or(usize::MAX, |_| TERM_CAP);
        for (at, tag) in entry.tags().enumerate() {
            let number = match known.get(tag.value.as_str()) {
                Some(number) => *number,
                None => {
                    let found = slug_of(&tag.value, &tag.span, &mut drafts, &mut key_slugs, diagnostics);
                    let Some(slug) = found else { continue };
                    let number = *numbers.entry(slug).or_insert_with_key(|slug| {
                        slugs.push(slug.clone());
                        slugs.len() - 1
                    });
                    known.insert(&tag.value, number);
                    number
                }
            };
            if visibility[i] != Visibility::Unpublished {
                *uses.entry(&tag.value).or_default() += 1;
            }
            if of_entry[i].len() < most && !of_entry[i].contains(&number) {
                of_entry[i].push(number);
                skills[i] += usize::from(at < skill_count);
            }
        }
        if let Some(article) = entry.article() {
            for tag in &article.jobs.tags {
                slug_of(&tag.value, &tag.span, &mut drafts, &mut key_slugs, diagnostics);
            }
        }
    }
    for (name, count) in uses {
        if let Some(draft) = known.get(name).and_then(|number| drafts.get_mut(&slugs[*number])) {
            draft.spellings.insert(name.to_owned(), count);
        }
    }
    let mut terms = finish(drafts, key_slugs, config);
    let ids: Vec<Option<TermId>> = slugs.iter().map(|slug| terms.at(slug)).collect();
    terms.of_entry =
        of_entry.iter().map(|numbers| numbers.iter().filter_map(|number| ids[*number]).collect()).collect();
    terms.skills = skills;
    terms
}

fn finish(drafts: BTreeMap<String, Draft>, key_slugs: HashMap<String, String>, config: &Config) -> Terms {
    let mut terms = Terms::default();
    for (slug, draft) in drafts {
        let id = TermId(terms.all.len() as u32);
        for page in draft.pages.values() {
            terms.of_page.insert(*page, id);
        }
        let most_used =
            draft.spellings.iter().max_by(|(a, m), (b, n)| m.cmp(n).then(b.cmp(a))).map(|(name, _)| name.clone());
        let name = config
            .languages
            .iter()
            .find_map(|(lang, _)| draft.names.get(lang).cloned())
            .or(most_used)
            .unwrap_or_else(|| slug.clone());
        let other_slugs: BTreeSet<String> =
            draft.others.values().flatten().filter(|other| **other != slug).cloned().collect();
        terms.all.push(Term {
            slug,
            name,
            names: draft.names,
            pages: draft.pages,
            other_slugs: other_slugs.into_iter().collect(),
            lists: BTreeMap::new(),
        });
    }
    terms.by_key = key_slugs.into_iter().filter_map(|(key, slug)| Some((key, terms.at(&slug)?))).collect();
    terms
}

/// The tags' own pages: what they are called and which other names they take.
fn gather_pages(
    entries: &[Arc<Entry>],
    drafts: &mut BTreeMap<String, Draft>,
    key_slugs: &mut HashMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (i, entry) in entries.iter().enumerate() {
        let Some(page) = entry.term_page() else { continue };
        let draft = drafts.entry(entry.head.slug.value.as_str().to_owned()).or_default();
        draft.pages.entry(entry.head.lang.clone()).or_insert(EntryId::new(i));
        if let Some(name) = &page.name {
            draft.names.insert(entry.head.lang.clone(), name.clone());
        }
    }
    // (folded key) -> (slug of the page that claims it, where)
    let mut claims: BTreeMap<String, (String, Span)> = BTreeMap::new();
    let page_slugs: BTreeSet<String> = drafts.keys().cloned().collect();
    for entry in entries {
        let Some(page) = entry.term_page() else { continue };
        let slug = entry.head.slug.value.as_str().to_owned();
        for other in &page.other_names {
            let key = fold_key(&other.value);
            let other_slug = slugify(&other.value);
            if let Some(rival) = other_slug.as_ref().filter(|rival| **rival != slug && page_slugs.contains(*rival)) {
                let back = entries
                    .iter()
                    .filter(|e| e.head.slug.value.as_str() == rival)
                    .filter_map(|e| e.term_page())
                    .flat_map(|page| &page.other_names);
                let back = back.into_iter().find(|name| slugify(&name.value).as_deref() == Some(slug.as_str()));
                let diagnostic = match back {
                    Some(back) => Complaint::new(
                        TAG_ALIAS_LOOP,
                        format!("`{}` and `{slug}` are each an alias of the other", other.value),
                    )
                    .help("keep one of the two pages, with both names")
                    .at(other.span.clone())
                    .also("the other way round here", back.span.clone()),
                    None => Complaint::new(TAG_ALIAS_TAKEN, format!("`{}` has a page of its own", other.value))
                        .help("remove the alias, or that page")
                        .at(other.span.clone()),
                };
                diagnostics.push(diagnostic);
                continue;
            }
            match claims.get(&key) {
                Some((owner, first)) if *owner != slug => {
                    let complaint =
                        Complaint::new(TAG_ALIAS_TAKEN, format!("`{}` is an alias of two tags", other.value));
                    diagnostics.push(
                        complaint
                            .help("remove it from one of them")
                            .at(other.span.clone())
                            .also(format!("it is an alias of `{owner}` here"), first.clone()),
                    );
                }
                Some(_) => {}
                None => {
                    claims.insert(key.clone(), (slug.clone(), other.span.clone()));
                    if let Some(draft) = drafts.get_mut(&slug) {
                        draft.others.insert(key, other_slug);
                    }
                }
            }
        }
        for name in page.name.iter() {
            let key = fold_key(name);
            if !claims.contains_key(&key) {
                claims.insert(key.clone(), (slug.clone(), entry.head.span.clone()));
            }
            if let Some(draft) = drafts.get_mut(&slug)
                && slugify(name).as_deref() == Some(slug.as_str())
                && draft.owner.is_none()
            {
                draft.owner = Some((key, entry.head.span.clone()));
            }
        }
    }
    key_slugs.extend(claims.into_iter().map(|(key, (slug, _))| (key, slug)));
}

/// The slug under which a tag's name belongs; a name that clashes with another is complained of.
fn slug_of(
    name: &str,
    span: &Span,
    drafts: &mut BTreeMap<String, Draft>,
    key_slugs: &mut HashMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let key = fold_key(name);
    if let Some(slug) = key_slugs.get(&key) {
        return Some(slug.clone());
    }
    let slug = match Slug::of(name) {
        Ok(slug) => slug.as_str().to_owned(),
        Err(_) => {
            let complaint = Complaint::new(EMPTY_SLUG, format!("the tag `{name}` makes no address"))
                .help("use a name with letters or digits");
            diagnostics.push(complaint.at(span.clone()));
            return None;
        }
    };
    if slug == "page" {
        diagnostics.push(
            Complaint::new(RESERVED_SLUG, format!("the tag `{name}` would have the address of later pages of lists"))
                .help("use another name")
                .at(span.clone()),
        );
        return None;
    }
    let draft = drafts.entry(slug.clone()).or_default();
    match &draft.owner {
        Some((owner, first)) if *owner != key => {
            let complaint = Complaint::new(
                COLLIDING_TAGS,
                format!("the tag `{name}` has the address `{slug}`, which another tag has"),
            );
            let help = format!("write one of them everywhere, or add content/tags/{slug}.md with `aliases: [{name}]`");
            diagnostics.push(complaint.help(help).at(span.clone()).also("the other one is here", first.clone()));
            None
        }
        _ => {
            draft.owner.get_or_insert((key.clone(), span.clone()));
            key_slugs.insert(key, slug.clone());
            Some(slug)
        }
    }
}
