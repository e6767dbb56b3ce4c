//! `(m/w/d)` in a title. It belongs on the page, where `title_suffix` shows it, and nowhere else: search engines and job boards want the title alone.

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let title = &job.title.value;
    if title.contains(['(', '[']) && posting.cleaned().extras.contains(&Extra::Marker) {
        let message = format!("the title “{title}” holds a marker that belongs on the page alone");
        let help = "put it into `title_suffix`";
        diagnostics.push(titles::complain(posting, Code::TitleMarker, Extra::Marker, message, help));
    }
}
