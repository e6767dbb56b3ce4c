//! The drawing of a share card: an SVG, of which a PNG is made.

use super::Told;
use crate::facts::card_address;
use crate::relate::EntryId;
use crate::render::{CARD_TEMPLATE, PreparedPage, Renderer};

/// Gathers what the template of a share card is told.
pub fn card(renderer: &Renderer, id: EntryId) -> PreparedPage {
    let head = renderer.site.entry(id).head();
    let mut told = Told::new(renderer, head.lang.clone(), card_address(&renderer.site, id));
    told.origin = Some(head.span.clone());
    let card = renderer.share_card(id);
    let title = card.title.clone();
    told.set("card", card);
    told.into_prepared(CARD_TEMPLATE.into(), title, String::new())
}
