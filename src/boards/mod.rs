//! Job boards, one file each: which postings a board takes, its issues with them, and the dialect of its feed.
//!
//! A board is a value in [`BOARDS`]. What all share is in `listings` (which postings go out, and under which reference) and `posting` (what dialects ask for).

mod indeed;
mod jooble;
mod linkedin;
mod listings;
mod posting;
mod trovit;

use crate::content::{Board, Job, Record, Workplace};
use crate::diag::Code;
use crate::relate::{EntryId, Indexed};
use crate::render::Renderer;
use crate::render::xml::Xml;
use crate::source::Span;
use posting::Posting;

pub use linkedin::poster;
pub use listings::{BoardListing, listings_for, meant, own_reference};

/// All there is to say of a job board.
pub struct JobBoard {
    pub board: Board,
    /// As it calls itself.
    pub name: &'static str,
    /// The rule that tells of what keeps postings out of its feed.
    pub rule: Code,
    /// The characters of text that it asks for, at most [`LENGTH_CAP`](crate::content::TextRecord::LENGTH_CAP).
    least_length: usize,
    /// Whether it wants an entry for each place, where others take one for all.
    wants_places_apart: bool,
    /// The element of one posting.
    element: &'static str,
    /// Notes its issues with a posting, the length of its text aside.
    check: fn(&mut Issues<'_>),
    /// Writes its feed.
    feed: fn(&Renderer, &[Posting<'_>], Xml) -> Xml,
}

/// Lists the boards: the names of their files.
macro_rules! boards {
    ($($board:ident),*) => {
        /// Every job board.
        pub const BOARDS: &[&JobBoard] = &[$(&$board::BOARD),*];

        /// The rules of all boards.
        pub const RULES: &[Code] = &[$($board::BOARD.rule),*];
    };
}

boards!(indeed, linkedin, jooble, trovit);

/// All there is to say of a board.
pub fn of(board: Board) -> &'static JobBoard {
    BOARDS.iter().copied().find(|known| known.board == board).expect("every board has its file, which a test checks")
}

/// The feed of a job board.
pub fn feed(renderer: &Renderer, board: Board) -> String {
    let listings = listings_for(&renderer.site.index, board).into_iter();
    let postings: Vec<Posting<'_>> = listings.filter_map(|listing| Posting::of(renderer, listing)).collect();
    (of(board).feed)(renderer, &postings, Xml::document()).finish()
}

/// What a job board gets of one posting: the fields of each of its entries, by name; none when it goes elsewhere or nowhere.
pub fn of_one(renderer: &Renderer, board: Board, id: EntryId) -> Vec<Vec<(String, String)>> {
    let listings = listings_for(&renderer.site.index, board).into_iter().filter(|listing| listing.id == id);
    let postings: Vec<Posting<'_>> = listings.filter_map(|listing| Posting::of(renderer, listing)).collect();
    let board = of(board);
    (board.feed)(renderer, &postings, Xml::telling(board.element)).told()
}

/// An issue that a board has with a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardIssue {
    /// The field that is at fault.
    pub key: &'static str,
    pub message: String,
    pub help: &'static str,
    /// Where in the text; the field stands for it where nothing is said.
    pub at: Option<Span>,
    /// Whether the board refuses the posting; else it only shows less of it.
    pub is_refused: bool,
}

/// What a board minds about a posting, while it is looked for.
struct Issues<'a> {
    index: &'a Indexed,
    record: &'a Record,
    job: &'a Job,
    found: Vec<BoardIssue>,
}

impl Issues<'_> {
    fn refuse(&mut self, key: &'static str, message: String, help: &'static str) {
        self.found.push(BoardIssue { key, message, help, at: None, is_refused: true });
    }

    fn mind(&mut self, key: &'static str, message: String, help: &'static str) {
        self.found.push(BoardIssue { key, message, help, at: None, is_refused: false });
    }

    /// The field of its places.
    fn place_key(&self) -> &'static str {
        if self.record.head.has("locations") { "locations" } else { "location" }
    }

    /// Refuses work at a place without a city.
    fn refuse_without_city(&mut self, name: &str) {
        let is_remote = self.job.workplace == Some(Workplace::Remote);
        if !is_remote && self.job.places.iter().any(|place| place.city.is_none()) {
            let message = format!("{name} needs a city, unless the work is remote");
            self.refuse(self.place_key(), message, "add the city");
        }
    }
}

/// What a board minds about a posting; the first that refuses it comes first.
pub fn issues(index: &Indexed, board: Board, id: EntryId) -> Vec<BoardIssue> {
    let record = index.record(id);
    let Some(job) = record.job() else { return Vec::new() };
    let mut issues = Issues { index, record, job, found: Vec::new() };
    let board = of(board);
    let (length, least) = (record.text.length, board.least_length);
    if length < least {
        let message = format!("the text has {length} characters, and {} takes {least} at least", board.name);
        issues.refuse("description", message, "say more about the work");
    }
    (board.check)(&mut issues);
    issues.found.sort_by_key(|issue| !issue.is_refused);
    issues.found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Syndicate, TextRecord};

    #[test]
    fn every_board_has_its_file() {
        for (name, board) in Board::WORDS {
            assert_eq!(of(*board).board.as_str(), board.as_str(), "{name}");
            assert!(of(*board).least_length <= TextRecord::LENGTH_CAP, "{name}");
        }
        // Google reads pages and no feed.
        let kept_from: Vec<&str> = Syndicate::BOARDS.into_iter().filter(|name| *name != "google").collect();
        assert_eq!(kept_from, Board::CANONICAL);
    }
}
