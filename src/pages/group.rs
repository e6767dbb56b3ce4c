//! What pages belong together: when they are published, and in which part of the sitemap they are.

/// Which pages it is published with: a page comes after those it links to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The site's own texts: every page leads to them, in its menu or at its foot.
    Own,
    /// A posting or an article.
    Entries,
    /// Companies and authors, with what is theirs.
    Profiles,
    Tags,
    Landings,
    /// The home page, sections, and what else the site has of itself.
    Lists,
    Redirects,
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
            SitemapPart::Landings => "landings",
            SitemapPart::Pages => "pages",
        };
        if number == 1 { format!("sitemap-{name}.xml") } else { format!("sitemap-{name}-{number}.xml") }
    }
}
