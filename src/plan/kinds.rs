//! What files of the output there are: pages, feeds, parts of the sitemap, pictures.

use crate::model::{Board, Encoding, FeedFormat, KindName, Lang};
use crate::relate::{EntryId, LandingId, Site, TagId, Visibility};
use crate::source::{Address, Hash, SrcPath};

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
    Tag(Lang, TagId, usize),
    /// Every landing page of a language, and one of them.
    Landings(Lang),
    Landing(Lang, LandingId, usize),
    /// The salary guide.
    Salaries(Lang),
    Feed(Feed, FeedFormat),
    SearchIndex(Lang),
    /// A part of the sitemap, counted from 1; `None` is the index of the parts.
    Sitemap(Option<(SitemapPart, usize)>),
    Robots,
    /// A job board's feed of postings.
    Board(Board),
    /// Every open posting for programs, and the schema of that.
    JobList,
    JobSchema,
    /// A posting's page as Markdown.
    MarkdownPage(EntryId),
    /// The days on which postings of a language close, as a calendar.
    Calendar(Lang),
    /// What hosts send along with pages.
    Headers,
    /// The web app manifest of a language.
    Manifest(Lang),
    /// The site's icon as a PNG, of so many pixels a side.
    Icon(u32),
    /// A copy of a photograph, so many pixels wide.
    Resized(SrcPath, u32),
    /// The picture of an entry for shared links.
    Card(EntryId),
    /// A posting's address as a QR code.
    QrCode(EntryId),
    /// Another file of the output, compressed.
    Packed(Box<PageKind>, Encoding),
    /// A page at a former address that leads to another.
    Redirect(Address),
    /// The same redirects, and what is gone, for hosts that read a table.
    RedirectTable,
    /// What is gone, for two servers.
    GoneNginx,
    GoneApache,
    /// A file of the theme, its name fingerprinted.
    Asset(SrcPath),
    /// A file that is copied as it is.
    Copy(SrcPath),
    /// An SVG beside an entry, without what runs or loads.
    Cleaned(SrcPath),
}

impl PageKind {
    /// Whether it is a picture that the program makes of others, or draws.
    pub fn is_made_picture(&self) -> bool {
        matches!(self, PageKind::Resized(..) | PageKind::Card(_) | PageKind::Icon(_) | PageKind::Cleaned(_))
    }
}

/// What a feed follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feed {
    Everything(Lang),
    Jobs(Lang),
    Articles(Lang),
    Tag(Lang, TagId),
    Company(EntryId, Lang),
    Landing(Lang, LandingId),
}

/// The sitemap by kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SitemapPart {
    Jobs,
    Articles,
    Companies,
    Tags,
    Landings,
    /// Everything else: home, lists, authors, other pages.
    Pages,
}

impl SitemapPart {
    pub const ALL: [SitemapPart; 6] = [
        SitemapPart::Jobs,
        SitemapPart::Articles,
        SitemapPart::Companies,
        SitemapPart::Tags,
        SitemapPart::Landings,
        SitemapPart::Pages,
    ];

    /// Its first file is `sitemap-jobs.xml`, later ones `sitemap-jobs-2.xml`.
    pub fn file_name(self, number: usize) -> String {
        let name = match self {
            SitemapPart::Jobs => "jobs",
            SitemapPart::Articles => "articles",
            SitemapPart::Companies => "companies",
            SitemapPart::Tags => "tags",
            SitemapPart::Landings => "openings",
            SitemapPart::Pages => "pages",
        };
        if number == 1 { format!("sitemap-{name}.xml") } else { format!("sitemap-{name}-{number}.xml") }
    }
}

/// Addresses in one part of the sitemap at most. The protocol (sitemaps.org 0.9) allows 50,000 and 50 MB; with pictures and other
/// languages an address takes up to a few kilobytes.
pub const SITEMAP_CAP: usize = 10_000;

/// Sides of the icons that are drawn, in pixels: Apple's home screen, and the two that a web app manifest should have.
pub const ICON_SIZES: [u32; 3] = [180, 192, 512];

/// Where an icon lies: its name changes with its drawing.
pub fn icon_path(icon: Hash, side: u32) -> String {
    format!("assets/icon-{side}.{}.png", icon.short())
}

/// The part of the sitemap that a page belongs in: what readers come for is there, its machinery is not.
pub fn sitemap_part(site: &Site, kind: &PageKind) -> Option<SitemapPart> {
    Some(match kind {
        PageKind::Home(_)
        | PageKind::Jobs(..)
        | PageKind::Articles(..)
        | PageKind::Companies(..)
        | PageKind::Tags(_) => SitemapPart::Pages,
        PageKind::Author(..) => SitemapPart::Pages,
        PageKind::Archive(lang) if !site.lists.of(lang).articles.is_empty() => SitemapPart::Pages,
        PageKind::Authors(lang) if !site.lists.of(lang).authors.is_empty() => SitemapPart::Pages,
        PageKind::Tag(..) => SitemapPart::Tags,
        PageKind::Landing(lang, id, _) if !site.lists.landings.get(*id).same_as.contains_key(lang) => {
            SitemapPart::Landings
        }
        PageKind::Landings(_) | PageKind::Salaries(_) => SitemapPart::Pages,
        PageKind::Company(id, _) if site.visibility(*id) == Visibility::Listed => SitemapPart::Companies,
        PageKind::Entry(id) if site.visibility(*id) == Visibility::Listed => match site.entry(*id).record.kind.name() {
            KindName::Job => SitemapPart::Jobs,
            KindName::Article => SitemapPart::Articles,
            _ => SitemapPart::Pages,
        },
        _ => return None,
    })
}
