//! A site whose files can be made: each on request, and not again if it is known to be unchanged.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};

use rayon::prelude::*;

use super::{Memo, guarded};
use crate::content::SITE;
use crate::diag::{Diagnostic, one_for_each_place};
use crate::plan::{Growth, Plan, Planned, prepare};
use crate::relate::{EntryId, Site};
use crate::render::{FileContent, Prepared, PreparedPage, Renderer};
use crate::source::{Hash, SrcPath};

/// A site whose pages can be rendered.
pub struct Ready {
    pub renderer: Renderer,
    plan: Arc<Plan>,
    rendered: AtomicUsize,
    made: AtomicUsize,
}

/// The bytes of one output file, or the knowledge that they are those of last time.
pub enum Made {
    Content(FileContent),
    /// Unchanged since this process last rendered it; the hash is that of its bytes.
    Known(Hash),
}

impl Ready {
    pub(super) fn new(renderer: Renderer, plan: Arc<Plan>) -> Ready {
        Ready { renderer, plan, rendered: AtomicUsize::new(0), made: AtomicUsize::new(0) }
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub fn site(&self) -> &Site {
        &self.renderer.site
    }

    /// How many pages have been rendered through a template so far.
    pub fn rendered(&self) -> usize {
        self.rendered.load(Ordering::Relaxed)
    }

    /// How many files have been asked for so far.
    pub fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// The bytes of one file. With a memo, a page whose fingerprint is known is not rendered again.
    pub fn make(&self, planned: &Planned, memo: Option<&Memo>) -> Result<Made, Box<Diagnostic>> {
        let Some(memo) = memo else { return self.make_anew(planned).map(Made::Content) };
        self.made.fetch_add(1, Ordering::Relaxed);
        let page = match prepare(&self.renderer, &self.plan, planned) {
            Prepared::Ready(output) => return Ok(Made::Content(output)),
            Prepared::Page(page) => page,
        };
        let fingerprint = self.renderer.fingerprint(&page);
        let key = planned.out.as_str();
        let known = memo.pages.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied();
        if let Some((_, hash)) = known.filter(|(last, _)| *last == fingerprint) {
            return Ok(Made::Known(hash));
        }
        let bytes = self.render(&page)?;
        let entry = (fingerprint, Hash::of(&bytes));
        memo.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), entry);
        Ok(Made::Content(page.output(bytes)))
    }

    /// The title and the description of an entry's page, as its template is told them; `None` when it has no page.
    pub fn heading(&self, id: EntryId) -> Option<(String, String)> {
        let page = self.plan.page_of(id)?.prepare(&self.renderer);
        Some((page.head_title, page.description))
    }

    /// The bytes of one file, rendered anew.
    pub fn make_anew(&self, planned: &Planned) -> Result<FileContent, Box<Diagnostic>> {
        self.made.fetch_add(1, Ordering::Relaxed);
        match prepare(&self.renderer, &self.plan, planned) {
            Prepared::Ready(content) => Ok(content),
            Prepared::Page(page) => self.render(&page).map(|bytes| page.output(bytes)),
        }
    }

    fn render(&self, page: &PreparedPage) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.rendered.fetch_add(1, Ordering::Relaxed);
        let path = page.origin.as_ref().map_or_else(|| SrcPath::new(SITE), |origin| origin.file.clone());
        guarded(&path, || self.renderer.render(page)).and_then(|rendered| rendered)
    }

    /// Renders a few files of each template and keeps nothing: the faults that most pages of a template share, one for each place.
    pub fn check_some(&self) -> Vec<Diagnostic> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut is_wanted = |file: &&Planned| {
            let Some(template) = file.product.template() else { return false };
            let count = seen.entry(template).or_default();
            *count += 1;
            *count <= 3
        };
        let some: Vec<&Planned> = self.plan().files.iter().filter(|page| is_wanted(page)).collect();
        one_for_each_place(some.par_iter().filter_map(|page| self.make(page, None).err().map(|fault| *fault)).collect())
    }

    /// Renders everything and keeps nothing: what `check` does. The faults of templates, one for each place.
    pub fn check(&self, memo: Option<&Memo>) -> Vec<Diagnostic> {
        let pages = &self.plan().files;
        let size = |page: &Planned| {
            self.make(page, memo).map(|made| match made {
                Made::Content(FileContent::Bytes(bytes)) => bytes.len() as u64,
                // What is copied and drawn is not there yet.
                _ => 0,
            })
        };
        let sizes: Vec<Result<u64, Box<Diagnostic>>> = pages.par_iter().map(size).collect();
        let mut growth = Growth::default();
        let mut faults = Vec::new();
        for (page, size) in pages.iter().zip(sizes) {
            match size {
                Ok(bytes) => growth.add(&page.product, bytes),
                Err(fault) => faults.push(*fault),
            }
        }
        faults.extend(growth.too_many_bytes(&self.site().config));
        one_for_each_place(faults)
    }
}
