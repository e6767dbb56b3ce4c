//! Links that were written as addresses, against everything that is planned.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::Planner;
use crate::content::Placement;
use crate::diag::{Complaint, nearest};
use crate::markdown::rules::BROKEN_LINK;
use crate::plan::rules::UNLINKED_FILE;
use crate::relate::rules::BROKEN_ANCHOR;
use crate::relate::{AssetLink, EntryId, Linked};
use crate::source::{Address, OutPath, Span, SrcPath};

impl Planner<'_> {
    /// Links that were written as addresses must lead to something that is made.
    pub(super) fn check_links(&mut self, of_theme: &[(Address, Span)]) {
        let site = self.site;
        let mut faults = Vec::new();
        // Looking for what was meant takes time; a site with thousands of broken links has another trouble.
        let mut suggestions = 100;
        let made = Made { planner: self, pages: OnceCell::new(), entries: OnceCell::new() };
        let mut linked_files: BTreeSet<SrcPath> = BTreeSet::new();
        for id in site.ids() {
            let record = site.index.record(id);
            let links = record
                .text
                .links
                .iter()
                .filter_map(|target| Some((site.follow(id, target).ok()?, target.span.clone())));
            let pictures = site.index.pictures_of(id).filter_map(|picture| match site.asset(id, picture) {
                Ok(AssetLink::Own(linked)) => Some((linked, picture.span.clone())),
                Ok(AssetLink::Foreign(_)) | Err(_) => None,
            });
            for (linked, span) in links.chain(pictures) {
                match linked {
                    Linked::Written(address, anchor) => faults.extend(
                        made.check_address(&mut suggestions, &address, anchor.as_deref())
                            .err()
                            .map(|complaint| complaint.at(span)),
                    ),
                    Linked::Beside(path, _) => {
                        linked_files.insert(path);
                    }
                    Linked::Page(..) | Linked::Anchor(_) => {}
                }
            }
        }
        let items = site.config.menu.values().flatten().flat_map(|item| std::iter::once(item).chain(&item.items));
        let addressed = items.filter_map(|item| Some((item, item.url.as_ref().filter(|url| url.starts_with('/'))?)));
        for (item, url) in addressed {
            let checked = Address::parse(url).ok().map(|address| made.check_address(&mut suggestions, &address, None));
            faults.extend(checked.and_then(Result::err).map(|complaint| complaint.at(item.span.clone())));
        }
        for (address, span) in of_theme {
            let checked = made.check_address(&mut suggestions, address, None);
            faults.extend(checked.err().map(|complaint| complaint.at(span.clone())));
        }
        for (path, placement) in &site.index.files {
            if *placement == Placement::Beside && !linked_files.contains(path) {
                if crate::content::is_text_of_another_kind(path) {
                    faults.push(crate::content::misplaced(path, &site.config));
                    continue;
                }
                let complaint =
                    Complaint::new(UNLINKED_FILE, "no article or posting links to this file, so it is not published")
                        .help("link it, or remove it");
                faults.push(complaint.at(Span::whole(path)));
            }
        }
        self.diagnostics.extend(faults);
    }
}

/// Everything that is made, by its place; gathered when the first link asks for it.
struct Made<'a> {
    planner: &'a Planner<'a>,
    pages: OnceCell<HashSet<&'a OutPath>>,
    entries: OnceCell<HashMap<OutPath, EntryId>>,
}

impl Made<'_> {
    fn check_address(&self, suggestions: &mut usize, address: &Address, anchor: Option<&str>) -> Result<(), Complaint> {
        let out = address.out_path().map_err(|fault| {
            Complaint::new(BROKEN_LINK, format!("`{address}` is not an address on this site: {fault}"))
        })?;
        let (site, planned) = (self.planner.site, &self.planner.planned);
        let made = self.pages.get_or_init(|| planned.iter().map(|page| &page.out).collect());
        // A file of that name may be the owner's own, in content/static.
        let as_file = || OutPath::new(address.as_str().trim_start_matches('/'));
        if !made.contains(&out) && !as_file().is_ok_and(|file| made.contains(&file)) {
            let complaint = Complaint::new(BROKEN_LINK, format!("there is no page `{address}` on this site"));
            if *suggestions == 0 {
                return Err(complaint);
            }
            *suggestions -= 1;
            let known: Vec<String> = planned.iter().map(|page| page.out.address().to_string()).collect();
            return Err(match nearest(address.as_str(), known.iter().map(String::as_str)) {
                Some(near) => complaint.help(format!("did you mean `{near}`?")),
                None => complaint.help("correct the address; it is read from the site's root"),
            });
        }
        let Some(anchor) = anchor else { return Ok(()) };
        let entries = self
            .entries
            .get_or_init(|| site.ids().filter_map(|id| Some((site.address(id).out_path().ok()?, id))).collect());
        match entries.get(&out).map(|id| site.index.record(*id).anchors()) {
            Some(anchors) if !anchors.iter().any(|known| **known == *anchor) => {
                let complaint = Complaint::new(BROKEN_ANCHOR, format!("there is no `#{anchor}` on `{address}`"));
                Err(complaint.suggest(anchor, anchors.iter().map(|known| &**known)))
            }
            _ => Ok(()),
        }
    }
}
