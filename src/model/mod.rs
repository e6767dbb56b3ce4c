//! The nouns: plain values without files, YAML or templates.
//!
//! 1. [`Entry`]: one thing that content says: an article, a posting, a company, an author, a tag's page, a page.
//! 2. [`Job`] and its parts: [`Salary`], [`Place`], [`Apply`], …
//! 3. [`Config`]: what site.yaml says.

mod cities;
mod config;
mod entry;
mod job;
mod lang;
mod ledger;
mod pay_rules;
mod place;
mod record;
mod salary;
mod time;

pub use cities::{country_of_city, state_of_city};
pub use config::{
    ClosedPage, Config, DIRECTIVES, Encoding, FeedFormat, Feeds, Images, LanguageTexts, MenuItem, OptionValue,
    OutputLimit, Policy, Section,
};
pub use entry::{
    Article, Author, Company, Entry, Head, JobsBlock, KeyPlace, Keys, Kind, KindName, LandingText, Prose, SeriesName,
    TagPage, TextPage, TranslationKey,
};
pub use job::{
    Apply, Board, CompanyRef, Education, Employment, InlineCompany, Job, Level, State, Status, Syndicate, Workplace,
};
pub use lang::{Collation, Lang, language_name};
pub use ledger::{KnownPage, Published, write_ledger};
pub use pay_rules::{Need, PayRule, PayRules};
pub use place::{Area, Country, EUROPEAN_UNION, Place, Region};
pub use record::{Record, TextRecord};
pub use salary::{Amount, Period, Salary, SalaryFault};
pub use time::{Closing, When};
