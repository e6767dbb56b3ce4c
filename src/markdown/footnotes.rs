//! Footnotes: what refers to them, what they say, and their numbers.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::builder::Builder;
use super::tree::{Kind, Node};
use crate::diag::Complaint;
use crate::markdown::rules::{TEXT_TOO_LONG, UNUSED_FOOTNOTE};

/// References to footnotes of one body.
const REFERENCE_CAP: usize = 2_000;

impl Builder<'_> {
    pub fn footnote_reference(&mut self, name: &str, at: usize) {
        if self.raw.muted.is_some() {
            return;
        }
        self.footnote_count += 1;
        if self.footnote_count > REFERENCE_CAP {
            self.excess = Some((TEXT_TOO_LONG, "the text has more than 2,000 references to footnotes"));
        }
        let name = name.to_lowercase();
        let index = self.references.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.references.push(name);
            self.references.len() - 1
        });
        // Its number is known when all of the text is.
        self.push(Kind::FootnoteReference(index as u16, 0), at);
    }

    pub fn end_footnote(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        let (nodes, open) = self.outer.pop().unwrap_or_default();
        self.html_depth = open.iter().filter(|open| matches!(open.kind, Kind::Html(_))).count();
        self.open = open;
        let note = std::mem::replace(&mut self.body.nodes, nodes);
        if let Some((name, at)) = self.open_footnotes.pop() {
            self.footnotes.push((name, at, note));
        }
    }

    /// Footnotes stand at the end, numbered as readers meet them: in the text first, then in the notes that the text leads to.
    pub fn put_footnotes(&mut self) {
        let mut defined: BTreeMap<String, (String, usize, Vec<Node>)> = BTreeMap::new();
        for (name, at, nodes) in std::mem::take(&mut self.footnotes) {
            match defined.entry(name.to_lowercase()) {
                Entry::Vacant(place) => drop(place.insert((name, at, nodes))),
                Entry::Occupied(_) => {
                    let message = format!("duplicate footnote `[^{name}]`: this one is not shown");
                    let complaint = Complaint::new(UNUSED_FOOTNOTE, message).help("give it another name, or remove it");
                    self.diagnostics.push(complaint.at(self.text.span(at, at + name.len() + 3)));
                }
            }
        }
        // By the number less one: the name's place, and how many references lead there.
        let mut numbers: Vec<(usize, u16)> = Vec::new();
        let mut nodes = std::mem::take(&mut self.body.nodes);
        number(&mut nodes, &mut numbers);
        self.body.nodes = nodes;
        let mut notes = Vec::new();
        while let Some((index, _)) = numbers.get(notes.len()).copied() {
            let (_, at, mut nodes) = defined.remove(&self.references[index]).unwrap_or_default();
            number(&mut nodes, &mut numbers);
            notes.push((at, nodes));
        }
        for (name, at, _) in defined.into_values() {
            let message = format!("nothing refers to the footnote `[^{name}]`, which is not shown");
            let help = format!("write `[^{name}]` where it belongs, or remove it");
            let complaint = Complaint::new(UNUSED_FOOTNOTE, message).help(help);
            self.diagnostics.push(complaint.at(self.text.span(at, at + name.len() + 3)));
        }
        if notes.is_empty() {
            return;
        }
        let all = 1..=notes.len() as u16;
        self.open(Kind::Footnotes, notes[0].0);
        for ((at, nodes), number) in notes.into_iter().zip(all.clone()) {
            let count = numbers[usize::from(number) - 1].1;
            self.open(Kind::Footnote(number), at);
            let first = self.body.nodes.len();
            self.body.nodes.extend(nodes);
            self.lead_back(first, number, count, at);
            self.close();
        }
        self.close();
        let prefix = self.body.id_prefix;
        for (number, (_, count)) in all.zip(numbers) {
            self.body.ids.push(format!("{prefix}fn-{number}").into());
            let more = (2..=count).map(|which| format!("{prefix}fnref-{number}-{which}"));
            let back = std::iter::once(format!("{prefix}fnref-{number}")).chain(more);
            self.body.ids.extend(back.map(Arc::from));
        }
    }

    /// The ways from a footnote back to its references: at the end of its last paragraph, in one of their own behind a list or the like.
    fn lead_back(&mut self, first: usize, number: u16, count: u16, at: usize) {
        let mut last = None;
        let mut next = first;
        while let Some(node) = self.body.nodes.get(next) {
            last = Some(next);
            next += 1 + node.inner();
        }
        let last = last.filter(|last| self.body.nodes[*last].kind == Kind::Paragraph);
        if last.is_none() {
            self.open(Kind::Paragraph, at);
        }
        (0..count).for_each(|which| self.push(Kind::FootnoteBack(number, which), at));
        match last {
            Some(last) => self.body.nodes[last].extent += u32::from(count),
            None => self.close(),
        }
    }
}

/// Gives the references of some nodes their numbers.
fn number(nodes: &mut [Node], numbers: &mut Vec<(usize, u16)>) {
    for node in nodes {
        let Kind::FootnoteReference(index, _) = node.kind else { continue };
        let index = usize::from(index);
        let at = numbers.iter().position(|(known, _)| *known == index).unwrap_or_else(|| {
            numbers.push((index, 0));
            numbers.len() - 1
        });
        node.kind = Kind::FootnoteReference(at as u16 + 1, numbers[at].1);
        numbers[at].1 += 1;
    }
}
