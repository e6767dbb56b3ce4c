//! Bytes to BLAKE3, and scripts to the SHA-256 that browsers ask for.

use std::cell::RefCell;
use std::fmt;

use blake3::Hasher as Blake3;

/// A BLAKE3 hash (the BLAKE3 paper, 2021-11-10).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

thread_local! {
    /// What [`Hash::of_pieces`] reads into.
    static PIECE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Hash {
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(blake3::hash(bytes).into())
    }

    /// The hash of what `read` puts into a buffer again and again until it puts nothing, and how many bytes that is. The pieces are large: small ones are
    /// slow to hash, and a call each.
    pub fn of_pieces<E>(mut read: impl FnMut(&mut [u8]) -> Result<usize, E>) -> Result<(Hash, u64), E> {
        let mut hasher = Blake3::new();
        // Kept for the thread's next file: to clear it for each one would take longer than to hash a page.
        let mut buffer = PIECE.take();
        buffer.resize(256 << 10, 0);
        let mut len = 0;
        loop {
            match read(&mut buffer)? {
                0 => {
                    PIECE.set(buffer);
                    return Ok((Hash(hasher.finalize().into()), len));
                }
                read => {
                    hasher.update(&buffer[..read]);
                    len += read as u64;
                }
            }
        }
    }

    /// Reads 64 hexadecimal digits, lower case; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Hash> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Some(Hash(bytes))
    }

    pub fn bytes(self) -> [u8; 32] {
        self.0
    }

    /// BLAKE3's own keyed hash of fields; their lengths go in too, so that no two sequences of fields look alike.
    pub fn keyed(key: &[u8; 32], fields: &[&[u8]]) -> Hash {
        Hash(keyed(key, fields).into())
    }

    /// Whether this is [`Hash::keyed`] of a key and fields; it takes as long when it nearly is.
    pub fn is_keyed(self, key: &[u8; 32], fields: &[&[u8]]) -> bool {
        // Comparing it takes the same time wherever the first difference is.
        keyed(key, fields) == self.0
    }

    /// The first ten hexadecimal digits: enough for a file's name.
    pub fn short(&self) -> String {
        self.to_string()[..10].to_owned()
    }
}

fn keyed(key: &[u8; 32], fields: &[&[u8]]) -> blake3::Hash {
    let mut hasher = Blake3::new_keyed(key);
    for field in fields {
        hasher.update(&(field.len() as u64).to_le_bytes());
        hasher.update(field);
    }
    hasher.finalize()
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (i, byte) in self.0.iter().enumerate() {
            text[2 * i] = DIGITS[usize::from(byte >> 4)];
            text[2 * i + 1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).expect("hexadecimal digits are ASCII"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The hash by which a policy allows a script or a style that stands in the page itself (Content Security Policy Level 3, 2.3.1, 2025): `'sha256-…'`.
pub fn policy_hash(text: &str) -> String {
    use base64::Engine;
    use sha2::Digest;
    let digits = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text.as_bytes()));
    format!("'sha256-{digits}'")
}

/// Hashes what comes in pieces.
#[derive(Default)]
pub struct Hasher(Blake3);

impl Hasher {
    /// Adds one field; its length goes in too, so that no two sequences of fields look alike.
    pub fn field(&mut self, bytes: &[u8]) -> &mut Hasher {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    pub fn finish(&self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

/// What values of Rust's own types give to be hashed: the same within one program on one machine.
impl std::hash::Hasher for Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        u64::from_le_bytes(std::array::from_fn(|at| self.0.finalize().as_bytes()[at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_a_script_as_browsers_do() {
        // The example of Content Security Policy Level 3, 6.7.2.3.
        let script = "alert('Hello, world.');";
        assert_eq!(policy_hash(script), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn a_hash_survives_its_own_text() {
        let hash = Hash::of(b"rolecall");
        assert_eq!(Hash::from_hex(&hash.to_string()), Some(hash));
        assert_eq!(Hash::from_hex("12"), None);
        assert_eq!(Hash::of(b"abc").short(), "6437b3ac38");
    }
}
