//! Postings: `content/jobs/*.md`, `*.yaml`. What they say; `fields` declares it, `read` reads it.

mod apply;
mod details;
mod fields;
mod read;

use jiff::Timestamp;

pub use details::{Contact, Details, Occupation, Start};
pub(super) use fields::DECLARATION;
pub(super) use read::read;

use super::Section;
use super::declare::word_enum;
use super::kind::{Common, Traits};
use crate::model::{Area, Closing, Lang, Place, Salary, When};
use crate::source::{SafeUrl, Spanned, fold_key};

/// What a posting says, its address, title and body aside.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Job {
    pub company: CompanyRef,
    /// The employer's own reference.
    pub id: Option<Spanned<String>>,
    pub posted: When,
    pub opens: Option<When>,
    pub closes: Option<Closing>,
    pub status: Status,
    pub employment: Vec<Employment>,
    pub workplace: Option<Workplace>,
    pub places: Vec<Place>,
    /// For remote work: from where; never empty for a remote job without places.
    pub applicants: Vec<Area>,
    pub salary: Option<Salary>,
    pub level: Option<Level>,
    pub education: Option<Education>,
    pub experience_months: Option<u16>,
    pub skills: Vec<Spanned<String>>,
    pub tags: Vec<Spanned<String>>,
    pub benefits: Vec<String>,
    /// BCP 47 tags of the languages the work needs.
    pub languages: Vec<String>,
    pub featured_until: Option<Closing>,
    pub syndicate: Syndicate,
    pub apply: Apply,
    pub details: Details,
}

impl Job {
    pub(super) fn common<'a>(&'a self, slug: &'a str) -> Common<'a> {
        Common {
            name: slug,
            section: Some(Section::Jobs),
            path: slug.into(),
            published: Some(self.appeared()),
            updated: Some(self.appeared()),
            tags: [&self.skills, &self.tags],
            picture: None,
            cover: None,
        }
    }
}

pub(super) const TRAITS: Traits = Traits {
    with_article: "a posting",
    folder: Some("jobs"),
    is_deep: true,
    has_files_beside: true,
    is_from_anybody: true,
    is_prose: true,
};

impl Job {
    /// Whether one of its places has these names, separated by commas: of the city, the region or the country, in this language or as its code.
    pub fn is_at(&self, names: &str, lang: &Lang) -> bool {
        let wanted: Vec<String> = names.split(',').map(|name| fold_key(name.trim())).collect();
        self.places.iter().any(|at| {
            let region = at.region.as_ref();
            let own = [
                at.city.clone(),
                region.map(|region| region.plain().to_owned()),
                region.map(|region| region.name().to_owned()),
                Some(at.country.name(lang)),
                Some(at.country.code().to_owned()),
            ];
            let own: Vec<String> = own.into_iter().flatten().map(|name| fold_key(&name)).collect();
            wanted.iter().all(|name| own.contains(name))
        })
    }

    /// What the posting is at `now`. A draft is none of these; its entry says so.
    pub fn state(&self, now: Timestamp) -> State {
        let opens =
            self.opens.as_ref().map_or(self.posted.timestamp(), |opens| opens.timestamp().max(self.posted.timestamp()));
        let is_closed = self.closes.is_some_and(|closes| now >= closes.bound());
        match self.status {
            _ if now < opens => State::Scheduled(opens),
            Status::Withdrawn => State::Withdrawn,
            Status::Filled => State::Filled,
            Status::Open if is_closed => State::Closed,
            Status::Open => State::Open,
        }
    }

    /// When readers first saw it: when the employer posted it, or when it opened here, whichever is later.
    pub fn appeared(&self) -> &When {
        match &self.opens {
            Some(opens) if opens.timestamp() > self.posted.timestamp() => opens,
            _ => &self.posted,
        }
    }

    pub fn is_featured(&self, now: Timestamp) -> bool {
        self.featured_until.is_some_and(|until| now < until.bound())
    }
}

/// What a posting is at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not published until this instant.
    Scheduled(Timestamp),
    Open,
    Closed,
    Filled,
    Withdrawn,
}

/// The company of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CompanyRef {
    /// The stem of a file in content/companies.
    Stem(Spanned<String>),
    /// Written in the posting itself.
    Inline(Box<InlineCompany>),
}

/// A company that has no file of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InlineCompany {
    pub name: Spanned<String>,
    pub url: Option<SafeUrl>,
    pub logo: Option<SafeUrl>,
}

/// How to apply; at least one of the four.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Apply {
    pub url: Option<SafeUrl>,
    /// The address itself, `jobs@example.org`, and as a link.
    pub email: Option<(String, SafeUrl)>,
    /// As it was written, and as a link.
    pub phone: Option<(String, SafeUrl)>,
    pub instructions: Option<String>,
}

/// Which boards may have the posting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Syndicate {
    All,
    Nobody,
    Only(Vec<String>),
}

impl Syndicate {
    /// The boards that postings can be kept from.
    pub const BOARDS: [&'static str; 5] = ["google", "indeed", "linkedin", "jooble", "trovit"];

    pub fn allows(&self, board: &str) -> bool {
        match self {
            Syndicate::All => true,
            Syndicate::Nobody => false,
            Syndicate::Only(boards) => boards.iter().any(|name| name == board),
        }
    }
}

word_enum! {
    /// Whether the employer still looks.
    Status { Open "open", Filled "filled", Withdrawn "withdrawn" }
}

word_enum! {
    /// The kind of contract.
    Employment {
        FullTime "full-time" | "fulltime",
        PartTime "part-time" | "parttime",
        Contract "contract" | "contractor" | "freelance",
        Temporary "temporary" | "temp",
        Internship "internship" | "intern",
        Volunteer "volunteer",
        PerDiem "per-diem",
        Apprenticeship "apprenticeship",
        Seasonal "seasonal",
        Other "other",
    }
}

impl Employment {
    /// Google's `employmentType` (JobPosting documentation, 2026-09-08).
    pub fn google(self) -> &'static str {
        match self {
            Employment::FullTime => "FULL_TIME",
            Employment::PartTime => "PART_TIME",
            Employment::Contract => "CONTRACTOR",
            Employment::Temporary | Employment::Seasonal => "TEMPORARY",
            Employment::Internship => "INTERN",
            Employment::Volunteer => "VOLUNTEER",
            Employment::PerDiem => "PER_DIEM",
            Employment::Apprenticeship | Employment::Other => "OTHER",
        }
    }
}

word_enum! {
    /// How long the work is for.
    Term { Permanent "permanent", FixedTerm "fixed-term" | "fixedterm" }
}

word_enum! {
    /// Who takes a feed of postings.
    Board { Indeed "indeed", LinkedIn "linkedin", Jooble "jooble", Trovit "trovit" }
}

word_enum! {
    /// Where the work is done.
    Workplace { Onsite "onsite" | "on-site" | "office", Hybrid "hybrid", Remote "remote" }
}

word_enum! {
    /// How far along a career.
    Level {
        Intern "intern",
        Junior "junior" | "entry",
        Mid "mid" | "mid-level",
        Senior "senior",
        Lead "lead",
        Principal "principal",
        Manager "manager",
        Director "director",
        Executive "executive",
    }
}

word_enum! {
    /// The least schooling asked for.
    Education {
        None "none" | "no-requirements",
        HighSchool "high-school",
        Associate "associate",
        Bachelor "bachelor",
        ProfessionalCertificate "professional-certificate",
        Postgraduate "postgraduate" | "master",
    }
}

impl Education {
    /// Google's `credentialCategory`; `None` means the text `no requirements` (JobPosting documentation, 2026-09-08).
    pub fn google(self) -> Option<&'static str> {
        match self {
            Education::None => None,
            Education::HighSchool => Some("high school"),
            Education::Associate => Some("associate degree"),
            Education::Bachelor => Some("bachelor degree"),
            Education::ProfessionalCertificate => Some("professional certificate"),
            Education::Postgraduate => Some("postgraduate degree"),
        }
    }
}
