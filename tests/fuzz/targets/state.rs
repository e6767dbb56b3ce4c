//! Files of an output's state: whatever they hold, they name places in the output alone, and an unmarked journal names none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolecall::publish::{Journal, Key, Manifest, Step};
use rolecall::source::OutPath;

fuzz_target!(|bytes: &[u8]| {
    let key = Key::of_text("the key of the fuzzer").expect("it is long enough");
    assert!(Journal::read(bytes, "/out", Some(&key)).is_none(), "nobody guesses the mark");
    // With the mark, its lines are looked at.
    let mut text = b"rolecall-journal 2\n".to_vec();
    text.extend(bytes);
    let mark = key.mark("journal", "/out", &text).to_string();
    text.extend(b"\n");
    text.extend(mark.as_bytes());
    text.extend(b"\n");
    if let Some(journal) = Journal::read(&text, "/out", Some(&key)) {
        for step in &journal.steps {
            let (Step::Put(path) | Step::Tree(path) | Step::Remove(path)) = step;
            assert!(OutPath::new(path).is_ok(), "{path:?}");
        }
        assert_eq!(Journal::read(journal.text("/out", Some(&key)).as_bytes(), "/out", Some(&key)), Some(journal));
    }
    let manifest = Manifest::read(bytes, "/out", Some(bytes), Some(&key));
    assert!(!manifest.is_marked());
    for path in manifest.paths() {
        assert!(OutPath::new(path.as_str()).is_ok(), "{path}");
    }
    assert!(Manifest::read(manifest.text().as_bytes(), "/out", None, None) == manifest);
});
