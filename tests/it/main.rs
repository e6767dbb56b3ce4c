//! The tests that come in by the door that everybody uses: one binary. The cases have their own, `tests/cases`.
//!
//! - `rebuild`: random edits, warm output against cold
//! - `cli`: the real program
//! - `search`: what readers find, and what must hold of every index
//! - `serve`, `live`: the development server: what it answers and refuses, what it shows after saves of every kind
//! - `publish`: what is refused and left alone
//! - `state`: what a checkout brings along in the output and the cache
//! - `strangers`: files, addresses and lists as somebody who means harm sends them
//! - `unchanged`: a build in which nothing has changed
//! - `again`: a build over the output of another process
//! - `facts`: what every output says of a posting is the same
//! - `faults`: a kill and a fault at every call
//! - `command`: the test command, which can fail
//! - `commonmark`: the examples of the specification
//! - `tidy`: the shape of the source itself
//! - `kinds`: kinds of a site's own, and data
//! - `eject`: files of the default theme
//! - `hosts`: servers of one's own, by hand
//! - `documents`: what documents and themes must say

#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod again;
mod begin;
mod bounds;
mod cleaning;
mod cli;
mod command;
mod commonmark;
mod documents;
mod eject;
mod facts;
mod faults;
mod fix;
mod hosts;
mod kinds;
mod live;
mod memory;
mod publish;
mod rebuild;
mod removed_pages;
mod search;
mod search_files;
mod serve;
mod serving;
mod state;
mod strangers;
mod support;
mod tidy;
mod unchanged;
