//! What keeps postings out of the feed for Trovit, or Trovit from showing all of them. Its rules are in `syndicate`, with their sources.

use super::takers;
use crate::diag::{Code, Diagnostic};
use crate::model::Taker;
use crate::relate::Site;

pub fn look(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    takers::look(site, Taker::Trovit, Code::FeedTrovit, diagnostics);
}
