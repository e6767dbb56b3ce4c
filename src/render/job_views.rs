//! What templates are told of a posting.

use serde::Serialize;

use super::shared::Shared;
use super::views::{DateView, ImageView, Link, SalaryComparisonView, TagView, WordView};

/// A posting in a list.
#[derive(Clone, Debug, Serialize)]
pub struct JobCard {
    pub title: String,
    pub title_suffix: Option<String>,
    pub url: String,
    pub lang: String,
    pub foreign: Option<String>,
    #[serde(skip)]
    pub company: Option<Shared<Link>>,
    pub logo: Option<ImageView>,
    pub initial: String,
    /// Places, or countries for remote work, in one line.
    pub place: String,
    #[serde(skip)]
    pub workplace: Option<Shared<WordView>>,
    #[serde(skip)]
    pub employment: Vec<Shared<WordView>>,
    #[serde(skip)]
    pub level: Option<Shared<WordView>>,
    pub salary: Option<String>,
    /// The range and its period alone.
    pub salary_short: Option<String>,
    #[serde(skip)]
    pub posted: Shared<DateView>,
    #[serde(skip)]
    pub closes: Option<Shared<DateView>>,
    #[serde(skip)]
    pub skills: Vec<Shared<TagView>>,
    pub summary: String,
    pub featured: bool,
}

/// What a posting's own page has of it beside its card.
#[derive(Clone, Debug, Serialize)]
pub struct JobDetails {
    /// `open`, `closed`, `filled` or `withdrawn`; a preview may also show `scheduled` and `draft`.
    pub state: &'static str,
    /// Whether readers can apply now.
    pub is_open: bool,
    /// What its state means for readers; `None` when it is open.
    pub notice: Option<String>,
    pub id: Option<String>,
    pub places: Vec<String>,
    pub applicants: Vec<String>,
    /// How many payments a year has, in words.
    pub payments: Option<String>,
    pub education: Option<WordView>,
    /// How much experience it asks for, in words.
    pub experience: Option<String>,
    pub benefits: Vec<String>,
    pub languages: Vec<String>,
    /// What else is said of it, in the order of the page.
    pub facts: Vec<FactView>,
    /// Whom one asks.
    pub contact: Option<ContactView>,
    pub tags: Vec<TagView>,
    /// How to apply; `None` once it takes no more applications.
    pub apply: Option<ApplyView>,
    /// Its page as Markdown; `None` once it is no longer open.
    pub markdown: Option<String>,
    /// Where its pay lies among others; `None` when too few can be compared.
    pub pay: Option<SalaryComparisonView>,
    /// A picture of its address as a QR code; `None` when the site makes none.
    pub qr: Option<String>,
}

/// A fact of a posting.
#[derive(Clone, Debug, Serialize)]
pub struct FactView {
    /// The field: `department`.
    pub name: String,
    pub label: String,
    pub texts: Vec<String>,
    /// Where what it names has its page.
    pub url: Option<String>,
}

/// Whom one asks about a posting.
#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    pub name: Option<String>,
    pub role: Option<String>,
    pub email: Option<String>,
    pub email_url: Option<String>,
    pub phone: Option<String>,
    pub phone_url: Option<String>,
}

/// How to apply.
#[derive(Clone, Debug, Serialize)]
pub struct ApplyView {
    /// Where a button leads: the address, else the e-mail, else the phone, else the instructions on the page.
    pub primary: String,
    pub url: Option<String>,
    pub email: Option<String>,
    pub email_url: Option<String>,
    pub phone: Option<String>,
    pub phone_url: Option<String>,
    pub instructions: Option<String>,
}
