//! Rules about faults of the program itself.

use crate::diag::rules;

rules! {
    INTERNAL = Error "internal" {
        why: "This is a fault of the program, not of the content. Nothing was written.",
        example: "(a bug)",
        remedy: "Report it with the file that the message names.",
    }
}
