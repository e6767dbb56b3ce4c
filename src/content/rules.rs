//! Rules about what editors write in the fields of their files.

use crate::diag::rules;

rules! {
    MISSING_SITE = Error "missing-site" {
        why: "A site has its title, address and language in content/site.yaml. Without it no page has an address.",
        example: "(no file content/site.yaml)",
        remedy: "Write content/site.yaml with at least `title`, `base_url` and `language`.",
    }

    INVALID_UTF8 = Error "invalid-utf8" {
        why: "Sources are UTF-8. Other encodings would silently put wrong letters on the page.",
        example: "a file saved as Windows-1252 or UTF-16, or one that holds a NUL byte",
        remedy: "Save the file as UTF-8.",
        source: "Unicode 17, 2025",
    }

    FILE_TOO_LARGE = Error "file-too-large" {
        why: "A text file has a size cap: 8 MiB, a single posting 256 KiB. What is larger is a mistake or an attack.",
        example: "a 20 MB export saved as content/jobs/all.yaml",
        remedy: "Split the file, or move it to content/static if it is not text.",
    }

    IRREGULAR_FILE = Error "irregular-file" {
        why: "Only regular files are read. A pipe or a device could hang a build.",
        example: "a named pipe in content/",
        remedy: "Remove it, or replace it by a file.",
    }

    SYMBOLIC_LINK = Warning "symbolic-link" {
        why: "Symbolic links are not followed: they could publish files from outside the site.",
        example: "content/static/logo.svg -> /home/me/logo.svg",
        remedy: "Copy the file into the site.",
    }

    UNKNOWN_FILE = Warning "unknown-file" {
        why: "The file lies where content lies, but its kind is not one that is read there, so it is published nowhere.",
        example: "content/companies/notes.txt",
        remedy: "Move it, rename it, or remove it. Files to publish as they are go to content/static.",
    }

    UNKNOWN_LANGUAGE = Error "unknown-language" {
        why: "A file's language is the last part of its name before the extension, and this one is not a language of the site.",
        example: "content/articles/hello.fr.md in a site in English and Spanish",
        remedy: "Add the language to `languages:` in site.yaml, or rename the file.",
    }

    UNKNOWN_FIELD = Error "unknown-field" {
        why: "Only known fields are read. Any other field is a typo, or a setting that would silently do nothing.",
        example: "salery: 30000-36000 EUR/year",
        remedy: "Correct its name, or remove it.",
    }

    MISSING_FIELD = Error "missing-field" {
        why: "Without this field the entry can't be published.",
        example: "a posting without `posted:`",
        remedy: "Add the field.",
    }

    WRONG_TYPE = Error "wrong-type" {
        why: "The field takes another kind of value: a text, a list, a number, a yes or no, or a group of fields.",
        example: "tags: { a: b }",
        remedy: "Write the value as the message says.",
    }

    UNKNOWN_VALUE = Error "unknown-value" {
        why: "The field takes one of a few words, and this is not one of them.",
        example: "workplace: hybryd",
        remedy: "Use one of the words the message names.",
    }

    EMPTY_VALUE = Error "empty-value" {
        why: "The field is there, but it is empty.",
        example: "title: \"\"",
        remedy: "Fill it in, or remove the field.",
    }

    EMPTY_FIELD = Hint "empty-field" {
        why: "The field is there, but says nothing, as forms leave fields that nobody filled in. It counts as not given.",
        example: "closes: ''",
        remedy: "Fill it in, or remove it; `check --fix` does.",
    }

    LIST_BY_COMMAS = Hint "list-by-commas" {
        why: "Names with commas between them are read as a list, since no name has a comma in it. Brackets say so, whatever stands in the names.",
        example: "skills: Rust, SQL",
        remedy: "Write `skills: [Rust, SQL]`; `check --fix` does.",
    }

    PAY_READ = Hint "pay-read" {
        why: "Signs, separators and words of pay were understood by the language of the file and the country of the work. This is what they were taken for.",
        example: "salary: £31,049 - £37,796 per annum",
        remedy: "Check it; `check --fix` writes it in the form that means the same everywhere.",
    }

    SALARY_REST = Warning "salary-rest" {
        why: "Something beside the pay is not part of it. The pay is read, and the rest is not shown.",
        example: "salary: £650-£750 a day, inside IR35",
        remedy: "Say it in the text.",
    }

    BAD_DATA = Error "bad-data" {
        why: "Files in content/data hold what templates are told as `data`: YAML, JSON, or a table whose first line names its columns.",
        example: "content/data/team.csv with a row of three cells below two columns",
        remedy: "Correct the file, or move it to content/static to publish it as it is.",
        source: "RFC 4180, 2005; RFC 8259, 2017",
    }

    BAD_KIND = Error "bad-kind" {
        why: "A kind that site.yaml declares has a name that is free, and an order that there is.",
        example: "kinds: { jobs: { title: Jobs } }",
        remedy: "Use small letters, digits and hyphens, and no name of a folder or an address that the program has.",
    }

    TERM_TWICE = Error "term-twice" {
        why: "A posting is permanent or fixed-term. From one that says both, search engines would be told the wrong one.",
        example: "employment: permanent or fixed-term",
        remedy: "Write the one that holds, or two postings.",
    }

    DATE_READ = Hint "date-read" {
        why: "The date is written in words, or in an order that has one meaning only. This is what it was taken for.",
        example: "closes: 15 January 2027",
        remedy: "Check it; `check --fix` writes it year first, as in ISO 8601.",
        source: "ISO 8601-1:2019",
    }

    TOO_MANY = Error "too-many" {
        why: "A list is implausibly long: more than 200 tags or 50 places.",
        example: "a list of 300 tags",
        remedy: "Keep the important ones.",
    }

    OUT_OF_RANGE = Error "out-of-range" {
        why: "The number is outside what the field allows.",
        example: "pagination: 0",
        remedy: "Use a number within the range the message names.",
    }

    HIDDEN_CHARACTER = Error "hidden-character" {
        why: "Control characters can't be shown and break feeds; they come from pasting out of other programs.",
        example: "title: \"Engineer\\u0007\"",
        remedy: "Delete the character and type the text again.",
    }

    COMMA_LIST = Warning "comma-list" {
        why: "A list of several things stands in brackets, or one on a line; this is one thing with a comma in it.",
        example: "benefits: Lunch, a bicycle",
        remedy: "Write `benefits: [Lunch, a bicycle]`.",
    }

    CURLY_QUOTES = Warning "curly-quotes" {
        why: "YAML knows straight quotes only; curly ones, as word processors make them, become part of the text.",
        example: "title: “Engineer”",
        remedy: "Use straight quotes, or none.",
    }

    BAD_DATE = Error "bad-date" {
        why: "Dates are written as in ISO 8601, year first, and must exist. Other forms are read differently in different countries.",
        example: "closes: 28/03/2026",
        remedy: "Write `2026-03-28`, or with a time `2026-03-28 17:00`, or a full instant `2026-03-28T17:00:00+01:00`.",
        source: "ISO 8601-1:2019",
    }

    CLOSES_BEFORE_POSTED = Error "closes-before-posted" {
        why: "A posting can't close before it is posted or opened.",
        example: "posted: 2026-03-01\ncloses: 2026-02-01",
        remedy: "Correct one of the two dates.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    UPDATED_BEFORE_DATE = Warning "updated-before-date" {
        why: "An article can't have been updated before it was published; search engines distrust such dates.",
        example: "date: 2026-10-05\nupdated: 2020-01-01",
        remedy: "Correct one of the two.",
    }

    UNKNOWN_TIMEZONE = Error "unknown-timezone" {
        why: "A time zone is a name of the IANA database, so that daylight saving is right.",
        example: "timezone: CEST",
        remedy: "Use a name such as `Europe/Madrid` or `UTC`.",
        source: "IANA Time Zone Database, 2026",
    }

    TIMEZONE_MISSING = Hint "timezone-missing" {
        why: "A day ends at another instant in another zone. Neither the posting nor the site names one, so UTC counts.",
        example: "closes: 2026-12-15 in a site without `timezone:`",
        remedy: "Add `timezone: Europe/Madrid`, or whichever it is, to site.yaml.",
    }

    BAD_SALARY = Error "bad-salary" {
        why: "Pay is read as amounts, a currency and a period; from anything else no markup and no feed could be made.",
        example: "salary: competitive",
        remedy: "Write `salary: 52000-64000 EUR/year`, or leave the field out.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    SALARY_MIN_ABOVE_MAX = Error "salary-min-above-max" {
        why: "The lower end of the pay is above the upper end.",
        example: "salary: { min: 60000, max: 45000, currency: USD, per: year }",
        remedy: "Swap them.",
    }

    UNKNOWN_CURRENCY = Error "unknown-currency" {
        why: "A currency is its ISO 4217 code; a sign such as `$` stands for twenty of them.",
        example: "salary: { min: 1000, max: 2000, currency: EURO, per: month }",
        remedy: "Use the code of three letters: EUR, USD, GBP, MXN …",
        source: "ISO 4217, 2026",
    }

    SALARY_NO_PERIOD = Error "salary-no-period" {
        why: "An amount of pay says nothing without its period.",
        example: "salary: 52000-64000 EUR",
        remedy: "Add `/year`, or `per: year`: hour, day, week, month or year.",
    }

    SALARY_AMBIGUOUS = Error "salary-ambiguous" {
        why: "In one language `30.000` is thirty thousand, in another thirty.",
        example: "salary: 30.000-36.000 EUR/year",
        remedy: "Write the number without separators: `30000`.",
    }

    UNKNOWN_COUNTRY = Error "unknown-country" {
        why: "A country is its ISO 3166 code of two letters, or its name in English or in the site's language.",
        example: "location: Zaragoza, Spainn",
        remedy: "Use the code: `ES`.",
        source: "ISO 3166-1, 2026",
    }

    UNKNOWN_REGION = Hint "unknown-region" {
        why: "The region is not an ISO 3166-2 subdivision of its country; it is kept as text and gets no landing page.",
        example: "location: Rockville, Mairyland, US",
        remedy: "Use the suffix of its code, such as `MD` for US-MD.",
        source: "ISO 3166-2, 2026",
    }

    STATE_AS_COUNTRY = Error "state-as-country" {
        why: "Codes of states are codes of countries, too: `CA` is California and Canada, `PE` Pernambuco and Peru. Where only one of them has such a town, that one is meant; here it is open.",
        example: "location: Dover, DE",
        remedy: "Write `Dover, Germany` or `Dover, DE, US`; or name the site's own `country` in site.yaml.",
    }

    BAD_DEFAULTS = Error "bad-defaults" {
        why: "`_defaults.yaml` in a folder of content says what all entries below it have in common, a field a line; titles, addresses and references are of one entry alone.",
        example: "content/jobs/acme/_defaults.yaml with `title: Job`",
        remedy: "Keep what is the same in all of them: `company: acme`.",
    }

    BAD_FIELD = Error "bad-field" {
        why: "A field of the site's own is declared under `fields`, by kind and name, with what it holds.",
        example: "fields: { job: { Clearance: { type: chioce } } }",
        remedy: "Write `fields: { job: { clearance: { type: choice, values: [none, sc], label: { en: Clearance } } } }`.",
    }

    PLACE_IN_BRACKETS = Warning "place-in-brackets" {
        why: "Brackets make a list, whose items are places; a place has its commas without them.",
        example: "location: [Sheffield, UK]",
        remedy: "Write `location: Sheffield, UK`; `check --fix` does.",
    }

    MISSING_LOCATION = Error "missing-location" {
        why: "Search engines refuse a posting without a place, unless it is fully remote and says from where one may work.",
        example: "a posting with neither `location:` nor `workplace: remote`",
        remedy: "Add `location: City, Country`, or `workplace: remote` and `applicants: [ES]`.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    REMOTE_WITHOUT_APPLICANTS = Error "remote-without-applicants" {
        why: "A remote posting names the countries one may work from; Google requires at least one for TELECOMMUTE (JobPosting documentation, 2026-09-08).",
        example: "workplace: remote",
        remedy: "Add `applicants: [ES, PT]`; `EU` stands for its 27 countries.",
        source: "Google, “JobPosting structured data”, 2026-09-08",
    }

    CITY_IS_COUNTRY = Warning "city-is-country" {
        why: "The city is the name of a country, so readers won't find the place.",
        example: "location: { city: Spain, country: ES }",
        remedy: "Name the city, or leave it out.",
    }

    DUPLICATE_ADDRESS = Error "duplicate-address" {
        why: "Two pages would be one file; the second would silently replace the first.",
        example: "content/jobs/a.md and content/jobs/2026/a.md",
        remedy: "Give one of them a `slug:`. For postings of one title in one file, give both an `id`.",
    }

    BAD_LEDGER = Error "bad-ledger" {
        why: "The ledger is a text file directly in content/ with one page a line: its address, a blank and its file. `rolecall build` writes it.",
        example: "ledger: pages.csv",
        remedy: "Write `ledger: content/ledger.txt`, and leave the file to the program.",
    }

    BAD_SLUG = Error "bad-slug" {
        why: "A slug is one part of an address: lower case, no separators, nothing that leaves the folder or that Windows refuses.",
        example: "slug: ../../etc",
        remedy: "Use letters, digits and `-`: `slug: backend-engineer`.",
    }

    EMPTY_SLUG = Error "empty-slug" {
        why: "Nothing of the name is left for an address.",
        example: "a file named `!!!.md`",
        remedy: "Add `slug: some-words`, or rename the file.",
    }

    RESERVED_SLUG = Error "reserved-slug" {
        why: "The address belongs to the site itself: `page`, a section's name, or a language's code.",
        example: "content/pages/jobs.md",
        remedy: "Choose another slug.",
    }

    BAD_ALIAS = Error "bad-alias" {
        why: "An alias is the former address of a page, written from the site's root. It becomes a page, so it can't be a name that hosts, servers or browsers read (`/.htaccess`, `/sw.js`, `/index.html`), nor a file; of addresses that ended in `.php`, `.asp` or `.jsp` a folder is made, which no server runs.",
        example: "aliases: [jobs/old]",
        remedy: "Begin it with `/`, and write what the page had for an address: `aliases: [/jobs/old/]`.",
    }

    BAD_ADDITION = Error "bad-addition" {
        why: "The files that `head` and `body_end` name are put into every page as they are: a tag that is not closed, or one that ends a part of the page, would break them all.",
        example: "a file with `<script>` and without `</script>`",
        remedy: "Correct the file.",
        source: "WHATWG, “HTML”, 13.2.6, 2026",
    }

    BAD_SERVICE = Error "bad-service" {
        why: "Analytics, comments, newsletters and site verification know a site by a code of theirs. With another one nothing would be counted, and nobody would notice.",
        example: "analytics: { plausible: https://jobs.example }",
        remedy: "Copy the code alone.",
    }

    BAD_POLICY = Error "bad-policy" {
        why: "The policy in `csp` says what browsers may load beside the site's own files. A source that is not one would break the header, and `*` or `'unsafe-inline'` would make the policy worthless.",
        example: "csp: { script-src: \"*\" }",
        remedy: "Write addresses such as `https://stats.example`, or `csp: false`.",
        source: "W3C, “Content Security Policy Level 3”, 2025",
    }
}
