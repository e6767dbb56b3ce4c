//! Bytes to pictures and back: sizes, smaller copies of photographs, drawings of SVG, QR codes. Pure.
//!
//! 1. [`look`]: the size that a picture is shown in.
//! 2. [`resized`]: a smaller copy, without what the camera noted down.
//! 3. [`drawn`]: an SVG as PNG, with the font in the binary and no other; [`wrapped`] breaks its lines.
//! 4. [`qr_code`]: an address as an SVG of dots.

mod text;

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::{WebPDecoder, WebPEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use resvg::{tiny_skia, usvg};

pub use text::{can_be_drawn, wrapped};

use crate::source::{Picture, PictureFormat};

/// To be raised when the same picture would come out otherwise: copies made before are then made anew.
pub const VERSION: u32 = 1;

/// Pixels that a picture may have: 64 million.
const PIXEL_CAP: u64 = 64_000_000;
/// Bytes that an SVG may have to be looked into.
const SVG_CAP: usize = 4 << 20;
/// Of 100: where more can't be seen.
const JPEG_QUALITY: u8 = 82;

/// The semi-bold cut of Inter, under the SIL Open Font License 1.1: Latin, Greek, Cyrillic.
const FONT: &[u8] = include_bytes!("Inter-SemiBold.ttf");

/// The size and format of a picture; `None` when it is none, or none of the web's.
pub fn look(bytes: &[u8], extension: &str) -> Option<Picture> {
    if extension == "svg" {
        if bytes.len() > SVG_CAP {
            return None;
        }
        let size = usvg::Tree::from_data(bytes, &options()).ok()?.size();
        let (width, height) = (whole(size.width())?, whole(size.height())?);
        return Some(Picture { width, height, format: PictureFormat::Svg });
    }
    let reader = reader(bytes).ok()?;
    let format = match reader.format()? {
        ImageFormat::Jpeg => PictureFormat::Jpeg,
        ImageFormat::Png if is_animated_png(bytes) => PictureFormat::Moving,
        ImageFormat::Png => PictureFormat::Png,
        ImageFormat::WebP if is_animated(bytes) => PictureFormat::Moving,
        ImageFormat::WebP => PictureFormat::WebP,
        ImageFormat::Gif => PictureFormat::Moving,
        _ => return None,
    };
    let mut decoder = reader.into_decoder().ok()?;
    let turned = decoder.orientation().is_ok_and(is_sideways);
    let (width, height) = decoder.dimensions();
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Some(Picture { width, height, format })
}

/// A copy of a photograph that is `width` pixels wide, turned upright. A JPEG stays one; what may have sharp edges or be clear becomes a
/// lossless WebP.
///
/// # Errors
/// What is wrong with the bytes, as a phrase.
pub fn resized(bytes: &[u8], width: u32) -> Result<Vec<u8>, String> {
    let reader = reader(bytes)?;
    let format = reader.format();
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    let (wide, high) = decoder.dimensions();
    if u64::from(wide) * u64::from(high) > PIXEL_CAP {
        return Err(format!("it has {wide} × {high} pixels, more than {PIXEL_CAP}"));
    }
    let orientation = decoder.orientation().map_err(|error| error.to_string())?;
    let colours = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    // Eight bits a channel are what comes out in the end.
    let mut picture = match picture.color().has_alpha() {
        true => DynamicImage::ImageRgba8(picture.into_rgba8()),
        false => DynamicImage::ImageRgb8(picture.into_rgb8()),
    };
    picture.apply_orientation(orientation);
    let is_as_it_was = width >= picture.width() && orientation == Orientation::NoTransforms;
    if width < picture.width() {
        let height = scaled(picture.height(), width, picture.width());
        picture = picture.resize_exact(width, height, FilterType::CatmullRom);
    }
    let mut out = Vec::new();
    let written = if format == Some(ImageFormat::Jpeg) {
        let mut encoder = JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY);
        // A wide range of colours stays one.
        let _ = colours.map(|colours| encoder.set_icc_profile(colours));
        DynamicImage::ImageRgb8(picture.into_rgb8()).write_with_encoder(encoder)
    } else {
        let mut encoder = WebPEncoder::new_lossless(&mut out);
        let _ = colours.map(|colours| encoder.set_icc_profile(colours));
        picture.write_with_encoder(encoder)
    };
    written.map_err(|error| error.to_string())?;
    // A WebP that was written with losses would only grow.
    let grows = is_as_it_was && format == Some(ImageFormat::WebP) && out.len() > bytes.len();
    Ok(if grows { bytes.to_vec() } else { out })
}

/// A height at another width, at least one pixel.
pub fn scaled(height: u32, new_width: u32, width: u32) -> u32 {
    let exact = u64::from(height) * u64::from(new_width) + u64::from(width) / 2;
    u32::try_from(exact / u64::from(width.max(1))).unwrap_or(u32::MAX).max(1)
}

/// An SVG as a PNG of a size. It may name no other file.
///
/// # Errors
/// What is wrong with the SVG, as a phrase.
pub fn drawn(svg: &str, width: u32, height: u32) -> Result<Vec<u8>, String> {
    let options = options();
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("its size is nothing")?;
    // Of another shape, it stands in the middle.
    let (size, wide, high) = (tree.size(), to_f32(width), to_f32(height));
    let factor = (wide / size.width()).min(high / size.height());
    let (x, y) = ((wide - size.width() * factor) / 2.0, (high - size.height() * factor) / 2.0);
    let scale = tiny_skia::Transform::from_scale(factor, factor).post_translate(x, y);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}

/// How SVGs are read: with the font in the binary, and without a look at any other file.
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
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// The longest address that a QR code of medium correction holds, in bytes (ISO/IEC 18004:2024).
pub const QR_CAP: usize = 2331;

/// An address as a QR code: an SVG that scales to any size, quiet zone included. `None` when it is too long for one.
pub fn qr_code(address: &str) -> Option<String> {
    const QUIET: usize = 4;
    let code = qrcode::QrCode::with_error_correction_level(address.as_bytes(), qrcode::EcLevel::M).ok()?;
    let size = code.width();
    let whole = size + 2 * QUIET;
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % size + QUIET, at / size + QUIET));
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/><path d=\"{path}\"/></svg>\n"
    ))
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, String> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(PIXEL_CAP * 8);
    reader.limits(limits);
    Ok(reader)
}

fn is_animated(bytes: &[u8]) -> bool {
    WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|decoder| decoder.has_animation())
}

fn is_animated_png(bytes: &[u8]) -> bool {
    PngDecoder::new(Cursor::new(bytes)).is_ok_and(|decoder| decoder.is_apng().unwrap_or(false))
}

fn is_sideways(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
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

    fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_photograph_becomes_narrower_and_keeps_its_shape() {
        for (format, expected) in [(ImageFormat::Jpeg, PictureFormat::Jpeg), (ImageFormat::Png, PictureFormat::WebP)] {
            let small = resized(&photo(300, 200, format), 150).unwrap();
            let picture = look(&small, "").unwrap();
            assert_eq!((picture.width, picture.height, picture.format), (150, 100, expected));
        }
    }

    #[test]
    fn a_picture_is_never_made_larger() {
        let same = look(&resized(&photo(30, 20, ImageFormat::Png), 400).unwrap(), "").unwrap();
        assert_eq!((same.width, same.height), (30, 20));
    }

    #[test]
    fn what_is_no_picture_has_no_size_and_a_reason() {
        assert!(look(b"GIF89", "gif").is_none());
        assert!(look(b"<svg", "svg").is_none());
        let mut cut = photo(60, 60, ImageFormat::Png);
        cut.truncate(cut.len() / 2);
        assert!(resized(&cut, 30).is_err());
    }

    #[test]
    fn the_size_of_an_svg_is_its_own() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 24"/>"#;
        let picture = look(svg, "svg").unwrap();
        assert_eq!((picture.width, picture.height, picture.format), (48, 24, PictureFormat::Svg));
    }

    #[test]
    fn a_drawing_has_the_size_it_was_asked_for_and_reads_no_file() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6"><image href="/etc/hostname" width="9" height="9"/><text y="5">Ñ</text></svg>"#;
        let png = drawn(svg, 120, 60).unwrap();
        let picture = look(&png, "png").unwrap();
        assert_eq!((picture.width, picture.height), (120, 60));
        assert!(drawn("<svg", 10, 10).is_err());
    }

    #[test]
    fn an_svg_reads_no_other_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wide.png");
        std::fs::write(&path, photo(300, 20, ImageFormat::Png)).unwrap();
        // Without a size of its own it would be as wide as what it shows.
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"7\" height=\"5\"/><image href=\"{}\"/></svg>",
            path.display()
        );
        assert_eq!(look(svg.as_bytes(), "svg").map(|picture| (picture.width, picture.height)), Some((7, 5)));
    }

    #[test]
    fn a_drawing_of_another_shape_is_not_stretched() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#f00"/></svg>"##;
        let png = image::load_from_memory(&drawn(svg, 40, 40).unwrap()).unwrap().into_rgba8();
        assert_eq!((png.get_pixel(20, 2).0[3], png.get_pixel(20, 20).0), (0, [255, 0, 0, 255]));
    }

    #[test]
    fn a_qr_code_is_dots() {
        let svg = qr_code("https://site.example/jobs/x/").unwrap();
        assert!(svg.contains("M4 4h1v1h-1z"), "the finder pattern begins behind the quiet zone");
        assert!(qr_code(&"x".repeat(QR_CAP)).is_some() && qr_code(&"x".repeat(QR_CAP + 1)).is_none());
    }
}
