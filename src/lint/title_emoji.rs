//! Pictures in a title, which search engines strip and screen readers read out. LinkedIn, "XML feeds development guide" (2026).

use super::titles;
use crate::diag::{Code, Diagnostic};
use crate::model::{Extra, is_picture};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, job) in titles::jobs(site) {
        let title = &job.title.value;
        if title.chars().any(is_picture) {
            let message = format!("the title “{title}” holds pictures");
            let help = "say it in words";
            diagnostics.push(titles::complain(site, id, job, Code::TitleEmoji, Extra::Emoji, message, help));
        }
    }
}
