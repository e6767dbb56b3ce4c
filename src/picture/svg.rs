//! SVG: its size, a clean copy of it, a drawing of it as PNG; within bounds, since whoever wrote it may mean harm.
//!
//! A clean copy is written anew from the shapes that the drawing library understood: no script, no style sheet, no event handler, no foreign
//! element and no address of anything else has a place in it.

use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};
use usvg::filter::Kind;
use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::svg_work;

use crate::source::{Picture, PictureFormat};

/// Bytes that an SVG may have to be looked into.
const BYTE_CAP: usize = 4 << 20;
/// Bytes that a clean copy may have.
const CLEAN_CAP: usize = 8 << 20;
/// Primitives of all its filters, where it is drawn.
const FILTER_CAP: usize = 32;

/// The semi-bold cut of Inter, under the SIL Open Font License 1.1: Latin, Greek, Cyrillic.
pub(super) const FONT: &[u8] = include_bytes!("Inter-SemiBold.ttf");

/// The size of an SVG.
pub fn read_metadata(bytes: &[u8]) -> Option<Picture> {
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
    let indent = usvg::Indent::None;
    let options = usvg::WriteOptions { preserve_text: true, indent, ..usvg::WriteOptions::default() };
    let clean = tree.to_string(&options) + "\n";
    check_clean(&clean)?;
    Ok(clean.into_bytes())
}

/// A second look at a clean copy, whatever wrote it: well-formed, of a size, and made of nothing but shapes.
fn check_clean(clean: &str) -> Result<(), String> {
    if clean.len() > CLEAN_CAP {
        return Err(format!("written out it is larger than {} MiB", CLEAN_CAP >> 20));
    }
    let document =
        Document::parse(clean).map_err(|error| format!("it has a name or a text that can't be written: {error}"))?;
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let is_shape = matches!(
            name,
            "svg"
                | "g"
                | "defs"
                | "path"
                | "image"
                | "text"
                | "tspan"
                | "textPath"
                | "linearGradient"
                | "radialGradient"
                | "stop"
                | "pattern"
                | "mask"
                | "clipPath"
                | "filter"
        );
        if !is_shape && !name.starts_with("fe") {
            return Err(format!("it has a `{name}`"));
        }
        for attribute in node.attributes() {
            let is_own = || {
                attribute.value().starts_with(['#'])
                    || attribute.value().starts_with("data:image/") && !attribute.value().starts_with("data:image/svg")
            };
            if attribute.name().to_ascii_lowercase().starts_with("on") || attribute.name() == "href" && !is_own() {
                return Err(format!("it has a `{}` that can't be published", attribute.name()));
            }
        }
    }
    Ok(())
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
    super::xml_bounds::check(svg)?;
    let parsing = ParsingOptions { allow_dtd: true, nodes_limit: 400_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, parsing).map_err(|error| error.to_string())?;
    svg_work::check(&document)?;
    usvg::Tree::from_xmltree(&document, &options()).map_err(|error| error.to_string())
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
    fn a_name_that_breaks_out_is_refused_or_stays_a_name() {
        let mut written = 0;
        for id in
            ["plain", "x&quot; onload=&quot;alert(1)", "&lt;/svg>&lt;script>alert(1)&lt;/script>", "&amp;lt;", "x' y='"]
        {
            let rect = "<rect width=\"9\" height=\"9\"/>";
            let Ok(clean) = cleaned(&svg(&format!("<g id=\"{id}\" opacity=\"0.5\">{rect}{rect}</g>"))) else {
                continue;
            };
            written += 1;
            let clean = String::from_utf8(clean).unwrap();
            let document = Document::parse(&clean).unwrap();
            let names = |node: Node<'_, '_>| node.attributes().any(|attribute| attribute.name().starts_with("on"));
            assert!(!document.descendants().any(|node| names(node) || node.tag_name().name() == "script"), "{clean}");
        }
        assert!(written > 0, "a plain name is written");
    }

    #[test]
    fn the_second_look_lets_through_shapes_alone() {
        let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
        assert_eq!(
            check_clean(&svg("<g id=\"a\"><path d=\"M0 0\"/><image href=\"data:image/png;base64,AA\"/></g>")),
            Ok(())
        );
        for inner in [
            "<script/>",
            "<style>a{}</style>",
            "<foreignObject/>",
            "<path onload=\"alert(1)\"/>",
            "<image href=\"https://evil.example/x.png\"/>",
            "<image href=\"javascript:alert(1)\"/>",
            "<image href=\"data:image/svg+xml,x\"/>",
            "<g id=\"<\"/>",
            "<text>]]></text>",
            "<g>",
        ] {
            assert!(check_clean(&svg(inner)).is_err(), "{inner}");
        }
        assert!(check_clean(&svg(&" ".repeat(CLEAN_CAP))).is_err());
    }

    #[test]
    fn a_clean_copy_looks_like_its_original() {
        let text = svg(
            "<defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#f00\"/><stop offset=\"1\" stop-color=\"#00f\"/></linearGradient></defs><rect width=\"40\" height=\"10\" fill=\"url(#g)\"/><text x=\"2\" y=\"8\">Ñandú</text>",
        );
        let clean = String::from_utf8(cleaned(&text).unwrap()).unwrap();
        assert_eq!(read_metadata(clean.as_bytes()), read_metadata(text.as_bytes()));
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
        let long = "long ".repeat(30_000);
        let text = format!("<text>{long}</text>");
        let used_text = format!("<text id=\"t\">{}</text>{}", "word ".repeat(400), "<use href=\"#t\"/>".repeat(500));
        let used_path =
            format!("<path id=\"p\" d=\"M0 0{}\"/>{}", "h1".repeat(12_000), "<use href=\"#p\"/>".repeat(2_500));
        let selectors = format!("<style>{}b{{}}</style>{}", "a,".repeat(5_000), "<g/>".repeat(5_000));
        for (name, inner) in [
            ("uses", uses),
            ("patterns", patterns),
            ("markers", marked),
            ("rules", ruled),
            ("styled", styled),
            ("deep", deep),
            ("text", text),
            ("used text", used_text),
            ("used path", used_path),
            ("selectors", selectors),
        ] {
            let text = svg(&format!("<rect id=\"a0\" width=\"9\" height=\"9\"/>{inner}<use href=\"#a40\"/>"));
            assert!(
                cleaned(&text).is_err() && drawn(&text, 9, 9).is_err() && read_metadata(text.as_bytes()).is_none(),
                "{name}"
            );
        }
        assert!(
            read_metadata(
                format!(
                    "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x.dtd\">{}",
                    svg("<rect/>")
                )
                .as_bytes()
            )
            .is_some()
        );
        // A circle is no more than its elements.
        let circle = svg("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>");
        assert!(svg_work::check(&Document::parse(&circle).unwrap()).is_ok());
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
        let picture = read_metadata(br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 24"/>"#).unwrap();
        assert_eq!((picture.width, picture.height, picture.format), (48, 24, PictureFormat::Svg));
        assert!(read_metadata(b"<svg").is_none());
    }

    #[test]
    fn a_drawing_of_another_shape_is_not_stretched() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#f00"/></svg>"##;
        let png = image::load_from_memory(&drawn(svg, 40, 40).unwrap()).unwrap().into_rgba8();
        assert_eq!((png.get_pixel(20, 2).0[3], png.get_pixel(20, 20).0), (0, [255, 0, 0, 255]));
    }
}
