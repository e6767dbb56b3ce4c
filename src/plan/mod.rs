//! From a site to all output files, each with its path, before any is made.
//!
//! 1. One registry holds every output path, so that no two files are one; the message about the second names the first. `documents`, `pictures`,
//!    `redirects`, `removed_pages`, `links`: what is planned beside pages, and what they lead to.
//! 2. `product`: what a file is, which is one of three types; `prepare`: what it is made of; `sitemap`: what a plan says of its pages.

mod documents;
mod limit;
mod links;
mod pictures;
mod prepare;
mod product;
mod redirects;
mod removed_pages;
pub mod rules;
mod sitemap;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use limit::Growth;
pub use prepare::prepare;
pub use product::{Derived, Document, Product};

use crate::content::{KindName, KnownPage, Section};
use crate::content::{
    Placement, SITE,
    rules::{BAD_SLUG, DUPLICATE_ADDRESS, RESERVED_SLUG},
};
use crate::diag::{Complaint, Diagnostic};
use crate::facts::markdown_address;
use crate::pages::{Claim, Page};
use crate::plan::rules::BAD_PICTURE;
use crate::relate::{EntryId, Site, Visibility};
use crate::render::Asset;
use crate::source::{Address, Hash, OutPath, PathFault, Span, SrcPath};

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub out: OutPath,
    pub product: Product,
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

/// Every file there is to be, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub files: Vec<Planned>,
    /// Former addresses and where they lead, in order.
    pub redirects: BTreeMap<Address, Address>,
    /// Addresses of which hosts are to say that nothing will be there again, in order.
    pub gone: BTreeSet<Address>,
}

impl Plan {
    /// The file at a path of the output, if there is to be one.
    pub fn of(&self, path: &str) -> Option<&Planned> {
        let place = self.files.binary_search_by(|file| file.out.as_str().cmp(path)).ok()?;
        self.files.get(place)
    }

    /// The first page of an entry.
    pub fn page_of(&self, id: EntryId) -> Option<&Page> {
        let mut pages = self.files.iter().filter_map(|file| file.product.page());
        pages.find(|page| page.entry() == Some(id) && page.number() == 1)
    }
}

/// Plans the output. `remembered` are pages that were published before.
pub fn plan(site: &Site, theme: ThemeParts<'_>, remembered: &[KnownPage]) -> (Plan, Vec<Diagnostic>) {
    let mut planner = Planner {
        site,
        registry: HashMap::new(),
        refused: BTreeSet::new(),
        planned: Vec::new(),
        redirects: BTreeMap::new(),
        gone: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    planner.reserved();
    for (lang, _) in &site.config.languages {
        for page in Page::of_language(site, lang) {
            planner.add_page(page);
        }
        planner.documents_of(lang);
    }
    planner.entries();
    planner.files(theme.assets);
    planner.aliases();
    planner.gone();
    planner.removed_pages(remembered);
    planner.rest(theme.icon);
    planner.check_links(theme.links);
    planner.packed();
    planner.planned.sort_by(|a, b| a.out.cmp(&b.out));
    let Planner { planned, redirects, gone, mut diagnostics, .. } = planner;
    let mut growth = Growth::default();
    planned.iter().for_each(|file| growth.add(file, 0));
    diagnostics.extend(growth.too_many_files(&site.config));
    (Plan { files: planned, redirects, gone }, diagnostics)
}

struct Planner<'a> {
    site: &'a Site,
    /// By collision key.
    registry: HashMap<String, Claim>,
    planned: Vec<Planned>,
    redirects: BTreeMap<Address, Address>,
    gone: BTreeSet<Address>,
    /// Entries whose address belongs to the site itself: they are planned nowhere.
    refused: BTreeSet<EntryId>,
    diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    /// Plans a file, unless another has its path. Says whether it is planned now.
    fn add(&mut self, out: OutPath, product: Product, claim: Claim) -> bool {
        let key = out.collision_key();
        let Some(holder) = self.registry.get(&key) else {
            self.registry.insert(key, claim);
            self.planned.push(Planned { out, product });
            return true;
        };
        let Some(span) = claim.span.clone().or_else(|| holder.span.clone()) else {
            let message = format!("two pages of the site's own have the address `{}`", out.address());
            let complaint =
                Complaint::new(DUPLICATE_ADDRESS, message).help("correct `paths`: each section needs its own word");
            self.diagnostics.push(complaint.at(Span::whole(&SrcPath::new(SITE))));
            return false;
        };
        let message = format!("{} has the address `{}`, which {} has", claim.what, out.address(), holder.what);
        let complaint = Complaint::new(DUPLICATE_ADDRESS, message);
        let help = match span.file.as_str() == SITE {
            true => "give the other one another `slug:` or word in `paths:`, or rename the kind and its folder",
            false => "give one of them another `slug:`",
        };
        let mut diagnostic = complaint.help(help).at(span.clone());
        if let Some(first) = holder.span.clone().filter(|first| *first != span) {
            diagnostic = diagnostic.also("the other one is here", first);
        }
        self.diagnostics.push(diagnostic);
        false
    }

    /// Plans a page, and the feed that follows it. Says whether the page is planned now.
    fn add_page(&mut self, page: Page) -> bool {
        let address = page.address(self.site);
        let claim = page.claim(self.site);
        let Some(out) = self.checked(address.out_path(), &address, claim.span.as_ref()) else { return false };
        let is_added = self.add(out, Product::Page(page.clone()), claim);
        if is_added && page.has_feed(self.site) && page.number() == 1 {
            for format in self.site.config.feeds.formats.clone() {
                self.add_file(&address.file(format.file_name()), Document::Feed(Box::new(page.clone()), format));
            }
        }
        is_added
    }

    /// Plans a file of the site's own.
    fn add_file(&mut self, address: &Address, product: impl Into<Product>) {
        if let Some(out) = self.checked(OutPath::new(address.path()), address, None) {
            self.add(out, product.into(), Claim::site());
        }
    }

    /// A file for machines; one of the site's own in content/static takes its place.
    fn add_unless_overridden(&mut self, address: &Address, document: Document) {
        if !self.site.index.files.contains_key(&SrcPath::new(&format!("content/static{address}"))) {
            self.add_file(address, document);
        }
    }

    /// Complains of a path that can't be written, where its address can be changed.
    fn checked(&mut self, out: Result<OutPath, PathFault>, address: &Address, span: Option<&Span>) -> Option<OutPath> {
        let fault = match out {
            Ok(out) => return Some(out),
            Err(fault) => fault,
        };
        let complaint = Complaint::new(BAD_SLUG, format!("`{}` can't be written: {fault}", address.path()));
        self.diagnostics.push(match span {
            Some(span) => complaint.help("add a shorter `slug:`").at(span.clone()),
            None => complaint.at(Span::whole(&SrcPath::new(SITE))),
        });
        None
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
            let crate::content::Kind::Page(page) = &entry.record.kind else { continue };
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
        let published = |id: &EntryId| site.visibility(*id) != Visibility::Unpublished;
        for id in site.ids().filter(published) {
            let pages = if self.refused.contains(&id) { Vec::new() } else { Page::of_entry(site, id) };
            // The page's fault is reported; skip what belongs to it.
            if pages.is_empty() || !pages.into_iter().all(|page| self.add_page(page)) {
                continue;
            }
            self.beside(id);
            if let Some(address) = markdown_address(site, id) {
                self.add_file(&address, Document::MarkdownPage(id));
            }
        }
        // Their texts stand on pages of a language.
        for id in site.ids_of(KindName::Tag) {
            self.beside(id);
        }
        for id in site.ids_of(KindName::Landing).filter(|id| site.lists.landing(site.index.record(*id)).is_some()) {
            self.beside(id);
        }
    }

    fn files(&mut self, assets: &[Asset]) {
        for asset in assets {
            let claim = Claim { what: "a file of the theme".to_owned(), span: None };
            self.add(asset.out.clone(), Derived::Asset(asset.from.clone()).into(), claim);
        }
        for (path, placement) in &self.site.index.files {
            let Placement::Static(rest) = placement else { continue };
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
                    self.add(out, Derived::Copy(path.clone()).into(), Claim::of_file(path, Span::whole(path)));
                }
                Err(fault) => {
                    let complaint = Complaint::new(BAD_SLUG, format!("`{path}` can't be published: {fault}"))
                        .help("rename the file");
                    self.diagnostics.push(complaint.at(Span::whole(path)));
                }
            }
        }
    }

    /// A path that is a file may not be a folder of another.
    fn check_folders(&mut self) {
        let mut faults = Vec::new();
        for page in &self.planned {
            let key = page.out.collision_key();
            for (at, _) in key.match_indices('/') {
                if let Some(holder) = self.registry.get(&key[..at]) {
                    let other = self.registry.get(&key);
                    let Some(span) = holder.span.clone().or_else(|| other.and_then(|other| other.span.clone())) else {
                        continue;
                    };
                    let complaint = Complaint::new(
                        DUPLICATE_ADDRESS,
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
