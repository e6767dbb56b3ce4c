//! What comes of a text, by examples.

use super::test::{Plainly, read};
use super::{Form, RawHtml, html};
use crate::diag::Code;
use crate::markdown::rules::{
    BAD_ADDRESS, EMPHASIS_SPACES, FOREIGN_PICTURE, HEADING_DEMOTED, HEADING_SPACE, LINK_AS_TEXT, LIST_MARKER_SPACE,
    NESTED_TOO_DEEP, RAW_HTML, UNCHECKED_LINK, UNSAFE_HTML,
};

fn render(text: &str, raw_html: RawHtml) -> (String, Vec<Code>) {
    let rendered = read(text, raw_html);
    let html = html(&rendered.body, Form::Page, &Plainly);
    (html, rendered.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

#[track_caller]
fn check(text: &str, html: &str) {
    assert_eq!(render(text, RawHtml::Shown).0, html);
}

#[test]
fn extensions_have_classes_and_no_styles() {
    check(
        "| a | b |\n|--:|---|\n| 1 | 2 |\n",
        "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th class=\"right\">a</th><th>b</th></tr></thead><tbody>\n<tr><td class=\"right\">1</td><td>2</td></tr>\n</tbody></table></div>\n",
    );
    check(
        "- [x] done\n",
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"TASK_DONE\" /> done</li>\n</ul>\n",
    );
    check("~~x~~", "<p><del>x</del></p>\n");
    check(
        "> [!NOTE]\n> x\n",
        "<div class=\"alert alert-note\">\n<p class=\"alert-title\">NOTE</p>\n<p>x</p>\n</div>\n",
    );
    check(
        "see https://a.example/x?y=1&z. a@b.example",
        "<p>see <a href=\"https://a.example/x?y=1&amp;z\">https://a.example/x?y=1&amp;z</a>. <a href=\"mailto:a@b.example\">a@b.example</a></p>\n",
    );
    check("T\n: D\n", "<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>\n");
}

#[test]
fn footnotes_stand_at_the_end_and_lead_back() {
    let html = render("a[^x]\n\n[^x]: note\n", RawHtml::Shown).0;
    assert!(html.contains("<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>"), "{html}");
    assert!(html.contains("<li id=\"fn-1\">\n<p>note <a class=\"footnote-back\" href=\"#fnref-1\""), "{html}");
}

#[test]
fn headings_move_down_when_the_body_has_a_main_one() {
    let (html, codes) = render("# A\n## B\n", RawHtml::Shown);
    assert!(html.starts_with("<h2 id=\"a\">A") && html.contains("<h3 id=\"b\">B"), "{html}");
    assert_eq!(codes, [HEADING_DEMOTED]);
    assert!(render("## A\n### A\n", RawHtml::Shown).0.contains("<h3 id=\"a-1\">"));
    assert!(render("```\n# no\n```\n## A", RawHtml::Shown).0.contains("<h2 id=\"a\">"));
}

#[test]
fn links_within_the_site_are_holes_and_others_are_checked() {
    let (html, codes) = render("[x](../jobs/y.md#z) [a](javascript:alert) [h](#here)", RawHtml::Shown);
    assert!(
        html.contains("<a href=\"[Source(SrcPath('content/jobs/y.md'))]\">x</a> a <a href=\"[Here]\">h</a>"),
        "{html}"
    );
    assert_eq!(codes, [BAD_ADDRESS]);
}

#[test]
fn an_employers_html_is_cleaned() {
    let (html, codes) = render("<b onclick=x>hi</b> [x](y.md) <script>1</script>\n\n> [!TIP]\n> t\n", RawHtml::Cleaned);
    assert!(html.contains("<b>hi</b> <a href=\"[Source(SrcPath('content/articles/y.md'))]\">x</a>"), "{html}");
    assert!(html.contains("TIP") && !html.contains("script"), "{html}");
    assert!(codes.contains(&UNSAFE_HTML));
    assert!(!render("![x](https://spy.example/p.png)", RawHtml::Cleaned).0.contains("<img"));
}

#[test]
fn what_was_surely_meant_otherwise_is_said() {
    assert_eq!(render("a ** bold ** b", RawHtml::Shown).1, [EMPHASIS_SPACES]);
    assert_eq!(render("**From this. **", RawHtml::Shown).1, [EMPHASIS_SPACES]);
    assert_eq!(render("- ** bold ** item\n", RawHtml::Shown).1, [EMPHASIS_SPACES]);
    assert_eq!(render("## ** bold ** heading\n", RawHtml::Shown).1, [EMPHASIS_SPACES]);
    assert_eq!(render("##Heading\n", RawHtml::Shown).1, [HEADING_SPACE]);
    assert_eq!(render("![x](a b.png) and [y] (z.md)\n", RawHtml::Shown).1, [LINK_AS_TEXT, LINK_AS_TEXT]);
    assert_eq!(render("an array[0](see below) and \\[x](y.md)\n", RawHtml::Shown).1, []);
    assert_eq!(render("-Item\n", RawHtml::Shown).1, [LIST_MARKER_SPACE]);
    assert_eq!(render("-5 degrees, 2 ** 3, --flag, \\*\\* x \\*\\*", RawHtml::Shown).1, []);
    assert_eq!(render("a <b>x</b>", RawHtml::Shown).1, [RAW_HTML, RAW_HTML]);
}

#[test]
fn a_definition_needs_a_colon_and_white_space_outside_code() {
    for text in [
        "We are hiring.\n:rocket: Join us.",
        "Some results.\n:rocket:\nMind the scale.",
        "Write `name\n: value` on one line.",
        "a\n  :b",
        "```\na\n:b\n```",
        "<p>a\n:b</p>",
    ] {
        let html = render(text, RawHtml::Shown).0;
        assert!(!html.contains("<dl>") && !html.contains('\u{2}'), "{html}");
        assert_eq!(html.matches(':').count(), text.matches(':').count(), "{html}");
    }
    assert!(render("T\n: D `x`\n: E\n", RawHtml::Shown).0.contains("<dd>E</dd>"));
}

#[test]
fn a_bare_address_ends_where_it_ends() {
    for (text, linked) in [
        ("“https://x.example/q” «https://y.example/q»", vec!["https://x.example/q", "https://y.example/q"]),
        (
            "https://x.example/a… （https://x.example/b）を見る。https://x.example/c。次",
            vec!["https://x.example/a", "https://x.example/b", "https://x.example/c"],
        ),
        ("https://x.example/a؟", vec!["https://x.example/a"]),
        ("jobs@x.example\u{a0}or", vec!["mailto:jobs@x.example"]),
        ("jobs@x.example。", vec!["mailto:jobs@x.example"]),
        ("see www.x.example/a. and x.example/b", vec!["http://www.x.example/a"]),
    ] {
        let html = render(text, RawHtml::Shown).0;
        let found: Vec<&str> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(found, linked, "{html}");
    }
}

#[test]
fn a_picture_of_another_site_is_a_link_in_an_employers_text() {
    let (html, codes) = render("![our logo](https://img.example/logo.png)", RawHtml::Cleaned);
    assert!(
        html.contains("<a href=\"https://img.example/logo.png\" rel=\"nofollow noopener ugc\">our logo</a>"),
        "{html}"
    );
    assert_eq!(codes, [FOREIGN_PICTURE]);
    assert!(
        render("![our logo](https://img.example/logo.png)", RawHtml::Shown)
            .0
            .contains("<img src=\"https://img.example")
    );
}

#[test]
fn every_id_is_there_once() {
    let html = render("## fn 1\n\nText[^1].\n\n[^1]: Note\n", RawHtml::Shown).0;
    assert!(html.contains("<h2 id=\"fn-1-1\">") && html.matches(" id=\"fn-1\"").count() == 1, "{html}");
    let html = render("<div id=\"test\"></div>\n\n## test\n", RawHtml::Kept).0;
    assert!(html.contains("<h2 id=\"test-1\">"), "{html}");
}

#[test]
fn comments_are_never_shown_and_take_nothing_with_them() {
    assert_eq!(render("<!--\nsecret\n-->\n\nseen", RawHtml::Shown).0, "<p>seen</p>\n");
    assert_eq!(render("a <!-- x --> b", RawHtml::Shown).0, "<p>a  b</p>\n");
    assert!(!render("<!--\nsecret\n-->\n", RawHtml::Cleaned).0.contains("secret"));
}

#[test]
fn an_employers_html_leaves_pictures_and_code_alone() {
    let html = render("![x](pic.png)<br>\n\n```rust\nfn x() {}\n```\n", RawHtml::Cleaned).0;
    assert!(
        html.contains("<img src=\"[Source(SrcPath('content/articles/pic.png'))]\" alt=\"x\" loading=\"lazy\" />"),
        "{html}"
    );
    assert!(html.contains("class=\"language-rust\""), "{html}");
    let html =
        render("<a href=\"https://google.com@evil.example\">x</a> <a href=\"rolecall:evil\">y</a>", RawHtml::Cleaned).0;
    assert!(!html.contains("evil"), "{html}");
    assert_eq!(render("<a href=\"/nope/\">x</a>", RawHtml::Cleaned).1, [UNSAFE_HTML]);
    assert_eq!(render("<a href=\"nope.html\">x</a>", RawHtml::Kept).1, [UNCHECKED_LINK]);
}

#[test]
fn what_is_hidden_is_no_text() {
    assert_eq!(render("a\u{1}0\u{1}b", RawHtml::Shown).0, "<p>a0b</p>\n");
    assert_eq!(render("<b title=\"\u{1}0\u{1}\">x</b>", RawHtml::Kept).0, "<p><b title=\"0\">x</b></p>\n");
}

#[test]
fn a_reference_to_a_character_is_that_character_and_no_more() {
    for raw in [
        "[self](a.md)\n\n<p title=\"12345678&#1;0&#1; onmouseover=alert(document.domain) \">hover me</p>",
        "[self](a.md)\n\n<p>&#1;0&#1;</p>",
        "[self](a.md)\n\n<p>&#x1;wnote&#x1;</p> &#1;",
        "<p>&#1;</p>",
    ] {
        let html = render(raw, RawHtml::Cleaned).0;
        assert!(!html.contains("NOTE") && !html.contains('\u{1}'), "{html}");
        assert_eq!(html.matches("[Source(").count(), raw.matches("a.md").count(), "{html}");
        let is_attribute = html.contains(" onmouseover=alert(document.domain) \">");
        assert!(!is_attribute || html.contains("title=\"123456780 onmouseover"), "{html}");
    }
}

#[test]
fn depth_is_capped() {
    assert_eq!(render(&">".repeat(300), RawHtml::Cleaned).1, [NESTED_TOO_DEEP]);
    for html in ["<div>", "<ul><li>", "<b title=x>", "<div>\n\n- x\n\n"] {
        let codes = render(&format!("a\n\n{}", html.repeat(30_000)), RawHtml::Cleaned).1;
        assert_eq!(codes.last(), Some(&NESTED_TOO_DEEP), "{html}");
    }
    assert!(!render(&"<div>x</div>\n\n".repeat(300), RawHtml::Cleaned).1.contains(&NESTED_TOO_DEEP));
}

#[test]
fn what_is_no_text_takes_nothing_of_the_next_block_with_it() {
    let html = render("Term <svg>a\n: Definition words\n\n- <svg>b\n  > quoted words\n", RawHtml::Cleaned).0;
    assert!(html.contains("Definition words") && html.contains("quoted words") && !html.contains(">a<"), "{html}");
    let html =
        render("a <svg> ![p](https://img.example/a.png) `c` [l](https://x.example) [^1]\n\n[^1]: n", RawHtml::Cleaned)
            .0;
    assert_eq!(html, "<p>a </p>\n");
    let html = render("<script/>alert(1)</script>b", RawHtml::Cleaned).0;
    assert!(!html.contains("alert"), "{html}");
}

#[test]
fn one_link_holds_no_other() {
    let text = "<a href=\"https://x.example/\">\n\n## H\n\n[^1] [l](https://y.example)\n\n</a>\n\n[m[^1]](https://z.example)\n\n[^1]: n";
    let html = render(text, RawHtml::Cleaned).0;
    let mut open = 0;
    for tag in html.split('<').skip(1) {
        open += if tag.starts_with("a ") { 1 } else { 0 };
        open -= if tag.starts_with("/a>") { 1 } else { 0 };
        assert!((0..=1).contains(&open), "{html}");
    }
}

#[test]
fn the_name_of_a_language_is_one_class() {
    let html = render("```a&#10;button&#10;hero\nx\n```", RawHtml::Cleaned).0;
    assert!(html.contains("class=\"language-a\""), "{html}");
}

#[test]
fn scripts_are_left_as_they_are() {
    let mut rules = super::test::rules(RawHtml::Kept);
    rules.extensions = super::Extensions { mark: true, scripts: true, emoji: true, ..Default::default() };
    let file = crate::source::SrcPath::new("content/articles/a.md");
    let text =
        "<script>if (a==b || c==d) { e = `:tada:` }</script>\n\n<code>a==b==c^2^</code>\n\nm^2^ and x@y.example, ==z==";
    let body = super::markdown(&crate::source::Text::of(&file, text, 0), &rules).body;
    let html = html(&body, Form::Page, &Plainly);
    assert!(html.contains("if (a==b || c==d) { e = `:tada:` }") && html.contains("a==b==c^2^"), "{html}");
    assert!(html.contains("m<sup>2</sup>") && html.contains("<mark>z</mark>"), "{html}");
}

#[test]
fn a_line_of_colons_within_a_title_or_a_formula_stays() {
    let html = render("[x](https://x.example \"t\n:u\") ![y](y.png 'p\n:q')\n: z", RawHtml::Shown).0;
    assert!(html.contains("title=\"t\n:u\"") && html.contains("title=\"p\n:q\""), "{html}");
    assert!(!html.contains('\u{2}'), "{html}");
}
