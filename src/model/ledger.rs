//! Pages of the site's own that were once published: what a ledger and an output's state remember.

use crate::source::{Address, SrcPath};

/// A page, and the file that it was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    pub address: Address,
    pub source: SrcPath,
}

/// A page that was once published, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPage {
    pub page: Published,
    /// It stands in the site's ledger, not in the output's state alone.
    pub is_committed: bool,
}

const HEAD: &str = "# Pages that were once published, and the files they were made from. `rolecall build` adds to it; keep it with the site.";

/// A ledger as text: one page a line, in the order of addresses, below the comments that the last one had.
pub fn write_ledger(pages: &[Published], last: &str) -> String {
    let lines: String = pages.iter().map(|page| format!("{} {}\n", page.address.encoded(), page.source)).collect();
    let comments: String = last.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    if comments.is_empty() { format!("{HEAD}\n{lines}") } else { comments + &lines }
}
