//! What themes and the program have agreed on, by its version.

/// The version of the theme contract: what templates are told. A theme names the one it is made for, or a range of them.
pub const CONTRACT: i64 = 2;

/// The oldest version of the contract that themes may still be made for.
pub const OLDEST_CONTRACT: i64 = 2;

/// The theme that is in the binary.
pub const DEFAULT: &str = "default";

/// What has changed since version 1, for those whose theme is made for it.
pub const SINCE_1: &str = "parts are now components, `opening` is now `landing`, and `job.apply`, `job.notice` and `page.share` no longer need conditions in the template";
