//! Text to syntax: front matter and YAML. One file at a time.
//!
//! 1. [`split_front_matter`]: a Markdown file to its two halves.
//! 2. [`parse_yaml`]: YAML to a tree of [`Node`]s with places.

mod front;
mod raw;
pub mod rules;
mod scalar;
mod yaml;
mod yaml_faults;
mod yaml_help;

pub use front::{FRONT_MATTER_CAP, Halves, split as split_front_matter};
pub use yaml::{Node, Style, Trust, Value, parse as parse_yaml};
