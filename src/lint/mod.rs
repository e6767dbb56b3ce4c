//! Rules over the whole site, read-only: one file for each rule, one line in a table.

mod apply_plain;
mod biased_language;
mod bodies;
mod closed_links;
mod closes_too_far;
mod description_is_title;
mod description_short;
mod duplicate_posting;
mod feed_indeed;
mod feed_jooble;
mod feed_linkedin;
mod feed_trovit;
mod logo_shape;
mod pay_transparency;
mod private_email;
mod region_missing;
mod remote_but_office;
mod salary_currency;
mod salary_open_ended;
mod salary_payments;
mod salary_range_wide;
mod salary_text_differs;
mod salary_unit;
mod stale_posting;
mod tags_alike;
mod takers;
mod template_left;
mod title_company;
mod title_contract;
mod title_date;
mod title_emoji;
mod title_gendered;
mod title_marker;
mod title_pay;
mod title_place;
mod title_promotion;
mod title_reference;
mod title_shouting;
mod titles;
mod translations_differ;
mod unused_introduction;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::relate::Site;

/// A rule looks at a site and says what it found.
type Rule = fn(&Site, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    apply_plain::look,
    biased_language::look,
    closed_links::look,
    closes_too_far::look,
    description_is_title::look,
    description_short::look,
    duplicate_posting::look,
    feed_indeed::look,
    feed_jooble::look,
    feed_linkedin::look,
    feed_trovit::look,
    logo_shape::look,
    pay_transparency::look,
    private_email::look,
    region_missing::look,
    remote_but_office::look,
    salary_currency::look,
    salary_open_ended::look,
    salary_payments::look,
    salary_range_wide::look,
    salary_text_differs::look,
    salary_unit::look,
    stale_posting::look,
    tags_alike::look,
    template_left::look,
    title_company::look,
    title_contract::look,
    title_date::look,
    title_emoji::look,
    title_gendered::look,
    title_marker::look,
    title_pay::look,
    title_place::look,
    title_promotion::look,
    title_reference::look,
    title_shouting::look,
    translations_differ::look,
    unused_introduction::look,
];

/// Applies every rule.
pub fn lint(site: &Site) -> Vec<Diagnostic> {
    let found = RULES.par_iter().map(|rule| {
        let mut diagnostics = Vec::new();
        rule(site, &mut diagnostics);
        diagnostics
    });
    found.flatten().collect()
}
