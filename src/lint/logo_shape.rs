//! A logo that search engines leave out: smaller than 112 pixels, or with sides of more than 4 : 3 or 2.5 : 1. Google, "JobPosting" (`hiringOrganization.logo`) and
//! "Organization" structured data (2026).

use super::Records;
use crate::content::KindName;
use crate::diag::{Complaint, Diagnostic, rule};
use crate::relate::AssetLink;
use crate::source::PictureFormat;

rule! {
    RULE = Warning "logo-shape" {
        why: "Search engines leave out logos of less than 112 pixels, and those much longer than wide or wider than long.",
        example: "logo: banner.png of 1200 × 100 pixels",
        remedy: "Use a square one of 112 × 112 pixels or more.",
        source: "Google, “JobPosting” and “Organization structured data”, 2026",
    }
}

pub fn check(Records { index, .. }: Records<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for id in index.ids_of(KindName::Company) {
        let Some(logo) = index.picture(id) else { continue };
        let Ok(AssetLink::Own(linked)) = index.asset(id, logo) else { continue };
        let Some((_, _, picture)) = index.own_picture(&linked) else { continue };
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
        diagnostics.push(Complaint::new(RULE, message).help(help).at(logo.span.clone()));
    }
}
