//! What a file of the output is, by how it is made: three types.

use crate::content::{Board, Encoding, FeedFormat, Host};
use crate::model::Lang;
use crate::pages::{Group, Page, SitemapPart};
use crate::plan::limit::Cause;
use crate::relate::EntryId;
use crate::render::CARD_TEMPLATE;
use crate::search::SearchFile;
use crate::source::SrcPath;

/// What a file of the output is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Product {
    /// Made by a template.
    Page(Page),
    /// Made by the program.
    Document(Document),
    /// Made from another file.
    Derived(Derived),
}

/// A file that the program makes for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// The feed that follows the list of a page.
    Feed(Box<Page>, FeedFormat),
    /// A file of a language's search index, the languages that have one, and the schema of all these files.
    Search(Lang, SearchFile),
    SearchLanguages,
    SearchSchema,
    /// The index of the sitemap's parts.
    Sitemap,
    /// A part of the sitemap, counted from 1.
    SitemapPart(SitemapPart, usize),
    Robots,
    /// A job board's feed of postings.
    Board(Board),
    /// Every open posting, and the schema of that.
    JobList,
    JobSchema,
    /// A posting's page as Markdown.
    MarkdownPage(EntryId),
    /// The days on which postings of a language close.
    Calendar(Lang),
    /// What hosts send along with pages.
    Headers,
    /// The web app manifest of a language.
    Manifest(Lang),
    /// Redirects, and what is gone, for hosts that read a table.
    RedirectTable,
    /// What is gone, for two servers.
    GoneNginx,
    GoneApache,
    /// The rules of the site's host in its own form.
    HostRules(Host),
}

/// A file that is made from another: a copy, a drawing, a compressed form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derived {
    /// A file of the theme, its name fingerprinted.
    Asset(SrcPath),
    /// A file that is copied as it is.
    Copy(SrcPath),
    /// An SVG beside an entry, without what runs or loads.
    Cleaned(SrcPath),
    /// A copy of a photograph, so many pixels wide.
    Resized(SrcPath, u32),
    /// The site's icon as a PNG, of so many pixels a side.
    Icon(u32),
    /// The picture of an entry for shared links.
    Card(EntryId),
    /// A posting's address as a QR code.
    QrCode(EntryId),
    /// Another file of the output, compressed.
    Packed(Box<Product>, Encoding),
}

impl From<Page> for Product {
    fn from(page: Page) -> Product {
        Product::Page(page)
    }
}

impl From<Document> for Product {
    fn from(document: Document) -> Product {
        Product::Document(document)
    }
}

impl From<Derived> for Product {
    fn from(derived: Derived) -> Product {
        Product::Derived(derived)
    }
}

impl Product {
    /// What it comes from.
    pub fn cause(&self) -> Cause {
        match self {
            Product::Page(page) => match page.group() {
                Group::Own | Group::Entries => Cause::Entries,
                Group::Profiles => Cause::Profiles,
                Group::Tags => Cause::Tags,
                Group::Landings => Cause::Landings,
                Group::Lists => Cause::Lists,
                Group::Redirects => Cause::Redirects,
            },
            Product::Document(document) => document.cause(),
            Product::Derived(derived) => derived.cause(),
        }
    }

    /// What kind of file it is, as its owner would name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Product::Page(page) => page.name(),
            Product::Document(document) => document.kind(),
            Product::Derived(derived) => derived.kind(),
        }
    }

    /// Whether the same entries may make another file of it later: a board leaves out what has become too old for it.
    pub fn ages(&self) -> bool {
        match self {
            Product::Document(Document::Board(_)) => true,
            Product::Derived(Derived::Packed(inner, _)) => inner.ages(),
            Product::Page(_) | Product::Document(_) | Product::Derived(_) => false,
        }
    }

    /// The page, if it is one.
    pub fn page(&self) -> Option<&Page> {
        match self {
            Product::Page(page) => Some(page),
            Product::Document(_) | Product::Derived(_) => None,
        }
    }

    /// The template that makes it; `None` for what no template makes.
    pub fn template(&self) -> Option<&'static str> {
        match self {
            Product::Page(page) => Some(page.template()),
            Product::Derived(Derived::Card(_)) => Some(CARD_TEMPLATE),
            Product::Document(_) | Product::Derived(_) => None,
        }
    }

    /// The entry whose page it is.
    pub fn entry(&self) -> Option<EntryId> {
        self.page()?.entry()
    }

    /// Whether it is a picture that the program makes of others, or draws.
    pub fn is_made_picture(&self) -> bool {
        match self {
            Product::Page(_) | Product::Document(_) => false,
            Product::Derived(derived) => match derived {
                Derived::Resized(..) | Derived::Card(_) | Derived::Icon(_) | Derived::Cleaned(_) => true,
                Derived::Asset(_) | Derived::Copy(_) | Derived::QrCode(_) | Derived::Packed(..) => false,
            },
        }
    }
}

impl Document {
    fn kind(&self) -> &'static str {
        match self {
            Document::Feed(..) => "feed",
            Document::Search(..) | Document::SearchLanguages | Document::SearchSchema => "search index",
            Document::Sitemap | Document::SitemapPart(..) => "sitemap",
            Document::Board(_) => "feed of a job board",
            Document::JobList | Document::JobSchema => "list of postings for programs",
            Document::MarkdownPage(_) => "posting as Markdown",
            Document::Calendar(_) => "calendar",
            Document::Robots
            | Document::Headers
            | Document::Manifest(_)
            | Document::RedirectTable
            | Document::GoneNginx
            | Document::GoneApache
            | Document::HostRules(_) => "file for hosts and browsers",
        }
    }

    fn cause(&self) -> Cause {
        match self {
            Document::Feed(..) => Cause::Feeds,
            Document::MarkdownPage(_) => Cause::Entries,
            Document::Search(..)
            | Document::SearchLanguages
            | Document::SearchSchema
            | Document::Sitemap
            | Document::SitemapPart(..)
            | Document::Robots
            | Document::Board(_)
            | Document::JobList
            | Document::JobSchema
            | Document::Calendar(_)
            | Document::Headers
            | Document::Manifest(_)
            | Document::RedirectTable
            | Document::GoneNginx
            | Document::GoneApache
            | Document::HostRules(_) => Cause::Lists,
        }
    }
}

impl Derived {
    fn kind(&self) -> &'static str {
        match self {
            Derived::Asset(_) => "asset",
            Derived::Copy(_) | Derived::Cleaned(_) => "copied file",
            Derived::Resized(..) => "picture in another size",
            Derived::Icon(_) => "icon",
            Derived::Card(_) => "share card",
            Derived::QrCode(_) => "QR code",
            Derived::Packed(..) => "compressed file",
        }
    }

    fn cause(&self) -> Cause {
        match self {
            Derived::Asset(_) => Cause::Lists,
            Derived::Copy(_) | Derived::Cleaned(_) => Cause::Copies,
            Derived::Resized(..) | Derived::Icon(_) | Derived::Card(_) | Derived::QrCode(_) => Cause::Pictures,
            Derived::Packed(..) => Cause::Packed,
        }
    }
}
