//! Text to syntax: front matter tree and body. One file at a time.
//!
//! 1. [`split_front_matter`]: a Markdown file to its two halves.
//! 2. [`parse_yaml`]: YAML to a tree of [`Node`]s with places.
//! 3. [`Text`]: a text cut out of its file, whose offsets can be traced back.
//! 4. [`markdown`]: a text to a [`Body`](crate::model::Body).

mod definitions;
mod depth;
mod front;
mod highlight;
mod html;
mod markdown;
mod messy;
mod raw;
mod reduce;
mod text;
mod yaml;
mod yaml_help;

pub use front::{FRONT_MATTER_CAP, Halves, split as split_front_matter};
pub use html::escape as escape_html;
pub use markdown::{Dialect, RawHtml, Rendered, Rules, markdown};
pub use reduce::{Reduction, reduced};
pub use text::Text;
pub use yaml::{Node, Style, Trust, Value, parse as parse_yaml};
