//! The shape of the source itself: layers, homes of crates, lengths, and texts that must say what the code says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Modules by layer; `src/lib.rs` says the same to people.
const LAYERS: [(&str, usize); 22] = [
    ("source", 0),
    ("diag", 1),
    ("markdown", 2),
    ("parse", 2),
    ("model", 3),
    ("picture", 3),
    ("content", 4),
    ("locale", 4),
    ("relate", 5),
    ("facts", 6),
    ("search", 7),
    ("render", 8),
    ("boards", 9),
    ("pages", 9),
    ("lint", 10),
    ("plan", 10),
    ("pipeline", 11),
    ("discover", 12),
    ("publish", 12),
    ("serve", 13),
    ("watch", 13),
    ("cli", 14),
];

/// Foreign crates and the one module that may name each.
const HOMES: [(&str, &[&str]); 38] = [
    ("ahash", &["search"]),
    ("csv", &["content"]),
    ("pagefind_stem", &["search"]),
    ("linkify", &["markdown"]),
    ("pulldown_cmark", &["markdown"]),
    ("serde_yaml", &["parse"]),
    ("tera", &["render"]),
    ("walkdir", &["discover"]),
    ("notify", &["watch"]),
    ("clap", &["cli"]),
    ("crc32fast", &["cli"]),
    ("similar", &["cli"]),
    ("signal_hook", &["cli"]),
    ("rustix", &["publish"]),
    ("base64", &["source"]),
    ("blake3", &["source"]),
    ("sha2", &["source"]),
    ("memchr", &["source"]),
    ("mimalloc", &["main"]),
    ("url", &["source"]),
    ("strsim", &["diag"]),
    ("rust_iso3166", &["model"]),
    ("image", &["picture"]),
    ("qrcode", &["picture"]),
    ("resvg", &["picture"]),
    ("skrifa", &["picture"]),
    ("brotli", &["publish"]),
    ("flate2", &["publish"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("getrandom", &["serve", "publish"]),
    ("cap_std", &["publish"]),
    ("cap_fs_ext", &["publish"]),
    ("etcetera", &["publish"]),
    ("html5ever", &["markdown"]),
    ("math_core", &["markdown"]),
    ("emojis", &["markdown"]),
    ("httparse", &["serve"]),
];

/// A file may be longer only with the reason in its head: "Long on purpose: …".
const LENGTH_CAP: usize = 400;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder: its path from the root, and its text.
pub fn rust_files(folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![root().join(folder)];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // What fuzzing has built is no source.
                if path.file_name().is_none_or(|name| name != "target") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// The code without its comments and tests.
pub fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

fn module(path: &str) -> &str {
    let rest = path.strip_prefix("src/").unwrap();
    rest.split('/').next().unwrap().trim_end_matches(".rs")
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

#[test]
fn no_module_uses_a_higher_layer() {
    for (path, text) in rust_files("src") {
        let Some(own) = layer(module(&path)) else { continue };
        let code = code(&text);
        for (at, _) in code.match_indices("crate::") {
            let used: String = code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(other) = layer(&used) {
                assert!(other <= own, "{path} (layer {own}) uses {used} (layer {other})");
            }
        }
    }
}

#[test]
fn every_module_has_a_layer_and_the_crates_documentation_names_it() {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(modules, LAYERS.iter().map(|(name, _)| *name).collect());
    for (name, layer) in LAYERS {
        assert!(
            text.contains(&format!("//! | {layer} | [`{name}`] |")),
            "src/lib.rs does not give {name} the layer {layer}"
        );
    }
}

#[test]
fn every_foreign_crate_has_one_home() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for (path, text) in rust_files("src") {
        let code = code(&text);
        for (name, homes) in HOMES {
            let is_named = code.contains(&format!("use {name}::"))
                || code.contains(&format!(" {name}::"))
                || code.contains(&format!("({name}::"));
            let is_own = code.contains(&format!("mod {name};"));
            if is_named && !is_own && !homes.contains(&module(&path)) {
                // `url` is also a word of ours: a field, a variable.
                assert!(
                    code.contains(&format!("super::{name}::")) || code.contains(&format!("self::{name}::")),
                    "{path} names {name}, whose home is {homes:?}"
                );
            }
        }
    }
    for line in manifest.lines().skip_while(|line| *line != "[dependencies]").take_while(|line| *line != "[lints.rust]")
    {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let name = name.replace('-', "_");
        let is_exempt = name.starts_with("icu_")
            || matches!(
                name.as_str(),
                "serde"
                    | "serde_json"
                    | "jiff"
                    | "rayon"
                    | "tempfile"
                    | "iso_currency"
                    | "ammonia"
                    | "markup5ever_rcdom"
                    | "libtest_mimic"
            );
        assert!(is_exempt || HOMES.iter().any(|(home, _)| *home == name), "{name} has no home in this table");
    }
}

#[test]
fn nothing_below_layer_12_touches_the_machine() {
    for (path, text) in rust_files("src") {
        if layer(module(&path)).is_none_or(|layer| layer >= 12) {
            continue;
        }
        for word in [
            "std::fs",
            "std::env",
            "std::net",
            "std::process",
            "SystemTime",
            "Instant::now",
            "Timestamp::now",
            "Zoned::now",
            "io::Error",
        ] {
            assert!(!code(&text).contains(word), "{path} names {word}");
        }
    }
}

#[test]
fn a_long_file_says_why() {
    for folder in ["src", "tests"] {
        for (path, text) in rust_files(folder) {
            let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
            let lines = text.lines().count();
            assert!(
                lines <= LENGTH_CAP || head.contains("Long on purpose"),
                "{path} has {lines} lines and no reason in its head"
            );
        }
    }
}

#[test]
fn every_file_begins_with_what_it_is() {
    for folder in ["src", "tests"] {
        for (path, text) in rust_files(folder) {
            assert!(text.starts_with("//! "), "{path} does not begin with its purpose");
        }
    }
}

#[test]
fn every_rule_that_is_declared_can_be_explained() {
    let is_declared = |line: &&str| {
        let Some((name, rest)) = line.trim().split_once(" = ") else { return false };
        let severities = ["Error \"", "Warning \"", "Hint \""];
        name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            && severities.iter().any(|word| rest.starts_with(word))
    };
    let declared: usize =
        rust_files("src").values().map(|text| code(text)).map(|text| text.lines().filter(is_declared).count()).sum();
    assert_eq!(declared, rolecall::cli::every_rule().count());
}

#[test]
fn main_is_short() {
    let lines = fs::read_to_string(root().join("src/main.rs")).unwrap().lines().count();
    assert!(lines <= 30, "src/main.rs has {lines} lines");
}

#[test]
fn the_top_level_holds_what_it_may() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "rust-toolchain.toml",
        "LICENSE",
        "deny.toml",
        "README.md",
        "content",
        "public",
        "src",
        "target",
        "tests",
        "themes",
    ];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name} lies at the top level");
    }
}

/// rustfmt doesn't look into macros: a module that one declares would be of any form.
#[test]
fn no_module_is_declared_by_a_macro() {
    for (path, text) in rust_files("src") {
        assert!(!code(&text).contains("mod $"), "{path}: rustfmt does not see the modules");
    }
}

/// An address is put together by `Address` and `Config`; everybody else asks for it.
#[test]
fn addresses_are_made_in_one_place() {
    for (path, text) in rust_files("src") {
        let module = module(&path).to_owned();
        // `plan` refuses pages that have a section's word; `serve` finds files by what a browser asks for.
        if path == "src/content/site/mod.rs" || ["source", "serve", "discover", "publish"].contains(&module.as_str()) {
            continue;
        }
        for line in code(&text).lines() {
            let made = ["config.section(", "Address::parse(&format!"];
            let is_question = path == "src/plan/mod.rs" && line.contains("reserved.extend");
            let found = made.iter().find(|made| line.contains(**made));
            assert!(found.is_none() || is_question, "{path} makes an address: {line}");
        }
    }
}

/// What rules and reports ask of the instant goes through `Deadlines`, so that it is known until when their answers hold; what a posting is follows from its own
/// dates, which are known anyway.
#[test]
fn rules_ask_of_the_instant_where_it_is_noted() {
    let asks = |path: &str| ["lint", "boards"].contains(&module(path)) || path == "src/cli/report.rs";
    for (path, text) in rust_files("src").into_iter().filter(|(path, _)| asks(path)) {
        for line in code(&text).lines().filter(|line| line.contains(".now")) {
            let is_noted = [".state(", "> site.now", "now: site.now"].iter().any(|way| line.contains(way));
            assert!(is_noted, "{path} asks of the instant itself: {line}");
        }
    }
}

/// What is read while a file is made is noted on the thread that makes it.
#[test]
fn a_file_of_the_output_is_made_on_one_thread() {
    let makes = |path: &str| ["facts", "search", "render", "boards", "pages", "plan"].contains(&module(path));
    for (path, text) in rust_files("src").into_iter().filter(|(path, _)| makes(path)) {
        assert!(
            !["rayon", "thread::"].iter().any(|word| code(&text).contains(word)),
            "{path} makes a file on several threads"
        );
    }
}
