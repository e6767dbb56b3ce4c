//! A limited resource shared by threads: a thread that wants more than is free waits.

use std::sync::{Condvar, Mutex, PoisonError};

/// A limited resource.
pub struct Budget {
    all: u64,
    free: Mutex<u64>,
    has_grown: Condvar,
}

/// A part of a budget, given back when it is dropped.
pub struct Share<'a>(&'a Budget, u64);

impl Budget {
    pub const fn new(all: u64) -> Budget {
        Budget { all, free: Mutex::new(all), has_grown: Condvar::new() }
    }

    /// Waits until that much is free. A caller that wants more than there is gets all of it, alone.
    pub fn take(&self, wanted: u64) -> Share<'_> {
        let wanted = wanted.min(self.all);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.has_grown.wait_while(free, |free| *free < wanted).unwrap_or_else(PoisonError::into_inner);
        *free -= wanted;
        Share(self, wanted)
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += self.1;
        self.0.has_grown.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn no_more_is_taken_than_there_is() {
        let budget = Budget::new(10);
        let (taken, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for wanted in [3, 4, 5, 6, 99, 1, 10, 2] {
                let (budget, taken, most) = (&budget, &taken, &most);
                scope.spawn(move || {
                    for _ in 0..100 {
                        let share = budget.take(wanted);
                        let now = taken.fetch_add(share.1, Ordering::SeqCst) + share.1;
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::yield_now();
                        taken.fetch_sub(share.1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 10);
        assert_eq!(*budget.free.lock().unwrap(), 10);
    }
}
