//! Pages of the site's own that were once published: what a ledger remembers.

use crate::content::Config;
use crate::content::rules::BAD_LEDGER;
use crate::diag::{Checked, Complaint, Diagnostic};
use crate::source::{Address, Source, Sources, Span, SrcPath};

/// A page, and the file that it was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    pub address: Address,
    pub source: SrcPath,
}

/// A page that was once published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPage {
    pub page: Published,
    /// Whether it is an error that it is gone.
    pub is_strict: bool,
}

const HEAD: &str = "# Pages that were once published, and the files they were made from. `rolecall build` adds to it; keep it with the site.";

/// A ledger as text: one page a line, in the order of addresses, below the comments that the last one had.
pub fn write_ledger(pages: &[Published], last: &str) -> String {
    let lines: String = pages.iter().map(|page| format!("{} {}\n", page.address.encoded(), page.source)).collect();
    let comments: String = last.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    if comments.is_empty() { format!("{HEAD}\n{lines}") } else { comments + &lines }
}

/// What the ledger remembers, and whether it is to be taken as strictly as it means. What a build left in an output says nothing: nobody may have
/// seen it. A ledger that is not there yet is begun by the build.
pub fn remembered(
    sources: &Sources,
    config: &Config,
    is_strict: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KnownPage> {
    let mut found = Vec::new();
    if let Some(source) = config.ledger.as_ref().and_then(|path| sources.get(&path.value)) {
        let checked = ledger(source);
        diagnostics.extend(checked.diagnostics);
        let pages = checked.value.unwrap_or_default();
        found.extend(pages.into_iter().map(|page| KnownPage { page, is_strict }));
    }
    found
}

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
                    let complaint =
                        Complaint::new(BAD_LEDGER, "expected an address and a file on this line of the ledger");
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
