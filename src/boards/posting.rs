//! A posting with what every dialect asks for.

use jiff::Timestamp;
use jiff::civil::Date;

use super::BoardListing;
use crate::content::Job;
use crate::facts::JobFacts;
use crate::markdown::Subset;
use crate::model::{Amount, Country, Lang, Place, Salary};
use crate::relate::EntryId;
use crate::render::Renderer;
use crate::render::xml::Xml;

/// A posting with what every dialect asks for.
pub struct Posting<'a> {
    pub renderer: &'a Renderer,
    pub id: EntryId,
    pub lang: &'a Lang,
    pub facts: JobFacts<'a>,
    pub job: &'a Job,
    pub place: Option<&'a Place>,
    pub reference: String,
    pub company: &'a str,
    /// The whole address of its page.
    pub url: String,
}

impl<'a> Posting<'a> {
    pub fn of(renderer: &'a Renderer, listing: BoardListing) -> Option<Posting<'a>> {
        let site = &renderer.site;
        let entry = site.entry(listing.id);
        let facts = JobFacts::of(site, listing.id, &entry.head().lang)?;
        let job = facts.job();
        let company = site.index.company_of[listing.id.index()]?;
        Some(Posting {
            renderer,
            id: listing.id,
            lang: &entry.head().lang,
            facts,
            job,
            place: listing.place.and_then(|at| job.places.get(at)),
            reference: listing.reference,
            company: site.entry(company).title(),
            url: renderer.whole(&renderer.href(site.address(listing.id))),
        })
    }

    /// Without markers and references, as every board wants it.
    pub fn title(&self) -> String {
        self.facts.plain_title()
    }

    /// Its text in the elements that a board shows.
    pub fn html(&self, subset: Subset) -> String {
        self.renderer.board_html(self.id, self.lang, subset)
    }

    /// Its text as lines.
    pub fn text(&self) -> String {
        self.renderer.board_text(self.id, self.lang)
    }

    /// The country of its place, else the first that one may work from.
    pub fn country(&self) -> Option<Country> {
        self.place.map(|place| place.country).or_else(|| self.job.applicants.first().map(|area| area.country()))
    }

    pub fn city(&self) -> Option<&str> {
        self.place?.city.as_deref()
    }

    pub fn region(&self) -> Option<&str> {
        self.place?.region.as_ref().map(|region| region.name())
    }

    /// `City, Region, Country`, or the country for remote work.
    pub fn location(&self) -> String {
        match self.place {
            Some(place) => place.text(self.lang),
            None => self.country().map_or_else(String::new, |country| country.name(self.lang)),
        }
    }

    /// A word of a fixed set as the posting's language says it.
    pub fn label(&self, kind: &str, value: &str) -> String {
        self.renderer.theme.strings(self.lang).plain(&format!("{kind}_{value}"))
    }
}

/// When the newest posting appeared: a feed says nothing of the build's own time.
pub fn newest(postings: &[Posting<'_>]) -> Timestamp {
    postings.iter().map(|posting| posting.job.appeared().timestamp()).max().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `€34000 - €42000 / year`: the sign, or the code where it has none of its own; no separators, the period always (Indeed, 2026).
pub fn salary(salary: &Salary) -> String {
    let money = |amount: Amount| match salary.currency() {
        "EUR" => format!("€{}", amount.plain()),
        "USD" => format!("${}", amount.plain()),
        "GBP" => format!("£{}", amount.plain()),
        code => format!("{code} {}", amount.plain()),
    };
    let range = match (salary.min(), salary.max()) {
        (Some(min), Some(max)) if min != max => format!("{} - {}", money(min), money(max)),
        (Some(one), _) | (_, Some(one)) => money(one),
        (None, None) => String::new(),
    };
    format!("{range} / {}", salary.per().as_str())
}

/// A day with another order and another sign between.
pub fn day(date: Date, form: &str) -> String {
    date.strftime(form).to_string()
}

/// An element when there is something to say.
pub fn some(xml: &mut Xml, name: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        xml.cdata(name, &[], text);
    }
}
