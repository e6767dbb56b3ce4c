//! Pictures to what templates and texts are told of them: an address, a size, copies of several widths.

use super::{FileContent, Renderer, Svg};
use crate::facts::{card_address, copies, copy_address, has_card, icon_address, is_small};
use crate::relate::{AssetLink, EntryId, Linked};
use crate::render::views::ImageView;
use crate::source::{Spanned, SrcPath};

/// Width and height of a share card, in pixels (the Open Graph pictures of the large networks, 2026).
pub const CARD_SIZE: (u32, u32) = (1200, 630);

impl Renderer {
    /// The picture that an entry's fields name.
    pub fn picture(&self, id: EntryId) -> Option<ImageView> {
        let is_small = is_small(&self.site.entry(id).record.kind);
        self.named_picture(id, self.site.index.picture(id)?, is_small)
    }

    /// The picture across the head of an entry's page, where the other one is small.
    pub fn cover(&self, id: EntryId) -> Option<ImageView> {
        self.named_picture(id, self.site.index.cover(id)?, false)
    }

    fn named_picture(&self, id: EntryId, named: &Spanned<String>, is_small: bool) -> Option<ImageView> {
        match self.site.asset(id, named).ok()? {
            AssetLink::Foreign(url) => {
                Some(ImageView { url: url.to_string(), width: None, height: None, srcset: None })
            }
            AssetLink::Own(linked) => Some(self.image(&linked, is_small).unwrap_or_else(|| ImageView {
                url: self.linked(&linked, "", self.site.address(id)),
                width: None,
                height: None,
                srcset: None,
            })),
        }
    }

    /// A picture of the site's own: its widest copy, and the narrower ones for small screens.
    pub fn image(&self, linked: &Linked, is_small: bool) -> Option<ImageView> {
        let (path, hash, picture) = self.site.index.own_picture(linked)?;
        let widths = copies(&self.site.config, picture, is_small);
        let place = |width: u32| self.href(&copy_address(path, hash, picture, width));
        let Some(widest) = widths.last().copied() else {
            let url = match linked {
                Linked::Beside(_, address) | Linked::Written(address, _) => self.href(address),
                Linked::Page(..) | Linked::Anchor(_) => return None,
            };
            return Some(ImageView { url, width: Some(picture.width), height: Some(picture.height), srcset: None });
        };
        let srcset = widths.iter().map(|width| format!("{} {width}w", place(*width))).collect::<Vec<_>>().join(", ");
        Some(ImageView {
            url: place(widest),
            width: Some(widest),
            height: Some(crate::picture::scaled(picture.height, widest, picture.width)),
            srcset: (widths.len() > 1).then_some(srcset),
        })
    }

    /// The picture for shared links: the card drawn for the entry, else its own.
    pub fn share_picture(&self, id: EntryId) -> Option<ImageView> {
        if has_card(&self.site, id) {
            let url = self.href(&card_address(&self.site, id));
            return Some(ImageView { url, width: Some(CARD_SIZE.0), height: Some(CARD_SIZE.1), srcset: None });
        }
        // A logo or a portrait is too small for it.
        if is_small(&self.site.entry(id).record.kind) { None } else { self.picture(id) }
    }

    /// A file of the theme.
    pub fn asset(&self, path: &SrcPath) -> FileContent {
        match self.theme.made(path) {
            Some(bytes) => FileContent::Bytes(bytes.to_vec()),
            None => self.file(path),
        }
    }

    /// The site's icon as a PNG, of so many pixels a side.
    pub fn icon(&self, side: u32) -> FileContent {
        let (path, _) = self.icon.as_ref().expect("icons are planned where there is one to draw");
        FileContent::Drawn { svg: self.svg(path), width: side, height: side }
    }

    /// A posting's address as a QR code.
    pub fn qr_code(&self, id: EntryId) -> FileContent {
        let address = self.whole(&self.href(self.site.address(id)));
        let code = crate::picture::qr_code(&address).expect("codes are planned for addresses that one holds");
        FileContent::Bytes(code.into_bytes())
    }

    /// A drawing among the sources.
    pub fn svg(&self, path: &SrcPath) -> Svg {
        match self.file(path) {
            FileContent::Bytes(bytes) => Svg::Text(String::from_utf8_lossy(&bytes).into_owned()),
            _ => Svg::File(path.clone()),
        }
    }

    /// The site's icon: an SVG, and a PNG for Apple's home screen.
    pub fn icon_addresses(&self) -> Option<(String, String)> {
        let (path, hash) = self.icon.as_ref()?;
        let svg = match path.as_str().strip_prefix("content/static") {
            Some(rest) => self.path(rest),
            None => self.path(self.theme.asset("icon.svg")?.out.as_str()),
        };
        Some((svg, self.href(&icon_address(*hash, 180))))
    }
}
