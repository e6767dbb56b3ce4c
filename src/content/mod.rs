//! The kinds of content, one folder or file each: its fields, declared once, its value and its reader. Syntax to meaning, one file at a time, every fault
//! noted.
//!
//! 1. [`config`]: site.yaml to a [`Config`].
//! 2. [`place`]: a path to the kind of source it is.
//! 3. [`entries`]: a file to its entries. An [`Entry`] is its [`Record`], which others may depend on, and its [`Prose`].
//! 4. `declare`: what a declaration is; `fields`: the fields of a map; `words`: texts to dates, pay, places.

mod article;
mod author;
mod company;
mod data;
pub mod declare;
mod defaults;
mod entry;
mod fields;
mod job;
mod kind;
mod landing;
mod ledger;
mod links;
mod logo;
mod own;
mod own_kind;
mod page;
mod pay_rules;
mod placement;
mod places;
mod reader;
pub mod reads;
mod record;
pub mod rules;
mod site;
mod tag;
mod unknown;
mod values;
mod words;

use std::sync::Arc;

pub use article::{Article, JobsBlock, SeriesName};
pub use author::{Author, AuthorRef, InlineAuthor};
pub use company::Company;
pub use data::{DATA_FOLDER, read as read_data};
pub use defaults::{Defaults, is_defaults, read as read_defaults};
pub use entry::{Entry, Head, KeyPlace, Keys, Kind, Prose, TranslationKey};
pub use fields::Fields;
pub use job::{
    Apply, Board, CompanyRef, Contact, Details, Education, Employment, InlineCompany, Job, Level, Occupation, Start,
    State, Status, Syndicate, Term, Workplace,
};
pub use kind::{Common, KindName};
pub use landing::LandingText;
pub use ledger::{KnownPage, Published, ledger, remembered, write_ledger};
pub use own::{FACETS, Holds, OwnField, OwnFields, OwnValue, QUERY};
pub use own_kind::{Order, OrderBy, OwnEntry, OwnKind};
pub use page::TextPage;
pub use pay_rules::{Need, PAY_RULES, PayRule, PayRules, pay_rules};
pub use placement::{
    EntryPlace, OLD_LANDINGS, Placement, SITE, dotted_names, is_text_of_another_kind, misplaced, place,
};
pub use reader::entries;
pub use record::{Record, TextRecord};
pub use site::{
    Additions, ClosedPage, Comments, Config, DIRECTIVES, Encoding, FeedFormat, Feeds, GISCUS, GroupJobs, Host,
    HostLimits, Images, LandingFeeds, LanguageTexts, Limit, MenuItem, Newsletter, OptionValue, OutputLimit, PageFile,
    Policy, Section, base_url, config, plain, read_additions,
};
pub use tag::TagPage;
pub use words::now;

use crate::content::rules::{FILE_TOO_LARGE, INVALID_UTF8, IRREGULAR_FILE, SYMBOLIC_LINK};
use crate::diag::{Complaint, Diagnostic};
use crate::markdown::LinkTarget;
use crate::source::{Content, Source, Span, Spanned, SrcPath};

/// What a file says.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub entries: Vec<Entry>,
    pub unresolved: Vec<UnresolvedRefs>,
}

/// The names that a faulty entry gives others: so that their faults are told in the same run as its own.
#[derive(Clone, Debug)]
pub struct UnresolvedRefs {
    pub source: SrcPath,
    pub company: Option<Spanned<String>>,
    pub authors: Vec<Spanned<String>>,
    /// The links and pictures of its body.
    pub links: Vec<Arc<LinkTarget>>,
}

/// Why a file can't be read as text, if so.
pub fn unreadable(source: &Source) -> Option<Diagnostic> {
    let whole = Span::whole(&source.path);
    Some(match &source.content {
        Content::Text(text) => {
            let at = text.find('\0')?;
            let complaint = Complaint::new(INVALID_UTF8, format!("the file contains a NUL byte at offset {at}"));
            complaint.help("save the file as UTF-8 text").at(Span::new(&source.path, at, at + 1))
        }
        Content::NotUtf8 { valid_up_to, readable } => {
            let looks_like_utf_16 = readable.starts_with(['\u{fffd}']) && readable.contains('\0');
            let help =
                if looks_like_utf_16 { "it looks like UTF-16; save it as UTF-8" } else { "save the file as UTF-8" };
            let at = (*valid_up_to).min(readable.len());
            Complaint::new(
                INVALID_UTF8,
                format!("the file is not UTF-8: the first invalid byte is at offset {valid_up_to}"),
            )
            .help(help)
            .at(Span::new(&source.path, at, at + 3))
        }
        Content::TooLarge { len, cap } => {
            Complaint::new(FILE_TOO_LARGE, format!("the file has {len} bytes, more than {cap}"))
                .help("split it")
                .at(whole)
        }
        Content::Irregular { kind } if *kind == "a symbolic link" => {
            Complaint::new(SYMBOLIC_LINK, "symbolic links are not followed")
                .help("copy the file into the site")
                .at(whole)
        }
        Content::Irregular { kind } => {
            Complaint::new(IRREGULAR_FILE, format!("this is {kind}, not a file")).help("remove it").at(whole)
        }
        Content::Opaque { .. } => return None,
    })
}
