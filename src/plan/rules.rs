//! Rules about addresses, links, redirects and pages that would be lost.

use crate::diag::rules;

rules! {
    UNLINKED_FILE = Warning "unlinked-file" {
        why: "A file beside an article or posting is published beside each page that links to it. Nothing links to this one.",
        example: "content/articles/chart.png, which no article shows",
        remedy: "Link it, or remove it.",
    }

    FILE_REFUSED = Error "file-refused" {
        why: "A file beside an entry may come from anybody, and the site answers for it: a page, a script or a program would run in its name. So what is published there is pictures and PDF, and by a setting a few kinds of documents, each told by its content, under a name that nobody runs. SVG is published without what runs or loads.",
        example: "[benefits](benefits.html), a page that an employer put beside a posting",
        remedy: "Save it as PDF or as a picture, name a kind of document in `files:` in site.yaml, or move the file to content/static, which is the site's own.",
        source: "OWASP, File Upload Cheat Sheet, 2025",
    }

    OUTPUT_TOO_LARGE = Error "output-too-large" {
        why: "Few lines can make many pages: each tag, place and page of a list is a file. A site that would pass the limit is stopped before anything is written.",
        example: "three postings with 200 skills in 50 places each",
        remedy: "Look at what the message names. A site that is meant to be so large raises `output_limit:` in site.yaml.",
    }

    HOST_LIMIT = Hint "host-limit" {
        why: "A host reads so many redirects of its table and passes over the rest. Those that are left out lead on by a page, as they do on hosts without a table.",
        example: "host: gitlab, and 1,200 aliases",
        remedy: "Remove aliases that nobody uses any more.",
        source: "Cloudflare Pages, Redirects; GitLab Pages, Redirects; Vercel, Limits; read in November 2026",
    }

    LOST_ADDRESS = Error "lost-address" {
        why: "The site's ledger says that this page was published once. Links and bookmarks to it are broken now, and it loses its place in search engines.",
        example: "content/jobs/baker.md renamed to content/jobs/senior-baker.md",
        remedy: "Add the old address to `aliases:` of the page that took its place, or to `gone:` in site.yaml.",
    }

    LOST_PAGE = Warning "lost-page" {
        why: "The ledger says that this page was published once. Links and bookmarks to it are broken now; `build` and `check` refuse that.",
        example: "content/jobs/baker.md renamed to content/jobs/senior-baker.md",
        remedy: "Add the old address to `aliases:` of the page that took its place, or to `gone:` in site.yaml.",
    }

    GONE_BUT_MADE = Warning "gone-but-made" {
        why: "An address in `gone:` is gone for good, but a page of the site has it. The page wins.",
        example: "gone: [/jobs/baker/] and content/jobs/baker.md",
        remedy: "Take the address out of `gone`.",
    }

    ALIAS_ELSEWHERE = Error "alias-elsewhere" {
        why: "Postings and companies may come from anybody, so their former addresses lie in their own section: elsewhere they could take the place of another page.",
        example: "a posting with `aliases: [/about-us/]`",
        remedy: "Remove it, or confirm it in site.yaml: `allowed_aliases: [/careers/]` allows what lies at and below that address.",
    }

    BAD_PICTURE = Error "bad-picture" {
        why: "A picture is published in smaller copies, and this one can't be read: it is broken off, or larger than 64 million pixels.",
        example: "image: photo.jpg, of which half was uploaded",
        remedy: "Save the picture again, or take `widths` out of `images` to publish it as it is.",
    }

    NO_SHARE_CARD = Hint "no-share-card" {
        why: "Share cards are drawn with a font that knows Latin, Greek and Cyrillic letters. A title in another script would be a row of boxes, so it has no card.",
        example: "title: 求人 with `images: { cards: true }`",
        remedy: "Nothing needs to be done; an article's `image` is used instead.",
    }
}
