//! Rules over the whole site, read-only: one file for each rule, one line in a table.

mod apply_plain;
mod template_left;
mod title_company;
mod title_date;
mod title_pay;
mod title_place;
mod title_promotion;
mod title_reference;
mod title_shouting;
mod titles;
mod translations_differ;

use crate::diag::Diagnostic;
use crate::relate::Site;

/// A rule looks at a site and says what it found.
type Rule = fn(&Site, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    apply_plain::look,
    template_left::look,
    title_company::look,
    title_date::look,
    title_pay::look,
    title_place::look,
    title_promotion::look,
    title_reference::look,
    title_shouting::look,
    translations_differ::look,
];

/// Applies every rule.
pub fn lint(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in RULES {
        rule(site, &mut diagnostics);
    }
    diagnostics
}
