//! Where a posting is to say what it pays: a dated table, never advice.

use jiff::civil::Date;

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayRules {
    /// When it was last looked over: `2026-11`.
    pub checked: String,
    pub rules: Vec<PayRule>,
}

/// What one law asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayRule {
    /// `IT`, or `US-CO`.
    pub region: String,
    pub needs: Vec<Need>,
    /// Whether the posting itself must say it; else applicants must hear of it before the interview.
    pub is_for_posting: bool,
    pub since: Date,
    /// Employers of fewer people are exempt.
    pub employees: Option<u32>,
    pub source: String,
}

/// What a posting is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    Salary,
    Benefits,
    Closes,
}
