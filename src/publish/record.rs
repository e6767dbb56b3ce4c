//! What was published last: the site's pages, what each was, and the file it was made from. It stays when a page goes.
//!
//! One line for each page: `HASH STATE ADDRESS FILE`; lists have `-` for a file. It lies in the output's state folder beside the manifest.

use std::collections::BTreeMap;

use super::Key;
use crate::content::{Kind, Published};
use crate::pipeline::Ready;
use crate::plan::Product;
use crate::relate::{EntryId, Site, Visibility};
use crate::source::{Address, Hash, Sources, SrcPath};

const HEAD: &str = "rolecall-pages 1";
const WHAT: &str = "pages";

/// A page as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPage {
    /// Of what its author wrote.
    pub hash: Hash,
    /// `open`, `closed`, `filled`, `withdrawn`; `live` for what is no posting; `list`; `removed` for what is no longer made.
    pub state: String,
    /// `None` for lists.
    pub source: Option<SrcPath>,
}

/// Every page by its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub pages: BTreeMap<Address, PublishedPage>,
}

impl Record {
    /// Reads a record of the output at `place`; an absent one is empty, as is one without its mark, the second line of `mark`. A damaged line is
    /// passed over.
    pub fn read(bytes: Option<&[u8]>, place: &str, mark: Option<&[u8]>, key: Option<&Key>) -> Record {
        let bytes = bytes.unwrap_or_default();
        let mark = std::str::from_utf8(mark.unwrap_or_default()).unwrap_or("").lines().nth(1);
        if !matches!((key, mark), (Some(key), Some(mark)) if key.holds(WHAT, place, bytes, mark)) {
            return Record::default();
        }
        let text = String::from_utf8_lossy(bytes);
        let pages = text.lines().skip(1).filter_map(|line| {
            let mut parts = line.splitn(4, ' ');
            let hash = Hash::from_hex(parts.next()?)?;
            let state = parts.next()?.to_owned();
            let address = Address::parse(parts.next()?).ok()?;
            let source = Some(parts.next()?).filter(|source| *source != "-").map(SrcPath::new);
            Some((address, PublishedPage { hash, state, source }))
        });
        Record { pages: pages.collect() }
    }

    /// The record as a file.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (address, page) in &self.pages {
            let source = page.source.as_ref().map_or("-", SrcPath::as_str);
            text.push_str(&format!("{} {} {} {source}\n", page.hash, page.state, address.encoded()));
        }
        text
    }

    /// The mark on such a file.
    pub fn mark(text: &str, place: &str, key: &Key) -> String {
        key.mark(WHAT, place, text.as_bytes()).to_string()
    }

    /// The pages of a site, and those of `last` that it no longer makes.
    pub fn of(ready: &Ready, last: &Record) -> Record {
        let site = ready.site();
        let sources = &ready.renderer.sources;
        let mut pages = BTreeMap::new();
        for planned in &ready.plan().files {
            let Product::Page(page) = &planned.product else { continue };
            let own = page.entry().filter(|_| page.number() == 1);
            let published = match own {
                Some(id) => PublishedPage {
                    hash: written(site, sources, id),
                    state: state(site, id).to_owned(),
                    source: Some(site.entry(id).head().source.clone()),
                },
                None if page.sitemap_part(site).is_some() => {
                    PublishedPage { hash: Hash::of(b""), state: "list".to_owned(), source: None }
                }
                None => continue,
            };
            pages.insert(planned.out.address(), published);
        }
        for (address, page) in last.pages.iter().filter(|(_, page)| page.source.is_some()) {
            if !pages.contains_key(address) {
                pages.insert(address.clone(), PublishedPage { state: "removed".to_owned(), ..page.clone() });
            }
        }
        Record { pages }
    }

    /// Whether it remembers pages that are no longer made.
    pub fn has_removed(&self) -> bool {
        self.pages.values().any(|page| page.state == "removed")
    }

    /// Those that are made.
    pub fn made(&self) -> Vec<Published> {
        let made = self.pages.iter().filter(|(_, page)| page.state != "removed");
        let own = |(address, page): (&Address, &PublishedPage)| {
            Some(Published { address: address.clone(), source: page.source.clone()? })
        };
        made.filter_map(own).collect()
    }
}

/// The hash of what an author wrote: of the file, or of a posting's part of a list.
fn written(site: &Site, sources: &Sources, id: EntryId) -> Hash {
    let head = &site.entry(id).head();
    let Some(source) = sources.get(&head.source) else { return Hash::of(b"") };
    let is_alone = site.index.by_source.get(&head.source).is_some_and(|ids| ids.len() == 1);
    let start = head.keys.0.iter().map(|(_, start, _)| *start as usize).min();
    let end = head.keys.0.iter().map(|(_, _, end)| *end as usize).max();
    match (start, end) {
        (Some(start), Some(end)) if !is_alone => Hash::of(source.text().get(start..end).unwrap_or("").as_bytes()),
        _ => source.hash,
    }
}

fn state(site: &Site, id: EntryId) -> &'static str {
    use crate::content::State;
    match (&site.entry(id).record.kind, site.visibility(id)) {
        (Kind::Job(_), Visibility::Listed) => "open",
        (Kind::Job(job), _) => match job.state(site.now) {
            State::Filled => "filled",
            State::Withdrawn => "withdrawn",
            _ => "closed",
        },
        _ => "live",
    }
}
