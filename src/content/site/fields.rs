//! The settings of a site.

use super::additions::ADDITIONS;
use crate::content::declare::{Declaration, Field, Shape, field};
use crate::content::own::FIELD;
use crate::content::own_kind::KIND;
use crate::content::{GroupJobs, Host};

pub const DECLARATION: Declaration = Declaration {
    name: "site",
    title: "site.yaml",
    files: "content/site.yaml",
    fields: &[BASICS, PAGES, OUTPUTS, ADDITIONS, TEXTS],
    is_list: false,
    body: None,
};

const BASICS: &[Field] = &[
    field("title", Shape::Text, "the site's name", "Harbour Jobs").required(),
    field("base_url", Shape::Address, "the address of the home page", "https://jobs.example").required(),
    field("language", Shape::Text, "the language of files without a suffix, as a code", "en").required(),
    field("description", Shape::Text, "one sentence about the site", "Jobs and articles around the harbour."),
    field(
        "languages",
        Shape::Either(&[
            Shape::OneOrMore(&Shape::Text),
            Shape::Named(&Shape::Either(&[Shape::Text, Shape::Group(LANGUAGE)])),
        ]),
        "further languages: codes, or `es: { title, description }` for each",
        "{ es: { title: Empleos } }",
    ),
    field(
        "country",
        Shape::Text,
        "the site's own country, for places that end with a code of a state: `Dover, DE` is in Delaware with `US`",
        "US",
    ),
    field(
        "timezone",
        Shape::Text,
        "for dates and for what builds print, as an IANA name; else UTC, with a hint",
        "Europe/Madrid",
    ),
    field("theme", Shape::Text, "the name of a folder in themes/", "broadsheet"),
    field("theme_options", Shape::Named(&Shape::Anything), "see themes/README.md", "{ accent: green }"),
    field(
        "menu",
        Shape::Anything,
        "a list of `{ title, url }` or `{ title, items: [{ title, url }] }`, or one for each language; else the sections, the kinds of your own and the pages with `menu`",
        "[{ title: Jobs, url: /jobs/ }]",
    ),
];

pub const LANGUAGE: &[Field] = &[
    field("title", Shape::Text, "the site's name in that language", "Empleos del Puerto"),
    field("description", Shape::Text, "one sentence about the site", "Empleos y artículos."),
];

const PAGES: &[Field] = &[
    field(
        "paths",
        Shape::Named(&Shape::Named(&Shape::Text)),
        "the sections' words in addresses of a language: `articles`, `jobs`, `companies`, `authors`, `tags`, `search`, `archive`, `saved`, `landings`, `salaries`",
        "{ es: { jobs: empleos } }",
    ),
    field(
        "synonyms",
        Shape::Named(&Shape::OneOrMore(&Shape::Text)),
        "words that mean the same to those who search, a group a text, beside those that the search knows",
        "{ en: ['carer, caregiver'] }",
    ),
    field(
        "fields",
        Shape::Named(&Shape::Named(&Shape::Group(FIELD))),
        "fields of the site's own, by kind and name: `type` (`text`, `number`, `date`, `flag`, `choice`, `choices`, `link`, `money`, `place`, `entry`), `kind`, `values`, `label`, `help`, `required`, `facet`",
        "{ job: { clearance: { type: choice, values: [none, sc, dv], label: { en: Clearance }, facet: true } } }",
    ),
    field(
        "kinds",
        Shape::Named(&Shape::Group(KIND)),
        "kinds of entries of the site's own, each a folder below content: `title`, `description`, `order`, `feed`, `search`, `menu`, `fields`",
        "{ events: { title: Events, order: starts, fields: { starts: { type: date } } } }",
    ),
    field(
        "distance_search",
        Shape::Flag,
        "`true` lets readers look for jobs within so many kilometres of a town, where it has 15,000 inhabitants or more (GeoNames)",
        "true",
    ),
    field(
        "optional_description",
        Shape::Flag,
        "`true` lets postings do without a text, for a board that links to where they are described; those have no JobPosting markup, and job boards don't get them",
        "true",
    ),
    field(
        "saved_jobs",
        Shape::Flag,
        "`false` takes away the star by which readers keep postings in their browser, and the page that lists them",
        "false",
    ),
    field("pagination", Shape::Number(1, 1000), "entries on a page of a list; 20", "20"),
    field(
        "group_jobs",
        Shape::Word(GroupJobs::CANONICAL),
        "parts the list of all jobs by {words}, on one page, as sites of one employer do; with more than 1,000 open postings it is page by page all the same",
        "department",
    ),
    field(
        "fallback",
        Shape::Flag,
        "`false` keeps entries without a translation out of other languages' lists",
        "false",
    ),
    field(
        "closed",
        Shape::Group(CLOSED),
        "what becomes of a closed posting's page: `{ page: keep }`, or `{ page: gone, after_days: 30 }`, counted from `closes`; a filled or withdrawn posting without it goes at once",
        "{ page: gone, after_days: 30 }",
    ),
    field(
        "gone",
        Shape::OneOrMore(&Shape::Text),
        "addresses that are gone for good; hosts answer them with 410",
        "[/jobs/old/]",
    ),
    field(
        "ledger",
        Shape::Text,
        "a file that remembers every page once published, kept with the site; a page of it that is lost is an error",
        "content/ledger.txt",
    ),
    field(
        "landing_minimum",
        Shape::Either(&[Shape::No, Shape::Number(1, 1000)]),
        "open postings that a landing page needs; 3; `false` for none",
        "5",
    ),
    field(
        "landing_limit",
        Shape::Number(0, 1_000_000),
        "the most landing pages that cross a skill with a place, a level or remote work; default 100 plus one per six open postings, never more than 100 plus 4 per posting; the smallest are left out",
        "1000",
    ),
    field(
        "tag_minimum",
        Shape::Number(1, 1000),
        "open postings that a tag needs for its own page, unless an article has it or content/tags has a file for it; default 2",
        "2",
    ),
    field(
        "salary_minimum",
        Shape::Number(3, 1000),
        "postings that a figure of the salary guide needs; 5, never less than 3",
        "5",
    ),
];

const CLOSED: &[Field] = &[
    field("page", Shape::Word(&["keep", "gone"]), "whether the page stays", "gone"),
    field("after_days", Shape::Number(0, 3650), "how long it stays before it goes", "30"),
];

const OUTPUTS: &[Field] = &[
    field(
        "feeds",
        Shape::Group(FEEDS),
        "`{ limit: 20, full: false, formats: [atom, json, rss], landings: single }`: entries in a list's feed, whether it has their whole texts, its forms (`atom` and `json` unless said); `landings: single` gives landing pages of one thing feeds, `all` those crossed with a skill too, `none` none; and which job boards have a feed of all postings: `indeed`, `linkedin`, `jooble`, `trovit`, each `true` or `{ language: es }`, the language it gets first; LinkedIn also `email`, whom it writes to about postings that name nobody",
        "{ indeed: true }",
    ),
    field(
        "markdown_pages",
        Shape::Flag,
        "`true` publishes each open posting as plain Markdown too, beside its page as `index.md`",
        "true",
    ),
    field(
        "images",
        Shape::Group(IMAGES),
        "`widths` of the smaller copies of photographs, `[]` for none; `cards: true` draws a picture for shared links for each posting and article; `qr: true` prints a posting's address as a QR code on its printed page",
        "{ widths: [480, 960, 1600], cards: true }",
    ),
    field(
        "files",
        Shape::OneOrMore(&Shape::Word(&["txt", "odt", "docx", "ics"])),
        "kinds of documents, besides pictures and PDF, that may be published beside an entry",
        "[docx, ics]",
    ),
    field(
        "allowed_aliases",
        Shape::OneOrMore(&Shape::Text),
        "addresses at and below which postings and companies may have `aliases`; their own section is always allowed",
        "[/careers/, /stellen.php]",
    ),
    field(
        "compress",
        Shape::OneOrMore(&Shape::Word(&["gzip", "brotli"])),
        "also publishes assets and the search index in these compressed forms, for hosts that serve them",
        "[gzip, brotli]",
    ),
    field(
        "csp",
        Shape::Either(&[Shape::No, Shape::Named(&Shape::OneOrMore(&Shape::Text))]),
        "sources that pages may load besides the site's own, by directive (`script-src`, `default-src`, `style-src`, `img-src`, `font-src`, `media-src`, `manifest-src`, `connect-src`, `frame-src`, `form-action`, `worker-src`); `false` publishes no policy",
        "{ script-src: https://stats.example }",
    ),
    field(
        "host",
        Shape::Word(Host::CANONICAL),
        "where the site is published: only what that host reads is made beside the pages, and what it takes at most is a limit of the output",
        "netlify",
    ),
    field(
        "output_limit",
        Shape::Group(LIMIT),
        "a build that would pass it stops before anything is written, and names what grew",
        "{ files: 1000000, megabytes: 20000 }",
    ),
];

const BOARD: Shape = Shape::Either(&[Shape::Flag, Shape::Group(BOARD_FIELDS)]);

const BOARD_FIELDS: &[Field] = &[field("language", Shape::Text, "the language it gets first", "es")];

const LINKEDIN: &[Field] = &[
    field("language", Shape::Text, "the language it gets first", "es"),
    field("email", Shape::Email, "whom it writes to about postings without a contact", "jobs@acme.example"),
];

const FEEDS: &[Field] = &[
    field("limit", Shape::Number(1, 1000), "entries in a list's feed; 20", "20"),
    field("full", Shape::Flag, "whether feeds have whole texts", "true"),
    field("formats", Shape::OneOrMore(&Shape::Word(&["atom", "json", "rss"])), "their forms", "[atom, json]"),
    field("landings", Shape::Word(&["none", "single", "all"]), "which landing pages have feeds; `single`", "none"),
    field("indeed", BOARD, "a feed for Indeed", "true"),
    field(
        "linkedin",
        Shape::Either(&[Shape::Flag, Shape::Group(LINKEDIN)]),
        "a feed for LinkedIn",
        "{ email: jobs@acme.example }",
    ),
    field("jooble", BOARD, "a feed for Jooble", "true"),
    field("trovit", BOARD, "a feed for Trovit", "true"),
];

const IMAGES: &[Field] = &[
    field("widths", Shape::OneOrMore(&Shape::Number(16, 8000)), "widths of copies in pixels", "[480, 960]"),
    field("cards", Shape::Flag, "draws share cards", "true"),
    field("qr", Shape::Flag, "draws QR codes", "true"),
];

const LIMIT: &[Field] = &[
    field("files", Shape::Number(1, 100_000_000), "files at most", "1000000"),
    field("megabytes", Shape::Number(1, 100_000_000), "size at most", "20000"),
];

const TEXTS: &[Field] = &[
    field(
        "raw_html",
        Shape::Flag,
        "`true` publishes the HTML of articles and pages; what the policy of the pages forbids of it is reported",
        "true",
    ),
    field(
        "markdown",
        Shape::Group(MARKDOWN),
        "each `true` or `false`: `smart_punctuation` makes curly quotes and dashes; `math` shows `$…$` and `$$…$$` as MathML; `emoji` reads `:rocket:`; `mark` reads `==marked==`; `scripts` reads `H~2~O` and `m^2^`; `heading_ids: plain` makes ids of the letters a to z, digits and hyphens, in place of `github`",
        "{ math: true }",
    ),
    field(
        "picture_hosts",
        Shape::OneOrMore(&Shape::Text),
        "hosts, besides the site's own, whose pictures postings and companies may show; others become links, and logos are left out",
        "[images.example]",
    ),
];

pub const MARKDOWN: &[Field] = &[
    field("smart_punctuation", Shape::Flag, "curly quotes and dashes", "true"),
    field("math", Shape::Flag, "formulas", "true"),
    field("emoji", Shape::Flag, "names of emoji", "true"),
    field("mark", Shape::Flag, "marked text", "true"),
    field("scripts", Shape::Flag, "subscripts and superscripts", "true"),
    field("heading_ids", Shape::Word(&["github", "plain"]), "how ids of headings are made", "plain"),
];
