//! What a text may use, and what becomes of it.

use std::sync::Arc;

use super::csp::Policy;

/// What a text may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    pub dialect: Dialect,
    pub raw_html: RawHtml,
    pub extensions: Extensions,
    /// Hosts whose pictures an employer may show.
    pub picture_hosts: Arc<[String]>,
    /// The policy under which pages are shown, with what it usually allows; `None` when the site publishes none.
    pub policy: Option<Arc<Policy>>,
}

/// What a site may switch on beside CommonMark and what GitHub has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// Straight quotes and hyphens become curly ones and dashes.
    pub smart_punctuation: bool,
    pub heading_ids: HeadingIds,
    /// `$…$` and `$$…$$` are formulas.
    pub math: bool,
    /// `:rocket:` is that picture.
    pub emoji: bool,
    /// `==…==` is marked.
    pub mark: bool,
    /// `H~2~O` and `m^2^` are set low and high.
    pub scripts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// CommonMark and no more: links as written, no ids.
    CommonMark,
    /// With the extensions, ids, and checked links.
    Full,
}

/// What becomes of HTML in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is shown as text.
    Shown,
    /// It stays as it is.
    Kept,
    /// It stays as far as it is harmless: an employer wrote it.
    Cleaned,
}

/// How the ids of headings are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadingIds {
    /// As GitHub does: letters of every script, a hyphen for each blank.
    #[default]
    GitHub,
    /// As addresses are made: letters of a to z alone where that is possible.
    Plain,
}
