//! A YAML scalar to a text whose offsets can be traced back.

use super::yaml::{Node, Style, Value};
use crate::source::{SrcPath, Text};

impl Node {
    /// The text of a scalar. `source` is the whole file.
    pub fn text<'a>(&'a self, file: &'a SrcPath, source: &str) -> Option<Text<'a>> {
        let Value::Scalar { text, style } = &self.value else { return None };
        let start = self.span.start as usize;
        let mut pieces = vec![(0, start)];
        if *style == Style::Block {
            let written = source.get(start..self.span.end as usize).unwrap_or("");
            let line_start = source[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let indentation = start - line_start;
            let (mut inner, mut outer) = (0, start);
            for (own, theirs) in text.split_inclusive('\n').zip(written.split_inclusive('\n')) {
                inner += own.len();
                outer += theirs.len();
                let blanks = source[outer..].bytes().take(indentation).take_while(|byte| *byte == b' ').count();
                pieces.push((inner, outer + blanks));
            }
        } else if *style == Style::Quoted {
            pieces = vec![(0, start + 1)];
        }
        Some(Text::in_pieces(file, text, pieces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Trust, parse_yaml};

    #[test]
    fn offsets_survive_the_indentation_of_a_block() {
        let file = SrcPath::new("x");
        let source = "- a: |\n    one\n\n      two\n    three [x](y.md)\n";
        let nodes = parse_yaml(&file, source, 0, Trust::Anybody, &mut Vec::new());
        let Value::List(items) = &nodes[0].value else { panic!() };
        let Value::Map(fields) = &items[0].value else { panic!() };
        let text = fields[0].1.text(&file, source).unwrap();
        for word in ["two", "three", "y.md"] {
            let at = text.text.find(word).unwrap();
            let span = text.span(at, at + word.len());
            assert_eq!(&source[span.start as usize..span.end as usize], word);
        }
    }
}
