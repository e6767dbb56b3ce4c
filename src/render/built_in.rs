//! The files of the default theme, in the binary.

use std::sync::LazyLock;

use crate::locale::with_texts;
use crate::source::{Content, FileKind, Hash, Source, Sources, SrcPath};

/// The files of the default theme as sources, at the paths that they have or would have in its folder.
pub fn built_in() -> impl Iterator<Item = Source> {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let words = with_texts().map(|(code, texts)| (format!("themes/default/i18n/{code}.yaml"), texts.words));
        let files = BUILT_IN.iter().map(|(path, text)| ((*path).to_owned(), published(path, text)));
        let texts = files.chain(words).map(|(path, text)| Source::from_text(&path, text));
        texts.chain(FONTS.iter().map(|(path, bytes)| font(path, bytes))).collect()
    });
    SOURCES.iter().cloned()
}

/// The texts of the default theme as they were written, by their paths: what a theme of one's own begins with.
pub fn originals() -> impl Iterator<Item = (String, &'static str)> {
    let words = with_texts().map(|(code, texts)| (format!("themes/default/i18n/{code}.yaml"), texts.words));
    BUILT_IN.iter().map(|(path, text)| ((*path).to_owned(), *text)).chain(words)
}

/// A typeface, whose bytes are in the binary.
fn font(path: &str, bytes: &[u8]) -> Source {
    let content = Content::Opaque { len: bytes.len() as u64, kind: FileKind::Other, picture: None };
    Source { path: SrcPath::new(path), hash: Hash::of(bytes), content }
}

/// The bytes of a typeface of ours.
pub fn font_bytes(source: &Source) -> Option<&'static [u8]> {
    let (_, bytes) = FONTS.iter().find(|(path, _)| *path == source.path.as_str())?;
    (Hash::of(bytes) == source.hash).then_some(*bytes)
}

/// A file of the theme as sites publish it: a script in its small form.
fn published<'a>(path: &str, text: &'a str) -> &'a str {
    MINIFIED.iter().find(|(known, _)| *known == path).map_or(text, |(_, small)| small)
}

/// Whether a script of the site's is one of ours, unchanged: then it is published in its small form, too.
fn is_ours(own: &Source) -> bool {
    static SCRIPTS: LazyLock<Vec<(&str, Hash)>> = LazyLock::new(|| {
        let is_script = |path: &str| MINIFIED.iter().any(|(known, _)| *known == path);
        let scripts = BUILT_IN.iter().filter(|(path, _)| is_script(path));
        scripts.map(|(path, text)| (*path, Hash::of(text.as_bytes()))).collect()
    });
    SCRIPTS.contains(&(own.path.as_str(), own.hash))
}

/// The sources with the built-in theme's files where the site has none of its own.
pub fn with_built_in(mut sources: Sources) -> Sources {
    for source in built_in() {
        // A file of the site's own takes the place of the template that would make it.
        let plain = source.path.as_str().strip_suffix(".tera").map(SrcPath::new);
        let is_replaced = match sources.get(&source.path) {
            Some(own) => !is_ours(own),
            None => plain.is_some_and(|plain| sources.contains(&plain)),
        };
        if !is_replaced {
            sources.insert(source);
        }
    }
    sources
}

macro_rules! files {
    ($from:literal: $($path:literal),* $(,)?) => {
        &[$((concat!("themes/default/", $path), include_str!(concat!($from, $path)))),*]
    };
}

/// The scripts without comments and with short names: made of those in `static` by `tests/browser/minify.mjs`, and compared with them by a test.
const MINIFIED: &[(&str, &str)] =
    files!["minified/": "static/find.js", "static/saved.js", "static/scheme.js", "static/search.js", "static/site.js"];

/// Inter, a variable typeface (SIL Open Font License 1.1), in two parts: letters of Western Europe, and what other Latin alphabets add.
const FONTS: [(&str, &[u8]); 2] = [
    (
        "themes/default/static/fonts/inter-latin.woff2",
        include_bytes!("../../themes/default/static/fonts/inter-latin.woff2"),
    ),
    (
        "themes/default/static/fonts/inter-latin-ext.woff2",
        include_bytes!("../../themes/default/static/fonts/inter-latin-ext.woff2"),
    ),
];

const BUILT_IN: &[(&str, &str)] = files![
    "../../themes/default/":
    "theme.yaml",
    "static/find.js",
    "static/fonts/inter-license.txt",
    "static/icon.svg",
    "static/saved.js",
    "static/scheme.js",
    "static/search.js",
    "static/site.js",
    "static/style.css.tera",
    "templates/404.html",
    "templates/archive.html",
    "templates/article-wide.html",
    "templates/article.html",
    "templates/articles.html",
    "templates/author.html",
    "templates/authors.html",
    "templates/base.html",
    "templates/card.svg",
    "templates/companies.html",
    "templates/company.html",
    "templates/directives/button.html",
    "templates/directives/column.html",
    "templates/directives/columns.html",
    "templates/directives/details.html",
    "templates/directives/figure.html",
    "templates/directives/jobs.html",
    "templates/directives/note.html",
    "templates/directives/quote.html",
    "templates/directives/steps.html",
    "templates/directives/video.html",
    "templates/entries.html",
    "templates/entry-wide.html",
    "templates/entry.html",
    "templates/home.html",
    "templates/job.html",
    "templates/jobs.html",
    "templates/landing.html",
    "templates/landings.html",
    "templates/page-wide.html",
    "templates/page.html",
    "templates/parts/article.html",
    "templates/parts/call.html",
    "templates/parts/chart.html",
    "templates/parts/comments.html",
    "templates/parts/company.html",
    "templates/parts/cover.html",
    "templates/parts/entry.html",
    "templates/parts/fact.html",
    "templates/parts/filters.html",
    "templates/parts/finder.html",
    "templates/parts/job.html",
    "templates/parts/languages.html",
    "templates/parts/list.html",
    "templates/parts/logo.html",
    "templates/parts/menu.html",
    "templates/parts/newsletter.html",
    "templates/parts/pagination.html",
    "templates/parts/pay.html",
    "templates/parts/pay_table.html",
    "templates/parts/search.html",
    "templates/parts/section.html",
    "templates/parts/share.html",
    "templates/parts/tags.html",
    "templates/parts/tile.html",
    "templates/redirect.html",
    "templates/salaries.html",
    "templates/saved.html",
    "templates/search.html",
    "templates/tag.html",
    "templates/tags.html",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::IDS_OF_PAGES;

    /// What stands between two marks, wherever it does.
    fn between<'a>(text: &'a str, begin: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
        text.split(begin).skip(1).filter_map(move |rest| rest.split(end).next())
    }

    #[test]
    fn headings_leave_the_ids_of_pages_to_them() {
        let taken: Vec<&str> = IDS_OF_PAGES.split_whitespace().collect();
        let of_articles = [
            "base",
            "article",
            "entry",
            "page",
            "parts/call",
            "parts/finder",
            "parts/languages",
            "parts/menu",
            "parts/search",
            "parts/section",
            "parts/share",
        ];
        let is_template =
            |path: &str| of_articles.iter().any(|name| path == format!("themes/default/templates/{name}.html"));
        let mut found = 0;
        for (path, text) in BUILT_IN {
            let (begin, end) = match path.ends_with(".js") {
                true => ("getElementById(\"", "\""),
                false if is_template(path) => (" id=\"", "\""),
                false => continue,
            };
            for id in between(text, begin, end).filter(|id| !id.contains('{')) {
                found += 1;
                assert!(taken.contains(&id), "{path}: a heading could take the id `{id}`");
            }
        }
        assert!(found > 20);
    }
}
