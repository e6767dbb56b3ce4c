//! The JSON search index: what a reader can find in a language, for browsers, for programs and for `rolecall search`.
//!
//! 1. `tokens`: texts to words; `language`: stems, words that every text has, words that mean the same.
//! 2. `build`: a site to an [`Index`]; `card`: what it says of an entry; `collect`: its words; `facets`: what it can be narrowed by; `index`, `files`: the
//!    index as JSON, in one file or in shards.
//! 3. `lookup`: a word of a query to what it may stand for; `find`: a query to the entries that answer it, as the theme's `find.js` does it. `read`: the files of an index back to it.
//! 4. `places`: where towns are.
//!
//! The format is `rolecall-search/1`; its JSON Schema is published beside it. Up to 300 entries are in one file:
//!
//! ```json
//! {"schema": "rolecall-search/1", "language": "en", "layout": "single", "count": 1, "says": {"none": "No results.", "count": {"other": "{n} results"}},
//!  "stop": ["the"], "common": [], "endings": ["s", "ing"],
//!  "dates": [[20732, 1]], "featured": [], "closes": {"docs": [0], "values": [20802]}, "pay": {"EUR": {"docs": [0], "values": [64000]}},
//!  "facets": [{"name": "workplace", "values": [{"key": "hybrid", "label": "Hybrid", "docs": [0]}]}], "sources": [],
//!  "words": {"engin": {"forms": ["engineer"], "docs": {"5": [0]}}}, "texts": {"ferri": {"forms": ["ferries"], "docs": {"2": [0]}}},
//!  "docs": [{"url": "/jobs/x/", "title": "Engineer", "kind": "job", "summary": "…", "tags": ["Rust"], "company": "Acme", "place": "Zaragoza, Spain",
//!            "countries": ["ES"], "workplace": "hybrid", "employment": ["full-time"], "level": "senior",
//!            "salary": {"min": 52000, "max": 64000, "currency": "EUR", "per": "year"}, "pay": "€52,000 – €64,000 a year", "facts": ["Hybrid"],
//!            "date": "2026-10-05", "closes": "2026-12-15T17:00:00+01:00"}]}
//! ```
//!
//! Entries are numbered by their place in `docs`, the newest first; those without a date come last. Lists of numbers are the first and the steps from each to the next, less one.
//! Days are counted from 1970-01-01; pay is the most in a year, in whole units. A town that is known says where it is (`at`): a point on the globe in tenths of a kilometre from its centre;
//! whose table that is stands in `sources`. A word has a level from 1 to 8 in each entry: how much it says of it. A field without a value is left out.
//!
//! More entries are in shards: `index.json` then has no words, facets and cards but what leads to them. `words` and `texts` are the stem with which each of
//! `words-N.json` and `texts-N.json` begins, with its hash; of a form that would be looked for in another shard, `see` there names its stem. `cards-N.json` has
//! `block` entries each, `facet-NAME.json` the entries of each value, `closes.json`, `pay.json`, `lexicon.json` (words for corrections) and `offers.json` (what is
//! offered while somebody writes) the rest. `search/index.json` has the languages. A shard has its own
//! hash in `v`: where it is not the one that `index.json` names, the site has been published anew in between.

mod build;
mod card;
mod collect;
mod facets;
mod files;
mod find;
mod index;
mod language;
mod lookup;
mod places;
mod read;
mod tokens;

/// The JSON Schema of all files of an index.
pub const SCHEMA: &str = include_str!("schema.json");

pub use build::{Shown, index};
pub use facets::company_key;
pub use files::{SearchFile, languages};
pub use find::{Found, Query, Sort};
pub use index::{Index, SCHEMA_NAME};
pub use read::{ReadFault, read};
