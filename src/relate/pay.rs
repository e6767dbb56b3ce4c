//! What the site's open postings pay: medians and quartiles by skill and by place, and where one posting lies among others.
//!
//! Only what employers state counts, never an estimate. A group smaller than `salary_minimum` tells of single employers and is not shown.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::place_index::{PlaceIndex, PlaceKey};
use super::{EntryId, Indexed, Listed, Lists, TagId};
use crate::content::{Employment, Job};
use crate::model::{Lang, Period};

/// Whose pay it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Everything,
    Skill(TagId),
    Place(PlaceKey),
}

/// The yearly pay of a group in one currency, in hundredths of its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The number of postings.
    pub count: usize,
    pub least: i64,
    /// A quarter of the postings pays less.
    pub low: i64,
    pub median: i64,
    /// A quarter of the postings pays more.
    pub high: i64,
    pub most: i64,
    /// When the newest of them was posted.
    pub newest: Date,
}

/// The pay of every group of a language that is large enough, by currency.
#[derive(Debug, Default)]
pub struct Pay {
    groups: BTreeMap<(String, Group), Summary>,
}

impl Pay {
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Currency, group and summary; currencies in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Group, &Summary)> {
        self.groups.iter().map(|((currency, group), summary)| (currency.as_str(), group, summary))
    }

    /// The summaries of a group, the currency of most postings first.
    pub fn of(&self, group: &Group) -> Vec<(&str, &Summary)> {
        let mut found: Vec<_> = self
            .iter()
            .filter(|(_, other, _)| *other == group)
            .map(|(currency, _, summary)| (currency, summary))
            .collect();
        found.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
        found
    }

    pub fn get(&self, currency: &str, group: &Group) -> Option<&Summary> {
        self.groups.get(&(currency.to_owned(), group.clone()))
    }
}

/// A year has 12 months, 52 weeks, 260 days of work and 2,080 hours: five days of eight hours a week.
pub fn yearly(amount: i64, per: Period, payments: Option<u8>) -> i64 {
    amount
        * match per {
            Period::Hour => 2080,
            Period::Day => 260,
            Period::Week => 52,
            Period::Month => i64::from(payments.unwrap_or(12)),
            Period::Year => 1,
        }
}

/// Ten thousand million a period, in hundredths: enough for every currency, and far from where numbers end.
const MOST: i64 = 1_000_000_000_000;

/// What a posting pays in a year, in hundredths: the middle of its range, before tax. `None` for what can't be compared: pay with one end, pay
/// after tax, and a year's or a month's pay for less than full time.
pub fn sample(job: &Job) -> Option<i64> {
    let salary = job.salary.as_ref()?;
    let (min, max) = (salary.min()?, salary.max()?);
    let is_partial = !job.employment.is_empty()
        && job.employment.iter().all(|kind| {
            matches!(
                kind,
                Employment::PartTime
                    | Employment::Internship
                    | Employment::Apprenticeship
                    | Employment::Volunteer
                    | Employment::PerDiem
            )
        });
    // An absurd amount would distort every figure.
    let is_absurd = !salary.is_plausible() || max.hundredths() > MOST;
    if is_absurd || salary.gross == Some(false) || is_partial && salary.per() > Period::Hour {
        return None;
    }
    Some(yearly((min.hundredths() + max.hundredths()) / 2, salary.per(), salary.payments))
}

/// The pay that the lists of each language show.
pub fn pay(index: &Indexed, lists: &BTreeMap<Lang, Lists>, place_index: &PlaceIndex) -> BTreeMap<Lang, Pay> {
    let of = |(lang, lists): (&Lang, &Lists)| (lang.clone(), Pay { groups: groups(index, &lists.jobs, place_index) });
    lists.iter().map(of).collect()
}

fn groups(index: &Indexed, jobs: &[EntryId], place_index: &PlaceIndex) -> BTreeMap<(String, Group), Summary> {
    let mut samples: HashMap<(&str, Group), Vec<(i64, Date)>> = HashMap::new();
    for id in jobs {
        let Some(job) = index.record(*id).job() else { continue };
        let (Some(amount), Some(salary)) = (sample(job), &job.salary) else { continue };
        let skills = index.tags.skills(*id).iter().copied().map(Group::Skill);
        let places = job.places.iter().flat_map(|place| place_index.at(place)).cloned().map(Group::Place);
        let mut own: Vec<Group> = skills.chain(places).chain([Group::Everything]).collect();
        own.sort();
        own.dedup();
        for group in own {
            samples.entry((salary.currency(), group)).or_default().push((amount, job.posted.date()));
        }
    }
    let large = samples.into_iter().filter(|(_, samples)| samples.len() >= index.config.salary_minimum);
    large.map(|((currency, group), samples)| ((currency.to_owned(), group), summary(samples))).collect()
}

fn summary(samples: Vec<(i64, Date)>) -> Summary {
    let newest = samples.iter().map(|(_, date)| *date).max().unwrap_or_default();
    let mut amounts: Vec<i64> = samples.into_iter().map(|(amount, _)| amount).collect();
    amounts.sort_unstable();
    Summary {
        count: amounts.len(),
        least: amounts[0],
        low: quantile(&amounts, 1),
        median: quantile(&amounts, 2),
        high: quantile(&amounts, 3),
        most: amounts[amounts.len() - 1],
        newest,
    }
}

/// The `quarters`-th quartile of sorted amounts, between two of them in proportion (Hyndman and Fan 1996, definition 7).
fn quantile(sorted: &[i64], quarters: usize) -> i64 {
    let at = (sorted.len() - 1) * quarters;
    let (below, part) = (at / 4, (at % 4) as i64);
    let next = sorted[(below + 1).min(sorted.len() - 1)];
    sorted[below] + (next - sorted[below]) * part / 4
}

/// Where a posting's pay lies among those of its rarest skill that enough postings ask for.
pub fn salary_comparison<'a>(
    index: &'a Indexed,
    lists: &'a Listed,
    id: EntryId,
) -> Option<(TagId, &'a str, i64, &'a Summary)> {
    let record = index.record(id);
    let job = record.job()?;
    let (amount, currency) = (sample(job)?, job.salary.as_ref()?.currency());
    let pay = lists.pay.get(&record.head.lang)?;
    let skills = index.tags.skills(id).iter().copied();
    let groups = skills.filter_map(|skill| Some((skill, pay.get(currency, &Group::Skill(skill))?)));
    let (skill, summary) = groups.min_by_key(|(skill, summary)| (summary.count, *skill))?;
    Some((skill, currency, amount, summary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between_amounts_in_proportion() {
        let all = |amounts: &[i64]| [1, 2, 3].map(|quarters| quantile(amounts, quarters));
        assert_eq!(all(&[10, 20, 30, 40, 50]), [20, 30, 40]);
        assert_eq!(all(&[100, 200, 300, 400]), [175, 250, 325]);
        assert_eq!(all(&[7]), [7, 7, 7]);
    }

    #[test]
    fn every_period_becomes_a_year() {
        assert_eq!(yearly(2_500, Period::Hour, None), 5_200_000);
        assert_eq!(yearly(200_000, Period::Month, Some(14)), 2_800_000);
        assert_eq!(yearly(200_000, Period::Month, None), 2_400_000);
    }
}
