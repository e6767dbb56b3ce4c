//! Rules about front matter and YAML.

use crate::diag::rules;

rules! {
    FRONT_MATTER_MISSING = Error "front-matter-missing" {
        why: "A Markdown source begins with `---`, its fields and another `---`.",
        example: "an article that begins with its text",
        remedy: "Begin the file with `---`, `title: …` and `---`.",
    }

    FRONT_MATTER_UNCLOSED = Error "front-matter-unclosed" {
        why: "The first line opens front matter with `---`, and within 64 KiB no line closes it.",
        example: "---\ntitle: Hello\n\nText.",
        remedy: "Put a line with `---` alone after the last field.",
    }

    YAML_SYNTAX = Error "yaml-syntax" {
        why: "The fields are YAML, and here they break its rules.",
        example: "title: Backend: the basics",
        remedy: "Often a text with `: ` or ` #` in it needs quotes: `title: \"Backend: the basics\"`. Indent with spaces, never with tabs.",
        source: "YAML 1.2.2, 2021-10-01",
    }

    DUPLICATE_KEY = Error "duplicate-key" {
        why: "A field is there twice, and only one of its values could count.",
        example: "title: A\ntitle: B",
        remedy: "Remove one of them.",
    }

    YAML_LIMIT = Error "yaml-limit" {
        why: "Postings and companies may not use anchors and aliases, and no file may be nested deeper than 32, have more than 20,000 values (a list of postings one for each 8 bytes, up to 500,000) or more than 10,000 documents: few bytes could fill the memory otherwise.",
        example: "a: &a [x, x]\nb: [*a, *a]",
        remedy: "Write the values out.",
    }

    LOST_COMMENT = Warning "lost-comment" {
        why: "In YAML a space and `#` begin a comment: what follows is no part of the value.",
        example: "title: Developer #1 in town",
        remedy: "Put the text in quotes: `title: \"Developer #1 in town\"`.",
    }
}
