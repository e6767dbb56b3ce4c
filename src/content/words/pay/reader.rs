//! Pay, piece by piece.

use super::shown::{canonical, example, pay_note};
use super::{ReadPay, extra};
use crate::content::rules::{BAD_SALARY, SALARY_NO_PERIOD, SALARY_REST, UNKNOWN_CURRENCY};
use crate::content::words::money::{
    Around, SEPARATORS, SHARED_SIGNS, amount_times, currency, known_period, period, salary_of,
};
use crate::content::words::pieces::{Piece, phrase};
use crate::diag::Complaint;
use crate::locale::{LANGUAGES, Language};
use crate::model::Period;

/// A number, and what a word behind it multiplies it by: `12 lakh`.
#[derive(Clone, Copy)]
struct Figure<'a> {
    number: &'a str,
    times: i64,
}

impl Figure<'_> {
    fn is_thousands(self) -> bool {
        self.times > 1 || self.number.ends_with(['k', 'K'])
    }

    /// The factor, with the `k` of the number itself.
    fn factor(self) -> i64 {
        self.times * if self.number.ends_with(['k', 'K']) { 1000 } else { 1 }
    }
}

/// What has been read of pay so far.
#[derive(Default)]
pub struct Pay<'a> {
    numbers: Vec<Figure<'a>>,
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

pub fn no_pay(text: &str) -> Complaint {
    Complaint::new(BAD_SALARY, format!("`{text}` is not an amount of pay"))
        .help("write `52000-64000 EUR/year`, or leave the field out")
}

impl<'a> Pay<'a> {
    /// Takes the piece at a place, and those that belong to it; how many there are.
    pub fn take(&mut self, all: &[Piece<'a>], at: usize, text: &str, around: Around<'_>) -> Result<usize, Complaint> {
        match &all[at] {
            Piece::Number(number) => Ok(self.take_number(all, at, number)),
            // `£-30,000`; `~£30,000` is an amount that isn't exact.
            Piece::Dash if self.numbers.is_empty() && (at > 0 || !text.trim_start().starts_with('~')) => {
                Err(no_pay(text))
            }
            Piece::Dash => {
                self.is_told |= self.numbers.is_empty();
                self.is_range |= self.may_go_on(all, at + 1, around);
                Ok(1)
            }
            Piece::Comma => Ok(1),
            Piece::Above => {
                self.is_told = true;
                if self.numbers.len() == 1 && self.rest.is_empty() {
                    self.open = Some(Open::Above);
                }
                Ok(1)
            }
            Piece::Plus => Ok(1 + self.take_extra(all, at + 1)),
            // `£15/hour - £18/hour` says it twice.
            Piece::Slash if self.per.is_some() || !self.rest.is_empty() => {
                let is_same = matches!(all.get(at + 1), Some(Piece::Word(word)) if period(word).ok() == self.per);
                Ok(if is_same && self.rest.is_empty() { 2 } else { 1 })
            }
            Piece::Slash => {
                let Some(Piece::Word(word)) = all.get(at + 1) else { return Err(no_pay(text)) };
                self.per = Some(period(word)?);
                Ok(2)
            }
            Piece::Word(word) => self.take_word(all, at, word, text, around),
        }
    }

    fn take_number(&mut self, all: &[Piece<'a>], at: usize, number: &'a str) -> usize {
        if let Some(len) =
            phrase(all, at + 1, |language| language.written.payments).filter(|_| !self.numbers.is_empty())
        {
            self.is_told = true;
            self.payments = number.parse().ok().filter(|payments| (1..=60).contains(payments));
            if self.payments.is_none() {
                self.rest.push(number);
                return 1;
            }
            return len + 1;
        }
        if !self.rest.is_empty() || self.numbers.len() == 2 || self.numbers.len() == 1 && !self.is_range {
            self.rest.push(number);
            return 1;
        }
        self.is_told |= number.contains(SEPARATORS) && !is_plain_fraction(number);
        let Some((word, times)) = all.get(at + 1).and_then(multiple) else {
            self.numbers.push(Figure { number, times: 1 });
            return 1;
        };
        // `12 LPA` says both.
        self.per = self.per.or(known_period(&word.to_lowercase()));
        self.is_told = true;
        self.numbers.push(Figure { number, times });
        2
    }

    fn take_word(
        &mut self,
        all: &[Piece<'a>],
        at: usize,
        word: &'a str,
        text: &str,
        around: Around<'_>,
    ) -> Result<usize, Complaint> {
        let is = |list: fn(&Language) -> &'static [&'static str]| phrase(all, at, list);
        // `EUR`, as the program itself writes it.
        if self.code.is_none() && is_code(word) {
            self.code = Some(word.to_owned());
            return Ok(1);
        }
        if self.numbers.is_empty() {
            let lists = [
                ((|language| language.written.up_to) as fn(&Language) -> _, Some(Open::Below)),
                (|language| language.written.from, Some(Open::Above)),
                (|language| language.written.about, None),
            ];
            for (list, open) in lists {
                if let Some(len) = is(list) {
                    self.is_told |= open.is_none();
                    self.open = open.or(self.open);
                    return Ok(len);
                }
            }
        }
        for (list, gross) in [(gross_words as fn(&Language) -> _, true), (net_words as fn(&Language) -> _, false)] {
            if let Some(len) = is(list) {
                (self.gross, self.is_told) = (Some(gross), true);
                return Ok(len);
            }
        }
        if let Some(len) = is(|language| language.written.pro_rata) {
            (self.is_pro_rata, self.is_told) = (true, true);
            return Ok(len);
        }
        if is(|language| language.written.to).is_some() && self.may_go_on(all, at + 1, around) {
            self.is_range = true;
            return Ok(1);
        }
        if let Some(len) = is(|language| language.written.plus) {
            return Ok(len + self.take_extra(all, at + len));
        }
        if let Some((per, len)) = self.period_at(all, at) {
            self.per = Some(per);
            return Ok(len);
        }
        self.take_sign(all, word, text, around)
    }

    /// Whether a second amount stands at a place. Behind a period it needs a sign or the period again, since `£12/hour - 25 days holiday` has none.
    fn may_go_on(&self, all: &[Piece<'a>], at: usize, around: Around<'_>) -> bool {
        if self.numbers.len() != 1 || self.is_range || !self.rest.is_empty() {
            return false;
        }
        let is_sign =
            |at: usize| matches!(all.get(at), Some(Piece::Word(word)) if currency(word, around.countries).is_ok());
        let is_number = |at: usize| matches!(all.get(at), Some(Piece::Number(_)));
        let has_period = |at: usize| match all.get(at) {
            Some(Piece::Slash) => matches!(all.get(at + 1), Some(Piece::Word(word)) if period(word).ok() == self.per),
            _ => self.period_at(all, at).is_some(),
        };
        match self.per {
            None => is_number(at) || is_number(at + 1),
            Some(_) => is_sign(at) && is_number(at + 1) || is_number(at) && (is_sign(at + 1) || has_period(at + 1)),
        }
    }

    /// A period at a place, and how many pieces it has: `a year`, `al año`, `pro Jahr`, `hourly`. One letter alone (`y`) is a period behind a slash only.
    fn period_at(&self, all: &[Piece<'a>], at: usize) -> Option<(Period, usize)> {
        let word = |at: usize| match all.get(at) {
            Some(Piece::Word(word)) => Some(word.to_lowercase()),
            _ => None,
        };
        let behind = phrase(all, at, |language| language.written.per)
            .and_then(|len| Some((known_period(&word(at + len)?)?, len + 1)));
        let alone = || {
            let word = word(at).filter(|word| word.chars().nth(1).is_some() && !self.numbers.is_empty())?;
            known_period(&word).map(|per| (per, 1))
        };
        behind.or_else(alone).filter(|(per, _)| self.rest.is_empty() && self.per.is_none_or(|known| known == *per))
    }

    /// Takes a sign or a code of a currency, or a word that is no part of pay.
    fn take_sign(
        &mut self,
        all: &[Piece<'a>],
        word: &'a str,
        text: &str,
        around: Around<'_>,
    ) -> Result<usize, Complaint> {
        if !self.rest.is_empty() {
            self.rest.push(word);
            return Ok(1);
        }
        let lower = word.to_lowercase();
        // `$25 USD` says which dollars.
        let codes = SHARED_SIGNS.iter().find(|(sign, _)| *sign == lower).map_or(&[][..], |(_, codes)| codes);
        let code_of_sign = all.iter().find_map(|piece| match piece {
            Piece::Word(code) if codes.contains(code) => Some(*code),
            _ => None,
        });
        let word = code_of_sign.unwrap_or(word);
        self.is_told |= code_of_sign.is_some();
        match currency(word, around.countries) {
            Ok(code) if self.code.as_ref().is_none_or(|known| *known == code) => {
                self.is_told |= !word.eq_ignore_ascii_case(&code);
                self.code = Some(code);
            }
            // `all`, `top` and `try` are codes, too.
            Ok(code) if !word.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                let known = self.code.clone().unwrap_or_default();
                let message = format!("`{text}` has two currencies, {known} and {code}");
                return Err(Complaint::new(UNKNOWN_CURRENCY, message).help("write one of them"));
            }
            // What comes before amount and currency is a part of them.
            Err(complaint) if self.code.is_none() && (self.per.is_none() || !codes.is_empty()) => {
                let is_sign = !word.chars().any(char::is_alphabetic) || word.chars().count() <= 4 || !codes.is_empty();
                return Err(if is_sign { complaint } else { no_pay(text) });
            }
            _ => self.rest.push(word),
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

    pub fn finish(self, text: &str, around: Around<'_>) -> Result<ReadPay, Complaint> {
        let read = |figure: Figure<'_>| amount_times(figure.number, figure.times, around);
        let (min, max) = match self.numbers.as_slice() {
            [] => return Err(no_pay(text)),
            [one] => (read(*one)?, read(*one)?),
            [min, max, ..] => {
                let (least, most) = (read(*min)?, read(*max)?);
                // `45-52k`, `12-15 lakh`; not `2,500-3k`.
                let is_short = max.is_thousands()
                    && !min.is_thousands()
                    && least.hundredths().saturating_mul(max.factor()) <= most.hundredths();
                (if is_short { amount_times(min.number, max.factor(), around)? } else { least }, most)
            }
        };
        let Some(code) = self.code else {
            return Err(Complaint::new(UNKNOWN_CURRENCY, format!("`{text}` has no currency"))
                .help(format!("add its code: `{}`", example(min, max, "EUR", self.per))));
        };
        let Some(per) = self.per else {
            let help = match whole(text, &self.rest) {
                "" => format!("write `{}`, or hour, day, week or month", example(min, max, &code, None)),
                // What it is for may be said there, in other words.
                rest => format!(
                    "write the pay alone, with its period, as in `{}`, and `{rest}` in the text",
                    example(min, max, &code, None)
                ),
            };
            return Err(
                Complaint::new(SALARY_NO_PERIOD, format!("`{text}` has no pay period behind the amount")).help(help)
            );
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
        let canonical = canonical(&salary, &self.extras);
        if !rest.is_empty() {
            let message = format!("`{rest}` is not part of the pay and is left out");
            let help = format!("the pay is read as `{canonical}`; say the rest in the text");
            notes.push(Complaint::new(SALARY_REST, message).help(help));
        } else if self.is_told && canonical != text.trim() {
            notes.push(pay_note(&canonical));
        }
        Ok(ReadPay { salary, extras: self.extras, notes })
    }
}

/// A word that multiplies the number before it.
fn multiple<'a>(piece: &Piece<'a>) -> Option<(&'a str, i64)> {
    let Piece::Word(word) = piece else { return None };
    let lower = word.trim_end_matches('.').to_lowercase();
    let mut all = LANGUAGES.iter().flat_map(|language| language.written.multiples);
    all.find(|(known, _)| *known == lower).map(|(_, times)| (*word, *times))
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

fn gross_words(language: &Language) -> &'static [&'static str] {
    language.written.gross
}

fn net_words(language: &Language) -> &'static [&'static str] {
    language.written.net
}

/// `18.50`: as the program itself writes it.
fn is_plain_fraction(number: &str) -> bool {
    number
        .split_once('.')
        .is_some_and(|(whole, part)| part.len() <= 2 && whole.bytes().all(|byte| byte.is_ascii_digit()))
}
