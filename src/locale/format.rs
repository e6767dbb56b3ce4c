//! Dates, numbers, pay and plurals in a page's language.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;

use super::currency::Money;
use crate::model::{Amount, Lang};

/// How much of a date is spelled out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// `5 de octubre de 2026`
    #[default]
    Long,
    /// `5 oct 2026`
    Medium,
    /// `5/10/26`
    Short,
}

impl DateStyle {
    /// The style of a name, as themes offer it.
    pub fn named(name: &str) -> Option<DateStyle> {
        match name {
            "long" => Some(DateStyle::Long),
            "medium" => Some(DateStyle::Medium),
            "short" => Some(DateStyle::Short),
            _ => None,
        }
    }
}

/// What a language writes before the fraction of a number: `.` or `,` (Unicode CLDR).
pub fn decimal_separator(lang: &Lang) -> char {
    static KNOWN: Mutex<BTreeMap<Lang, char>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry(lang.clone()).or_insert_with(|| {
        let numbers = DecimalFormatter::try_new((&lang.locale()).into(), Default::default());
        let mut one_tenth = Decimal::from(11);
        one_tenth.multiply_pow10(-1);
        let written = numbers.map(|numbers| numbers.format(&one_tenth).to_string()).unwrap_or_default();
        written.chars().find(|c| matches!(c, '.' | ',')).unwrap_or('.')
    })
}

/// The formats of one language; made once.
pub struct Formats {
    money: Money,
    dates: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    numbers: DecimalFormatter,
    plurals: PluralRules,
}

impl Formats {
    pub fn of(lang: &Lang, style: DateStyle) -> Formats {
        let locale = lang.locale();
        let fields = match style {
            DateStyle::Long => YMD::long(),
            DateStyle::Medium => YMD::medium(),
            DateStyle::Short => YMD::short(),
        };
        Formats {
            money: Money::of(lang),
            dates: FixedCalendarDateTimeFormatter::try_new((&locale).into(), fields)
                .expect("the data of every locale is in the binary"),
            numbers: DecimalFormatter::try_new((&locale).into(), Default::default())
                .expect("the data of every locale is in the binary"),
            plurals: PluralRules::try_new((&locale).into(), Default::default())
                .expect("the data of every locale is in the binary"),
        }
    }

    /// `5 de octubre de 2026`, `October 5, 2026`.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
        match icu_datetime::input::Date::try_new_gregorian(year, month, day) {
            Ok(date) => self.dates.format(&date).to_string(),
            Err(_) => date.to_string(),
        }
    }

    /// `52.000`, `52,000`.
    pub fn number(&self, number: i64) -> String {
        self.numbers.format(&Decimal::from(number)).to_string()
    }

    /// `37.5`, `37,5`; without decimals when it is whole.
    pub fn amount(&self, amount: Amount) -> String {
        let mut decimal = Decimal::from(amount.hundredths());
        decimal.multiply_pow10(-2);
        decimal.trim_end();
        self.numbers.format(&decimal).to_string()
    }

    /// The plural category of a count: `one`, `other`, …
    pub fn plural(&self, n: usize) -> &'static str {
        match self.plurals.category_for(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// `52.000 €`, `€52,000`, `CHF 52,000`; without decimals when the amount is whole.
    pub fn money(&self, amount: Amount, currency: &str) -> String {
        let mut decimal = Decimal::from(amount.hundredths());
        decimal.multiply_pow10(-2);
        if amount.is_whole() {
            decimal.trim_end();
        }
        self.money.write(&self.numbers.format(&decimal).to_string(), currency)
    }
}
