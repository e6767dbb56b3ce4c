//! Texts to pay, as people write it: `£31,049 - £37,796 per annum`, `EUR 30.000 – 40.000 brutto/Jahr`, `12,50 €/h + tips`.
//!
//! A period belongs to the amount that it stands behind: with the first word that is no part of pay, what follows is none either.

mod reader;
mod shown;

pub use shown::pay_note;

use reader::no_pay;

use super::money::Around;
use super::pieces::pieces;
use crate::diag::Complaint;
use crate::locale::LANGUAGES;
use crate::model::Salary;

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

/// Pay as people write it.
pub fn salary(text: &str, around: Around<'_>) -> Result<ReadPay, Complaint> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(no_pay(text));
    }
    let mut pay = reader::Pay::default();
    let all = pieces(text);
    let mut at = 0;
    while at < all.len() {
        at += pay.take(&all, at, text, around)?;
    }
    pay.finish(text, around)
}

#[cfg(test)]
mod tests {
    use super::shown::canonical;
    use super::*;
    use crate::content::rules::{BAD_SALARY, SALARY_NO_PERIOD, SALARY_REST, UNKNOWN_CURRENCY};
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
            ("de", &[], "bis 3.400,- € im Monat", "up to 3400 EUR/month"),
            ("de", &[], "1.234,50 € monatlich", "1234.5 EUR/month"),
            ("fr", &[], "2\u{202f}150\u{a0}€ à 2 480 € par mois", "2150-2480 EUR/month"),
            ("fr", &[], "35 k€ par an", "35000 EUR/year"),
            ("es", &[], "de 24.000 a 28.000 € brutos al año, 14 pagas", "24000-28000 EUR/year gross, 14 payments"),
            ("de", &["CH"], "CHF 90'000–110'000 pro Jahr", "90000-110000 CHF/year"),
            ("nb", &["NO"], "kr 720 000–830 000 per year", "720000-830000 NOK/year"),
            ("en", &[], "£12 ph", "12 GBP/hour"),
            ("en", &[], "£1,800-£2k pcm", "1800-2000 GBP/month"),
            ("en", &[], "£15/hour - £18/hour", "15-18 GBP/hour"),
            ("en", &[], "£15 per hour to £18 per hour", "15-18 GBP/hour"),
            ("en", &[], "between £30,000 and £35,000 a year", "30000-35000 GBP/year"),
            ("en", &[], "€60,000+ a year", "from 60000 EUR/year"),
            ("en", &[], "60k+ EUR/year + bonus", "from 60000 EUR/year + bonus"),
            ("en", &[], "£30,000+bonus per year", "30000 GBP/year + bonus"),
            ("en", &[], "circa £30,000 a year", "30000 GBP/year"),
            ("en", &[], "~£30,000 a year", "30000 GBP/year"),
            ("en", &[], "at least £30,000 a year", "from 30000 GBP/year"),
            ("en", &[], "not more than £30,000 a year", "up to 30000 GBP/year"),
            ("en", &["IN"], "₹12-15 LPA", "1200000-1500000 INR/year"),
            ("en", &["IN"], "₹12 lakh per annum", "1200000 INR/year"),
            ("en", &[], "$1.2M USD per year", "1200000 USD/year"),
            ("en", &[], "50 thousand eur a year", "50000 EUR/year"),
            ("de", &[], "15 € die Stunde", "15 EUR/hour"),
            ("fr", &[], "12 € de l’heure", "12 EUR/hour"),
            ("es", &[], "1.500 € y comisiones al mes", "1500 EUR/month + commission"),
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
            "from 60000 EUR/year",
            "up to 3400 EUR/month",
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
        assert_eq!(code("£30,000, 5 day week"), SALARY_NO_PERIOD);
        assert_eq!(fault("fr", "30 000 € brut sur 12 mois").code, SALARY_NO_PERIOD);
        assert_eq!(
            fault("fr", "30 000 € brut sur 12 mois").help.unwrap(),
            "write the pay alone, with its period, as in `30000 EUR/year`, and `sur 12 mois` in the text"
        );
        assert_eq!(code("£-30,000 a year"), BAD_SALARY);
        assert_eq!(code("£30,000 + bonus up to 10 % per year"), SALARY_NO_PERIOD);
    }

    #[test]
    fn what_is_no_part_of_pay_changes_nothing_of_it_and_is_said() {
        for (lang, text, expected, rest) in [
            ("en", "£650-£750 a day, inside IR35", "650-750 GBP/day", "inside IR35"),
            ("en", "£30,000/year (37.5 hours/week)", "30000 GBP/year", "37.5 hours/week"),
            ("en", "€15/hour, 40 hours/week", "15 EUR/hour", "40 hours/week"),
            ("en", "£30,000 - £32,000/year or £15/hour", "30000-32000 GBP/year", "or £15/hour"),
            ("en", "£12/hour - 25 days holiday", "12 GBP/hour", "25 days holiday"),
            ("en", "£30,000 a year, all inclusive", "30000 GBP/year", "all inclusive"),
            ("en", "£30,000 a year, top of the range", "30000 GBP/year", "top of the range"),
            ("en", "£30,000 a year, 100 payments", "30000 GBP/year", "100 payments"),
            ("de", "3.000 € im Monat, 13,5 Monatsgehälter", "3000 EUR/month", "13,5 Monatsgehälter"),
        ] {
            let read = read_in(lang, &[], text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(canonical(&read.salary, &read.extras), expected, "{text}");
            assert_eq!(read.notes[0].message, format!("`{rest}` is not part of the pay and is left out"));
            assert_eq!(read.notes[0].help, Some(format!("the pay is read as `{expected}`; say the rest in the text")));
        }
    }
}
