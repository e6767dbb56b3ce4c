//! The table of rules: code, severity, why, an example, the remedy, and the source where it is not ours. `rolecall explain CODE` prints a row.
//!
//! Long on purpose: it is one table, and a row belongs beside its neighbours.

use super::Severity;
use super::Severity::{Error, Hint, Warning};

/// What is known of one code.
#[derive(Debug)]
pub struct Rule {
    pub name: &'static str,
    pub severity: Severity,
    pub why: &'static str,
    pub example: &'static str,
    pub remedy: &'static str,
    /// The specification, vendor page or law behind it, and its date; empty for rules of our own.
    pub source: &'static str,
}

macro_rules! rules {
    ($($code:ident $name:literal $severity:ident why $why:literal example $example:literal remedy $remedy:literal $(source $source:literal)?;)*) => {
        /// The name of a rule; stable, to be quoted in scripts and searches.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $why] $code,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$code,)*];

            pub fn rule(self) -> &'static Rule {
                match self {
                    $(Code::$code => &Rule { name: $name, severity: $severity, why: $why, example: $example, remedy: $remedy, source: concat!($($source)?) },)*
                }
            }
        }
    };
}

impl Code {
    pub fn name(self) -> &'static str {
        self.rule().name
    }

    pub fn named(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}

rules! {
    // Files
    MissingSite "missing-site" Error
        why "A site has its title, address and language in content/site.yaml. Without it no page has an address."
        example "(no file content/site.yaml)"
        remedy "Write content/site.yaml with at least `title`, `base_url` and `language`.";
    InvalidUtf8 "invalid-utf8" Error
        why "Sources are UTF-8. Other encodings would put wrong letters on the page without a word."
        example "a file saved as Windows-1252 or UTF-16, or one that holds a NUL byte"
        remedy "Save the file as UTF-8."
        source "Unicode 17, 2025";
    FileTooLarge "file-too-large" Error
        why "A text file has a size cap: 8 MiB, a single posting 256 KiB. What is larger is a mistake or an attack."
        example "a 20 MB export saved as content/jobs/all.yaml"
        remedy "Split the file, or put what is no text into content/static.";
    IrregularFile "irregular-file" Error
        why "Only regular files are read. A pipe or a device could hang a build."
        example "a named pipe in content/"
        remedy "Remove it, or replace it by a file.";
    SymbolicLink "symbolic-link" Warning
        why "Symbolic links are not followed: they could publish files from outside the site."
        example "content/static/logo.svg -> /home/me/logo.svg"
        remedy "Copy the file into the site.";
    UnknownFile "unknown-file" Warning
        why "The file lies where content lies, but its kind is not one that is read there, so it is published nowhere."
        example "content/companies/notes.txt"
        remedy "Move it, rename it, or remove it. Files to publish as they are go to content/static.";
    UnlinkedFile "unlinked-file" Warning
        why "A file beside an article or posting is published beside each page that links to it. Nothing links to this one."
        example "content/articles/chart.png, which no article shows"
        remedy "Link it, or remove it.";
    FileRefused "file-refused" Error
        why "A file beside an entry may come from anybody, and the site answers for it: a page, a script or a program would run in its name. So what is published there is pictures and PDF, and by a setting a few kinds of documents, each told by its content, under a name that nobody runs. SVG is published without what runs or loads."
        example "[benefits](benefits.html), a page that an employer put beside a posting"
        remedy "Save it as PDF or as a picture, name a kind of document in `files:` in site.yaml, or move the file to content/static, which is the site's own."
        source "OWASP, File Upload Cheat Sheet, 2025";
    OutputTooLarge "output-too-large" Error
        why "Few lines can make many pages: each tag, place and page of a list is a file. A site that would pass the limit is stopped before anything is written."
        example "three postings with 200 skills in 50 places each"
        remedy "Look at what the message names. A site that is meant to be so large raises `output_limit:` in site.yaml.";
    UnknownLanguage "unknown-language" Error
        why "A file's language is the last part of its name before the extension, and this one is no language of the site."
        example "content/articles/hello.fr.md in a site in English and Spanish"
        remedy "Add the language to `languages:` in site.yaml, or rename the file.";
    // Front matter and YAML
    FrontMatterMissing "front-matter-missing" Error
        why "A Markdown source begins with `---`, its fields and another `---`."
        example "an article that begins with its text"
        remedy "Begin the file with `---`, `title: …` and `---`.";
    FrontMatterUnclosed "front-matter-unclosed" Error
        why "The first line opens front matter with `---`, and within 64 KiB no line closes it."
        example "---\ntitle: Hello\n\nText."
        remedy "Put a line with `---` alone after the last field.";
    YamlSyntax "yaml-syntax" Error
        why "The fields are YAML, and here they break its rules."
        example "title: Backend: the basics"
        remedy "Often a text with `: ` or ` #` in it needs quotes: `title: \"Backend: the basics\"`. Indent with spaces, never with tabs."
        source "YAML 1.2.2, 2021-10-01";
    DuplicateKey "duplicate-key" Error
        why "A field is there twice, and only one of its values could count."
        example "title: A\ntitle: B"
        remedy "Remove one of them.";
    YamlLimit "yaml-limit" Error
        why "Postings and companies may not use anchors and aliases, and no file may be nested deeper than 32, have more than 20,000 values (a list of postings one for each 8 bytes, up to 500,000) or more than 10,000 documents: few bytes could fill the memory otherwise."
        example "a: &a [x, x]\nb: [*a, *a]"
        remedy "Write the values out.";
    // Fields
    UnknownField "unknown-field" Error
        why "Every field is known. A field that nobody reads is a typing error or a wish that would silently stay unfulfilled."
        example "salery: 30000-36000 EUR/year"
        remedy "Correct its name, or remove it.";
    MissingField "missing-field" Error
        why "Without this field the entry can't be published."
        example "a posting without `posted:`"
        remedy "Add the field.";
    WrongType "wrong-type" Error
        why "The field takes another kind of value: a text, a list, a number, a yes or no, or a group of fields."
        example "tags: { a: b }"
        remedy "Write the value as the message says.";
    UnknownValue "unknown-value" Error
        why "The field takes one of a few words, and this is none of them."
        example "workplace: hybryd"
        remedy "Use one of the words the message names.";
    EmptyValue "empty-value" Error
        why "The field is there, but nothing stands in it."
        example "title: \"\""
        remedy "Fill it in, or remove the field.";
    TooMany "too-many" Error
        why "A list is longer than anybody could mean: 200 tags, 50 places."
        example "a list of 300 tags"
        remedy "Keep the important ones.";
    OutOfRange "out-of-range" Error
        why "The number is outside what the field allows."
        example "pagination: 0"
        remedy "Use a number within the range the message names.";
    HiddenCharacter "hidden-character" Error
        why "Control characters can't be shown and break feeds; they come from pasting out of other programs."
        example "title: \"Engineer\\u0007\""
        remedy "Delete the character and type the text again.";
    HiddenText "hidden-text" Warning
        why "Control characters, characters that turn the direction of what follows, and noncharacters can't be seen: a text with them may say one thing to a reader and another to a search engine, and breaks feeds. They are left out of pages, feeds and files."
        example "a text with U+202E, pasted out of another program"
        remedy "Delete the character and type the text again. Marks of direction (U+200E, U+200F) may stay."
        source "Unicode 17, UAX #9 and chapter 23.7, 2025";
    CommaList "comma-list" Warning
        why "A list of several things stands in brackets, or one on a line; this is one thing with a comma in it."
        example "skills: Rust, SQL"
        remedy "Write `skills: [Rust, SQL]`.";
    CurlyQuotes "curly-quotes" Warning
        why "YAML knows straight quotes only; curly ones, as word processors make them, become part of the text."
        example "title: “Engineer”"
        remedy "Use straight quotes, or none.";
    LostComment "lost-comment" Warning
        why "In YAML a space and `#` begin a comment: what follows is no part of the value."
        example "title: Developer #1 in town"
        remedy "Put the text in quotes: `title: \"Developer #1 in town\"`.";
    // Time
    BadDate "bad-date" Error
        why "Dates are written as in ISO 8601, year first, and must exist. Other forms are read differently in different countries."
        example "closes: 28/03/2026"
        remedy "Write `2026-03-28`, or with a time `2026-03-28 17:00`, or a full instant `2026-03-28T17:00:00+01:00`."
        source "ISO 8601-1:2019";
    ClosesBeforePosted "closes-before-posted" Error
        why "A posting can't close before it is posted or opened."
        example "posted: 2026-03-01\ncloses: 2026-02-01"
        remedy "Correct one of the two dates."
        source "Google, “JobPosting structured data”, 2026-09-08";
    UpdatedBeforeDate "updated-before-date" Warning
        why "An article can't have been updated before it was published; search engines distrust such dates."
        example "date: 2026-10-05\nupdated: 2020-01-01"
        remedy "Correct one of the two.";
    UnknownTimezone "unknown-timezone" Error
        why "A time zone is a name of the IANA database, so that daylight saving is right."
        example "timezone: CEST"
        remedy "Use a name such as `Europe/Madrid` or `UTC`."
        source "IANA Time Zone Database, 2026";
    TimezoneMissing "timezone-missing" Hint
        why "A day ends at another instant in another zone. Neither the posting nor the site names one, so UTC counts."
        example "closes: 2026-12-15 in a site without `timezone:`"
        remedy "Add `timezone: Europe/Madrid`, or whichever it is, to site.yaml.";
    // Pay
    BadSalary "bad-salary" Error
        why "Pay is read as amounts, a currency and a period; from anything else no markup and no feed could be made."
        example "salary: competitive"
        remedy "Write `salary: 52000-64000 EUR/year`, or leave the field out."
        source "Google, “JobPosting structured data”, 2026-09-08";
    SalaryMinAboveMax "salary-min-above-max" Error
        why "The lower end of the pay is above the upper end."
        example "salary: { min: 60000, max: 45000, currency: USD, per: year }"
        remedy "Exchange the two.";
    UnknownCurrency "unknown-currency" Error
        why "A currency is its ISO 4217 code; a sign such as `$` stands for twenty of them."
        example "salary: { min: 1000, max: 2000, currency: EURO, per: month }"
        remedy "Use the code of three letters: EUR, USD, GBP, MXN …"
        source "ISO 4217, 2026";
    SalaryNoPeriod "salary-no-period" Error
        why "An amount of pay says nothing without its period."
        example "salary: 52000-64000 EUR"
        remedy "Add `/year`, or `per: year`: hour, day, week, month or year.";
    SalaryAmbiguous "salary-ambiguous" Error
        why "In one language `30.000` is thirty thousand, in another thirty."
        example "salary: 30.000-36.000 EUR/year"
        remedy "Write the number without separators: `30000`.";
    // Places
    UnknownCountry "unknown-country" Error
        why "A country is its ISO 3166 code of two letters, or its name in English or in the site's language."
        example "location: Zaragoza, Spainn"
        remedy "Use the code: `ES`."
        source "ISO 3166-1, 2026";
    UnknownRegion "unknown-region" Hint
        why "The region is no ISO 3166-2 subdivision of its country; it is kept as text and gets no landing page."
        example "location: Rockville, Mairyland, US"
        remedy "Use the suffix of its code, such as `MD` for US-MD."
        source "ISO 3166-2, 2026";
    StateAsCountry "state-as-country" Warning
        why "Codes of US states are codes of countries, too: `San Francisco, CA` is read as a town in Canada."
        example "location: Denver, CO"
        remedy "Name the country: `Denver, CO, US`.";
    MissingLocation "missing-location" Error
        why "Search engines refuse a posting without a place, unless it is fully remote and says from where one may work."
        example "a posting with neither `location:` nor `workplace: remote`"
        remedy "Add `location: City, Country`, or `workplace: remote` and `applicants: [ES]`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    RemoteWithoutApplicants "remote-without-applicants" Error
        why "A remote posting names the countries one may work from; Google requires at least one for TELECOMMUTE (JobPosting documentation, 2026-09-08)."
        example "workplace: remote"
        remedy "Add `applicants: [ES, PT]`; `EU` stands for its 27 countries."
        source "Google, “JobPosting structured data”, 2026-09-08";
    CityIsCountry "city-is-country" Warning
        why "The city is the name of a country, so readers won't find the place."
        example "location: { city: Spain, country: ES }"
        remedy "Name the city, or leave it out.";
    // References
    UnknownCompany "unknown-company" Error
        why "`company:` names a file in content/companies, and there is none of this name."
        example "company: northwynd"
        remedy "Correct the name, add the file, or write the company here: `company: { name: Northwind, url: … }`.";
    UnknownAuthor "unknown-author" Error
        why "`author:` names a file in content/authors, and there is none of this name."
        example "author: ana-lopes"
        remedy "Correct the name, or add the file.";
    TagAliasLoop "tag-alias-loop" Error
        why "Two tag pages claim each other's name, so neither is the one to show."
        example "tags/go.md with `aliases: [golang]` and tags/golang.md with `aliases: [go]`"
        remedy "Keep one of the two files and give it both names.";
    TagAliasTaken "tag-alias-taken" Error
        why "Two tag pages claim the same other name."
        example "tags/js.md and tags/node.md, both with `aliases: [ecmascript]`"
        remedy "Remove it from one of them.";
    CollidingTags "colliding-tags" Error
        why "Two different names have one address. They are either one tag, or one of them needs another address."
        example "tags: [CI/CD] in one file and tags: [CI-CD] in another"
        remedy "Write one of them everywhere, or add a tag page with `aliases:`.";
    BadAddress "bad-address" Error
        why "An address that visitors follow must be one that can't deceive or harm them: http, https, mailto or tel, without a user name, spaces or control characters."
        example "apply: javascript:alert(1)"
        remedy "Write the whole address: `https://…`, or an e-mail address."
        source "WHATWG, “URL”, 2026";
    DuplicateId "duplicate-id" Error
        why "An employer's reference is unique per company and language: job boards tell postings apart by it."
        example "two postings with `id: NW-114`"
        remedy "Give each its own.";
    DuplicateAddress "duplicate-address" Error
        why "Two pages would be one file; the second would silently replace the first."
        example "content/jobs/a.md and content/jobs/2026/a.md"
        remedy "Give one of them a `slug:`. For postings of one title in one file, give both an `id`.";
    DuplicateTranslation "duplicate-translation" Error
        why "Two entries of one language claim to be the same translation."
        example "two English postings with `translation_key: backend`"
        remedy "Give each its own `translation_key`.";
    TemplateLeft "template-left" Warning
        why "A file that `rolecall new` wrote holds places to fill in. Once `draft: true` is gone, readers see them."
        example "- … below “What you will do”, or apply: https://company.example/apply"
        remedy "Write what readers should know, or put `draft: true` back.";
    TitleReference "title-reference" Warning
        why "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out."
        example "title: R&D Engineer (Ref. 2026-114)"
        remedy "Put the reference into `id`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitlePay "title-pay" Warning
        why "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out."
        example "title: Bookkeeper, 50.000 €"
        remedy "Put it into `salary`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitleDate "title-date" Warning
        why "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out."
        example "title: Baker from 2026-10-05"
        remedy "Put it into `posted`, `opens` or `closes`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitleCompany "title-company" Warning
        why "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out."
        example "title: Baker at Acme"
        remedy "Leave the name to `company`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitlePlace "title-place" Warning
        why "Search engines want the job's title alone: codes, places, dates, pay and companies in it lower its rank or keep it out."
        example "title: Baker – Madrid"
        remedy "Leave the place to `location`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitlePromotion "title-promotion" Warning
        why "Exclamation marks and words such as “urgent” are advertising; job boards take postings with them down."
        example "title: Baker!!! URGENT"
        remedy "Say what the job is, and nothing else."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitleShouting "title-shouting" Warning
        why "A title in capitals is read more slowly, letter by letter by some screen readers, and search engines count it as advertising."
        example "title: WAREHOUSE OPERATIVE"
        remedy "Write it as you would say it."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitleEmoji "title-emoji" Warning
        why "Search engines and job boards strip pictures out of titles or refuse them, and screen readers read each out: “rocket Growth Marketer rocket”."
        example "title: 🚀 Growth Marketer 🚀"
        remedy "Say it in words."
        source "LinkedIn, “XML feeds development guide”, 2026";
    TitleContract "title-contract" Warning
        why "Search engines want the job's title alone; the kind of contract and the hours have a field of their own."
        example "title: Recruiter - CDI"
        remedy "Put it into `employment`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitleMarker "title-marker" Hint
        why "A marker such as `(m/w/d)` belongs on the page, where the law or custom wants it, and not into markup, feeds and addresses."
        example "title: Baker (m/w/d)"
        remedy "Move it: `title: Baker` and `title_suffix: (m/w/d)`."
        source "Google, “JobPosting structured data”, 2026-09-08";
    TitleGendered "title-gendered" Warning
        why "A title that names one sex keeps the other from applying, and the law wants neutral ones (Directive (EU) 2023/970, article 5)."
        example "title: Salesman"
        remedy "Use a neutral word: `Salesperson`, `Vendedor/a`, `Buchhalter:in`."
        source "Directive (EU) 2023/970, article 5(3), 2023-05-10";
    DescriptionShort "description-short" Warning
        why "Readers learn nothing from a line, and job boards take 100 characters at least."
        example "description: Call us."
        remedy "Say what the work is, who is looked for, and what is offered."
        source "LinkedIn, “XML feeds development guide”, 2026; Adzuna, “Feed specification”, 2026";
    DescriptionIsTitle "description-is-title" Warning
        why "Search engines refuse a description that is the title again."
        example "title: Baker and the text `Baker.`"
        remedy "Say what the work is."
        source "Google, “JobPosting structured data”, 2026-09-08";
    ClosesTooFar "closes-too-far" Hint
        why "A posting that is open for more than a year is rare; a slip in the year is not."
        example "posted: 2026-10-05\ncloses: 2028-10-31"
        remedy "Check the year.";
    StalePosting "stale-posting" Hint
        why "A posting without a closing day stays until somebody thinks of it. After three months it is often filled, and search engines punish offers that are none."
        example "posted: 2026-01-10 without `closes`, seen in June"
        remedy "Add `closes`, or `status: filled`."
        source "Google, “Job posting content policies”, 2026";
    SalaryUnit "salary-unit" Warning
        why "The amount and its period don't go together; readers and search engines would take it as it stands."
        example "salary: 45-60 USD/year"
        remedy "Check the period, and whether a `k` is missing.";
    SalaryRangeWide "salary-range-wide" Warning
        why "A range whose upper end is more than twice the lower says little, and some laws don't take it for one."
        example "salary: 40000-250000 USD/year"
        remedy "Narrow it, or write a posting for each level."
        source "Colorado INFO #9A, 2024, and similar guidance; the factor is ours";
    SalaryOpenEnded "salary-open-ended" Warning
        why "Pay with one end only is half a statement: search engines show the one end as the pay, and some laws ask for both."
        example "salary: { min: 25, currency: USD, per: hour }"
        remedy "Give both ends.";
    SalaryCurrency "salary-currency" Hint
        why "The place of work uses another currency; a code is easily mistyped."
        example "location: Madrid, ES\nsalary: 20000-24000 MXN/year"
        remedy "Check the code."
        source "ISO 4217, 2026";
    ManyTags "many-tags" Hint
        why "A posting is listed under its first 30 skills and tags, and on crossed landing pages for its first 12 skills and 10 places; the others are shown on its own page alone. A long list helps no reader, and every list that a posting is on costs each build."
        example "a posting with 80 skills"
        remedy "Put the important ones first, or remove the others.";
    SalaryPayments "salary-payments" Hint
        why "Where fourteen payments are usual, monthly pay without their number leaves a sixth of the year's pay open."
        example "location: Madrid, ES\nsalary: 2000-2400 EUR/month"
        remedy "Add `payments: 14`, or 12.";
    SalaryTextDiffers "salary-text-differs" Warning
        why "Search engines compare the markup with the page; readers do too."
        example "salary: 30000-36000 EUR/year and “32,000–38,000 €” in the text"
        remedy "Make them equal."
        source "Google, “JobPosting structured data”, 2026-09-08";
    RemoteButOffice "remote-but-office" Warning
        why "Google takes a posting as remote only when nobody ever has to come; other postings marked so are taken down."
        example "workplace: remote and “two days in the office” in the text"
        remedy "Write `workplace: hybrid` and a `location`, or change the text."
        source "Google, “JobPosting structured data”, 2026-09-08";
    RegionMissing "region-missing" Warning
        why "In the United States a city without its state may be any of several, and job boards require it."
        example "location: Springfield, US"
        remedy "Add the state: `Springfield, IL, US`."
        source "Indeed, “XML feed”, 2026";
    DuplicatePosting "duplicate-posting" Warning
        why "Job boards refuse feeds in which one posting stands twice, and readers tire of them."
        example "two files with the same company, title and place"
        remedy "Remove one, or tell them apart by `id`."
        source "LinkedIn, “XML feeds development guide”, 2026";
    LogoShape "logo-shape" Warning
        why "Search engines leave out logos of less than 112 pixels, and those much longer than wide or wider than long."
        example "logo: banner.png of 1200 × 100 pixels"
        remedy "Use a square one of 112 × 112 pixels or more."
        source "Google, “JobPosting” and “Organization structured data”, 2026";
    ClosedLinks "closed-links" Warning
        why "The article sends its readers to postings that are no longer open."
        example "[this job](../jobs/baker.md), which is filled"
        remedy "Link an open posting, or the page of a tag.";
    TagsAlike "tags-alike" Hint
        why "Two spellings of one tag have two pages, each with half of what readers look for."
        example "tags: [JavaScript] here and tags: [Java Script] there"
        remedy "Write one of them everywhere, or add the other as an alias of its tag page.";
    BiasedLanguage "biased-language" Hint
        why "Words about age or mother tongue keep people away who could do the work; in many countries they are discrimination."
        example "“a young team”, “native speaker”"
        remedy "Say what the work needs."
        source "Directive 2000/78/EC, 2000-11-27; Directive 2000/43/EC, 2000-06-29";
    PrivateEmail "private-email" Hint
        why "What applicants send to a private mailbox is out of the employer's hands."
        example "apply: acme.jobs@gmail.com"
        remedy "Use an address of the company's own."
        source "Regulation (EU) 2016/679, article 32, 2016-04-27";
    PayRequired "pay-required" Warning
        why "Where the work is done, a law wants this in the posting itself. The rules are a table with a date and sources (`checked`, in content/pay-transparency.yaml if the site has its own); it is not legal advice."
        example "location: Denver, CO, US and no `salary`"
        remedy "Add what is missing, or correct the table."
        source "the table names the law of each rule";
    PayExpected "pay-expected" Hint
        why "Where the work is done, applicants must hear of the pay before the interview; the posting is the simplest place. The rules are a table with a date and sources; it is not legal advice."
        example "location: Madrid, ES and no `salary`"
        remedy "Add `salary`, or leave the rule out of a table of your own: content/pay-transparency.yaml."
        source "the table names the law of each rule";
    UnusedIntroduction "unused-introduction" Hint
        why "A landing page is made where enough postings are open. The introduction waits for them, or its name is a slip."
        example "content/openings/place/es/zaragosa.md"
        remedy "Correct the file's name, or leave it for the day there are more.";
    FeedIndeed "feed-indeed" Warning
        why "Indeed refuses postings without a city, and shows those without a state less."
        example "feeds: { indeed: true } and location: Spain"
        remedy "Add what it asks for, or keep the posting from it with `syndicate`."
        source "Indeed, “XML feed”, 2026";
    FeedLinkedIn "feed-linkedin" Warning
        why "LinkedIn refuses texts of fewer than 100 characters, postings without a city, and addresses without https; it strips tables and pictures."
        example "feeds: { linkedin: true } and a text of a line"
        remedy "Add what it asks for, or keep the posting from it with `syndicate`."
        source "LinkedIn, “XML feeds development guide”, 2026";
    FeedJooble "feed-jooble" Warning
        why "Jooble drops postings that are older than 45 days."
        example "feeds: { jooble: true } and posted: 2026-01-10 in June"
        remedy "Post it anew if the employer still looks, or keep it from Jooble with `syndicate`."
        source "Jooble, “XML specs”, 2026";
    FeedTrovit "feed-trovit" Warning
        why "Trovit refuses texts of fewer than 30 characters."
        example "feeds: { trovit: true } and description: Call us."
        remedy "Say more, or keep the posting from it with `syndicate`."
        source "Trovit, “Jobs feed”, 2026";
    ApplyPlain "apply-plain" Warning
        why "What applicants type into a form without https can be read on the way, and some job boards take no such address."
        example "apply: http://acme.example/apply"
        remedy "Use the address with `https:`."
        source "LinkedIn, “XML feeds development guide”, 2026";
    TranslationDiffers "translation-differs" Warning
        why "Translations of one posting are one job: its pay, its dates, its status and its reference are the same in every language."
        example "job.md with `closes: 2026-12-15` and job.es.md with `closes: 2026-12-31`"
        remedy "Make them equal, or give the two postings different keys.";
    LostAddress "lost-address" Error
        why "The site's ledger says that this page was published once. Whoever follows a link or a bookmark to it finds nothing now, and search engines lose what they knew of it."
        example "content/jobs/baker.md renamed to content/jobs/senior-baker.md"
        remedy "Add the old address to `aliases:` of the page that took its place, or to `gone:` in site.yaml.";
    LostPage "lost-page" Warning
        why "The output's own state says that this page was published once. Whoever follows a link or a bookmark to it finds nothing now."
        example "content/jobs/baker.md renamed to content/jobs/senior-baker.md"
        remedy "Add the old address to `aliases:` of the page that took its place, or to `gone:` in site.yaml.";
    GoneButMade "gone-but-made" Warning
        why "An address in `gone:` is one that will not be again, and a page of the site has it. The page counts."
        example "gone: [/jobs/baker/] and content/jobs/baker.md"
        remedy "Take the address out of `gone`.";
    BadLedger "bad-ledger" Error
        why "The ledger is a text file directly in content/ with one page a line: its address, a blank and its file. `rolecall build` writes it."
        example "ledger: pages.csv"
        remedy "Write `ledger: content/ledger.txt`, and leave the file to the program.";
    BadSlug "bad-slug" Error
        why "A slug is one part of an address: lower case, no separators, nothing that leaves the folder or that Windows refuses."
        example "slug: ../../etc"
        remedy "Use letters, digits and `-`: `slug: backend-engineer`.";
    EmptySlug "empty-slug" Error
        why "Nothing of the name is left for an address."
        example "a file named `!!!.md`"
        remedy "Add `slug: some-words`, or rename the file.";
    ReservedSlug "reserved-slug" Error
        why "The address belongs to the site itself: `page`, a section's name, or a language's code."
        example "content/pages/jobs.md"
        remedy "Choose another slug.";
    BadAlias "bad-alias" Error
        why "An alias is the former address of a page, written from the site's root. It becomes a page, so it can't be a name that hosts, servers or browsers read (`/.htaccess`, `/sw.js`, `/index.html`), nor a file; of addresses that ended in `.php`, `.asp` or `.jsp` a folder is made, which no server runs."
        example "aliases: [jobs/old]"
        remedy "Begin it with `/`, and write what the page had for an address: `aliases: [/jobs/old/]`.";
    AliasElsewhere "alias-elsewhere" Error
        why "Postings and companies may come from anybody, so their former addresses lie in their own section: elsewhere they could take the place of another page."
        example "a posting with `aliases: [/about-us/]`"
        remedy "Remove it, or confirm it in site.yaml: `allowed_aliases: [/careers/]` allows what lies at and below that address.";
    // Bodies
    ForeignPicture "foreign-picture" Warning
        why "A picture of another site would tell that site who reads the posting, and could become another picture later. A posting or company links to it instead."
        example "![our logo](https://img.example/logo.png) in a posting"
        remedy "Save the picture beside the file and name it: `![our logo](logo.png)`.";
    BrokenLink "broken-link" Error
        why "The link goes to a file or page of this site that is not there."
        example "[guide](../articles/giude.md)"
        remedy "Correct the path.";
    BrokenAnchor "broken-anchor" Error
        why "The page is there, but it has no heading of this name."
        example "[guide](guide.md#instal)"
        remedy "Use one of the page's anchors.";
    WithheldLink "withheld-link" Warning
        why "The link goes to an entry that is withheld: a draft, one whose day has not come, or a posting that is gone. Until it is there, the link leads to its section."
        example "a link to an article with `draft: true`"
        remedy "Publish the entry, or remove the link.";
    NestedTooDeep "nested-too-deep" Error
        why "Lists and quotes, emphasis and links, or elements of HTML are nested deeper than 100, or directives deeper than 8: nobody could read it."
        example "a line of 200 `>`"
        remedy "Flatten the text.";
    TextTooLong "text-too-long" Error
        why "A text has more than 5,000 links, 5,000 pictures, 2,000 headings, 500 directives or a table of more than 10,000 rows: no reader wants it, and every page that shows it pays for it."
        example "a list of 6,000 links"
        remedy "Split the text.";
    BadDirective "bad-directive" Error
        why "A line that begins with colons and a name is a directive. The names, their keys and what those may be are a closed set, so that a slip is found and no braces are shown to readers."
        example ":::notes"
        remedy "Correct the name or the key; the README lists them all.";
    BrokenHtml "broken-html" Warning
        why "An HTML tag or comment without its end takes what follows with it, up to the end of the text."
        example "<div without its `>`"
        remedy "Close it.";
    DoubledId "doubled-id" Error
        why "An id names one place of a page: its headings, its footnotes, what the theme and the author's HTML name. A second one could not be linked to, and may hide a part of the page from those who go by keyboard."
        example "## Pay {#pay} and ## More pay {#pay}"
        remedy "Choose another id.";
    EmptyJobs "empty-jobs" Warning
        why "A list of postings in a text asks for a tag or a place that nothing has: it stays empty."
        example "::jobs{tags=rusty}"
        remedy "Correct the tag.";
    BadMath "bad-math" Warning
        why "With `markdown: { math: true }` what stands between dollar signs is TeX; this can't be made into a formula, and is shown as it was typed."
        example "$\\fraq{1}{2}$"
        remedy "Correct the formula; write `\\$` where a dollar sign is money.";
    BlockedByPolicy "blocked-by-policy" Warning
        why "The pages are published with a policy that keeps browsers from running inline scripts, applying inline styles and loading from hosts that the site has not named. What it forbids would silently do nothing."
        example "<iframe src=\"https://video.example/1\"></iframe> with `raw_html: true`"
        remedy "Use a directive, or add the source to `csp` in site.yaml."
        source "W3C, “Content Security Policy Level 3”, 2025";
    ForeignMarkup "foreign-markup" Warning
        why "Each tool has markup of its own. What another one means by these signs is shown to readers as they stand."
        example "{% include note.html %}"
        remedy "Write what the message says, or remove it; put signs that are meant into code.";
    UnusedFootnote "unused-footnote" Warning
        why "A footnote that nothing refers to is shown nowhere, and of two with one name the first is shown alone."
        example "[^1]: A note, and no [^1] in the text"
        remedy "Refer to it, or remove it.";
    HeadingDemoted "heading-demoted" Hint
        why "A page has one main heading, its title. Headings of the body begin one level below it."
        example "# A heading in the body"
        remedy "Begin the body's headings with `##`.";
    EmphasisSpaces "emphasis-spaces" Warning
        why "A space after the opening `**` or before the closing one keeps it from being bold, and so does a sign there when a letter stands on the other side: the stars are shown as they are."
        example "** important **"
        remedy "Remove the spaces: `**important**`.";
    ListMarkerSpace "list-marker-space" Warning
        why "A list item needs a space after its `-`; without it the line is ordinary text."
        example "-First item"
        remedy "Write `- First item`.";
    HeadingSpace "heading-space" Warning
        why "A heading needs a space after its `#`; without it the line is ordinary text."
        example "##What you will do"
        remedy "Write `## What you will do`.";
    LinkAsText "link-as-text" Warning
        why "A link's address may hold no space, and no space may stand between `]` and `(`; the text is shown as typed."
        example "![chart](my chart.png)"
        remedy "Write `![chart](<my chart.png>)`, or rename the file.";
    UncheckedLink "unchecked-link" Warning
        why "With `raw_html: true` HTML is published as it is written: its links are neither turned into addresses nor checked."
        example "<a href=\"other.md\">other</a>"
        remedy "Use Markdown for links within the site.";
    RawHtml "raw-html" Warning
        why "HTML in the text is shown as text, unless the site allows it for its articles and pages with `raw_html: true`."
        example "<b>bold</b>"
        remedy "Use Markdown: `**bold**`.";
    UnsafeHtml "unsafe-html" Warning
        why "Postings and companies come from others. HTML that could run code, load things or imitate the page was removed."
        example "<script>…</script> in a posting"
        remedy "Use Markdown, or plain elements such as <p>, <ul> and <strong>.";
    BadPolicy "bad-policy" Error
        why "The policy in `csp` says what browsers may load beside the site's own files. A source that is not one would break the header, and `*` or `'unsafe-inline'` would make the policy worthless."
        example "csp: { script-src: \"*\" }"
        remedy "Write addresses such as `https://stats.example`, or `csp: false`."
        source "W3C, “Content Security Policy Level 3”, 2025";
    BadPicture "bad-picture" Error
        why "A picture is published in smaller copies, and this one can't be read: it is broken off, or larger than 64 million pixels."
        example "image: photo.jpg, of which half was uploaded"
        remedy "Save the picture again, or take `widths` out of `images` to publish it as it is.";
    NoShareCard "no-share-card" Hint
        why "Share cards are drawn with a font that knows Latin, Greek and Cyrillic letters. A title in another script would be a row of boxes, so it has no card."
        example "title: 求人 with `images: { cards: true }`"
        remedy "Nothing needs to be done; an article's `image` is used instead.";
    // Theme
    MissingTheme "missing-theme" Error
        why "site.yaml names a theme that is neither in themes/ nor built in."
        example "theme: defualt"
        remedy "Correct the name, or add the folder.";
    UnknownThemeOption "unknown-theme-option" Error
        why "The theme's theme.yaml declares no option of this name, or not with this kind of value."
        example "theme_options: { acent: red }"
        remedy "Use one of the theme's options.";
    BadTheme "bad-theme" Error
        why "The theme can't be used: its theme.yaml is wrong, or it is made for another version of the theme contract."
        example "contract: 9"
        remedy "See themes/README.md for what a theme holds.";
    UnusedThemeFile "unused-theme-file" Hint
        why "A theme has theme.yaml, templates/, static/ and i18n/, and its templates have the names in themes/README.md, or are included by one of those. Another file does nothing: its name is perhaps a slip."
        example "themes/mine/templates/Jobs.html, with a capital letter"
        remedy "Correct the name, or remove the file.";
    MissingWords "missing-words" Hint
        why "A theme prints words of its own: “Apply”, “Posted”. In a language that it has no table for, its pages say them in English."
        example "languages: [ar], and no themes/NAME/i18n/ar.yaml"
        remedy "Add the table; words that it lacks come from English.";
    BadPage "bad-page" Error
        why "`rolecall theme check` renders a theme against sites of long, odd and missing things. A page that comes out with a dead link, a doubled id or a script of its own would do so on real sites too."
        example "<img src=\"{{ job.logo.url }}\"> without `alt`, `width` and `height`"
        remedy "Correct the template.";
    TemplateError "template-error" Error
        why "A template can't be read, or fails on this page."
        example "{{ job.titel.length }}"
        remedy "Correct the template at the place named; the page it failed on is named too.";
    // Ourselves
    Internal "internal" Error
        why "This is a fault of the program, not of the content. Nothing was written."
        example "(a bug)"
        remedy "Report it with the file that the message names.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_and_a_whole_row() {
        for code in Code::ALL {
            let rule = code.rule();
            assert_eq!(Code::named(rule.name), Some(*code));
            assert!(
                rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()),
                "{}",
                rule.name
            );
            assert!(!rule.why.is_empty() && !rule.example.is_empty() && !rule.remedy.is_empty(), "{}", rule.name);
        }
    }
}
