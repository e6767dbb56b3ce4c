//! A site whose files can be made: each on request, and not again if it is known to be unchanged.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::guarded;
use super::made::{Inputs, MadeFiles, MadeFrom};
use crate::content::SITE;
use crate::content::reads::noting;
use crate::diag::{Diagnostic, one_for_each_place};
use crate::plan::{Document, Growth, Plan, Planned, Product, prepare};
use crate::relate::{EntryId, Site};
use crate::render::{FileContent, Prepared, PreparedPage, Renderer};
use crate::search::SearchFile;
use crate::source::{Hash, SrcPath};

/// A site whose pages can be rendered.
pub struct Ready {
    pub renderer: Renderer,
    plan: Arc<Plan>,
    rendered: AtomicUsize,
    made: AtomicUsize,
    inputs: OnceLock<Inputs>,
}

/// The bytes of one output file, or the knowledge that they are those of last time.
pub enum Made {
    /// And what they were made from, where that can tell whether they would be the same again.
    Content(FileContent, Option<MadeFrom>),
    /// Nothing that it is made from has changed; the hash is that of its bytes.
    Known(Hash),
}

impl Ready {
    pub(super) fn new(renderer: Renderer, plan: Arc<Plan>) -> Ready {
        Ready { renderer, plan, rendered: AtomicUsize::new(0), made: AtomicUsize::new(0), inputs: OnceLock::new() }
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

    /// The bytes of one file, unless they are those that were made before.
    pub fn make(&self, planned: &Planned, made: Option<&MadeFiles>) -> Result<Made, Box<Diagnostic>> {
        let Some(made) = made.filter(|_| !planned.product.ages()) else {
            return self.make_anew(planned).map(|content| Made::Content(content, None));
        };
        let inputs = self.inputs();
        if let Some(hash) = made.known(&planned.out, inputs) {
            self.made.fetch_add(1, Ordering::Relaxed);
            return Ok(Made::Known(hash));
        }
        let (content, reads) = noting(|| self.make_anew(planned));
        Ok(Made::Content(content?, inputs.from(&reads)))
    }

    /// Makes what many files are parts of, the search indexes, where it will be needed: nobody else has to wait for it then.
    pub fn begin(&self, made: &MadeFiles) {
        for planned in &self.plan.files {
            if let Product::Document(Document::Search(lang, file @ SearchFile::Manifest)) = &planned.product
                && made.known(&planned.out, self.inputs()).is_none()
            {
                self.renderer.search_file(lang, *file);
            }
        }
    }

    /// The hashes of all that files are made from.
    fn inputs(&self) -> &Inputs {
        let Renderer { site, sources, .. } = &self.renderer;
        self.inputs.get_or_init(|| Inputs::new(site, sources, &self.plan))
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
        one_for_each_place(some.par_iter().filter_map(|page| self.make_anew(page).err().map(|fault| *fault)).collect())
    }

    /// Renders everything and keeps nothing: what `check` does. The faults of templates, one for each place.
    pub fn check(&self) -> Vec<Diagnostic> {
        let pages = &self.plan().files;
        let size = |page: &Planned| {
            self.make_anew(page).map(|made| match made {
                FileContent::Bytes(bytes) => bytes.len() as u64,
                // What is copied and drawn is not there yet.
                _ => 0,
            })
        };
        let sizes: Vec<Result<u64, Box<Diagnostic>>> = pages.par_iter().map(size).collect();
        let mut growth = Growth::default();
        let mut faults = Vec::new();
        for (page, size) in pages.iter().zip(sizes) {
            match size {
                Ok(bytes) => growth.add(page, bytes),
                Err(fault) => faults.push(*fault),
            }
        }
        faults.extend(growth.too_many_bytes(&self.site().config));
        one_for_each_place(faults)
    }
}
