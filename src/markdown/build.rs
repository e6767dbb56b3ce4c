//! A text to its tree: the parser's events, one by one, to the builder.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};

use super::builder::{Builder, Rendered};
use super::definitions;
use super::directive_lines::Lines;
use super::options::{Dialect, Rules};
use crate::source::Text;

/// Reads a text.
pub fn markdown(text: &Text<'_>, rules: &Rules) -> Rendered {
    let is_full = rules.dialect == Dialect::Full;
    let mut options = Options::empty();
    if is_full {
        options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_HEADING_ATTRIBUTES;
    }
    let extensions = rules.extensions;
    options.set(Options::ENABLE_SMART_PUNCTUATION, extensions.smart_punctuation);
    options.set(Options::ENABLE_MATH, extensions.math);
    let lines = if is_full { Lines::of(&text.text, options) } else { Lines::default() };
    let masked = lines.masked(&text.text);
    let parsed = if is_full { definitions::hidden(&masked) } else { Cow::Borrowed(&*masked) };
    let mut builder = Builder::new(text, rules, lines);
    let is_hiding = matches!(parsed, Cow::Owned(_));
    for (event, range) in Parser::new_ext(&parsed, options).into_offset_iter() {
        let event = if is_hiding { with_colons(event) } else { event };
        builder.event(event, range.start, range.end);
        if let Some(what) = builder.excess {
            return builder.refused(what, range.start);
        }
    }
    builder.finish()
}

/// An event with the colons that were hidden from the parser.
fn with_colons(event: Event<'_>) -> Event<'_> {
    let shown = |text: CowStr<'_>| -> CowStr<'static> { definitions::shown(&text).into_owned().into() };
    match event {
        Event::Text(text) if text.contains('\u{2}') => Event::Text(shown(text)),
        Event::Code(text) if text.contains('\u{2}') => Event::Code(shown(text)),
        Event::Html(text) if text.contains('\u{2}') => Event::Html(shown(text)),
        Event::InlineHtml(text) if text.contains('\u{2}') => Event::InlineHtml(shown(text)),
        Event::InlineMath(text) if text.contains('\u{2}') => Event::InlineMath(shown(text)),
        Event::DisplayMath(text) if text.contains('\u{2}') => Event::DisplayMath(shown(text)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: shown(dest_url), title: shown(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: shown(dest_url), title: shown(title), id })
        }
        event => event,
    }
}
