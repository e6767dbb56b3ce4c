//! What themes and the program have agreed on, by its version.

/// The version of the theme contract: what templates are told. A theme names the one it is made for, or a range of them.
pub const CONTRACT: i64 = 1;

/// The oldest version of the contract that themes may still be made for.
pub const OLDEST_CONTRACT: i64 = 1;

/// The theme that is in the binary.
pub const DEFAULT: &str = "default";
