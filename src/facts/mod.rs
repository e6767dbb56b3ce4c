//! What is said of an entry in one language: the only place where it is decided what the title, the place, the pay and the dates of an entry are.
//!
//! Cards, pages, search, the list of postings for programs, structured data, job boards, feeds, the calendar, Markdown pages and share cards take
//! them from here and format them; none works them out for itself. Which pictures are made, in which widths, and where they are, is decided here, too.

mod article;
mod company;
mod job;
mod own;
mod pictures;

pub use article::ArticleFacts;
pub use company::CompanyFacts;
pub use job::{DateFact, Detail, JobFacts, date, facet_name, markdown_address, number, word};
pub use own::{own_data, own_facets, own_facts};
pub use pictures::{
    ICON_SIZES, card_address, copies, copy_address, has_card, has_qr_code, icon_address, is_small, qr_address,
    wants_card,
};
