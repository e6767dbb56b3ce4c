//! What a posting says beside what lists and rules ask for: whom it reports to, when it starts, how long it lasts.

use jiff::civil::Date;

use super::Term;
use crate::content::declare::{Field, Shape, field};
use crate::content::fields::Fields;
use crate::content::rules::{MISSING_FIELD, TERM_TWICE, UNKNOWN_VALUE, WRONG_TYPE};
use crate::content::values::{one_of, truth};
use crate::content::words::{self, EXTRAS};
use crate::diag::Complaint;
use crate::model::Amount;
use crate::parse::Value;
use crate::source::{SafeUrl, Spanned};

/// What a posting says besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Details {
    pub department: Option<String>,
    pub team: Option<String>,
    pub reports_to: Option<String>,
    pub contact: Option<Contact>,
    pub start: Option<Start>,
    /// Hours a week, in hundredths: the fewest and the most.
    pub hours: Option<(Amount, Amount)>,
    pub shift: Vec<String>,
    pub term: Option<Term>,
    /// The last day of work that is for a term.
    pub until: Option<Date>,
    /// How long it is for, in months.
    pub months: Option<u16>,
    /// How many people are looked for.
    pub openings: Option<u32>,
    /// Whether the employer helps with a visa, and with moving.
    pub visa: Option<bool>,
    pub relocation: Option<bool>,
    /// What comes on top of pay (`tips`, `bonus`, `commission`, `equity`), and what is said of it.
    pub extras: Vec<(&'static str, Option<String>)>,
    pub travel: Option<String>,
    pub timezones: Option<String>,
    pub qualifications: Vec<String>,
    pub occupation: Vec<Occupation>,
}

/// Whom one asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    pub name: Option<String>,
    pub role: Option<String>,
    /// The address itself, and as a link.
    pub email: Option<(String, SafeUrl)>,
    /// As it was written, and as a link.
    pub phone: Option<(String, SafeUrl)>,
}

/// When the work begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Start {
    Day(Date),
    Soon,
}

/// A code of a classification of occupations.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Occupation {
    /// `ISCO-08`, `ESCO` or `SOC`.
    pub scheme: &'static str,
    pub code: String,
}

pub const DETAILS: &[Field] = &[
    field("department", Shape::Text, "the part of the company it belongs to", "Surgery").elsewhere(&["division"]),
    field("team", Shape::Text, "the team", "Ward 6"),
    field("reports_to", Shape::Text, "to whom", "Ward manager").elsewhere(&["manager", "reportsTo"]),
    field("openings", Shape::Number(1, 100_000), "how many people are looked for", "2").elsewhere(&[
        "positions",
        "vacancies",
        "headcount",
        "totalJobOpenings",
    ]),
    field(
        "start",
        Shape::Either(&[Shape::Date, Shape::Word(&["asap"])]),
        "when the work begins: a date, or `asap`",
        "2027-02-01",
    )
    .elsewhere(&["start_date", "startDate", "jobStartDate", "starts"]),
    field("term", Shape::Word(Term::CANONICAL), "{words}", "fixed-term").elsewhere(&["contract_type"]),
    field("until", Shape::Date, "the last day of work for a term", "2027-07-05").elsewhere(&["end_date", "ends"]),
    field("duration", Shape::Text, "how long work for a term lasts", "6 months").elsewhere(&["length"]),
    field("hours", Shape::Text, "hours a week: one number or a range", "16-24").elsewhere(&[
        "hours_per_week",
        "weekly_hours",
        "working_hours",
    ]),
    field("shift", Shape::OneOrMore(&Shape::Text), "when the work is done", "[nights, weekends]").elsewhere(&[
        "shifts",
        "schedule",
        "workHours",
    ]),
    field("tips", EXTRA, EXTRA_HELP, "true"),
    field("bonus", EXTRA, EXTRA_HELP, "up to 10 %").elsewhere(&["bonuses", "ote"]),
    field("commission", EXTRA, EXTRA_HELP, "5 % of sales"),
    field("equity", EXTRA, EXTRA_HELP, "0.1–0.3 %").elsewhere(&["stock_options"]),
    field("travel", Shape::Text, "how much of it there is", "up to 20 %"),
    field("timezones", Shape::Text, "in which one works, for remote work", "UTC−1 to UTC+3").elsewhere(&["time_zones"]),
    field("visa", Shape::Flag, "whether the employer helps with a visa", "true")
        .elsewhere(&["visa_sponsorship", "sponsorship"]),
    field("relocation", Shape::Flag, "whether the employer helps with moving", "true"),
    field(
        "qualifications",
        Shape::OneOrMore(&Shape::Text),
        "licences and certificates the job requires",
        "[NMC registration]",
    )
    .elsewhere(&["license", "licence", "licenses", "licences", "certifications", "requirements"]),
    field(
        "occupation",
        Shape::OneOrMore(&Shape::Text),
        "codes of its occupation: `ISCO-08 2221`, `SOC 29-1141`, or an address of ESCO's",
        "ISCO-08 2221",
    )
    .elsewhere(&["occupationalCategory"]),
    field(
        "contact",
        Shape::Either(&[Shape::Text, Shape::Group(CONTACT)]),
        "whom one asks: `Name, role, e-mail, phone`, or `{ name, role, email, phone }`; it is published",
        "{ name: Jane Doe, email: jane@acme.example }",
    )
    .elsewhere(&["contact_person", "recruiter", "hiring_manager"]),
];

const EXTRA: Shape = Shape::Either(&[Shape::Flag, Shape::Text]);
const EXTRA_HELP: &str = "whether it comes on top of pay, or how much of it";

const CONTACT: &[Field] = &[
    field("name", Shape::Text, "the name", "Jane Doe"),
    field("role", Shape::Text, "what they do", "Ward manager"),
    field("email", Shape::Email, "the e-mail address", "jane@acme.example"),
    field("phone", Shape::Text, "the phone number", "+44 113 496 0000"),
];

/// Reads what a posting says besides. `extras` and `term` are what other fields say of them: pay, and the kind of contract.
pub fn read(fields: &mut Fields<'_>, extras: Vec<&'static str>, term: Option<Term>) -> Details {
    let text = |fields: &mut Fields<'_>, name| fields.optional(name).text().map(|text: Spanned<String>| text.value);
    let texts = |fields: &mut Fields<'_>, name| -> Vec<String> {
        fields.optional(name).texts().into_iter().map(|text| text.value).collect()
    };
    let until = fields.optional("until").date();
    let until_span = until.as_ref().map(|until| until.span.clone());
    let until = until.map(|until| until.value.day());
    let months = fields.optional("duration").read(words::months).map(|months| months.value);
    let own = fields.optional("term").word(Term::WORDS, Term::CANONICAL).map(|term| term.value);
    if let (Some(Term::Permanent), Some(until)) = (own.or(term), &until_span) {
        let complaint = Complaint::new(TERM_TWICE, "permanent work has no last day");
        fields.complain(complaint.help("leave out `until`, or write `term: fixed-term`").at(until.clone()));
    }
    let implied = (until.is_some() || months.is_some()).then_some(Term::FixedTerm);
    let mut all: Vec<(&'static str, Option<String>)> = extras.into_iter().map(|extra| (extra, None)).collect();
    for name in EXTRAS {
        if let Some(said) = extra(fields, name) {
            all.retain(|(known, _)| *known != name);
            all.extend(said.map(|said| (name, said)));
        }
    }
    Details {
        department: text(fields, "department"),
        team: text(fields, "team"),
        reports_to: text(fields, "reports_to"),
        openings: fields.optional("openings").number(1, 100_000).and_then(|number| u32::try_from(number).ok()),
        start: fields.optional("start").read_noted(start).map(|start| start.value),
        term: own.or(term).or(implied),
        until,
        months,
        hours: fields.optional("hours").read(words::hours).map(|hours| hours.value),
        shift: texts(fields, "shift"),
        extras: all,
        travel: text(fields, "travel"),
        timezones: text(fields, "timezones"),
        visa: fields.optional("visa").flag(),
        relocation: fields.optional("relocation").flag(),
        qualifications: texts(fields, "qualifications"),
        occupation: fields.optional("occupation").list_then(occupation).into_iter().map(|code| code.value).collect(),
        contact: contact(fields),
    }
}

/// An addition to pay: `Some(None)` where it is said that there is none.
fn extra(fields: &mut Fields<'_>, name: &'static str) -> Option<Option<Option<String>>> {
    let text = fields.optional(name).text()?.value;
    Some(match truth(&text) {
        Some(true) => Some(None),
        Some(false) => None,
        None => Some(Some(text)),
    })
}

/// A day, or as soon as possible.
fn start(text: &str) -> Result<(Start, Vec<Complaint>), Complaint> {
    if one_of("start", text, &[("asap", ())], &["asap"]).is_ok() {
        return Ok((Start::Soon, Vec::new()));
    }
    let (written, note) =
        words::written_date(text).map_err(|complaint| complaint.help("write a date, `2027-02-01`, or `asap`"))?;
    Ok((Start::Day(written.day()), note.into_iter().collect()))
}

/// `ISCO-08 2221`, `SOC 29-1141.00`, `http://data.europa.eu/esco/occupation/…`.
fn occupation(text: &str) -> Result<Occupation, Complaint> {
    let upper = text.to_uppercase();
    let is_code = |code: &str, lens: std::ops::RangeInclusive<usize>| {
        lens.contains(&code.len()) && code.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
    };
    let of = |scheme: &'static str, names: &[&str], lens| {
        let rest = names.iter().find_map(|name| upper.strip_prefix(name))?.trim_start_matches([' ', ':', '-']);
        is_code(rest, lens).then(|| Occupation { scheme, code: rest.to_owned() })
    };
    let esco = text
        .split_once("data.europa.eu/esco/")
        .map(|(_, rest)| rest)
        .filter(|rest| rest.is_ascii() && !rest.contains(char::is_whitespace));
    let known = of("ISCO-08", &["ISCO-08", "ISCO08", "ISCO"], 1..=4)
        .or_else(|| of("SOC", &["O*NET-SOC", "SOC"], 6..=10))
        .or_else(|| esco.map(|rest| Occupation { scheme: "ESCO", code: format!("http://data.europa.eu/esco/{rest}") }));
    known.ok_or_else(|| {
        Complaint::new(UNKNOWN_VALUE, format!("`{text}` is not a code of an occupation"))
            .help("write `ISCO-08 2221`, `SOC 29-1141`, or the address of an occupation of ESCO's")
    })
}

fn contact(fields: &mut Fields<'_>) -> Option<Contact> {
    let node = fields.optional("contact").node()?;
    if let Value::Map(items) = &node.value {
        if items.is_empty() {
            return None;
        }
        let span = node.span.clone();
        let mut parts = fields.optional("contact").fields()?;
        let given = ["name", "role", "email", "phone"].iter().any(|name| parts.has(name));
        let contact = Contact {
            name: parts.optional("name").text().map(|text| text.value),
            role: parts.optional("role").text().map(|text| text.value),
            email: parts.optional("email").read(words::email).map(|email| email.value),
            phone: parts.optional("phone").read(phone).map(|phone| phone.value),
        };
        if !given {
            let complaint =
                Complaint::new(MISSING_FIELD, "`contact` needs `name`, `email` or `phone`").help("add one of them");
            parts.complain(complaint.at(span));
        }
        parts.finish();
        return (contact != Contact::default()).then_some(contact);
    }
    let text = fields.optional("contact").text()?;
    let mut contact = Contact::default();
    for part in text.value.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (email, phone) = (words::email(part.trim_start_matches("mailto:")).ok(), phone(part).ok());
        let is_name = email.is_none() && phone.is_none() && contact.name.is_none();
        if contact.email.is_none() && email.is_some() {
            contact.email = email;
        } else if contact.phone.is_none() && phone.is_some() {
            contact.phone = phone;
        } else if is_name {
            contact.name = Some(part.to_owned());
        } else {
            // What else is said of them.
            let role = contact.role.take().map_or_else(String::new, |role| format!("{role}, "));
            contact.role = Some(role + part);
        }
    }
    Some(contact)
}

/// A phone number, as people write it, and as a link.
pub fn phone(text: &str) -> Result<(String, SafeUrl), Complaint> {
    let fault = || {
        Complaint::new(WRONG_TYPE, format!("`{text}` is not a phone number"))
            .help("write it with its country: `+44 113 496 0000`")
    };
    let shown = text.strip_prefix("tel:").unwrap_or(text).trim();
    // `+44 (0)20 …`: the nought is for those who call from within the country.
    let dialled = if shown.starts_with('+') { shown.replace("(0)", "") } else { shown.to_owned() };
    let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
    let is_number = shown
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '\u{202f}'));
    if !is_number || !(5..=15).contains(&digits.len()) {
        return Err(fault());
    }
    let plus = if shown.starts_with('+') { "+" } else { "" };
    let link = SafeUrl::parse(&format!("tel:{plus}{digits}")).map_err(|_| fault())?;
    Ok((shown.to_owned(), link))
}
