//! A site to the pages there are to be, each with its place in the output, before any is rendered.
//!
//! One registry holds every output path, so that no two pages are one file; whoever comes second is told of the first.

mod links;
mod redirects;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::{KindName, Lang, Section};
use crate::relate::{AssetLink, EntryId, Linked, Site, Standing, TermId};
use crate::source::{Address, OutPath, Span, SrcPath};
use crate::validate::Placement;

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub out: OutPath,
    pub kind: PageKind,
}

/// What a file of the output is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    Home(Lang),
    /// A page of a list, counted from 1.
    Jobs(Lang, usize),
    Articles(Lang, usize),
    Companies(Lang, usize),
    Authors(Lang),
    Tags(Lang),
    Archive(Lang),
    Search(Lang),
    NotFound(Lang),
    /// The page of a posting, an article or another page.
    Entry(EntryId),
    /// A page of a company's, an author's or a tag's list.
    Company(EntryId, usize),
    Author(EntryId, usize),
    Tag(Lang, TermId, usize),
    Feed(Feed),
    SearchIndex(Lang),
    /// A part of the sitemap; `None` is the whole, or the index of the parts.
    Sitemap(Option<usize>),
    Robots,
    /// A page at a former address that leads to another.
    Redirect(Address),
    /// The same redirects for hosts that read a table.
    RedirectTable,
    /// A file of the theme, its name fingerprinted.
    Asset(SrcPath),
    /// A file that is copied as it is.
    Copy(SrcPath),
}

/// What a feed follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feed {
    Everything(Lang),
    Jobs(Lang),
    Articles(Lang),
    Tag(Lang, TermId),
}

/// Addresses in one part of the sitemap at most (sitemaps.org protocol 0.9).
pub const SITEMAP_CAP: usize = 50_000;

/// A file of the theme and its fingerprinted place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub out: OutPath,
    pub from: SrcPath,
}

/// Every file there is to be, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub pages: Vec<Planned>,
    /// Former addresses and where they lead, in order.
    pub redirects: BTreeMap<Address, Address>,
}

/// Plans the output.
pub fn plan(site: &Site, assets: &[Asset]) -> (Plan, Vec<Diagnostic>) {
    let mut planner = Planner {
        site,
        registry: HashMap::new(),
        refused: BTreeSet::new(),
        pages: Vec::new(),
        redirects: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    planner.reserved();
    for (lang, _) in &site.config.languages {
        planner.lists(lang);
    }
    planner.entries();
    planner.files(assets);
    planner.aliases();
    planner.rest();
    planner.check_links();
    planner.pages.sort_by(|a, b| a.out.cmp(&b.out));
    (Plan { pages: planner.pages, redirects: planner.redirects }, planner.diagnostics)
}

/// The number of pages that a list of `len` entries takes; an empty list has one.
pub fn page_count(len: usize, per_page: usize) -> usize {
    len.div_ceil(per_page).max(1)
}

/// Who holds an output path.
struct Holder {
    what: String,
    span: Option<Span>,
}

struct Planner<'a> {
    site: &'a Site,
    /// By collision key.
    registry: HashMap<String, Holder>,
    pages: Vec<Planned>,
    redirects: BTreeMap<Address, Address>,
    /// Entries whose address belongs to the site itself: they are planned nowhere.
    refused: BTreeSet<EntryId>,
    diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    fn add(&mut self, out: OutPath, kind: PageKind, what: &str, span: Option<Span>) -> bool {
        let key = out.collision_key();
        if let Some(holder) = self.registry.get(&key) {
            let Some(span) = span.or_else(|| holder.span.clone()) else {
                let message = format!("two pages of the site's own have the address `{}`", out.address());
                let complaint = Complaint::new(Code::DuplicateAddress, message)
                    .help("correct `paths`: each section needs its own word");
                self.diagnostics.push(complaint.at(Span::whole(&SrcPath::new(crate::validate::SITE))));
                return false;
            };
            let complaint = Complaint::new(
                Code::DuplicateAddress,
                format!("{what} has the address `{}`, which {} has", out.address(), holder.what),
            );
            let mut diagnostic = complaint.help("give one of them another `slug:`").at(span.clone());
            if let Some(first) = holder.span.clone().filter(|first| *first != span) {
                diagnostic = diagnostic.also("the other is here", first);
            }
            self.diagnostics.push(diagnostic);
            return false;
        }
        self.registry.insert(key, Holder { what: what.to_owned(), span });
        self.pages.push(Planned { out, kind });
        true
    }

    fn own(&mut self, address: &str, kind: PageKind) {
        let path = format!("{}index.html", address.trim_start_matches('/'));
        self.own_file(&path, kind);
    }

    fn own_file(&mut self, path: &str, kind: PageKind) {
        match OutPath::new(path) {
            Ok(out) => {
                self.add(out, kind, "a page of the site's own", None);
            }
            Err(fault) => {
                let complaint = Complaint::new(Code::BadSlug, format!("`{path}` can't be written: {fault}"));
                self.diagnostics.push(complaint.at(Span::whole(&SrcPath::new(crate::validate::SITE))));
            }
        }
    }

    /// Slugs of pages that the site itself needs.
    fn reserved(&mut self) {
        let config = &self.site.config;
        let mut reserved: BTreeSet<String> =
            BTreeSet::from(["page".to_owned(), "assets".to_owned(), "feeds".to_owned(), "openings".to_owned()]);
        for (lang, _) in &config.languages {
            reserved.insert(lang.to_string());
            reserved.extend(Section::ALL.iter().map(|(_, section)| config.section(lang, *section).to_owned()));
        }
        for id in self.site.ids_of(KindName::Page) {
            let entry = self.site.entry(id);
            let crate::model::Kind::Page(page) = &entry.kind else { continue };
            let first = page.folders.first().unwrap_or(&entry.head.slug.value);
            if reserved.contains(first.as_str()) {
                self.refused.insert(id);
                let complaint =
                    Complaint::new(Code::ReservedSlug, format!("the address `/{first}/` belongs to the site itself"))
                        .help("choose another slug");
                self.diagnostics.push(complaint.at(entry.head.slug.span.clone()));
            }
        }
        for id in self.site.ids() {
            let entry = self.site.entry(id);
            if entry.head.slug.value.as_str() == "page" && entry.kind.name() != KindName::Page {
                let complaint =
                    Complaint::new(Code::ReservedSlug, "the slug `page` belongs to the later pages of lists")
                        .help("choose another slug");
                self.diagnostics.push(complaint.at(entry.head.slug.span.clone()));
            }
        }
    }

    fn lists(&mut self, lang: &Lang) {
        let site = self.site;
        let config = &site.config;
        let prefix = config.prefix(lang);
        let section = |section: Section| format!("{prefix}{}/", config.section(lang, section));
        let lists = site.lists(lang);
        self.own(&prefix, PageKind::Home(lang.clone()));
        for (at, len, make) in [
            (section(Section::Jobs), lists.jobs.len(), PageKind::Jobs as fn(Lang, usize) -> PageKind),
            (section(Section::Articles), lists.articles.len(), PageKind::Articles),
            (section(Section::Companies), lists.companies.len(), PageKind::Companies),
        ] {
            for number in 1..=page_count(len, config.pagination) {
                self.own(&numbered(&at, number), make(lang.clone(), number));
            }
        }
        self.own(&section(Section::Authors), PageKind::Authors(lang.clone()));
        self.own(&section(Section::Tags), PageKind::Tags(lang.clone()));
        self.own(&section(Section::Archive), PageKind::Archive(lang.clone()));
        self.own(&section(Section::Search), PageKind::Search(lang.clone()));
        let bare = prefix.trim_start_matches('/');
        self.own_file(&format!("{bare}404.html"), PageKind::NotFound(lang.clone()));
        for (path, feed) in [
            (prefix.clone(), Feed::Everything(lang.clone())),
            (section(Section::Jobs), Feed::Jobs(lang.clone())),
            (section(Section::Articles), Feed::Articles(lang.clone())),
        ] {
            self.own_file(&format!("{}atom.xml", path.trim_start_matches('/')), PageKind::Feed(feed));
        }
        self.own_file(&format!("search/{lang}/index.json"), PageKind::SearchIndex(lang.clone()));
        for id in &lists.terms {
            let term = site.terms.get(*id);
            let at = format!("{}{}/", section(Section::Tags), term.slug);
            let Some(listed) = term.lists.get(lang) else { continue };
            let own_page = term.pages.get(lang).map(|page| site.entry(*page).head.span.clone());
            for number in 1..=page_count(listed.jobs.len().max(listed.articles.len()), config.pagination) {
                let path = format!("{}index.html", numbered(&at, number).trim_start_matches('/'));
                if let Ok(out) = OutPath::new(&path) {
                    self.add(
                        out,
                        PageKind::Tag(lang.clone(), *id, number),
                        &format!("the tag `{}`", term.name(lang)),
                        own_page.clone(),
                    );
                }
            }
            self.own_file(
                &format!("{}atom.xml", at.trim_start_matches('/')),
                PageKind::Feed(Feed::Tag(lang.clone(), *id)),
            );
        }
    }

    fn entries(&mut self) {
        let site = self.site;
        for id in site.ids() {
            let entry = site.entry(id);
            let kind = entry.kind.name();
            if site.standing(id) == Standing::Withheld || kind == KindName::Tag || self.refused.contains(&id) {
                continue;
            }
            let lists = site.lists(&entry.head.lang);
            let listed = match kind {
                KindName::Company => lists.by_company.get(&id).map_or(0, Vec::len),
                KindName::Author => lists.by_author.get(&id).map_or(0, Vec::len),
                _ => 0,
            };
            let span = entry.head.slug.span.clone();
            let what = format!("the {} “{}”", kind.as_str(), entry.title());
            for number in 1..=page_count(listed, site.config.pagination) {
                let page = match kind {
                    KindName::Company => PageKind::Company(id, number),
                    KindName::Author => PageKind::Author(id, number),
                    _ => PageKind::Entry(id),
                };
                let path = format!("{}index.html", numbered(site.address(id).as_str(), number).trim_start_matches('/'));
                match OutPath::new(&path) {
                    Ok(out) => {
                        if !self.add(out, page, &what, Some(span.clone())) {
                            break;
                        }
                    }
                    Err(fault) => {
                        let complaint = Complaint::new(Code::BadSlug, format!("`{path}` can't be written: {fault}"))
                            .help("add a shorter `slug:`");
                        self.diagnostics.push(complaint.at(span.clone()));
                        break;
                    }
                }
            }
            self.beside(id);
        }
        for id in site.ids_of(KindName::Tag) {
            self.beside(id);
        }
    }

    /// The files that a page links to, copied beside it.
    fn beside(&mut self, id: EntryId) {
        let site = self.site;
        let entry = site.entry(id);
        let mut seen: BTreeSet<OutPath> = BTreeSet::new();
        let links = entry.body.links().filter_map(|target| Some((site.follow(id, target).ok()?, target.span.clone())));
        let picture = site.picture(id).and_then(|picture| match site.asset(id, picture) {
            Ok(AssetLink::Own(linked)) => Some((linked, picture.span.clone())),
            _ => None,
        });
        for (linked, span) in links.chain(picture).collect::<Vec<_>>() {
            let Linked::Beside(path, address) = linked else { continue };
            let Ok(out) = address.out_path() else { continue };
            if seen.insert(out.clone()) {
                self.add(out, PageKind::Copy(path.clone()), &format!("the file `{path}`"), Some(span));
            }
        }
    }

    fn files(&mut self, assets: &[Asset]) {
        for asset in assets {
            self.add(asset.out.clone(), PageKind::Asset(asset.from.clone()), "a file of the theme", None);
        }
        for (path, placement) in &self.site.files {
            let Placement::Static(rest) = placement else { continue };
            let span = Some(Span::whole(path));
            match OutPath::new(rest) {
                Ok(out) => {
                    self.add(out, PageKind::Copy(path.clone()), &format!("the file `{path}`"), span);
                }
                Err(fault) => {
                    let complaint = Complaint::new(Code::BadSlug, format!("`{path}` can't be published: {fault}"))
                        .help("rename the file");
                    self.diagnostics.push(complaint.at(Span::whole(path)));
                }
            }
        }
    }

    fn rest(&mut self) {
        self.own_file("robots.txt", PageKind::Robots);
        let addresses = self.pages.iter().filter(|page| is_in_sitemap(self.site, &page.kind)).count();
        self.own_file("sitemap.xml", PageKind::Sitemap(None));
        if addresses > SITEMAP_CAP {
            for part in 1..=addresses.div_ceil(SITEMAP_CAP) {
                self.own_file(&format!("sitemap-{part}.xml"), PageKind::Sitemap(Some(part)));
            }
        }
        if !self.redirects.is_empty() {
            self.own_file("_redirects", PageKind::RedirectTable);
        }
        self.check_folders();
    }

    /// A path that is a file may not be a folder of another.
    fn check_folders(&mut self) {
        let mut faults = Vec::new();
        for page in &self.pages {
            let key = page.out.collision_key();
            for (at, _) in key.match_indices('/') {
                if let Some(holder) = self.registry.get(&key[..at]) {
                    let other = self.registry.get(&key);
                    let Some(span) = holder.span.clone().or_else(|| other.and_then(|other| other.span.clone())) else {
                        continue;
                    };
                    let complaint = Complaint::new(
                        Code::DuplicateAddress,
                        format!("{} is a file where `{}` needs a folder", holder.what, page.out),
                    );
                    faults.push(complaint.help("rename one of them").at(span));
                }
            }
        }
        faults.dedup();
        self.diagnostics.extend(faults);
    }
}

/// `/jobs/` and 2 is `/jobs/page/2/`.
pub fn numbered(address: &str, number: usize) -> String {
    if number == 1 { address.to_owned() } else { format!("{address}page/{number}/") }
}

/// Whether a page belongs in the sitemap: what readers come for, not its machinery.
pub fn is_in_sitemap(site: &Site, kind: &PageKind) -> bool {
    match kind {
        PageKind::Home(_)
        | PageKind::Jobs(..)
        | PageKind::Articles(..)
        | PageKind::Companies(..)
        | PageKind::Tags(_)
        | PageKind::Tag(..)
        | PageKind::Author(..) => true,
        PageKind::Entry(id) | PageKind::Company(id, _) => site.standing(*id) == Standing::Listed,
        PageKind::Authors(lang) => !site.lists(lang).authors.is_empty(),
        _ => false,
    }
}
