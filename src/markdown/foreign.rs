//! Markup of other tools, which would be shown to readers as it stands: one warning for each kind, at the place, with what to write here.

use super::tree::Body;
use crate::diag::Diagnostic;
use crate::source::Text;

/// Looks through the texts of a body.
pub fn markup(_text: &Text<'_>, _body: &Body, _diagnostics: &mut Vec<Diagnostic>) {}
