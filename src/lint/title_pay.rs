//! Pay in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (_, job) in titles::jobs(site) {
        if has_pay(&job.title.value) {
            let complaint = Complaint::new(Code::TitlePay, format!("the title “{}” holds pay", job.title.value));
            diagnostics.push(complaint.help("put it into `salary`").at(job.title.span.clone()));
        }
    }
}

/// A number beside the sign or the code of a currency.
fn has_pay(title: &str) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_currency = |word: &str| matches!(word, "€" | "$" | "£" | "eur" | "usd" | "gbp" | "chf" | "euros");
    let words = titles::words(title);
    let joined = words.iter().any(|word| {
        let bare = word.trim_matches(['€', '$', '£']);
        bare != word && is_number(bare)
    });
    joined
        || words.windows(2).any(|pair| {
            (is_number(&pair[0]) && is_currency(&pair[1])) || (is_currency(&pair[0]) && is_number(&pair[1]))
        })
}
