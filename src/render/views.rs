//! What templates are given: plain values, in the page's language, with addresses that can be linked as they are.
//!
//! themes/README.md documents every field; a test compares the two.

use serde::Serialize;

pub use super::additions::{CommentsView, HiddenField, MetaView, NewsletterView};

use super::job_views::FactView;

/// A name that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub title: String,
    pub url: String,
}

/// A feed of a page.
#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    pub title: String,
    /// What a link to it says: `Feed`, `Feed (RSS)`.
    pub label: String,
    pub url: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub r#type: &'static str,
}

/// A place to share a page.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// `email`, `linkedin`, `whatsapp`, `telegram`, `bluesky`, `facebook` or `x`.
    pub value: &'static str,
    /// As it calls itself; e-mail in the page's language.
    pub label: String,
    pub url: String,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct ImageView {
    pub url: String,
    /// In pixels; `None` for pictures from elsewhere.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// Copies of other widths, as `<img srcset>` has them.
    pub srcset: Option<String>,
}

/// A share card: what its drawing is told.
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    /// `job` or `article`.
    pub kind: &'static str,
    pub title: String,
    /// The company of a posting, the authors of an article; may be empty.
    pub by: String,
    /// Lines: pay, then place and workplace of a posting; the date of an article.
    pub facts: Vec<String>,
}

/// What every page knows of the site.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    /// The home page in this language.
    pub url: String,
    /// The same with its host.
    pub base_url: String,
    /// Addresses of the site's sections.
    pub jobs_url: String,
    pub articles_url: String,
    pub companies_url: String,
    pub authors_url: String,
    pub tags_url: String,
    pub archive_url: String,
    pub search_url: String,
    /// The jobs that readers keep, the list of landing pages and the salary guide; `None` where there is none.
    pub saved_url: Option<String>,
    pub landings_url: Option<String>,
    pub salaries_url: Option<String>,
    pub search_index: String,
    pub manifest: String,
    /// As an SVG, and as a PNG for home screens; `None` when the theme has none.
    pub icon: Option<String>,
    pub touch_icon: Option<String>,
    pub menu: Vec<MenuLink>,
    pub footer: Vec<Link>,
    pub options: serde_json::Value,
    /// Site verification, for home pages.
    pub verification: Vec<MetaView>,
    /// `None` where the site has none.
    pub newsletter_form: Option<NewsletterView>,
    pub giscus: Option<CommentsView>,
}

/// An item of the menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuLink {
    pub title: String,
    /// `None` for what has items alone.
    pub url: Option<String>,
    pub items: Vec<Link>,
}

/// What every page knows of itself.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The template's name without `.html`.
    pub kind: &'static str,
    /// The template that its author chose: `wide`.
    pub template: Option<String>,
    pub title: String,
    /// The title as browsers and search engines show it, with the site's.
    pub head_title: String,
    pub description: String,
    /// The path below the host.
    pub url: String,
    /// The whole address.
    pub canonical: String,
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The same page in every language it has, this one included; empty when it has only this one.
    pub alternates: Vec<Alternate>,
    pub feeds: Vec<FeedLink>,
    pub breadcrumb: Vec<Link>,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// Where the page of an entry can be shared, as the option `share` has it; empty on other pages.
    pub share: Vec<ShareView>,
    /// A picture for shared links, with its whole address.
    pub image: Option<ImageView>,
    /// What it shows.
    pub image_alt: Option<String>,
    /// The content security policy, for a `<meta>`; `None` when the site publishes none.
    pub policy: Option<String>,
}

/// A page's counterpart in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    pub lang: String,
    /// The language's name in itself.
    pub name: String,
    pub url: String,
    pub canonical: String,
    pub is_current: bool,
    /// The one for readers of no listed language.
    pub is_default: bool,
}

/// A moment as a machine and as a reader see it.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub iso: String,
    pub text: String,
}

/// A word of a fixed set, and how this language says it.
#[derive(Clone, Debug, Serialize)]
pub struct WordView {
    pub value: &'static str,
    pub label: String,
}

/// A tag beside an entry.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    pub name: String,
    /// `None` when the tag has no page in this language.
    pub url: Option<String>,
    pub count: usize,
}

/// A page that lists postings, and how many: counts are of one language.
#[derive(Clone, Debug, Serialize)]
pub struct CountView {
    pub title: String,
    pub url: String,
    pub count: usize,
}

/// Pages that narrow a list down, or widen it, in one direction.
#[derive(Clone, Debug, Serialize)]
pub struct FilterView {
    /// `place`, `remote`, `level`, `employment`, `skill` or `wider`.
    pub value: &'static str,
    pub label: String,
    pub links: Vec<CountView>,
}

/// What a group of open postings pays in a year, before tax.
#[derive(Clone, Debug, Serialize)]
pub struct PayView {
    /// Whose pay it is: a skill or a place; its page, when it has one.
    pub title: String,
    pub url: Option<String>,
    /// The number of postings.
    pub count: usize,
    /// A quarter pays less, half pays less, a quarter pays more.
    pub low: String,
    pub median: String,
    pub high: String,
    /// When the newest of them was posted.
    pub newest: DateView,
    /// All that in a sentence, for those who don't see the drawing.
    pub text: String,
    pub chart: ChartView,
}

/// Where the amounts of a summary lie in a drawing of 240 by 24 units: how far from its left end.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    pub least: i64,
    pub low: i64,
    pub median: i64,
    pub high: i64,
    pub most: i64,
    /// A posting's own pay, where it is drawn among others.
    pub own: Option<i64>,
}

/// The salary guide in one currency.
#[derive(Clone, Debug, Serialize)]
pub struct PayTables {
    pub currency: String,
    pub everything: Option<PayView>,
    pub skills: Vec<PayView>,
    pub places: Vec<PayView>,
}

/// Where a posting's pay lies among others.
#[derive(Clone, Debug, Serialize)]
pub struct SalaryComparisonView {
    /// `low`: in the lowest quarter; `middle`; `high`: in the highest quarter.
    pub value: &'static str,
    /// The same in a sentence.
    pub text: String,
    /// The group it is compared with.
    pub among: PayView,
}

/// A company beside a posting or in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CompanyView {
    pub name: String,
    pub url: String,
    pub logo: Option<ImageView>,
    /// The first letter of the name, for when there is no logo.
    pub initial: String,
    pub summary: String,
    pub website: Option<String>,
    pub industry: Option<String>,
    pub size: Option<String>,
    pub founded: Option<u16>,
    pub places: Vec<String>,
    pub links: Vec<Link>,
    /// Across the head of its page, and what it shows.
    pub image: Option<ImageView>,
    pub image_alt: Option<String>,
    pub benefits: Vec<String>,
    pub open_jobs: usize,
    /// How many open jobs it has, its industry and its size, in words.
    pub facts: Vec<String>,
    pub lang: String,
    /// The language's name, when it is not the page's.
    pub foreign: Option<String>,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleCard {
    pub title: String,
    pub url: String,
    pub lang: String,
    pub foreign: Option<String>,
    pub date: DateView,
    pub updated: Option<DateView>,
    pub authors: Vec<Link>,
    pub tags: Vec<TagView>,
    pub summary: String,
    pub minutes: usize,
    pub image: Option<ImageView>,
    pub image_alt: Option<String>,
}

/// An entry of a kind of the site's own.
#[derive(Clone, Debug, Serialize)]
pub struct OwnCard {
    /// The name of its kind.
    pub kind: &'static str,
    pub title: String,
    pub url: String,
    pub lang: String,
    pub foreign: Option<String>,
    pub date: Option<DateView>,
    pub tags: Vec<TagView>,
    pub summary: String,
    pub image: Option<ImageView>,
    pub image_alt: Option<String>,
    /// What it says in fields of the site's own.
    pub own: Vec<FactView>,
}

/// An article on its own page.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    #[serde(flatten)]
    pub card: ArticleCard,
    /// Headings for the table of contents; empty when none is to be shown.
    pub contents: Vec<HeadingView>,
    pub series: Option<SeriesView>,
    pub older: Option<Link>,
    pub newer: Option<Link>,
}

/// A heading in a table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct HeadingView {
    pub level: u8,
    pub title: String,
    pub url: String,
}

/// The series of an article.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    pub name: String,
    /// From 1.
    pub part: usize,
    pub parts: Vec<Link>,
}

/// A person who writes.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorView {
    pub name: String,
    pub url: String,
    pub role: Option<String>,
    pub website: Option<String>,
    pub avatar: Option<ImageView>,
    pub initial: String,
    pub links: Vec<Link>,
    pub articles: usize,
    pub lang: String,
    pub foreign: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PaginationView {
    /// From 1.
    pub page: usize,
    pub pages: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// A year of the archive.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    pub year: i16,
    pub articles: Vec<ArticleCard>,
}
