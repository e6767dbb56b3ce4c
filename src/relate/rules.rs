//! Rules about what entries say of one another.

use crate::diag::rules;

rules! {
    UNKNOWN_COMPANY = Error "unknown-company" {
        why: "`company:` names a file in content/companies, and there is none of this name.",
        example: "company: northwynd",
        remedy: "Correct the name, add the file, or write the company here: `company: { name: Northwind, url: … }`.",
    }

    UNKNOWN_ENTRY = Error "unknown-entry" {
        why: "A field of the site's own names another entry by its file, and there is none of this name and kind.",
        example: "office: zaragozza",
        remedy: "Correct the name, or add the file.",
    }

    UNKNOWN_AUTHOR = Error "unknown-author" {
        why: "`author:` names a file in content/authors, and there is none of this name.",
        example: "author: ana-lopes",
        remedy: "Correct the name, or add the file.",
    }

    TAG_ALIAS_LOOP = Error "tag-alias-loop" {
        why: "Two tag pages claim each other's name, so neither is the one to show.",
        example: "tags/go.md with `aliases: [golang]` and tags/golang.md with `aliases: [go]`",
        remedy: "Keep one of the two files and give it both names.",
    }

    TAG_ALIAS_TAKEN = Error "tag-alias-taken" {
        why: "Two tag pages claim the same other name.",
        example: "tags/js.md and tags/node.md, both with `aliases: [ecmascript]`",
        remedy: "Remove it from one of them.",
    }

    COLLIDING_TAGS = Error "colliding-tags" {
        why: "Two different names have one address. They are either one tag, or one of them needs another address.",
        example: "tags: [CI/CD] in one file and tags: [CI-CD] in another",
        remedy: "Write one of them everywhere, or add a tag page with `aliases:`.",
    }

    DUPLICATE_ID = Error "duplicate-id" {
        why: "An employer's reference is unique per company and language: job boards tell postings apart by it.",
        example: "two postings with `id: NW-114`",
        remedy: "Give each its own.",
    }

    DUPLICATE_TRANSLATION = Error "duplicate-translation" {
        why: "Two entries of one language claim to be the same translation.",
        example: "two English postings with `translation_key: backend`",
        remedy: "Give each its own `translation_key`.",
    }

    BROKEN_ANCHOR = Error "broken-anchor" {
        why: "The page is there, but it has no heading of this name.",
        example: "[guide](guide.md#instal)",
        remedy: "Use one of the page's anchors.",
    }

    UNPUBLISHED_LINK = Warning "unpublished-link" {
        why: "The link goes to an entry that is not published: a draft, one whose day has not come, or a posting that is gone. Until it is there, the link leads to its section.",
        example: "a link to an article with `draft: true`",
        remedy: "Publish the entry, or remove the link.",
    }

    EMPTY_JOBS = Warning "empty-jobs" {
        why: "A list of postings in a text asks for a tag or a place that nothing has: it stays empty.",
        example: "::jobs{tags=rusty}",
        remedy: "Correct the tag.",
    }
}
