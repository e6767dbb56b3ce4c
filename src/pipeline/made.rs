//! From what each file of the output was made: one whose inputs are the same is not made again, in this process or in a later one.
//!
//! The inputs of a file are the *rest* (the settings, every source that is no entry, all records, and the instant at which one of them changes by
//! itself), and the titles and texts that were read while it was made. Nobody lists those: [`crate::content::reads`] notes them.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::hash::Hash as _;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rayon::prelude::*;

use crate::content;
use crate::content::reads::{self, Reads};
use crate::plan::Plan;
use crate::relate::{EntryId, Site};
use crate::source::{Hash, Hasher, OutPath, Sources};

/// What was made of a site. Dropping it changes speed, never a byte.
#[derive(Default)]
pub struct MadeFiles {
    files: Mutex<HashMap<OutPath, MadeFile>>,
    /// By the clock of the output's file system.
    checked: Mutex<Option<Timestamp>>,
}

/// A file, and what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MadeFile {
    from: MadeFrom,
    /// Of its bytes.
    hash: Hash,
}

/// What a file is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFrom {
    /// Of everything that goes into it.
    inputs: Hash,
    /// The entries whose titles and whose texts were read.
    titles: Ids,
    texts: Ids,
}

/// Entries, in order. Those of a long list are kept once for all files that have read them: the shards of a search index.
type Ids = Arc<[EntryId]>;

/// From so many on a list is long.
const LONG: usize = 256;

impl MadeFiles {
    /// The hash of a file's bytes, if it was made before from what it would be made from now.
    pub(super) fn known(&self, path: &OutPath, inputs: &Inputs) -> Option<Hash> {
        // Taken out of the lock first: to hash what they were made from is the work of all threads.
        let known = self.files.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        let MadeFile { from, hash } = known?;
        (inputs.of(&from.titles, &from.texts)? == from.inputs).then_some(hash)
    }

    /// Notes what a file was made from, and what came of it.
    pub fn learn(&self, path: &OutPath, from: MadeFrom, hash: Hash) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.clone(), MadeFile { from, hash });
    }

    /// Every file was as its build wrote it at some instant after this one; `None` where that is not known.
    pub fn checked(&self) -> Option<Timestamp> {
        *self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn set_checked(&self, at: Option<Timestamp>) {
        *self.checked.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    /// Forgets the files that are no longer planned.
    pub fn retain(&self, plan: &Plan) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|path, _| plan.of(path.as_str()).is_some());
    }

    /// One line for each long list, `=NUMBER IDS`, and one for each file, in order: `INPUTS HASH TITLES TEXTS PATH`; entries by number, a long list by its own.
    pub fn text(&self) -> String {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sorted: Vec<(&OutPath, &MadeFile)> = files.iter().collect();
        sorted.sort_unstable_by_key(|(path, _)| *path);
        let mut text = String::with_capacity(256 * sorted.len());
        let numbers = |text: &mut String, ids: &[EntryId]| {
            for (i, id) in ids.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                push_number(text, id.index());
            }
        };
        // By their addresses first: most files have the very same list.
        let (mut long, mut known): (HashMap<usize, usize>, HashMap<&Ids, usize>) = (HashMap::new(), HashMap::new());
        let lists = sorted.iter().flat_map(|(_, file)| [&file.from.titles, &file.from.texts]);
        for ids in lists.filter(|ids| ids.len() >= LONG) {
            let Entry::Vacant(place) = long.entry(ids.as_ptr().addr()) else { continue };
            let next = known.len();
            let number = *known.entry(ids).or_insert(next);
            place.insert(number);
            if number == next {
                let _ = write!(text, "={number} ");
                numbers(&mut text, ids);
                text.push('\n');
            }
        }
        let number_of = |ids: &Ids| long.get(&ids.as_ptr().addr()).filter(|_| ids.len() >= LONG);
        let list = |text: &mut String, ids: &Ids| match number_of(ids) {
            Some(number) => drop(write!(text, " ={number}")),
            None if ids.is_empty() => text.push_str(" -"),
            None => {
                text.push(' ');
                numbers(text, ids);
            }
        };
        for (path, MadeFile { from, hash }) in sorted {
            let _ = write!(text, "{} {hash}", from.inputs);
            list(&mut text, &from.titles);
            list(&mut text, &from.texts);
            let _ = writeln!(text, " {path}");
        }
        text
    }

    /// Reads what [`MadeFiles::text`] wrote. A damaged line is passed over.
    pub fn read(text: &str, checked: Option<Timestamp>) -> MadeFiles {
        let numbers = |text: &str| -> Option<Ids> {
            text.split(',').map(|id| id.parse::<u32>().ok().map(|id| EntryId::new(id as usize))).collect()
        };
        let long = text.lines().take_while(|line| line.starts_with('='));
        let long: HashMap<&str, Ids> = long
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(name, ids)| Some((name, numbers(ids)?)))
            .collect();
        let list = |text: &str| -> Option<Ids> {
            match text {
                "-" => Some(Ids::default()),
                name if name.starts_with('=') => long.get(name).cloned(),
                ids => numbers(ids),
            }
        };
        let file = |line: &str| {
            let mut parts = line.splitn(5, ' ');
            let mut next = || parts.next();
            let (inputs, hash) = (Hash::from_hex(next()?)?, Hash::from_hex(next()?)?);
            let (titles, texts) = (list(next()?)?, list(next()?)?);
            Some((OutPath::new(next()?).ok()?, MadeFile { from: MadeFrom { inputs, titles, texts }, hash }))
        };
        let files = text.par_lines().filter_map(file).collect();
        MadeFiles { files: Mutex::new(files), checked: Mutex::new(checked) }
    }
}

/// Its digits, without the detour of a format string: there are as many numbers as rows on all pages.
fn push_number(text: &mut String, number: usize) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Half a hash: enough to tell one title of a site from every other.
type Part = [u8; 16];

fn part(hash: Hash) -> Part {
    std::array::from_fn(|at| hash.bytes()[at])
}

/// The hashes of all that files are made from.
pub(super) struct Inputs {
    rest: Hash,
    /// By entry: of its title and summary, and of the file that its text is in.
    titles: Vec<Part>,
    texts: Vec<Option<Part>>,
    /// The entries by the names under which reads are noted.
    ids: HashMap<usize, EntryId>,
    /// Long lists, and their hashes by address and by whether they are of titles.
    lists: Mutex<HashSet<Ids>>,
    /// What many files have read alike, by its address.
    shared: Mutex<HashMap<usize, SharedReads>>,
    long: Mutex<HashMap<(usize, bool), (Ids, Hash)>>,
}

/// What many files have read alike, and whose titles and texts that is. The reads are kept with it: as long as they are, nothing else has their address.
struct SharedReads {
    _reads: Arc<Reads>,
    titles: Ids,
    texts: Ids,
}

impl Inputs {
    pub fn new(site: &Site, sources: &Sources, plan: &Plan) -> Inputs {
        let of = |value: &dyn Fn(&mut Hasher)| {
            let mut hasher = Hasher::default();
            value(&mut hasher);
            hasher.finish()
        };
        let entries = site.entries.par_iter();
        let titles = entries.map(|entry| part(of(&|hasher| entry.prose().hash(hasher)))).collect();
        let file_of = |entry: &content::Entry| sources.get(&entry.head().source).map(|source| part(source.hash));
        let texts = site.entries.iter().map(file_of).collect();
        let records = site.entries.par_iter();
        let records: Vec<Hash> = records.map(|entry| of(&|hasher| entry.record.hash(hasher))).collect();
        let mut rest = Hasher::default();
        rest.field(format!("{:?} {:?} {:?}", site.config, site.preview, site.next_of_records()).as_bytes());
        for (from, to) in &plan.redirects {
            rest.field(from.path().as_bytes()).field(to.path().as_bytes());
        }
        rest.field(b"gone");
        for address in &plan.gone {
            rest.field(address.path().as_bytes());
        }
        // What the ledger says is in the redirects and in what is gone.
        let ledger = site.config.ledger.as_ref().map(|ledger| &ledger.value);
        let others = sources.iter().filter(|source| !site.index.by_source.contains_key(&source.path));
        for source in others.filter(|source| Some(&source.path) != ledger) {
            rest.field(source.path.as_str().as_bytes()).field(&source.hash.bytes());
        }
        rest.field(b"records");
        for record in &records {
            rest.field(&record.bytes());
        }
        let mut ids = HashMap::with_capacity(2 * site.entries.len());
        for ((id, entry), indexed) in site.ids().zip(&site.entries).zip(site.index.records()) {
            ids.insert(reads::name(&entry.record), id);
            ids.insert(reads::name(indexed), id);
        }
        let (lists, shared, long) = (Mutex::default(), Mutex::default(), Mutex::default());
        Inputs { rest: rest.finish(), titles, texts, ids, lists, shared, long }
    }

    /// Of everything that goes into a file for which these titles and texts are read; `None` where there are no such entries.
    fn of(&self, titles: &Ids, texts: &Ids) -> Option<Hash> {
        // All of it at once: twenty rows are hashed faster than in twenty steps.
        let mut bytes = Vec::with_capacity(40 + 16 * (titles.len() + texts.len()).min(2 * LONG));
        bytes.extend(self.rest.bytes());
        bytes.extend((titles.len() as u64).to_le_bytes());
        self.add(&mut bytes, titles, true)?;
        self.add(&mut bytes, texts, false)?;
        Some(Hash::of(&bytes))
    }

    /// Adds the hashes of titles or of texts, of a long list their own hash, which is made once.
    fn add(&self, bytes: &mut Vec<u8>, ids: &Ids, is_titles: bool) -> Option<()> {
        let add_each = |bytes: &mut Vec<u8>| {
            for id in ids.iter() {
                let part =
                    if is_titles { self.titles.get(id.index()).copied() } else { *self.texts.get(id.index())? };
                bytes.extend(part?);
            }
            Some(())
        };
        if ids.len() < LONG {
            return add_each(bytes);
        }
        let key = (ids.as_ptr().addr(), is_titles);
        let known = self.long.lock().unwrap_or_else(PoisonError::into_inner).get(&key).map(|(_, hash)| *hash);
        let hash = match known {
            Some(hash) => hash,
            None => {
                let mut all = Vec::with_capacity(16 * ids.len());
                add_each(&mut all)?;
                let hash = Hash::of(&all);
                // The list itself is kept with it: as long as it is, no other has its address.
                self.long.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (ids.clone(), hash));
                hash
            }
        };
        bytes.extend(hash.bytes());
        Some(())
    }

    /// The same from what was noted; `None` where something was read that is no entry of this site.
    pub fn from(&self, reads: &Reads) -> Option<MadeFrom> {
        let (titles, texts) = match reads.only() {
            Some(shared) => self.of_shared(shared)?,
            None => (self.named(&reads.titles())?, self.named(&reads.texts())?),
        };
        Some(MadeFrom { inputs: self.of(&titles, &texts)?, titles, texts })
    }

    fn of_shared(&self, shared: &Arc<Reads>) -> Option<(Ids, Ids)> {
        let address = Arc::as_ptr(shared).addr();
        if let Some(known) = self.shared.lock().unwrap_or_else(PoisonError::into_inner).get(&address) {
            return Some((known.titles.clone(), known.texts.clone()));
        }
        let (titles, texts) = (self.named(&shared.titles())?, self.named(&shared.texts())?);
        let entry = SharedReads { _reads: shared.clone(), titles: titles.clone(), texts: texts.clone() };
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).insert(address, entry);
        Some((titles, texts))
    }

    /// The entries of these names; of a long list the one that is known already.
    fn named(&self, names: &[usize]) -> Option<Ids> {
        let mut ids: Vec<EntryId> = names.iter().map(|name| self.ids.get(name).copied()).collect::<Option<_>>()?;
        ids.sort_unstable();
        ids.dedup();
        if ids.len() < LONG {
            return Some(ids.into());
        }
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lists.get(ids.as_slice()) {
            return Some(known.clone());
        }
        let ids: Ids = ids.into();
        lists.insert(ids.clone());
        Some(ids)
    }
}
