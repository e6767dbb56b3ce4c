//! What is said of an entry in one language: the only place where it is decided what a posting's title, place, pay and dates are.
//!
//! Cards, pages, search, the list of postings for programs, structured data, job boards, feeds, the calendar, Markdown pages and share cards take
//! them from here and format them; none works them out for itself.

mod job;
mod pictures;

pub use job::{DateFact, JobFacts, date, markdown_address, number};
pub use pictures::{
    ICON_SIZES, card_address, copies, copy_address, has_card, has_qr_code, icon_address, qr_address, wants_card,
};
