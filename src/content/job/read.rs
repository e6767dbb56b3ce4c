//! A posting's fields to a [`Job`].

use jiff::tz::TimeZone;

use super::apply::apply;
use super::details;
use crate::content::fields::Fields;
use crate::content::logo::may_show;
use crate::content::places::place;
use crate::content::rules::{
    CLOSES_BEFORE_POSTED, MISSING_LOCATION, PLACE_IN_BRACKETS, REMOTE_WITHOUT_APPLICANTS, SALARY_NO_PERIOD, TERM_TWICE,
    TIMEZONE_MISSING, TOO_MANY, UNKNOWN_VALUE,
};
use crate::content::values::{known_word, one_of};
use crate::content::words::{self, Around, Where, Written};
use crate::content::{
    CompanyRef, Config, Education, Employment, EntryPlace, InlineCompany, Job, Level, Status, Syndicate, Term,
    Workplace,
};
use crate::diag::Complaint;
use crate::locale::any_has;
use crate::model::{Area, Closing, Country, Lang, Place, Salary, When};
use crate::parse::{Node, Style, Value};
use crate::source::{Span, Spanned};

/// Reads every field of a posting but those of its head, its title and its body. `None` when something it can't be without is missing or wrong.
pub fn read(fields: &mut Fields<'_>, entry_place: &EntryPlace, config: &Config) -> Option<Job> {
    let langs = config.name_languages(&entry_place.lang);
    let company = company(fields, config);
    let id = fields.optional("id").text();
    let zone = zone(fields, config);
    let posted = fields.required("posted").date();
    let opens = fields.optional("opens").date();
    let closes = fields.optional("closes").date();
    let featured_until = fields.optional("featured_until").date();
    let dates = dates(fields, &zone, posted, opens, closes, featured_until);
    let status =
        fields.optional("status").word(Status::WORDS, Status::CANONICAL).map_or(Status::Open, |status| status.value);
    let (employment, term) = employment(fields);
    let workplace_given = fields.has("workplace");
    let workplace = fields.optional("workplace").word(Workplace::WORDS, Workplace::CANONICAL);
    let location_given = fields.has("location") || fields.has("locations");
    let around = Where { langs: &langs, home: config.country };
    let places = places(fields, around);
    let applicants = applicants(fields, &langs);
    let (salary, extras) = salary(fields, &entry_place.lang, &countries(&places, &applicants));
    let level = fields.optional("level").word(Level::WORDS, Level::CANONICAL).map(|level| level.value);
    let education =
        fields.optional("education").word(Education::WORDS, Education::CANONICAL).map(|education| education.value);
    let experience_months =
        fields.optional("experience_months").number(0, 600).and_then(|months| u16::try_from(months).ok());
    let skills = fields.optional("skills").names();
    let tags = fields.optional("tags").names();
    let benefits = fields.optional("benefits").texts().into_iter().map(|benefit| benefit.value).collect();
    let languages =
        fields.optional("languages").names_then(language).into_iter().map(|language| language.value).collect();
    let syndicate = syndicate(fields);
    let apply = apply(fields);
    let details = details::read(fields, extras, term);

    let is_placed = location_given
        || fields.has("applicants") && workplace.as_ref().is_some_and(|place| place.value == Workplace::Remote);
    match &workplace {
        Some(place) if place.value == Workplace::Remote && !is_placed => {
            let complaint = Complaint::new(
                REMOTE_WITHOUT_APPLICANTS,
                "a remote posting must say from which countries one may work",
            );
            fields.complain(
                complaint.help("add `applicants: [ES, PT]`; `EU` stands for its 27 countries").at(place.span.clone()),
            );
        }
        _ if !(is_placed || workplace_given && workplace.is_none()) => {
            let complaint = Complaint::new(MISSING_LOCATION, "a posting needs a place");
            fields.complain(
                complaint
                    .help("add `location: City, Country`, or `workplace: remote` and `applicants: [ES]`")
                    .at(fields.span()),
            );
        }
        _ => {}
    }

    let (posted, opens, closes, featured_until) = dates?;
    Some(Job {
        company: company?,
        id,
        posted,
        opens,
        closes,
        status,
        employment,
        workplace: workplace.map(|workplace| workplace.value),
        places,
        applicants,
        salary,
        level,
        education,
        experience_months,
        skills,
        tags,
        benefits,
        languages,
        featured_until,
        syndicate,
        apply: apply?,
        details,
    })
}

/// What the company of a posting may do in place of a logo elsewhere.
const INLINE: &str = "write a file for the company in content/companies, with the logo beside it";

fn company(fields: &mut Fields<'_>, config: &Config) -> Option<CompanyRef> {
    let node = fields.required("company").node()?;
    if let Value::Map(_) = &node.value {
        let mut parts = fields.optional("company").fields()?;
        let name = parts.required("name").text();
        let url = parts.optional("url").read(words::web_address).map(|url| url.value);
        let logo = parts.optional("logo").read(words::web_address);
        let logo =
            logo.filter(|logo| may_show(&mut parts, &logo.value, &logo.span, config, INLINE)).map(|logo| logo.value);
        parts.finish();
        return Some(CompanyRef::Inline(Box::new(InlineCompany { name: name?, url, logo })));
    }
    fields.optional("company").text().map(CompanyRef::Stem)
}

/// The posting's zone, the site's, or `None` for UTC by default.
fn zone(fields: &mut Fields<'_>, config: &Config) -> Option<TimeZone> {
    let own = fields.optional("timezone").read(words::zone).map(|zone| zone.value);
    own.or_else(|| config.timezone.as_ref().map(|(_, zone)| zone.clone()))
}

type Dates = (When, Option<When>, Option<Closing>, Option<Closing>);

fn dates(
    fields: &mut Fields<'_>,
    zone: &Option<TimeZone>,
    posted: Option<Spanned<Written>>,
    opens: Option<Spanned<Written>>,
    closes: Option<Spanned<Written>>,
    featured_until: Option<Spanned<Written>>,
) -> Option<Dates> {
    let is_day = |written: &Spanned<Written>| !matches!(written.value, Written::Instant(_));
    if zone.is_none()
        && !fields.has("timezone")
        && let Some(closes) = closes.as_ref().filter(|closes| is_day(closes))
    {
        let complaint = Complaint::new(TIMEZONE_MISSING, "this day ends at midnight in UTC");
        fields.complain(
            complaint.help("add `timezone: …` to site.yaml, such as `timezone: Europe/Madrid`").at(closes.span.clone()),
        );
    }
    let zone = zone.clone().unwrap_or(TimeZone::UTC);
    let start = |written: &Spanned<Written>| written.value.start(&zone);
    let end = |written: &Spanned<Written>| written.value.end(&zone);
    let posted_span = posted.as_ref().map(|posted| posted.span.clone());
    let opens_span = opens.as_ref().map(|opens| opens.span.clone());
    let posted = posted.as_ref().and_then(start);
    let opens = opens.as_ref().and_then(start);
    let closing = closes.as_ref().and_then(end);
    if let (Some(written), Some(closing)) = (&closes, &closing) {
        for (name, begins, span) in [("posted", &posted, posted_span), ("opens", &opens, opens_span)] {
            if let (Some(begins), Some(span)) = (begins, span)
                && closing.bound() <= begins.timestamp()
            {
                let complaint = Complaint::new(
                    CLOSES_BEFORE_POSTED,
                    format!("the posting closes before it is {}", if name == "posted" { "posted" } else { "open" }),
                );
                fields.complain(
                    complaint
                        .help("correct one of the two dates")
                        .at(written.span.clone())
                        .also(format!("`{name}` is here"), span),
                );
                break;
            }
        }
    }
    Some((posted?, opens, closing, featured_until.as_ref().and_then(end)))
}

fn places(fields: &mut Fields<'_>, around: Where<'_>) -> Vec<Place> {
    let mut nodes: Vec<&Node> = fields.optional("location").items().iter().collect();
    nodes.extend(fields.optional("locations").items());
    if !fields.has("locations")
        && let Some(place) = place_in_brackets(fields, around)
    {
        return vec![place];
    }
    if nodes.len() > 50 {
        let complaint =
            Complaint::new(TOO_MANY, format!("the posting has {} places", nodes.len())).help("keep at most 50");
        fields.complain(complaint.at(nodes[0].span.clone()));
        return Vec::new();
    }
    let mut found: Vec<Place> = Vec::new();
    for node in nodes {
        let mut diagnostics = Vec::new();
        let place = place(node, around, &mut diagnostics);
        diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
        if let Some(place) = place.filter(|place| !found.contains(place)) {
            found.push(place);
        }
    }
    found
}

/// `[Sheffield, UK]`, which is a list, where `Sheffield, UK` is meant.
fn place_in_brackets(fields: &mut Fields<'_>, around: Where<'_>) -> Option<Place> {
    let node = fields.optional("location").node()?;
    let Value::List(items) = &node.value else { return None };
    let text = |node: &Node| match &node.value {
        Value::Scalar { text, style: Style::Plain } => Some(text.trim().to_owned()),
        _ => None,
    };
    let parts: Vec<String> = items.iter().map(text).collect::<Option<_>>()?;
    let [first, _, ..] = parts.as_slice() else { return None };
    if parts.len() > 3 || words::place(first, around).is_ok() {
        return None;
    }
    let whole = parts.join(", ");
    let (place, _) = words::place(&whole, around).ok()?;
    let complaint =
        Complaint::new(PLACE_IN_BRACKETS, format!("the brackets make a list of it; it is read as `{whole}`"));
    fields.complain(complaint.help(format!("write `location: {whole}`")).instead(whole).at(node.span.clone()));
    Some(place)
}

fn applicants(fields: &mut Fields<'_>, langs: &[Lang]) -> Vec<Area> {
    let lists = fields.optional("applicants").names_then(|text| words::areas(text, langs));
    let mut areas: Vec<Area> = Vec::new();
    for area in lists.into_iter().flat_map(|list| list.value) {
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas
}

/// The kinds of contract, and whether they are for good, which people say in one breath: `permanent, full time`.
fn employment(fields: &mut Fields<'_>) -> (Vec<Employment>, Option<Term>) {
    let (mut kinds, mut terms) = (Vec::new(), Vec::new());
    let mut take = |text: &str| match (known_word(text, Employment::WORDS), known_word(text, Term::WORDS)) {
        (Some(kind), _) => push_new(&mut kinds, kind),
        (None, Some(term)) => push_new(&mut terms, term),
        (None, None) => false,
    };
    let mut last = None;
    for name in fields.optional("employment").names() {
        if !take(&name.value) {
            match known_parts(&name.value) {
                Some(parts) => parts.iter().for_each(|part| _ = take(part)),
                None => {
                    let fault = one_of("employment", &name.value, Employment::WORDS, Employment::CANONICAL);
                    fault.err().into_iter().for_each(|fault| fields.complain(fault.at(name.span.clone())));
                }
            }
        }
        last = Some(name.span);
    }
    if let ([_, _, ..], Some(span)) = (terms.as_slice(), last) {
        let complaint = Complaint::new(TERM_TWICE, "a posting is permanent or fixed-term, not both");
        fields.complain(complaint.help("write two postings, or the one that holds").at(span));
        return (kinds, None);
    }
    (kinds, terms.first().copied())
}

/// Adds a value that isn't there yet; always true.
fn push_new<T: PartialEq>(list: &mut Vec<T>, value: T) -> bool {
    if !list.contains(&value) {
        list.push(value);
    }
    true
}

/// The kinds of contract and terms of work that words name one behind the other: `full time permanent` has two, `full time or temporary` has two.
fn known_parts(text: &str) -> Option<Vec<String>> {
    let is_known =
        |part: &str| known_word(part, Term::WORDS).is_some() || known_word(part, Employment::WORDS).is_some();
    let spaced = text.replace(['/', '&', '+', '|', ';'], " / ");
    let is_join = |word: &str| word == "/" || any_has(|language| language.written.joins, &word.to_lowercase());
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (mut parts, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let longest = (at + 1..=words.len()).rev().find(|end| is_known(&words[at..*end].join(" ")));
        match longest {
            Some(end) => {
                parts.push(words[at..end].join(" "));
                at = end;
            }
            None if is_join(words[at]) => at += 1,
            None => return None,
        }
    }
    (parts.len() > 1).then_some(parts)
}

/// The countries of the work, and of those who may do it.
fn countries(places: &[Place], applicants: &[Area]) -> Vec<Country> {
    let mut all: Vec<Country> =
        places.iter().map(|place| place.country).chain(applicants.iter().map(Area::country)).collect();
    all.sort();
    all.dedup();
    all
}

/// Pay, and what its text says comes on top of it.
fn salary(fields: &mut Fields<'_>, lang: &Lang, countries: &[Country]) -> (Option<Salary>, Vec<&'static str>) {
    let around = Around { lang, countries };
    match fields.optional("salary").node().map(|node| &node.value) {
        Some(Value::Scalar { .. }) => {
            let read = |text: &str| {
                let read = words::salary(text, around)?;
                Ok(((read.salary, read.extras), read.notes))
            };
            let read = fields.optional("salary").read_noted(read).map(|read| read.value);
            read.map_or((None, Vec::new()), |(salary, extras)| (Some(salary), extras))
        }
        _ => (parts_of_salary(fields, around), Vec::new()),
    }
}

fn parts_of_salary(fields: &mut Fields<'_>, around: Around<'_>) -> Option<Salary> {
    let node = fields.optional("salary").node()?;
    let span = node.span.clone();
    let mut parts = fields.optional("salary").fields()?;
    let given = parts.has("min") || parts.has("max");
    let min = parts.optional("min").read(|text| words::amount(text, around));
    let max = parts.optional("max").read(|text| words::amount(text, around));
    let currency = parts.required("currency").read_noted(|text| {
        let code = words::currency(text, around.countries)?;
        let note = (!text.eq_ignore_ascii_case(&code)).then(|| words::pay_note(&code));
        Ok((code, note.into_iter().collect()))
    });
    let per = if parts.has("per") {
        parts.optional("per").read(words::period)
    } else {
        let complaint = Complaint::new(SALARY_NO_PERIOD, "`salary` names no period")
            .help("add `per: year`, or hour, day, week or month");
        let at = parts.span();
        parts.optional("per").node();
        parts.complain(complaint.at(at));
        None
    };
    let gross = parts.optional("gross").flag();
    let is_pro_rata = parts.optional("pro_rata").flag().unwrap_or(false);
    let payments = parts.optional("payments").number(1, 60).and_then(|number| u8::try_from(number).ok());
    let is_faulty = given && min.is_none() && max.is_none();
    let at: Span = min.as_ref().map_or(span, |min| min.span.clone());
    let made = match (currency, per) {
        (Some(currency), Some(per)) if !is_faulty => {
            let amounts = (min.map(|min| min.value), max.map(|max| max.value));
            let made: Result<Salary, Complaint> = words::salary_of(amounts.0, amounts.1, &currency.value, per.value);
            made.map_err(|complaint| parts.complain(complaint.at(at))).ok()
        }
        _ => None,
    };
    parts.finish();
    made.map(|mut salary| {
        (salary.gross, salary.payments, salary.is_pro_rata) = (gross, payments, is_pro_rata);
        salary
    })
}

fn language(text: &str) -> Result<String, Complaint> {
    match Lang::new(text) {
        Some(lang) if lang.primary().len() <= 3 => Ok(lang.as_str().to_owned()),
        _ => Err(Complaint::new(UNKNOWN_VALUE, format!("`{text}` is not a language code"))
            .help("use codes of two letters: `[es, en]`")),
    }
}

fn syndicate(fields: &mut Fields<'_>) -> Syndicate {
    let nobody = matches!(fields.optional("syndicate").node().map(|node| &node.value), Some(Value::Scalar { text, style: Style::Plain }) if matches!(text.as_str(), "false" | "no"));
    if nobody {
        return Syndicate::Nobody;
    }
    if !fields.has("syndicate") {
        return Syndicate::All;
    }
    let boards = Syndicate::BOARDS.map(|name| (name, name));
    let list = fields.optional("syndicate").names_then(|text| one_of("syndicate", text, &boards, &Syndicate::BOARDS));
    Syndicate::Only(list.into_iter().map(|board| board.value.to_owned()).collect())
}
