//! Texts to amounts and currencies.
//!
//! What has one meaning, by its signs, its separators, the language of the file and the country of the work, is read; what has two is an error that names both.

use crate::content::rules::{BAD_SALARY, SALARY_AMBIGUOUS, SALARY_MIN_ABOVE_MAX, UNKNOWN_CURRENCY, UNKNOWN_VALUE};
use crate::diag::Complaint;
use crate::locale::{Language, any_has, decimal_separator};
use crate::model::{Amount, Country, Lang, Period, Salary, SalaryFault};

/// What is known where an amount stands.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The language of the file.
    pub lang: &'a Lang,
    /// Where the work is: several currencies share `$` and `kr`.
    pub countries: &'a [Country],
}

impl Around<'_> {
    /// What stands before a fraction: in English a point, in other languages what the country has, where they are of several.
    fn decimal(self) -> char {
        let of_country = match self.countries {
            [country] if self.lang.primary() != "en" => {
                Lang::new(&format!("{}-{}", self.lang.primary(), country.code()))
            }
            _ => None,
        };
        decimal_separator(of_country.as_ref().unwrap_or(self.lang))
    }
}

pub(super) const SEPARATORS: [char; 4] = ['.', ',', '\'', '’'];

/// A number of money without its currency: `52000`, `18.50`, `52 000`, `45k`, `31,049`.
pub fn amount(text: &str, around: Around<'_>) -> Result<Amount, Complaint> {
    amount_times(text, 1, around)
}

/// A number of money that a word behind it multiplies: `12 lakh`.
pub(super) fn amount_times(text: &str, times: i64, around: Around<'_>) -> Result<Amount, Complaint> {
    let decimal = around.decimal();
    let no_number = || {
        Complaint::new(BAD_SALARY, format!("`{text}` is not an amount of pay"))
            .help("write `52000-64000 EUR/year`, or leave the field out")
    };
    let (digits, factor) = match text.trim().strip_suffix(['k', 'K']) {
        Some(digits) => (digits, 1000),
        None => (text, times),
    };
    let digits: String =
        digits.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '_')).collect();
    let is_number = |c: char| c.is_ascii_digit() || SEPARATORS.contains(&c);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.chars().all(is_number) {
        return Err(no_number());
    }
    let separators: Vec<char> = digits.chars().filter(|c| SEPARATORS.contains(c)).collect();
    let groups: Vec<&str> = digits.split(SEPARATORS).collect();
    let (first, last) = (groups[0], groups[groups.len() - 1]);
    let is_grouped = |groups: &[&str]| groups.iter().skip(1).all(|group| group.len() == 3) && groups[0].len() <= 3;
    let fraction = match separators.as_slice() {
        [] => "",
        // Twice the same, and behind that another one: `1.234,50`.
        [rest @ .., end] if rest.first().is_some_and(|first| first != end) => {
            let is_one = rest.iter().all(|one| one == &rest[0]) && !matches!(end, '\'' | '’');
            if !is_one || !is_grouped(&groups[..groups.len() - 1]) || !(1..=2).contains(&last.len()) {
                return Err(ambiguous(text));
            }
            last
        }
        [_] if (1..=2).contains(&last.len()) => last,
        // Three digits behind what is no decimal separator here are thousands.
        [one] if last.len() == 3 && first.len() <= 3 && *one != decimal => "",
        [_, _, ..] if is_grouped(&groups) => "",
        _ => return Err(ambiguous(text)),
    };
    let whole = if fraction.is_empty() { groups.concat() } else { groups[..groups.len() - 1].concat() };
    let whole: i64 = whole.parse().map_err(|_| no_number())?;
    let part: i64 = format!("{fraction:0<2}")[..2].parse().unwrap_or(0);
    let hundredths = whole.checked_mul(100).and_then(|whole| (whole + part).checked_mul(factor));
    hundredths
        .and_then(Amount::from_hundredths)
        .ok_or_else(|| Complaint::new(BAD_SALARY, format!("`{text}` is implausibly high")).help("check the number"))
}

fn ambiguous(text: &str) -> Complaint {
    let complaint =
        Complaint::new(SALARY_AMBIGUOUS, format!("`{text}` is read as two different numbers in different countries"));
    let groups: Vec<&str> = text.split(SEPARATORS).collect();
    let is_digits = groups.iter().all(|group| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit()));
    match groups.as_slice() {
        [whole, part] if is_digits && part.len() == 3 => {
            complaint.help(format!("write `{whole}{part}`, or `{whole}.{}`", &part[..2]))
        }
        _ => complaint.help("write it without separators, a fraction behind a point: `1234.56`"),
    }
}

/// Signs of one currency.
const SIGNS: [(&str, &str); 27] = [
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("us$", "USD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("nz$", "NZD"),
    ("r$", "BRL"),
    ("mx$", "MXN"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("₹", "INR"),
    ("kč", "CZK"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("₴", "UAH"),
    ("₱", "PHP"),
    ("fr.", "CHF"),
    ("sfr.", "CHF"),
    ("ft", "HUF"),
    ("лв", "BGN"),
];

/// Signs that several currencies share; the country of the work tells them apart.
pub(super) const SHARED_SIGNS: [(&str, &[&str]); 4] = [
    ("$", &["USD", "CAD", "AUD", "MXN", "NZD", "SGD", "HKD", "ARS", "CLP", "COP", "UYU", "TWD"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
    ("kr.", &["DKK", "SEK", "NOK", "ISK"]),
    ("¥", &["JPY", "CNY"]),
];

/// An ISO 4217 code, in either case.
pub fn currency(text: &str, countries: &[Country]) -> Result<String, Complaint> {
    let upper = text.to_uppercase();
    if iso_currency::Currency::from_code(&upper).is_some() {
        return Ok(upper);
    }
    let sign = text.to_lowercase();
    if let Some((_, code)) = SIGNS.iter().find(|(known, _)| *known == sign) {
        return Ok((*code).to_owned());
    }
    let complaint = Complaint::new(UNKNOWN_CURRENCY, format!("unknown currency `{text}`"));
    let Some((_, codes)) = SHARED_SIGNS.iter().find(|(known, _)| *known == sign) else {
        return Err(complaint.help("use the code of three letters: EUR, USD, GBP, MXN …"));
    };
    let is_used = |code: &&&str| {
        let users = iso_currency::Currency::from_code(code).map(|currency| currency.used_by()).unwrap_or_default();
        let users: Vec<String> = users.iter().map(|country| format!("{country:?}")).collect();
        countries.iter().all(|country| users.iter().any(|user| user == country.code()))
    };
    match codes.iter().filter(is_used).collect::<Vec<_>>().as_slice() {
        [code] if !countries.is_empty() => Ok((**code).to_owned()),
        _ => {
            let some: Vec<String> = codes.iter().take(3).map(|code| format!("`{code}`")).collect();
            let message = format!("`{text}` is the sign of several currencies");
            Err(Complaint::new(UNKNOWN_CURRENCY, message).help(format!("write the code: {} …", some.join(", "))))
        }
    }
}

pub fn period(text: &str) -> Result<Period, Complaint> {
    let word = text.trim().to_lowercase();
    known_period(&word).ok_or_else(|| {
        Complaint::new(UNKNOWN_VALUE, format!("`{text}` is not a pay period"))
            .suggest(&word, Period::ALL.map(|(name, _)| name))
    })
}

pub(super) fn known_period(word: &str) -> Option<Period> {
    type List = fn(&Language) -> &'static [&'static str];
    let periods: [(Period, List); 5] = [
        (Period::Hour, |language| language.written.hour),
        (Period::Day, |language| language.written.day),
        (Period::Week, |language| language.written.week),
        (Period::Month, |language| language.written.month),
        (Period::Year, |language| language.written.year),
    ];
    periods.into_iter().find(|(_, list)| any_has(list, word)).map(|(period, _)| period)
}

/// Pay from its parts.
pub fn salary_of(min: Option<Amount>, max: Option<Amount>, currency: &str, per: Period) -> Result<Salary, Complaint> {
    Salary::new(min, max, currency, per).map_err(|fault| match fault {
        SalaryFault::NoAmount => Complaint::new(BAD_SALARY, "`salary` has no amount").help("add `min: …` and `max: …`"),
        SalaryFault::MinAboveMax => {
            let shown = |amount: Option<Amount>| amount.map_or(String::new(), Amount::plain);
            Complaint::new(SALARY_MIN_ABOVE_MAX, format!("`min` {} is above `max` {}", shown(min), shown(max)))
                .help("swap them")
        }
    })
}
