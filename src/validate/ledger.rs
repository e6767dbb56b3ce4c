//! A ledger to the pages that it remembers.

use crate::diag::{Checked, Code, Complaint};
use crate::model::Published;
use crate::source::{Address, Source, Span, SrcPath};

/// Reads `ADDRESS FILE` lines; comments and empty lines are passed over.
pub fn ledger(source: &Source) -> Checked<Vec<Published>> {
    let mut pages = Vec::new();
    let mut diagnostics = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let text = line.trim_end();
        if !text.is_empty() && !text.starts_with('#') {
            match page(text) {
                Some(page) => pages.push(page),
                None => {
                    let complaint = Complaint::new(Code::BadLedger, "this line of the ledger is no address and a file");
                    let help = "write `/jobs/name/ content/jobs/name.md`, or remove the line";
                    diagnostics.push(complaint.help(help).at(Span::new(&source.path, start, start + text.len())));
                }
            }
        }
        start += line.len();
    }
    Checked { value: Some(pages), diagnostics }
}

fn page(line: &str) -> Option<Published> {
    let (address, source) = line.split_once(' ')?;
    let address = Address::parse(address).ok()?;
    (!source.trim().is_empty()).then(|| Published { address, source: SrcPath::new(source) })
}
