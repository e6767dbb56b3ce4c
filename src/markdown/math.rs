//! Formulas: TeX to MathML Core, which browsers show without a script (W3C, 2025). The only home of math_core.

use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::tokens::{Token, tokens};

/// A formula may have so many bytes, and its braces may be nested so deep.
const LENGTH_CAP: usize = 2_000;
const DEPTH_CAP: usize = 50;

static CONVERTER: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| {
    let config = MathCoreConfig { annotation: true, ..MathCoreConfig::default() };
    LatexToMathML::new(config).ok()
});

/// The MathML of a formula; what is wrong with it, where there is none.
pub(super) fn mathml(tex: &str, is_block: bool) -> Result<String, String> {
    if tex.len() > LENGTH_CAP {
        return Err(format!("it has more than {LENGTH_CAP} bytes"));
    }
    let mut depth = 0_usize;
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH_CAP {
            return Err(format!("its braces are nested deeper than {DEPTH_CAP}"));
        }
    }
    let display = if is_block { MathDisplay::Block } else { MathDisplay::Inline };
    let converter = CONVERTER.as_ref().ok_or("formulas can't be read here")?;
    let made = converter.convert_with_local_state(tex, display).map_err(|error| error.to_string())?;
    // The crate writes what it knows; a page takes nothing else from it.
    match tokens(&made.mathml).iter().all(|(token, _)| is_mathml(token)) {
        true => Ok(made.mathml),
        false => Err("it uses a command that pages can't show".to_owned()),
    }
}

/// Whether a token is of MathML Core, and neither runs, loads nor styles.
fn is_mathml(token: &Token) -> bool {
    let is_element = |name: &str| {
        name == "semantics" || name == "annotation" || name == "math" || name.starts_with('m') && name.len() < 16
    };
    match token {
        Token::Start(tag) => {
            let is_harmful = |name: &str| {
                name.starts_with("on") || name.contains(':') || matches!(name, "href" | "src" | "style" | "id")
            };
            is_element(&tag.name)
                && !matches!(tag.name.as_str(), "meta" | "marquee" | "menu" | "main" | "map")
                && !tag.attributes.iter().any(|(name, _)| is_harmful(name))
        }
        Token::End(name) => is_element(name),
        Token::Text(_) => true,
        Token::Comment(_) | Token::Unfinished => false,
    }
}

#[cfg(test)]
mod tests {
    use super::mathml;

    #[test]
    fn formulas_become_mathml_and_nothing_else() {
        let made = mathml("E = mc^2", false).unwrap();
        assert!(made.starts_with("<math") && made.contains("<msup>"), "{made}");
        assert!(mathml(r"\frac{1}{2}", true).unwrap().contains("display=\"block\""));
        for tex in [r"\text{<script>alert(1)</script>}", "a < b \\text{\"}", "<img src=x onerror=alert(1)>"] {
            if let Ok(made) = mathml(tex, false) {
                assert!(!made.contains("<script") && !made.contains("<img"), "{made}");
            }
        }
        assert!(mathml(r"\nosuchcommand", false).is_err());
        assert!(mathml(&"{".repeat(100), false).is_err());
        assert!(mathml(&"x".repeat(3_000), false).is_err());
    }
}
