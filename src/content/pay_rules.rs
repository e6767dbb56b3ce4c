//! Where a posting must state its pay: a dated table, never advice. The site's own, or the one in the binary.

use jiff::civil::Date;

use super::fields::Fields;
use super::words::Written;
use crate::content::rules::UNKNOWN_COUNTRY;
use crate::diag::{Complaint, Diagnostic};
use crate::model::{Country, Region};
use crate::parse::{Trust, parse_yaml};
use crate::source::Source;

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

/// What a posting must state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    Salary,
    Benefits,
    Closes,
}

/// Where a site's own table lies.
pub const PAY_RULES: &str = "content/pay-transparency.yaml";

/// Reads a table; without a source the one in the binary.
pub fn pay_rules(source: Option<&Source>, diagnostics: &mut Vec<Diagnostic>) -> PayRules {
    let built_in;
    let source = match source {
        Some(source) => source,
        None => {
            built_in = Source::from_text("pay-transparency.yaml", include_str!("pay_transparency.yaml"));
            &built_in
        }
    };
    let nodes = parse_yaml(&source.path, source.text(), 0, Trust::Owner, diagnostics);
    let mut table = PayRules::default();
    if let Some(mut fields) = nodes.first().and_then(|node| Fields::of(node, "the table", diagnostics)) {
        table.checked = fields.required("checked").text().map(|text| text.value).unwrap_or_default();
        let items = fields.optional("rules").items();
        let mut found = Vec::new();
        for item in items {
            let Some(mut parts) = Fields::of(item, "a rule", &mut found) else { continue };
            let region = parts.required("region").read(region);
            let needs = parts.optional("needs").word_list(
                &[("salary", Need::Salary), ("benefits", Need::Benefits), ("closes", Need::Closes)],
                &["salary", "benefits", "closes"],
            );
            let is_for_posting =
                parts.optional("when").word(&[("posting", true), ("interview", false)], &["posting", "interview"]);
            let since = parts.required("since").date();
            let employees = parts.optional("employees").number(1, 100_000).and_then(|n| u32::try_from(n).ok());
            let source = parts.required("source").text();
            parts.finish();
            if let (Some(region), Some(Written::Day(since)), Some(source)) =
                (region, since.map(|since| since.value), source)
            {
                table.rules.push(PayRule {
                    region: region.value,
                    needs: if needs.is_empty() { vec![Need::Salary] } else { needs },
                    is_for_posting: is_for_posting.is_none_or(|word| word.value),
                    since,
                    employees,
                    source: source.value,
                });
            }
        }
        found.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
        fields.finish();
    }
    table
}

/// A country's code, or that of one of its regions.
fn region(text: &str) -> Result<String, Complaint> {
    let upper = text.to_uppercase();
    let (country, rest) = upper.split_once('-').map_or((upper.as_str(), None), |(country, rest)| (country, Some(rest)));
    let country = Country::from_code(country);
    let is_known = match (country, rest) {
        (Some(country), Some(rest)) => matches!(Region::find(country, rest), Some(Region::Known { .. })),
        (country, None) => country.is_some(),
        _ => false,
    };
    if is_known {
        return Ok(upper);
    }
    Err(Complaint::new(UNKNOWN_COUNTRY, format!("`{text}` is neither a country nor a region"))
        .help("write a code: `ES`, or `US-CO`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_in_the_binary_has_no_faults() {
        let mut diagnostics = Vec::new();
        assert!(pay_rules(None, &mut diagnostics).rules.len() > 15);
        assert_eq!(diagnostics, []);
    }
}
