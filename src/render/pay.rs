//! The salary guide: summaries as texts and as what is drawn, and where a posting lies among others.

use super::Renderer;
use super::views::{ChartView, DateView, PayTables, PayView, SalaryComparisonView};
use crate::model::{Amount, Lang};
use crate::relate::{EntryId, Facet, PayGroup, PaySummary, salary_comparison};

/// The drawing's width, in its own units.
const WIDTH: i64 = 240;

/// The amounts that a drawing spans, so that drawings below one another can be compared.
#[derive(Clone, Copy)]
struct Scale {
    from: i64,
    to: i64,
}

impl Scale {
    fn of<'a>(summaries: impl Iterator<Item = &'a PaySummary>) -> Scale {
        let ends = summaries.map(|summary| (summary.least, summary.most));
        let (from, to) = ends.fold((i64::MAX, i64::MIN), |(from, to), (least, most)| (from.min(least), to.max(most)));
        Scale { from, to: to.max(from.saturating_add(1)) }
    }

    fn at(&self, amount: i64) -> i64 {
        let part = i128::from(amount - self.from) * i128::from(WIDTH - 8) / i128::from(self.to - self.from);
        4 + i64::try_from(part).unwrap_or(0)
    }
}

impl Renderer {
    /// The summary of a group in the currency of most of its postings.
    pub fn pay_of(&self, group: &PayGroup, lang: &Lang) -> Option<PayView> {
        let pay = self.site.lists.pay.get(lang)?;
        let (currency, summary) = pay.of(group).into_iter().next()?;
        Some(self.pay_view(group, currency, summary, Scale::of([summary].into_iter()), None, lang))
    }

    /// The tables of every currency, the one of most postings first.
    pub fn pay_tables(&self, lang: &Lang) -> Vec<PayTables> {
        let Some(pay) = self.site.lists.pay.get(lang) else { return Vec::new() };
        let mut tables: Vec<(usize, PayTables)> = Vec::new();
        let mut currencies: Vec<&str> = pay.iter().map(|(currency, ..)| currency).collect();
        currencies.dedup();
        for currency in currencies {
            let own: Vec<_> = pay.iter().filter(|(other, ..)| *other == currency).collect();
            let scale = Scale::of(own.iter().map(|(_, _, summary)| *summary));
            let view =
                |group: &PayGroup, summary: &PaySummary| self.pay_view(group, currency, summary, scale, None, lang);
            let (mut skills, mut places, mut everything) = (Vec::new(), Vec::new(), None);
            for (_, group, summary) in &own {
                match group {
                    PayGroup::Everything => everything = Some(view(group, summary)),
                    PayGroup::Skill(_) => skills.push(view(group, summary)),
                    PayGroup::Place(_) => places.push(view(group, summary)),
                }
            }
            for list in [&mut skills, &mut places] {
                list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
            }
            let count = everything.as_ref().map_or(0, |view| view.count);
            tables.push((count, PayTables { currency: currency.to_owned(), everything, skills, places }));
        }
        tables.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        tables.into_iter().map(|(_, table)| table).collect()
    }

    /// Where a posting's pay lies among those that share a skill with it.
    pub fn salary_comparison(&self, id: EntryId) -> Option<SalaryComparisonView> {
        let (skill, currency, amount, summary) = salary_comparison(&self.site.index, &self.site.lists, id)?;
        let lang = &self.site.entry(id).head().lang;
        let value = match amount {
            amount if amount < summary.low => "low",
            amount if amount > summary.high => "high",
            _ => "middle",
        };
        let group = PayGroup::Skill(skill);
        let scale = Scale::of([summary].into_iter());
        let among = self.pay_view(&group, currency, summary, scale, Some(amount), lang);
        let text = self.words(
            lang,
            &format!("pay_standing_{value}"),
            [("count", &among.count.to_string()), ("title", &among.title)],
        );
        Some(SalaryComparisonView { value, text, among })
    }

    fn pay_view(
        &self,
        group: &PayGroup,
        currency: &str,
        summary: &PaySummary,
        scale: Scale,
        own: Option<i64>,
        lang: &Lang,
    ) -> PayView {
        let strings = self.theme.strings(lang);
        let money = |amount: i64| {
            let amount = Amount::from_hundredths(rounded(amount)).or(Amount::from_hundredths(0));
            amount.map_or_else(String::new, |amount| strings.formats.money(amount, currency))
        };
        let (title, url) = match group {
            PayGroup::Everything => (strings.plain("all_jobs"), None),
            PayGroup::Skill(skill) => {
                let tag = self.tag(*skill, lang);
                (tag.name, tag.url)
            }
            PayGroup::Place(place_key) => {
                let landings = &self.site.lists.landings;
                let landing = landings.of(None, &Facet::Place(place_key.clone()), &self.site.index.tags);
                let landing = landing.map(|id| landings.get(id)).filter(|landing| landing.lists.contains_key(lang));
                (landings.name(place_key, lang), landing.map(|landing| self.landing_url(landing, lang)))
            }
        };
        let (low, median, high) = (money(summary.low), money(summary.median), money(summary.high));
        let fill = [("low", low.clone()), ("median", median.clone()), ("high", high.clone())];
        let text = strings.count("pay_text", summary.count, fill.into_iter().collect());
        let newest = DateView { iso: summary.newest.to_string(), text: strings.formats.date(summary.newest) };
        let chart = ChartView {
            least: scale.at(summary.least),
            low: scale.at(summary.low),
            median: scale.at(summary.median),
            high: scale.at(summary.high),
            most: scale.at(summary.most),
            own: own.map(|own| scale.at(own)),
        };
        PayView { title, url, count: summary.count, low, median, high, newest, text, chart }
    }
}

/// To whole hundreds from 10,000 units on, to whole tens from 1,000 on: no figure pretends to be more exact than its sample.
fn rounded(hundredths: i64) -> i64 {
    let step = match hundredths / 100 {
        10_000.. => 10_000,
        1_000.. => 1_000,
        _ => 100,
    };
    (hundredths + step / 2) / step * step
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn figures_are_as_exact_as_their_sample() {
        assert_eq!(rounded(4_512_300), 4_510_000);
        assert_eq!(rounded(4_515_000), 4_520_000);
        assert_eq!(rounded(234_449), 234_000);
        assert_eq!(rounded(12_345), 12_300);
    }
}
