//! What a posting pays.

/// An amount of money in hundredths of its unit, from 0 to 10¹².
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    pub const MAX: i64 = 100_000_000_000_000;

    /// `None` when negative or absurdly large.
    pub fn from_hundredths(hundredths: i64) -> Option<Amount> {
        (0..=Amount::MAX).contains(&hundredths).then_some(Amount(hundredths))
    }

    pub fn hundredths(self) -> i64 {
        self.0
    }

    pub fn is_whole(self) -> bool {
        self.0 % 100 == 0
    }

    /// As JSON numbers and feeds take it: `52000`, `18.5`.
    pub fn plain(self) -> String {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => whole.to_string(),
            (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
            (whole, part) => format!("{whole}.{part:02}"),
        }
    }
}

/// What an amount is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    pub const ALL: [(&'static str, Period); 5] = [
        ("hour", Period::Hour),
        ("day", Period::Day),
        ("week", Period::Week),
        ("month", Period::Month),
        ("year", Period::Year),
    ];

    pub fn as_str(self) -> &'static str {
        Period::ALL.iter().find(|(_, period)| *period == self).map_or("year", |(name, _)| name)
    }

    /// Google's `unitText` (JobPosting documentation, 2026-09-08).
    pub fn unit_text(self) -> &'static str {
        match self {
            Period::Hour => "HOUR",
            Period::Day => "DAY",
            Period::Week => "WEEK",
            Period::Month => "MONTH",
            Period::Year => "YEAR",
        }
    }
}

/// Pay: a range or one amount, its currency and its period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Salary {
    min: Option<Amount>,
    max: Option<Amount>,
    currency: String,
    per: Period,
    /// Before tax (`true`), after tax (`false`), or not said.
    pub gross: Option<bool>,
    /// How many payments a year it comes in, 12 to 16, when said.
    pub payments: Option<u8>,
    /// Whether it is that of a full-time equivalent, of which part-time work gets its share.
    pub is_pro_rata: bool,
}

/// Why a range is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SalaryFault {
    /// Neither end is there, or the upper one is nothing.
    NoAmount,
    MinAboveMax,
}

impl Salary {
    /// `currency` is an ISO 4217 code. Equal ends are one amount.
    pub fn new(min: Option<Amount>, max: Option<Amount>, currency: &str, per: Period) -> Result<Salary, SalaryFault> {
        match (min, max) {
            _ if max.or(min).is_none_or(|most| most.0 == 0) => Err(SalaryFault::NoAmount),
            (Some(min), Some(max)) if min > max => Err(SalaryFault::MinAboveMax),
            _ => Ok(Salary {
                min,
                max,
                currency: currency.to_owned(),
                per,
                gross: None,
                payments: None,
                is_pro_rata: false,
            }),
        }
    }

    pub fn min(&self) -> Option<Amount> {
        self.min
    }

    pub fn max(&self) -> Option<Amount> {
        self.max
    }

    /// Whether its upper end goes with its period. The bounds are wide, and only currencies with amounts of that size have any.
    pub fn is_plausible(&self) -> bool {
        let Some(most) = self.max.or(self.min).map(|amount| amount.0 / 100) else { return false };
        let bounds = match self.per {
            Period::Hour => 1..=1_500,
            Period::Day => 10..=10_000,
            Period::Week => 50..=50_000,
            Period::Month => 150..=150_000,
            Period::Year => 1_000..=5_000_000,
        };
        let has_bounds = matches!(self.currency.as_str(), "EUR" | "USD" | "GBP" | "CHF" | "CAD" | "AUD" | "NZD");
        !has_bounds || bounds.contains(&most)
    }

    /// The ISO 4217 code.
    pub fn currency(&self) -> &str {
        &self.currency
    }

    pub fn per(&self) -> Period {
        self.per
    }
}
