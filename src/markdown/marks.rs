//! `==marked text==`, which the parser does not know: the tree's own texts, looked through element by element.

use super::element::is_literal;
use super::tree::{Body, Kind, Node};

/// Puts a mark around what stands between two `==` of one element.
pub(super) fn mark(body: &mut Body) {
    if !body.text.contains("==") {
        return;
    }
    let nodes = std::mem::take(&mut body.nodes);
    body.nodes = marked(body, &nodes);
}

/// A piece of what stands in an element.
enum Piece {
    /// Nodes as they are.
    Nodes(Vec<Node>),
    /// `==`: whether it can begin and end a mark.
    Sign { node: Node, begins: bool, ends: bool },
}

fn marked(body: &Body, nodes: &[Node]) -> Vec<Node> {
    let text = &body.text;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut next = 0;
    while let Some(node) = nodes.get(next).copied() {
        let inner = &nodes[next + 1..=next + node.inner()];
        next += 1 + inner.len();
        match node.kind {
            Kind::Text(start, is_verbatim) => cut(text, node, start, is_verbatim, &mut pieces),
            Kind::Code | Kind::CodeBlock(_) | Kind::Math(_) => {
                pieces.push(Piece::Nodes(std::iter::once(node).chain(inner.iter().copied()).collect()));
            }
            Kind::Html(element) if is_literal(&body.elements[element as usize].name) => {
                pieces.push(Piece::Nodes(std::iter::once(node).chain(inner.iter().copied()).collect()));
            }
            _ => {
                let inner = marked(body, inner);
                let node = match node.inner() {
                    0 => node,
                    _ => Node { extent: inner.len() as u32, ..node },
                };
                pieces.push(Piece::Nodes(std::iter::once(node).chain(inner).collect()));
            }
        }
    }
    let mut out = Vec::with_capacity(nodes.len());
    // Where the sign that may begin a mark stands in what was written.
    let mut begun: Option<usize> = None;
    for piece in pieces {
        match piece {
            Piece::Nodes(nodes) => out.extend(nodes),
            Piece::Sign { node, ends: true, .. } if begun.is_some_and(|at| at + 1 < out.len()) => {
                let at = begun.take().unwrap_or_default();
                out[at] = Node { kind: Kind::Mark, extent: (out.len() - at - 1) as u32, at: node.at };
            }
            Piece::Sign { node, begins, .. } => {
                if begins && begun.is_none() {
                    begun = Some(out.len());
                }
                out.push(node);
            }
        }
    }
    out
}

/// A text at its `==`; three and more are no sign.
fn cut(text: &str, node: Node, start: u32, is_verbatim: bool, pieces: &mut Vec<Piece>) {
    let own = &text[start as usize..(start + node.extent) as usize];
    let part = |from: usize, to: usize| Node {
        kind: Kind::Text(start + from as u32, is_verbatim),
        extent: (to - from) as u32,
        at: node.at + if is_verbatim { from as u32 } else { 0 },
    };
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = own[from..].find("==").map(|at| from + at) {
        let run = own[at..].bytes().take_while(|byte| *byte == b'=').count();
        from = at + run;
        if run != 2 {
            continue;
        }
        if done < at {
            pieces.push(Piece::Nodes(vec![part(done, at)]));
        }
        let is_text = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        // At an end of the text stands another node, or nothing.
        let begins = from == own.len() || is_text(own[from..].chars().next());
        let ends = at == 0 || is_text(own[..at].chars().next_back());
        pieces.push(Piece::Sign { node: part(at, from), begins, ends });
        done = from;
    }
    if done < own.len() {
        pieces.push(Piece::Nodes(vec![part(done, own.len())]));
    }
}
