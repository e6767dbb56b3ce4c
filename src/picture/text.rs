//! Texts to lines that fit, measured in the font that drawings have.

use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::svg::FONT;

fn font() -> &'static FontRef<'static> {
    static FOUND: OnceLock<FontRef<'static>> = OnceLock::new();
    FOUND.get_or_init(|| FontRef::new(FONT).expect("the font in the binary is a font"))
}

/// Whether the font has every letter of a text.
pub fn can_be_drawn(text: &str) -> bool {
    let letters = font().charmap();
    text.chars().all(|c| c.is_whitespace() || letters.map(c).is_some())
}

/// How wide a text is in pixels, in a size in pixels.
fn width(text: &str, size: f32) -> f32 {
    let letters = font().charmap();
    let metrics = font().glyph_metrics(Size::new(size), LocationRef::default());
    text.chars().map(|c| letters.map(c).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(size)).sum()
}

/// A text in lines of at most `most` pixels, at most `lines` of them; what does not fit ends in `…`. A word that is too long for a line is broken.
/// What the font has no letters for is left out as a whole: no lines.
pub fn wrapped(text: &str, size: f32, most: f32, lines: usize) -> Vec<String> {
    if !can_be_drawn(text) {
        return Vec::new();
    }
    let mut out: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = out.last_mut().expect("there is a line from the start");
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined, size) <= most {
            *line = joined;
            continue;
        }
        if !line.is_empty() {
            out.push(String::new());
        }
        for c in word.chars() {
            let line = out.last_mut().expect("there is a line from the start");
            let longer = format!("{line}{c}");
            if width(&longer, size) <= most || line.is_empty() { *line = longer } else { out.push(c.to_string()) }
        }
    }
    if out.len() > lines {
        out.truncate(lines.max(1));
        let last = out.last_mut().expect("one line is left at least");
        while !last.is_empty() && width(&format!("{last}…"), size) > most {
            last.pop();
        }
        *last = format!("{}…", last.trim_end());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_the_rest_is_told_of() {
        let lines = wrapped("Senior Backend Engineer for the timetables of every ferry in the north", 60.0, 600.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| width(line, 60.0) <= 600.0), "{lines:?}");
        assert!(lines[1].ends_with('…'), "{lines:?}");
    }

    #[test]
    fn a_long_word_is_broken_and_nothing_stays_nothing() {
        let lines = wrapped(&"x".repeat(60), 60.0, 600.0, 9);
        assert!(lines.len() > 1);
        assert_eq!(lines.concat(), "x".repeat(60));
        assert_eq!(wrapped("", 60.0, 600.0, 2), [""]);
    }

    #[test]
    fn letters_that_the_font_lacks_are_known() {
        assert!(can_be_drawn("Ingeniería Ελλάδα Україна"));
        assert!(!can_be_drawn("求人"));
        assert!(wrapped("求人 at Acme", 60.0, 600.0, 2).is_empty());
    }
}
