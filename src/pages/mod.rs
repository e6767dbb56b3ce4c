//! The pages that templates make, one file for each kind: which there are, where they are, what they are called, what leads to them and what their
//! template is told.
//!
//! A kind of page is a value that implements [`PageKind`] and stands in the list of [`Page`], which asks it for everything.

mod archive;
mod article;
mod articles;
mod author;
mod authors;
mod card;
mod companies;
mod company;
mod group;
mod home;
mod jobs;
mod landing;
mod landings;
mod not_found;
mod own_entry;
mod own_list;
mod posting;
mod redirect;
mod salaries;
mod saved;
mod search;
mod share;
mod tag;
mod tags;
mod text;
mod told;

use std::fmt;

use crate::content::KindName;
use crate::model::Lang;
use crate::relate::{EntryId, Site};
use crate::render::{PreparedPage, Renderer};
use crate::source::{Address, Span, SrcPath};

pub use card::card;
pub use group::{Group, SitemapPart};
pub use told::{PageHead, Told};

/// The number of pages that a list of `len` entries takes; an empty list has one.
pub fn page_count(len: usize, per_page: usize) -> usize {
    len.div_ceil(per_page).max(1)
}

/// All there is to say of a kind of page.
pub trait PageKind: Sized {
    /// `page.kind`, as templates are told.
    const NAME: &'static str;
    const TEMPLATE: &'static str;
    const GROUP: Group = Group::Lists;
    /// Whether its template is told where it can be shared.
    const IS_SHARED: bool = false;
    /// Whether browsers and search engines show the site's title behind its own.
    const NAMES_SITE: bool = true;

    /// The pages of a language that belong to no entry.
    fn of_language(_site: &Site, _lang: &Lang) -> Vec<Self> {
        Vec::new()
    }

    /// The pages of a published entry.
    fn of_entry(_site: &Site, _id: EntryId) -> Vec<Self> {
        Vec::new()
    }

    /// Of the page of an entry, the entry's.
    fn lang<'a>(&'a self, site: &'a Site) -> &'a Lang {
        let id = self.entry().expect("a page of no entry says its language");
        &site.index.record(id).head.lang
    }

    /// Where it is; of a page of a list, where the first one is; of the page of an entry, where the entry is.
    fn list_address(&self, site: &Site) -> Address {
        let id = self.entry().expect("a page of no entry says its address");
        site.address(id).clone()
    }

    /// Which page of its list it is, from 1.
    fn number(&self) -> usize {
        1
    }

    /// The entry whose page it is.
    fn entry(&self) -> Option<EntryId> {
        None
    }

    /// The first page of an entry, for kinds of which each entry has one.
    fn of(_id: EntryId) -> Option<Self> {
        None
    }

    /// The entry whose texts are on it, in fields of the site's own and in `extra`.
    fn said_by(&self, _site: &Site) -> Option<EntryId> {
        self.entry()
    }

    /// The same page in a language, its own included; `None` where there is none, and for what has no counterparts.
    fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Self> {
        let id = self.entry().filter(|_| self.number() == 1)?;
        translation(site, id, lang).and_then(Self::of)
    }

    /// The part of the sitemap that it belongs in: what readers come for is there, its machinery is not.
    fn sitemap_part(&self, site: &Site) -> Option<SitemapPart>;

    /// The entries that its feed and its date in the sitemap come from, on all of its pages.
    fn lists<'a>(&self, _site: &'a Site) -> Vec<&'a [EntryId]> {
        Vec::new()
    }

    /// Whether the list that it shows has a feed.
    fn has_feed(&self, _site: &Site) -> bool {
        false
    }

    /// What its feed is called.
    fn feed_title(&self, _renderer: &Renderer) -> String {
        String::new()
    }

    /// The name of its kind, where that is one of the site's own.
    fn own_kind(&self, _site: &Site) -> Option<&'static str> {
        None
    }

    /// What it is called where its address is another's, too, and where that can be changed.
    fn claim(&self, site: &Site) -> Claim {
        self.entry().map_or_else(Claim::site, |id| Claim::of_entry(site, id))
    }

    /// Tells its template everything, and says what stands in the page's head.
    fn tell(&self, told: &mut Told<'_>) -> PageHead;
}

/// What messages call a page when another has its address, and where that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub what: String,
    pub span: Option<Span>,
}

impl Claim {
    /// Of what the site makes of itself.
    pub fn site() -> Claim {
        Claim { what: "a page of the site's own".to_owned(), span: None }
    }

    /// Of a file, where it is named.
    pub fn of_file(path: &SrcPath, span: Span) -> Claim {
        Claim { what: format!("the file `{path}`"), span: Some(span) }
    }

    /// Of the page of an entry.
    fn of_entry(site: &Site, id: EntryId) -> Claim {
        let entry = site.entry(id);
        let what = format!("the {} “{}”", entry.record.kind.name().as_str(), entry.title());
        Claim { what, span: Some(entry.head().slug.span.clone()) }
    }
}

/// A page's counterpart for kinds of which each language has one.
fn everywhere<K>(site: &Site, lang: &Lang, make: impl FnOnce(Lang) -> K) -> Option<K> {
    site.config.has_language(lang).then(|| make(lang.clone()))
}

/// An entry's translation in a language, itself included.
fn translation(site: &Site, id: EntryId, lang: &Lang) -> Option<EntryId> {
    let group = &site.index.translations[id.index()];
    group.iter().copied().find(|other| site.index.record(*other).head.lang == *lang)
}

/// Whether an entry is of a kind.
fn is(site: &Site, id: EntryId, kind: KindName) -> bool {
    site.index.record(id).kind.name() == kind
}

/// The pages of a list of `len` entries, by number.
fn numbers(site: &Site, len: usize) -> impl Iterator<Item = usize> + use<> {
    1..=page_count(len, site.config.pagination)
}

/// Lists the kinds of pages: a module and the type in it.
macro_rules! pages {
    ($($module:ident::$kind:ident),* $(,)?) => {
        $(pub use $module::$kind;)*

        /// A page that a template makes.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Page {
            $($kind($kind)),*
        }

        impl Page {
            /// The pages of a language that are no entry's.
            pub fn of_language(site: &Site, lang: &Lang) -> Vec<Page> {
                let mut all = Vec::new();
                $(all.extend($kind::of_language(site, lang).into_iter().map(Page::$kind));)*
                all
            }

            /// The pages of a published entry.
            pub fn of_entry(site: &Site, id: EntryId) -> Vec<Page> {
                let mut all = Vec::new();
                $(all.extend($kind::of_entry(site, id).into_iter().map(Page::$kind));)*
                all
            }

            /// `page.kind`, as its template is told.
            pub fn name(&self) -> &'static str {
                match self { $(Page::$kind(_) => $kind::NAME),* }
            }

            pub fn template(&self) -> &'static str {
                match self { $(Page::$kind(_) => $kind::TEMPLATE),* }
            }

            pub fn group(&self) -> Group {
                match self { $(Page::$kind(_) => $kind::GROUP),* }
            }

            fn is_shared(&self) -> bool {
                match self { $(Page::$kind(_) => $kind::IS_SHARED),* }
            }

            /// Whether the list that it shows has a feed.
            pub fn has_feed(&self, site: &Site) -> bool {
                match self { $(Page::$kind(page) => page.has_feed(site)),* }
            }

            fn names_site(&self) -> bool {
                match self { $(Page::$kind(_) => $kind::NAMES_SITE),* }
            }

            pub fn lang<'a>(&'a self, site: &'a Site) -> &'a Lang {
                match self { $(Page::$kind(page) => page.lang(site)),* }
            }

            /// Where the first page of its list is; of what is no list, its own address.
            pub fn list_address(&self, site: &Site) -> Address {
                match self { $(Page::$kind(page) => page.list_address(site)),* }
            }

            /// Which page of its list it is, from 1.
            pub fn number(&self) -> usize {
                match self { $(Page::$kind(page) => page.number()),* }
            }

            /// The entry whose page it is.
            pub fn entry(&self) -> Option<EntryId> {
                match self { $(Page::$kind(page) => page.entry()),* }
            }

            /// Its part of the sitemap; `None` for what is not in it.
            pub fn sitemap_part(&self, site: &Site) -> Option<SitemapPart> {
                match self { $(Page::$kind(page) => page.sitemap_part(site)),* }
            }

            /// The entries that its feed and its date in the sitemap come from.
            pub fn lists<'a>(&self, site: &'a Site) -> Vec<&'a [EntryId]> {
                match self { $(Page::$kind(page) => page.lists(site)),* }
            }

            /// What the feed that follows it is called.
            pub fn feed_title(&self, renderer: &Renderer) -> String {
                match self { $(Page::$kind(page) => page.feed_title(renderer)),* }
            }

            pub fn claim(&self, site: &Site) -> Claim {
                match self { $(Page::$kind(page) => page.claim(site)),* }
            }

            fn said_by(&self, site: &Site) -> Option<EntryId> {
                match self { $(Page::$kind(page) => page.said_by(site)),* }
            }

            fn own_kind(&self, site: &Site) -> Option<&'static str> {
                match self { $(Page::$kind(page) => page.own_kind(site)),* }
            }

            fn counterpart(&self, site: &Site, lang: &Lang) -> Option<Page> {
                match self { $(Page::$kind(page) => page.counterpart(site, lang).map(Page::$kind)),* }
            }

            fn tell(&self, told: &mut Told<'_>) -> PageHead {
                match self { $(Page::$kind(page) => page.tell(told)),* }
            }
        }
    };
}

pages! {
    home::Home,
    jobs::Jobs,
    articles::Articles,
    companies::Companies,
    authors::Authors,
    tags::Tags,
    archive::Archive,
    search::Search,
    saved::Saved,
    not_found::NotFound,
    tag::Tag,
    landing::Landing,
    landings::Landings,
    salaries::Salaries,
    posting::Posting,
    article::Article,
    company::Company,
    author::Author,
    text::Text,
    own_list::OwnList,
    own_entry::OwnEntry,
    redirect::Redirect,
}

impl Page {
    pub fn address(&self, site: &Site) -> Address {
        self.list_address(site).numbered(self.number())
    }

    /// The addresses of a page in every language that has it, its own included; in the order of the site's languages.
    pub fn alternates(&self, site: &Site) -> Vec<(Lang, Address)> {
        let languages = site.config.languages.iter();
        let of = |lang: &Lang| Some((lang.clone(), self.counterpart(site, lang)?.address(site)));
        languages.filter_map(|(lang, _)| of(lang)).collect()
    }

    /// A title as browsers and search engines show it.
    fn head_title(&self, renderer: &Renderer, lang: &Lang, title: &str) -> String {
        let site = &renderer.site.config.texts(lang).title;
        if self.names_site() { format!("{title} · {site}") } else { title.to_owned() }
    }

    /// The templates that may make it, the most particular first: the one that its author chose, else the one of its kind, else the usual one.
    fn templates(&self, site: &Site) -> Vec<String> {
        let usual = self.template().strip_suffix(".html").unwrap_or(self.template());
        let kind = self.own_kind(site).map(|kind| format!("kinds/{kind}"));
        let chosen = self.entry().and_then(|id| site.index.record(id).head.template.as_deref());
        let (names, usual) = match (chosen, self.entry()) {
            (Some(chosen), _) => (kind.map(|kind| format!("{kind}-{chosen}")), format!("{usual}-{chosen}")),
            (None, Some(_)) => (kind.map(|kind| format!("{kind}-entry")), usual.to_owned()),
            (None, None) => (kind, usual.to_owned()),
        };
        names.into_iter().chain([usual]).map(|name| format!("{name}.html")).collect()
    }

    /// Gathers everything that its template is told.
    pub fn prepare(&self, renderer: &Renderer) -> PreparedPage {
        let lang = self.lang(&renderer.site).clone();
        let mut told = Told::new(renderer, lang, self.address(&renderer.site));
        let head = self.tell(&mut told);
        told.finish(self, head)
    }
}

impl fmt::Display for Page {
    /// The name of its kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
