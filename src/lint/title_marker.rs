//! `(m/w/d)` in a title. It belongs on the page, where `title_suffix` shows it, and nowhere else: search engines and job boards want the title alone.

use super::titles;
use crate::diag::{Code, Diagnostic};
use crate::model::Extra;
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let title = &job.title.value;
        if title.contains(['(', '[']) && titles::cleaned(site, id, job).extras.contains(&Extra::Marker) {
            let message = format!("the title “{title}” holds a marker that belongs on the page alone");
            let help = "put it into `title_suffix`";
            diagnostics.push(titles::complain(site, id, job, Code::TitleMarker, Extra::Marker, message, help));
        }
    }
}
