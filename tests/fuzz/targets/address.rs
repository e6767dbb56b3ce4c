//! Aliases, slugs and paths: what is taken names a place in the output, and reads as itself when it is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolecall::source::{Address, OutPath, Slug, slugify};

fn is_inside(path: &str) -> bool {
    let segments = || path.split('/');
    segments().all(|segment| !matches!(segment, "" | "." | "..") && !segment.contains(['\\', '\0', ':']))
        && !segments().next().is_some_and(|first| first.eq_ignore_ascii_case(".rolecall"))
}

fuzz_target!(|text: &str| {
    if let Ok(address) = Address::parse(text) {
        if let Ok(out) = address.out_path() {
            assert!(is_inside(out.as_str()), "{text:?} is {out}");
        }
        let again = Address::parse(&address.encoded()).expect("what was taken is taken again");
        assert_eq!(again, address);
    }
    if let Ok(out) = OutPath::new(text) {
        assert!(is_inside(out.as_str()) && !out.collision_key().is_empty());
    }
    if let Ok(slug) = Slug::new(text) {
        assert!(is_inside(slug.as_str()) && !slug.as_str().contains(['.', '_', '/', '%']), "{slug}");
    }
    if let Some(slug) = slugify(text) {
        assert_eq!(slugify(&slug).as_deref(), Some(slug.as_str()), "{text:?}");
    }
});
