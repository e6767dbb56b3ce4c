//! A reference in a title. Google, "JobPosting" structured data (2026-09-08): job codes, addresses, dates, salaries and company names are no part of a title.

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (_, job) in titles::jobs(site) {
        if has_reference(&job.title.value) {
            let complaint =
                Complaint::new(Code::TitleReference, format!("the title “{}” holds a reference", job.title.value));
            diagnostics.push(complaint.help("put it into `id`").at(job.title.span.clone()));
        }
    }
}

/// `Ref. 2026-114`, `Req 4711`, `JR-10023`.
fn has_reference(title: &str) -> bool {
    let words = titles::words(title);
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let is_label =
        |word: &str| matches!(word, "ref" | "reference" | "referencia" | "req" | "requisition" | "kennziffer");
    let is_number = |word: &str| {
        let rest = ["jr", "req", "ref"].iter().find_map(|label| word.strip_prefix(label)).unwrap_or("");
        let digits = rest.trim_start_matches(['-', '_', '#']);
        digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    words.windows(2).any(|pair| is_label(&pair[0]) && has_digit(&pair[1])) || words.iter().any(|word| is_number(word))
}
