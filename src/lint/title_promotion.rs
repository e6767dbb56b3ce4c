//! Advertising in a title: `!`, `$$$`, emoji, “urgent”. Google, "JobPosting" structured data (2026-09-08); job boards take such postings down.

use super::titles;
use crate::diag::{Code, Complaint, Diagnostic};
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (_, job) in titles::jobs(site) {
        if is_promotion(&job.title.value) {
            let complaint = Complaint::new(Code::TitlePromotion, format!("the title “{}” advertises", job.title.value));
            diagnostics.push(complaint.help("say what the job is, and nothing else").at(job.title.span.clone()));
        }
    }
}

fn is_promotion(title: &str) -> bool {
    let is_picture = |c: char| matches!(u32::from(c), 0x1f300..=0x1faff | 0x2600..=0x27bf | 0x2b50 | 0x2b55);
    title.contains(['!', '¡'])
        || title.contains("$$")
        || title.chars().any(is_picture)
        || titles::words(title).iter().any(|word| matches!(word.as_str(), "urgent" | "urgente" | "dringend" | "asap"))
}
