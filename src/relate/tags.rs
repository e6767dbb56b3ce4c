//! Names to tags: which names are one tag, what it is called, where its page is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{EntryId, Visibility};
use crate::content::rules::{EMPTY_SLUG, RESERVED_SLUG};
use crate::content::{Config, Record};
use crate::diag::{Complaint, Diagnostic};
use crate::model::Lang;
use crate::relate::rules::{COLLIDING_TAGS, TAG_ALIAS_LOOP, TAG_ALIAS_TAKEN};
use crate::source::{Slug, Span, Spanned, fold_key, slugify};

/// The place of a tag in [`Tags`]; ordered by slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(u32);

impl TagId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A posting is listed under so many of its skills and tags, the first ones: anybody may write postings, and each of its tags lists it on
/// pages and in feeds. All of them are shown on its own page.
pub const TAG_CAP: usize = 30;

/// A name in the form in which names of tags are compared: `open source`, `Open-Source` and `open_source` are one.
fn tag_key(name: &str) -> String {
    let key = fold_key(name);
    if !key.contains(['-', '_']) {
        return key;
    }
    let letters: Vec<char> = key.chars().collect();
    let is_join = |at: usize| {
        let is_letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphanumeric());
        matches!(letters[at], '-' | '_') && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
    };
    (0..letters.len()).map(|at| if is_join(at) { ' ' } else { letters[at] }).collect()
}

/// A tag: one address, one name, all spellings.
#[derive(Debug)]
pub struct Tag {
    pub slug: String,
    /// As most entries spell it, unless its page gives a name.
    name: String,
    names: BTreeMap<Lang, String>,
    /// Its own pages, by language.
    pub pages: BTreeMap<Lang, EntryId>,
    /// The slugs of its other names, which redirect to it.
    pub other_slugs: Vec<String>,
}

impl Tag {
    pub fn name(&self, lang: &Lang) -> &str {
        self.names.get(lang).unwrap_or(&self.name)
    }
}

/// Every tag, and the tags of every entry.
#[derive(Debug, Default)]
pub struct Tags {
    all: Vec<Tag>,
    of_entry: Vec<Vec<TagId>>,
    /// How many of them are skills; these come first.
    skills: Vec<usize>,
    of_page: BTreeMap<EntryId, TagId>,
    /// By the folded key of any spelling or other name.
    by_key: HashMap<String, TagId>,
}

impl Tags {
    pub fn iter(&self) -> impl Iterator<Item = (TagId, &Tag)> {
        self.all.iter().enumerate().map(|(i, tag)| (TagId(i as u32), tag))
    }

    pub fn get(&self, id: TagId) -> &Tag {
        &self.all[id.index()]
    }

    /// The tag of a slug.
    fn at(&self, slug: &str) -> Option<TagId> {
        self.all.binary_search_by(|tag| tag.slug.as_str().cmp(slug)).ok().map(|at| TagId(at as u32))
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The tags of an entry, skills first.
    pub fn of(&self, entry: EntryId) -> &[TagId] {
        self.of_entry.get(entry.index()).map_or(&[], Vec::as_slice)
    }

    /// The skills that a posting asks for.
    pub fn skills(&self, entry: EntryId) -> &[TagId] {
        self.of(entry).get(..self.skills.get(entry.index()).copied().unwrap_or(0)).unwrap_or(&[])
    }

    /// The tag whose page this entry is.
    pub fn of_page(&self, entry: EntryId) -> Option<&Tag> {
        self.of_page.get(&entry).map(|id| self.get(*id))
    }

    /// The tag that a name means.
    pub fn named(&self, name: &str) -> Option<TagId> {
        self.by_key.get(&tag_key(name)).copied()
    }
}

/// A slug's claims, while tags are being gathered.
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

pub fn tags(
    records: &[Arc<Record>],
    visibility: &[Visibility],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Tags {
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let mut key_slugs: HashMap<String, String> = HashMap::new();
    gather_pages(records, &mut drafts, &mut key_slugs, diagnostics);
    // Names are few and entries are many: each name is looked at once.
    let mut slugs: Vec<String> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    let mut of_entry: Vec<Vec<usize>> = vec![Vec::new(); records.len()];
    let mut skills = vec![0; records.len()];
    for (i, record) in records.iter().enumerate() {
        let skill_count = record.job().map_or(0, |job| job.skills.len());
        let most = record.job().map_or(usize::MAX, |_| TAG_CAP);
        for (at, tag) in record.tags().enumerate() {
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
        if let Some(article) = record.article() {
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
    let mut tags = finish(drafts, key_slugs, config);
    let ids: Vec<Option<TagId>> = slugs.iter().map(|slug| tags.at(slug)).collect();
    tags.of_entry = of_entry.iter().map(|numbers| numbers.iter().filter_map(|number| ids[*number]).collect()).collect();
    tags.skills = skills;
    tags
}

fn finish(drafts: BTreeMap<String, Draft>, key_slugs: HashMap<String, String>, config: &Config) -> Tags {
    let mut tags = Tags::default();
    for (slug, draft) in drafts {
        let id = TagId(tags.all.len() as u32);
        for page in draft.pages.values() {
            tags.of_page.insert(*page, id);
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
        tags.all.push(Tag {
            slug,
            name,
            names: draft.names,
            pages: draft.pages,
            other_slugs: other_slugs.into_iter().collect(),
        });
    }
    tags.by_key = key_slugs.into_iter().filter_map(|(key, slug)| Some((key, tags.at(&slug)?))).collect();
    tags
}

/// The tags' own pages: what they are called and which other names they take.
fn gather_pages(
    records: &[Arc<Record>],
    drafts: &mut BTreeMap<String, Draft>,
    key_slugs: &mut HashMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (i, record) in records.iter().enumerate() {
        let Some(page) = record.tag_page() else { continue };
        let draft = drafts.entry(record.head.slug.value.as_str().to_owned()).or_default();
        draft.pages.entry(record.head.lang.clone()).or_insert(EntryId::new(i));
        if let Some(name) = &page.name {
            draft.names.insert(record.head.lang.clone(), name.clone());
        }
    }
    // (folded key) -> (slug of the page that claims it, where)
    let mut claims: BTreeMap<String, (String, Span)> = BTreeMap::new();
    let page_slugs: BTreeSet<String> = drafts.keys().cloned().collect();
    for record in records {
        let Some(page) = record.tag_page() else { continue };
        let slug = record.head.slug.value.as_str().to_owned();
        for other in &page.other_names {
            let other_slug = slugify(&other.value);
            if let Some(rival) = other_slug.as_ref().filter(|rival| **rival != slug && page_slugs.contains(*rival)) {
                diagnostics.push(taken(records, other, &slug, rival));
                continue;
            }
            let key = tag_key(&other.value);
            match claims.get(&key) {
                Some((owner, first)) if *owner != slug => {
                    let message = format!("`{}` is an alias of two tags", other.value);
                    let complaint = Complaint::new(TAG_ALIAS_TAKEN, message).help("remove it from one of them");
                    let also = format!("it is an alias of `{owner}` here");
                    diagnostics.push(complaint.at(other.span.clone()).also(also, first.clone()));
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
            let key = tag_key(name);
            if !claims.contains_key(&key) {
                claims.insert(key.clone(), (slug.clone(), record.head.span.clone()));
            }
            if let Some(draft) = drafts.get_mut(&slug)
                && slugify(name).as_deref() == Some(slug.as_str())
                && draft.owner.is_none()
            {
                draft.owner = Some((key, record.head.span.clone()));
            }
        }
    }
    key_slugs.extend(claims.into_iter().map(|(key, (slug, _))| (key, slug)));
}

/// What is wrong with another name of the tag at `slug` that has a page of its own, at `rival`.
fn taken(records: &[Arc<Record>], other: &Spanned<String>, slug: &str, rival: &str) -> Diagnostic {
    let of_rival = records.iter().filter(|record| record.head.slug.value.as_str() == rival);
    let names = of_rival.filter_map(|record| record.tag_page()).flat_map(|page| &page.other_names);
    let back = names.into_iter().find(|name| slugify(&name.value).as_deref() == Some(slug));
    match back {
        Some(back) => {
            let message = format!("`{}` and `{slug}` are each an alias of the other", other.value);
            let complaint = Complaint::new(TAG_ALIAS_LOOP, message).help("keep one of the two pages, with both names");
            complaint.at(other.span.clone()).also("the other way round here", back.span.clone())
        }
        None => {
            let complaint = Complaint::new(TAG_ALIAS_TAKEN, format!("`{}` has a page of its own", other.value));
            complaint.help("remove the alias, or that page").at(other.span.clone())
        }
    }
}

/// The slug under which a tag's name belongs; a name that clashes with another is complained of.
fn slug_of(
    name: &str,
    span: &Span,
    drafts: &mut BTreeMap<String, Draft>,
    key_slugs: &mut HashMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let key = tag_key(name);
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
