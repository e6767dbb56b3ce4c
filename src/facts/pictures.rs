//! The pictures of a site: which are made of others, and where they lie.

use crate::content::{Config, Kind, KindName};
use crate::relate::{EntryId, Site};
use crate::source::{Address, Hash, Picture, PictureFormat, SrcPath};

/// The width of logos and portraits, in pixels: they are shown in 80 at most, on screens of two pixels a dot or more.
const SMALL_WIDTHS: [u32; 1] = [192];

/// Sides of the icons that are drawn, in pixels: Apple's home screen, and the two that a web app manifest should have.
pub const ICON_SIZES: [u32; 3] = [180, 192, 512];

/// Whether the picture that an entry names is shown small: a logo, a portrait.
pub fn is_small(kind: &Kind) -> bool {
    match kind {
        Kind::Article(_) | Kind::Own(_) => false,
        Kind::Job(_) | Kind::Company(_) | Kind::Author(_) | Kind::Tag(_) | Kind::Landing(_) | Kind::Page(_) => true,
    }
}

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
pub fn copy_address(path: &SrcPath, hash: Hash, picture: Picture, width: u32) -> Address {
    let stem = path.file_name().rsplit_once('.').map_or(path.file_name(), |(stem, _)| stem);
    let stem = crate::source::slugify(stem).unwrap_or_else(|| "picture".to_owned());
    let extension = if picture.format == PictureFormat::Jpeg { "jpg" } else { "webp" };
    Address::root().below("assets/pictures").file(&format!("{stem}.{}-{width}.{extension}", hash.short()))
}

/// Where an icon lies: its name changes with its drawing.
pub fn icon_address(icon: Hash, side: u32) -> Address {
    Address::root().below("assets").file(&format!("icon-{side}.{}.png", icon.short()))
}

/// Whether an entry has a share card: the site asks for them, and the font has the letters of its title.
pub fn has_card(site: &Site, id: EntryId) -> bool {
    wants_card(site, id) && site.index.record(id).text.is_drawable
}

/// Whether the site asks for a share card of an entry.
pub fn wants_card(site: &Site, id: EntryId) -> bool {
    site.config.images.cards && matches!(site.index.record(id).kind.name(), KindName::Job | KindName::Article)
}

/// Where an entry's share card lies.
pub fn card_address(site: &Site, id: EntryId) -> Address {
    site.address(id).file("card.png")
}

/// Whether a posting's address is made into a QR code: the site asks for it, and one holds it.
pub fn has_qr_code(site: &Site, id: EntryId) -> bool {
    let length = site.config.base_url.as_str().len() + site.address(id).encoded().len();
    site.config.images.qr && length <= crate::picture::QR_CAP
}

/// Where a posting's QR code lies.
pub fn qr_address(site: &Site, id: EntryId) -> Address {
    site.address(id).file("qr.svg")
}
