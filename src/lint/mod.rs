//! Rules over the whole site, read-only: one file for each rule, one line in a table.

mod translations_differ;

use crate::diag::Diagnostic;
use crate::relate::Site;

/// A rule looks at a site and says what it found.
type Rule = fn(&Site, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[translations_differ::look];

/// Applies every rule.
pub fn lint(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in RULES {
        rule(site, &mut diagnostics);
    }
    diagnostics
}
