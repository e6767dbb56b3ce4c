//! SVG: its size, a clean copy of it, a drawing of it as PNG; within bounds, since whoever wrote it may mean harm.
//!
//! A clean copy is written anew from the shapes that the drawing library understood: no script, no style sheet, no event handler, no foreign
//! element and no address of anything else has a place in it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};
use usvg::filter::Kind;
use usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};

use crate::source::{Picture, PictureFormat};

/// Bytes that an SVG may have to be looked into.
const BYTE_CAP: usize = 4 << 20;
/// Elements that it may have once everything that it uses again is counted each time.
const ELEMENT_CAP: u64 = 200_000;
/// Elements within one another.
const DEPTH_CAP: usize = 100;
/// Elements times rules of its style sheets.
const STYLE_CAP: u64 = 4_000_000;
/// Primitives of all its filters, where it is drawn.
const FILTER_CAP: usize = 32;

/// The semi-bold cut of Inter, under the SIL Open Font License 1.1: Latin, Greek, Cyrillic.
pub(super) const FONT: &[u8] = include_bytes!("Inter-SemiBold.ttf");

/// The size of an SVG.
pub fn look(bytes: &[u8]) -> Option<Picture> {
    let size = read(std::str::from_utf8(bytes).ok()?).ok()?.size();
    let (width, height) = (whole(size.width())?, whole(size.height())?);
    Some(Picture { width, height, format: PictureFormat::Svg })
}

/// An SVG written anew, with nothing in it but shapes, texts and raster pictures of its own.
///
/// # Errors
/// What is wrong with the SVG, as a phrase.
pub fn cleaned(svg: &str) -> Result<Vec<u8>, String> {
    let tree = read(svg)?;
    let options = usvg::WriteOptions { preserve_text: true, ..usvg::WriteOptions::default() };
    Ok((tree.to_string(&options) + "\n").into_bytes())
}

/// An SVG as a PNG of a size. It may name no other file.
///
/// # Errors
/// What is wrong with the SVG, as a phrase.
pub fn drawn(svg: &str, width: u32, height: u32) -> Result<Vec<u8>, String> {
    let tree = read(svg)?;
    check_filters(&tree)?;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("its size is nothing")?;
    // Of another shape, it stands in the middle.
    let (size, wide, high) = (tree.size(), to_f32(width), to_f32(height));
    let factor = (wide / size.width()).min(high / size.height());
    let (x, y) = ((wide - size.width() * factor) / 2.0, (high - size.height() * factor) / 2.0);
    let scale = tiny_skia::Transform::from_scale(factor, factor).post_translate(x, y);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}

/// Reads an SVG whose work is within the bounds.
fn read(svg: &str) -> Result<usvg::Tree, String> {
    if svg.len() > BYTE_CAP {
        return Err(format!("it is larger than {} MiB", BYTE_CAP >> 20));
    }
    check_depth(svg)?;
    let parsing = ParsingOptions { allow_dtd: true, nodes_limit: 2 * ELEMENT_CAP as u32, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, parsing).map_err(|error| error.to_string())?;
    check_work(&document)?;
    usvg::Tree::from_xmltree(&document, &options()).map_err(|error| error.to_string())
}

/// The XML parser calls itself for each element within another, so the nesting is counted before.
fn check_depth(svg: &str) -> Result<(), String> {
    let mut depth = 0usize;
    for piece in svg.split('<').skip(1) {
        if piece.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if piece.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':') {
            let tag = piece.split('>').next().unwrap_or("");
            depth += usize::from(!tag.ends_with('/'));
            if depth > DEPTH_CAP {
                return Err(format!("its elements are nested deeper than {DEPTH_CAP}"));
            }
        }
    }
    Ok(())
}

/// Counts what drawing it would come to: each element as often as it is used.
fn check_work(document: &Document<'_>) -> Result<(), String> {
    let elements = document.descendants().filter(Node::is_element);
    let style: String =
        elements.clone().filter(|node| node.tag_name().name() == "style").filter_map(|node| node.text()).collect();
    let count = elements.clone().count() as u64;
    if count.saturating_mul(style.matches('{').count() as u64) > STYLE_CAP {
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
        if self.open.len() > 10 * DEPTH_CAP || !self.open.insert(node.id()) {
            return if self.open.len() > 10 * DEPTH_CAP { ELEMENT_CAP + 1 } else { 0 };
        }
        let mut total = 1u64;
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

/// Filters whose work grows with numbers that anybody may write are not drawn.
fn check_filters(tree: &usvg::Tree) -> Result<(), String> {
    let primitives = || tree.filters().iter().flat_map(|filter| filter.primitives());
    if primitives().count() > FILTER_CAP {
        return Err(format!("it has more than {FILTER_CAP} filter effects"));
    }
    let is_dear = |kind: &Kind| {
        matches!(
            kind,
            Kind::Turbulence(_)
                | Kind::Morphology(_)
                | Kind::ConvolveMatrix(_)
                | Kind::DiffuseLighting(_)
                | Kind::SpecularLighting(_)
        )
    };
    match primitives().any(|primitive| is_dear(primitive.kind())) {
        true => {
            Err("it has a filter effect that is not drawn: turbulence, morphology, convolution or lighting".to_owned())
        }
        false => Ok(()),
    }
}

/// How SVGs are read: with the font in the binary, and without a look at any other file. Raster pictures within stay as they are.
fn options() -> usvg::Options<'static> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(FONT.to_vec());
        Arc::new(fonts)
    });
    usvg::Options {
        fontdb: fonts.clone(),
        font_family: "Inter".to_owned(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| match super::format_of(&data)? {
                image::ImageFormat::Jpeg => Some(usvg::ImageKind::JPEG(data)),
                image::ImageFormat::Png => Some(usvg::ImageKind::PNG(data)),
                image::ImageFormat::Gif => Some(usvg::ImageKind::GIF(data)),
                image::ImageFormat::WebP => Some(usvg::ImageKind::WEBP(data)),
                _ => None,
            }),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// A size in whole pixels.
fn whole(size: f32) -> Option<u32> {
    // Larger pictures than this are a mistake, and no float below it loses a pixel.
    (size.is_finite() && (0.5..=100_000.0).contains(&size)).then_some(size.round() as u32)
}

fn to_f32(pixels: u32) -> f32 {
    pixels as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inner: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 10\">{inner}</svg>"
        )
    }

    #[test]
    fn a_clean_copy_has_shapes_and_nothing_that_runs_or_loads() {
        for inner in [
            "<script>alert(1)</script>",
            "<script href=\"//evil.example/x.js\"/>",
            "<rect width=\"9\" height=\"9\" onload=\"alert(1)\" onclick=\"alert(1)\"/>",
            "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></body></foreignObject>",
            "<a href=\"javascript:alert(1)\"><rect width=\"9\" height=\"9\"/></a>",
            "<image href=\"https://evil.example/spy.png\" width=\"9\" height=\"9\"/>",
            "<image href=\"data:image/svg+xml,%3Csvg onload='alert(1)'/%3E\" width=\"9\" height=\"9\"/>",
            "<use href=\"https://evil.example/x.svg#a\"/>",
            "<style>@import url(//evil.example/x.css); rect { fill: url(//evil.example/y) }</style><rect width=\"9\" height=\"9\"/>",
            "<animate attributeName=\"href\" values=\"javascript:alert(1)\"/><set attributeName=\"onload\" to=\"alert(1)\"/>",
            "<text onclick=\"alert(1)\" font-family=\"x&quot; onload=&quot;alert(1)\">&lt;script&gt;alert(1)&lt;/script&gt;</text>",
            "<iframe src=\"//evil.example\"/><handler>alert(1)</handler>",
        ] {
            let clean =
                String::from_utf8(cleaned(&svg(&format!("<rect width=\"3\" height=\"3\"/>{inner}"))).unwrap()).unwrap();
            assert!(clean.contains("<path"), "{clean}");
            let document = Document::parse(&clean).unwrap();
            for node in document.descendants().filter(Node::is_element) {
                let name = node.tag_name().name();
                assert!(
                    !matches!(
                        name,
                        "script" | "foreignObject" | "style" | "a" | "iframe" | "animate" | "set" | "use" | "handler"
                    ),
                    "{inner}: {clean}"
                );
                for attribute in node.attributes() {
                    let (name, value) = (attribute.name(), attribute.value());
                    assert!(!name.starts_with("on"), "{inner}: {clean}");
                    assert!(!value.contains("evil.example") && !value.contains("javascript:"), "{inner}: {clean}");
                }
            }
        }
    }

    #[test]
    fn a_clean_copy_looks_like_its_original() {
        let text = svg(
            "<defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#f00\"/><stop offset=\"1\" stop-color=\"#00f\"/></linearGradient></defs><rect width=\"40\" height=\"10\" fill=\"url(#g)\"/><text x=\"2\" y=\"8\">Ñandú</text>",
        );
        let clean = String::from_utf8(cleaned(&text).unwrap()).unwrap();
        assert_eq!(look(clean.as_bytes()), look(text.as_bytes()));
        assert_eq!(drawn(&clean, 120, 30).unwrap(), drawn(&text, 120, 30).unwrap());
        assert!(clean.contains("Ñandú"), "{clean}");
    }

    #[test]
    fn what_multiplies_is_refused_before_it_does() {
        let doubled = |levels: usize, element: &dyn Fn(usize) -> String| -> String {
            (1..=levels).map(element).collect::<String>()
        };
        let uses =
            doubled(40, &|i| format!("<g id=\"a{i}\"><use href=\"#a{0}\"/><use xlink:href=\"#a{0}\"/></g>", i - 1));
        let patterns = doubled(40, &|i| {
            format!(
                "<pattern id=\"a{i}\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\" fill=\"url(#a{0})\"/><rect width=\"9\" height=\"9\" style=\"fill: url('#a{0}')\"/></pattern>",
                i - 1
            )
        });
        let marked = format!(
            "<marker id=\"m\">{}</marker><path marker-mid=\"url(#m)\" d=\"M0 0{}\"/>",
            "<rect/>".repeat(100),
            "h1".repeat(9_000)
        );
        let ruled = format!("<style>{}</style>{}", "a{fill:red}".repeat(9_000), "<g/>".repeat(9_000));
        let styled = format!(
            "<style>rect {{ fill: url(#p) }}</style><pattern id=\"p\">{0}</pattern>{0}",
            "<rect width=\"1\" height=\"1\"/>".repeat(900)
        );
        let deep = format!("{}{}", "<g>".repeat(60_000), "</g>".repeat(60_000));
        let entities = "<!DOCTYPE svg [<!ENTITY a \"<g/><g/><g/>\"><!ENTITY b \"&a;&a;&a;\">]>";
        for (name, inner) in [
            ("uses", uses),
            ("patterns", patterns),
            ("markers", marked),
            ("rules", ruled),
            ("styled", styled),
            ("deep", deep),
        ] {
            let text = svg(&format!("<rect id=\"a0\" width=\"9\" height=\"9\"/>{inner}<use href=\"#a40\"/>"));
            assert!(
                cleaned(&text).is_err() && drawn(&text, 9, 9).is_err() && look(text.as_bytes()).is_none(),
                "{name}"
            );
        }
        assert!(look(format!("{entities}{}", svg("&b;")).as_bytes()).is_some());
        // A circle is no more than its elements.
        let circle = svg("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>");
        assert!(check_work(&Document::parse(&circle).unwrap()).is_ok());
    }

    #[test]
    fn filters_whose_work_has_no_bound_are_not_drawn() {
        let filtered = |primitive: &str| {
            svg(&format!("<filter id=\"f\">{primitive}</filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>"))
        };
        assert!(drawn(&filtered("<feGaussianBlur stdDeviation=\"2\"/>"), 20, 5).is_ok());
        let dear = filtered("<feTurbulence baseFrequency=\"1\" numOctaves=\"999999999\"/>");
        assert!(drawn(&dear, 20, 5).is_err() && cleaned(&dear).is_ok());
        assert!(drawn(&filtered(&"<feGaussianBlur stdDeviation=\"2\"/>".repeat(40)), 20, 5).is_err());
    }

    #[test]
    fn the_size_of_an_svg_is_its_own() {
        let picture = look(br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 24"/>"#).unwrap();
        assert_eq!((picture.width, picture.height, picture.format), (48, 24, PictureFormat::Svg));
        assert!(look(b"<svg").is_none());
    }

    #[test]
    fn a_drawing_of_another_shape_is_not_stretched() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#f00"/></svg>"##;
        let png = image::load_from_memory(&drawn(svg, 40, 40).unwrap()).unwrap().into_rgba8();
        assert_eq!((png.get_pixel(20, 2).0[3], png.get_pixel(20, 20).0), (0, [255, 0, 0, 255]));
    }
}
