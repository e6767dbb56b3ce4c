//! What the output may grow to, and what it grows from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Planned;
use crate::content::{Config, LandingFeeds, Limit};
use crate::diag::{Complaint, Diagnostic};
use crate::plan::rules::OUTPUT_TOO_LARGE;
use crate::source::{Address, Span, SrcPath};

/// Bytes in a megabyte.
const MEGA: u64 = 1_000_000;

/// What output comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    Entries,
    Profiles,
    Tags,
    Landings,
    Feeds,
    Lists,
    Redirects,
    Pictures,
    Copies,
    Packed,
}

impl Cause {
    /// As the site's owner would name it.
    fn name(self) -> &'static str {
        match self {
            Cause::Entries => "pages of entries",
            Cause::Profiles => "pages of companies and authors",
            Cause::Tags => "pages of tags",
            Cause::Landings => "landing pages",
            Cause::Feeds => "feeds",
            Cause::Lists => "lists and files of the site's own",
            Cause::Redirects => "redirects",
            Cause::Pictures => "pictures that are made",
            Cause::Copies => "files that are copied",
            Cause::Packed => "compressed files",
        }
    }

    /// The setting that makes less of it, where there is one.
    fn setting(self, config: &Config) -> Option<&'static str> {
        match self {
            Cause::Entries => config.markdown_pages.then_some("`markdown_pages: false`"),
            Cause::Tags => Some("a greater `tag_minimum`"),
            Cause::Landings => Some("a smaller `landing_limit`"),
            Cause::Feeds if config.feeds.landings != LandingFeeds::None => Some("`feeds: { landings: none }`"),
            Cause::Feeds => Some("fewer `formats` in `feeds`"),
            Cause::Pictures => Some("fewer `widths` in `images`"),
            Cause::Packed => Some("no `compress`"),
            Cause::Profiles | Cause::Lists | Cause::Redirects | Cause::Copies => None,
        }
    }
}

/// Files and bytes by what they come from.
#[derive(Clone, Debug, Default)]
pub struct Growth {
    by_cause: BTreeMap<Cause, (usize, u64)>,
    /// The largest file, by its address.
    largest: Option<(u64, Address)>,
}

impl Growth {
    pub fn add(&mut self, planned: &Planned, bytes: u64) {
        let sums = self.by_cause.entry(planned.product.cause()).or_default();
        (sums.0, sums.1) = (sums.0 + 1, sums.1.saturating_add(bytes));
        if self.largest.as_ref().is_none_or(|(most, _)| bytes > *most) {
            self.largest = Some((bytes, planned.out.address()));
        }
    }

    /// The fault when there are more files than the site or its host allows.
    pub fn too_many_files(&self, config: &Config) -> Option<Diagnostic> {
        let all: u64 = self.by_cause.values().map(|(files, _)| *files as u64).sum();
        let Limit { most, of, .. } = config.output_limit.files;
        (all > most).then(|| {
            let causes = self.greatest(|(files, _)| files as u64);
            let named = shown(&causes, grouped);
            let (all, most) = (grouped(all), grouped(most));
            let message = match of {
                Some(host) => format!("the site would have {all} files, and {} takes {most}: {named}", host.name()),
                None => format!("the site would have {all} files, more than {most}: {named}"),
            };
            fault(config, config.output_limit.files, message, &causes, "files")
        })
    }

    /// The fault when there are more bytes than the site or its host allows, in all or in a file.
    pub fn too_many_bytes(&self, config: &Config) -> Option<Diagnostic> {
        let all = self.by_cause.values().fold(0u64, |all, (_, bytes)| all.saturating_add(*bytes));
        let Limit { most, of, .. } = config.output_limit.megabytes;
        if all > most.saturating_mul(MEGA) {
            let causes = self.greatest(|(_, bytes)| bytes);
            let named = shown(&causes, |bytes| match bytes {
                0..MEGA => format!("{} KB", bytes / 1_000),
                _ => format!("{} MB", grouped(bytes / MEGA)),
            });
            let most = grouped(most);
            let message = match of {
                Some(host) => {
                    format!("the site would have more than the {most} MB that {} takes: {named}", host.name())
                }
                None => format!("the site would have more than {most} MB: {named}"),
            };
            return Some(fault(config, config.output_limit.megabytes, message, &causes, "megabytes"));
        }
        let host = config.host.as_ref()?;
        let most = host.value.limits().file_bytes?;
        let (_, address) = self.largest.as_ref().filter(|(bytes, _)| *bytes > most)?;
        let message =
            format!("`{address}` has more than the {} MiB that {} takes of a file", most >> 20, host.value.name());
        let help = "publish it elsewhere and link to it, or make it smaller";
        Some(Complaint::new(OUTPUT_TOO_LARGE, message).help(help).at(host.span.clone()))
    }

    /// The three greatest causes, the greatest first.
    fn greatest(&self, size: impl Fn((usize, u64)) -> u64) -> Vec<(u64, Cause)> {
        let mut causes: Vec<(Reverse<u64>, Cause)> =
            self.by_cause.iter().map(|(cause, sums)| (Reverse(size(*sums)), *cause)).collect();
        causes.sort();
        causes.into_iter().take(3).map(|(Reverse(size), cause)| (size, cause)).collect()
    }
}

fn shown(causes: &[(u64, Cause)], size: impl Fn(u64) -> String) -> String {
    causes.iter().map(|(bytes, cause)| format!("{} {}", cause.name(), size(*bytes))).collect::<Vec<_>>().join(", ")
}

fn fault(config: &Config, limit: Limit, message: String, causes: &[(u64, Cause)], key: &str) -> Diagnostic {
    let (start, end) = limit.at;
    let site = SrcPath::new(crate::content::SITE);
    let help = match limit.of {
        None => format!(
            "check for postings with very many tags, places or pictures; if the site is meant to be this large, set `output_limit: {{ {key}: … }}`"
        ),
        Some(_) => {
            let settings: Vec<&str> = causes.iter().filter_map(|(_, cause)| cause.setting(config)).collect();
            let make_less =
                if settings.is_empty() { String::new() } else { format!("make less by {}; ", settings.join(", ")) };
            format!("{make_less}where your plan takes more, set `output_limit: {{ {key}: … }}`")
        }
    };
    Complaint::new(OUTPUT_TOO_LARGE, message).help(help).at(Span::new(&site, start as usize, end as usize))
}

/// A number with its thousands apart.
pub(super) fn grouped(number: u64) -> String {
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
    use super::{Cause, Growth, grouped};
    use crate::source::{Address, Source};

    #[test]
    fn the_limits_of_a_host_are_those_of_the_output() {
        let settings = "title: T\nbase_url: https://site.example\nlanguage: en\nhost: cloudflare\n";
        let read = |more: &str| {
            let source = Source::from_text("content/site.yaml", &format!("{settings}{more}"));
            crate::content::config(&source).value.expect("it has no fault")
        };
        let mut growth = Growth::default();
        growth.by_cause.insert(Cause::Feeds, (12_000, 1));
        growth.by_cause.insert(Cause::Landings, (9_000, 1));
        growth.largest = Some((27 << 20, Address::root().file("film.mp4")));
        let fault = growth.too_many_files(&read("")).expect("Cloudflare takes fewer");
        assert_eq!(
            fault.message,
            "the site would have 21,000 files, and Cloudflare takes 20,000: feeds 12,000, landing pages 9,000"
        );
        assert_eq!(
            fault.help.as_deref(),
            Some(
                "make less by `feeds: { landings: none }`, a smaller `landing_limit`; where your plan takes more, set `output_limit: { files: … }`"
            )
        );
        assert!(growth.too_many_files(&read("output_limit: { files: 100000 }\n")).is_none());
        let fault = growth.too_many_bytes(&read("")).expect("the film is too large");
        assert_eq!(fault.message, "`/film.mp4` has more than the 25 MiB that Cloudflare takes of a file");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 31_402, 1_000_000].map(grouped), ["0", "999", "1,000", "31,402", "1,000,000"]);
    }
}
