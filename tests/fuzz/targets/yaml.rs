//! YAML of any kind: no panic, every place within the text, little memory for few bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolecall::parse::{Node, Trust, Value, parse_yaml};
use rolecall::source::SrcPath;

/// The nodes of a tree, each of which stands where it says.
fn count(node: &Node, len: usize) -> usize {
    assert!(node.span.start <= node.span.end && node.span.end as usize <= len, "{:?} of {len}", node.span);
    match &node.value {
        Value::Null | Value::Scalar { .. } => 1,
        Value::List(items) => 1 + items.iter().map(|item| count(item, len)).sum::<usize>(),
        Value::Map(items) => 1 + items.iter().map(|(_, value)| count(value, len)).sum::<usize>(),
    }
}

fuzz_target!(|text: &str| {
    let file = SrcPath::new("content/jobs/x.yaml");
    for trust in [Trust::Anybody, Trust::Owner] {
        let mut diagnostics = Vec::new();
        let nodes = parse_yaml(&file, text, 0, trust, &mut diagnostics);
        let all: usize = nodes.iter().map(|node| count(node, text.len())).sum();
        assert!(trust == Trust::Owner || all <= text.len() + 2, "{all} values of {} bytes", text.len());
        for diagnostic in &diagnostics {
            assert!(diagnostic.at.end as usize <= text.len(), "{diagnostic:?}");
        }
    }
});
