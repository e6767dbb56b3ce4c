//! Postings to the feeds that job boards take: one dialect a file. What goes out is decided in `syndicate`.

mod indeed;
mod jooble;
mod linkedin;
mod trovit;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Renderer;
use super::xml::Xml;
use crate::facts::JobFacts;
use crate::markdown::Subset;
use crate::model::{Amount, Board, Job, Lang, Place, Salary};
use crate::relate::EntryId;
use crate::syndicate::{BoardListing, listings_for};

/// The feed of a job board.
pub fn feed(renderer: &Renderer, board: Board) -> String {
    let postings: Vec<Posting<'_>> = listings_for(&renderer.site.index, board)
        .into_iter()
        .filter_map(|listing| Posting::of(renderer, listing))
        .collect();
    written(renderer, board, &postings, Xml::document()).finish()
}

/// What a job board gets of one posting: the fields of each of its entries, none when it goes elsewhere or nowhere.
pub fn of_one(renderer: &Renderer, board: Board, id: EntryId) -> Vec<Vec<(String, String)>> {
    let listing = listings_for(&renderer.site.index, board).into_iter().filter(|listing| listing.id == id);
    let postings: Vec<Posting<'_>> = listing.filter_map(|listing| Posting::of(renderer, listing)).collect();
    let element = if board == Board::Trovit { "ad" } else { "job" };
    written(renderer, board, &postings, Xml::telling(element)).told()
}

fn written(renderer: &Renderer, board: Board, postings: &[Posting<'_>], xml: Xml) -> Xml {
    match board {
        Board::Indeed => indeed::feed(renderer, postings, xml),
        Board::LinkedIn => linkedin::feed(renderer, postings, xml),
        Board::Jooble => jooble::feed(renderer, postings, xml),
        Board::Trovit => trovit::feed(renderer, postings, xml),
    }
}

/// A posting with what every dialect asks for.
struct Posting<'a> {
    renderer: &'a Renderer,
    id: EntryId,
    lang: &'a Lang,
    facts: JobFacts<'a>,
    job: &'a Job,
    place: Option<&'a Place>,
    reference: String,
    company: &'a str,
    /// The whole address of its page.
    url: String,
}

impl<'a> Posting<'a> {
    fn of(renderer: &'a Renderer, listing: BoardListing) -> Option<Posting<'a>> {
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
    fn title(&self) -> String {
        self.facts.plain_title()
    }

    /// Its text in the elements that a board shows.
    fn html(&self, subset: Subset) -> String {
        self.renderer.board_html(self.id, self.lang, subset)
    }

    /// Its text as lines.
    fn text(&self) -> String {
        self.renderer.board_text(self.id, self.lang)
    }

    /// The country of its place, else the first that one may work from.
    fn country(&self) -> Option<crate::model::Country> {
        self.place.map(|place| place.country).or_else(|| self.job.applicants.first().map(|area| area.country()))
    }

    fn city(&self) -> Option<&str> {
        self.place?.city.as_deref()
    }

    fn region(&self) -> Option<&str> {
        self.place?.region.as_ref().map(|region| region.name())
    }

    /// `City, Region, Country`, or the country for remote work.
    fn location(&self) -> String {
        match self.place {
            Some(place) => place.text(self.lang),
            None => self.country().map_or_else(String::new, |country| country.name(self.lang)),
        }
    }

    /// A word of a fixed set as the posting's language says it.
    fn label(&self, kind: &str, value: &str) -> String {
        self.renderer.theme.strings(self.lang).plain(&format!("{kind}_{value}"))
    }
}

/// When the newest posting appeared: a feed says nothing of the build's own time.
fn newest(postings: &[Posting<'_>]) -> Timestamp {
    postings.iter().map(|posting| posting.job.appeared().timestamp()).max().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `€34000 - €42000 / year`: the sign, or the code where it has none of its own; no separators, the period always (Indeed, 2026).
fn salary(salary: &Salary) -> String {
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
fn day(date: Date, form: &str) -> String {
    date.strftime(form).to_string()
}

/// An element when there is something to say.
fn some(xml: &mut Xml, name: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        xml.cdata(name, &[], text);
    }
}
