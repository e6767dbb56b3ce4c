//! The facts of a posting.

use std::collections::BTreeMap;

use serde_json::Value;

use super::own::own_facts;
use crate::content::{Entry, Job, Start, State};
use crate::locale::{Strings, plain_title};
use crate::model::{Amount, Area, Country, Lang, When};
use crate::relate::{EntryId, Facet, Site, Visibility};
use crate::source::Address;

/// So many places stand in a posting's place line; of the others, how many they are.
const PLACES_IN_LINE: usize = 3;

/// What is said of a posting in a language: that of the page that shows it, which may be another than the posting's own.
#[derive(Clone, Copy)]
pub struct JobFacts<'a> {
    site: &'a Site,
    id: EntryId,
    entry: &'a Entry,
    job: &'a Job,
    lang: &'a Lang,
}

/// A fact of a posting's own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The field.
    pub name: String,
    pub label: String,
    /// What is said; one or several.
    pub texts: Vec<String>,
    /// The entry that it names, where that has a page.
    pub entry: Option<EntryId>,
}

/// A day or an instant, for machines and for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFact {
    /// A day (`2026-10-05`) or an instant (RFC 3339).
    pub iso: String,
    /// As the language writes it.
    pub text: String,
}

impl<'a> JobFacts<'a> {
    /// The facts of a posting; `None` for an entry of another kind.
    pub fn of(site: &'a Site, id: EntryId, lang: &'a Lang) -> Option<JobFacts<'a>> {
        let entry = site.entry(id);
        Some(JobFacts { site, id, entry, job: entry.job()?, lang })
    }

    pub fn job(&self) -> &'a Job {
        self.job
    }

    /// As its author wrote it.
    pub fn title(&self) -> &'a str {
        self.entry.title()
    }

    /// Without markers and references, as search engines and job boards want it.
    pub fn plain_title(&self) -> String {
        plain_title(self.title())
    }

    /// `Baker – Acme`, where a title alone does not say whose it is.
    pub fn title_with_company(&self) -> String {
        match self.company() {
            Some(company) => format!("{} – {company}", self.title()),
            None => self.title().to_owned(),
        }
    }

    /// The name of its company.
    pub fn company(&self) -> Option<&'a str> {
        self.site.company_name(self.id)
    }

    /// Each place of work: `City, Region, Country`.
    pub fn places(&self) -> Vec<String> {
        self.job.places.iter().map(|place| place.text(self.lang)).collect()
    }

    /// The same with street and postal code.
    pub fn addresses(&self) -> Vec<String> {
        let address = |place: &crate::model::Place| {
            let parts = [place.street.as_deref(), place.postal_code.as_deref()];
            let text = place.text(self.lang);
            parts.into_iter().flatten().chain([text.as_str()]).collect::<Vec<_>>().join(", ")
        };
        self.job.places.iter().map(address).collect()
    }

    /// From where one may apply: countries, regions, the European Union.
    pub fn applicants(&self) -> Vec<String> {
        Area::names(&self.job.applicants, self.lang)
    }

    /// Where the work is, in one line: the first places, and how many more; for work without a place, from where it may be done.
    pub fn place_line(&self) -> String {
        let all = self.whereabouts();
        match all.len() {
            0..=PLACES_IN_LINE => all.join(" · "),
            more => format!("{} · +{}", all[..PLACES_IN_LINE].join(" · "), more - PLACES_IN_LINE),
        }
    }

    /// The same with every place, to be searched.
    pub fn every_place(&self) -> String {
        self.whereabouts().join(" · ")
    }

    fn whereabouts(&self) -> Vec<String> {
        let mut places = self.places();
        if places.is_empty() {
            places = self.applicants();
        }
        places.dedup();
        places
    }

    /// The countries of work and of applicants, each once, by code.
    pub fn countries(&self) -> Vec<Country> {
        let places = self.job.places.iter().map(|place| place.country);
        let mut all: Vec<Country> = places.chain(self.job.applicants.iter().map(Area::country)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// `€52,000 – €64,000 a year (gross) + bonus`.
    pub fn pay(&self, strings: &Strings) -> Option<String> {
        let salary = self.job.salary.as_ref()?;
        let mut text = strings.salary(salary);
        if salary.is_pro_rata {
            text.push_str(&format!(", {}", strings.plain("pro_rata")));
        }
        for (extra, _) in &self.job.details.extras {
            text.push_str(&format!(" + {}", word("extra", extra, strings)));
        }
        Some(text)
    }

    /// The range and its period alone, for a row: `€42,000 – €54,000 a year`.
    pub fn pay_in_short(&self, strings: &Strings) -> Option<String> {
        let mut salary = self.job.salary.clone()?;
        salary.gross = None;
        Some(strings.salary(&salary))
    }

    /// What comes on top of pay: `bonus: up to 10 %`.
    pub fn incentives(&self, strings: &Strings) -> Vec<String> {
        let extras = self.job.details.extras.iter();
        let said = |(extra, text): &(&'static str, Option<String>)| {
            let extra = word("extra", extra, strings);
            text.as_ref().map_or_else(|| extra.clone(), |text| format!("{extra}: {text}"))
        };
        extras.map(said).collect()
    }

    /// What its page says of it besides: each fact that it has, in the order of the page.
    pub fn details(&self, strings: &Strings) -> Vec<Detail> {
        let details = &self.job.details;
        let day = |day: jiff::civil::Date| strings.formats.date(day);
        let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
        let yes = |said: Option<bool>, key: &str| match said {
            Some(true) => vec![strings.plain(&format!("{key}_yes"))],
            Some(false) => vec![strings.plain(&format!("{key}_no"))],
            None => Vec::new(),
        };
        let start = details.start.map(|start| match start {
            Start::Day(date) => day(date),
            Start::Soon => strings.plain("start_soon"),
        });
        let mut all: Vec<(&'static str, Vec<String>)> = vec![
            ("department", one(&details.department)),
            ("team", one(&details.team)),
            ("reports_to", one(&details.reports_to)),
            ("start", start.into_iter().collect()),
            ("term", self.term(strings)),
            ("hours", details.hours.map(|hours| self.hours(hours, strings)).into_iter().collect()),
            ("shift", details.shift.clone()),
            ("openings", details.openings.map(|count| strings.formats.number(i64::from(count))).into_iter().collect()),
        ];
        for (extra, said) in &details.extras {
            // Those of which nothing is said stand beside the pay, where there is one.
            let texts = match said {
                Some(said) => vec![said.clone()],
                None if self.job.salary.is_some() => Vec::new(),
                None => vec![strings.plain("extra_yes")],
            };
            all.push((extra, texts));
        }
        all.extend([
            ("travel", one(&details.travel)),
            ("timezones", one(&details.timezones)),
            ("visa", yes(details.visa, "visa")),
            ("relocation", yes(details.relocation, "relocation")),
            ("qualifications", details.qualifications.clone()),
        ]);
        let detail = |(name, texts): (&'static str, Vec<String>)| Detail {
            label: strings.plain(&format!("detail_{name}")),
            name: name.to_owned(),
            texts,
            entry: None,
        };
        let own = own_facts(self.site, self.id, self.lang, strings);
        all.into_iter().filter(|(_, texts)| !texts.is_empty()).map(detail).chain(own).collect()
    }

    /// `Permanent`; `Fixed term, until July 5, 2027`.
    fn term(&self, strings: &Strings) -> Vec<String> {
        let details = &self.job.details;
        let Some(term) = details.term else { return Vec::new() };
        let mut text = word("term", term.as_str(), strings);
        if let Some(months) = details.months {
            text.push_str(&format!(", {}", strings.count("term_months", usize::from(months), BTreeMap::new())));
        }
        if let Some(until) = details.until {
            let until = strings.formats.date(until);
            text.push_str(&format!(", {}", strings.text("term_until", &[("date", until)].into())));
        }
        vec![text]
    }

    /// `37.5 a week`, `16–24 a week`.
    fn hours(&self, (least, most): (Amount, Amount), strings: &Strings) -> String {
        let end = |hours: Amount| strings.formats.amount(hours);
        let range = if least == most { end(least) } else { format!("{}–{}", end(least), end(most)) };
        strings.text("hours_a_week", &[("hours", range)].into())
    }

    /// Workplace, kinds of contract and level: the field, the value as its file has it, and what the language calls it.
    pub fn words(&self, strings: &Strings) -> Vec<(&'static str, &'static str, String)> {
        let words = self.job.workplace.iter().map(|workplace| ("workplace", workplace.as_str()));
        let words = words.chain(self.job.employment.iter().map(|kind| ("employment", kind.as_str())));
        let words = words.chain(self.job.level.iter().map(|level| ("level", level.as_str())));
        words.map(|(field, value)| (field, value, word(field, value, strings))).collect()
    }

    /// When it was posted.
    pub fn posted(&self, strings: &Strings) -> DateFact {
        date(&self.job.posted, strings)
    }

    /// When it closes; with the time of day where one is given.
    pub fn closes(&self, strings: &Strings) -> Option<DateFact> {
        let closes = self.job.closes?;
        let date = strings.formats.date(closes.date());
        let text = match closes.time() {
            None => date,
            Some((time, zone)) => {
                strings.text("closing_time", &[("date", date), ("time", time), ("zone", zone)].into())
            }
        };
        Some(DateFact { iso: closes.rfc3339(), text })
    }

    /// How many payments a year has, where it says so.
    pub fn payments(&self, strings: &Strings) -> Option<String> {
        let payments = self.job.salary.as_ref()?.payments?;
        Some(strings.count("payments", usize::from(payments), BTreeMap::new()))
    }

    /// How much experience it asks for: whole years where it is whole years.
    pub fn experience(&self, strings: &Strings) -> Option<String> {
        let months = usize::from(self.job.experience_months?);
        Some(match months {
            0 => strings.plain("experience_none"),
            months if months % 12 == 0 => strings.count("experience_years", months / 12, BTreeMap::new()),
            months => strings.count("experience_months", months, BTreeMap::new()),
        })
    }

    /// Whether readers can apply now.
    pub fn is_open(&self) -> bool {
        self.state() == "open"
    }

    /// Whether it takes applications now or will: previews show how to apply to what is not open yet.
    pub fn takes_applications(&self) -> bool {
        match self.job.state(self.site.now) {
            State::Open | State::Scheduled(_) => true,
            State::Closed | State::Filled | State::Withdrawn => false,
        }
    }

    /// What its state means for readers; `None` when it is open.
    pub fn notice(&self, strings: &Strings) -> Option<String> {
        (!self.is_open()).then(|| strings.plain(self.state()))
    }

    /// `open`, `closed`, `filled`, `withdrawn`, `scheduled` or `draft`.
    pub fn state(&self) -> &'static str {
        match self.job.state(self.site.now) {
            State::Scheduled(_) => "scheduled",
            State::Open if self.entry.head().draft => "draft",
            State::Open => "open",
            State::Closed => "closed",
            State::Filled => "filled",
            State::Withdrawn => "withdrawn",
        }
    }
}

/// Where a posting lies as Markdown; `None` for what isn't open, and where the site publishes none.
pub fn markdown_address(site: &Site, id: EntryId) -> Option<Address> {
    let is_open = site.index.record(id).job().is_some() && site.visibility(id) == Visibility::Listed;
    (is_open && site.config.markdown_pages).then(|| site.address(id).file("index.md"))
}

/// A day in a language.
pub fn date(when: &When, strings: &Strings) -> DateFact {
    DateFact { iso: when.iso(), text: strings.formats.date(when.date()) }
}

/// An amount of pay as a number in JSON: whole where it is whole.
pub fn number(amount: Amount) -> Value {
    if amount.is_whole() {
        (amount.hundredths() / 100).into()
    } else {
        serde_json::Number::from_f64(amount.hundredths() as f64 / 100.0).map_or(Value::Null, Value::Number)
    }
}

/// What a language calls a value of a field with fixed values: `Hybrid`.
pub fn word(field: &str, value: &str, strings: &Strings) -> String {
    strings.plain(&format!("{field}_{value}"))
}

/// What postings that share something have in common: `Zaragoza`, `Spain`, `Senior`, `Full-time`.
pub fn facet_name(site: &Site, facet: &Facet, lang: &Lang, strings: &Strings) -> String {
    match facet {
        Facet::Place(place_key) => site.lists.landings.name(place_key, lang),
        Facet::Remote(country) => country.name(lang),
        Facet::Level(level) => word("level", level.as_str(), strings),
        Facet::Employment(employment) => word("employment", employment.as_str(), strings),
    }
}
