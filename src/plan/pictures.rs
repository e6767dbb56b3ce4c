//! The pictures of entries: copies of photographs, files beside pages, share cards and QR codes.

use std::collections::BTreeSet;

use super::{Derived, Planner};
use crate::content::KindName;
use crate::diag::Complaint;
use crate::facts::{card_address, copies, copy_address, has_card, has_qr_code, is_small, qr_address, wants_card};
use crate::pages::Claim;
use crate::plan::rules::{BAD_PICTURE, FILE_REFUSED, NO_SHARE_CARD};
use crate::relate::{AssetLink, EntryId, Linked, Visibility};
use crate::source::{FileKind, OutPath, SrcPath, name_fault};

impl Planner<'_> {
    /// The files that a page links to, copied beside it, and what is made of its pictures.
    pub(super) fn beside(&mut self, id: EntryId) {
        let site = self.site;
        let entry = site.entry(id);
        let mut seen: BTreeSet<OutPath> = BTreeSet::new();
        let links = entry.record.text.links.iter().filter_map(|target| {
            Some((site.follow(id, target).ok()?, target.span.clone(), target.is_image.then_some(false)))
        });
        let named = site.index.picture(id).into_iter().map(|picture| (picture, is_small(&entry.record.kind)));
        let named = named.chain(site.index.cover(id).map(|cover| (cover, false)));
        let pictures = named.filter_map(|(picture, is_small)| match site.asset(id, picture) {
            Ok(AssetLink::Own(linked)) => Some((linked, picture.span.clone(), Some(is_small))),
            Ok(AssetLink::Foreign(_)) | Err(_) => None,
        });
        for (linked, span, as_picture) in links.chain(pictures).collect::<Vec<_>>() {
            let mut has_copies = false;
            if as_picture.is_some()
                && let Some(path) = site.index.unread_picture(&linked)
            {
                let complaint = Complaint::new(BAD_PICTURE, format!("`{path}` can't be read as a picture"));
                let help = "save it again as JPEG, PNG, WebP, GIF or SVG";
                self.diagnostics.push(complaint.help(help).at(span.clone()));
            }
            if let Some(is_small) = as_picture
                && let Some((path, hash, picture)) = site.index.own_picture(&linked)
            {
                for width in copies(&site.config, picture, is_small) {
                    has_copies = true;
                    let place = copy_address(path, hash, picture, width);
                    if OutPath::new(place.path()).is_ok_and(|out| !self.registry.contains_key(&out.collision_key())) {
                        self.add_file(&place, Derived::Resized(path.clone(), width));
                    }
                }
            }
            let Linked::Beside(path, address) = linked else { continue };
            // What the camera noted down, and where, stays at home.
            if has_copies {
                continue;
            }
            let kind = match self.may_be_published(id, &path) {
                Ok(FileKind::Svg) => Derived::Cleaned(path.clone()),
                Ok(_) => Derived::Copy(path.clone()),
                Err(complaint) => {
                    self.diagnostics.push(complaint.at(span));
                    continue;
                }
            };
            let Ok(out) = address.out_path() else { continue };
            if seen.insert(out.clone()) {
                self.add(out, kind.into(), Claim::of_file(&path, span));
            }
        }
        self.made_pictures(id);
    }

    /// What a file beside an entry is, if it may be published there: whoever adds entries is not trusted with more.
    fn may_be_published(&self, id: EntryId, path: &SrcPath) -> Result<FileKind, Complaint> {
        let site = self.site;
        let entry = site.entry(id);
        let is_own = path.as_str().strip_prefix(entry.head().source.folder()).is_some_and(|rest| rest.starts_with('/'));
        if entry.record.kind.name().is_from_anybody() && !is_own {
            let message = format!("`{path}` is not in the folder of this {}", entry.record.kind.name().as_str());
            return Err(Complaint::new(FILE_REFUSED, message)
                .help("copy it into the same folder, or link the page that has it"));
        }
        let (name, extension) = (path.file_name(), path.extension());
        let kind = site.index.kinds.get(path).copied().unwrap_or(FileKind::Other);
        let refused = |message: String| Complaint::new(FILE_REFUSED, message);
        let usual = "save it as PDF, or move it to content/static";
        if let Some(fault) = name_fault(name) {
            return Err(refused(format!("`{name}` is not published: {fault}"))
                .help("rename the file: letters, digits and hyphens, and one ending"));
        }
        let Some(promised) = FileKind::promised(&extension) else {
            return Err(refused(format!("files like `{name}` are not published beside an entry")).help(usual));
        };
        let is_raster =
            |kind| matches!(kind, FileKind::Jpeg | FileKind::Png | FileKind::WebP | FileKind::Gif | FileKind::Avif);
        if kind != promised && !(is_raster(kind) && is_raster(promised)) {
            let message = format!("`{name}` is not {}: its content is {}", promised.name(), kind.name());
            return Err(refused(message).help("save it again in that format"));
        }
        if matches!(kind, FileKind::Text | FileKind::Odt | FileKind::Docx | FileKind::Calendar)
            && !site.config.files.contains(&kind)
        {
            let message = format!("{} is published beside an entry only where the site allows it", kind.name());
            return Err(
                refused(message).help(format!("save it as PDF, or add `files: [{extension}]` to content/site.yaml"))
            );
        }
        Ok(kind)
    }

    fn made_pictures(&mut self, id: EntryId) {
        let site = self.site;
        let kind = site.entry(id).record.kind.name();
        if site.visibility(id) == Visibility::Unpublished {
            return;
        }
        if wants_card(site, id) {
            let entry = site.entry(id);
            if has_card(site, id) {
                self.add_file(&card_address(site, id), Derived::Card(id));
            } else {
                let message = format!("the font of share cards lacks letters of “{}”", entry.title());
                let complaint = Complaint::new(NO_SHARE_CARD, message);
                let help = "give the article an `image`, or leave it: shared links show the title alone";
                self.diagnostics.push(complaint.help(help).at(entry.head().span.clone()));
            }
        }
        if kind == KindName::Job && has_qr_code(site, id) {
            self.add_file(&qr_address(site, id), Derived::QrCode(id));
        }
    }
}
