pub mod source;
pub mod diag;
pub mod model;
pub mod parse;
pub mod validate;
pub mod relate;
