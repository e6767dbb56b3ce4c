//! Derived files, each made once: copies of photographs, drawings, compressed files. Kept by hash in ROOT/.rolecall/cache.
//!
//! The cache may be deleted at any time, and a folder that can't be written costs time alone. A cached file counts when it carries the mark of
//! this machine's key: a checkout may bring others. Without a key nothing is kept.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::budget::Budget;
use super::folder::{Folder, Kind};
use super::{Key, PublishError};
use crate::content::Encoding;
use crate::diag::{Complaint, Diagnostic};
use crate::pipeline::Ready;
use crate::plan::rules::BAD_PICTURE;
use crate::render::{FileContent, Svg};
use crate::source::{Hash, Hasher, Sources, Span, SrcPath};

/// Where the cache lies below a site's root.
const CACHE: [&str; 2] = [".rolecall", "cache"];
/// Bytes that a cached file may have.
const CAP: u64 = 256 << 20;
/// What no build has asked for in this time is thrown away.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// Numbers temporary files, so that threads of this process don't share one.
static COUNTER: AtomicU64 = AtomicU64::new(0);
/// Bytes that pictures which are open at once may take; one that needs more is open alone.
const MEMORY_CAP: u64 = 256 << 20;
/// What of it is free: several large pictures at once would fill a small machine's memory.
static MEMORY: Budget = Budget::new(MEMORY_CAP);

/// Makes the outputs that are more than bytes.
pub struct DerivedFiles<'a> {
    root: &'a Path,
    sources: &'a Sources,
    key: Option<&'a Key>,
    /// Whether what is made is kept; `check` writes nothing.
    keeps: bool,
}

/// Why something could not be made.
pub enum DeriveError {
    /// The content's own fault.
    Content(Box<Diagnostic>),
    Machine(PathBuf, io::Error),
}

impl<'a> DerivedFiles<'a> {
    pub fn new(root: &'a Path, sources: &'a Sources, key: Option<&'a Key>) -> DerivedFiles<'a> {
        DerivedFiles { root, sources, key, keeps: true }
    }

    /// One that uses what is kept, and keeps nothing more.
    pub fn reading(root: &'a Path, sources: &'a Sources, key: Option<&'a Key>) -> DerivedFiles<'a> {
        DerivedFiles { root, sources, key, keeps: false }
    }

    /// The bytes of an output.
    pub fn bytes(&self, output: &FileContent) -> Result<Vec<u8>, DeriveError> {
        match output {
            FileContent::Bytes(bytes) => Ok(bytes.clone()),
            FileContent::File(path) => self.file(path),
            FileContent::Resized { from, width } => {
                let key = self.key("resized", &[&self.hash(from), &width.to_string()]);
                self.get_or_create(key, || {
                    let picture = self.sources.get(from).and_then(|source| source.picture());
                    let _share = MEMORY.take(picture.map_or(MEMORY_CAP, crate::picture::memory));
                    let bytes = self.unchanged(from)?;
                    crate::picture::resized(&bytes, *width).map_err(|reason| {
                        let help = if reason.contains("more than") || reason.contains("imit") {
                            "make it smaller: 8,000 pixels a side are plenty"
                        } else {
                            "save it again as JPEG, PNG or WebP"
                        };
                        let complaint =
                            Complaint::new(BAD_PICTURE, format!("the picture can't be read: {reason}")).help(help);
                        DeriveError::Content(Box::new(complaint.at(Span::whole(from))))
                    })
                })
            }
            FileContent::Cleaned(svg) => {
                let text = self.svg(svg)?;
                self.get_or_create(self.key("cleaned", &[&text]), || {
                    crate::picture::cleaned(&text).map_err(|reason| {
                        let message = format!("the SVG can't be published: {reason}");
                        let complaint =
                            Complaint::new(BAD_PICTURE, message).help("save it again as plain SVG or as PNG");
                        DeriveError::Content(Box::new(complaint.at(Span::whole(&place_of(svg)))))
                    })
                })
            }
            FileContent::Drawn { svg, width, height } => {
                let text = self.svg(svg)?;
                let key = self.key("drawn", &[&text, &width.to_string(), &height.to_string()]);
                self.get_or_create(key, || {
                    crate::picture::drawn(&text, *width, *height).map_err(|reason| {
                        let complaint = Complaint::new(BAD_PICTURE, format!("the SVG can't be drawn: {reason}"))
                            .help("correct the drawing: `templates/card.svg`, or the icon");
                        DeriveError::Content(Box::new(complaint.at(Span::whole(&place_of(svg)))))
                    })
                })
            }
            FileContent::Packed(inner, encoding) => {
                let bytes = self.bytes(inner)?;
                let key = self.key(encoding.suffix(), &[&Hash::of(&bytes).to_string()]);
                self.get_or_create(key, || Ok(packed(&bytes, *encoding)))
            }
        }
    }

    /// Makes everything that can fail by the content's fault, and gives the faults alone: what `check` does.
    ///
    /// # Errors
    /// A file that can't be read.
    pub fn check(&self, ready: &Ready) -> Result<Vec<Diagnostic>, PublishError> {
        let pages = ready.plan().files.par_iter();
        let faults: Result<Vec<Option<Diagnostic>>, PublishError> = pages
            .filter(|page| page.product.is_made_picture())
            .map(|page| {
                let Ok(output) = ready.make_anew(page) else { return Ok(None) };
                match self.bytes(&output) {
                    Ok(_) => Ok(None),
                    Err(DeriveError::Content(fault)) => Ok(Some(*fault)),
                    Err(DeriveError::Machine(path, cause)) => Err(super::machine("read", &path)(cause)),
                }
            })
            .collect();
        Ok(crate::diag::one_for_each_place(faults?.into_iter().flatten().collect()))
    }

    fn file(&self, path: &SrcPath) -> Result<Vec<u8>, DeriveError> {
        let path = self.root.join(path.as_str());
        fs::read(&path).map_err(|cause| DeriveError::Machine(path, cause))
    }

    fn svg(&self, svg: &Svg) -> Result<String, DeriveError> {
        match svg {
            Svg::Text(text) => Ok(text.clone()),
            Svg::File(path) => Ok(String::from_utf8_lossy(&self.unchanged(path)?).into_owned()),
        }
    }

    /// The bytes of a source, which must still be those that the site was built from.
    fn unchanged(&self, path: &SrcPath) -> Result<Vec<u8>, DeriveError> {
        let bytes = self.file(path)?;
        match self.sources.get(path).is_some_and(|source| source.hash != Hash::of(&bytes)) {
            true => {
                let cause = io::Error::other("it changed while the site was being built");
                Err(DeriveError::Machine(self.root.join(path.as_str()), cause))
            }
            false => Ok(bytes),
        }
    }

    fn hash(&self, path: &SrcPath) -> String {
        self.sources.get(path).map_or_else(String::new, |source| source.hash.to_string())
    }

    fn key(&self, what: &str, parts: &[&str]) -> String {
        let mut hasher = Hasher::default();
        hasher.field(what.as_bytes()).field(&crate::picture::VERSION.to_le_bytes());
        for part in parts {
            hasher.field(part.as_bytes());
        }
        hasher.finish().to_string()
    }

    /// What is in the cache, else what `make` makes, which is put there.
    fn get_or_create(
        &self,
        key: String,
        make: impl FnOnce() -> Result<Vec<u8>, DeriveError>,
    ) -> Result<Vec<u8>, DeriveError> {
        let Some(marked) = self.key else { return make() };
        let folder = cache(self.root, self.keeps);
        if let Some(folder) = &folder
            && let Ok(Some(file)) = folder.read(&key, CAP)
            && let Some(bytes) = verify(file, &key, marked)
        {
            if self.keeps {
                touch(folder, &key);
            }
            return Ok(bytes);
        }
        let bytes = make()?;
        if let Some(folder) = folder.filter(|_| self.keeps) {
            // A cache that can't be written is no reason to fail.
            let _ = store(&folder, &key, &bytes, marked);
        }
        Ok(bytes)
    }
}

/// The file at fault for an SVG.
fn place_of(svg: &Svg) -> SrcPath {
    match svg {
        Svg::File(path) => path.clone(),
        Svg::Text(_) => SrcPath::new("themes"),
    }
}

/// The cache of a site, made when it is wanted; `None` when there is none, or when somebody has put a link or a file in its place.
fn cache(root: &Path, is_wanted: bool) -> Option<Folder> {
    let mut at = Folder::open(root).ok()?;
    for name in CACHE {
        at = if is_wanted { at.enter_or_make(name).ok()? } else { at.enter(name).ok()?? };
    }
    Some(at)
}

/// Writes a temporary file and renames it, so that half a file is never read.
fn store(folder: &Folder, key: &str, bytes: &[u8], marked: &Key) -> io::Result<()> {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let new = format!("new-{}-{number}", std::process::id());
    let written = folder.write_new(&new, |file| {
        file.write_all(head(key, bytes, marked).as_bytes())?;
        file.write_all(bytes)
    });
    let kept = written.and_then(|()| folder.rename(&new, (folder, key)));
    if kept.is_err() {
        let _ = folder.remove(&new);
    }
    kept
}

/// What the mark on a cached file is made for.
const WHAT: &str = "cache";

/// What stands before the bytes of a cached file: the mark on them under their key.
fn head(key: &str, bytes: &[u8], marked: &Key) -> String {
    format!("{}\n", marked.mark(WHAT, key, bytes))
}

/// The bytes of a cached file, when they carry the mark of those that were written for this key.
fn verify(mut file: Vec<u8>, key: &str, marked: &Key) -> Option<Vec<u8>> {
    let at = file.iter().take(80).position(|byte| *byte == b'\n')? + 1;
    let bytes = file.split_off(at);
    let mark = std::str::from_utf8(&file).ok()?;
    marked.holds(WHAT, key, &bytes, mark).then_some(bytes)
}

/// Notes that a cached file is still of use; once a day is enough.
fn touch(folder: &Folder, key: &str) {
    let now = SystemTime::now();
    let age = folder.age(key, now);
    if age.is_some_and(|age| age > Duration::from_secs(24 * 3600)) {
        let _ = folder.open_own(key).and_then(|file| file.set_modified(now));
    }
}

/// Throws away what no build has asked for in a month, and what a killed one left half written.
pub fn tidy(root: &Path) {
    let Some(folder) = cache(root, false) else { return };
    let now = SystemTime::now();
    for name in folder.names("").unwrap_or_default() {
        let is_half = name.starts_with("new-");
        let is_ours = is_half || (name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if !is_ours || !matches!(folder.kind_of(&name), Ok(Some(Kind::File(_)))) {
            continue;
        }
        let age = folder.age(&name, now).unwrap_or_default();
        if age > KEPT || (is_half && age > Duration::from_secs(3600)) {
            let _ = folder.remove(&name);
        }
    }
}

/// Bytes in a compressed form; the same bytes each time.
fn packed(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
    let mut out = Vec::new();
    match encoding {
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(&mut out, flate2::Compression::best());
            writer.write_all(bytes).and_then(|()| writer.finish().map(drop)).expect("memory takes all bytes");
        }
        Encoding::Brotli => {
            let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
            brotli::BrotliCompress(&mut &*bytes, &mut out, &settings).expect("memory takes all bytes");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn packed_bytes_come_out_again() {
        let text = b"a posting and another posting ".repeat(40);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&packed(&text, Encoding::Gzip)[..]).read_to_end(&mut back).unwrap();
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &packed(&text, Encoding::Brotli)[..], &mut back).unwrap();
        assert_eq!(back, text);
        assert_eq!(packed(&text, Encoding::Gzip), packed(&text, Encoding::Gzip));
    }

    fn key() -> Key {
        Key::of_text("sixteen letters!").unwrap()
    }

    fn small() -> FileContent {
        FileContent::Packed(Box::new(FileContent::Bytes(b"abc".to_vec())), Encoding::Gzip)
    }

    #[test]
    fn a_cached_file_without_its_mark_is_made_anew() {
        let root = tempfile::tempdir().unwrap();
        let (sources, key) = (Sources::default(), key());
        let derived = DerivedFiles::new(root.path(), &sources, Some(&key));
        assert!(DerivedFiles::reading(root.path(), &sources, Some(&key)).bytes(&small()).is_ok());
        assert!(!root.path().join(".rolecall").exists(), "one that reads has written");
        assert!(DerivedFiles::new(root.path(), &sources, None).bytes(&small()).is_ok());
        assert!(!root.path().join(".rolecall").exists(), "without a key nothing is kept");
        let Ok(first) = derived.bytes(&small()) else { panic!("it can be made") };
        let cached = fs::read_dir(root.path().join(".rolecall/cache")).unwrap().next().unwrap().unwrap().path();
        let good = fs::read(&cached).unwrap();
        let name = cached.file_name().unwrap().to_str().unwrap().to_owned();
        let other = Key::of_text("another sixteen!").unwrap();
        let poisoned = |key: &str, marked: &Key| {
            let mut file = head(key, b"poison", marked).into_bytes();
            file.extend(b"poison");
            file
        };
        let mut flipped = good.clone();
        *flipped.last_mut().unwrap() ^= 1;
        let forged = [b"cut".to_vec(), flipped, poisoned(&name, &other), poisoned("another key", &key), Vec::new()];
        for file in forged {
            fs::write(&cached, file).unwrap();
            assert_eq!(derived.bytes(&small()).ok(), Some(first.clone()));
            assert_eq!(fs::read(&cached).unwrap(), good);
        }
        fs::write(&cached, poisoned(&name, &key)).unwrap();
        assert_eq!(derived.bytes(&small()).ok(), Some(b"poison".to_vec()), "what is marked is used");
    }

    #[test]
    fn many_threads_keep_each_what_is_its_own() {
        let root = tempfile::tempdir().unwrap();
        let (sources, key) = (Sources::default(), key());
        let output =
            |i: u32| FileContent::Packed(Box::new(FileContent::Bytes(i.to_le_bytes().repeat(999))), Encoding::Gzip);
        let made = || -> Vec<Vec<u8>> {
            let each = (0..200u32).into_par_iter();
            each.map(|i| DerivedFiles::new(root.path(), &sources, Some(&key)).bytes(&output(i)).unwrap_or_default())
                .collect()
        };
        let cold = made();
        assert_eq!(fs::read_dir(root.path().join(".rolecall/cache")).unwrap().count(), 200);
        assert_eq!(cold, made());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_cache_is_left_alone() {
        let (sources, key) = (Sources::default(), key());
        for link in [".rolecall", ".rolecall/cache"] {
            let root = tempfile::tempdir().unwrap();
            let precious = tempfile::tempdir().unwrap();
            let file = precious.path().join("0".repeat(64));
            fs::write(&file, "mine").unwrap();
            fs::File::options().write(true).open(&file).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
            if link != ".rolecall" {
                fs::create_dir(root.path().join(".rolecall")).unwrap();
            }
            std::os::unix::fs::symlink(precious.path(), root.path().join(link)).unwrap();
            assert!(DerivedFiles::new(root.path(), &sources, Some(&key)).bytes(&small()).is_ok());
            tidy(root.path());
            assert_eq!(fs::read_dir(precious.path()).unwrap().count(), 1, "{link}");
        }
    }
}
