//! Bytes to pictures and back: sizes, smaller copies of photographs, drawings of SVG, QR codes. Pure.
//!
//! 1. [`read_metadata`]: the size that a picture is shown in.
//! 2. [`resized`]: a smaller copy, without what the camera noted down.
//! 3. [`drawn`]: an SVG as PNG, with the font in the binary and no other; [`cleaned`]: one with nothing in it that runs or loads; [`wrapped`]
//!    breaks lines.
//! 4. [`qr_code`]: an address as an SVG of dots.

mod svg;
mod svg_work;
mod text;
mod xml_bounds;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::{WebPDecoder, WebPEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};

pub use svg::{cleaned, drawn};
pub use text::{can_be_drawn, wrapped};

use crate::source::{Picture, PictureFormat};

/// To be raised when the same picture would come out otherwise: copies made before are then made anew.
pub const VERSION: u32 = 1;

/// Pixels that a picture may have: 64 million.
const PIXEL_CAP: u64 = 64_000_000;
/// Pixels that a side of a picture may have.
const SIDE_CAP: u32 = 20_000;
/// Bytes that what a PNG says beside its pixels may unpack to: colour profiles have a few megabytes at most.
const PNG_EXTRA_CAP: u64 = 16 << 20;
/// Of 100: where more can't be seen.
const JPEG_QUALITY: u8 = 82;

/// The size and format of a picture; `None` when it is none, or none of the web's.
pub fn read_metadata(bytes: &[u8], extension: &str) -> Option<Picture> {
    if extension == "svg" {
        return svg::read_metadata(bytes);
    }
    if !matches!(extension, "" | "jpg" | "jpeg" | "png" | "webp" | "gif") {
        return None;
    }
    let reader = reader(bytes).ok()?;
    let format = match reader.format()? {
        ImageFormat::Jpeg => PictureFormat::Jpeg,
        ImageFormat::Png if has_png_chunk(bytes, b"acTL") => PictureFormat::Moving,
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
    if wide.max(high) > SIDE_CAP {
        return Err(format!("it has {wide} × {high} pixels, more than {SIDE_CAP} a side"));
    }
    if u64::from(wide) * u64::from(high) > PIXEL_CAP {
        return Err(format!("it has {wide} × {high} pixels, more than {PIXEL_CAP}"));
    }
    if format == Some(ImageFormat::Jpeg) && !jpeg_is_whole(bytes) {
        return Err("it ends before its last line: part of the file is missing".to_owned());
    }
    let orientation = decoder.orientation().map_err(|error| error.to_string())?;
    let colours = decoder.icc_profile().ok().flatten();
    if format == Some(ImageFormat::Png) && colours.is_none() && has_png_chunk(bytes, b"iCCP") {
        return Err(format!("its colour profile is damaged, or unpacks to more than {} MiB", PNG_EXTRA_CAP >> 20));
    }
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

/// The bytes that resizing a picture takes at its peak: what is decoded, and its copy of eight bits a channel.
pub fn memory(picture: Picture) -> u64 {
    u64::from(picture.width) * u64::from(picture.height) * 12
}

/// The format of a raster picture, by its first bytes.
fn format_of(bytes: &[u8]) -> Option<ImageFormat> {
    image::guess_format(bytes).ok()
}

/// Whether a JPEG reaches its end marker. Decoders fill what is missing with grey. ITU-T T.81 (1992), annex B.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) else {
            return false;
        };
        at += found;
        while bytes.get(at) == Some(&0xff) {
            at += 1;
        }
        match bytes.get(at) {
            Some(0xd9) => return true,
            // Stuffed bytes, restart markers and markers without a length stand alone.
            Some(0x00 | 0x01 | 0xd0..=0xd8) => at += 1,
            Some(_) => match bytes.get(at + 1..at + 3) {
                Some(&[high, low]) => at += 1 + usize::from(u16::from_be_bytes([high, low])),
                _ => return false,
            },
            None => return false,
        }
    }
}

/// Whether a PNG has a chunk of a kind before its pixels. PNG (W3C, third edition, 2025), 5.3.
fn has_png_chunk(bytes: &[u8], wanted: &[u8; 4]) -> bool {
    let mut at = 8;
    while let Some(&[a, b, c, d, ref kind @ ..]) = bytes.get(at..at + 8) {
        match kind {
            _ if kind == wanted => return true,
            b"IDAT" | b"IEND" => return false,
            _ => at = at.saturating_add(12).saturating_add(u32::from_be_bytes([a, b, c, d]) as usize),
        }
    }
    false
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
    // Rows of a PNG are read one by one; what is more is said beside the pixels.
    let is_png = reader.format() == Some(ImageFormat::Png);
    limits.max_alloc = Some(if is_png { PNG_EXTRA_CAP } else { PIXEL_CAP * 8 });
    reader.limits(limits);
    Ok(reader)
}

fn is_animated(bytes: &[u8]) -> bool {
    WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|decoder| decoder.has_animation())
}

fn is_sideways(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
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
            let picture = read_metadata(&small, "").unwrap();
            assert_eq!((picture.width, picture.height, picture.format), (150, 100, expected));
        }
    }

    #[test]
    fn a_picture_is_never_made_larger() {
        let same = read_metadata(&resized(&photo(30, 20, ImageFormat::Png), 400).unwrap(), "").unwrap();
        assert_eq!((same.width, same.height), (30, 20));
    }

    #[test]
    fn what_is_no_picture_has_no_size_and_a_reason() {
        assert!(read_metadata(b"GIF89", "gif").is_none());
        assert!(read_metadata(b"<svg", "svg").is_none());
        let mut cut = photo(60, 60, ImageFormat::Png);
        cut.truncate(cut.len() / 2);
        assert!(resized(&cut, 30).is_err());
    }

    /// A PNG of one grey pixel a row, so many pixels wide and high, with other chunks behind its head.
    fn png(width: u32, height: u32, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let picture = image::GrayImage::new(width, height);
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, ImageFormat::Png).unwrap();
        let mut bytes = out.into_inner();
        let mut extra = Vec::new();
        for (kind, data) in chunks {
            extra.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            extra.extend(*kind);
            extra.extend(data);
            let mut crc = u32::MAX;
            for byte in kind.iter().chain(data) {
                crc ^= u32::from(*byte);
                for _ in 0..8 {
                    crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
                }
            }
            extra.extend((!crc).to_be_bytes());
        }
        bytes.splice(33..33, extra);
        bytes
    }

    /// Zeros as zlib packs them.
    fn packed_zeros(len: usize) -> Vec<u8> {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut writer, &vec![0; len]).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_picture_that_unpacks_to_much_more_is_refused() {
        let profile = |len| png(8, 8, &[(b"iCCP", [b"x\0\0".to_vec(), packed_zeros(len)].concat())]);
        assert!(read_metadata(&profile(300 << 20), "png").is_some_and(|picture| picture.format == PictureFormat::Png));
        assert!(resized(&profile(1 << 20), 4).is_ok());
        assert!(resized(&profile(300 << 20), 4).unwrap_err().contains("colour profile"));
        // Texts are never unpacked, and no copy has them.
        let text = png(8, 8, &[(b"zTXt", [b"x\0\0".to_vec(), packed_zeros(300 << 20)].concat())]);
        assert!(resized(&text, 4).unwrap().len() < 1000);
    }

    #[test]
    fn a_picture_has_a_side_at_most() {
        assert!(resized(&png(20_001, 1, &[]), 4).unwrap_err().contains("a side"));
        assert!(resized(&png(1, 20_001, &[]), 4).unwrap_err().contains("a side"));
        assert!(resized(&png(20_000, 1, &[]), 4).is_ok());
    }

    #[test]
    fn a_photograph_that_was_cut_is_refused_and_what_follows_its_end_is_not() {
        let whole = photo(64, 64, ImageFormat::Jpeg);
        assert!(resized(&whole, 32).is_ok());
        assert!(resized(&[whole.as_slice(), b"and more"].concat(), 32).is_ok());
        for len in [whole.len() - 2, whole.len() * 3 / 4, whole.len() / 2] {
            assert!(resized(&whole[..len], 32).is_err(), "{len} of {}", whole.len());
        }
    }

    #[test]
    fn a_drawing_has_the_size_it_was_asked_for_and_reads_no_file() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6"><image href="/etc/hostname" width="9" height="9"/><text y="5">Ñ</text></svg>"#;
        let png = drawn(svg, 120, 60).unwrap();
        let picture = read_metadata(&png, "png").unwrap();
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
        assert_eq!(read_metadata(svg.as_bytes(), "svg").map(|picture| (picture.width, picture.height)), Some((7, 5)));
    }

    #[test]
    fn a_qr_code_is_dots() {
        let svg = qr_code("https://site.example/jobs/x/").unwrap();
        assert!(svg.contains("M4 4h1v1h-1z"), "the finder pattern begins behind the quiet zone");
        assert!(qr_code(&"x".repeat(QR_CAP)).is_some() && qr_code(&"x".repeat(QR_CAP + 1)).is_none());
    }
}
