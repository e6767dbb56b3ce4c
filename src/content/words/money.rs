//! Texts to amounts, currencies and pay.

use crate::content::rules::{
    BAD_SALARY, SALARY_AMBIGUOUS, SALARY_MIN_ABOVE_MAX, SALARY_NO_PERIOD, UNKNOWN_CURRENCY, UNKNOWN_VALUE,
};
use crate::diag::Complaint;
use crate::locale::{LANGUAGES, Language, any_has};
use crate::model::{Amount, Period, Salary, SalaryFault};

/// A number of money without its currency: `52000`, `18.50`, `52 000`, `45k`. A separator before three digits is ambiguous.
pub fn amount(text: &str) -> Result<Amount, Complaint> {
    let no_number = || {
        Complaint::new(BAD_SALARY, format!("`{text}` is not an amount of pay"))
            .help("write `52000-64000 EUR/year`, or leave the field out")
    };
    let (digits, factor) = match text.strip_suffix(['k', 'K']) {
        Some(digits) => (digits, 1000),
        None => (text, 1),
    };
    let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_')).collect();
    let separators: Vec<usize> = digits.match_indices(['.', ',', '\'', '’']).map(|(at, _)| at).collect();
    if digits.is_empty()
        || !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’'))
        || !digits.starts_with(|c: char| c.is_ascii_digit())
    {
        return Err(no_number());
    }
    let (whole, part) = match separators.as_slice() {
        [] => (digits.as_str(), ""),
        [at] => (&digits[..*at], digits[*at..].trim_start_matches(['.', ',', '\'', '’'])),
        _ => return Err(ambiguous(text)),
    };
    if !separators.is_empty() && part.len() != 1 && part.len() != 2 {
        return Err(ambiguous(text));
    }
    let whole: i64 = whole.parse().map_err(|_| no_number())?;
    let part: i64 = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().map_err(|_| no_number())? * 10,
        _ => part.parse().map_err(|_| no_number())?,
    };
    let hundredths = whole.checked_mul(100).and_then(|whole| (whole + part).checked_mul(factor));
    hundredths
        .and_then(Amount::from_hundredths)
        .ok_or_else(|| Complaint::new(BAD_SALARY, format!("`{text}` is implausibly high")).help("check the number"))
}

fn ambiguous(text: &str) -> Complaint {
    let complaint =
        Complaint::new(SALARY_AMBIGUOUS, format!("`{text}` is read as two different numbers in different countries"));
    let groups: Vec<&str> = text.split(['.', ',', '\'', '’']).collect();
    let is_plain = groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.iter().all(|group| group.chars().all(|c| c.is_ascii_digit()));
    if is_plain {
        complaint.help(format!("write it without separators: `{}`", groups.concat()))
    } else {
        complaint.help("write it without separators, a fraction behind a point: `1234.56`")
    }
}

/// An ISO 4217 code, in either case.
pub fn currency(text: &str) -> Result<String, Complaint> {
    let upper = text.to_uppercase();
    if iso_currency::Currency::from_code(&upper).is_some() {
        return Ok(upper);
    }
    let complaint = Complaint::new(UNKNOWN_CURRENCY, format!("unknown currency `{text}`"));
    Err(match text.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, 'k' | 'K' | '.' | ',' | '-' | '–')) {
        "€" | "EURO" | "Euro" | "euro" | "euros" | "EUROS" => complaint.help("write `EUR`").instead("EUR"),
        "£" => complaint.help("write `GBP`").instead("GBP"),
        "$" => complaint.help("write the code: `USD`, `MXN`, `CAD` …"),
        _ => complaint.help("use the code of three letters: EUR, USD, GBP, MXN …"),
    })
}

pub fn period(text: &str) -> Result<Period, Complaint> {
    let word = text.trim().to_lowercase();
    type List = fn(&Language) -> &'static [&'static str];
    let periods: [(Period, List); 5] = [
        (Period::Hour, |language| language.written.hour),
        (Period::Day, |language| language.written.day),
        (Period::Week, |language| language.written.week),
        (Period::Month, |language| language.written.month),
        (Period::Year, |language| language.written.year),
    ];
    let found = periods.into_iter().find(|(_, list)| any_has(list, &word)).map(|(period, _)| period);
    found.ok_or_else(|| {
        Complaint::new(UNKNOWN_VALUE, format!("`{text}` is not a pay period"))
            .suggest(&word, Period::ALL.map(|(name, _)| name))
    })
}

/// `52000-64000 EUR/year`, `20000 MXN per month`, `EUR 18.50/hour`.
pub fn salary(text: &str) -> Result<Salary, Complaint> {
    pay(text).map_err(|mut complaint| {
        // What should be written is known of a part; of the whole only when a sign stands for its code.
        complaint.instead = complaint.instead.take().and_then(|code| {
            let sign = match code.as_str() {
                "EUR" => '€',
                "GBP" => '£',
                _ => return None,
            };
            let (before, after) = text.split_once(sign).filter(|(_, after)| !after.contains(sign))?;
            let whole = format!("{} {code}{after}", before.trim_end());
            pay(&whole).is_ok().then_some(whole)
        });
        complaint
    })
}

fn pay(text: &str) -> Result<Salary, Complaint> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(Complaint::new(BAD_SALARY, format!("`{text}` is not an amount of pay"))
            .help("write `52000-64000 EUR/year`, or leave the field out"));
    }
    let (pay, per) = match split_period(text) {
        Some((pay, per)) => (pay, Some(period(per)?)),
        None => (text, None),
    };
    let (pay, open_end) = open_end(pay.trim_start());
    let is_to = |word: &str| any_has(|language| language.written.to, word);
    let mut code = None;
    let mut numbers = String::new();
    for word in pay.split_whitespace() {
        let letters =
            word.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '—' | '\'' | '’'));
        let is_thousand = matches!(letters, "k" | "K")
            || letters.chars().all(|c| matches!(c, 'k' | 'K' | '-' | '–' | '—') || c.is_ascii_digit());
        if letters.is_empty() || is_thousand || is_to(letters) {
            numbers.push_str(if is_to(letters) { "-" } else { word });
            numbers.push(' ');
        } else if code.is_none() && (word == letters || !letters.chars().any(char::is_alphabetic)) {
            code = Some(currency(letters)?);
            numbers.push_str(&word.replace(letters, " "));
            numbers.push(' ');
        } else if code.is_none()
            && letters.chars().all(char::is_alphabetic)
            && word.starts_with(|c: char| c.is_ascii_digit())
        {
            code = Some(currency(letters)?);
            numbers.push_str(&word.replace(letters, " "));
        } else {
            return Err(Complaint::new(BAD_SALARY, format!("`{text}` is not an amount of pay"))
                .help("write `52000-64000 EUR/year`, or leave the field out"));
        }
    }
    let ends: Vec<&str> = numbers.split(['-', '–', '—']).map(str::trim).collect();
    let (min, max) = match ends.as_slice() {
        [one] => (amount(one)?, amount(one)?),
        [min, max] => {
            let is_short = max.ends_with(['k', 'K']) && !min.ends_with(['k', 'K']);
            (if is_short { amount(&format!("{min}k"))? } else { amount(min)? }, amount(max)?)
        }
        _ => {
            return Err(
                Complaint::new(BAD_SALARY, format!("`{text}` is not a range")).help("write `52000-64000 EUR/year`")
            );
        }
    };
    let Some(code) = code else {
        return Err(Complaint::new(UNKNOWN_CURRENCY, format!("`{text}` has no currency"))
            .help(format!("add its code: `{}`", example(min, max, per))));
    };
    let Some(per) = per else {
        return Err(Complaint::new(SALARY_NO_PERIOD, format!("`{text}` has no pay period"))
            .help(format!("write `{}/year`, or hour, day, week or month", text.trim())));
    };
    match open_end {
        Some(Open::Above) => salary_of(Some(min), None, &code, per),
        Some(Open::Below) => salary_of(None, Some(max), &code, per),
        None => salary_of(Some(min), Some(max), &code, per),
    }
}

/// Pay without the word that opens its range at one end: `from 50000`.
fn open_end(pay: &str) -> (&str, Option<Open>) {
    let after =
        |word: &str| pay.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &pay[word.len()..]);
    let behind = |list: fn(&Language) -> &'static [&'static str]| {
        LANGUAGES.iter().flat_map(|language| list(language)).find_map(|word| after(word)?.strip_prefix(' '))
    };
    let above = behind(|language| language.written.from).map(|rest| (rest, Some(Open::Above)));
    above
        .or_else(|| behind(|language| language.written.up_to).map(|rest| (rest, Some(Open::Below))))
        .unwrap_or((pay, None))
}

/// A range with one end.
enum Open {
    Above,
    Below,
}

fn split_period(text: &str) -> Option<(&str, &str)> {
    if let Some((pay, per)) = text.rsplit_once('/') {
        return Some((pay, per));
    }
    LANGUAGES.iter().flat_map(|language| language.written.per).find_map(|word| {
        let (pay, per) = text.rsplit_once(&format!(" {word} "))?;
        per.chars().all(char::is_alphabetic).then_some((pay, per))
    })
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

/// The author's own amounts with a currency: `30000-36000 EUR/year`.
fn example(min: Amount, max: Amount, per: Option<Period>) -> String {
    let range = if min == max { min.plain() } else { format!("{}-{}", min.plain(), max.plain()) };
    format!("{range} EUR/{}", per.unwrap_or(Period::Year).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_is_read_in_many_spellings() {
        let read = |text: &str| {
            let pay = salary(text).unwrap_or_else(|complaint| panic!("{text}: {complaint:?}"));
            format!(
                "{}-{} {}/{}",
                pay.min().unwrap().plain(),
                pay.max().unwrap().plain(),
                pay.currency(),
                pay.per().as_str()
            )
        };
        assert_eq!(read("52000-64000 EUR/year"), "52000-64000 EUR/year");
        assert_eq!(read("52000 – 64000 eur per year"), "52000-64000 EUR/year");
        assert_eq!(read("EUR 18.50/hour"), "18.5-18.5 EUR/hour");
        assert_eq!(read("45-52k USD/year"), "45000-52000 USD/year");
        assert_eq!(read("52 000 to 64 000 EUR/yr"), "52000-64000 EUR/year");
        assert_eq!(read("20000 MXN per month"), "20000-20000 MXN/month");
        assert_eq!(read("52000EUR/year"), "52000-52000 EUR/year");
    }

    #[test]
    fn what_is_no_pay_is_refused_each_with_its_own_code() {
        let code = |text: &str| salary(text).unwrap_err().code;
        assert_eq!(code("competitive"), BAD_SALARY);
        assert_eq!(code("30.000"), SALARY_AMBIGUOUS);
        assert_eq!(code("30.000-36.000 EUR/year"), SALARY_AMBIGUOUS);
        assert_eq!(code("1,234,567 EUR/year"), SALARY_AMBIGUOUS);
        assert_eq!(code("52000-64000 EUR"), SALARY_NO_PERIOD);
        assert_eq!(code("52000-64000 EURO/year"), UNKNOWN_CURRENCY);
        assert_eq!(code("52000-64000 €/year"), UNKNOWN_CURRENCY);
        assert_eq!(code("64000-52000 EUR/year"), SALARY_MIN_ABOVE_MAX);
        assert_eq!(code("52000-64000 EUR/fortnight"), UNKNOWN_VALUE);
        assert_eq!(
            salary("1.234,56 EUR/month").unwrap_err().help.unwrap(),
            "write it without separators, a fraction behind a point: `1234.56`"
        );
        assert_eq!(salary("£30k/year").unwrap_err().help.unwrap(), "write `GBP`");
        assert_eq!(salary("from 50000 EUR/year").unwrap().max(), None);
        assert_eq!(salary("up to 50000 EUR/year").unwrap().min(), None);
        assert_eq!(code("1-2-3 EUR/year"), BAD_SALARY);
        assert_eq!(code("99999999999999999999 EUR/year"), BAD_SALARY);
    }
}
