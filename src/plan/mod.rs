//! A site to the pages there are to be, each with its place in the output, before any is rendered.
//!
//! One registry holds every output path, so that no two pages are one file; whoever comes second is told of the first.

mod kinds;
mod limit;
mod links;
mod lists;
mod pictures;
mod redirects;
mod removed_pages;
pub mod rules;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use self::kinds::{Feed, ICON_SIZES, PageKind, SITEMAP_CAP, SitemapPart, icon_path, sitemap_part};
pub use self::limit::Growth;
pub use self::lists::page_count;
pub use self::pictures::{copies, copy_path, has_card, has_qr_code};
use crate::diag::{Complaint, Diagnostic};
use crate::model::{KindName, KnownPage, Section};
use crate::plan::rules::BAD_PICTURE;
use crate::relate::{EntryId, Site, Visibility};
use crate::source::{Address, Hash, OutPath, Span, SrcPath};
use crate::validate::{
    Placement,
    rules::{BAD_SLUG, DUPLICATE_ADDRESS, RESERVED_SLUG},
};

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub out: OutPath,
    pub kind: PageKind,
}

/// What a theme brings into the output.
#[derive(Clone, Copy, Debug)]
pub struct ThemeParts<'a> {
    pub assets: &'a [Asset],
    /// Addresses of the site that its options name, and where.
    pub links: &'a [(Address, Span)],
    /// Of the icon that PNGs are drawn from.
    pub icon: Option<Hash>,
}

/// A file of the theme and its fingerprinted place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub out: OutPath,
    /// As templates call it: `style.css`.
    pub name: String,
    pub from: SrcPath,
}

/// Every file there is to be, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub pages: Vec<Planned>,
    /// Former addresses and where they lead, in order.
    pub redirects: BTreeMap<Address, Address>,
    /// Addresses of which hosts are to say that nothing will be there again, in order.
    pub gone: BTreeSet<Address>,
}

impl Plan {
    /// The file at a path of the output, if there is to be one.
    pub fn of(&self, path: &str) -> Option<&Planned> {
        let place = self.pages.binary_search_by(|page| page.out.as_str().cmp(path)).ok()?;
        self.pages.get(place)
    }
}

/// Plans the output. `remembered` are pages that were published before.
pub fn plan(site: &Site, theme: ThemeParts<'_>, remembered: &[KnownPage]) -> (Plan, Vec<Diagnostic>) {
    let mut planner = Planner {
        site,
        registry: HashMap::new(),
        refused: BTreeSet::new(),
        pages: Vec::new(),
        redirects: BTreeMap::new(),
        gone: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    planner.reserved();
    for (lang, _) in &site.config.languages {
        planner.lists(lang);
    }
    planner.entries();
    planner.files(theme.assets);
    planner.aliases();
    planner.gone();
    planner.removed_pages(remembered);
    planner.rest(theme.icon);
    planner.check_links(theme.links);
    planner.packed();
    planner.pages.sort_by(|a, b| a.out.cmp(&b.out));
    let Planner { pages, redirects, gone, mut diagnostics, .. } = planner;
    let mut growth = Growth::default();
    pages.iter().for_each(|page| growth.add(&page.kind, 0));
    diagnostics.extend(growth.too_many_files(&site.config));
    (Plan { pages, redirects, gone }, diagnostics)
}

/// Who holds an output path.
struct Holder {
    what: What,
    span: Option<Span>,
}

/// What a file of the output is, as messages name it; most are never named.
enum What {
    Plain(&'static str),
    Entry(EntryId),
    Named(String),
}

struct Planner<'a> {
    site: &'a Site,
    /// By collision key.
    registry: HashMap<String, Holder>,
    pages: Vec<Planned>,
    redirects: BTreeMap<Address, Address>,
    gone: BTreeSet<Address>,
    /// Entries whose address belongs to the site itself: they are planned nowhere.
    refused: BTreeSet<EntryId>,
    diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    fn name(&self, what: &What) -> String {
        match what {
            What::Plain(text) => (*text).to_owned(),
            What::Entry(id) => {
                let entry = self.site.entry(*id);
                format!("the {} “{}”", entry.record.kind.name().as_str(), entry.title())
            }
            What::Named(text) => text.clone(),
        }
    }

    fn add(&mut self, out: OutPath, kind: PageKind, what: What, span: Option<Span>) -> bool {
        let key = out.collision_key();
        if let Some(holder) = self.registry.get(&key) {
            let Some(span) = span.or_else(|| holder.span.clone()) else {
                let message = format!("two pages of the site's own have the address `{}`", out.address());
                let complaint =
                    Complaint::new(DUPLICATE_ADDRESS, message).help("correct `paths`: each section needs its own word");
                self.diagnostics.push(complaint.at(Span::whole(&SrcPath::new(crate::validate::SITE))));
                return false;
            };
            let complaint = Complaint::new(
                DUPLICATE_ADDRESS,
                format!(
                    "{} has the address `{}`, which {} has",
                    self.name(&what),
                    out.address(),
                    self.name(&holder.what)
                ),
            );
            let mut diagnostic = complaint.help("give one of them another `slug:`").at(span.clone());
            if let Some(first) = holder.span.clone().filter(|first| *first != span) {
                diagnostic = diagnostic.also("the other one is here", first);
            }
            self.diagnostics.push(diagnostic);
            return false;
        }
        self.registry.insert(key, Holder { what, span });
        self.pages.push(Planned { out, kind });
        true
    }

    fn add_page(&mut self, address: &str, kind: PageKind) {
        let path = format!("{}index.html", address.trim_start_matches('/'));
        self.add_file(&path, kind);
    }

    /// Says whether it is planned now.
    fn add_file(&mut self, path: &str, kind: PageKind) -> bool {
        match OutPath::new(path) {
            Ok(out) => self.add(out, kind, What::Plain("a page of the site's own"), None),
            Err(fault) => {
                let complaint = Complaint::new(BAD_SLUG, format!("`{path}` can't be written: {fault}"));
                self.diagnostics.push(complaint.at(Span::whole(&SrcPath::new(crate::validate::SITE))));
                false
            }
        }
    }

    /// A file for machines; one of the site's own in content/static takes its place.
    fn add_unless_overridden(&mut self, path: &str, kind: PageKind) {
        if !self.site.index.files.contains_key(&SrcPath::new(&format!("content/static/{path}"))) {
            self.add_file(path, kind);
        }
    }

    /// Slugs of pages that the site itself needs.
    fn reserved(&mut self) {
        let config = &self.site.config;
        let mut reserved: BTreeSet<String> =
            BTreeSet::from(["page".to_owned(), "assets".to_owned(), "feeds".to_owned()]);
        for (lang, _) in &config.languages {
            reserved.insert(lang.to_string());
            reserved.extend(Section::ALL.iter().map(|(_, section)| config.section(lang, *section).to_owned()));
        }
        for id in self.site.ids_of(KindName::Page) {
            let entry = self.site.entry(id);
            let crate::model::Kind::Page(page) = &entry.record.kind else { continue };
            let first = page.folders.first().unwrap_or(&entry.head().slug.value);
            if reserved.contains(first.as_str()) {
                self.refused.insert(id);
                let complaint =
                    Complaint::new(RESERVED_SLUG, format!("the address `/{first}/` belongs to the site itself"))
                        .help("choose another slug");
                self.diagnostics.push(complaint.at(entry.head().slug.span.clone()));
            }
        }
        for id in self.site.ids() {
            let entry = self.site.entry(id);
            if entry.head().slug.value.as_str() == "page" && entry.record.kind.name() != KindName::Page {
                let complaint = Complaint::new(RESERVED_SLUG, "the slug `page` belongs to the later pages of lists")
                    .help("choose another slug");
                self.diagnostics.push(complaint.at(entry.head().slug.span.clone()));
            }
        }
    }

    fn entries(&mut self) {
        let site = self.site;
        for id in site.ids() {
            let entry = site.entry(id);
            let kind = entry.record.kind.name();
            if site.visibility(id) == Visibility::Unpublished
                || matches!(kind, KindName::Tag | KindName::Landing)
                || self.refused.contains(&id)
            {
                continue;
            }
            let lists = site.lists.of(&entry.head().lang);
            let listed = match kind {
                KindName::Company => lists.by_company.get(&id).map_or(0, Vec::len),
                KindName::Author => lists.by_author.get(&id).map_or(0, Vec::len),
                _ => 0,
            };
            let span = entry.head().slug.span.clone();
            let mut is_planned = true;
            for number in 1..=page_count(listed, site.config.pagination) {
                let page = match kind {
                    KindName::Company => PageKind::Company(id, number),
                    KindName::Author => PageKind::Author(id, number),
                    _ => PageKind::Entry(id),
                };
                let path = format!("{}index.html", numbered(site.address(id).as_str(), number).trim_start_matches('/'));
                match OutPath::new(&path) {
                    Ok(out) => {
                        if !self.add(out, page, What::Entry(id), Some(span.clone())) {
                            is_planned = false;
                            break;
                        }
                    }
                    Err(fault) => {
                        let complaint = Complaint::new(BAD_SLUG, format!("`{path}` can't be written: {fault}"))
                            .help("add a shorter `slug:`");
                        self.diagnostics.push(complaint.at(span.clone()));
                        is_planned = false;
                        break;
                    }
                }
            }
            // What goes with a page has its fault, which is told.
            if !is_planned {
                continue;
            }
            self.beside(id);
            if kind == KindName::Job && site.visibility(id) == Visibility::Listed {
                self.add_file(
                    &format!("{}index.md", site.address(id).as_str().trim_start_matches('/')),
                    PageKind::MarkdownPage(id),
                );
            }
            if kind == KindName::Company {
                self.feeds(site.address(id).as_str(), &Feed::Company(id, entry.head().lang.clone()));
            }
        }
        for id in site.ids_of(KindName::Tag) {
            self.beside(id);
        }
        for id in site.ids_of(KindName::Landing).filter(|id| site.lists.landing(site.index.record(*id)).is_some()) {
            self.beside(id);
        }
    }

    fn files(&mut self, assets: &[Asset]) {
        for asset in assets {
            self.add(asset.out.clone(), PageKind::Asset(asset.from.clone()), What::Plain("a file of the theme"), None);
        }
        for (path, placement) in &self.site.index.files {
            let Placement::Static(rest) = placement else { continue };
            let span = Some(Span::whole(path));
            if rest.starts_with("assets/") {
                // Hosts are told that what lies there never changes.
                let complaint = Complaint::new(RESERVED_SLUG, "the address `/assets/` belongs to the site itself");
                self.diagnostics.push(complaint.help("rename the folder").at(Span::whole(path)));
                continue;
            }
            if rest == "icon.svg" && !self.site.index.pictures.contains_key(path) {
                let complaint = Complaint::new(BAD_PICTURE, "the site's icon can't be read as a picture");
                self.diagnostics.push(complaint.help("save it again as SVG").at(Span::whole(path)));
            }
            match OutPath::new(rest) {
                Ok(out) => {
                    self.add(out, PageKind::Copy(path.clone()), What::Named(format!("the file `{path}`")), span);
                }
                Err(fault) => {
                    let complaint = Complaint::new(BAD_SLUG, format!("`{path}` can't be published: {fault}"))
                        .help("rename the file");
                    self.diagnostics.push(complaint.at(Span::whole(path)));
                }
            }
        }
    }

    fn rest(&mut self, icon: Option<Hash>) {
        self.add_unless_overridden("robots.txt", PageKind::Robots);
        self.add_unless_overridden("_headers", PageKind::Headers);
        if let Some(icon) = icon {
            for side in ICON_SIZES {
                self.add_file(icon_path(icon, side).as_str(), PageKind::Icon(side));
            }
        }
        self.boards();
        self.add_file("sitemap.xml", PageKind::Sitemap(None));
        for part in SitemapPart::ALL {
            let len = self.pages.iter().filter(|page| sitemap_part(self.site, &page.kind) == Some(part)).count();
            for number in 1..=len.div_ceil(SITEMAP_CAP) {
                self.add_file(&part.file_name(number), PageKind::Sitemap(Some((part, number))));
            }
        }
        if !(self.redirects.is_empty() && self.gone.is_empty()) {
            self.add_unless_overridden("_redirects", PageKind::RedirectTable);
        }
        if !self.gone.is_empty() {
            self.add_unless_overridden("_gone.nginx.conf", PageKind::GoneNginx);
            self.add_unless_overridden("_gone.apache.conf", PageKind::GoneApache);
        }
        self.check_folders();
    }

    /// Assets and indexes in the compressed forms that the site asks for.
    fn packed(&mut self) {
        let plain: Vec<Planned> = self
            .pages
            .iter()
            .filter(|page| match &page.kind {
                PageKind::Asset(_) => matches!(
                    page.out.as_str().rsplit_once('.').map(|(_, extension)| extension),
                    Some("css" | "js" | "svg" | "json" | "txt")
                ),
                PageKind::SearchIndex(_) => true,
                _ => false,
            })
            .cloned()
            .collect();
        for encoding in self.site.config.compress.clone() {
            for page in &plain {
                let kind = PageKind::Packed(Box::new(page.kind.clone()), encoding);
                self.add_file(&format!("{}{}", page.out, encoding.suffix()), kind);
            }
        }
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
                        DUPLICATE_ADDRESS,
                        format!("{} is a file where `{}` needs a folder", self.name(&holder.what), page.out),
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
