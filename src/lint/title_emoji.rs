//! Pictures in a title, which search engines strip and screen readers read out. LinkedIn, "XML feeds development guide" (2026).

use super::{Posting, titles};
use crate::diag::{Code, Diagnostic};
use crate::model::{Extra, is_picture};

pub fn look(posting: &Posting<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let job = posting.job;
    let title = &job.title.value;
    if title.chars().any(is_picture) {
        let message = format!("the title “{title}” holds pictures");
        let help = "say it in words";
        diagnostics.push(titles::complain(posting, Code::TitleEmoji, Extra::Emoji, message, help));
    }
}
