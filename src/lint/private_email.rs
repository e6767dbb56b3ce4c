//! A private mailbox in a posting: applications there leave the employer’s hands. Regulation (EU) 2016/679, article 32 (2016-04-27).

use super::Posting;
use crate::diag::{Complaint, Diagnostic, rule};

rule! {
    RULE = Hint "private-email" {
        why: "What applicants send to a private mailbox is out of the employer's hands.",
        example: "apply: acme.jobs@gmail.com",
        remedy: "Use an address of the company's own.",
        source: "Regulation (EU) 2016/679, article 32, 2016-04-27",
    }
}

pub fn check(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let entry = posting.entry;
    let in_apply = job.apply.email.as_ref().map(|(address, _)| address.to_lowercase());
    let in_apply = in_apply.filter(|address| is_private(address)).map(|address| (address, entry.head().at("apply")));
    let found = in_apply.or_else(|| {
        let text = posting.text();
        let at = text.match_indices('@').map(|(at, _)| at).find_map(|at| {
            let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '<' | '>');
            let start = text[..at]
                .rfind(ends)
                .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
            let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
            let address = text[start..end].trim_end_matches('.');
            is_private(address).then(|| (address.to_owned(), start))
        });
        at.map(|(address, start)| {
            let span = posting.place(start, address.len());
            (address, span)
        })
    });
    if let Some((address, span)) = found {
        let complaint = Complaint::new(RULE, format!("`{address}` is a personal mailbox"));
        diagnostics.push(complaint.help("use a company address").at(span));
    }
}

fn is_private(address: &str) -> bool {
    const HOSTS: [&str; 8] =
        ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "hotmail.es", "yahoo.es", "gmx.de"];
    address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && HOSTS.contains(&host))
}
