//! Rules about themes, templates and what pages are made of.

use crate::diag::rules;

rules! {
    MISSING_THEME = Error "missing-theme" {
        why: "site.yaml names a theme that is neither in themes/ nor built in.",
        example: "theme: defualt",
        remedy: "Correct the name, or add the folder.",
    }

    UNKNOWN_THEME_OPTION = Error "unknown-theme-option" {
        why: "The theme's theme.yaml declares no option of this name, or not with this kind of value.",
        example: "theme_options: { acent: red }",
        remedy: "Use one of the theme's options.",
    }

    UNUSED_THEME_FILE = Hint "unused-theme-file" {
        why: "A theme has theme.yaml, templates/, static/ and i18n/, and its templates have the names in themes/README.md, or are included by one of those. Another file does nothing: its name is perhaps a slip.",
        example: "themes/mine/templates/Jobs.html, with a capital letter",
        remedy: "Correct the name, or remove the file.",
    }

    NO_PLACE_IN_THEME = Warning "no-place-in-theme" {
        why: "The theme's templates print nowhere what site.yaml adds to the pages, so it would be lost without a word.",
        example: "head: content/head.html, with a theme whose base.html has no `{{ site.head_html }}`",
        remedy: "Let the theme's frame print it, as the default theme's does.",
    }

    TEMPLATE_ERROR = Error "template-error" {
        why: "A template can't be read, or fails on this page.",
        example: "{{ job.titel.length }}",
        remedy: "Correct the template at the place named; the page it failed on is named too.",
    }
}
