//! A Markdown file cut at its `---` lines: both halves are parts of it, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolecall::parse::split_front_matter;
use rolecall::source::SrcPath;

fuzz_target!(|text: &str| {
    let Ok(halves) = split_front_matter(&SrcPath::new("content/jobs/x.md"), text) else { return };
    for (base, part) in [halves.front, halves.body] {
        assert_eq!(text.get(base..base + part.len()), Some(part));
    }
    assert!(halves.front.0 + halves.front.1.len() <= halves.body.0);
    let (start, end) = halves.first_line();
    assert!(start <= end && end as usize <= text.len());
});
