//! All sources of a site. Copies share what they have in common, so that a site after an edit costs what the edit costs.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::sync::Arc;

use super::{Content, Hash, Hasher, Source, SrcPath};

/// Up to this many changes are kept beside `base`; then they are merged into it.
const OVER_CAP: usize = 1_000;

/// Every source of a site, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    base: Arc<BTreeMap<SrcPath, Source>>,
    /// What differs from `base`; `None` is not there.
    over: BTreeMap<SrcPath, Option<Source>>,
}

impl Sources {
    /// Of every path and of what is there.
    pub fn fingerprint(&self) -> Hash {
        let mut hasher = Hasher::default();
        for source in self.iter() {
            let is_irregular = matches!(source.content, Content::Irregular { .. });
            hasher.field(source.path.as_str().as_bytes()).field(&source.hash.bytes()).field(&[u8::from(is_irregular)]);
        }
        hasher.finish()
    }

    pub fn insert(&mut self, source: Source) {
        self.set(source.path.clone(), Some(source));
    }

    pub fn remove(&mut self, path: &SrcPath) {
        self.set(path.clone(), None);
    }

    fn set(&mut self, path: SrcPath, source: Option<Source>) {
        if self.over.is_empty()
            && let Some(base) = Arc::get_mut(&mut self.base)
        {
            match source {
                Some(source) => base.insert(path, source),
                None => base.remove(&path),
            };
            return;
        }
        self.over.insert(path, source);
        if self.over.len() > OVER_CAP {
            *self = self.iter().cloned().collect();
        }
    }

    pub fn get(&self, path: &SrcPath) -> Option<&Source> {
        match self.over.get(path) {
            Some(source) => source.as_ref(),
            None => self.base.get(path),
        }
    }

    pub fn contains(&self, path: &SrcPath) -> bool {
        self.get(path).is_some()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        merged(self.base.iter(), self.over.iter())
    }

    /// The sources whose path begins with `folder` (given with its trailing slash), in order.
    pub fn under<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a Source> + use<'a> {
        let from = SrcPath::new(folder);
        let folder = folder.to_owned();
        merged(self.base.range(from.clone()..), self.over.range(from..))
            .take_while(move |source| source.path.as_str().starts_with(&folder))
    }

    pub fn len(&self) -> usize {
        let change = |(path, source): (&SrcPath, &Option<Source>)| {
            isize::from(source.is_some()) - isize::from(self.base.contains_key(path))
        };
        self.base.len().saturating_add_signed(self.over.iter().map(change).sum())
    }

    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The paths at which these sources and `other` differ, in order. `None` when there are more than `cap`.
    pub fn changed(&self, other: &Sources, cap: usize) -> Option<Vec<SrcPath>> {
        let mut changed = Vec::new();
        let is_same = |a: Option<&Source>, b: Option<&Source>| match (a, b) {
            (Some(a), Some(b)) => a.is_same(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        if Arc::ptr_eq(&self.base, &other.base) {
            let mut paths: Vec<&SrcPath> = self.over.keys().chain(other.over.keys()).collect();
            paths.sort();
            paths.dedup();
            changed.extend(paths.into_iter().filter(|path| !is_same(self.get(path), other.get(path))).cloned());
            return (changed.len() <= cap).then_some(changed);
        }
        let (mut ours, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        loop {
            let (a, b) = match (ours.peek(), theirs.peek()) {
                (None, None) => return Some(changed),
                (Some(_), None) => (ours.next(), None),
                (None, Some(_)) => (None, theirs.next()),
                (Some(a), Some(b)) => match a.path.cmp(&b.path) {
                    Ordering::Less => (ours.next(), None),
                    Ordering::Greater => (None, theirs.next()),
                    Ordering::Equal => (ours.next(), theirs.next()),
                },
            };
            if !is_same(a, b) {
                changed.extend(a.or(b).map(|source| source.path.clone()));
            }
            if changed.len() > cap {
                return None;
            }
        }
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Sources {
        let base = sources.into_iter().map(|source| (source.path.clone(), source)).collect();
        Sources { base: Arc::new(base), over: BTreeMap::new() }
    }
}

/// Both in order, where `over` takes the place of what has the same path.
fn merged<'a>(
    base: impl Iterator<Item = (&'a SrcPath, &'a Source)>,
    over: impl Iterator<Item = (&'a SrcPath, &'a Option<Source>)>,
) -> impl Iterator<Item = &'a Source> {
    Merged { base: base.peekable(), over: over.peekable() }
}

struct Merged<B: Iterator, O: Iterator> {
    base: Peekable<B>,
    over: Peekable<O>,
}

impl<'a, B, O> Iterator for Merged<B, O>
where
    B: Iterator<Item = (&'a SrcPath, &'a Source)>,
    O: Iterator<Item = (&'a SrcPath, &'a Option<Source>)>,
{
    type Item = &'a Source;

    fn next(&mut self) -> Option<&'a Source> {
        loop {
            let order = match (self.base.peek(), self.over.peek()) {
                (_, None) => return self.base.next().map(|(_, source)| source),
                (None, Some(_)) => Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            match order {
                Ordering::Less => return self.base.next().map(|(_, source)| source),
                Ordering::Equal => drop(self.base.next()),
                Ordering::Greater => {}
            }
            if let Some(source) = self.over.next().and_then(|(_, source)| source.as_ref()) {
                return Some(source);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(sources: &Sources) -> Vec<&str> {
        sources.iter().map(|source| source.path.as_str()).collect()
    }

    #[test]
    fn a_copy_changes_alone() {
        let first: Sources = ["b", "d", "f"].map(|path| Source::from_text(path, path)).into_iter().collect();
        let mut second = first.clone();
        for path in ["a", "d", "g"] {
            second.insert(Source::from_text(path, "new"));
        }
        second.remove(&SrcPath::new("f"));
        second.remove(&SrcPath::new("x"));
        assert_eq!(paths(&first), ["b", "d", "f"]);
        assert_eq!(paths(&second), ["a", "b", "d", "g"]);
        assert_eq!((second.len(), second.get(&SrcPath::new("f")).is_none()), (4, true));
        assert_eq!(second.get(&SrcPath::new("d")).map(Source::text), Some("new"));
        assert_eq!(second.under("d").map(|source| source.path.as_str()).collect::<Vec<_>>(), ["d"]);
        second.insert(Source::from_text("f", "f"));
        assert!(paths(&second).contains(&"f"));
    }

    #[test]
    fn differences_are_the_same_however_copies_were_made() {
        let first: Sources = ["b", "d", "f"].map(|path| Source::from_text(path, path)).into_iter().collect();
        let mut second = first.clone();
        second.insert(Source::from_text("a", "a"));
        second.insert(Source::from_text("b", "b"));
        second.insert(Source::from_text("d", "new"));
        second.remove(&SrcPath::new("f"));
        let apart: Sources = second.iter().cloned().collect();
        for other in [&second, &apart] {
            let changed = first.changed(other, 3).unwrap();
            assert_eq!(changed.iter().map(SrcPath::as_str).collect::<Vec<_>>(), ["a", "d", "f"]);
            assert_eq!(other.changed(&first, 3), Some(changed));
            assert_eq!(first.changed(other, 2), None);
        }
        assert_eq!(second.changed(&apart, 0), Some(Vec::new()));
    }

    #[test]
    fn many_changes_are_put_together() {
        let first: Sources = [Source::from_text("0", "")].into_iter().collect();
        let mut second = first.clone();
        for number in 0..2 * OVER_CAP {
            second.insert(Source::from_text(&format!("{number:06}"), ""));
        }
        assert!(second.over.len() <= OVER_CAP);
        assert_eq!(second.len(), 2 * OVER_CAP + 1);
    }
}
