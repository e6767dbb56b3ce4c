//! What drawing an SVG would come to: each element as often as it is used.

use std::collections::{HashMap, HashSet};

use resvg::usvg::roxmltree::{Document, Node, NodeId};

/// Elements that it may have once everything that it uses again is counted each time.
const ELEMENT_CAP: u64 = 200_000;
/// References within one another.
const DEPTH_CAP: usize = 1_000;
/// Elements times rules of its style sheets.
const STYLE_CAP: u64 = 4_000_000;
/// Counts what drawing it would come to: each element as often as it is used.
pub fn check(document: &Document<'_>) -> Result<(), String> {
    let elements = document.descendants().filter(Node::is_element);
    let style: String =
        elements.clone().filter(|node| node.tag_name().name() == "style").filter_map(|node| node.text()).collect();
    let count = elements.clone().count() as u64;
    if count.saturating_mul(style.matches(['{', ',']).count() as u64) > STYLE_CAP {
        return Err("its style sheet has too many rules for so many elements".to_owned());
    }
    let by_id: HashMap<&str, Node<'_, '_>> =
        elements.clone().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut counter = Counter { by_id, known: HashMap::new(), open: HashSet::new() };
    // What a style sheet refers to may be used by each element.
    let styled: u64 = references(&style).map(|id| counter.of_id(id)).fold(0, u64::saturating_add);
    let total = counter.of(document.root_element()).saturating_add(styled.saturating_mul(count));
    match total > ELEMENT_CAP {
        true => {
            Err(format!("it is too complex: more than {ELEMENT_CAP} elements once all that it uses again is counted"))
        }
        false => Ok(()),
    }
}

struct Counter<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, u64>,
    /// Elements that are being counted: a circle counts once.
    open: HashSet<NodeId>,
}

impl Counter<'_, '_> {
    fn of_id(&mut self, id: &str) -> u64 {
        self.by_id.get(id).copied().map_or(0, |node| self.of(node))
    }

    /// Depth is bounded twice: by the nesting, and by the chain of references, in which each element occurs once.
    fn of(&mut self, node: Node<'_, '_>) -> u64 {
        if let Some(known) = self.known.get(&node.id()) {
            return *known;
        }
        if self.open.len() > DEPTH_CAP || !self.open.insert(node.id()) {
            return if self.open.len() > DEPTH_CAP { ELEMENT_CAP + 1 } else { 0 };
        }
        // Long paths and texts count for more: each letter is a shape of its own.
        let path: usize = node.attributes().map(|attribute| attribute.value().len() / 64).sum();
        let text: usize = node.children().filter(Node::is_text).map(|text| text.text().map_or(0, str::len)).sum();
        let is_style = node.tag_name().name() == "style";
        let mut total = 1 + path as u64 + if is_style { 0 } else { text as u64 };
        for attribute in node.attributes() {
            let used = match attribute.name() {
                "href" => attribute.value().strip_prefix('#').map_or(0, |id| self.of_id(id)),
                _ => references(attribute.value()).map(|id| self.of_id(id)).fold(0, u64::saturating_add),
            };
            // A marker stands at each corner of a path.
            let is_marker = attribute.name().starts_with("marker") || attribute.value().contains("marker");
            let data = node.attribute("d").or(node.attribute("points")).map_or(1, |data| data.len() as u64 / 2 + 1);
            total = total.saturating_add(used.saturating_mul(if is_marker { data } else { 1 }));
        }
        for child in node.children().filter(Node::is_element) {
            total = total.saturating_add(self.of(child));
        }
        self.open.remove(&node.id());
        self.known.insert(node.id(), total);
        total
    }
}

/// The ids that a value refers to, `url(#a)`.
fn references(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let id = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        id.strip_prefix('#')
    })
}
