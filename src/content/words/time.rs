//! Texts to times of work: hours a week, months of a contract.

use super::money::{Around, amount, known_period};
use super::pieces::{Piece, phrase, pieces};
use crate::content::rules::WRONG_TYPE;
use crate::diag::Complaint;
use crate::locale::Language;
use crate::model::{Amount, Lang, Period};

/// `6 months`, `1 year`, `18`: in months, 240 at most.
pub fn months(text: &str) -> Result<u16, Complaint> {
    let fault = || {
        Complaint::new(WRONG_TYPE, format!("`{text}` is not a time of months or years"))
            .help("write `duration: 6 months`")
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u16 = text[..digits].parse().map_err(|_| fault())?;
    let word = text[digits..].trim().to_lowercase();
    let months = match known_period(&word) {
        Some(Period::Year) => number.checked_mul(12),
        Some(Period::Month) => Some(number),
        _ => word.is_empty().then_some(number),
    };
    months.filter(|months| (1..=240).contains(months)).ok_or_else(fault)
}

/// Hours a week, the fewest and the most: `37.5`, `16-24`, `16 to 24 hours a week`, `37,5 Std./Woche`.
pub fn hours(text: &str) -> Result<(Amount, Amount), Complaint> {
    let fault = || {
        Complaint::new(WRONG_TYPE, format!("`{text}` is not a number of hours a week"))
            .help("write `hours: 37.5`, or `16-24`")
    };
    let english = Lang::new("en").ok_or_else(fault)?;
    let around = Around { lang: &english, countries: &[] };
    let all = pieces(text);
    let (mut ends, mut is_range, mut at) = (Vec::new(), false, 0);
    while let Some(piece) = all.get(at) {
        at += match piece {
            Piece::Number(number) if ends.is_empty() || is_range && ends.len() == 1 => {
                let hours = amount(number, around).map_err(|_| fault())?;
                ends.push(Some(hours).filter(|hours| (1..=16_800).contains(&hours.hundredths())).ok_or_else(fault)?);
                1
            }
            Piece::Dash if ends.len() == 1 && !is_range => {
                is_range = true;
                1
            }
            Piece::Slash | Piece::Comma if !ends.is_empty() => 1,
            Piece::Word(word) => {
                let is_number = matches!(all.get(at + 1), Some(Piece::Number(_)));
                let is = |list: fn(&Language) -> &'static [&'static str]| phrase(&all, at, list);
                if let Some(len) = is(|language| language.written.to).filter(|_| is_number && ends.len() == 1) {
                    is_range = true;
                    len
                } else if let Some(len) = is(|language| language.written.per).filter(|_| !ends.is_empty()) {
                    len
                } else if matches!(known_period(&word.to_lowercase()), Some(Period::Hour | Period::Week))
                    && !ends.is_empty()
                {
                    1
                } else {
                    return Err(fault());
                }
            }
            _ => return Err(fault()),
        };
    }
    match ends.as_slice() {
        [one] if !is_range => Ok((*one, *one)),
        [least, most] if least <= most => Ok((*least, *most)),
        _ => Err(fault()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_a_week_and_nothing_else() {
        let shown = |text: &str| hours(text).map(|(least, most)| format!("{}-{}", least.plain(), most.plain())).ok();
        for (text, expected) in [
            ("37.5", "37.5-37.5"),
            ("37,5 Std./Woche", "37.5-37.5"),
            ("16–24", "16-24"),
            ("37.5 to 40 hours per week", "37.5-40"),
            ("16 bis 24 Stunden", "16-24"),
            ("40 horas a la semana", "40-40"),
            ("35 heures par semaine", "35-35"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "20 per month",
            "80/month",
            "8 a day",
            "1,600 a year",
            "60 minutes",
            "24-16",
            "170",
            "about 20",
            "9999999999999999999",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn a_contract_lasts_months_or_years() {
        for (text, expected) in [
            ("6 months", Some(6)),
            ("1 year", Some(12)),
            ("18", Some(18)),
            ("6 meses", Some(6)),
            ("2 Jahre", Some(24)),
            ("6 weeks", None),
            ("30 years", None),
        ] {
            assert_eq!(months(text).ok(), expected, "{text}");
        }
    }
}
