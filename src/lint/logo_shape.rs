//! A logo that search engines leave out: smaller than 112 pixels, or with sides of more than 4 : 3 or 2.5 : 1. Google, "JobPosting" (`hiringOrganization.logo`) and
//! "Organization" structured data (2026).

use crate::diag::{Code, Complaint, Diagnostic};
use crate::model::KindName;
use crate::relate::{AssetLink, Site};
use crate::source::PictureFormat;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for id in site.ids_of(KindName::Company) {
        let Some(logo) = site.picture(id) else { continue };
        let Ok(AssetLink::Own(linked)) = site.asset(id, logo) else { continue };
        let Some((_, _, picture)) = site.own_picture(&linked) else { continue };
        let (width, height) = (picture.width, picture.height);
        // A drawing has any size.
        let is_small = picture.format != PictureFormat::Svg && (width < 112 || height < 112);
        let is_long = 4 * width < 3 * height || 2 * width > 5 * height;
        let (reason, help) = match (is_small, is_long) {
            (true, _) => ("is too small", "use one of 112 × 112 pixels at least"),
            (_, true) => ("is too long", "use one whose width is 0.75 to 2.5 times its height"),
            _ => continue,
        };
        let message = format!("the logo, {width} × {height} pixels, {reason} for search engines");
        diagnostics.push(Complaint::new(Code::LogoShape, message).help(help).at(logo.span.clone()));
    }
}
