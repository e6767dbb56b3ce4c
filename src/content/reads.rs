//! Whose title or text is read while something is made: it need not be made again before one of those has changed.

use std::cell::RefCell;
use std::sync::Arc;

use super::Record;

/// Whose titles and texts were read. Entries are named by the address of their record, which is another for each as long as the site lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// Those whose title or summary was read.
    pub titles: Vec<usize>,
    /// Those whose text was read.
    pub texts: Vec<usize>,
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
    reads: Reads,
}

impl<T> Noted<T> {
    pub fn new(make: impl FnOnce() -> T) -> Noted<T> {
        let (value, reads) = noting(make);
        Noted { value, reads }
    }

    pub fn get(&self) -> &T {
        note(|reads| {
            reads.titles.extend(&self.reads.titles);
            reads.texts.extend(&self.reads.texts);
        });
        &self.value
    }
}
