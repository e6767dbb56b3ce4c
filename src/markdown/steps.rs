//! The way through a tree, in the order of reading.

use super::tree::{Body, Kind, Node};

/// A step of the way through a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    Open(Kind),
    Close(Kind),
    /// A leaf without text.
    Leaf(Kind),
    Text(&'a str),
    Comment(&'a str),
}

impl Body {
    /// The way through the tree: each element as it opens and as it closes, each text.
    pub(super) fn steps(&self) -> Steps<'_> {
        Steps { body: self, next: 0, end: self.nodes.len(), open: Vec::new() }
    }

    /// The way through one node, itself included.
    pub(super) fn steps_in(&self, node: usize) -> Steps<'_> {
        let end = node + 1 + self.nodes[node].inner();
        Steps { body: self, next: node, end, open: Vec::new() }
    }
}

/// The way through a tree, or through one of its nodes.
pub(super) struct Steps<'a> {
    body: &'a Body,
    next: usize,
    end: usize,
    /// The elements that are open, and behind which node each ends.
    open: Vec<(Kind, usize)>,
}

impl<'a> Iterator for Steps<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        self.step()
    }
}

impl<'a> Steps<'a> {
    /// The next step; `at` tells where in its file the node behind it stands.
    fn step(&mut self) -> Option<Step<'a>> {
        if let Some((kind, end)) = self.open.last().copied()
            && end == self.next
        {
            self.open.pop();
            return Some(Step::Close(kind));
        }
        if self.next == self.end {
            return None;
        }
        let node = self.body.nodes[self.next];
        self.next += 1;
        Some(match node.kind {
            Kind::Text(start, _) => Step::Text(self.body.slice(start, node.extent)),
            Kind::Comment(start) => Step::Comment(self.body.slice(start, node.extent)),
            kind if self.body.is_leaf(kind) => Step::Leaf(kind),
            kind => {
                self.open.push((kind, self.next + node.extent as usize));
                Step::Open(kind)
            }
        })
    }

    /// The node that the last step but a closing one came from.
    pub(super) fn node(&self) -> Node {
        self.body.nodes[self.next - 1]
    }

    /// Whether the element that was opened last holds text and nothing else.
    pub(super) fn holds_text_alone(&self) -> bool {
        let end = self.open.last().map_or(self.next, |(_, end)| *end);
        self.body.nodes[self.next..end].iter().all(|node| matches!(node.kind, Kind::Text(..)))
    }

    /// Whether the item that was opened last begins with a box to tick.
    pub(super) fn begins_with_task(&self) -> bool {
        let is_task = |at: usize| self.body.nodes.get(at).is_some_and(|node| matches!(node.kind, Kind::Task(_)));
        let is_paragraph = self.body.nodes.get(self.next).is_some_and(|node| node.kind == Kind::Paragraph);
        is_task(self.next) || is_paragraph && is_task(self.next + 1)
    }

    /// Passes over what is left of the element that was opened last, its end included.
    pub(super) fn pass(&mut self) {
        if let Some((_, end)) = self.open.pop() {
            self.next = end;
        }
    }
}
