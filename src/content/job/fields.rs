//! The fields of a posting.

use super::details::DETAILS;
use super::{Education, Employment, Level, Status, Syndicate, Workplace};
use crate::content::declare::{
    ALIASES, Declaration, ENTRY, Field, PLACE, SLUG, SUMMARY, Shape, TAGS, TEXT_ELSEWHERE, field,
};

pub const DECLARATION: Declaration = Declaration {
    name: "job",
    title: "posting",
    files: "content/jobs/**/*.md, *.yaml",
    fields: &[POSTING, DETAILS, TAGS, SUMMARY, SLUG, ALIASES, ENTRY],
    is_list: true,
    body: Some(
        field(
            "description",
            Shape::Body,
            "in YAML, the text; in Markdown it follows the front matter",
            "What the job is for.",
        )
        .required()
        .elsewhere(TEXT_ELSEWHERE),
    ),
};

const POSTING: &[Field] = &[
    field("title", Shape::Text, "the job's title: no company, place, pay or date in it", "Backend Engineer").required(),
    field("title_suffix", Shape::Text, "shown after the title on the page only", "(m/f/d)"),
    field(
        "company",
        Shape::Either(&[Shape::Text, Shape::Group(COMPANY)]),
        "the name of a file in content/companies, or `{ name, url, logo }`",
        "northwind-ferries",
    )
    .required()
    .elsewhere(&["employer", "organization"]),
    field("id", Shape::Text, "the employer's reference, unique for each company and language", "NF-114"),
    field("posted", Shape::Date, "when the employer first posted it", "2026-10-05")
        .required()
        .elsewhere(&["date", "date_posted", "datePosted", "published"]),
    field("opens", Shape::Date, "not published before", "2026-10-12"),
    field("closes", Shape::Date, "the last day, or the last moment", "2026-12-15 17:00").elsewhere(&[
        "expires",
        "deadline",
        "valid_through",
        "validThrough",
        "expiryDate",
    ]),
    field("timezone", Shape::Text, "where its days begin and end, as an IANA name; else the site's", "Europe/Madrid"),
    field("status", Shape::Word(Status::CANONICAL), "{words}", "filled"),
    field(
        "location",
        Shape::OneOrMore(&PLACE),
        "`City, Country`, `City, Region, Country`, or `{ city, region, country, postal_code, street }`; needed unless the work is remote",
        "Zaragoza, Spain",
    )
    .elsewhere(&["city", "place"]),
    field("locations", Shape::OneOrMore(&PLACE), "a list of the same", "[\"Zaragoza, ES\", \"Lyon, FR\"]"),
    field("workplace", Shape::Word(Workplace::CANONICAL), "{words}", "hybrid").elsewhere(&["remote"]),
    field(
        "applicants",
        Shape::OneOrMore(&Shape::Text),
        "for remote work, where people may work from: countries, regions (`ES-CT`) or `EU`",
        "[ES, PT]",
    ),
    field(
        "salary",
        Shape::Either(&[Shape::Text, Shape::Group(SALARY)]),
        "a range with currency and period, as people write it (`£31,049 - £37,796 a year + bonus`) where it has one meaning, or `{ min, max, currency, per, gross, payments, pro_rata }`",
        "42000-54000 EUR/year",
    ),
    field(
        "employment",
        Shape::OneOrMore(&Shape::Word(Employment::CANONICAL)),
        "{words}",
        "[full-time, contract]",
    )
    .elsewhere(&["type", "employment_type", "employmentType", "contract", "job_type", "permanent"]),
    field(
        "level",
        Shape::Word(Level::CANONICAL),
        "{words}",
        "senior",
    )
    .elsewhere(&["seniority"]),
    field(
        "education",
        Shape::Word(Education::CANONICAL),
        "{words}",
        "bachelor",
    ),
    field("experience_months", Shape::Number(0, 600), "months of experience required", "24").elsewhere(&["experience"]),
    field("languages", Shape::OneOrMore(&Shape::Text), "languages the job requires, as codes", "[en, es]"),
    field("skills", Shape::OneOrMore(&Shape::Text), "tags; a tag's page lists postings and articles", "[Rust, SQL]"),
    field("benefits", Shape::OneOrMore(&Shape::Text), "what the employer offers besides pay", "[Four-day week]"),
    field("featured_until", Shape::Date, "listed first until then", "2026-11-01"),
    field(
        "syndicate",
        Shape::Either(&[Shape::No, Shape::OneOrMore(&Shape::Word(&Syndicate::BOARDS))]),
        "`false`, or which of {words} may have it; without `google` its page has no JobPosting markup",
        "[google, indeed]",
    ),
    field(
        "apply",
        Shape::Either(&[Shape::OneOrMore(&Shape::Text), Shape::Group(APPLY)]),
        "a web or e-mail address, or `tel:` and a number; several in a list, or `{ url, email, phone, instructions }`",
        "https://acme.example/apply",
    )
    .required()
    .elsewhere(&["apply_url", "application_url", "link", "url", "how_to_apply"]),
];

const COMPANY: &[Field] = &[
    field("name", Shape::Text, "its name", "Acme").required(),
    field("url", Shape::Address, "its website", "https://acme.example"),
    field("logo", Shape::Address, "its logo", "https://acme.example/logo.png"),
];

const SALARY: &[Field] = &[
    field("min", Shape::Text, "the lowest pay", "42000"),
    field("max", Shape::Text, "the highest pay", "54000"),
    field("currency", Shape::Text, "its ISO 4217 code", "EUR").required(),
    field("per", Shape::Word(&["hour", "day", "week", "month", "year"]), "the period it is for", "year").required(),
    field("gross", Shape::Flag, "`true` before tax, `false` after", "true"),
    field("payments", Shape::Number(1, 60), "payments a year", "14"),
    field("pro_rata", Shape::Flag, "whether it is for full-time work, of which part-time work gets its share", "true"),
];

const APPLY: &[Field] = &[
    field("url", Shape::Address, "where one applies", "https://acme.example/apply"),
    field("email", Shape::Email, "where one writes to", "jobs@acme.example"),
    field("phone", Shape::Text, "where one calls", "+44 113 496 0000"),
    field("instructions", Shape::Text, "what else one does", "Ask for Ana at the desk."),
];
