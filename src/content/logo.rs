//! Logos and pictures of companies that lie on other sites.

use super::Config;
use super::fields::Fields;
use crate::diag::Complaint;
use crate::markdown::rules::FOREIGN_PICTURE;
use crate::markdown::{foreign_help, is_from};
use crate::source::{SafeUrl, Span};

/// Whether a picture of another site is shown. Complains where it is not: it would tell that site who reads the lists, and could become another picture later.
pub(super) fn may_show(fields: &mut Fields<'_>, url: &SafeUrl, at: &Span, config: &Config, instead: &str) -> bool {
    let is_shown = is_from(&config.picture_hosts, url);
    if !is_shown {
        let complaint = Complaint::new(FOREIGN_PICTURE, "pictures from other sites are not shown here");
        fields.complain(complaint.help(foreign_help(url, instead)).at(at.clone()));
    }
    is_shown
}
