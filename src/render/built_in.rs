//! The files of the default theme, in the binary.

use std::sync::LazyLock;

use crate::locale::with_texts;
use crate::source::{Source, Sources, SrcPath};

/// The files of the default theme as sources, at the paths that they have or would have in its folder.
pub fn built_in() -> impl Iterator<Item = Source> {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let words = with_texts().map(|(code, texts)| (format!("themes/default/i18n/{code}.yaml"), texts.words));
        let files = BUILT_IN.iter().map(|(path, text)| ((*path).to_owned(), *text));
        let source = |(path, text): (String, &str)| match path.ends_with(".js") {
            true => Source::from_text(&path, &without_comments(text)),
            false => Source::from_text(&path, text),
        };
        files.chain(words).map(source).collect()
    });
    SOURCES.iter().cloned()
}

/// A script of ours without indentation and without the lines that are comments: no text in it goes over several lines.
fn without_comments(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut is_comment = false;
    for line in script.lines().map(str::trim) {
        is_comment |= line.starts_with("/**");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        is_comment &= !line.contains("*/");
    }
    out
}

/// The sources with the built-in theme's files where the site has none of its own.
pub fn with_built_in(mut sources: Sources) -> Sources {
    for source in built_in() {
        // A file of the site's own takes the place of the template that would make it.
        let plain = source.path.as_str().strip_suffix(".tera").map(SrcPath::new);
        if !sources.contains(&source.path) && !plain.is_some_and(|plain| sources.contains(&plain)) {
            sources.insert(source);
        }
    }
    sources
}

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        &[$((concat!("themes/default/", $path), include_str!(concat!("../../themes/default/", $path)))),*]
    };
}

const BUILT_IN: &[(&str, &str)] = built_in![
    "theme.yaml",
    "static/find.js",
    "static/icon.svg",
    "static/scheme.js",
    "static/search.js",
    "static/site.js",
    "static/style.css.tera",
    "templates/404.html",
    "templates/archive.html",
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
    "templates/home.html",
    "templates/job.html",
    "templates/jobs.html",
    "templates/landing.html",
    "templates/landings.html",
    "templates/page.html",
    "templates/parts/article.html",
    "templates/parts/call.html",
    "templates/parts/chart.html",
    "templates/parts/company.html",
    "templates/parts/fact.html",
    "templates/parts/filters.html",
    "templates/parts/finder.html",
    "templates/parts/job.html",
    "templates/parts/languages.html",
    "templates/parts/list.html",
    "templates/parts/logo.html",
    "templates/parts/menu.html",
    "templates/parts/pagination.html",
    "templates/parts/pay.html",
    "templates/parts/pay_table.html",
    "templates/parts/search.html",
    "templates/parts/section.html",
    "templates/parts/share.html",
    "templates/parts/tags.html",
    "templates/redirect.html",
    "templates/salaries.html",
    "templates/search.html",
    "templates/tag.html",
    "templates/tags.html",
];
