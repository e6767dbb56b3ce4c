//! The pictures of entries: copies of photographs, files beside pages, share cards and QR codes.

use std::collections::BTreeSet;

use super::{PageKind, Planner, What};
use crate::diag::{Code, Complaint};
use crate::model::{Config, Kind, KindName};
use crate::relate::{AssetLink, EntryId, Linked, Site, Standing};
use crate::source::{OutPath, Picture, PictureFormat, SrcPath};

/// The width of logos and portraits, in pixels: they are shown in 80 at most, on screens of two pixels a dot or more.
const SMALL_WIDTHS: [u32; 1] = [192];

/// The widths of the copies that are made of a picture, ascending; none of what is copied as it is. The last is the widest: the picture's
/// own when that is narrower.
pub fn copies(config: &Config, picture: Picture, is_small: bool) -> Vec<u32> {
    let is_photo = matches!(picture.format, PictureFormat::Jpeg | PictureFormat::Png | PictureFormat::WebP);
    let wanted: &[u32] = if is_small { &SMALL_WIDTHS } else { &config.images.widths };
    let Some(widest) = wanted.last().copied().filter(|_| is_photo && !config.images.widths.is_empty()) else {
        return Vec::new();
    };
    let mut widths: Vec<u32> = wanted.iter().copied().filter(|width| *width < picture.width).collect();
    if widths.last() != Some(&widest) {
        widths.push(picture.width.min(widest));
    }
    widths
}

/// Where a copy lies. Its name changes with the picture.
pub fn copy_path(path: &SrcPath, hash: crate::source::Hash, picture: Picture, width: u32) -> String {
    let stem = path.file_name().rsplit_once('.').map_or(path.file_name(), |(stem, _)| stem);
    let stem = crate::source::slugify(stem).unwrap_or_else(|| "picture".to_owned());
    let extension = if picture.format == PictureFormat::Jpeg { "jpg" } else { "webp" };
    format!("assets/pictures/{stem}.{}-{width}.{extension}", hash.short())
}

/// Whether an entry has a share card: the site asks for them, and the font has the letters of its title.
pub fn has_card(site: &Site, id: EntryId) -> bool {
    wants_card(site, id) && crate::picture::can_be_drawn(site.entry(id).title())
}

fn wants_card(site: &Site, id: EntryId) -> bool {
    site.config.images.cards && matches!(site.entry(id).kind.name(), KindName::Job | KindName::Article)
}

/// Whether a posting's address is made into a QR code: the site asks for it, and one holds it.
pub fn has_qr_code(site: &Site, id: EntryId) -> bool {
    let length = site.config.base_url.as_str().len() + site.address(id).encoded().len();
    site.config.images.qr && length <= crate::picture::QR_CAP
}

impl Planner<'_> {
    /// The files that a page links to, copied beside it, and what is made of its pictures.
    pub(super) fn beside(&mut self, id: EntryId) {
        let site = self.site;
        let entry = site.entry(id);
        let mut seen: BTreeSet<OutPath> = BTreeSet::new();
        let links = entry.body.links().filter_map(|target| {
            Some((site.follow(id, target).ok()?, target.span.clone(), target.is_image.then_some(false)))
        });
        let is_small = !matches!(entry.kind, Kind::Article(_));
        let picture = site.picture(id).and_then(|picture| match site.asset(id, picture) {
            Ok(AssetLink::Own(linked)) => Some((linked, picture.span.clone(), Some(is_small))),
            _ => None,
        });
        for (linked, span, as_picture) in links.chain(picture).collect::<Vec<_>>() {
            let mut has_copies = false;
            if as_picture.is_some()
                && let Some(path) = site.unread_picture(&linked)
            {
                let complaint = Complaint::new(Code::BadPicture, format!("`{path}` can't be read as a picture"));
                let help = "save it again as JPEG, PNG, WebP, GIF or SVG";
                self.diagnostics.push(complaint.help(help).at(span.clone()));
            }
            if let Some(is_small) = as_picture
                && let Some((path, hash, picture)) = site.own_picture(&linked)
            {
                for width in copies(&site.config, picture, is_small) {
                    has_copies = true;
                    let place = copy_path(path, hash, picture, width);
                    if OutPath::new(&place).is_ok_and(|out| !self.registry.contains_key(&out.collision_key())) {
                        self.own_file(&place, PageKind::Resized(path.clone(), width));
                    }
                }
            }
            let Linked::Beside(path, address) = linked else { continue };
            let Ok(out) = address.out_path() else { continue };
            // What the camera noted down, and where, stays at home.
            if !has_copies && seen.insert(out.clone()) {
                self.add(out, PageKind::Copy(path.clone()), What::Named(format!("the file `{path}`")), Some(span));
            }
        }
        self.made_pictures(id);
    }

    fn made_pictures(&mut self, id: EntryId) {
        let site = self.site;
        let kind = site.entry(id).kind.name();
        if site.standing(id) == Standing::Withheld {
            return;
        }
        let bare = site.address(id).as_str().trim_start_matches('/');
        if wants_card(site, id) {
            let entry = site.entry(id);
            if has_card(site, id) {
                self.own_file(&format!("{bare}card.png"), PageKind::Card(id));
            } else {
                let message = format!("the font of share cards lacks letters of “{}”", entry.title());
                let complaint = Complaint::new(Code::NoShareCard, message);
                let help = "give the article an `image`, or leave it: shared links show the title alone";
                self.diagnostics.push(complaint.help(help).at(entry.head.span.clone()));
            }
        }
        if kind == KindName::Job && has_qr_code(site, id) {
            self.own_file(&format!("{bare}qr.svg"), PageKind::QrCode(id));
        }
    }
}
