//! Whose title or text is read while something is made: it need not be made again before one of those has changed.

use std::cell::RefCell;
use std::sync::Arc;

use super::Record;

/// Whose titles and texts were read. Entries are named by the address of their record, which is another for each as long as the site lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// Those whose title or summary was read.
    titles: Vec<usize>,
    /// Those whose text was read.
    texts: Vec<usize>,
    /// What many things read alike, kept once for all of them: each shard of a search index has read every text.
    shared: Vec<Arc<Reads>>,
}

/// From so many on, reads are shared.
const MANY: usize = 256;

impl Reads {
    /// What is all that was read, if that is shared with others.
    pub fn only(&self) -> Option<&Arc<Reads>> {
        match self.shared.as_slice() {
            [one] if self.titles.is_empty() && self.texts.is_empty() => Some(one),
            _ => None,
        }
    }

    /// Whose title or summary was read, in order.
    pub fn titles(&self) -> Vec<usize> {
        self.all(|reads| &reads.titles)
    }

    /// Whose text was read, in order.
    pub fn texts(&self) -> Vec<usize> {
        self.all(|reads| &reads.texts)
    }

    fn all(&self, list: fn(&Reads) -> &Vec<usize>) -> Vec<usize> {
        let shared = self.shared.iter().flat_map(|shared| shared.all(list));
        let mut all: Vec<usize> = list(self).iter().copied().chain(shared).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

thread_local! {
    /// What is being made on this thread has read these; `None` where nobody asks.
    static READS: RefCell<Option<Reads>> = const { RefCell::new(None) };
}

/// Makes something, on this thread alone, and notes whose titles and texts are read for it.
pub fn noting<T>(make: impl FnOnce() -> T) -> (T, Reads) {
    let outer = Outer(READS.replace(Some(Reads::default())));
    let made = make();
    let mut reads = READS.take().unwrap_or_default();
    drop(outer);
    for list in [&mut reads.titles, &mut reads.texts] {
        list.sort_unstable();
        list.dedup();
    }
    reads.shared.sort_unstable_by_key(|shared| Arc::as_ptr(shared).addr());
    reads.shared.dedup_by(|a, b| Arc::ptr_eq(a, b));
    (made, reads)
}

/// What was noted for something that this is a part of; it goes on when the part is made, or has failed.
struct Outer(Option<Reads>);

impl Drop for Outer {
    fn drop(&mut self) {
        READS.set(self.0.take());
    }
}

pub(super) fn title_of(record: &Arc<Record>) {
    note(|reads| reads.titles.push(name(record)));
}

pub(super) fn text_of(record: &Record) {
    note(|reads| reads.texts.push(std::ptr::from_ref(record).addr()));
}

fn note(add: impl FnOnce(&mut Reads)) {
    READS.with_borrow_mut(|reads| reads.as_mut().map(add));
}

/// By what [`Reads`] name an entry.
pub fn name(record: &Arc<Record>) -> usize {
    Arc::as_ptr(record).addr()
}

/// A value that is made once and used often: whoever uses it has read what it was made from.
#[derive(Clone, Debug)]
pub struct Noted<T> {
    value: T,
    reads: Arc<Reads>,
}

impl<T> Noted<T> {
    pub fn new(make: impl FnOnce() -> T) -> Noted<T> {
        let (value, reads) = noting(make);
        Noted { value, reads: Arc::new(reads) }
    }

    pub fn get(&self) -> &T {
        note(|reads| {
            let Reads { titles, texts, shared } = &*self.reads;
            if titles.len() + texts.len() >= MANY {
                reads.shared.push(self.reads.clone());
            } else {
                reads.titles.extend(titles);
                reads.texts.extend(texts);
                reads.shared.extend(shared.iter().cloned());
            }
        });
        &self.value
    }
}
