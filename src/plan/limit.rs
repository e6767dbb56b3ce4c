//! What the output may grow to, and what it grows from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Product;
use crate::content::Config;
use crate::diag::{Complaint, Diagnostic};
use crate::plan::rules::OUTPUT_TOO_LARGE;
use crate::source::{Span, SrcPath};

/// Bytes in a megabyte.
const MEGA: u64 = 1_000_000;

/// Files and bytes by what they come from.
#[derive(Clone, Debug, Default)]
pub struct Growth {
    by_cause: BTreeMap<&'static str, (usize, u64)>,
}

impl Growth {
    pub fn add(&mut self, product: &Product, bytes: u64) {
        let sums = self.by_cause.entry(product.cause()).or_default();
        (sums.0, sums.1) = (sums.0 + 1, sums.1.saturating_add(bytes));
    }

    /// The fault when there are more files than the site allows.
    pub fn too_many_files(&self, config: &Config) -> Option<Diagnostic> {
        let all: usize = self.by_cause.values().map(|(files, _)| files).sum();
        let most = config.output_limit.files;
        (all > most).then(|| {
            let greatest = self.greatest(|(files, _)| files as u64, grouped);
            fault(
                config,
                format!(
                    "the site would have {} files, more than {}: {greatest}",
                    grouped(all as u64),
                    grouped(most as u64)
                ),
                "files",
            )
        })
    }

    /// The fault when there are more bytes than the site allows.
    pub fn too_many_bytes(&self, config: &Config) -> Option<Diagnostic> {
        let all = self.by_cause.values().fold(0u64, |all, (_, bytes)| all.saturating_add(*bytes));
        let most = config.output_limit.megabytes;
        (all > most.saturating_mul(MEGA)).then(|| {
            let greatest = self.greatest(
                |(_, bytes)| bytes,
                |bytes| match bytes {
                    0..MEGA => format!("{} KB", bytes / 1_000),
                    _ => format!("{} MB", grouped(bytes / MEGA)),
                },
            );
            fault(config, format!("the site would have more than {} MB: {greatest}", grouped(most)), "megabytes")
        })
    }

    /// The three greatest causes, the greatest first.
    fn greatest(&self, size: impl Fn((usize, u64)) -> u64, shown: impl Fn(u64) -> String) -> String {
        let mut causes: Vec<(Reverse<u64>, &str)> =
            self.by_cause.iter().map(|(cause, sums)| (Reverse(size(*sums)), *cause)).collect();
        causes.sort();
        let named = causes.into_iter().take(3).map(|(Reverse(size), cause)| format!("{cause} {}", shown(size)));
        named.collect::<Vec<_>>().join(", ")
    }
}

fn fault(config: &Config, message: String, key: &str) -> Diagnostic {
    let (start, end) = config.output_limit.at;
    let site = SrcPath::new(crate::content::SITE);
    let help = format!(
        "check for postings with very many tags, places or pictures; if the site is meant to be this large, set `output_limit: {{ {key}: … }}`"
    );
    Complaint::new(OUTPUT_TOO_LARGE, message).help(help).at(Span::new(&site, start as usize, end as usize))
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 31_402, 1_000_000].map(grouped), ["0", "999", "1,000", "31,402", "1,000,000"]);
    }
}
