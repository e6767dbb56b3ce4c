//! The files that the program makes for programs: which there are.

use super::limit::grouped;
use super::{Derived, Document, Planned, Planner, Product, sitemap};
use crate::content::{Host, KindName};
use crate::diag::Complaint;
use crate::facts::{ICON_SIZES, icon_address};
use crate::model::Lang;
use crate::pages::SitemapPart;
use crate::plan::rules::HOST_LIMIT;
use crate::render::{MANIFEST, search_address};
use crate::search::SearchFile;
use crate::source::{Address, Hash};

/// A file at the root of the site.
fn root(name: &str) -> Address {
    Address::root().file(name)
}

impl Planner<'_> {
    /// The documents of a language.
    pub(super) fn documents_of(&mut self, lang: &Lang) {
        let site = self.site;
        let home = site.config.home(lang);
        self.add_file(&home.file(MANIFEST), Document::Manifest(lang.clone()));
        for file in SearchFile::all(site, lang) {
            self.add_file(&search_address(lang, file), Document::Search(lang.clone(), file));
        }
        let closes = |id| site.index.record(id).job().is_some_and(|job| job.closes.is_some());
        if site.index.own(lang, &site.lists.of(lang).jobs).any(closes) {
            self.add_unless_overridden(&home.file("closing.ics"), Document::Calendar(lang.clone()));
        }
    }

    /// The documents of the whole site; those that depend on what else is planned come last.
    pub(super) fn rest(&mut self, icon: Option<Hash>) {
        self.add_unless_overridden(&root("robots.txt"), Document::Robots);
        let host = self.site.config.host.as_ref().map(|host| host.value);
        if host.is_none_or(Host::reads_headers) {
            self.add_unless_overridden(&root("_headers"), Document::Headers);
        }
        if let Some(icon) = icon {
            for side in ICON_SIZES {
                self.add_file(&icon_address(icon, side), Derived::Icon(side));
            }
        }
        let search = Address::root().below("search");
        self.add_file(&search.file("index.json"), Document::SearchLanguages);
        self.add_file(&search.file("schema.json"), Document::SearchSchema);
        self.postings();
        self.sitemap();
        let has_rules = !(self.redirects.is_empty() && self.gone.is_empty());
        if has_rules && host.is_none_or(Host::reads_redirects) {
            self.add_unless_overridden(&root("_redirects"), Document::RedirectTable);
        }
        match host {
            None if !self.gone.is_empty() => {
                self.add_unless_overridden(&root("_gone.nginx.conf"), Document::GoneNginx);
                self.add_unless_overridden(&root("_gone.apache.conf"), Document::GoneApache);
            }
            None => {}
            Some(host) => {
                if let Some(name) = host.rules_file() {
                    self.add_unless_overridden(&root(name), Document::HostRules(host));
                }
                self.check_redirects(host);
            }
        }
        self.check_folders();
    }

    /// Redirects beyond what a host's table takes work by their pages alone.
    fn check_redirects(&mut self, host: Host) {
        let (len, most) = (self.redirects.len(), host.limits().redirects.unwrap_or(usize::MAX));
        let Some(said) = self.site.config.host.as_ref().filter(|_| len > most) else { return };
        let (len, most, name) = (grouped(len as u64), grouped(most as u64), host.name());
        let message = format!("the site has {len} redirects, and {name} takes {most}");
        let help = "the others lead on by their pages; remove `aliases:` that nobody uses any more";
        self.diagnostics.push(Complaint::new(HOST_LIMIT, message).help(help).at(said.span.clone()));
    }

    /// What job boards and programs take of postings.
    fn postings(&mut self) {
        let site = self.site;
        for board in site.config.feeds.boards.keys() {
            let address = Address::root().below("feeds").file(&format!("{}.xml", board.as_str()));
            self.add_unless_overridden(&address, Document::Board(*board));
        }
        if site.index.listed(KindName::Job).next().is_some() {
            self.add_unless_overridden(&root("jobs.json"), Document::JobList);
            self.add_unless_overridden(&root("jobs.schema.json"), Document::JobSchema);
        }
    }

    fn sitemap(&mut self) {
        let site = self.site;
        self.add_file(&root("sitemap.xml"), Document::Sitemap);
        for part in SitemapPart::ALL {
            let is_in = |file: &&Planned| file.product.page().is_some_and(|page| page.sitemap_part(site) == Some(part));
            let len = self.planned.iter().filter(is_in).count();
            for number in 1..=len.div_ceil(sitemap::CAP) {
                self.add_file(&root(&part.file_name(number)), Document::SitemapPart(part, number));
            }
        }
    }

    /// Assets and indexes in the compressed forms that the site asks for.
    pub(super) fn packed(&mut self) {
        let is_packed = |file: &&Planned| match &file.product {
            Product::Derived(Derived::Asset(_)) => matches!(
                file.out.as_str().rsplit_once('.').map(|(_, extension)| extension),
                Some("css" | "js" | "svg" | "json" | "txt")
            ),
            Product::Document(document) => matches!(document, Document::Search(..)),
            Product::Derived(_) | Product::Page(_) => false,
        };
        let plain: Vec<Planned> = self.planned.iter().filter(is_packed).cloned().collect();
        for encoding in self.site.config.compress.clone() {
            for file in &plain {
                let address = root(&format!("{}{}", file.out, encoding.suffix()));
                self.add_file(&address, Derived::Packed(Box::new(file.product.clone()), encoding));
            }
        }
    }
}
