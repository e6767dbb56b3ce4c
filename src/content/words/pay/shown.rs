//! Pay as the program writes it.

use crate::content::rules::PAY_READ;
use crate::diag::Complaint;
use crate::model::{Amount, Period, Salary};

/// What pay, or a part of it, was taken for.
pub fn pay_note(canonical: &str) -> Complaint {
    Complaint::new(PAY_READ, format!("the pay is read as {canonical}"))
        .help(format!("write `{canonical}`"))
        .instead(canonical)
}

/// Pay as the program would write it.
pub fn canonical(salary: &Salary, extras: &[&str]) -> String {
    let end = |amount: Option<Amount>| amount.map_or_else(String::new, Amount::plain);
    let range = match (salary.min(), salary.max()) {
        (min, max) if min == max => end(min),
        (min, None) => format!("from {}", end(min)),
        (None, max) => format!("up to {}", end(max)),
        (min, max) => format!("{}-{}", end(min), end(max)),
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

/// The author's own amounts with a currency and a period: `30000-36000 EUR/year`.
pub fn example(min: Amount, max: Amount, currency: &str, per: Option<Period>) -> String {
    let range = if min == max { min.plain() } else { format!("{}-{}", min.plain(), max.plain()) };
    format!("{range} {currency}/{}", per.unwrap_or(Period::Year).as_str())
}
