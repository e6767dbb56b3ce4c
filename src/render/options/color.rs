//! One colour to the shades of it that can be read: on light paper and on dark.
//!
//! Contrast: WCAG 2.2, success criterion 1.4.3 (2023-10-05) wants 4.5 : 1 for text; what is made here has 5 : 1, so that it can also be
//! read on paper that is a little shaded.

use serde::Serialize;

/// What a template is told of a colour: each is `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColorView {
    /// As it was chosen.
    pub value: String,
    /// For text on light paper, and for text on it.
    pub light: String,
    pub on_light: String,
    /// For text on dark paper, and for text on it.
    pub dark: String,
    pub on_dark: String,
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

const CONTRAST: f64 = 5.0;
const WHITE: Color = Color([255; 3]);
const BLACK: Color = Color([0; 3]);

impl Color {
    /// Reads `#1d4ed8` or `#14d`.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        let long = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let part = |at: usize| u8::from_str_radix(&long[at..at + 2], 16).ok();
        Some(Color([part(0)?, part(2)?, part(4)?]))
    }

    fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// The relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// From 1 to 21.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A part of the way to another colour: `step` hundredths.
    fn towards(self, other: Color, step: u16) -> Color {
        let mix =
            |a: u8, b: u8| u8::try_from((u16::from(a) * (100 - step) + u16::from(b) * step + 50) / 100).unwrap_or(b);
        Color([mix(self.0[0], other.0[0]), mix(self.0[1], other.0[1]), mix(self.0[2], other.0[2])])
    }

    /// The nearest shade of it that can be read on a paper.
    fn readable_on(self, paper: Color) -> Color {
        let end = if paper.contrast(BLACK) > paper.contrast(WHITE) { BLACK } else { WHITE };
        (0..=100).map(|step| self.towards(end, step)).find(|shade| shade.contrast(paper) >= CONTRAST).unwrap_or(end)
    }

    /// White or black, whichever can be read better on it.
    fn ink(self) -> Color {
        if self.contrast(WHITE) >= self.contrast(BLACK) { WHITE } else { BLACK }
    }

    /// Its shades for two papers.
    pub fn view(self, light_paper: Color, dark_paper: Color) -> ColorView {
        let (light, dark) = (self.readable_on(light_paper), self.readable_on(dark_paper));
        ColorView {
            value: self.hex(),
            light: light.hex(),
            on_light: light.ink().hex(),
            dark: dark.hex(),
            on_dark: dark.ink().hex(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shade_of_every_colour_can_be_read() {
        let (light, dark) = (Color::parse("#fff").unwrap(), Color::parse("#101418").unwrap());
        for r in (0..=255).step_by(17) {
            for g in (0..=255).step_by(17) {
                for b in (0..=255).step_by(17) {
                    let view = Color([r, g, b]).view(light, dark);
                    let shade = |text: &str| Color::parse(text).unwrap();
                    assert!(shade(&view.light).contrast(light) >= CONTRAST, "{view:?}");
                    assert!(shade(&view.dark).contrast(dark) >= CONTRAST, "{view:?}");
                    assert!(shade(&view.light).contrast(shade(&view.on_light)) >= 4.5, "{view:?}");
                    assert!(shade(&view.dark).contrast(shade(&view.on_dark)) >= 4.5, "{view:?}");
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let (light, dark) = (Color::parse("#ffffff").unwrap(), Color::parse("#101418").unwrap());
        let view = Color::parse("#1d4ed8").unwrap().view(light, dark);
        assert_eq!((view.light.as_str(), view.on_light.as_str()), ("#1d4ed8", "#ffffff"));
        assert_ne!(view.dark, "#1d4ed8");
        assert_eq!(Color::parse("#12"), None);
        assert_eq!(Color::parse("#ñab"), None);
        assert_eq!(Color::parse("#+1+2+3"), None);
        assert_eq!(Color::parse("#abc"), Color::parse("#AABBCC"));
    }
}
