//! Rolecall turns a folder of articles and job postings into a career site.
//!
//! *A build is a pure function from texts to bytes. The disk is touched at its two ends, the clock in `main` alone. Every stage has its
//! own type. What is known about a file is cached under its hash.*
//!
//! ```text
//! disk ─discover→ Sources ─parse, markdown→ tree and Body ─content→ Entry ─relate→ Site ─plan→ Plan ─render→ bytes ─publish→ output
//!      impure   │          one file at a time          │    whole site    │ one page at a time │
//!                                                      └─lint→ diagnostics
//! ```
//!
//! # The modules, from the lowest layer up
//!
//! | layer | module | from → to |
//! |---|---|---|
//! | 0 | [`source`] | what a build may look at: paths, texts, places, addresses, hashes |
//! | 1 | [`diag`] | what a build reports: rules, diagnostics, their printed forms |
//! | 2 | [`markdown`] | a text → a body, which is a tree; a body → HTML, the subsets of job boards, plain text, Markdown |
//! | 2 | [`parse`] | text → syntax: front matter, YAML → a tree with places |
//! | 3 | [`model`] | what values mean: languages, places, pay, moments; no I/O, YAML or templates |
//! | 3 | [`picture`] | bytes → sizes, smaller copies, drawings, QR codes |
//! | 4 | [`content`] | the kinds of content, one file or folder each: declared fields, value, reader; syntax → meaning, one file at a time |
//! | 4 | [`locale`] | all that a language has: words with plural forms, dates, numbers and pay, phrases that rules look for, words that editors write |
//! | 5 | [`relate`] | entries → a site, in three phases (index, lists, relations), from records alone |
//! | 6 | [`facts`] | what is said of an entry in one language: titles, places, pay, dates, state; and its pictures |
//! | 7 | [`search`] | a site → the JSON search index; a query → what answers it, as the script in the browser does |
//! | 8 | [`render`] | a theme; the data for its templates; the machine-readable files |
//! | 9 | [`boards`] | job boards, one file each: which postings each gets, why it refuses others, its dialect |
//! | 9 | [`pages`] | the pages that templates make, one file for each kind |
//! | 10 | [`lint`] | rules about postings and over the whole site, one file each |
//! | 10 | [`plan`] | a site → every output file, with its path and what it is made of |
//! | 11 | [`pipeline`] | sources, an instant, a memo → an outcome; all of the above in one function |
//! | 12 | [`discover`] | a folder → sources |
//! | 12 | [`publish`] | an outcome → the output folder |
//! | 13 | [`serve`] | a built site → a browser: its pages, what changed, every posting's state, other days |
//! | 13 | [`watch`] | a folder → sources kept up to date with it |
//! | 14 | [`cli`] | arguments → all of it |
//!
//! A module uses its own layer and lower ones only; each external crate is used in one module only (serde, serde_json, jiff, rayon and icu's
//! components aside). `tests/it/tidy.rs` enforces both.
//!
//! # What holds everywhere
//!
//! - Nothing below layer 12 reads disk, clock, environment or network; the instant of a build is an argument.
//! - A stage never changes what it was given, and no value is half filled.
//! - Reading a file depends on that file and the settings alone, so [`pipeline::Memo`] caches the result by hash, messages included.
//! - `relate` and `plan` are done from scratch whenever an entry's [`content::Record`] has changed: all that relations, addresses and rules over the whole
//!   site can see. Where [`content::Prose`] alone has, [`pipeline`] puts it into the previous site; changes are not tracked any finer.
//!   Tests with random edits compare both with a build from scratch.
//! - What the system reports about changed files is a hint; [`discover::Disk::scan`] is the truth, and always follows.
//! - A file of the output depends on all records, the settings and the other sources, and on the titles and texts that are read while it is made, on one
//!   thread: [`content::reads`] notes them. While those are the same it is not made again, by this process or a later one ([`pipeline::MadeFiles`]).
//! - A build from the same inputs as the last is skipped when the output is untouched ([`publish::unchanged`]); rules ask of the instant through
//!   [`model::Deadlines`], which records how long the answer holds.
//! - Pages are rendered in parallel, handed to [`publish`] and dropped: memory holds the site's records, never its output.
//! - What reaches the output comes from an ordered collection; every sort order ends with a unique key.
//! - Dropping the memo changes speed, never a byte.
//! - The author's fault is a [`diag::Diagnostic`], the machine's an [`std::io::Error`], ours a panic with a reason.

pub mod boards;
pub mod cli;
pub mod content;
pub mod diag;
pub mod discover;
pub mod facts;
pub mod lint;
pub mod locale;
pub mod markdown;
pub mod model;
pub mod pages;
pub mod parse;
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod relate;
pub mod render;
pub mod search;
pub mod serve;
pub mod source;
pub mod watch;
