//! Texts to pay, as people write it: `£31,049 - £37,796 per annum`, `EUR 30.000 – 40.000 brutto/Jahr`, `12,50 €/h + tips`.

use super::money::{Around, SEPARATORS, SHARED_SIGNS, amount, currency, known_period, period, salary_of};
use super::pieces::{Piece, phrase, pieces};
use crate::content::rules::{BAD_SALARY, PAY_READ, SALARY_NO_PERIOD, SALARY_REST, UNKNOWN_CURRENCY};
use crate::diag::Complaint;
use crate::locale::{LANGUAGES, Language};
use crate::model::{Amount, Period, Salary};

/// What may come on top of pay.
pub const EXTRAS: [&str; 4] = ["tips", "bonus", "commission", "equity"];

/// Pay as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPay {
    pub salary: Salary,
    /// Of [`EXTRAS`].
    pub extras: Vec<&'static str>,
    /// What was understood, where signs, separators or words had to be; what is no part of it.
    pub notes: Vec<Complaint>,
}

/// The addition to pay that a word stands for.
pub fn extra(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let others = LANGUAGES.iter().flat_map(|language| language.written.values);
    let of_value = |name: &&str| {
        *name == word || others.clone().any(|(value, words)| value == name && words.contains(&word.as_str()))
    };
    EXTRAS.into_iter().find(of_value)
}

/// What has been read of pay so far.
#[derive(Default)]
struct Pay<'a> {
    numbers: Vec<&'a str>,
    is_range: bool,
    code: Option<String>,
    per: Option<Period>,
    open: Option<Open>,
    gross: Option<bool>,
    is_pro_rata: bool,
    payments: Option<u8>,
    extras: Vec<&'static str>,
    /// A sign, separators or words had to be understood.
    is_told: bool,
    rest: Vec<&'a str>,
}

/// A range with one end.
#[derive(Clone, Copy)]
enum Open {
    Above,
    Below,
}

/// Pay as people write it.
pub fn salary(text: &str, around: Around<'_>) -> Result<ReadPay, Complaint> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(no_pay(text));
    }
    let mut pay = Pay::default();
    let all = pieces(text);
    let mut at = 0;
    while at < all.len() {
        at += pay.take(&all, at, text, around)?;
    }
    pay.finish(text, around)
}

fn no_pay(text: &str) -> Complaint {
    Complaint::new(BAD_SALARY, format!("`{text}` is not an amount of pay"))
        .help("write `52000-64000 EUR/year`, or leave the field out")
}

impl<'a> Pay<'a> {
    /// Takes the piece at a place, and those that belong to it; how many there are.
    fn take(&mut self, all: &[Piece<'a>], at: usize, text: &str, around: Around<'_>) -> Result<usize, Complaint> {
        let is = |list: fn(&Language) -> &'static [&'static str]| phrase(all, at, list);
        match &all[at] {
            Piece::Number(number) => {
                if let Some(len) =
                    phrase(all, at + 1, |language| language.written.payments).filter(|_| !self.numbers.is_empty())
                {
                    self.payments = number.parse().ok().filter(|payments| (1..=60).contains(payments));
                    self.is_told = true;
                    return Ok(len + 1);
                }
                if self.numbers.len() == 2 || self.numbers.len() == 1 && !self.is_range {
                    self.rest.push(number);
                    return Ok(1);
                }
                self.is_told |= number.contains(SEPARATORS) && !is_plain_fraction(number);
                self.numbers.push(number);
            }
            Piece::Dash => self.is_range |= self.numbers.len() == 1,
            Piece::Comma => {}
            Piece::Plus => return Ok(1 + self.take_extra(all, at + 1)),
            Piece::Slash => {
                let Some(Piece::Word(word)) = all.get(at + 1) else { return Err(no_pay(text)) };
                self.per = Some(period(word)?);
                return Ok(2);
            }
            // `EUR`, as the program itself writes it.
            Piece::Word(word) if self.code.is_none() && is_code(word) => self.code = Some((*word).to_owned()),
            Piece::Word(word) => {
                if let Some(len) = is(|language| language.written.up_to).filter(|_| self.numbers.is_empty()) {
                    self.open = Some(Open::Below);
                    return Ok(len);
                }
                if let Some(len) = is(|language| language.written.from).filter(|_| self.numbers.is_empty()) {
                    self.open = Some(Open::Above);
                    return Ok(len);
                }
                for (list, gross) in
                    [(gross_words as fn(&Language) -> _, true), (net_words as fn(&Language) -> _, false)]
                {
                    if let Some(len) = is(list) {
                        (self.gross, self.is_told) = (Some(gross), true);
                        return Ok(len);
                    }
                }
                if let Some(len) = is(|language| language.written.pro_rata) {
                    (self.is_pro_rata, self.is_told) = (true, true);
                    return Ok(len);
                }
                if is(|language| language.written.to).is_some()
                    && self.numbers.len() == 1
                    && matches!(all.get(at + 1), Some(Piece::Number(_) | Piece::Word(_)))
                    && self.per.is_none()
                    && next_is_amount(all, at + 1)
                {
                    self.is_range = true;
                    return Ok(1);
                }
                if let Some(len) = is(|language| language.written.plus) {
                    return Ok(len + self.take_extra(all, at + len));
                }
                let lower = word.to_lowercase();
                // `a year`, `al año`, `pro Jahr`, `hourly`.
                if let Some(len) = is(|language| language.written.per)
                    && let Some(Piece::Word(next)) = all.get(at + len)
                    && let Some(per) = known_period(&next.to_lowercase())
                    && self.per.is_none()
                {
                    self.per = Some(per);
                    return Ok(len + 1);
                }
                if let Some(per) = known_period(&lower).filter(|_| self.per.is_none() && !self.numbers.is_empty()) {
                    self.per = Some(per);
                    return Ok(1);
                }
                match currency(word, around.countries) {
                    Ok(code) if self.code.as_ref().is_none_or(|known| *known == code) => {
                        self.is_told |= !word.eq_ignore_ascii_case(&code);
                        self.code = Some(code);
                    }
                    Ok(code) => {
                        let known = self.code.clone().unwrap_or_default();
                        let message = format!("`{text}` has two currencies, {known} and {code}");
                        return Err(Complaint::new(UNKNOWN_CURRENCY, message).help("write one of them"));
                    }
                    // What comes before amount and currency is a part of them.
                    Err(complaint)
                        if self.code.is_none()
                            && (self.per.is_none() || SHARED_SIGNS.iter().any(|(sign, _)| *sign == lower)) =>
                    {
                        let is_sign = !word.chars().any(char::is_alphabetic)
                            || word.chars().count() <= 4
                            || SHARED_SIGNS.iter().any(|(sign, _)| *sign == lower);
                        return Err(if is_sign { complaint } else { no_pay(text) });
                    }
                    Err(_) => self.rest.push(word),
                }
            }
        }
        Ok(1)
    }

    /// What is added to pay, from a place on; how many pieces it has.
    fn take_extra(&mut self, all: &[Piece<'a>], at: usize) -> usize {
        let Some(Piece::Word(word)) = all.get(at) else { return 0 };
        match extra(word) {
            Some(extra) => {
                self.is_told = true;
                if !self.extras.contains(&extra) {
                    self.extras.push(extra);
                }
            }
            None => self.rest.push(word),
        }
        1
    }

    fn finish(self, text: &str, around: Around<'_>) -> Result<ReadPay, Complaint> {
        let read = |number: &str| amount(number, around);
        let (min, max) = match self.numbers.as_slice() {
            [] => return Err(no_pay(text)),
            [one] => (read(one)?, read(one)?),
            [min, max, ..] => {
                let is_short = max.ends_with(['k', 'K']) && !min.ends_with(['k', 'K']);
                (if is_short { read(&format!("{min}k"))? } else { read(min)? }, read(max)?)
            }
        };
        let Some(code) = self.code else {
            return Err(Complaint::new(UNKNOWN_CURRENCY, format!("`{text}` has no currency"))
                .help(format!("add its code: `{}`", example(min, max, self.per))));
        };
        let Some(per) = self.per else {
            return Err(Complaint::new(SALARY_NO_PERIOD, format!("`{text}` has no pay period"))
                .help(format!("write `{}/year`, or hour, day, week or month", text.trim())));
        };
        // `de 24.000 a 28.000` has both ends.
        let open = self.open.filter(|_| self.numbers.len() == 1);
        let mut salary = match open {
            Some(Open::Above) => salary_of(Some(min), None, &code, per)?,
            Some(Open::Below) => salary_of(None, Some(max), &code, per)?,
            None => salary_of(Some(min), Some(max), &code, per)?,
        };
        (salary.gross, salary.payments, salary.is_pro_rata) = (self.gross, self.payments, self.is_pro_rata);
        let mut notes = Vec::new();
        let rest = whole(text, &self.rest);
        if !rest.is_empty() {
            let message = format!("`{rest}` is no part of pay, and is left out");
            notes.push(Complaint::new(SALARY_REST, message).help("say it in the text"));
        } else if self.is_told && open.is_none() {
            let canonical = canonical(&salary, &self.extras);
            if canonical != text.trim() {
                notes.push(pay_note(&canonical));
            }
        }
        Ok(ReadPay { salary, extras: self.extras, notes })
    }
}

/// Whether a word is an ISO 4217 code as they are written.
fn is_code(word: &str) -> bool {
    word.len() == 3
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && iso_currency::Currency::from_code(word).is_some()
}

/// From the first of some parts of a text to the last.
fn whole<'a>(text: &'a str, parts: &[&'a str]) -> &'a str {
    let place = |part: &str| (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return "" };
    text.get(place(first)..place(last) + last.len()).unwrap_or("")
}

/// What pay, or a part of it, was taken for.
pub fn pay_note(canonical: &str) -> Complaint {
    Complaint::new(PAY_READ, format!("the pay is read as {canonical}"))
        .help(format!("write `{canonical}`"))
        .instead(canonical)
}

fn gross_words(language: &Language) -> &'static [&'static str] {
    language.written.gross
}

fn net_words(language: &Language) -> &'static [&'static str] {
    language.written.net
}

/// Whether an amount follows: a number, or a sign before one.
fn next_is_amount(all: &[Piece<'_>], at: usize) -> bool {
    matches!(all.get(at), Some(Piece::Number(_))) || matches!(all.get(at + 1), Some(Piece::Number(_)))
}

/// `18.50`: as the program itself writes it.
fn is_plain_fraction(number: &str) -> bool {
    number
        .split_once('.')
        .is_some_and(|(whole, part)| part.len() <= 2 && whole.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Pay as the program would write it.
fn canonical(salary: &Salary, extras: &[&str]) -> String {
    let end = |amount: Option<Amount>| amount.map_or_else(String::new, Amount::plain);
    let range = if salary.min() == salary.max() {
        end(salary.min())
    } else {
        format!("{}-{}", end(salary.min()), end(salary.max()))
    };
    let mut text = format!("{range} {}/{}", salary.currency(), salary.per().as_str());
    for part in
        [salary.gross.map(|gross| if gross { "gross" } else { "net" }), salary.is_pro_rata.then_some("pro rata")]
    {
        text.extend(part.map(|part| format!(" {part}")));
    }
    text.extend(salary.payments.map(|payments| format!(", {payments} payments")));
    text.extend(extras.iter().map(|extra| format!(" + {extra}")));
    text
}

/// The author's own amounts with a currency: `30000-36000 EUR/year`.
fn example(min: Amount, max: Amount, per: Option<Period>) -> String {
    let range = if min == max { min.plain() } else { format!("{}-{}", min.plain(), max.plain()) };
    format!("{range} EUR/{}", per.unwrap_or(Period::Year).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::rules::{SALARY_AMBIGUOUS, SALARY_MIN_ABOVE_MAX, UNKNOWN_VALUE};
    use crate::model::{Country, Lang};

    fn read_in(lang: &str, countries: &[&str], text: &str) -> Result<ReadPay, Complaint> {
        let countries: Vec<Country> = countries.iter().filter_map(|code| Country::from_code(code)).collect();
        salary(text, Around { lang: &Lang::new(lang).unwrap(), countries: &countries })
    }

    fn shown(lang: &str, countries: &[&str], text: &str) -> String {
        let read = read_in(lang, countries, text).unwrap_or_else(|complaint| panic!("{text}: {complaint:?}"));
        assert!(read.notes.iter().all(|note| note.code != SALARY_REST), "{text}: {:?}", read.notes);
        canonical(&read.salary, &read.extras)
    }

    #[test]
    fn pay_is_read_in_many_spellings() {
        for (lang, countries, text, expected) in [
            ("en", &[][..], "52000-64000 EUR/year", "52000-64000 EUR/year"),
            ("en", &[], "52000 – 64000 eur per year", "52000-64000 EUR/year"),
            ("en", &[], "EUR 18.50/hour", "18.5 EUR/hour"),
            ("en", &[], "45-52k USD/year", "45000-52000 USD/year"),
            ("en", &[], "52 000 to 64 000 EUR/yr", "52000-64000 EUR/year"),
            ("en", &[], "20000 MXN per month", "20000 MXN/month"),
            ("en", &[], "52000EUR/year", "52000 EUR/year"),
            ("en", &[], "£31,049 - £37,796 per annum", "31049-37796 GBP/year"),
            ("en", &["US"], "$25/hr", "25 USD/hour"),
            ("en", &["CA"], "$25–$30 an hour", "25-30 CAD/hour"),
            ("es", &["MX"], "$20,000 mensuales", "20000 MXN/month"),
            ("en", &[], "€45k-€55k a year gross", "45000-55000 EUR/year gross"),
            ("en", &[], "£650-£750 a day", "650-750 GBP/day"),
            ("en", &[], "€13.50/hour + tips", "13.5 EUR/hour + tips"),
            ("en", &[], "55k-70k EUR/year plus equity + bonus", "55000-70000 EUR/year + equity + bonus"),
            ("en", &[], "£30,000 p.a. pro rata", "30000 GBP/year pro rata"),
            ("en", &[], "30,000 GBP/year (gross)", "30000 GBP/year gross"),
            ("en", &[], "1,234,567 EUR/year", "1234567 EUR/year"),
            ("de", &[], "EUR 30.000 – 40.000 brutto/Jahr", "30000-40000 EUR/year gross"),
            ("de", &[], "3.400 – 3.900 € brutto/Monat", "3400-3900 EUR/month gross"),
            ("de", &[], "12,50 €/h", "12.5 EUR/hour"),
            ("de", &[], "bis 3.400,- € im Monat", "-3400 EUR/month"),
            ("de", &[], "1.234,50 € monatlich", "1234.5 EUR/month"),
            ("fr", &[], "2\u{202f}150\u{a0}€ à 2 480 € par mois", "2150-2480 EUR/month"),
            ("fr", &[], "35 k€ par an", "35000 EUR/year"),
            ("es", &[], "de 24.000 a 28.000 € brutos al año, 14 pagas", "24000-28000 EUR/year gross, 14 payments"),
            ("de", &["CH"], "CHF 90'000–110'000 pro Jahr", "90000-110000 CHF/year"),
            ("nb", &["NO"], "kr 720 000–830 000 per year", "720000-830000 NOK/year"),
        ] {
            assert_eq!(shown(lang, countries, text), expected, "{text}");
        }
        assert_eq!(read_in("en", &[], "from 50000 EUR/year").unwrap().salary.max(), None);
        assert_eq!(read_in("en", &[], "up to 50000 EUR/year").unwrap().salary.min(), None);
    }

    #[test]
    fn what_the_program_writes_is_read_as_it_is() {
        for text in [
            "31049-37796 GBP/year",
            "18.5 EUR/hour + tips",
            "24000-28000 EUR/year gross, 14 payments",
            "30000 GBP/year pro rata",
        ] {
            assert_eq!(shown("en", &[], text), text);
            assert_eq!(shown("de", &[], text), text);
        }
        assert_eq!(read_in("en", &[], "52000-64000 EUR/year").unwrap().notes, []);
    }

    #[test]
    fn what_is_no_pay_or_has_two_meanings_is_refused_each_with_its_own_code() {
        let fault = |lang: &str, text: &str| read_in(lang, &[], text).unwrap_err();
        let code = |text: &str| fault("en", text).code;
        assert_eq!(code("competitive"), BAD_SALARY);
        assert_eq!(code("30.000 EUR/year"), SALARY_AMBIGUOUS);
        assert_eq!(code("30.000-36.000 EUR/year"), SALARY_AMBIGUOUS);
        assert_eq!(fault("en", "30.000 EUR/year").help.unwrap(), "write `30000`, or `30.00`");
        assert_eq!(fault("es", "30,000 EUR/year").code, SALARY_AMBIGUOUS);
        assert_eq!(code("52000-64000 EUR"), SALARY_NO_PERIOD);
        assert_eq!(code("52000-64000 EURX/year"), UNKNOWN_CURRENCY);
        assert_eq!(code("52000-64000 a year"), UNKNOWN_CURRENCY);
        assert_eq!(code("$30k/year"), UNKNOWN_CURRENCY);
        assert_eq!(fault("en", "$30k/year").help.unwrap(), "write the code: `USD`, `CAD`, `AUD` …");
        assert_eq!(code("£30000-€40000/year"), UNKNOWN_CURRENCY);
        assert_eq!(code("64000-52000 EUR/year"), SALARY_MIN_ABOVE_MAX);
        assert_eq!(code("52000-64000 EUR/fortnight"), UNKNOWN_VALUE);
        assert_eq!(code("99999999999999999999 EUR/year"), BAD_SALARY);
        let rest = read_in("en", &[], "£650-£750 a day, inside IR35").unwrap();
        assert_eq!(canonical(&rest.salary, &[]), "650-750 GBP/day");
        assert_eq!(rest.notes[0].message, "`inside IR35` is no part of pay, and is left out");
    }
}
