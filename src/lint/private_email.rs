//! A private mailbox in a posting: applications there leave the employer’s hands. Regulation (EU) 2016/679, article 32 (2016-04-27).

use super::Posting;
use crate::diag::{Code, Complaint, Diagnostic};

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let entry = posting.entry;
    let in_apply = job.apply.email.as_ref().map(|(address, _)| address.to_lowercase());
    let found = in_apply.filter(|address| is_private(address)).map(|address| (address, "apply"));
    let found = found.or_else(|| {
        let text = posting.text();
        if !text.contains('@') {
            return None;
        }
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '<' | '>'));
        words
            .map(|word| word.trim_end_matches('.'))
            .find(|word| is_private(word))
            .map(|word| (word.to_owned(), "description"))
    });
    if let Some((address, key)) = found {
        let complaint = Complaint::new(Code::PrivateEmail, format!("`{address}` is a private mailbox"));
        diagnostics.push(complaint.help("use an address of the company’s own").at(entry.head.at(key)));
    }
}

fn is_private(address: &str) -> bool {
    const HOSTS: [&str; 8] =
        ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "hotmail.es", "yahoo.es", "gmx.de"];
    address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && HOSTS.contains(&host))
}
